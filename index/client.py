"""What other processes use to search. Imports httpx and nothing heavy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx

DEFAULT_SECONDS = 3.0
CONNECT_SECONDS = 1.0


class SearchError(Exception):
    """The search could not be done."""


class SearchUnavailableError(SearchError):
    """The service does not answer, or is too busy; ``retry_after`` says when to repeat, in seconds."""

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SearchRefusedError(SearchError):
    """The service refused the request: a wrong token (401) or a wrong argument (422)."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.status, self.code, self.detail = status, code, detail


@dataclass(frozen=True, slots=True)
class FoundProduct:
    """A hit: the product's id, a score between 0 and 1, and what it was found by."""

    id: int
    score: float
    why: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits. ``relaxed``: no product has every word, these are the nearest; ``corrections``: typed
    to meant.
    """

    hits: list[FoundProduct]
    total: int
    relaxed: bool
    took_ms: float
    corrections: dict[str, str]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Completed queries and products that match already."""

    completions: list[str]
    hits: list[FoundProduct]


@dataclass(frozen=True, slots=True)
class ResolvedPhrase:
    """Candidates for one order line; sure when ``confidence`` and ``margin`` are both high."""

    phrase: str
    hits: list[FoundProduct]
    confidence: float
    margin: float


class SearchClient:
    """Calls the index service. Safe to share between threads; every call has a time limit.

    ``filters`` are ``{"category_ids": [...], "attributes": {code: value or [values]}, "in_stock",
    "price_min", "price_max"}``. Every method raises ``SearchUnavailableError`` or ``SearchRefusedError``.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        timeout: float = DEFAULT_SECONDS,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = httpx.Client(
            base_url=base_url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(timeout, connect=CONNECT_SECONDS),
            transport=transport,
            trust_env=False,
        )

    def search(
        self,
        q: str,
        *,
        lang: str | None = None,
        limit: int = 20,
        offset: int = 0,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> SearchPage:
        """Products for a query in any language."""
        body = {"q": q, "lang": lang, "limit": limit, "offset": offset, "filters": filters, "explain": explain}
        answer = self._post("/search", body)
        return SearchPage(_hits(answer), answer["total"], answer["relaxed"], answer["took_ms"], answer["corrections"])

    def suggest(self, q: str, *, lang: str | None = None, limit: int = 8) -> Suggestions:
        """Completions and products while somebody types."""
        answer = self._post("/suggest", {"q": q, "lang": lang, "limit": limit})
        return Suggestions(answer["completions"], _hits(answer))

    def similar(self, number: int, *, limit: int = 10, filters: Mapping[str, Any] | None = None) -> list[FoundProduct]:
        """Products near another one in meaning."""
        return _hits(self._post("/similar", {"id": number, "limit": limit, "filters": filters}))

    def resolve(
        self,
        phrases: Sequence[str],
        *,
        lang: str | None = None,
        limit: int = 5,
        filters: Mapping[str, Any] | None = None,
    ) -> list[ResolvedPhrase]:
        """Candidates for the lines of an order, in the order of ``phrases``."""
        body = {"phrases": list(phrases), "lang": lang, "limit": limit, "filters": filters}
        return [
            ResolvedPhrase(item["phrase"], _hits(item), item["confidence"], item["margin"])
            for item in self._post("/resolve", body)["results"]
        ]

    def encode(self, texts: Sequence[str], *, kind: str = "query") -> list[list[float]]:
        """Unit vectors of texts; ``kind`` is ``query`` or ``passage``."""
        vectors: list[list[float]] = self._post("/encode", {"texts": list(texts), "kind": kind})["vectors"]
        return vectors

    def ready(self) -> bool:
        """Whether the service has its catalogue and its database."""
        try:
            return self._http.get("/readyz").status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            response = self._http.post(path, json=body)
        except httpx.TransportError as error:
            raise SearchUnavailableError(f"search: no answer ({type(error).__name__})") from error
        if response.is_server_error:
            raise SearchUnavailableError(f"search: status {response.status_code}", _retry_after(response))
        content = _json(response)
        if response.is_error:
            code, detail = str(content.get("error", "refused")), str(content.get("detail", ""))
            raise SearchRefusedError(response.status_code, code, detail)
        return content


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        content: dict[str, Any] = response.json()
    except ValueError as error:
        raise SearchUnavailableError(f"search: status {response.status_code} without JSON") from error
    return content


def _retry_after(response: httpx.Response) -> float:
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isdigit() else 1.0


def _hits(answer: Mapping[str, Any]) -> list[FoundProduct]:
    return [FoundProduct(hit["id"], hit["score"], hit["why"]) for hit in answer["hits"]]
