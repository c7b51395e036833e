"""What a message says about a request for quotation besides its goods: target prices, days, address, note. Pure.

What is found is cut out of the text; where it stood tells to which of the goods it belongs.
"""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from actions import rfq_patterns as patterns
from nlu.reading.dates import Deadline, find_deadline
from nlu.reading.lines.units import unit_of
from nlu.reading.money import find_money
from nlu.reading.places import find_places
from nlu.reading.references import find_references

MAX_TEXT = 8000
MAX_FOUND = 60


@dataclass(frozen=True)
class Target:
    """A net price that somebody hopes for; ``unit`` is what it is for where that was said, ``words`` how it was said."""

    at: int
    amount: Decimal
    currency: str | None
    unit: str | None
    words: str


@dataclass(frozen=True)
class Day:
    """A day on which goods are needed."""

    at: int
    day: date


@dataclass
class Said:
    """``goods`` is the text without the rest; ``at`` of what was cut out is a place in it."""

    goods: str
    targets: list[Target] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    title: str = ""
    address: str = ""
    po_number: str = ""

    def begin_at(self, start: int) -> None:
        """Leave the first ``start`` characters of the goods out; they only asked."""
        self.goods = self.goods[start:]
        self.targets = [replace(target, at=max(target.at - start, 0)) for target in self.targets]
        self.days = [replace(day, at=max(day.at - start, 0)) for day in self.days]

    @property
    def empty(self) -> bool:
        """Whether nothing but goods was said."""
        return not (self.targets or self.days or self.notes or self.title or self.address or self.po_number)


@dataclass(frozen=True)
class _Cut:
    start: int
    end: int
    made: Target | Day | None = None


_Finder = Callable[[str, Said], Iterator[_Cut]]


def read(text: str, locale: str, today: date, *, asked_for_day: bool = False, loose: bool = False) -> Said:
    """Take ``text`` apart.

    ``asked_for_day``: a bare "15.12" answers the question and is a day then; ``loose``: goods were named before, so a
    bare "0.85 for the cable" is a price.
    """
    text = text[:MAX_TEXT]
    said = Said("")
    cuts: list[_Cut] = []
    finders: tuple[_Finder, ...] = (
        _labelled,
        _purchase_order,
        lambda text, said: _prices(text, said, loose),
        lambda text, _said: _days(text, locale, today, asked_for_day),
        _places,
        _project,
    )
    for finder in finders:
        cuts.extend(list(finder(_masked(text, cuts), said)))
    said.goods, places = _without(text, sorted(cuts, key=lambda cut: cut.start))
    for cut, place in places:
        if isinstance(cut.made, Target):
            said.targets.append(Target(place, cut.made.amount, cut.made.currency, cut.made.unit, cut.made.words))
        elif isinstance(cut.made, Day):
            said.days.append(Day(place, cut.made.day))
    return said


def means_all(text: str) -> bool:
    """Whether what is said is said of every line."""
    return patterns.ALL.search(text) is not None


def _masked(text: str, cuts: list[_Cut]) -> str:
    """``text`` with what was cut out already blanked, so that every place in it stays."""
    for cut in cuts:
        text = text[: cut.start] + "\x00" * (cut.end - cut.start) + text[cut.end :]
    return text


def _without(text: str, cuts: list[_Cut]) -> tuple[str, list[tuple[_Cut, int]]]:
    kept, places, at = "", [], 0
    for cut in cuts:
        if cut.end <= at:
            continue
        start = max(cut.start, at)
        kept = (kept + text[at:start]).rstrip(" \t(") if cut.made else kept + text[at:start]
        places.append((cut, max(len(kept) - 1, 0)))
        at = cut.end
        # after a price begins something else: "500 m cable at 0.85 and 200 breakers"
        if isinstance(cut.made, Target) and not patterns.OF.match(text, at):
            glue = patterns.CONNECTIVE.match(text, at)
            if glue and "\n" not in glue[0]:
                at = glue.end()
            if text[at:].strip() and not text[at:].startswith("\n") and kept.strip():
                kept += "; "
        elif not kept.endswith((" ", "\n")):
            kept += " "
    kept += text[at:]
    return re.sub(r"[ \t]+([,;])", r"\1", kept).strip(" \t,;."), places


def _labelled(text: str, said: Said) -> Iterator[_Cut]:
    for match in patterns.LABELLED.finditer(text):
        words = match["words"].strip(" .,")
        if patterns.TITLE_LABEL.match(match["label"]):
            said.title = words[:200]
        else:
            said.notes.append(words)
        yield _Cut(*match.span())


