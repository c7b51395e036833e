"""What a short message does with what was just said: "20 more", "not 3x1.5 but 3x2.5", "the same but 5 m", "10 of the
black ones", "1a, 2 c", "the first for the cable, the cheap one for the gloves". Pure, in four languages.
"""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from actions.phrases import product_phrase
from actions.references import numbers_in, pointed_at, without_pointers

CHEAPEST, DEAREST = "cheapest", "dearest"
MOST_WORDS = 12

_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_UNIT = (
    r"(?:pcs?|pieces?|m|met(?:re|er)s?|kg|l|boxes|box|packs?|pairs?|rolls?|sets?|шт\w*|м|метр\w*|кг|л|короб\w*|упак\w*|пач\w*|"
    r"пар\w?|рулон\w*|компл\w*|ящик\w*|szt\w*|metr\w*|karton\w*|opak\w*|par\w?|rol\w*|kompl\w*)\b\.?"
)
_QUANTITY = re.compile(rf"\s*(?:{_NUMBER})\s*(?:{_UNIT})?\s*", re.IGNORECASE)
_NO = r"(?:(?:no|nope|sorry|oops|wait|actually|ні|ой|вибач\w*|точніше|нет|извин\w*|точнее|nie|ups|przepraszam)\b[\s,.!–—-]*)*"

