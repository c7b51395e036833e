"""The search engine as a library: documents and vectors in, ranked ids out."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tantivy import Query

from index.documents import Filters, Hit, SearchAnswer, SearchDocument
from index.queries import ParsedQuery, parse_query
from index.ranking import DEPTH, Fused, Ranking
from index.stores.dense import DenseStore
from index.stores.lexical import LexicalStore
from index.stores.query import FieldWeights, LexicalQueries
from index.stores.spelling import Speller
from index.text.terms import Term, words

Vectors = NDArray[np.float32]

MAX_ALLOWED = 2_000_000
FILTER_CACHE = 64
EXACT_LIMIT = 50
COSINE_FLOOR = 0.78
COSINE_CEILING = 0.92


class QueryEncoder(Protocol):
    """What the engine needs of an encoder."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a query."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Candidates for one phrase of an order. ``confidence`` of the best one and its ``margin`` over the
    next.
    """

    phrase: str
    hits: list[Hit]
    confidence: float
    margin: float


class SearchEngine:
    """Hybrid search over one lexical and one dense store. One thread changes it, any number search."""

    def __init__(
        self,
        encoder: QueryEncoder,
        lexical: LexicalStore | None = None,
        dense: DenseStore | None = None,
        *,
        ranking: Ranking | None = None,
        fields: FieldWeights | None = None,
    ) -> None:
        self.lexical = lexical or LexicalStore()
        self.dense = dense or DenseStore(encoder.dimension)
        self.ranking = ranking or Ranking()
        self._encoder = encoder
        self._queries = LexicalQueries(self.lexical, fields)
        self._speller = Speller(self.lexical)
        self._allowed: dict[tuple[Filters, int], set[int]] = {}
        self._allowed_lock = threading.Lock()

    def __len__(self) -> int:
        return self.lexical.searcher().num_docs

    def apply(self, upserts: Iterable[SearchDocument], deletes: Sequence[int] = ()) -> None:
        """Add, replace and remove documents. Vectors come separately, with ``put_vectors``."""
        self.lexical.apply(upserts, deletes)
        self.dense.delete(deletes)

    def put_vectors(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Store the documents' unit vectors, shape ``(len(ids), dimension)``."""
        self.dense.upsert(ids, vectors)

    def search(self, text: str, *, limit: int = 20, offset: int = 0, filters: Filters | None = None) -> SearchAnswer:
        """A page of what matches ``text``: exact numbers first, then words and meaning together."""
        parsed = parse_query(text, self._queries, self._speller)
        allowed = filters or Filters()
        depth = max(DEPTH, offset + limit)
        condition = self._queries.filter(allowed)
        exact = self._exact(parsed, condition)
        lexical, matching, strict = self._by_words(parsed.terms, condition, depth)
        fused = self.ranking.fuse(lexical, self._by_meaning(parsed.text, lexical, allowed, condition, depth))
        page = _page(exact, fused, offset, limit)
        total = max(len(exact) + len(fused.order), matching)
        return SearchAnswer(page, total, not exact and not strict, parsed.corrections)

    def by_words(self, text: str, limit: int = DEPTH) -> list[tuple[int, float]]:
        """Ids by words alone, with BM25 scores: for evaluation."""
        parsed = parse_query(text, self._queries, self._speller)
        return self._by_words(parsed.terms, None, limit)[0]

    def by_meaning(self, text: str, limit: int = DEPTH) -> list[tuple[int, float]]:
        """Ids by meaning alone, with cosines: for evaluation."""
        return self.dense.search(self._encoder.encode_query(text), limit)

    def cosines(self, text: str, ids: Sequence[int]) -> dict[int, float]:
        """How near documents are to a query in meaning."""
        return self.dense.cosines(self._encoder.encode_query(text), ids)

    def similar(self, number: int, *, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """The nearest other products in meaning; none for a product without a vector."""
        vector = self.dense.vector(number)
        if vector is None:
            return []
        condition = self._queries.filter(filters or Filters())
        allowed = self._allowed_ids(filters or Filters(), condition)
        found = self.dense.search(vector, limit + 1, allowed)
        return [Hit(other, round(score, 6), {"cosine": round(score, 4)}) for other, score in found if other != number][
            :limit
        ]

    def suggest(self, text: str, *, limit: int = 8, filters: Filters | None = None) -> tuple[list[str], list[Hit]]:
        """While typing: completions of the whole text by its last word, and products that already match."""
        typed = words(text)
        condition = self._queries.filter(filters or Filters())
        parsed = parse_query(text, self._queries, self._speller)
        exact = self._exact(parsed, condition)[:limit]
        if not typed or text[-1:].isspace():
            found = self._by_words(parsed.terms, condition, limit)[0]
        else:
            found = self._queries.top(self._queries.starting(typed[:-1], typed[-1], condition), limit)[0]
            found = found or self._by_words(parsed.terms, condition, limit)[0]
        known = {hit.id for hit in exact}
        hits = exact + [Hit(number, 0.5, {"words": 1.0}) for number, _score in found if number not in known]
        return self._completions(text, typed, limit), hits[:limit]

    def resolve(self, phrase: str, *, limit: int = 5, filters: Filters | None = None) -> Resolution:
        """Candidates for one line of an order, with scores that are comparable between phrases.

        A score near 1 says that every word of the phrase is accounted for and the meaning agrees; unlike
        ``search``, it does not depend on how good the best candidate is.
        """
        parsed = parse_query(phrase, self._queries, self._speller)
        answer = self.search(phrase, limit=max(limit, 30), filters=filters)
        coverage = self._queries.coverage(parsed.terms, [hit.id for hit in answer.hits])
        hits = [_absolute(hit, coverage.get(hit.id, 0.0)) for hit in answer.hits]
        hits.sort(key=lambda hit: -hit.score)
        best = hits[0].score if hits else 0.0
        margin = best - (hits[1].score if len(hits) > 1 else 0.0)
        return Resolution(phrase, hits[:limit], round(best, 4), round(margin, 4))

    def _exact(self, parsed: ParsedQuery, condition: Query | None) -> list[Hit]:
        found = self._queries.exact(parsed.whole_key, EXACT_LIMIT, condition) if parsed.whole_key else []
        found = found or self._queries.beginning(parsed.whole_key, EXACT_LIMIT, condition)
        hits = {hit.id: hit for hit in found}
        for key in parsed.keys:
            for hit in self._queries.exact(key, EXACT_LIMIT, condition):
                hits.setdefault(hit.id, hit)
        return list(hits.values())

    def _by_words(
        self, terms: Sequence[Term], condition: Query | None, depth: int
    ) -> tuple[list[tuple[int, float]], int, bool]:
        """The best matches of most terms, how many there are, and whether any matches all."""
        if not terms:
            return [], 0, False
        loose = self._queries.matching(terms, condition, all_terms=False)
        found, matching = self._queries.top(loose, depth, count=True)
        strict = matching > 0 and self._queries.count(self._queries.matching(terms, condition, all_terms=True)) > 0
        return found, matching, strict

    def _by_meaning(
        self, text: str, lexical: Sequence[tuple[int, float]], filters: Filters, condition: Query | None, depth: int
    ) -> dict[int, float]:
        if not len(self.dense):
            return {}
        vector = self._encoder.encode_query(text)
        nearest = dict(self.dense.search(vector, min(depth, DEPTH), self._allowed_ids(filters, condition)))
        others = [number for number, _score in lexical if number not in nearest]
        return nearest | self.dense.cosines(vector, others)

    def _allowed_ids(self, filters: Filters, condition: Query | None) -> set[int] | None:
        if condition is None:
            return None
        key = (filters, self.lexical.generation)
        with self._allowed_lock:
            cached = self._allowed.get(key)
        if cached is None:
            cached = self._queries.allowed(condition, MAX_ALLOWED)
            with self._allowed_lock:
                if len(self._allowed) >= FILTER_CACHE:
                    self._allowed.clear()
                self._allowed[key] = cached
        return cached

    def _completions(self, text: str, typed: Sequence[str], limit: int) -> list[str]:
        if not typed or text[-1:].isspace():
            return []
        start = text[: -len(text.rsplit(maxsplit=1)[-1])]
        ranked = sorted(self._queries.completions(typed[-1], 100), key=lambda pair: (-pair[1], pair[0]))
        return [start + word for word, _count in ranked[:limit]]


def _page(exact: Sequence[Hit], fused: Fused, offset: int, limit: int) -> list[Hit]:
    """Exact numbers, then the rest, which stays below them in score; hits are made for the page alone."""
    known = {hit.id for hit in exact}
    order = [pair for pair in fused.order if pair[0] not in known] if known else fused.order
    first = list(exact[offset : offset + limit])
    start = max(0, offset - len(exact))
    factor = 0.9 if exact else 1.0
    return first + [fused.hit(number, factor * score) for number, score in order[start : start + limit - len(first)]]


def _absolute(hit: Hit, coverage: float) -> Hit:
    if "exact" in hit.why:
        return hit
    cosine = float(hit.why.get("cosine", 0.0))
    meaning = min(1.0, max(0.0, (cosine - COSINE_FLOOR) / (COSINE_CEILING - COSINE_FLOOR)))
    score = 0.7 * coverage + 0.3 * meaning
    return Hit(hit.id, round(score, 4), {**hit.why, "coverage": round(coverage, 4)})
