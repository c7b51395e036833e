"""Order lines as the grammar alone reads them, row after row. See `find`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from nlu.reading.lines import amounts, chatter, grammar, numbers
from nlu.reading.lines.tokens import Token, tokens
from nlu.reading.lines.types import MAX_LINES, Amount
from nlu.reading.lines.units import unit_of

MAX_TOKENS: Final = 120  # of one part of a row; what follows is read as a part of its own
FEW: Final = 8
FIGURES: Final = 30  # so many words, hardly one with letters, name no goods
_NAMING: Final = re.compile(r"[^\W\d_]{2}|[^\W\d_]$")
_BULLET: Final = re.compile(r"^\s*(?:[-*•·▪◦‣–—✓>]+\s+|\(?\d{1,3}[.)]\s+(?=\S)|№\s*\d{1,3}[.)]?\s+)")
_INNER_BULLET: Final = re.compile(r"\s[•·▪◦‣]\s")
_SENTENCE_END: Final = re.compile(r"[.!?]+(?=\s+[^\sа-яіїєґa-ząćęłńóśźż]|\s*$)|[!?]")
TITLED: Final = 4  # shorter words are small in titles
EDGES: Final = " \t,.:;!?-—–=|*•·"


@dataclass(frozen=True, slots=True)
class Wish:
    """A product phrase, the words it came from, its quantity, its row and sentence; see `_is_loose`."""

    text: str
    phrase: str
    amount: Amount | None
    sentence: tuple[int, int] = (0, 0)
    loose: bool = False


def find(text: str, locale: str) -> list[Wish]:
    """The lines of a text whose asides and chatter are left out."""
    wishes: list[Wish] = []
    for number, row in enumerate(text.splitlines()):
        for part in _INNER_BULLET.split(row):
            wishes = _row(part, locale, wishes, number)
        if len(wishes) > MAX_LINES:
            break
    return _without_remarks(wishes)


def _without_remarks(wishes: Sequence[Wish]) -> list[Wish]:
    """Without sentences that count nothing and order nothing, where other sentences count."""
    counting = {wish.sentence for wish in wishes if wish.amount is not None}
    return [wish for wish in wishes if not (counting and wish.loose and wish.sentence not in counting)]


def _is_loose(row: str, sentence: Sequence[Token], *, alone: bool) -> bool:
    """Whether a sentence may be a remark: it orders nothing and begins no list; a row alone is one as a title."""
    told = any(each.is_stating for each in sentence)
    if (
        (any(each.is_ordering for each in sentence) and not told)
        or sentence[0].is_conjunction
        or sentence[0].low in {"a", "an"}
    ):
        return False
    if alone and not row.rstrip().endswith((".", "!", "?")):
        names = [each.text for each in sentence if each.text.isalpha()]
        return len(names) > 1 and all(name[0].isupper() or len(name) < TITLED for name in names)
    return True


def _row(row: str, locale: str, wishes: list[Wish], place: int) -> list[Wish]:
    """`wishes` with those of a row; one that only counts completes the one before it."""
    bullet = _BULLET.match(row)
    row, number = (row[bullet.end() :], re.sub(r"\D", "", bullet.group())) if bullet else (row, "")
    pieces = _naming(_pieces(_without_headings(tokens(row, int(number or 0)), locale)))
    ends = [match.end() for match in _SENTENCE_END.finditer(row)]
    sentences = [sum(end <= piece[0].start for end in ends) for piece in pieces]
    for piece, sentence in zip(pieces, sentences, strict=True):
        found = grammar.parts(piece, locale)
        if any(part.amount is not None and part.amount.each for part in found):
            found = grammar.parts(piece, locale, everywhere=True)
        first = len(wishes)
        _collect(row, piece, found, wishes, locale)
        loose = not bullet and _is_loose(row, piece, alone=len(set(sentences)) == 1)
        wishes[first:] = [replace(wish, sentence=(place, sentence), loose=loose) for wish in wishes[first:]]
    return wishes


def _collect(row: str, piece: Sequence[Token], found: Sequence[grammar.Part], wishes: list[Wish], locale: str) -> None:
    """Put the parts of a piece behind `wishes`."""
    shared: Amount | None = None
    first = len(wishes)
    for part in found:
        if part.amount is not None and part.amount.each:
            shared = part.amount
            wishes[first:] = [replace(wish, amount=wish.amount or shared) for wish in wishes[first:]]
        phrase, said = _phrase(row, piece, part.name), _said(row, piece, part)
        completing = _completing(wishes[-1], piece, part, phrase, locale) if wishes and not shared else None
        if completing is not None:
            sign = " " if phrase else ", "
            wishes[-1] = replace(wishes[-1], text=f"{wishes[-1].text}{sign}{said}", amount=completing)
        elif phrase:
            wishes.append(Wish(said, phrase, part.amount or shared))


def _completing(wish: Wish, piece: Sequence[Token], part: grammar.Part, phrase: str, locale: str) -> Amount | None:
    """The amount of `wish` when a part only counts it, or only names its unit; None when the part is more than that."""
    if wish.amount is None and part.amount is None and _bare_count(piece, part, locale):
        return Amount(0, 0, numbers.digits(piece[part.start].text, locale) or Decimal(1))
    if phrase:
        unit = unit_of(phrase) if part.amount is None else None
        return replace(wish.amount, unit=unit) if unit and wish.amount and wish.amount.unit is None else None
    return part.amount if wish.amount is None else None


def _bare_count(piece: Sequence[Token], part: grammar.Part, locale: str) -> bool:
    """Whether a part is a number and nothing else."""
    return part.end - part.start == 1 and numbers.digits(piece[part.start].text, locale) is not None


def _pieces(row: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens between stops."""
    piece: list[Token] = []
    for token in row:
        if token.is_stop or len(piece) >= MAX_TOKENS:
            if piece:
                yield piece
            piece = []
        if not token.is_stop:
            piece.append(token)
    if piece:
        yield piece