_SWAPS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NO}(?:not|не|nie)\s+(?:the\s+)?(?P<old>.+?)[\s,]+(?:but|але|но|а|тільки|только|a|tylko|lecz|ale)\s+(?P<new>.+)",
        (
            rf"{_NO}(?:instead of|замість|вместо|zamiast)\s+(?:the\s+)?(?P<old>.+?)[\s,]+(?:i (?:want|need|meant)\s+|we need\s+|take\s+|put\s+|use\s+|give me\s+|"
            r"візьм\S+\s+|бер\S+\s+|постав\S*\s+|поклад\S+\s+|дай\S*\s+|давай\S*\s+|треба\s+|хочу\s+|возьм\S+\s+|полож\S+\s+|нуж\S+\s+|надо\s+|"
            r"we[źz]\S*\s+|daj\S*\s+|wrzu\S+\s+|chc[ęe]\s+|potrzeb\S+\s+)(?P<new>.+)"
        ),
        rf"{_NO}(?:replace|swap|change|exchange|замін\w+|помін\w+|змін\w+|замен\w+|помен\w+|zamie[ńn]\w*|zmie[ńn]\w*)\s+(?:the\s+)?(?P<old>.+?)\s+(?:with|for|to|by|на|na)\s+(?P<new>.+)",
        rf"{_NO}(?:(?:take|put|give me|i meant|візьми|постав|дай|возьми|положи|weź|daj)\s+)?(?P<new>.+?)[\s,]+(?:instead of|замість|вместо|zamiast)\s+(?:the\s+)?(?P<old>.+)",
        rf"{_NO}(?P<new>.+?)[\s,]+(?:not|а не|a nie)\s+(?:the\s+)?(?P<old>.+)",
    )
)
_MORE = re.compile(
    rf"(?P<n>{_NUMBER})\s*(?:{_UNIT})?\s*(?:more|extra|on top|більше|больше|додатково|дополнительно|ще|ещё|еще|wi[ęe]cej|jeszcze|ekstra)\b"
    rf"|\b(?:another|plus|ще|іще|ещё|еще|jeszcze|плюс)\s+(?P<n2>{_NUMBER})|^\s*\+\s*(?P<n3>{_NUMBER})"
    rf"|\b(?:на|o)\s+(?P<n4>{_NUMBER})\s*(?:{_UNIT})?\s*(?:більше|больше|wi[ęe]cej)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    rf"(?P<n>{_NUMBER})\s*(?:{_UNIT})?\s*(?:less|fewer|менше|меньше|mniej)\b|\b(?:minus|мінус|минус)\s+(?P<n2>{_NUMBER})|^\s*[-−–]\s*(?P<n3>{_NUMBER})",
    re.IGNORECASE,
)
# "the same" without "but" is an order to repeat
_SAME = re.compile(
    r"(?:(?:the\s+)?same(?:\s+(?:thing|one|product|cable))?|те\s+ж(?:\s*саме)?|те\s+саме|таке\s+(?:ж|саме)|так(?:ий|а|е|і|у)\s+(?:же?|сам\w*)|"
    r"то\s+же(?:\s+самое)?|тоже\s+самое|так(?:ой|ая|ое|ие|ую)\s+же|to\s+samo|tak(?:i|a|ie|ą)\s+sam\w*)\s*,?\s*"
    r"(?:but|only|just|except|але|тільки|лише|но|только|ale|tylko|lecz)\s+(?:in\s+|на\s+|в\s+|у\s+|w\s+|na\s+|по\s+|with\s+)?(?P<rest>.+)",
    re.IGNORECASE,
)
_ONES = re.compile(
    rf"(?:and|also|plus|then|add|give me|take|i meant)?\s*(?:(?P<n>{_NUMBER}|\w+)\s+(?:of\s+)?)??(?:the\s+)?(?P<what>[a-z][a-z-]{{2,}}(?:\s+[a-z][a-z-]{{2,}})?)\s+ones?\b",
    re.IGNORECASE,
)
# the genitive plural of an adjective, standing without its noun
_ADJECTIVES = re.compile(r"[^\W\d_]{2,}(?:их|іх|ых|ych|ich)", re.IGNORECASE)
_NO_COLOUR = frozenset(
    [
        "цих",
        "тих",
        "інших",
        "других",
        "таких",
        "этих",
        "тех",
        "таких",
        "своих",
        "моих",
        "наших",
        "ваших",
        "ich",
        "tych",
        "innych",
        "takich",
        "cheap",
        "cheaper",
        "cheapest",
        "expensive",
        "other",
        "second",
        "first",
        "last",
        "same",
        "new",
        "old",
    ]
)
_CHEAP = re.compile(
    r"\b(?:cheap(?:er|est)?|(?:най)?дешев\w*|подешевш\w*|(?:самы\w+ )?деш[её]в\w*|подешевле|tani\w*|ta[ńn]sz\w+|najta[ńn]sz\w+)\b",
    re.IGNORECASE,
)
_DEAR = re.compile(
    r"\b(?:(?:most )?expensive|dear(?:er|est)|(?:най)?дорожч\w+|(?:самы\w+ )?дорог\w+|подороже|дороже|dro[żz]sz\w+|najdro[żz]sz\w+)\b",
    re.IGNORECASE,
)
_LETTERS = {letter: place for letters in ("abcde", "абвгд") for place, letter in enumerate(letters)} | {"с": 2, "е": 4}
_PAIR = re.compile(r"(?<!\w)(?P<line>\d{1,2})\s*[-–.:)]?\s*(?P<option>[a-eа-есa])(?!\w)", re.IGNORECASE)
_LETTER = re.compile(r"(?<!\w)(?P<option>[a-eа-ес])(?=\s*(?:[),.;]|$|\s))", re.IGNORECASE)
_GLUE = re.compile(
    r"[\s,;.)(:–—-]*(?:(?:and|i|і|й|та|и|oraz|please|будь ласка|пожалуйста|proszę)\b[\s,;.)(:–—-]*)*", re.IGNORECASE
)
_FOR = re.compile(r"\b(?:for|as for|для|по|щодо|do|dla|na|на)\s+(?:the\s+)?(?P<hint>[^,;]+)", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;\n]|\s+(?:and|та|і|й|и|oraz|i|а|a)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Swap:
    """``old`` is to become ``new``; both name goods, or what tells two goods apart."""

    old: str
    new: str


@dataclass(frozen=True)
class Pick:
    """A candidate, by place from 0, or the cheapest or dearest one; of the open line ``line`` (from 0) or of the one
    whose words hold ``hint``, else of the next.
    """

    option: int | str
    line: int | None = None
    hint: str = ""


def swap_in(text: str) -> Swap | None:
    """What is to take the place of what; None for mere quantities ("20 not 12")."""
    if len(text.split()) > MOST_WORDS:
        return None
    for pattern in _SWAPS:
        match = pattern.fullmatch(text.strip(" .!?"))
        if match is None:
            continue
        old, new = match["old"].strip(" ,."), match["new"].strip(" ,.")
        if _QUANTITY.fullmatch(old) or _QUANTITY.fullmatch(new):
            return None
        if product_phrase(new) and product_phrase(old):
            return Swap(product_phrase(old), product_phrase(new))
    return None


