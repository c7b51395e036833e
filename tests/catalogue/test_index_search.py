"""The search port over the index's HTTP: what is asked, what comes back, and every way of not answering."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.client import SearchClient
from portal.catalogue.errors import SearchUnavailable
from portal.catalogue.index_search import IndexSearch
from portal.catalogue.search import Filters
from tests.factories import Factory

Handler = Callable[[httpx.Request], httpx.Response]


def engine(handler: Handler) -> IndexSearch:
    return IndexSearch(SearchClient("http://index", "t" * 20, transport=httpx.MockTransport(handler)))


def answer(*hits: tuple[int, float, dict[str, object]]) -> httpx.Response:
    found = [{"id": number, "score": score, "why": why} for number, score, why in hits]
    body = {"hits": found, "total": len(hits), "relaxed": False, "took_ms": 1.0, "corrections": {}}
    return httpx.Response(200, json=body)


def test_filters_go_out_and_reasons_come_back() -> None:
    asked: list[dict[str, object]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(json.loads(request.content))
        return answer((7, 1.0, {"exact": "sku"}), (8, 0.4, {"words": 0, "meaning": 0.4}), (9, 0.3, {"words": 0.2}))

    found = engine(handler).search(
        "cable", "en", filters=Filters(category="cables", category_id=3, attributes={"a": ["1"]}, in_stock=True)
    )
    assert [(hit.product_id, hit.why, hit.exact) for hit in found.hits] == [
        (7, "Article number", True),
        (8, "By meaning", False),
        (9, "", False),
    ]
    assert asked[0]["filters"] == {"category_ids": [3], "attributes": {"a": ["1"]}, "in_stock": True}


def timeout(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("slow", request=request)


@pytest.mark.parametrize(
    "handler",
    [
        pytest.param(lambda _request: httpx.Response(503), id="busy"),
        pytest.param(lambda _request: httpx.Response(401, json={"error": "unauthorized"}), id="wrong token"),
        pytest.param(lambda _request: httpx.Response(200, text="<html>"), id="not the index"),
        pytest.param(timeout, id="too slow"),
    ],
)
def test_every_fault_means_unavailable_and_the_page_falls_back(app: Flask, make: Factory, handler: Handler) -> None:
    make.product("HAM-1", names={"en": "Hammer"})
    app.extensions["prilavok.search"] = engine(handler)
    with pytest.raises(SearchUnavailable):
        engine(handler).suggest("ham", "en")
    body = app.test_client().get("/api/v1/products?q=hammer").get_json()
    assert (body["degraded"], [item["sku"] for item in body["items"]]) == (True, ["HAM-1"])


@pytest.fixture
def found(app: Flask, make: Factory) -> FlaskClient:
    """An index that finds three products, one of them by its number and one sold no more."""
    first, second = make.product("A-1", price="5.00"), make.product("A-2", price="50.00")
    gone = make.product("A-3", active=False)

    def handler(_request: httpx.Request) -> httpx.Response:
        return answer((second.id, 1.0, {"exact": "sku"}), (gone.id, 0.9, {}), (first.id, 0.5, {"words": 1}))

    app.extensions["prilavok.search"] = engine(handler)
    return app.test_client()


@pytest.mark.parametrize(
    ("query", "expected"),
    [("q=two words", ["A-2", "A-1"]), ("q=two words&price_max=10", ["A-1"]), ("q=A-2", ["A-2"])],
)
def test_hits_keep_their_order_and_fit_the_customer(found: FlaskClient, query: str, expected: list[str]) -> None:
    body = found.get(f"/api/v1/products?{query}").get_json()
    assert [item["sku"] for item in body["items"]] == expected
    assert (body["total"], body["degraded"]) == (len(expected), False)


def test_search_pages_by_cursor(found: FlaskClient) -> None:
    first = found.get("/api/v1/products?q=two words&limit=1").get_json()
    second = found.get(f"/api/v1/products?q=two words&limit=1&cursor={first['next']}").get_json()
    assert [first["items"][0]["sku"], second["items"][0]["sku"], second["next"]] == ["A-2", "A-1", None]
