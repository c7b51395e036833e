"""The search port over the index process, through that process's own client."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self, TypeVar

from index.client import FoundProduct, SearchClient, SearchError
from portal.catalogue.errors import SearchUnavailable
from portal.catalogue.search import Filters, Found, Hit, Resolved
from portal.shared.settings import Settings
from portal.shared.texts import N_, text

logger = logging.getLogger(__name__)
T = TypeVar("T")

SURE_CONFIDENCE = 0.62
SURE_MARGIN = 0.06
"""A phrase is taken without asking when its best candidate is good and clearly ahead of the second."""
BY_NUMBER = N_("Article number")
BY_MEANING = N_("By meaning")


class IndexSearch:
    """Asks the index over HTTP, with a time limit; any fault is SearchUnavailable, and callers fall back."""

    def __init__(self, client: SearchClient) -> None:
        self._client = client

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The index that the settings name."""
        token = settings.index_token.get_secret_value()
        return cls(SearchClient(settings.index_url, token, timeout=settings.index_timeout_seconds))

    def search(self, q: str, locale: str, *, limit: int = 24, offset: int = 0, filters: Filters | None = None) -> Found:
        """Products that fit `q`, in any language."""
        page = _ask(lambda: self._client.search(q, lang=locale, limit=limit, offset=offset, filters=_filters(filters)))
        return Found(_hits(page.hits, locale), page.total, relaxed=page.relaxed)

    def suggest(self, q: str, locale: str, *, limit: int = 8) -> Sequence[Hit]:
        """Products while somebody types."""
        return _hits(_ask(lambda: self._client.suggest(q, lang=locale, limit=limit)).hits, locale)

    def similar(self, product_id: int, locale: str, *, limit: int = 8) -> Sequence[Hit]:
        """Products like this one."""
        return _hits(_ask(lambda: self._client.similar(product_id, limit=limit)), locale)

    def resolve(self, phrases: Sequence[str], locale: str, *, limit: int = 5) -> Sequence[Resolved]:
        """Candidates for each phrase."""
        if not phrases:
            return []
        answers = _ask(lambda: self._client.resolve(phrases, lang=locale, limit=limit))
        return [
            Resolved(
                _hits(answer.hits, locale),
                sure=answer.confidence >= SURE_CONFIDENCE and answer.margin >= SURE_MARGIN,
            )
            for answer in answers
        ]


def _ask(call: Callable[[], T]) -> T:
    try:
        return call()
    except SearchError as error:
        # Callers fall back quietly; whoever runs the product must see why.
        logger.warning("the index does not serve: %s", error)
        raise SearchUnavailable from error


def _hits(found: Sequence[FoundProduct], locale: str) -> list[Hit]:
    return [Hit(each.id, each.score, _why(each.why, locale), exact="exact" in each.why) for each in found]


def _why(why: Mapping[str, Any], locale: str) -> str:
    """Only what a person would wonder about: that it is the number typed, or that no word of it was."""
    if "exact" in why:
        return text(locale, BY_NUMBER)
    return text(locale, BY_MEANING) if why.get("words") == 0 else ""


def _filters(filters: Filters | None) -> dict[str, Any] | None:
    if not filters:
        return None
    wanted: dict[str, Any] = {"attributes": {code: list(values) for code, values in filters.attributes.items()}}
    if filters.category_id is not None:
        wanted["category_ids"] = [filters.category_id]
    if filters.in_stock:
        wanted["in_stock"] = True
    return wanted
