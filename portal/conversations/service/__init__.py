"""Use cases of conversations, one verb a file."""
