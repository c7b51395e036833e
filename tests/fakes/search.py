"""A search that finds what a test says it finds."""
# ruff: noqa: ARG002 - the port gives the signatures

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.catalogue.errors import SearchUnavailable
from portal.catalogue.search import Filters, Found, Hit, Resolved


class FakeSearch:
    """Answers `resolve` from a table {phrase: (product ids, sure)}; anything else finds nothing."""

    def __init__(self, table: Mapping[str, tuple[Sequence[int], bool]], *, down: bool = False) -> None:
        self.table = table
        self.down = down
        self.best = 1.0
        self.asked: list[str] = []

    def resolve(self, phrases: Sequence[str], locale: str, *, limit: int = 5) -> Sequence[Resolved]:
        if self.down:
            raise SearchUnavailable
        self.asked.extend(phrases)
        answers = []
        for phrase in phrases:
            ids, sure = self.table.get(phrase, ((), False))
            answers.append(
                Resolved([Hit(each, self.best - place / 100) for place, each in enumerate(ids[:limit])], sure)
            )
        return answers

    def search(self, q: str, locale: str, *, limit: int = 24, offset: int = 0, filters: Filters | None = None) -> Found:
        return Found([], 0)

    def suggest(self, q: str, locale: str, *, limit: int = 8) -> Sequence[Hit]:
        return []

    def similar(self, product_id: int, locale: str, *, limit: int = 8) -> Sequence[Hit]:
        return []
