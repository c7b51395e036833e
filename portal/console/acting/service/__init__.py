"""Use cases of acting in place."""
