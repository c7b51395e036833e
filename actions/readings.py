"""What a message wants of the cart and of the list shown before: both ways at once, one more of the list, the same with
another code or colour, a bare article number. Pure, in four languages.
"""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from dataclasses import dataclass

from actions.corrections import removes
from actions.moves import MOST_WORDS
from actions.phrases import names_product
from actions.references import pointed_at, without_pointers
from nlu.reading.inflection import same_word

_CLAUSES = re.compile(
    r"[,;\n]|(?<!\d)\.(?=\s)|\s+(?:and|but|plus|та|і|й|и|а|але|но|oraz|i|ale|a|потім|потом|then|potem)\s+",
    re.IGNORECASE,
)
# Verbs only: "without" may belong to a product's name.
TAKES_OUT = re.compile(
    r"\b(?:remove|delete|drop|take (?:out|off|away)|take .+ (?:out|off)|cross out|get rid|kick|minus|"
    r"прибер\w*|прибрати|видал\w*|забер\w*|викин\w*|викреслит\w*|мінусу\w*|мінус|"
    r"убер\w*|убрать|удал\w*|выкин\w*|вычеркн\w*|минусу\w*|минус|"
    r"usu[nń]\w*|wyrzu\w*|wywal\w*|zabierz\w*|skasuj\w*|odejmij\w*|wykreśl\w*)\b",
    re.IGNORECASE,
)
PUTS_IN = re.compile(
    r"\b(?:add|put(?: in)?|throw in|instead|plus|give me|дода\w+|докин\w+|закин\w+|кин(?:ь|ьте)|поклад\w+|натомість|замість них|плюс|дай(?:те)?|"
    r"добав\w+|полож\w+|вместо (?:них|него|неё|этого)|взамен|dodaj\w*|dorzu\w+|wrzu\w+|w[łl][óo][żz]\w*|do[łl][óo][żz]\w*|zamiast (?:tego|nich|niego)|daj|plus)\b",
    re.IGNORECASE,
)
_TOO = re.compile(
    r"\b(?:too|as well|also|теж|також|тоже|также|też|tez|również|rowniez|także|takze)\b|^\W*(?:and|plus|і|й|та|и|oraz|i|plus)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"\b(?:add|take|give me|дода\w+|докин\w+|візьм\w+|дай\w*|добав\w+|возьм\w+|dodaj\w*|dorzu\w+|we[źz]\w*|daj)\b",
    re.IGNORECASE,
)
_ONES = re.compile(r"\b(?:ones?|of (?:it|them)|шт\w*|штук\w*|szt\w*|pcs)\b", re.IGNORECASE)
# Letters of article numbers and ratings that look alike in Cyrillic and Latin.
_LATIN = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")
_RATING = re.compile(r"(?<![\w.,])[^\W\d_]{1,3}\d{1,4}(?![\w])")
_CURVES = frozenset("bcd")  # of circuit breakers
_QUALITIES = re.compile(r"[^\W\d_]{3,}(?:\s+[^\W\d_]{3,})?")
_CODE = re.compile(r"\W*(?=\S*\d)(?=\S*[^\W\d_])[^\W_]+(?:[-./x][^\W_]+)*\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Mixed:
    """The clauses that take lines out, and those that put goods in."""

    out: tuple[str, ...]
    new: tuple[str, ...]


def mixed_in(text: str) -> Mixed | None:
    """Both kinds of clauses of ``text``; None where it does not surely have both.

    A clause without a verb belongs to the verb before it; behind goods to be taken out it puts in only where it has a
    quantity of its own and a word that puts in is somewhere in the message.
    """
    clauses = [clause.strip() for clause in _CLAUSES.split(text) if clause.strip()]
    out: list[str] = []
    new: list[str] = []
    for clause in clauses:
        if TAKES_OUT.search(clause):
            out.append(clause)
        elif PUTS_IN.search(clause) or (new and new[-1] == clauses[clauses.index(clause) - 1]):
            new.append(clause)
        elif out and not new:
            out.append(clause)
        else:
            return None
    if not out or not new or not any(names_product(PUTS_IN.sub(" ", clause)) for clause in new):
        return None
    return Mixed(tuple(out), tuple(new))


def also_pointed(text: str) -> bool:
    """Whether ``text`` asks for more of a list, by place only: no goods are named, nothing is taken away."""
    if len(text.split()) > MOST_WORDS or not pointed_at(text) or removes(text):
        return False
    words = _ONES.sub(" ", _ADDS.sub(" ", _TOO.sub(" ", text)))
    return bool(_TOO.search(text) or _ADDS.search(text)) and not names_product(without_pointers(words))


def other_code(name: str, rest: str) -> str:
    """``name`` with the code ``rest`` in place of its own of the same letters: C16 and С25, in any alphabet; "" where ``rest`` is no code or ``name`` has none like it."""
    code = rest.strip(" .,!?").translate(_LATIN)
    if not _RATING.fullmatch(code):
        return ""
    letters = re.sub(r"\d", "", code).casefold()
    found = list(_RATING.finditer(name.translate(_LATIN)))
    alike = [match for match in found if re.sub(r"\d", "", match[0]).casefold() == letters]
    if letters in _CURVES:
        alike = alike or [match for match in found if re.sub(r"\d", "", match[0]).casefold() in _CURVES]
    if len(alike) != 1 or alike[0][0].casefold() == code.casefold():
        return ""
    return f"{name[: alike[0].start()]}{code.upper()}{name[alike[0].end() :]}"


def one_quality(name: str, old: str, new: str) -> tuple[str, str] | None:
    """``name`` without the word ``old`` in any form, and the word ``new``, where both are mere qualities such as colours.

    What the thing is may stand beside them: "заміни білі каски на сині". It comes first in a name, the quality later.
    """
    words = [word.strip(".,;()") for word in name.split()]
    behind = name.partition(",")[2].split() or words[1:]
    if not _QUALITIES.fullmatch(old) or not _QUALITIES.fullmatch(new):
        return None
    before = [word for word in old.split() if any(same_word(word, each.strip(".,;()")) for each in behind)]
    after = [word for word in new.split() if not any(same_word(word, each) for each in words)]
    if (
        len(before) != 1
        or len(after) != 1
        or not all(any(same_word(word, each) for each in words) for word in old.split())
    ):
        return None
    kept = [word for word in name.split() if not same_word(word.strip(".,;()"), before[0])]
    return (" ".join(kept).strip(" ,"), after[0]) if len(kept) == len(words) - 1 else None


def is_code(text: str) -> bool:
    """Whether ``text`` is one article number and nothing else."""
    return _CODE.fullmatch(text) is not None
