"""Keyset pagination with opaque cursors."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    except (ValueError, binascii.Error) as error:
        raise Invalid(
            N_("The cursor is not valid; start from the first page."), fields={"cursor": "not valid"}
        ) from error
    if not isinstance(values, list):
        raise Invalid(N_("The cursor is not valid; start from the first page."), fields={"cursor": "not valid"})
    return values


def cut(rows: Sequence[T], limit: int, key: Callable[[T], list[Any]]) -> Page[T]:
    """A page of `rows`, which the caller read with `limit + 1`."""
    if len(rows) <= limit:
        return Page(rows)
    kept = rows[:limit]
    return Page(kept, encode_cursor(key(kept[-1])))
