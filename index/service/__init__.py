"""The index as a process of its own: HTTP on the loopback interface, one engine, many threads."""
