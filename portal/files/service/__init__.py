"""Use cases of files, one verb a file."""
