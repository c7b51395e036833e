"""A message as one sequence of words, with what is known of each before anything is decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Final

from nlu.reading.lines.chatter import GAP
from nlu.reading.lines.tagging.candidates import candidates
from nlu.reading.lines.tokens import Token, tokens
from nlu.reading.lines.types import Amount

_BULLET: Final = re.compile(r"^\s*(?:[-*•·▪◦‣–—✓>]+\s+|\(?\d{1,3}[.)]\s+(?=\S)|№\s*\d{1,3}[.)]?\s+|[a-zа-я]\)\s+)")


@dataclass(slots=True)
class Word:
    """A token of the message: `start` and `end` are offsets in the text; `row` counts from 0.

    `amounts` are the readings as a quantity that cover it (places count from the row's first token, which is `first`).
    `left_out`: the readers of asides and chatter leave it out. `guess`: its tag by the grammar alone.
    """

    token: Token
    start: int
    end: int
    row: int
    first: int
    bullet: bool = False
    amounts: list[Amount] = field(default_factory=list)
    left_out: bool = False
    guess: str = "O"


@dataclass(frozen=True, slots=True)
class Found:
    """A line in the text: where its phrase's parts stand and its amount, if any (places among all words)."""

    name: tuple[tuple[int, int], ...]
    amount: Amount | None


def sequence(text: str, locale: str) -> list[Word]:
    """The words of `text`, row after row, with the quantities that each may be of."""
    words: list[Word] = []
    offset = 0
    for number, row in enumerate(text.split("\n")):
        bullet = _BULLET.match(row)
        stop = bullet.end() if bullet else 0
        first = len(words)
        row_tokens = tokens(row)
        words += [
            Word(each, offset + each.start, offset + each.end, number, first, bullet=each.end <= stop)
            for each in row_tokens
        ]
        skipped = sum(each.end <= stop for each in row_tokens)
        for amount in candidates(row_tokens[skipped:], locale):
            placed = replace(amount, start=amount.start + first + skipped, end=amount.end + first + skipped)
            for word in words[placed.start : placed.end]:
                word.amounts.append(placed)
        offset += len(row) + 1
    return words


def mark_left_out(words: Sequence[Word], kept: str) -> None:
    """Mark the words that are not in `kept`, the text without asides and chatter."""
    left = [each for row in kept.split("\n") for each in (token.text for token in tokens(row)) if each != GAP]
    matcher = SequenceMatcher(None, [word.token.text for word in words], left, autojunk=False)
    for operation, start, end, _, _ in matcher.get_opcodes():
        if operation in {"delete", "replace"}:
            for word in words[start:end]:
                word.left_out = True
