"""Which of several names a message is about, its words of asking aside. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.phrases import asking_words
from nlu.reading import likeness


def nearest(names: Sequence[str], text: str) -> list[int]:
    """Positions of the names that share most words with ``text``, provided they share half of its words; else none."""
    asked = [word for word in likeness.words_of(text) if word not in asking_words() and len(word) > 1]
    return likeness.nearest([[name] for name in names], asked)
