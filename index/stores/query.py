"""Queries to the lexical store: words by weighted fields, identifiers, filters."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tantivy import FieldType, Occur, Query

from index.documents import Filters, Hit
from index.stores.lexical import IDENTIFIER_FIELDS, LexicalStore
from index.text.terms import Term

MIN_NUMBER_PREFIX = 4
SHARE_OF_TERMS = 0.6


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """How much a match in a field counts; of several fields that match a term, the best one counts alone."""

    weights: Mapping[str, float] = field(
        default_factory=lambda: {
            "name": 1.0,
            "detail": 1.0,
            "brand": 1.0,
            "synonym": 1.0,
            "category": 0.7,
            "spec": 0.6,
        }
    )


class LexicalQueries:
    """Builds tantivy queries for one store and reads their answers."""

    def __init__(self, store: LexicalStore, weights: FieldWeights | None = None) -> None:
        self._store = store
        self._schema = store.schema
        self._weights = weights or FieldWeights()

    def matching(self, terms: Sequence[Term], filters: Query | None, *, all_terms: bool) -> Query:
        """Documents with all terms, or with most of them."""
        clauses = [(Occur.Must if all_terms else Occur.Should, self._term(term)) for term in terms]
        least = None if all_terms else max(1, int(len(terms) * SHARE_OF_TERMS))
        query = Query.boolean_query(clauses, least)
        return query if filters is None else _filtered(query, filters)

    def top(self, query: Query, limit: int, *, count: bool = False) -> tuple[list[tuple[int, float]], int]:
        """The best ids with their BM25 scores and, if asked, how many match."""
        searcher = self._store.searcher()
        found = searcher.search(query, limit, count=count)
        return self._store.ids(searcher, found), int(getattr(found, "count", None) or 0)

    def count(self, query: Query) -> int:
        """How many documents match."""
        return self.top(query, 1, count=True)[1]

    def coverage(self, terms: Sequence[Term], ids: Sequence[int]) -> dict[int, float]:
        """The share of the query that each document accounts for, terms weighted by their rarity.

        A form that only half means the term (a part of a size, a corrected word) counts by its own weight.
        """
        searcher = self._store.searcher()
        chosen = Query.term_set_query(self._schema, "id", list(ids))
        total = 0.0
        covered = dict.fromkeys(ids, 0.0)
        for term in terms:
            frequencies = [searcher.doc_freq(name, term.forms[0][0]) for name in self._weights.weights]
            rarity = math.log(1 + searcher.num_docs / (1 + max(frequencies)))
            top = term.forms[0][1]
            total += rarity * top
            reached: dict[int, float] = {}
            for form, weight in term.forms:
                for number in self._ids(self._any_field(form), chosen, len(covered)):
                    reached[number] = max(reached.get(number, 0.0), weight)
            for number, weight in reached.items():
                covered[number] += rarity * min(weight, top)
        return {number: value / total if total else 0.0 for number, value in covered.items()}

    def known(self, term: Term) -> bool:
        """Whether any document has one of the term's forms."""
        searcher = self._store.searcher()
        forms = [form for form, _weight in term.forms]
        return any(searcher.doc_freq(name, form) for name in self._weights.weights for form in forms)

    def exact(self, key: str, limit: int, filters: Query | None) -> list[Hit]:
        """Products whose number is ``key``."""
        hits: dict[int, Hit] = {}
        for name in IDENTIFIER_FIELDS:
            for number in self._ids(Query.term_query(self._schema, name, key, "basic"), filters, limit):
                hits.setdefault(number, Hit(number, 1.0, {"exact": name}))
        return list(hits.values())[:limit]

    def beginning(self, key: str, limit: int, filters: Query | None) -> list[Hit]:
        """Products with a number that begins with ``key``; none for a key that is short or has no digit."""
        if len(key) < MIN_NUMBER_PREFIX or not any(character.isdigit() for character in key):
            return []
        searcher = self._store.searcher()
        hits: dict[int, Hit] = {}
        for name in IDENTIFIER_FIELDS:
            numbers = [term for term, _count in searcher.terms_with_prefix(name, key, None, limit)]
            if numbers:
                for number in self._ids(Query.term_set_query(self._schema, name, numbers), filters, limit):
                    hits.setdefault(number, Hit(number, 0.95, {"prefix": name}))
        return list(hits.values())[:limit]

    def filter(self, filters: Filters) -> Query | None:
        """The filters as a query; None when there is nothing to filter."""
        parts = [Query.term_set_query(self._schema, "category_id", list(filters.category_ids))]
        clauses = parts if filters.category_ids else []
        for code, values in filters.attributes:
            clauses.append(Query.term_set_query(self._schema, "attribute", [f"{code}={value}" for value in values]))
        if filters.in_stock is not None:
            clauses.append(Query.term_query(self._schema, "in_stock", filters.in_stock))
        if filters.price_min is not None or filters.price_max is not None:
            bounds = (filters.price_min, filters.price_max)
            clauses.append(Query.range_query(self._schema, "price", FieldType.Float, *bounds))
        return Query.boolean_query([(Occur.Must, clause) for clause in clauses]) if clauses else None

    def allowed(self, filters: Query, limit: int) -> set[int]:
        """Every id that passes the filters, up to ``limit``."""
        return set(self._ids(filters, None, limit))

    def completions(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words of the catalogue that begin with ``prefix``, with the number of documents that have them."""
        return self._store.searcher().terms_with_prefix("words", prefix, None, limit)

    def starting(self, typed: Sequence[str], last: str, filters: Query | None) -> Query:
        """Documents that have all of the ``typed`` words' completions; the last word may be unfinished."""
        clauses = [(Occur.Must, self._completed(word)) for word in (*typed, last)]
        query = Query.boolean_query(clauses)
        return query if filters is None else _filtered(query, filters)

    def _completed(self, word: str) -> Query:
        endings = [ending for ending, _count in self.completions(word, 50)]
        return Query.term_set_query(self._schema, "words", endings or [word])

    def _term(self, term: Term) -> Query:
        return Query.disjunction_max_query(list(self._forms(term)), 0.0)

    def _forms(self, term: Term) -> Iterable[Query]:
        for form, weight in term.forms:
            for name, field_weight in self._weights.weights.items():
                yield Query.boost_query(Query.term_query(self._schema, name, form, "freq"), weight * field_weight)

    def _any_field(self, form: str) -> Query:
        queries = [Query.term_query(self._schema, name, form, "freq") for name in self._weights.weights]
        return Query.boolean_query([(Occur.Should, query) for query in queries])

    def _ids(self, query: Query, filters: Query | None, limit: int) -> list[int]:
        wanted = query if filters is None else _filtered(query, filters)
        return [number for number, _score in self.top(wanted, limit)[0]]


def _filtered(query: Query, filters: Query) -> Query:
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(filters, 0.0))])
