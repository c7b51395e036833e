"""Corrections of a request that is being written: "no, 300 not 500", "remove the second line", "the 1P one". Pure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from actions.corrections import new_and_old, removes
from actions.moves import more_in
from actions.naming import named_candidate
from actions.phrases import product_phrase
from actions.references import numbers_in, pointed_at, without_pointers
from actions.rfq_lines import meant, plain
from nlu.reading.lines import ParsedLine, parse

Json = dict[str, Any]

_SWAPPED = re.compile(
    r"\d[\d.,]*\D{0,14}?\b(?:not|instead of|а не|не|замість|вместо|a nie|nie|zamiast)\s+\d", re.IGNORECASE
)
_ADDS = re.compile(
    r"\b(?:add|also|plus|and|another|more|put in|include|дода\w+|ще|іще|також|плюс|докинь\w*|добав\w*|ещё|еще|также|"
    r"dodaj\w*|dorzu\w*|jeszcze|też|także|plus|do tego)\b",
    re.IGNORECASE,
)
_NOTE_WORDS = re.compile(
    r"^\W*(?:no|ні|нет|nie|sorry|wait|actually|точніше|точнее|ой|стоп)\b\s*[,.!–—-]\s*", re.IGNORECASE
)


def adds(text: str) -> bool:
    """Whether ``text`` asks to add something."""
    return _ADDS.search(text) is not None


def remove_from(lines: list[Json], text: str) -> list[Json] | None:
    """The lines that ``text`` takes away, which are taken out of ``lines``; None where it takes none away."""
    if not removes(text) or _SWAPPED.search(text):
        return None
    pointed = [position if position >= 0 else len(lines) - 1 for position in pointed_at(text)]
    found = [position for position in pointed if position < len(lines)]
    if not found:
        one = meant(lines, product_phrase(text))
        found = [] if one is None else [one]
    if not found:
        return None
    gone = [lines[position] for position in found]
    for line in gone:
        lines.remove(line)
    return gone


def change_quantity(lines: list[Json], text: str, locale: str) -> list[Json] | None:
    """The lines whose quantity ``text`` changes, changed; None where it changes none.

    "300 not 500", "the cable 300 m", "make it 300", "20 more of the gloves", "the second one 40".
    """
    text = _NOTE_WORDS.sub("", text)
    if _SWAPPED.search(text) or re.search(r"\b(?:not|не|nie|from|з|с|z)\s+\d", text, re.IGNORECASE):
        line = _swapped(lines, text)
        return None if line is None else [line]
    pointed = [position for position in pointed_at(text) if -1 <= position < len(lines)]
    if len(pointed) == 1:
        amounts = numbers_in(without_pointers(text))
        if amounts:
            return [_set(lines[pointed[0]], amounts[-1])]
    more = more_in(text)
    if more is not None and len(lines) == 1 and lines[0]["quantity"]:
        return [_set(lines[0], max(Decimal(lines[0]["quantity"]) + more, Decimal(1)))]
    return _named(lines, text, locale)


def _swapped(lines: list[Json], text: str) -> Json | None:
    new, old = new_and_old(text)
    if new is None or old is None:
        return None
    same = [line for line in lines if line["quantity"] and Decimal(line["quantity"]) == old]
    named = meant(lines, product_phrase(re.sub(r"\d[\d.,]*", " ", text)))
    if named is not None and (lines[named] in same or not same):
        return _set(lines[named], new)
    return _set(same[-1], new) if same else None


def _named(lines: list[Json], text: str, locale: str) -> list[Json] | None:
    """Every piece of ``text`` names a line that is there, with a quantity."""
    parsed = parse(text, locale)
    if not parsed:
        amounts = numbers_in(text)
        lone = len(lines) == 1 and len(amounts) == 1 and not product_phrase(re.sub(r"\d[\d.,]*", " ", text))
        return [_set(lines[0], amounts[0])] if lone else None
    found: list[tuple[Json, ParsedLine]] = []
    for one in parsed:
        position = meant(lines, one.phrase) if one.quantity_given else None
        if position is None:
            return None
        found.append((lines[position], one))
    more = re.search(
        r"\b(?:more|another|extra|ще|іще|ещё|еще|jeszcze|додатково|дополнительно|więcej)\b", text, re.IGNORECASE
    )
    return [
        _set(line, one.quantity + (Decimal(line["quantity"]) if more and line["quantity"] else 0))
        for line, one in found
    ]


def _set(line: Json, quantity: Decimal) -> Json:
    if 0 < quantity < Decimal("1e10"):
        line["quantity"] = plain(quantity)
    return line


def fill_quantities(lines: list[Json], text: str, locale: str) -> bool:
    """Give the open lines the quantities of an answer: in their order, one for all, or by name."""
    missing = [line for line in lines if not line["quantity"]]
    if _named(missing, text, locale):
        return True
    amounts = [amount for amount in numbers_in(text) if amount > 0]
    if not amounts:
        return False
    if len(amounts) == 1:
        amounts *= len(missing)
    for line, amount in zip(missing, amounts, strict=False):
        _set(line, amount)
    return True


def choose_option(lines: list[Json], text: str) -> Json | None:
    """The line that ``text`` gives its product, by name ("the 1P C16") or by place ("the second one")."""
    for line in lines:
        options = line.get("options") or []
        position = named_candidate([option["name"] for option in options], text)
        if position is None and not product_phrase(text):
            pointed = pointed_at(text)
            position = pointed[0] if len(pointed) == 1 and -1 <= pointed[0] < len(options) else None
        if position is not None and options:
            return take_option(line, options[position])
    return None


def take_option(line: Json, option: Json) -> Json:
    """The product in place of the words, which stay as what it is called."""
    line.update(sku=option["sku"], words=line["description"], description=option["name"], options=[])
    return line
