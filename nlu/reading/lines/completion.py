"""What a line leaves to the line before it: "В10" after "автомат С16" is "автомат В10"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_SHAPE: Final = re.compile(
    r"^([^\W\d_]{0,2})(\d+(?:[.,]\d+)?)((?:[xх×]\d+(?:[.,]\d+)?)*)([^\W\d_]{0,2})$", re.IGNORECASE
)


def completed(phrase: str, before: Sequence[str]) -> str:
    """`phrase`, with the words of the line before when it is nothing but a size of the same shape as one there."""
    if not before or " " in phrase:
        return phrase
    shape = _shape(phrase)
    if shape is None:
        return phrase
    words = before[-1].split()
    if len(words) < 2:
        return phrase
    for index in range(len(words) - 1, -1, -1):
        if _shape(words[index]) == shape:
            return " ".join([*words[:index], phrase, *words[index + 1 :]])
    return phrase


def _shape(token: str) -> tuple[int, int, int] | None:
    found = _SHAPE.match(token)
    if not found or not (found.group(1) or found.group(3) or found.group(4)):
        return None
    return len(found.group(1)), len(re.findall(r"[xх×]", found.group(3), flags=re.IGNORECASE)), len(found.group(4))
