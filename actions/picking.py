"""Which lines of a list, and how much of each: "only the first three", "without the gloves", "twice as much". Pure."""

# ruff: noqa: E501 - lists of words, a language or a kind to a line
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from actions.likeness import nearest
from actions.phrases import product_phrase
from actions.references import numbers_in, pointed_at

_FIRST = re.compile(
    r"\b(?:first|перш(?:і|их|ими)|перв(?:ые|ых)|pierwsz(?:e|ych))\s+(?P<n>\d{1,2}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)?)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:only|just|nothing but|тільки|лише|лиш|только|лишь|tylko|jedynie|wyłącznie)\b\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BUT = re.compile(
    r"\b(?:everything|all(?: of (?:it|them))?|все|всё|усе|всі|усі|wszystk\w+)\s*,?\s*(?:except|but|apart from|without|other than|крім|окрім|без|кроме|oprócz|oprocz|poza|prócz|bez)\b(?:\s+(?:for|not))?\s*(?P<rest>.*)"
    r"|\b(?:without|except(?: for)?|apart from|leave out|skip|drop|not|but not|no need for|без|крім|окрім|кроме|oprócz|oprocz|poza|bez|pomiń|пропусти\w*)\b\s+(?P<rest2>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DOUBLE = re.compile(
    r"\b(?:double|twice(?: as (?:much|many))?|two times|x\s?2|2x|вдвічі(?: більше)?|удвічі|подвій\w*|подво\w+|в два рази|у два рази|вдвое|удвое|удво\w+|в два раза|в 2 раза|podwój\w*|podwoj\w*|dwa razy|dwukrotnie|2 razy)\b",
    re.IGNORECASE,
)
_TRIPLE = re.compile(
    r"\b(?:triple|three times|втричі|утричі|потрій\w*|втрое|утро\w+|в три раза|potr[oó]j\w*|trzy razy|trzykrotnie)\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b(?:half(?: (?:of (?:it|that|them|each)|as (?:much|many)))?|половин\w*|пів\b|вдвічі менше|вдвое меньше|наполовин\w*|połow\w*|polow\w*|o połowę)\b",
    re.IGNORECASE,
)
_LESS = re.compile(r"\b(?:менше|меньше|mniej|less)\b", re.IGNORECASE)
_AND = re.compile(r"[,;]|\s+(?:and|or|та|і|й|и|или|або|oraz|i|lub|ani)\s+", re.IGNORECASE)
MOST_WORDS = 14


@dataclass(frozen=True)
class Picked:
    """Places of the lines that are wanted, from 0, and how many times their quantity."""

    places: tuple[int, ...]
    times: Decimal = Decimal(1)


def times_in(text: str) -> Decimal | None:
    """The factor that ``text`` asks for: 2 for "double", 0.5 for "half of it"; None where it names none."""
    if _HALF.search(text) or (_DOUBLE.search(text) and _LESS.search(text)):
        return Decimal("0.5")
    if _DOUBLE.search(text):
        return Decimal(2)
    return Decimal(3) if _TRIPLE.search(text) else None


def without_times(text: str) -> str:
    """``text`` without the words of a factor."""
    for pattern in (_DOUBLE, _TRIPLE, _HALF):
        text = pattern.sub(" ", text)
    return text


def all_but(text: str) -> str:
    """The words of what is to stay, of "everything but the gloves"; "" where nothing of the kind is said."""
    match = _BUT.search(text)
    return (match["rest"] or "").strip(" .!?") if match else ""


def places_of(words: str, names: Sequence[str]) -> list[int]:
    """The places that ``words`` point at or name, one clause after the other; empty where one of them fits none."""
    found: list[int] = []
    for clause in _AND.split(words):
        if not product_phrase(clause) and not pointed_at(clause):
            continue
        pointed = [place % len(names) for place in pointed_at(clause) if -1 <= place < len(names)] if names else []
        places = pointed or nearest(names, clause)
        if not places:
            return []
        found += places
    return sorted(set(found))


def pick_lines(text: str, names: Sequence[str]) -> Picked | None:
    """What ``text`` leaves of the lines called ``names``; None where it says nothing about them."""
    if len(text.split()) > MOST_WORDS:
        return None
    times = times_in(text)
    words = without_times(text)
    places = _places(words, names)
    if places is None:
        # "without the drills, twice as much" of a list without drills is not understood by half
        limited = _BUT.search(words) or _ONLY.search(words)
        return Picked(tuple(range(len(names))), times) if times is not None and not limited else None
    kept = tuple(place for place in places if place < len(names))
    return Picked(kept, times or Decimal(1)) if kept else None


def _places(text: str, names: Sequence[str]) -> Sequence[int] | None:
    first = _FIRST.search(text)
    if first:
        count = int(first["n"]) if first["n"].isdigit() else next((int(n) for n in numbers_in(first["n"])), 0)
        if count:
            return range(min(count, len(names)))
    but = _BUT.search(text)
    if but:
        left_out = places_of(but["rest"] or but["rest2"] or "", names)
        return [place for place in range(len(names)) if place not in left_out] if left_out else None
    only = _ONLY.search(text)
    if only:
        return places_of(only["rest"], names) or None
    return None
