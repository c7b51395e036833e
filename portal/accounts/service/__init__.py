"""Use cases of accounts, a file a verb."""
