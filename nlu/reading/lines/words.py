"""Words around order lines that name no product. Three kinds, four languages; see `lexicon/`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from nlu.reading.lines.numbers import fold, without_marks

_SHORT: Final = 4  # shorter words end like verbs by chance
# A word that merely points at goods named elsewhere is no product.
_POINTING: Final = (
    "it this these that those them one ones both more all такі таких цих ці це цей його їх оба обидва "
    "такие этих эти это его их takich tych tego to te ten oba each кожного каждого każdego every"
)


@cache
def lexicon(name: str) -> tuple[str, ...]:
    """The words of a list in `lexicon/`."""
    rows = (Path(__file__).parent / "lexicon" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for row in rows if not row.startswith("; ") for word in row.split())


def _with_plain_forms(name: str) -> frozenset[str]:
    return frozenset(form for word in lexicon(name) for form in (word, without_marks(word)))


ORDERING: Final = _with_plain_forms("ordering")
TALKING: Final = _with_plain_forms("talking")
STATING: Final = _with_plain_forms("stating")
JOINING: Final = frozenset(lexicon("joining"))
POINTING: Final = frozenset(_POINTING.split())
# Personal forms of verbs: they tell what is or was. Nouns that end alike ("матеріали", "модули") are left out.
_STATING: Final = re.compile(
    r"^(?!бахіл|матер|сигн|канал|метал|терм|детал|педал|спирал|эмал|медал|модул|капсул|профил|автомоб|фитил|стропил|"
    r"интервал|інтервал|овал|кристал|пенал|журнал)\w{2,}(?:"
    r"[аяуює]ємо|уємо|[иє]мось|ється|ються|иться|яться|ають|ують|[аиіуоеыя]л(?:ись|ися|ась|ася|ося|ось|ся)|"
    r"[оуюиыеє]вали|увся|ався|ився|"
    r"[аяу]ем|[аяуи]ете|ует|ают|уют|ится|ются|ется|ятся|"
    r"ujemy|[rkwgzdtm]amy|liśmy|łyśmy|ałem|iłem|yłem|ałam|iłam|yłam|ęłam|ąłem|ęliśmy|liście|ują|"
    r"[oy]wali|ymali|łamali|z[iy]ły|czyły|oszło)$|"
    r"^(?:по|за|на|ви|вы|до|об|с|про|при|от|від|роз|раз|у|пере|о|з)?(?:брали|взяли|дали|купили|мовили|мовляли|казали|говорили|"
    r"просили|обіцяли|обещали|ламали|ломали|текли|тримали|лучили|були|были|забыли|везли|йшли|шли|їхали|ехали|крили|крыли|"
    r"вистачило|хватило|стали)$"
)
# "підкиньте", "запишіть", "przygotujcie": asking several people politely
_IMPERATIVE: Final = re.compile(r"^\w{3,}(?:йте|іть|ьте|jcie)$")
_EACH: Final = re.compile(r"^(?:each|ea|every|кожн\w+|кажд\w+|każd\w+|kazd\w+)$")
_MEASURE: Final = re.compile(r"^(?:lengths?|long|wide|thick|high|довж\w+|длин\w+|завдовжки|шир\w+|dług\w+|szer\w+)$")
_OF_NAME: Final = re.compile(
    r"^(?:ring|drum|coil|бухта|барабан|krążek|bęben|відріз|отрез|cut|"
    r"black|white|gr[ae]y|red|blue|brown|green|yellow|orange|silver|zinc|stainless\w*|transparent|clear|"
    r"чорн\w+|біл(?:ий|а|е|і)|сір\w+|червон\w+|син(?:ій|я|є|і)|коричнев\w+|зелен\w+|жовт\S+|помаранчев\w+|"
    r"срібн\w+|прозор\w+|"
    r"ч[её]рн\w+|бел(?:ый|ая|ое|ые)|сер(?:ый|ая|ое|ые)|красн\w+|зел[её]н\w+|ж[её]лт\S+|оранжев\w+|прозрачн\w+|"
    r"цинк|оцинков\w+|нерж\S*|"
    r"czarn\w+|biał\w+|szar(?:y|a|e)|czerwon\w+|niebiesk\w+|brązow\w+|zielon\w+|żółt\S+|srebrn\w+|ocynk\w*|"
    r"nierdzewn\w+|przezroczyst\w+)$"
)
_SIZE: Final = re.compile(r"^(?:X{0,3}[SML]|\d{3,5}[xх×]\d{3,5})$")
# The length said with these is the product's: "tape measure 5 m".
_OF_LENGTH: Final = re.compile(
    r"^(?:measures?|(?:step)?ladders?|leads?|hdmi|usb|patch\w*|рулетк\w+|драбин\w+|стремянк\w+|лестниц\w+|сход\w+|"
    r"подовжувач\w*|удлинител\w+|патч\S*|miark\w+|drabin\w+|przedłużacz\w*|poziomic\w+|рівен\w+|level|taśma_miernicza)$"
)
_DIGIT_START: Final = re.compile(r"^(?:[a-zа-я]{0,3}\d|ip\d|ral)", re.IGNORECASE)


def is_letter(word: str) -> bool:
    """Whether the word is one capital: "A, Б та В" are names."""
    return len(word) == 1 and word.isupper() and word not in {"I", "І", "И", "Й"}


@lru_cache(maxsize=16384)
def is_ordering(word: str) -> bool:
    """Whether the word orders or addresses somebody."""
    folded = fold(word)
    return (folded in ORDERING and not is_letter(word)) or bool(_IMPERATIVE.match(folded))


@lru_cache(maxsize=16384)
def is_talking(word: str) -> bool:
    """Whether the word belongs to talk about something else than a product."""
    return fold(word) in TALKING


@lru_cache(maxsize=16384)
def is_stating(word: str) -> bool:
    """Whether the word tells what is or was, and so orders nothing."""
    folded = fold(word)
    return folded in STATING or bool(_STATING.match(folded) and folded not in ORDERING and len(folded) > _SHORT)


@lru_cache(maxsize=16384)
def is_joining(word: str) -> bool:
    """Whether the word says nothing at the edge of a phrase."""
    folded = fold(word)
    return (folded in JOINING and not is_letter(word)) or not folded or word in JOINING


def is_measure(word: str) -> bool:
    """As in "length", "довжиною": the figure before it is the product's."""
    return bool(_MEASURE.match(fold(word)))


def has_length(word: str) -> bool:
    """Whether metres after the word are the product's: a tape measure, a ladder, an extension lead."""
    return bool(_OF_LENGTH.match(fold(word)))


def is_each(word: str) -> bool:
    """As in "each", "кожного", "każdego"."""
    return bool(_EACH.match(fold(word)))


def continues_name(word: str) -> bool:
    """Whether a part after a comma that begins with this word describes the product before it (a colour, a figure)."""
    return bool(_OF_NAME.match(fold(word)))


def is_size(word: str) -> bool:
    """Whether a word is a size and nothing else: L, XXL, 2440x1220."""
    return bool(_SIZE.match(word))


def is_figure(word: str) -> bool:
    """Whether a word is a figure of a product: 40A, 1P, C16, IP65."""
    return bool(_DIGIT_START.match(word))
