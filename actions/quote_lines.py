"""Which lines of a quote a message takes: "only the cable", "lines 1 and 3", "all but the gloves". Pure."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from collections.abc import Sequence

from actions.likeness import nearest
from actions.references import pointed_at

_NUMBERED = re.compile(
    r"\b(?:lines?|rows?|items?|positions?|numbers?|no\.?|позиці\w*|позици\w*|рядк\w*|рядок|строк\w*|пункт\w*|номер\w*|pozycj\w*|wiersz\w*|linij\w*|nr)\W{0,3}"
    r"(?P<list>\d{1,3}(?:\s*(?:,|and|&|та|і|й|и|i|oraz|\s)\s*\d{1,3})*)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:all|everything|the rest|rest|усе|все|усі|всі|всё|остальн\w+|решт\w+|wszystk\w+|reszt\w+)?\W*\b(?:but|except(?: for)?|without|not|крім|окрім|без|не|кроме|исключая|oprócz|prócz|poza|bez|nie)\b(?P<words>.+)",
    re.IGNORECASE,
)
_ACTING = re.compile(
    r"\b(?:accept\w*|take|taking|confirm\w*|approve\w*|agree\w*|order|only|just|we|will|the|offer|quote|quotation|lines?|ok|okay|yes|please|from|it|of|"
    r"прийм\w+|прийня\w+|бер\w+|візьм\w+|підтвер\w+|погодж\w+|згод\w+|замов\w+|лише|лиш|тільки|пропозиц\w+|позиці\w+|так|добре|"
    r"прин\w+|прим\w+|возьм\w+|бер\w+|подтвер\w+|соглас\w+|заказ\w+|только|лишь|предложен\w+|позици\w+|да|хорошо|"
    r"przyjm\w+|bierz\w+|we[źz]\w*|potwierdz\w+|akcept\w+|zgadz\w+|zamaw\w+|tylko|jedynie|ofert\w+|pozycj\w+|tak|dobrze|z|na|по|з|из|в|у|за)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r",|;|\b(?:and|та|і|й|и|i|oraz|plus|&)\b", re.IGNORECASE)


def chosen(names: Sequence[str], text: str) -> list[int]:
    """Positions (from 0) of the lines that ``text`` takes; empty where it takes the quote as a whole."""
    text = re.sub(r"\brfq[\s\-№#]*\d+|\b(?:SO|RFQ)-\d+", " ", text, flags=re.IGNORECASE)
    without = _EXCEPT.search(text)
    if without:
        left_out = _named(names, without["words"])
        rest = [position for position in range(len(names)) if position not in left_out]
        if left_out and rest and not _named(names, text[: without.start()]):
            return rest
        if left_out and rest:
            text = text[: without.start()]
    found = _named(names, text)
    return found if len(found) < len(names) else []


def _named(names: Sequence[str], text: str) -> list[int]:
    found: list[int] = []
    for match in _NUMBERED.finditer(text):
        found += [int(digits) - 1 for digits in re.findall(r"\d+", match["list"])]
    found = [position for position in found if 0 <= position < len(names)]
    if not found:
        found = [
            position if position >= 0 else len(names) - 1 for position in pointed_at(text) if position < len(names)
        ]
    if found:
        return list(dict.fromkeys(found))
    for part in _JOINED.split(_ACTING.sub(" ", text)):
        found += nearest(names, part)
    return list(dict.fromkeys(found))
