"""What a word of a message shows of its part in it: itself, its neighbours, quantities, its sentence and row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlu.reading.lines import numbers, units, words
from nlu.reading.lines.tagging.sequence import Word

FAR: Final = 8  # words; farther is one distance
MANY: Final = 4
_DIGIT: Final = re.compile(r"\d")
_STOPS: Final = frozenset({";", "!", "?", ".", "…", "..."})


@dataclass(frozen=True, slots=True)
class Look:
    """A word by itself: its spelling with zeros for digits, its kind, its shape."""

    low: str
    kind: str
    shape: str


@lru_cache(maxsize=16384)
def look(text: str) -> Look:
    """How a word looks."""
    low = _DIGIT.sub("0", numbers.fold(text)) or text
    letters = re.sub(r"[^\W\d_]+", lambda found: "X" if found[0].isupper() else "x", text)
    shape = "X" + letters[1:] if text[:1].isupper() and text[1:].islower() else letters
    return Look(low, _kind(text), _DIGIT.sub("0", shape)[:8])


def _kind(text: str) -> str:
    if not any(letter.isalnum() for letter in text):
        return text[0]
    if numbers.digits(text) is not None:
        return "digits"
    if numbers.words([text]) is not None:
        return "number"
    for name, holds in (
        ("glued", bool(units.glued(text))),
        ("unit", bool(units.unit_of(text))),
        ("figure", any(letter.isdigit() for letter in text)),
        ("rating", units.is_technical(text)),
        ("ordering", words.is_ordering(text)),
        ("talking", words.is_talking(text)),
        ("stating", words.is_stating(text)),
        ("joining", words.is_joining(text)),
    ):
        if holds:
            return name
    return "word"


def features(sequence: Sequence[Word]) -> list[list[str]]:
    """The features of all words."""
    looks = [look(word.token.text) for word in sequence]
    around = _Around(sequence, looks)
    return [[*_own(looks[index]), *_near(sequence, looks, index), *around.of(index)] for index in range(len(sequence))]


def _own(here: Look) -> list[str]:
    low = here.low
    found = [f"w={low}", f"k={here.kind}", f"s={here.shape}"]
    if low.isalpha():
        found += [f"p{size}={low[:size]}" for size in (3, 4, 5, 6) if len(low) > size]
        found += [f"e{size}={low[-size:]}" for size in (2, 3, 4) if len(low) > size]
    return found


def _near(sequence: Sequence[Word], looks: Sequence[Look], index: int) -> list[str]:
    def at(place: int) -> Look | None:
        inside = 0 <= place < len(looks)
        return looks[place] if inside and sequence[place].row == sequence[index].row else None

    before2, before, after, after2 = at(index - 2), at(index - 1), at(index + 1), at(index + 2)
    here = looks[index]
    kinds = [each.kind if each else "#" for each in (before2, before, here, after, after2)]
    found = [
        f"w-={before.low if before else '#'}", f"w+={after.low if after else '#'}",
        f"w--={before2.low if before2 else '#'}", f"w++={after2.low if after2 else '#'}",
        f"k-={kinds[1]}", f"k+={kinds[3]}", f"k--={kinds[0]}", f"k++={kinds[4]}",
        f"k-0={kinds[1]} {kinds[2]}", f"k0+={kinds[2]} {kinds[3]}", f"k-0+={' '.join(kinds[1:4])}",
        f"k--0={' '.join(kinds[:3])}", f"k0++={' '.join(kinds[2:])}",
        f"w-k={before.low if before else '#'} {here.kind}", f"kw+={here.kind} {after.low if after else '#'}",
        f"w-0={before.low if before else '#'} {here.low}",
    ]  # fmt: skip
    if before and before.low.isalpha():
        found += [f"p-={before.low[:5]}", f"e-={before.low[-3:]}"]
    if after and after.low.isalpha():
        found += [f"p+={after.low[:5]}", f"e+={after.low[-3:]}"]
    for name, place in (("-", index - 1), ("", index), ("+", index + 1)):
        if 0 <= place < len(sequence):
            word = sequence[place]
            found.append(f"g{name}={word.guess}")
            if word.left_out:
                found.append(f"out{name}")
    found.append(f"gk={sequence[index].guess} {here.kind}")
    return found + _counting(sequence, index)


def _counting(sequence: Sequence[Word], index: int) -> list[str]:
    """The quantities that the word, or one beside it, may be of."""
    found = []
    for amount in sequence[index].amounts:
        part = "B" if amount.start == index else "E" if amount.end == index + 1 else "I"
        sure = "0" if amount.strength < 0.5 else "1" if amount.strength < 1.9 else "2" if amount.strength < 2.5 else "3"
        unit = "u" if amount.unit in units.MEASURES else "c" if amount.unit or amount.closed else "n"
        found.append(f"a={part}{sure}{unit}{amount.place[0]}{'e' if amount.each else ''}")
    for name, place in (("-", index - 1), ("+", index + 1)):
        if 0 <= place < len(sequence):
            near = [each for each in sequence[place].amounts if each.strength >= 0.5]
            found += [f"a{name}={'u' if each.unit else 'n'}{'e' if each.each else ''}" for each in near[:2]]
    return found or ["a=none"]


class _Around:
    """What holds of sentences and rows, and how far the nearest quantities are."""

    def __init__(self, sequence: Sequence[Word], looks: Sequence[Look]) -> None:
        self.sequence = sequence
        self.looks = looks
        self.sentences: list[int] = []
        number = 0
        for index, word in enumerate(sequence):
            if index and (word.row != sequence[index - 1].row or sequence[index - 1].token.text in _STOPS):
                number += 1
            self.sentences.append(number)
        self.counts = [any(each.start == i and each.strength >= 0.5 for each in word.amounts)
                       for i, word in enumerate(sequence)]  # fmt: skip
        self.closed = [any(each.start == i and (each.closed or each.unit) and each.strength >= 0.5
                           for each in word.amounts) for i, word in enumerate(sequence)]  # fmt: skip
        self.members: dict[int, list[int]] = {}
        for index, sentence in enumerate(self.sentences):
            self.members.setdefault(sentence, []).append(index)
        self.said = {sentence: self._sentence(members) for sentence, members in self.members.items()}
        self.total = f"{min(MANY, sum(self.closed))}{min(MANY, sum(self.counts))}"
        self.lines = min(MANY, sum(word.guess.startswith("B") for word in sequence))
        self.rows = min(MANY, 1 + sequence[-1].row) if sequence else 0
        self.before = self._distances(range(len(sequence)))
        self.after = self._distances(range(len(sequence) - 1, -1, -1))

    def _sentence(self, members: Sequence[int]) -> list[str]:
        kinds = {self.looks[index].kind for index in members}
        ends = self.looks[members[-1]].low
        return [
            f"sc={min(MANY, sum(self.counts[index] for index in members))}",
            f"su={min(MANY, sum(self.closed[index] for index in members))}",
            f"sq={ends == '?'}",
            *(f"s{name}" for name in ("ordering", "talking", "stating") if name in kinds),
            f"sg={any(self.sequence[index].guess != 'O' for index in members)}",
        ]

    def _distances(self, order: range) -> list[int]:
        result = [FAR] * len(self.sequence)
        distance = FAR
        for index in order:
            distance = 0 if self.counts[index] else min(FAR, distance + 1)
            result[index] = distance
        return result

    def of(self, index: int) -> list[str]:
        """The features of the word at `index`."""
        word, sentence = self.sequence[index], self.sentences[index]
        members = self.members[sentence]
        kind = self.looks[index].kind
        last = self.sentences[-1]
        since = index - members[0]
        ordered = any(self.looks[place].kind == "ordering" for place in members[:since])
        told = any(self.looks[place].kind in {"stating", "talking"} for place in members[max(0, since - 6) : since])
        found = [
            *(f"{each}" for each in self.said[sentence]),
            *(f"{each} {kind}" for each in self.said[sentence][:2]),
            f"sn={min(MANY, sentence)}", f"sl={min(MANY, last - sentence)}", f"si={min(FAR, since)}",
            f"sr={min(MANY, members[-1] - index)}", f"t={self.total}", f"r={self.rows}", f"gl={self.lines}",
            f"ord={ordered}", f"told={told}", f"ok={ordered}{told} {kind}",
            f"db={self.before[index]}", f"da={self.after[index]}", f"d={self.before[index]} {self.after[index]}",
            f"dk={self.before[index]} {kind}",
        ]  # fmt: skip
        for name, step in (("next", 1), ("last", -1)):
            there = sentence + step
            if there in self.said:
                found += [f"{name}{each}" for each in self.said[there][:3]]
        if word.bullet:
            found.append("bullet")
        if index == word.first or self.sequence[index - 1].bullet:
            found.append("row")
        return found
