"""The web process around the concepts: request life, errors, languages, health."""
