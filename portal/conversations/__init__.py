"""Threads, messages, hand-over, queues."""
