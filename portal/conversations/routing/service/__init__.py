"""Use cases of the desk's routing."""
