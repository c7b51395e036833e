"""Ports on the loopback interface."""

from __future__ import annotations

import socket
from collections.abc import Collection

from portal.installation.layout import InstallationError

LOOPBACK = "127.0.0.1"
TRIED = 200


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def free_port(preferred: int, *, taken: Collection[int] = (), host: str = LOOPBACK) -> int:
    """The preferred port or the next free one above it.

    Not one of the system's choosing: those are given to outgoing connections as well and could be gone at
    the next start.

    Raises:
        InstallationError: None of the next 200 ports is free.
    """
    for port in range(preferred, preferred + TRIED):
        if port not in taken and is_free(port, host):
            return port
    raise InstallationError(f"No free port between {preferred} and {preferred + TRIED} on {host}.")
