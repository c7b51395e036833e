"""Use cases of the gateway, one verb a file."""
