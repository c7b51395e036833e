"""The set-up: builds what the product needs, from the locks and the sources.

Runs on plain Python 3.11, before any environment exists: ``python3.11 -m scripts STEP…``.
"""
