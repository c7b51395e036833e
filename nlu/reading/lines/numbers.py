"""Numbers as people write them: digits with either decimal sign, and words in four languages."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

MAX_DIGITS: Final = 6  # a longer run of digits is a code, not a quantity

_EN = (
    "one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 "
    "thirteen:13 fourteen:14 "
    "fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fourty:40 "
    "fifty:50 sixty:60 "
    "seventy:70 eighty:80 ninety:90 couple:2"
)
_UK = (
    "один:1 одна:1 одне:1 одну:1 одного:1 два:2 дві:2 двох:2 три:3 трьох:3 чотири:4 чотирьох:4 п'ять:5 "
    "п'яти:5 шість:6 "
    "шести:6 сім:7 семи:7 вісім:8 восьми:8 дев'ять:9 дев'яти:9 десять:10 десяти:10 одинадцять:11 "
    "дванадцять:12 "
    "тринадцять:13 чотирнадцять:14 п'ятнадцять:15 шістнадцять:16 сімнадцять:17 вісімнадцять:18 "
    "дев'ятнадцять:19 двадцять:20 "
    "тридцять:30 сорок:40 п'ятдесят:50 шістдесят:60 сімдесят:70 вісімдесят:80 дев'яносто:90 двоє:2 "
    "троє:3 четверо:4 п'ятеро:5 "
    "десяток:10 десятка:10 пять:5 пятнадцять:15 пятдесят:50 девять:9"
)
_RU = (
    "один:1 одна:1 одно:1 одну:1 два:2 две:2 двух:2 три:3 трёх:3 трех:3 четыре:4 четырёх:4 четырех:4 "
    "пять:5 пяти:5 шесть:6 "
    "шести:6 семь:7 восемь:8 девять:9 десять:10 десяти:10 одиннадцать:11 двенадцать:12 тринадцать:13 "
    "четырнадцать:14 "
    "пятнадцать:15 шестнадцать:16 семнадцать:17 восемнадцать:18 девятнадцать:19 двадцать:20 тридцать:30 "
    "сорок:40 "
    "пятьдесят:50 шестьдесят:60 семьдесят:70 восемьдесят:80 девяносто:90 двое:2 трое:3 четверо:4 "
    "пятеро:5 десяток:10"
)
_PL = (
    "jeden:1 jedna:1 jedno:1 jedną:1 jedna:1 dwa:2 dwie:2 dwóch:2 trzy:3 trzech:3 cztery:4 czterech:4 "
    "pięć:5 pięciu:5 sześć:6 "
    "siedem:7 osiem:8 dziewięć:9 dziesięć:10 jedenaście:11 dwanaście:12 trzynaście:13 czternaście:14 "
    "piętnaście:15 "
    "szesnaście:16 siedemnaście:17 osiemnaście:18 dziewiętnaście:19 dwadzieścia:20 trzydzieści:30 "
    "czterdzieści:40 "
    "pięćdziesiąt:50 sześćdziesiąt:60 siedemdziesiąt:70 osiemdziesiąt:80 dziewięćdziesiąt:90 szesc:6 "
    "dziewiec:9 "
    "dziesiec:10 jedenascie:11 dwanascie:12 pietnascie:15 dwadziescia:20 trzydziesci:30 czterdziesci:40 "
    "piecdziesiat:50"
)
_HUNDREDS = (
    "hundred:100 сто:100 двісті:200 триста:300 чотириста:400 п'ятсот:500 шістсот:600 сімсот:700 "
    "вісімсот:800 дев'ятсот:900 "
    "двести:200 четыреста:400 пятьсот:500 шестьсот:600 семьсот:700 восемьсот:800 девятьсот:900 "
    "sto:100 dwieście:200 dwiescie:200 trzysta:300 czterysta:400 pięćset:500 piecset:500 sześćset:600 "
    "siedemset:700 "
    "osiemset:800 dziewięćset:900 сотня:100 сотню:100 сотні:100 сотни:100 setka:100 setkę:100 setke:100"
)
_THOUSANDS = (
    "thousand:1000 тисяча:1000 тисячу:1000 тисячі:1000 тисяч:1000 тысяча:1000 тысячу:1000 тысячи:1000 "
    "тысяч:1000 "
    "tysiąc:1000 tysiąca:1000 tysiące:1000 tysięcy:1000 tysiac:1000 тис:1000 тыс:1000 tys:1000"
)
_DOZENS = "dozen:12 дюжина:12 дюжину:12 дюжини:12 дюжины:12 дюжин:12 tuzin:12 tuzina:12 tuziny:12 tuzinów:12"


def _table(words: str) -> dict[str, int]:
    return {word: int(value) for word, value in (pair.split(":") for pair in words.split())}


SMALL: Final = {**_table(_EN), **_table(_UK), **_table(_RU), **_table(_PL)}
HUNDREDS: Final = _table(_HUNDREDS)
THOUSANDS: Final = _table(_THOUSANDS)
DOZENS: Final = _table(_DOZENS)
HALF_DOZEN: Final = frozenset({"півдюжини", "полдюжины", "пол-дюжины"})
HALVES: Final = frozenset({"half", "пів", "пол", "pół", "pol"})
PAIRS: Final = frozenset({"пару", "пара", "parę", "pare", "para", "pair"})
ARTICLES: Final = frozenset({"a", "an"})

_DIGITS: Final = re.compile(r"^\d{1,6}(?:[.,]\d{1,3})?$")


def fold(token: str) -> str:
    """Lower case, one kind of apostrophe, no punctuation around."""
    return re.sub(r"[’ʼ`´]", "'", token).strip('.,:;()!?"«»').lower()


def digits(token: str, locale: str = "en") -> Decimal | None:
    """The number that a token of digits spells, or None. `1,000` is a thousand to English readers only."""
    text = token.strip("().:;,!?")
    if not _DIGITS.match(text):
        return None
    if locale == "en" and re.fullmatch(r"[1-9]\d{0,2},\d{3}", text):
        return Decimal(text.replace(",", ""))
    value = Decimal(text.replace(",", "."))
    return value if value > 0 else None


def _scaled(total: int, current: int, word: str) -> tuple[int, int] | None:
    if word in HUNDREDS:
        value = HUNDREDS[word]
        return (total, (current or 1) * 100) if value == 100 and 0 < current < 10 else (total, current + value)
    if word in THOUSANDS:
        return total + (current or 1) * 1000, 0
    if word in DOZENS:
        return total + (current or 1) * 12, 0
    if word in SMALL:
        return total, current + SMALL[word]
    return None


def _parts(token: str) -> list[str]:
    folded = fold(token)
    pieces = folded.split("-")
    known = (SMALL, HUNDREDS, THOUSANDS, DOZENS)
    return pieces if all(any(piece in table for table in known) for piece in pieces) else [folded]


def words(tokens: list[str]) -> tuple[int, int] | None:
    """(value, number of tokens used) of the number words that `tokens` begin with, or None.

    "twenty-five" 25, "two hundred and fifty" 250, "a dozen" 12, "half a dozen" 6.
    """
    if not tokens:
        return None
    first = fold(tokens[0])
    if first in HALF_DOZEN:
        return 6, 1
    if first in HALVES:
        skip = 2 if len(tokens) > 2 and fold(tokens[1]) in ARTICLES else 1
        return (6, skip + 1) if len(tokens) > skip and fold(tokens[skip]) in DOZENS else None
    used = 1 if first in ARTICLES and len(tokens) > 1 and _counts_after_article(fold(tokens[1])) else 0
    return _sum(tokens, used)


def _counts_after_article(word: str) -> bool:
    return word in DOZENS or word in {"hundred", "thousand", "couple"}


def _sum(tokens: list[str], used: int) -> tuple[int, int] | None:
    total = current = 0
    last_used = 0
    previous_small = 0
    index = used
    while index < len(tokens):
        word = fold(tokens[index])
        if word == "and" and current >= 100 and index + 1 < len(tokens) and fold(tokens[index + 1]) in SMALL:
            index += 1
            continue
        for piece in _parts(tokens[index]):
            small = SMALL.get(piece, 0)
            if small and previous_small and not (previous_small >= 20 and small < 10):
                return _finish(total, current, last_used)
            step = _scaled(total, current, piece)
            if step is None:
                return _finish(total, current, last_used)
            total, current = step
            previous_small = small
        index += 1
        last_used = index
    return _finish(total, current, last_used)


def _finish(total: int, current: int, used: int) -> tuple[int, int] | None:
    value = total + current
    return (value, used) if value and used else None
