"""The chat on web pages: registered sites, what they may call, log-in by their signed token, visitors' requests."""