def _purchase_order(text: str, said: Said) -> Iterator[_Cut]:
    for found in find_references(text):
        before = patterns.PO_BEFORE.search(text[: found.start])
        if found.kind == "po_number" and before and not said.po_number:
            said.po_number = str(found.value)[:60]
            yield _Cut(before.start(), found.end)


def _prices(text: str, said: Said, loose: bool) -> Iterator[_Cut]:
    taken: list[tuple[int, int]] = []
    for found in find_money(text)[:MAX_FOUND]:
        if found.value["currency"] is None and not _target_like(text, found.start):
            continue
        taken.append((found.start, found.end))
        amount, currency, per = Decimal(found.value["amount"]), found.value["currency"], found.value["per"]
        yield _price(text, said, (found.start, found.end), amount, currency, per)
    bare = [match.span("n") for match in patterns.BARE_PRICE.finditer(text)]
    if loose:
        bare += [match.span("n" if match["n"] else "n2") for match in patterns.LOOSE_PRICE.finditer(text)]
    for first, last in bare:
        if not any(start < last and first < end for start, end in taken):
            taken.append((first, last))
            amount = Decimal(text[first:last].replace(",", "."))
            yield _price(text, said, (first, last), amount, None, None)


def _target_like(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start]
    return bool(
        re.search(
            r"target|price|цін|цен|cen|max|up to|budget|бюджет|bud[żz]et|дорож|більше|более|больше|limit|ліміт|лимит|сум|kwot",
            before,
            re.IGNORECASE,
        )
    )


def _price(
    text: str, said: Said, span: tuple[int, int], amount: Decimal, currency: str | None, per: str | None
) -> _Cut:
    start, end = span
    # the reader's span may leave the currency's sign before the number out
    sign = re.search(r"(?:[€$£₴₽]|\b(?:eur|usd|pln|uah|gbp|czk))\s?$", text[:start], re.IGNORECASE)
    start = sign.start() if sign else start
    if patterns.BUDGET_BEFORE.search(text[:start]) or patterns.BUDGET_AFTER.match(text, end):
        before, after = patterns.BUDGET_BEFORE.search(text[:start]), patterns.BUDGET_AFTER.match(text, end)
        whole = (before.start() if before else start, after.end() if after else end)
        said.notes.append(text[slice(*whole)].strip())
        return _Cut(*whole)
    before = patterns.PRICE_FIRST.search(text[:start])
    after = patterns.PRICE_AFTER.match(text, end)
    first, last = before.start() if before else start, after.end() if after else end
    last = len(text[:last].rstrip())
    word = per or _unit_word(text[end:last])
    return _Cut(first, last, Target(0, amount, currency, unit_of(word) if word else None, text[start:last].strip()))


def _unit_word(words: str) -> str | None:
    match = re.search(r"(?:/|per|за|za)\s*([^\W\d_]+)", words, re.IGNORECASE)
    return match[1].casefold() if match else None


def _days(text: str, locale: str, today: date, asked: bool) -> Iterator[_Cut]:
    left = text
    for _ in range(MAX_FOUND):
        found = find_deadline(left, locale, today)
        if found is None:
            return
        if _is_day(text, found, asked):
            before = patterns.DUE_BEFORE.search(text[: found.start])
            start = before.start() if before else found.start
            yield _Cut(start, found.end, Day(0, found.day))
            left = left[:start] + "\x00" * (found.end - start) + left[found.end :]
        else:
            left = left[: found.start] + "\x00" * (found.end - found.start) + left[found.end :]


def _is_day(text: str, found: Deadline, asked: bool) -> bool:
    """A pipe of 1/2" and a cross-section of 2.5 look like days."""
    words = text[found.start : found.end]
    if not patterns.BARE_DAY.fullmatch(words):
        return True
    if patterns.MEASURE.match(text, found.end):
        return False
    alone = text.strip(" .!,") == words
    return (asked and len(text.split()) <= 4) or alone or bool(patterns.SURE_DUE.search(text[: found.start]))


def _places(text: str, said: Said) -> Iterator[_Cut]:
    for found in find_places(text):
        before = patterns.PLACE_BEFORE.search(text[: found.start])
        said.address = str(found.value)[:300]
        yield _Cut(before.start() if before else found.start, found.end)


def _project(text: str, said: Said) -> Iterator[_Cut]:
    match = patterns.PROJECT.search(text)
    if match and not said.title:
        said.title = " ".join(match["words"].strip(' "«»„“”').split())[:200]
        yield _Cut(*match.span())
