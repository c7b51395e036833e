"""Which of a company's purchases a few words name: "my gloves", "рукавички", "the NYM cable". Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlu.reading import likeness

MOST_WORDS = 8


def named(names: Mapping[int, Sequence[str]], words: str) -> list[int]:
    """The ids whose names (in any language, or their number) have every one of `words`; failing that, the ids that
    have the most of them, provided it is at least half.
    """
    asked = [word for word in likeness.words_of(words) if len(word) > 1][:MOST_WORDS]
    ids = list(names)
    return [ids[position] for position in likeness.nearest(list(names.values()), asked)]
