"""Identifiers that outsiders see are random, so that none can be guessed from another."""

from __future__ import annotations

import secrets
import uuid


def new_id() -> uuid.UUID:
    """A fresh random UUID."""
    return uuid.uuid4()


def new_secret(size: int = 32) -> str:
    """A fresh URL-safe secret of `size` random bytes."""
    return secrets.token_urlsafe(size)


def parse_uuid(text: str | None) -> uuid.UUID | None:
    """The UUID that `text` spells, or None."""
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