def more_in(text: str) -> Decimal | None:
    """How many more ("20 more") or, negative, fewer ("5 less"); None where goods are named or nothing is said."""
    for pattern, sign in ((_LESS, -1), (_MORE, 1)):
        match = pattern.search(text)
        if match:
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            if _names_goods(rest):
                return None
            amount = next(match[name] for name in pattern.groupindex if match[name])
            return sign * Decimal(amount.replace(",", "."))
    return None


def _names_goods(text: str) -> bool:
    words = re.sub(
        rf"\b{_UNIT}|\b(?:make|зроби\w*|сделай\w*|zrób\w*|let'?s|нехай|пусть|niech|it|ще|ещё|jeszcze|do[łl][óo][żz]\w*|dorzu\w*|dodaj\w*|wrzu\w*)\b",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    return bool(product_phrase(words))


def same_but(text: str) -> str:
    """What is to differ: "the same but 5 m" is "5 m"; "" where the message says no such thing."""
    match = _SAME.search(text)
    return match["rest"].strip(" .!?") if match and len(text.split()) <= MOST_WORDS else ""


def ones_in(text: str) -> tuple[Decimal | None, str] | None:
    """Quantity and quality of "10 of the black ones", "і 10 чорних"; None where the message says no such thing."""
    if len(text.split()) > MOST_WORDS:
        return None
    found = numbers_in(without_pointers(text))
    amount = found[0] if found else None
    match = _ONES.search(text)
    if match and not pointed_at(text):
        words = " ".join(word for word in match["what"].split() if word.casefold() not in {"of", "the", "and", "add"})
        if words and product_phrase(words) and words.split()[-1].casefold() not in _NO_COLOUR:
            return amount, product_phrase(words)
        return None
    phrase = product_phrase(text)
    if amount is not None and _ADJECTIVES.fullmatch(_without_number(phrase)):
        word = _without_number(phrase)
        return None if word.casefold() in _NO_COLOUR else (amount, word)
    return None


def _without_number(phrase: str) -> str:
    return " ".join(word for word in phrase.split() if not _QUANTITY.fullmatch(word))


def price_pointer(text: str) -> str | None:
    """Whether the cheapest or the dearest is meant."""
    if _CHEAP.search(text):
        return CHEAPEST
    return DEAREST if _DEAR.search(text) else None


def without_price_pointer(text: str) -> str:
    """``text`` without the words that point by price, and the "one" behind them."""
    return re.sub(r"\bones?\b", " ", _DEAR.sub(" ", _CHEAP.sub(" ", text)), flags=re.IGNORECASE)


def picks_in(text: str, lines: int) -> list[Pick]:
    """The choices that a message makes for ``lines`` open lines; empty where it makes none, or says more than that."""
    lettered = _lettered(text, lines)
    if lettered:
        return lettered
    picks = []
    for clause in _CLAUSE.split(text):
        if not clause.strip():
            continue
        match = _FOR.search(clause)
        option = _option(clause[: match.start()] if match else clause)
        if option is None:
            return []
        picks.append(Pick(option, hint=product_phrase(match["hint"]) if match else ""))
    return picks


def _lettered(text: str, lines: int) -> list[Pick]:
    pairs = list(_PAIR.finditer(text))
    if pairs and _GLUE.fullmatch(_PAIR.sub(" ", text)):
        return [Pick(_LETTERS[match["option"].casefold()], line=int(match["line"]) - 1) for match in pairs]
    letters = [match for match in _LETTER.finditer(text) if match["option"].casefold() in _LETTERS]
    if 0 < len(letters) <= lines and _GLUE.fullmatch(_LETTER.sub(" ", text)):
        return [Pick(_LETTERS[match["option"].casefold()], line=line) for line, match in enumerate(letters)]
    return []


def _option(clause: str) -> int | str | None:
    pointed = pointed_at(clause)
    by_price = price_pointer(clause)
    rest = product_phrase(without_pointers(_DEAR.sub(" ", _CHEAP.sub(" ", clause))))
    if rest and not re.fullmatch(r"ones?|one", rest, re.IGNORECASE):
        return None
    if by_price:
        return by_price
    return pointed[0] if len(pointed) == 1 else None