def _naming(pieces: Iterable[list[Token]]) -> list[list[Token]]:
    """Without long parts that are figures and hardly a word or an article's number."""
    return [
        piece
        for piece in pieces
        if len(piece) < FIGURES or FEW * sum(bool(_NAMING.search(each.text)) for each in piece) > len(piece)
    ]


def _without_headings(row: list[Token], locale: str) -> list[Token]:
    """Without what a colon ends ("For the new kitchen: …"), unless it gives the quantity of all that follow."""
    colons = [index for index, token in enumerate(row) if token.text == ":"]
    if not colons:
        return row
    found = amounts.find(row, locale)
    result: list[Token] = []
    start = 0
    for colon in colons:
        if any(each.start == colon and each.end - colon > 1 for each in found):
            continue
        if any(
            each.start < colon <= each.end + 1 and (each.each or each.end == colon + 1)
            for each in found
            if each.start >= start
        ):
            row[colon] = Token(",", row[colon].start, row[colon].end)
            continue
        begin = colon
        while (
            begin > start
            and not row[begin - 1].is_stop
            and not (
                row[begin - 1].is_comma and any(start <= each.start < begin and each.strength > 0 for each in found)
            )
        ):
            begin -= 1
        result.extend(row[start:begin])
        start = colon + 1
    return result + row[start:]


def _phrase(row: str, piece: Sequence[Token], name: Sequence[int]) -> str:
    """The named tokens as they were written."""
    texts: list[str] = []
    run: list[Token] = []
    for place, index in enumerate(name):
        if run and name[place - 1] != index - 1:
            texts.append(row[run[0].start : run[-1].end])
            run = []
        run.append(piece[index])
    if run:
        texts.append(row[run[0].start : run[-1].end])
    phrase = " ".join(" ".join(texts).replace(chatter.GAP, " ").split()).strip(EDGES)
    whole = phrase.startswith("(") and phrase.endswith(")") and phrase.count("(") == 1
    return phrase[1:-1].strip() if whole else phrase


def _said(row: str, piece: Sequence[Token], part: grammar.Part) -> str:
    said = row[piece[part.start].start : piece[part.end - 1].end]
    return " ".join(said.replace(chatter.GAP, " ").split())
