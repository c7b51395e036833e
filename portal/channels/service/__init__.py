"""Use cases of channels, one verb a file."""
