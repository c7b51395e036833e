"""Free text to cart lines: sure only when it is sure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.accounts.models import Company
from portal.catalogue.models import Product
from tests.factories import Factory
from tests.fakes.search import FakeSearch


def finds(app: Flask, table: dict[str, list[Product]], *, sure: bool = False, down: bool = False) -> FakeSearch:
    """Let the search find these products, best first."""
    ids = {phrase: ([product.id for product in products], sure) for phrase, products in table.items()}
    app.extensions["prilavok.search"] = search = FakeSearch(ids, down=down)
    return search


@pytest.fixture
def cables(make: Factory) -> dict[str, Product]:
    make.unit("m")
    return {
        "cut": make.product(
            "NYM-3X1.5-M", unit="m", names={"en": "Cable NYM-J 3x1.5 mm², cut to length"}, min_quantity=Decimal(10)
        ),
        "ring": make.product(
            "NYM-3X1.5-R100",
            unit="m",
            names={"en": "Cable NYM-J 3x1.5 mm², ring 100 m"},
            pack_quantity=Decimal(100),
            min_quantity=Decimal(100),
            order_step=Decimal(100),
        ),
        "thick": make.product("NYM-3X2.5-M", unit="m", names={"en": "Cable NYM-J 3x2.5 mm², cut to length"}),
    }


@pytest.fixture
def breakers(make: Factory) -> dict[str, Product]:
    return {
        code: make.product(
            f"MCB-1P-{code}", names={"en": f"Circuit breaker 1P {code} 6 kA", "uk": f"Автомат 1P {code}"}
        )
        for code in ("B16", "C16", "B10")
    }


def test_the_quantity_decides_between_packagings(app: Flask, api: FlaskClient, cables: dict[str, Product]) -> None:
    finds(app, {"NYM 3x1.5": [cables["ring"], cables["cut"], cables["thick"]]})
    (line,) = api.post("/api/v1/cart/text", json={"text": "20 m NYM 3x1.5", "apply": True}).get_json()["lines"]
    assert (line["status"], line["product"]["sku"], line["quantity"], line["unit"]) == (
        "sure",
        "NYM-3X1.5-M",
        20,
        "m",
    )
    cart = api.get("/api/v1/cart").get_json()
    assert [(each["sku"], each["quantity"]) for each in cart["lines"]] == [("NYM-3X1.5-M", 20)]


def test_several_that_fit_are_asked_about_and_nothing_is_added(
    app: Flask, api: FlaskClient, breakers: dict[str, Product]
) -> None:
    finds(app, {"16A breakers": [breakers["B16"], breakers["C16"], breakers["B10"]]}, sure=True)
    body = api.post("/api/v1/cart/text", json={"text": "five 16A breakers", "apply": True}).get_json()
    (line,) = body["lines"]
    assert (line["status"], line["product"], line["quantity"]) == ("unsure", None, 5)
    assert [each["sku"] for each in line["candidates"]][:2] == ["MCB-1P-B16", "MCB-1P-C16"]
    assert body["cart"]["lines"] == []


def test_the_one_the_company_always_buys_is_taken_and_said_so(
    app: Flask, api: FlaskClient, make: Factory, company: Company, breakers: dict[str, Product]
) -> None:
    for _ in range(3):
        make.order(company, [(breakers["C16"], "5")])
    finds(app, {"16A breakers": [breakers["B16"], breakers["C16"]]})
    (line,) = api.post("/api/v1/cart/text", json={"text": "five 16A breakers"}).get_json()["lines"]
    assert (line["status"], line["product"]["sku"]) == ("sure", "MCB-1P-C16")
    assert "usually" in line["note"]


def test_words_that_name_a_whole_family_are_asked_about(
    app: Flask, api: FlaskClient, make: Factory, company: Company, breakers: dict[str, Product]
) -> None:
    for _ in range(5):
        make.order(company, [(breakers["C16"], "5")])
    finds(app, {"circuit breakers": [breakers["B16"], breakers["C16"]]}, sure=True)
    (line,) = api.post("/api/v1/cart/text", json={"text": "five circuit breakers"}).get_json()["lines"]
    assert line["status"] == "unsure"


def test_words_alone_need_a_search_that_is_sure(app: Flask, api: FlaskClient, breakers: dict[str, Product]) -> None:
    for sure, status in ((True, "sure"), (False, "unsure")):
        finds(app, {"circuit breakers": [breakers["B16"]]}, sure=sure)
        (line,) = api.post("/api/v1/cart/text", json={"text": "five circuit breakers"}).get_json()["lines"]
        assert line["status"] == status


def test_an_exact_name_is_taken_among_others_that_fit(app: Flask, api: FlaskClient, make: Factory) -> None:
    plain = make.product("MCB-1P", names={"en": "Circuit breaker 1P C16"})
    neutral = make.product("MCB-1PN", names={"en": "Circuit breaker 1P+N C16"})
    finds(app, {"circuit breaker 1P C16": [neutral, plain]})
    (line,) = api.post("/api/v1/cart/text", json={"text": "5 circuit breaker 1P C16"}).get_json()["lines"]
    assert (line["status"], line["product"]["sku"]) == ("sure", "MCB-1P")


def test_what_is_hardly_relevant_is_unknown(app: Flask, api: FlaskClient, breakers: dict[str, Product]) -> None:
    search = finds(app, {"unicorns": [breakers["B16"]]})
    search.best = 0.2
    (line,) = api.post("/api/v1/cart/text", json={"text": "3 unicorns"}).get_json()["lines"]
    assert (line["status"], line["candidates"]) == ("unknown", [])


def test_another_companys_purchases_do_not_count(
    app: Flask, api: FlaskClient, make: Factory, breakers: dict[str, Product]
) -> None:
    other = make.company()
    for _ in range(3):
        make.order(other, [(breakers["C16"], "5")])
    finds(app, {"16A breakers": [breakers["B16"], breakers["C16"]]})
    (line,) = api.post("/api/v1/cart/text", json={"text": "five 16A breakers"}).get_json()["lines"]
    assert line["status"] == "unsure"


def test_a_search_that_is_sure_of_the_wrong_size_is_not_believed(
    app: Flask, api: FlaskClient, cables: dict[str, Product]
) -> None:
    finds(app, {"NYM 3x1.5": [cables["thick"]]}, sure=True)
    (line,) = api.post("/api/v1/cart/text", json={"text": "20 m NYM 3x1.5", "apply": True}).get_json()["lines"]
    assert line["status"] == "unsure"


def test_an_exact_number_needs_no_search(app: Flask, api: FlaskClient, make: Factory) -> None:
    make.unit("m")
    make.product("NYM-3X1.5-M", unit="m", eans=["5901234123457"])
    search = finds(app, {})
    for spelling in ("NYM-3X1.5-M", "nym 3x1.5 m", "5901234123457"):
        (line,) = api.post("/api/v1/cart/text", json={"text": f"{spelling}\t20"}).get_json()["lines"]
        assert (line["status"], line["product"]["sku"], line["quantity"]) == ("sure", "NYM-3X1.5-M", 20), spelling
    assert search.asked == []


def test_packs_are_counted_out_with_a_note(app: Flask, api: FlaskClient, cables: dict[str, Product]) -> None:
    finds(app, {"NYM 3x1.5": [cables["cut"], cables["ring"]]})
    (line,) = api.post("/api/v1/cart/text", json={"text": "2 rings NYM 3x1.5"}).get_json()["lines"]
    assert (line["status"], line["product"]["sku"], line["quantity"]) == ("sure", "NYM-3X1.5-R100", 200)
    assert "2 × 100 m = 200 m" in line["note"]


def test_rounding_up_is_said(app: Flask, api: FlaskClient, make: Factory) -> None:
    make.product("BOLT", names={"en": "Hex bolt M8x40"}, order_step=Decimal(50), min_quantity=Decimal(50))
    finds(app, {})
    (line,) = api.post("/api/v1/cart/text", json={"text": "BOLT x 80"}).get_json()["lines"]
    assert (line["status"], line["quantity"]) == ("sure", 100)
    assert "from 80 to 100" in line["note"]


def test_rounding_far_up_is_asked_about(app: Flask, api: FlaskClient, cables: dict[str, Product]) -> None:
    finds(app, {})
    body = api.post("/api/v1/cart/text", json={"text": "NYM-3X1.5-R100\t20", "apply": True}).get_json()
    assert (body["lines"][0]["status"], body["added"]) == ("unsure", 0)


def test_a_unit_that_does_not_lead_to_the_products_is_asked_about(app: Flask, api: FlaskClient, make: Factory) -> None:
    make.unit("pack")
    make.product("TIES", unit="pack", names={"en": "Cable ties 100 pieces"})
    finds(app, {})
    (line,) = api.post("/api/v1/cart/text", json={"text": "100 pcs TIES"}).get_json()["lines"]
    assert line["status"] == "unsure"
    assert "pack" in line["note"]


def test_a_pick_is_applied(app: Flask, api: FlaskClient, breakers: dict[str, Product]) -> None:
    finds(app, {"16A breakers": [breakers["B16"], breakers["C16"]]})
    body = api.post(
        "/api/v1/cart/text",
        json={"text": "five 16A breakers", "apply": True, "choices": {"1": "MCB-1P-C16"}},
    ).get_json()
    assert [(each["sku"], each["quantity"]) for each in body["cart"]["lines"]] == [("MCB-1P-C16", 5)]


def test_what_is_picked_as_none_is_left_out(app: Flask, api: FlaskClient, breakers: dict[str, Product]) -> None:
    finds(app, {})
    body = api.post(
        "/api/v1/cart/text", json={"text": "MCB-1P-C16 x 5", "apply": True, "choices": {"1": ""}}
    ).get_json()
    assert body["cart"]["lines"] == []


def test_nothing_found_is_unknown(app: Flask, api: FlaskClient) -> None:
    finds(app, {})
    (line,) = api.post("/api/v1/cart/text", json={"text": "3 unicorns"}).get_json()["lines"]
    assert (line["status"], line["candidates"], line["quantity"]) == ("unknown", [], 3)


def test_the_same_product_twice_is_one_line(app: Flask, api: FlaskClient, breakers: dict[str, Product]) -> None:
    finds(app, {})
    body = api.post("/api/v1/cart/text", json={"text": "MCB-1P-C16 x 5\nMCB-1P-C16 x 2", "apply": True}).get_json()
    assert [each["quantity"] for each in body["cart"]["lines"]] == [7]


def test_without_the_index_plain_words_propose_and_numbers_still_count(
    app: Flask, api: FlaskClient, breakers: dict[str, Product]
) -> None:
    finds(app, {}, down=True)
    body = api.post("/api/v1/cart/text", json={"text": "2 x MCB-1P-B10\n3 breaker C16"}).get_json()
    first, second = body["lines"]
    assert body["degraded"]
    assert first["status"] == "sure"
    found = [each["sku"] for each in second["candidates"]] or [second["product"]["sku"]]
    assert found == ["MCB-1P-C16"]


def test_a_text_without_products_says_so(app: Flask, api: FlaskClient) -> None:
    finds(app, {})
    for text in ("hello", "please", " "):
        answer = api.post("/api/v1/cart/text", json={"text": text})
        assert (answer.status_code, answer.get_json()["error"]) == (422, "no_lines"), text


@pytest.mark.parametrize("quantity", ["0", "100000000"])
def test_an_impossible_quantity_is_asked_about(
    app: Flask, api: FlaskClient, cables: dict[str, Product], quantity: str
) -> None:
    finds(app, {})
    body = api.post("/api/v1/cart/text", json={"text": f"{quantity} NYM-3X2.5-M", "apply": True}).get_json()
    assert [line["status"] for line in body["lines"]] == ["unsure"]
    assert body["cart"]["lines"] == []


@pytest.mark.parametrize("said", ["add -3 {sku}", "dodaj −3 {sku}"])
def test_a_negative_quantity_is_asked_about_not_added(
    api: FlaskClient, app: Flask, cables: dict[str, Product], said: str
) -> None:
    finds(app, {})
    sku = next(iter(cables.values())).sku
    lines = api.post("/api/v1/cart/text", json={"text": said.format(sku=sku), "apply": True}).get_json()["lines"]
    assert [line["status"] for line in lines] == ["unsure"]
    assert api.get("/api/v1/cart").get_json()["lines"] == []
