"""The buyer's first page."""
