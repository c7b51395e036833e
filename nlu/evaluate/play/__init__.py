"""End-to-end conversations played against the running product."""
