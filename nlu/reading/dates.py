"""Deadlines in the words of four languages: "by Friday", "до кінця місяця", "15 grudnia"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil

from nlu.reading.spelt import value_of

MOST = 1000  # days, weeks or months ahead

_WEEKDAYS = (
    r"monday|понеділ\w*|понедельник\w*|poniedział\w*|poniedzial\w*",
    r"tuesday|вівтор\w*|вторник\w*|wtor\w*",
    r"wednesday|серед[аиуі]|сред[аыуе]|środ\w*|srod\w*",
    r"thursday|четвер\w*|czwart(?:ek|ku)",
    r"friday|п['’ʼ]?ятниц\w*|пятниц\w*|piąt(?:ek|ku)|piat(?:ek|ku)",
    r"saturday|субот\w*|суббот\w*|sobot\w*",
    r"sunday|неділ\w*|воскресень\w*|niedziel\w*",
)
_SOON = (
    (0, r"today|сьогодні|сегодня|dziś|dzisiaj"),
    (2, r"day after tomorrow|післязавтра|послезавтра|pojutrze"),
    (1, r"tomorrow|завтра|jutro|jutra"),
)
_IN = re.compile(
    r"\b(?:in|within|через|за|протягом|впродовж|в течение|za|w ciągu|w ciagu)\s+"
    r"(?P<count>(?:[\w'’ʼ-]+\s+){0,4}?)"
    r"(?P<unit>days?|дн[іяйе]\w*|день|dni|dzień|weeks?|тиж\w*|недел\w*|tygod\w*|months?|місяц\w*|месяц\w*|miesi\w*)",
    re.IGNORECASE,
)
_SOME = frozenset({"kilka", "kilku", "few", "several", "кілька", "декілька", "несколько"})
_NEXT_WEEK = re.compile(
    r"(?:end of )?next week|(?:кінц\w+ )?наступн\w+ тижн\w+|(?:конц\w+ )?след\w+ недел\w+|"
    r"(?:ko[ńn]c\w+ )?(?:przysz[łl]|nast[ęe]pn)\w+ tygod\w+",
    re.IGNORECASE,
)
# "some time next month" and "by the end of next month" both leave the whole month
_NEXT_MONTH = re.compile(
    r"(?:end of )?(?:the )?next month|(?:кінц\w+ )?наступн\w+ місяц\w+|(?:конц\w+ )?след\w+ месяц\w+|"
    r"(?:ko[ńn]c\w+ )?(?:przysz[łl]|nast[ęe]pn)\w+ miesi[ąa]c\w*",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    r"end of (?:the |this )?year|кінц\w+ (?:цього )?року|конц\w+ (?:этого )?года|ko[ńn]c\w+ (?:tego )?roku",
    re.IGNORECASE,
)
_THIS_WEEK = re.compile(
    r"this week|(?:цього|на цьому) тиж\w+|(?:этой|на этой) недел\w+|(?:tym|tego) tygod\w+|"
    r"end of (?:the )?week|кінц\w+ тижня|конц\w+ недели|koń?c\w+ tygodnia",
    re.IGNORECASE,
)
_MONTH_END = re.compile(
    r"end of (?:the |this )?month|кінц\w+ місяця|конц\w+ месяца|ko[ńn]c\w+ miesiąca|ko[ńn]c\w+ miesiaca", re.IGNORECASE
)
_NEXT = r"(?:next|наступн\w+|следующ\w+|przysz[łl]\w+|nast[ęe]pn\w+)"
_MONTH_DAY = re.compile(
    r"\b(?:by|until|before|on|till)\s+the\s+(?P<a>\d{1,2})(?:st|nd|rd|th)\b|"
    r"\b(?:до|к|ко|на|do|na)\s+(?P<b>\d{1,2})(?:-?(?:го|ого|му|e?go)\b(?: числа)?|\s+числа)",
    re.IGNORECASE,
)
_PREPOSITION = (
    r"(?:(?:needed|required|delivered|delivery)\s+)?"
    r"(?:by|until|before|on|at|till|due|deadline|до|к|ко|на|у|в|do|na|w|we)?\s*(?:the\s+)?"
)
_NUMERIC = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?\b(?!\s*[x\d])")
_MONTH_WORD = (
    r"jan\w*|feb\w*|mar(?:ch|ca)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|"
    r"січ\w*|лют\w*|берез\w*|квіт\w*|трав\w*|черв\w*|лип\w*|серп\w*|верес\w*|жовт\w*|листоп\w*|груд\w*|"
    r"янв\w*|фев\w*|март\w*|апр\w*|ма[яй]|июн\w*|июл\w*|авг\w*|сент\w*|окт\w*|ноя\w*|дек\w*|"
    r"stycz\w*|lut\w*|kwie\w*|maj\w*|czerw\w*|lip\w*|sierp\w*|wrze\w*|paźd\w*|pazd\w*|listop\w*|grud\w*"
)
_SPELT = re.compile(
    rf"\b(\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH_WORD})|(?:{_MONTH_WORD})\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Deadline:
    """A day, and where in the text it stands."""

    day: date
    start: int
    end: int


def find_deadline(text: str, locale: str, today: date) -> Deadline | None:
    """The first deadline in ``text`` that is not in the past; None where there is none."""
    for finder in (_relative, _weekday, _numeric):
        found = finder(text, today)
        if found is not None:
            return found
    return _spelt(text, locale, today) or _day_of_month(text, today)


def load_library() -> None:
    """Have the library for spelt dates in memory: loading it takes some half a second."""
    import dateparser

    dateparser.parse("1 may", languages=["en"])


def without(text: str, deadline: Deadline | None) -> str:
    """``text`` without its deadline and the preposition before it."""
    if deadline is None:
        return text
    before = re.sub(rf"\b{_PREPOSITION}$", "", text[: deadline.start].rstrip() + " ", flags=re.IGNORECASE)
    return f"{before.rstrip(' ,;')} {text[deadline.end :]}".strip()


def _relative(text: str, today: date) -> Deadline | None:
    for days, words in _SOON:
        match = re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
        if match:
            return Deadline(today + timedelta(days=days), *match.span())
    for match in _IN.finditer(text):
        count = _count(match["count"])
        if count is not None:
            return Deadline(today + timedelta(days=ceil(count * _days_of(match["unit"]))), *match.span())
    month_end = _month_end(today)
    next_month_end = _month_end(month_end + timedelta(days=1))
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    known = (
        (_MONTH_END, month_end),
        (_NEXT_MONTH, next_month_end),
        (_YEAR_END, today.replace(month=12, day=31)),
        (_NEXT_WEEK, friday + timedelta(days=7)),
        (_THIS_WEEK, friday),
    )
    for pattern, day in known:
        match = pattern.search(text)
        if match:
            return Deadline(day, *match.span())
    return None


def _count(words: str) -> Decimal | None:
    """A number in digits or words; one where there is none, three for "some", None where the words spell no number."""
    said = words.casefold().split()
    if not said or said in (["a"], ["an"]):
        return Decimal(1)
    if said[-1] in _SOME:
        return Decimal(3)
    value = value_of(" ".join(said[1:] if said[0] == "a" and len(said) > 1 else said))
    return value if value is not None and value < MOST else None


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _days_of(unit: str) -> int:
    if re.match(r"week|тиж|недел|tygod", unit, re.IGNORECASE):
        return 7
    return 30 if re.match(r"month|міся|меся|miesi", unit, re.IGNORECASE) else 1


def _weekday(text: str, today: date) -> Deadline | None:
    for weekday, words in enumerate(_WEEKDAYS):
        match = re.search(rf"\b(?P<next>{_NEXT}\s+)?(?:{words})\b", text, re.IGNORECASE)
        if match and match["next"]:
            monday = today + timedelta(days=7 - today.weekday())
            return Deadline(monday + timedelta(days=weekday), *match.span())
        if match:
            return Deadline(today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1), *match.span())
    return None


def _day_of_month(text: str, today: date) -> Deadline | None:
    """The next day with this number: "by the 5th", "до 5-го числа", "do 5-ego"."""
    match = _MONTH_DAY.search(text)
    if match is None:
        return None
    wanted = int(match["a"] or match["b"])
    first = today.replace(day=1)
    for _ in range(3):
        last = _month_end(first)
        if wanted <= last.day and (found := first.replace(day=wanted)) >= today:
            return Deadline(found, *match.span())
        first = last + timedelta(days=1)
    return None


def _numeric(text: str, today: date) -> Deadline | None:
    for match in _NUMERIC.finditer(text):
        year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6] or today.year, match[5], match[4])
        try:
            found = date(int(year) + (2000 if int(year) < 100 else 0), int(month), int(day))
        except ValueError:
            continue
        if found < today and not (match[1] or match[6]):
            found = found.replace(year=found.year + 1)
        if found >= today:
            return Deadline(found, *match.span())
    return None


def _spelt(text: str, locale: str, today: date) -> Deadline | None:
    match = _SPELT.search(text)
    if match is None:
        return None
    import dateparser

    settings = {"PREFER_DATES_FROM": "future", "RELATIVE_BASE": datetime.combine(today, datetime.min.time())}
    found = dateparser.parse(match[0], languages=list(dict.fromkeys([locale, "en"])), settings=settings)
    if found is None or found.date() < today:
        return None
    return Deadline(found.date(), *match.span())
