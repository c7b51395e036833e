"""Free text to order lines. See `parse`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from nlu.reading.lines import amounts, asides, chatter, clauses, codes, completion, grammar, numbers, table
from nlu.reading.lines.tokens import Token, tokens
from nlu.reading.lines.types import Amount, ParsedLine
from nlu.reading.lines.units import FACTORS, unit_of
from nlu.reading.lines.words import POINTING

MAX_LINES: Final = 500
MAX_TOKENS: Final = 120  # of one part of a row; what follows is read as a part of its own
MAX_ROW: Final = 600  # characters of a row that are read together
MAX_ROWS: Final = 2000
MAX_WORD: Final = 80  # characters of a word; a longer one is no word
FEW: Final = 8
FIGURES: Final = 30  # so many words, hardly one with letters, name no goods
_NAMING: Final = re.compile(r"[^\W\d_]{2}|[^\W\d_]$")
_BULLET: Final = re.compile(r"^\s*(?:[-*•·▪◦‣–—✓>]+\s+|\(?\d{1,3}[.)]\s+(?=\S)|№\s*\d{1,3}[.)]?\s+)")
_INNER_BULLET: Final = re.compile(r"\s[•·▪◦‣]\s")
_SENTENCE_END: Final = re.compile(r"[.!?]+(?=\s+[^\sа-яіїєґa-ząćęłńóśźż]|\s*$)|[!?]")
TITLED: Final = 4  # shorter words are small in titles
_EDGES: Final = " \t,.:;!?-—–=|*•·"


@dataclass(frozen=True, slots=True)
class _Wish:
    """A product phrase, the words it came from, its quantity, its row and sentence; see `_is_loose`."""

    text: str
    phrase: str
    amount: Amount | None
    sentence: tuple[int, int] = (0, 0)
    loose: bool = False


def parse(text: str, locale: str = "en") -> list[ParsedLine]:
    """The order lines in `text`, in its order; at most MAX_LINES.

    Understands lists (lines, commas, semicolons, bullets, "and"), quantities before or after the name, in digits or
    words of the four languages, units of sale, "5 of each", and rows pasted from a spreadsheet. Numbers that belong
    to names (3x2.5, M8x40, 16A, 1/2", AB-1234) stay in the phrase; greetings, deadlines, sites and signatures do not.
    """
    lines: list[ParsedLine] = []
    for found in _read(_clean(text), locale):
        lines.append(replace(found, position=len(lines) + 1))
        if len(lines) == MAX_LINES:
            break
    return lines


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = re.sub(rf"\S{{{MAX_WORD},}}", " ", text)
    text = re.sub(r"([.!?,:;–—-])\1{3,}", r"\1\1\1", text)
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]", "", text)
    text = re.sub(r"[\u00a0\u2000-\u200a\u202f\u3000]", " ", text)
    return "\n".join(part for row in text.splitlines()[:MAX_ROWS] for part in _short(re.sub(r" {3,}", "  ", row)))


def _short(row: str) -> Iterator[str]:
    """A row in parts of at most MAX_ROW characters, cut at a comma, a semicolon or a point where there is one."""
    while len(row) > MAX_ROW:
        cut = max(row.rfind(sign, MAX_ROW // 2, MAX_ROW) for sign in (", ", "; ", ". "))
        cut = (cut + 1) or (row.rfind(" ", 1, MAX_ROW) + 1) or MAX_ROW
        yield row[:cut].rstrip(" ,;")
        row = row[cut:]
    yield row


def _read(text: str, locale: str) -> Iterator[ParsedLine]:
    roles: dict[int, str] = {}
    free: list[str] = []
    ordinal = 0
    for row in filter(str.strip, text.splitlines()):
        separator = "\t" if "\t" in row.strip() else table.separator(row) if "|" in row or roles else None
        columns = table.cells(row, separator or ("\t" if roles else None)) if separator or roles else []
        head = table.header(columns) if separator else _csv_header(row)
        if head:
            yield from _free(free, locale)
            free, roles = [], head
            continue
        if separator or (roles and len(table.csv_cells(row)) > 1):
            yield from _free(free, locale)
            free = []
            ordinal += 1
            yield from _tabular(row, columns if separator else table.csv_cells(row), roles, ordinal, locale)
            continue
        free.append(row)
    yield from _free(free, locale)


def _csv_header(row: str) -> dict[int, str]:
    return table.header(table.csv_cells(row)) if ";" in row or "," in row else {}


def _tabular(row: str, columns: list[str], roles: dict[int, str], ordinal: int, locale: str) -> Iterator[ParsedLine]:
    found = table.read(row, columns, roles, ordinal, locale)
    if found is None:
        return
    amount = Amount(0, 0, found.quantity, found.unit) if found.quantity else None
    yield _line(found.text, found.phrase, amount, code=found.code, unit=found.unit)


def _free(rows: Sequence[str], locale: str) -> Iterator[ParsedLine]:
    if not rows:
        return
    wishes: list[_Wish] = []
    for number, row in enumerate(clauses.without(chatter.without(asides.without("\n".join(rows)))).splitlines()):
        for part in _INNER_BULLET.split(row):
            wishes = _row(part, locale, wishes, number)
        if len(wishes) > MAX_LINES:
            break
    before: list[str] = []
    for wish in _without_remarks(wishes):
        if not set(wish.phrase.lower().split()) <= POINTING:
            meant = completion.completed(wish.phrase, before)
            before.append(meant)
            yield _line(wish.text, wish.phrase, wish.amount, meant=meant)


def _without_remarks(wishes: Sequence[_Wish]) -> list[_Wish]:
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


def _row(row: str, locale: str, wishes: list[_Wish], place: int) -> list[_Wish]:
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


def _collect(row: str, piece: Sequence[Token], found: Sequence[grammar.Part], wishes: list[_Wish], locale: str) -> None:
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
            wishes.append(_Wish(said, phrase, part.amount or shared))


def _completing(wish: _Wish, piece: Sequence[Token], part: grammar.Part, phrase: str, locale: str) -> Amount | None:
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
    phrase = " ".join(" ".join(texts).replace(chatter.GAP, " ").split()).strip(_EDGES)
    whole = phrase.startswith("(") and phrase.endswith(")") and phrase.count("(") == 1
    return phrase[1:-1].strip() if whole else phrase


def _said(row: str, piece: Sequence[Token], part: grammar.Part) -> str:
    said = row[piece[part.start].start : piece[part.end - 1].end]
    return " ".join(said.replace(chatter.GAP, " ").split())


def _line(
    text: str, phrase: str, amount: Amount | None, *, code: str | None = None, unit: str | None = None, meant: str = ""
) -> ParsedLine:
    value = amount.value if amount else Decimal(1)
    named = amount.unit if amount else unit
    if named in FACTORS:
        named, factor = FACTORS[named]
        value *= factor
    if code is None and codes.looks_like_code(phrase):
        code = phrase
    return ParsedLine(
        position=0,
        text=text.strip(),
        quantity=value,
        unit=named,
        phrase=phrase,
        quantity_given=amount is not None,
        code=code,
        pair_word=bool(amount and amount.pair_word),
        meant="" if meant == phrase else meant,
    )
