"""Cutting texts to what a channel takes, where a reader would pause."""

from __future__ import annotations

from collections.abc import Callable

# From the best place to cut to the worst that is still between words.
_BREAKS = ("\n\n", "\n", ". ", " ")


def utf16_units(text: str) -> int:
    """How long Telegram and others count a text: in UTF-16 units, an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, limit: int, *, size: Callable[[str], int] = len) -> list[str]:
    """Pieces of at most `limit`, cut at paragraphs, lines, sentences or words; nothing but blanks is lost."""
    rest = text.strip()
    pieces: list[str] = []
    while rest:
        if size(rest) <= limit:
            pieces.append(rest)
            break
        head = _head(rest, limit, size)
        at = _break(head)
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return pieces


def clip(text: str, limit: int, *, size: Callable[[str], int] = len) -> str:
    """The text, or as much of it as fits with an ellipsis at its end."""
    if size(text) <= limit:
        return text
    return _head(text, limit - 1, size).rstrip() + "…"


def _head(text: str, limit: int, size: Callable[[str], int]) -> str:
    """The longest beginning of at most `limit`."""
    low, high = 1, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[:middle]) <= limit else (low, middle - 1)
    return text[:low]


def _break(head: str) -> int:
    """Where to cut: behind the last break of the best kind that leaves at least a third, else at the end."""
    for mark in _BREAKS:
        at = head.rfind(mark)
        if at >= len(head) // 3:
            return at + len(mark)
    return len(head)
