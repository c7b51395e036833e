"""Use cases of the chat on web pages, one a file."""
