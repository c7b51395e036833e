"""Keyset pagination with opaque cursors."""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from portal.shared.errors import Invalid
from portal.shared.texts import N_

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items and the cursor of the next ones, None at the end."""

    items: Sequence[T]
    next: str | None = None


def encode_cursor(values: list[Any]) -> str:
    """An opaque cursor of the sort key's values."""
    return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> list[Any]:
    """The sort key's values. Raises Invalid when the cursor is not one of ours."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise Invalid(
            N_("The cursor is not valid; start from the first page."), fields={"cursor": "not valid"}
        ) from error
    if not isinstance(values, list):
        raise Invalid(N_("The cursor is not valid; start from the first page."), fields={"cursor": "not valid"})
    return values


def decode_moment_cursor(cursor: str) -> tuple[datetime, uuid.UUID]:
    """The cursor of a list by moment and id. Raises Invalid when it is not one of ours."""
    values = decode_cursor(cursor)
    try:
        moment, row = (str(value) for value in values)
        return datetime.fromisoformat(moment), uuid.UUID(row)
    except ValueError as error:
        raise Invalid(
            N_("The cursor is not valid; start from the first page."), fields={"cursor": "not valid"}
        ) from error


def cut(rows: Sequence[T], limit: int, key: Callable[[T], list[Any]]) -> Page[T]:
    """A page of `rows`, which the caller read with `limit + 1`."""
    if len(rows) <= limit:
        return Page(rows)
    kept = rows[:limit]
    return Page(kept, encode_cursor(key(kept[-1])))
