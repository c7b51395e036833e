"""Measurements that anybody can repeat: ``python -m nlu.evaluate COMMAND …``."""
