"""Why something is asked: "because …", "бо …", "ponieważ …"."""

# ruff: noqa: E501 - lists of words, a language or a kind to a line
from __future__ import annotations

import re

from nlu.reading.found import MAX_TEXT, Found

_BECAUSE = re.compile(
    r"(?:\b(?:because(?: of)?|due to|as it is|reason(?: is)?|бо|тому що|оскільки|через те,? що|причин[аою]\w?(?: в тому,? що)?|"
    r"потому,? что|так как|т\.к\.|из-за(?: того,? что)?|ponieważ|poniewaz|bo|gdyż|gdyz|z powodu|powód|dlatego,? że)\b)[\s:,–—-]*"
    r"(?P<words>[^.!?\n]{3,200})",
    re.IGNORECASE,
)


def find_reasons(text: str) -> list[Found]:
    """The first reason that ``text`` gives, as ``reason`` with its words; empty where it gives none."""
    match = _BECAUSE.search(text[:MAX_TEXT])
    if match is None:
        return []
    words = match["words"].rstrip(" ,;")
    return [Found("reason", match.start("words"), match.start("words") + len(words), words)]
