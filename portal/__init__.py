"""Prilavok: the self-service portal, its API and its workers."""
