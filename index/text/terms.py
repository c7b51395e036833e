"""Terms: what a text is cut into. The same rules read documents and queries; only what they keep differs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.text.characters import normalise, unify_script
from index.text.stems import stems
from index.text.units import UNIT_PATTERN, canonical_measure, canonical_number, count_words

Kind = Literal["word", "number", "measure", "size", "code"]

NUMBER = r"\d+(?:\.\d+)?"
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_SIZE_GAPS = re.compile(r"(?<=\d)\s*[xх*]\s*(?=\d)")
_NORM_GAPS = re.compile(r"\b(din|iso|en|iec|ip|pn|гост|дсту)[ -]+(?=\d)")
_SCANNER = re.compile(
    rf"""
    (?P<size>[a-zа-яіїєґ]{{0,2}}{NUMBER}(?:x{NUMBER})+)(?:\s?(?P<size_unit>{UNIT_PATTERN})(?![^\W_]))?
    |(?<![^\W_])(?P<number>{NUMBER})[\s-]?(?P<unit>{UNIT_PATTERN})(?![^\W_])
    |(?P<code>[^\W_]+(?:[-/.][^\W_]+)+)
    |(?P<word>[^\W_]+)
    """,
    re.VERBOSE,
)
_PARTS = re.compile(r"[-/.]")
_HAS_DIGIT = re.compile(r"\d")
_ONLY_NUMBER = re.compile(NUMBER)

STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "de",
        "for",
        "from",
        "in",
        "is",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "without",
        "per",
        "і",
        "й",
        "та",
        "або",
        "для",
        "до",
        "з",
        "зі",
        "із",
        "на",
        "у",
        "в",
        "від",
        "під",
        "по",
        "без",
        "що",
        "це",
        "як",
        "и",
        "или",
        "с",
        "со",
        "к",
        "от",
        "под",
        "о",
        "об",
        "не",
        "что",
        "это",
        "как",
        "i",
        "oraz",
        "lub",
        "dla",
        "ze",
        "z",
        "w",
        "we",
        "na",
        "od",
        "pod",
        "bez",
        "przy",
        "po",
        "jest",
    ]
)


@dataclass(frozen=True, slots=True)
class Term:
    """One piece of a text. ``forms`` are what the index may know it by, with the weight of each, best
    first.
    """

    text: str
    kind: Kind
    forms: tuple[tuple[str, float], ...]

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters only, so that a typo in it may be forgiven."""
        return self.kind == "word"


def document_terms(text: str, language: str = "") -> list[str]:
    """Everything a document can be found by, in order, repeated as often as it occurs."""
    return [form for term in _terms(text, language) for form in _document_forms(term)]


def query_terms(text: str) -> list[Term]:
    """The pieces of a query in any language; function words are left out unless nothing else was typed."""
    terms = list(_terms(text, ""))
    useful = [term for term in terms if term.text not in STOP_WORDS]
    return list({term.text: term for term in useful or terms}.values())


def words(text: str) -> list[str]:
    """The plain words of a text, unstemmed: what typing and typos are compared with."""
    return [term.text for term in _terms(text, "") if term.kind == "word"]


def _prepare(text: str) -> str:
    prepared = _DECIMAL_COMMA.sub(".", normalise(text))
    prepared = _SIZE_GAPS.sub("x", prepared)
    return _NORM_GAPS.sub(r"\1", count_words(prepared))


def _terms(text: str, language: str) -> Iterator[Term]:
    for match in _SCANNER.finditer(_prepare(text)):
        kind = match.lastgroup
        if match["size"]:
            yield _size(match["size"], match["size_unit"])
        elif match["number"]:
            yield _measure(match["number"], match["unit"])
        elif kind == "code" and _HAS_DIGIT.search(match["code"]):
            yield from _code(match["code"], language)
        else:
            for part in _PARTS.split(match.group(0)):
                yield _word(unify_script(part), language)


def _size(text: str, unit: str | None) -> Term:
    """``3x2.5`` is found as a whole first, by its parts next."""
    size = unify_script(text)
    parts = [canonical_number(part) for part in size.split("x")]
    forms = [("x".join(parts), 1.0), *((part, 0.2) for part in parts)]
    if unit and _ONLY_NUMBER.fullmatch(parts[-1]):
        forms.append((canonical_measure(parts[-1], unit), 0.3))
    return Term("x".join(parts), "size", tuple(forms))


def _measure(number: str, unit: str) -> Term:
    measure = canonical_measure(canonical_number(number), unit)
    return Term(measure, "measure", ((measure, 1.0), (canonical_number(number), 0.3)))


def _code(text: str, language: str) -> Iterator[Term]:
    if _ONLY_NUMBER.fullmatch(text):
        number = canonical_number(text)
        yield Term(number, "number", ((number, 1.0),))
        return
    parts = [unify_script(part) for part in _PARTS.split(text)]
    whole = unify_script("".join(parts))
    found = [form for part in parts for form, _weight in _word(part, language).forms]
    yield Term(whole, "code", ((whole, 1.0), *((form, 0.4) for form in found)))


@lru_cache(maxsize=100_000)
def _word(token: str, language: str) -> Term:
    if token.isdigit():
        return Term(token, "number", ((token, 1.0),))
    if _HAS_DIGIT.search(token):
        return Term(token, "code", ((token, 1.0),))
    return Term(token, "word", tuple((stem, 1.0) for stem in stems(token, language)))


@lru_cache(maxsize=100_000)
def _document_forms(term: Term) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form, _weight in term.forms))
