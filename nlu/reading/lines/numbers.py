"""Numbers as people write them: digits with either decimal sign, and words in four languages."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final

# value: words, inflected forms included; forms without diacritics and apostrophes are added below.
_SMALL_WORDS: Final = {
    1: "one один одна одне одну одні одни одного однієї одной одно одного jeden jedna jedno jedną jednego jednej",
    2: "two couple два дві двох двоє двома две двое двум dwa dwie dwóch dwu dwoje dwoma",
    3: "three три трьох троє трьома трёх трех трое тремя trzy trzech troje trzema",
    4: "four чотири чотирьох четверо четыре четырёх четырех cztery czterech czworo",
    5: "five п'ять п'яти п'ятьох п'ятеро пять пяти пятеро pięć pięciu pięcioro",
    6: "six шість шести шістьох шестеро шесть sześć sześciu",
    7: "seven сім семи сімох семеро семь siedem siedmiu",
    8: "eight вісім восьми вісьмох восемь osiem ośmiu",
    9: "nine дев'ять дев'яти дев'ятьох девять девяти dziewięć dziewięciu",
    10: "ten десять десяти десятьох dziesięć dziesięciu",
    11: "eleven одинадцять одинадцяти одиннадцать одиннадцати jedenaście jedenastu",
    12: "twelve дванадцять дванадцяти двенадцать двенадцати dwanaście dwunastu",
    13: "thirteen тринадцять тринадцяти тринадцать тринадцати trzynaście trzynastu",
    14: "fourteen чотирнадцять чотирнадцяти четырнадцать четырнадцати czternaście czternastu",
    15: "fifteen п'ятнадцять п'ятнадцяти пятнадцать пятнадцати piętnaście piętnastu",
    16: "sixteen шістнадцять шістнадцяти шестнадцать шестнадцати szesnaście szesnastu",
    17: "seventeen сімнадцять сімнадцяти семнадцать семнадцати siedemnaście siedemnastu",
    18: "eighteen вісімнадцять вісімнадцяти восемнадцать восемнадцати osiemnaście osiemnastu",
    19: "nineteen дев'ятнадцять дев'ятнадцяти девятнадцать девятнадцати dziewiętnaście dziewiętnastu",
    20: "twenty двадцять двадцяти двадцать двадцати dwadzieścia dwudziestu",
    30: "thirty тридцять тридцяти тридцать тридцати trzydzieści trzydziestu",
    40: "forty fourty сорок сорока czterdzieści czterdziestu",
    50: "fifty п'ятдесят п'ятдесяти пятьдесят пятидесяти pięćdziesiąt pięćdziesięciu",
    60: "sixty шістдесят шістдесяти шестьдесят шестидесяти sześćdziesiąt sześćdziesięciu",
    70: "seventy сімдесят сімдесяти семьдесят семидесяти siedemdziesiąt siedemdziesięciu",
    80: "eighty вісімдесят вісімдесяти восемьдесят восьмидесяти osiemdziesiąt osiemdziesięciu",
    90: "ninety дев'яносто девяносто dziewięćdziesiąt dziewięćdziesięciu",
}
_HUNDRED_WORDS: Final = {
    100: "hundred hundreds сто ста сотня сотню сотні сотень сотни сотен сотка сотку sto stu setka setkę setki setek",
    200: "двісті двохсот двести двухсот dwieście dwustu",
    300: "триста трьохсот трехсот trzysta trzystu",
    400: "чотириста чотирьохсот четыреста четырехсот czterysta czterystu",
    500: "п'ятсот п'ятисот пятьсот пятисот pięćset pięciuset",
    600: "шістсот шестисот шестьсот sześćset sześciuset",
    700: "сімсот семисот семьсот siedemset siedmiuset",
    800: "вісімсот восьмисот восемьсот osiemset ośmiuset",
    900: "дев'ятсот дев'ятисот девятьсот девятисот dziewięćset dziewięciuset",
}
_THOUSAND_WORDS: Final = {
    1000: "thousand thousands тисяча тисячу тисячі тисяч тисячка тысяча тысячу тысячи тысяч "
    "tysiąc tysiąca tysiące tysięcy тис тыс tys",
}
_DOZEN_WORDS: Final = {
    12: "dozen dozens дюжина дюжину дюжини дюжины дюжин tuzin tuzina tuziny tuzinów",
    60: "kopa kopę kopy kóp",
    10: "десятка десятку десяток десятка десятки десятків десятков десяточок",
}
# "piec" is a stove, not a five without its tail.
_NOT_NUMBERS: Final = frozenset({"piec"})


@lru_cache(maxsize=8192)
def fold(token: str) -> str:
    """Lower case, one kind of apostrophe, no punctuation around."""
    return re.sub(r"[’ʼ`´]", "'", token).strip('.,:;()!?"«»').lower()


def without_marks(word: str) -> str:
    """`pięć` as `piec`, `п'ять` as `пять`: how a word is typed in a hurry. й and ї stay what they are."""
    kept = unicodedata.normalize("NFD", word.replace("ł", "l").replace("'", ""))
    plain = "".join(sign for sign in kept if not unicodedata.combining(sign))
    return plain if plain.isascii() else word.replace("'", "")


def _table(groups: dict[int, str]) -> dict[str, int]:
    pairs = [(word, value) for value, words in groups.items() for word in words.split()]
    plain = [(without_marks(word), value) for word, value in pairs]
    return {word: value for word, value in [*plain, *pairs] if word not in _NOT_NUMBERS}


SMALL: Final = _table(_SMALL_WORDS)
HUNDREDS: Final = _table(_HUNDRED_WORDS)
THOUSANDS: Final = _table(_THOUSAND_WORDS)
DOZENS: Final = _table(_DOZEN_WORDS)
HALVES: Final = frozenset({"half", "пів", "пол", "pół", "pol"})
_ONE_AND_A_HALF: Final = frozenset(
    {"півтора", "півтори", "полтора", "полторы", "полутора", "półtora", "poltora", "półtorej"}
)
PAIRS: Final = frozenset({"пару", "пара", "parę", "pare"})
ARTICLES: Final = frozenset({"a", "an"})
_HALF_NOUNS: Final = frozenset({"половиною", "половиной", "половина", "połową", "pół", "pol", "polowa", "пів"})
_PLAIN_100: Final = frozenset({"сто", "ста", "sto", "stu"})

_DIGITS: Final = re.compile(r"^\d{1,6}(?:[.,]\d{1,3})?$")


def digits(token: str, locale: str = "en") -> Decimal | None:
    """The number that a token of digits spells, or None. `1,000` is a thousand to English readers, `1.000` to all."""
    text = token.strip("().:;,!?")
    if not _DIGITS.match(text):
        return None
    if (locale == "en" and re.fullmatch(r"[1-9]\d{0,2},\d{3}", text)) or re.fullmatch(r"[1-9]\d{0,2}\.000", text):
        return Decimal(re.sub(r"[.,]", "", text))
    value = Decimal(text.replace(",", "."))
    return value if value > 0 else None


def spaced(tokens: list[str]) -> tuple[Decimal, int] | None:
    """`1 000`, `20 000`: groups of three digits that make one number, and how many tokens they are."""
    if not re.fullmatch(r"[1-9]\d{0,2}", tokens[0]):
        return None
    used = 1
    while used < min(len(tokens), 3) and re.fullmatch(r"\d{3}", tokens[used]):
        used += 1
    return (Decimal("".join(tokens[:used])), used) if used > 1 and tokens[1] == "000" else None


def scales(word: str) -> int | None:
    """1000 for "тис.", 12 for "dozen", 100 for "сотень": what a number of digits before the word is times."""
    found = fold(word)
    hundred = 100 if HUNDREDS.get(found) == 100 and found not in _PLAIN_100 else None
    return THOUSANDS.get(found) or DOZENS.get(found) or hundred


def words(tokens: list[str]) -> tuple[Decimal, int] | None:
    """(value, number of tokens used) of the number words that `tokens` begin with, or None.

    "twenty-five" 25, "two hundred and fifty" 250, "a dozen" 12, "half a dozen" 6, "пів сотні" 50, "півтора" 1.5.
    """
    if not tokens:
        return None
    first = fold(tokens[0])
    half = _half(first, tokens)
    if half is not None:
        return half
    used = 1 if first in ARTICLES and len(tokens) > 1 and _counts_after_article(fold(tokens[1])) else 0
    found = _sum(tokens, used)
    if found is None:
        return None
    value, end = Decimal(found[0]), found[1]
    if end + 2 < len(tokens) and [fold(each) for each in tokens[end : end + 3]] == ["and", "a", "half"]:
        return value + Decimal("0.5"), end + 3
    if (
        end + 1 < len(tokens)
        and fold(tokens[end]) in {"з", "с", "z", "i", "і", "и"}
        and fold(tokens[end + 1]) in _HALF_NOUNS
    ):
        return value + Decimal("0.5"), end + 2
    return value, end


def _half(first: str, tokens: list[str]) -> tuple[Decimal, int] | None:
    """Halves: of a dozen, of a hundred, of what follows; one and a half, of thousands too."""
    if first in _ONE_AND_A_HALF:
        scale = _scale(fold(tokens[1])) if len(tokens) > 1 else None
        return (Decimal("1.5") * scale, 2) if scale else (Decimal("1.5"), 1)
    for glued in ("пів", "пол", "pół", "pol"):
        scale = _scale(first.removeprefix(glued).lstrip("-'")) if first.startswith(glued) else None
        if scale:
            return Decimal(scale) / 2, 1
    if first in HALVES and len(tokens) > 1:
        skip = 2 if len(tokens) > 2 and fold(tokens[1]) in ARTICLES else 1
        scale = _scale(fold(tokens[skip]))
        return (Decimal(scale) / 2, skip + 1) if scale else (Decimal("0.5"), skip)
    return None


def _scale(word: str) -> int | None:
    if word.startswith("десятк"):
        return 10
    value = HUNDREDS.get(word) or THOUSANDS.get(word) or DOZENS.get(word)
    return value if value in {10, 12, 100, 1000} else None


def _counts_after_article(word: str) -> bool:
    return word in DOZENS or word in {"hundred", "thousand", "couple"}


def _scaled(total: int, current: int, word: str) -> tuple[int, int] | None:
    if word in HUNDREDS:
        value = HUNDREDS[word]
        return (total, (current or 1) * 100) if value == 100 and 0 < current < 10 else (total, current + value)
    if word in THOUSANDS:
        return total + (current or 1) * 1000, 0
    if word in DOZENS:
        return total + (current or 1) * DOZENS[word], 0
    if word in SMALL:
        return total, current + SMALL[word]
    return None


def _parts(token: str) -> list[str]:
    folded = fold(token)
    pieces = folded.split("-")
    known = (SMALL, HUNDREDS, THOUSANDS, DOZENS)
    return pieces if all(any(piece in table for table in known) for piece in pieces) else [folded]


def _sum(tokens: list[str], used: int) -> tuple[int, int] | None:
    total = current = last_used = previous = 0
    index = used
    while index < len(tokens):
        word = fold(tokens[index])
        if word == "and" and current >= 100 and index + 1 < len(tokens) and fold(tokens[index + 1]) in SMALL:
            index += 1
            continue
        for piece in _parts(tokens[index]):
            value = SMALL.get(piece) or HUNDREDS.get(piece) or 0
            step = _scaled(total, current, piece) if _follows(previous, value) else None
            if step is None:
                return _finish(total, current, last_used)
            total, current = step
            previous = value
        index += 1
        last_used = index
    return _finish(total, current, last_used)


def _follows(previous: int, value: int) -> bool:
    """Whether a word of `value` may continue a number that ended with `previous`: "sixty five", not "five sixty"."""
    if not previous or not value or (value == 100 and previous < 10):
        return True
    if value >= 100:
        return False
    return previous >= 100 or (previous >= 20 and value < 10)


def _finish(total: int, current: int, used: int) -> tuple[int, int] | None:
    value = total + current
    return (value, used) if value and used else None
