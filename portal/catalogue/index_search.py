"""The search port over the index process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import httpx

from portal.catalogue.errors import SearchUnavailable
from portal.catalogue.search import Filters, Found, Hit, Resolved
from portal.shared.settings import Settings


class IndexSearch:
    """Asks the index over HTTP, with a time limit; any fault is SearchUnavailable."""

    def __init__(self, url: str, token: str, timeout_seconds: float) -> None:
        self._client = httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=timeout_seconds, trust_env=False
        )

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The index that the settings name."""
        return cls(settings.index_url, settings.index_token.get_secret_value(), settings.index_timeout_seconds)

    def search(self, q: str, locale: str, *, limit: int = 24, offset: int = 0, filters: Filters | None = None) -> Found:
        """Products that fit `q`, in any language."""
        body = {"q": q, "lang": locale, "limit": limit, "offset": offset, "filters": _filters(filters)}
        answer = self._post("/search", body)
        hits = _hits(answer["hits"])
        return Found(hits, int(answer.get("total", len(hits))), relaxed=bool(answer.get("relaxed")))

    def suggest(self, q: str, locale: str, *, limit: int = 8) -> Sequence[Hit]:
        """Products while somebody types."""
        return _hits(self._post("/suggest", {"q": q, "lang": locale, "limit": limit})["hits"])

    def similar(self, product_id: int, locale: str, *, limit: int = 8) -> Sequence[Hit]:
        """Products like this one."""
        return _hits(self._post("/similar", {"id": product_id, "lang": locale, "limit": limit})["hits"])

    def resolve(self, phrases: Sequence[str], locale: str, *, limit: int = 5) -> Sequence[Resolved]:
        """Candidates for each phrase."""
        if not phrases:
            return []
        answer = self._post("/resolve", {"phrases": list(phrases), "lang": locale, "limit": limit})
        return [Resolved(_hits(each["hits"]), sure=bool(each.get("sure"))) for each in answer["results"]]

    def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            response = self._client.post(path, json=body)
            response.raise_for_status()
            return dict(response.json())
        except (httpx.HTTPError, ValueError) as error:
            raise SearchUnavailable from error


def _hits(found: Sequence[Mapping[str, Any]]) -> list[Hit]:
    return [Hit(int(each["id"]), float(each.get("score", 0))) for each in found]


def _filters(filters: Filters | None) -> dict[str, Any] | None:
    if not filters:
        return None
    wanted: dict[str, Any] = {"attributes": {code: list(values) for code, values in filters.attributes.items()}}
    if filters.category_id is not None:
        wanted["category_ids"] = [filters.category_id]
    if filters.in_stock:
        wanted["in_stock"] = True
    return wanted
