"""What a question about orders says besides a number: a state, a period, goods. Pure, in four languages."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from actions.phrases import product_phrase
from actions.references import without_pointers
from nlu.reading.reasons import find_reasons

_OPEN = re.compile(
    r"\b(?:open|active|pending|outstanding|unshipped|in progress|on the way|not (?:yet )?(?:delivered|shipped|received)|відкрит\w*|активн\w*|незавершен\w*|в роботі|в дорозі|(?:ще )?не (?:доставлен\w*|відвантажен\w*|отриман\w*)|"
    r"открыт\w*|активн\w*|незаверш\w*|в работе|в пути|(?:ещ[её] )?не (?:доставлен\w*|отгружен\w*|получен\w*)|otwart\w*|aktywn\w*|w toku|w drodze|w realizacji|nie(?:zrealizowan|dostarczon|wysłan)\w*|nie (?:dostarczon|wysłan)\w*)\b",
    re.IGNORECASE,
)
_DELIVERED = re.compile(
    r"\b(?:delivered|received|completed|доставлен\w*|отриман\w*|виконан\w*|получен\w*|выполнен\w*|завершен\w*|dostarczon\w*|zrealizowan\w*|zakończon\w*)\b",
    re.IGNORECASE,
)
_CANCELLED = re.compile(r"\b(?:cancell?ed|скасован\w*|відмінен\w*|отмен[её]н\w*|anulowan\w*)\b", re.IGNORECASE)
_MONTHS = (
    r"january|січ\w+|январ\w+|stycz\w+", r"february|лют\w+|феврал\w+|lut\w+", r"march|берез\w+|март\w*|mar(?:zec|ca|cu)", r"april|квіт\w+|апрел\w+|kwiet\w+|kwietniu",
    r"may|трав\w+|ма[йяе]|maj\w*", r"june|черв\w+|июн\w+|czerw\w+", r"july|лип\w+|июл\w+|lip(?:iec|ca|cu)", r"august|серп\w+|август\w*|sierp\w+",
    r"september|верес\w+|сентябр\w+|wrześ\w+|wrzes\w+", r"october|жовт\w+|октябр\w+|paźdz\w+|pazdz\w+", r"november|листопад\w*|ноябр\w+|listopad\w*", r"december|груд\w+|декабр\w+|grud\w+",
)  # fmt: skip
_IN = r"(?:\b(?:in|for|from|since|during|за|у|в|з|с|w|we|za|od|z)\s+)?"
_LAST = r"(?:last|past|previous|минул\w+|попередн\w+|прошл\w+|предыдущ\w+|ostatni\w*|zeszł\w+|ubiegł\w+|poprzedni\w*)"
_THIS = r"(?:this|current|цей|цього|цьому|поточн\w+|этот|этого|этом|текущ\w+|ten|tego|tym|bieżąc\w+)"
_MONTH, _WEEK, _YEAR = (
    r"(?:months?|місяц\w*|месяц\w*|miesi[ąa]c\w*)",
    r"(?:weeks?|тижд\w*|тижн\w*|недел\w*|ty(?:dzień|dzien|godni\w*))",
    r"(?:years?|рік|року|році|год\w*|году|rok\w*)",
)
_YEAR_NUMBER = re.compile(rf"{_IN}\b(20[12]\d)\b(?!\s*(?:pcs|m|шт|м|szt))", re.IGNORECASE)
_DAYS = re.compile(rf"(?:{_LAST}|за|w ciągu|przez)\s+(?P<n>\d{{1,3}})\s+(?:days?|дн\w+|dni)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _stop() -> frozenset[str]:
    """Words of a question about orders that name no goods; those of ``order_words.txt``."""
    text = (Path(__file__).resolve().parent / "order_words.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(word.casefold() for line in lines for word in line.split())


def status_in(text: str) -> str | None:
    """The state that is asked for, as the portal calls it."""
    for pattern, status in ((_CANCELLED, "cancelled"), (_OPEN, "open"), (_DELIVERED, "delivered")):
        if pattern.search(text):
            return status
    return None


def period_in(text: str, today: date) -> tuple[date, date] | None:
    """First and last day of the period that is asked for."""
    found = _period(text, today)
    return found[0] if found else None


def _period(text: str, today: date) -> tuple[tuple[date, date], tuple[int, int]] | None:
    days = _DAYS.search(text)
    if days:
        return (today - timedelta(days=int(days["n"])), today), days.span()
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    known: tuple[tuple[str, tuple[date, date]], ...] = (
        (rf"{_LAST}\s+{_MONTH}", (before.replace(day=1), before)),
        (rf"{_THIS}\s+{_MONTH}", (first, today)),
        (rf"{_LAST}\s+{_WEEK}", (monday - timedelta(days=7), monday - timedelta(days=1))),
        (rf"{_THIS}\s+{_WEEK}", (monday, today)),
        (rf"{_LAST}\s+{_YEAR}|торік", (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))),
        (rf"{_THIS}\s+{_YEAR}", (date(today.year, 1, 1), today)),
    )
    for words, span in known:
        match = re.search(rf"{_IN}\b(?:{words})\b", text, re.IGNORECASE)
        if match:
            return span, match.span()
    for number, words in enumerate(_MONTHS, start=1):
        match = re.search(
            rf"\b(?:in|for|from|since|за|у|в|w|we|za|z|с|з)\s+(?:{words})\b(?:\s+(?P<year>20\d\d))?",
            text,
            re.IGNORECASE,
        )
        if match:
            year = int(match["year"]) if match["year"] else today.year - (number > today.month)
            return (date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])), match.span()
    match = _YEAR_NUMBER.search(text)
    if match and int(match[1]) <= today.year:
        return (date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)), match.span()
    return None


def goods_in(text: str, today: date) -> str:
    """The words that name goods; "" where the question names none."""
    found = _period(text, today)
    if found:
        text = f"{text[: found[1][0]]} {text[found[1][1] :]}"
    for reason in find_reasons(text):
        text = text[: reason.start]
    for pattern in (_OPEN, _DELIVERED, _CANCELLED):
        text = pattern.sub(" ", text)
    text = re.sub(r"(?:#|№|\bSO-?|\bRFQ-?|\bPO\b)\W*[\w/-]*\d[\w/-]*", " ", text, flags=re.IGNORECASE)
    words = [word for word in product_phrase(without_pointers(text)).split() if word.casefold() not in _stop()]
    kept = [word for word in words if not re.fullmatch(r"\d{4,}", word)]
    return " ".join(kept) if any(sum(letter.isalpha() for letter in word) > 1 for word in kept) else ""
