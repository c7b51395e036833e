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


def parse_count(text: str | None) -> int | None:
    """The version, position or number that up to nine plain digits spell, or None."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 9 else None


def parse_uuid(text: str | None) -> uuid.UUID | None:
    """The UUID that `text` spells, or None."""
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
