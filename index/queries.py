"""Understanding a query: its terms, its numbers, and what was probably meant where a word is unknown."""

from dataclasses import dataclass, replace

from index.stores.query import LexicalQueries
from index.stores.spelling import Speller
from index.text.characters import identifier_key
from index.text.stems import stems
from index.text.terms import Term, query_terms

MAX_TERMS = 24
MIN_NUMBER = 5
MAX_NUMBER = 40
KIND_WEIGHTS = {"size": 1.6, "code": 1.4, "measure": 1.3}
PREFIX_WEIGHT = 0.7
PREFIX_WORDS = 12


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """Terms to look up, identifier keys (the whole query first), and the words that were replaced."""

    text: str
    terms: tuple[Term, ...]
    whole_key: str
    keys: tuple[str, ...]
    corrections: dict[str, str]


def parse_query(text: str, lexical: LexicalQueries, speller: Speller) -> ParsedQuery:
    """Cut ``text`` into terms; words that no document has are completed, else corrected."""
    corrections: dict[str, str] = {}
    terms: list[Term] = []
    for term in query_terms(text)[:MAX_TERMS]:
        found = term
        if term.is_word and not lexical.known(term):
            found, correction = _repaired(term, lexical, speller)
            if correction:
                corrections[term.text] = correction
        terms.append(_weighted(found))
    return ParsedQuery(text, tuple(terms), identifier_key(text)[:MAX_NUMBER], _keys(text), corrections)


def _keys(text: str) -> tuple[str, ...]:
    """Words with a digit that are long enough to be article numbers."""
    keys = (identifier_key(word) for word in text.split())
    return tuple(
        dict.fromkeys(key for key in keys if MIN_NUMBER <= len(key) <= MAX_NUMBER and any(map(str.isdigit, key)))
    )


def _weighted(term: Term) -> Term:
    """Sizes and codes tell products apart better than their frequency says."""
    factor = KIND_WEIGHTS.get(term.kind, 1.0)
    return replace(term, forms=tuple((form, weight * factor) for form, weight in term.forms))


def _repaired(term: Term, lexical: LexicalQueries, speller: Speller) -> tuple[Term, str]:
    completed = [word for word, _count in lexical.completions(term.text, PREFIX_WORDS)] if len(term.text) > 2 else []
    if completed:
        forms = dict.fromkeys(stem for word in completed for stem in stems(word))
        return replace(term, forms=(*term.forms, *((form, PREFIX_WEIGHT) for form in forms))), ""
    near = speller.corrections(term.text)
    if not near:
        return term, ""
    forms_by_weight = {stem: weight for word, weight in reversed(near) for stem in stems(word)}
    return replace(term, forms=(*term.forms, *forms_by_weight.items())), near[0][0]
