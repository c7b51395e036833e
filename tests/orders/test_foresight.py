"""What checking out would do, said before; and the address and day that an order is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Address, Company, User
from portal.orders.eta import add_working_days
from tests.factories import Factory

Json = dict[str, Any]
Login = Callable[[str], FlaskClient]


@pytest.fixture
def company(make: Factory) -> Company:
    made = make.company(credit_limit=Decimal(1000))
    for code, kind, label, street in (
        ("HQ", "billing", "Lviv", "Horodotska 222"),
        ("MAIN", "shipping", "Lviv", "Horodotska 222"),
        ("SITE", "shipping", "Об'єкт «Рясне»", "Шевченка 317"),
    ):
        address = Address(
            company_id=made.id, code=code, kind=kind, label=label, street=street, city="Lviv", country="UA"
        )
        make.save(address)
    return made


@pytest.fixture
def buyer(make: Factory, company: Company) -> User:
    return make.buyer(company)


@pytest.fixture
def api(login: Login, buyer: User, make: Factory) -> FlaskClient:
    make.product("CAB-1", price="2.50", names={"en": "Cable"})
    return login(buyer.email)


def fill(api: FlaskClient, sku: str = "CAB-1", quantity: int = 4) -> None:
    assert api.post("/api/v1/cart/lines", json={"sku": sku, "quantity": quantity}).status_code == 201


def foresee(api: FlaskClient, **wish: str) -> Json:
    answer = api.get("/api/v1/cart/checkout", query_string=wish)
    assert answer.status_code == 200, answer.get_json()
    return dict(answer.get_json())


def codes(shown: Json) -> list[str]:
    return [note["code"] for note in shown["notes"]]


def said(shown: Json, code: str) -> str:
    return " ".join(note["text"] for note in shown["notes"] if note["code"] == code)


def test_an_order_that_goes_through_is_foretold_with_credit_day_and_address(api: FlaskClient) -> None:
    fill(api)
    shown = foresee(api, po_number="PO-7")
    assert (shown["outcome"], shown["total"]["amount"], shown["po_number"]) == ("placed", "12.00", "PO-7")
    assert said(shown, "credit") == "Available credit: €1,000.00 now, €988.00 after this order."
    assert shown["eta"] == add_working_days(datetime.now(UTC).date(), 1).isoformat()
    assert shown["address"]["code"] == "MAIN"
    assert [each["code"] for each in shown["addresses"]] == ["MAIN", "SITE"]
    assert "Horodotska 222" in said(shown, "address")
    order = api.post("/api/v1/cart/checkout", json={"expected_version": shown["version"]}).get_json()
    assert (order["total"], order["eta"]) == (shown["total"], shown["eta"])


def test_foretelling_changes_nothing(api: FlaskClient) -> None:
    fill(api)
    before = api.get("/api/v1/cart").get_json()
    foresee(api)
    assert api.get("/api/v1/cart").get_json() == before
    assert api.get("/api/v1/orders").get_json()["items"] == []


@pytest.mark.parametrize(
    ("quantity", "limit", "outcome"),
    [(400, None, "credit_limit_exceeded"), (40, "100", "order_limit_exceeded"), (40, "120", "placed")],
)
def test_what_is_foretold_is_what_happens(
    login: Login, make: Factory, company: Company, quantity: int, limit: str | None, outcome: str
) -> None:
    make.product("CAB-1", price="2.50")
    buyer = make.buyer(company, order_limit=Decimal(limit) if limit else None)
    api = login(buyer.email)
    fill(api, quantity=quantity)
    shown = foresee(api)
    assert shown["outcome"] == outcome
    answer = api.post("/api/v1/cart/checkout", json={})
    assert answer.get_json().get("error", "placed") == outcome
    assert [note["code"] for note in shown["notes"] if note["stops"]] == ([] if outcome == "placed" else [outcome])


def test_what_cannot_be_ordered_is_foretold(api: FlaskClient, make: Factory) -> None:
    assert foresee(api)["outcome"] == "cart_empty"
    make.product("ASK", price=None, names={"en": "Pump"})
    fill(api, "ASK", 1)
    shown = foresee(api)
    assert shown["outcome"] == api.post("/api/v1/cart/checkout", json={}).get_json()["error"]
    assert said(shown, "lines_not_orderable") == "Pump: price on request."


def test_short_lines_say_when_they_come_and_whether_the_wish_can_be_kept(api: FlaskClient, make: Factory) -> None:
    make.product("FEW", stock="3", lead_time_days=5, names={"en": "Drill"})
    fill(api, "FEW", 10)
    today = datetime.now(UTC).date()
    expected = add_working_days(today, 6)
    late = foresee(api, requested_for=(today + timedelta(days=1)).isoformat())
    assert [(line["sku"], line["expected"]) for line in late["late"]] == [("FEW", expected.isoformat())]
    assert "3 pcs in stock" in said(late, "late")
    assert "not all of it" in said(late, "requested_for")
    assert "can be kept" in said(foresee(api, requested_for=expected.isoformat()), "requested_for")


def test_a_po_number_used_before_is_named(api: FlaskClient) -> None:
    fill(api)
    number = api.post("/api/v1/cart/checkout", json={"po_number": "PO-7"}).get_json()["number"]
    fill(api)
    assert number in said(foresee(api, po_number="po-7"), "po_number_used")


def test_the_order_goes_where_and_when_it_was_asked(api: FlaskClient) -> None:
    fill(api)
    day = (datetime.now(UTC).date() + timedelta(days=9)).isoformat()
    body = {"address": "the Rjasne site", "requested_for": day}
    order = api.post("/api/v1/cart/checkout", json=body).get_json()
    assert (order["address"]["code"], order["requested_for"]) == ("SITE", day)
    page = api.get(f"/orders/{order['number']}").text
    assert "Шевченка 317" in page
    fill(api)
    assert api.post("/api/v1/cart/checkout", json={}).get_json()["address"]["code"] == "MAIN"


@pytest.mark.parametrize("words", ["об'єкта Рясне", "Рясное", "riasne site", "SITE", "Шевченка 317", "the site"])
def test_an_address_is_known_by_its_words_in_any_alphabet(api: FlaskClient, words: str) -> None:
    assert foresee(api, address=words)["address"]["code"] == "SITE"


def test_an_unclear_address_is_refused_with_the_choices(api: FlaskClient) -> None:
    fill(api)
    for words in ("the Riga depot", "Шевченка Horodotska"):
        answer = api.post("/api/v1/cart/checkout", json={"address": words})
        assert (answer.status_code, answer.get_json()["error"]) == (422, "address_unclear"), words
        assert [choice["code"] for choice in answer.get_json()["choices"]] == ["MAIN", "SITE"]
    assert api.get("/api/v1/orders").get_json()["items"] == []


@pytest.mark.usefixtures("company")
def test_another_companys_address_is_none_of_ours(login: Login, make: Factory) -> None:
    stranger = login(make.buyer(make.company()).email)
    assert foresee(stranger)["addresses"] == []
    assert stranger.get("/api/v1/cart/checkout?address=SITE").get_json()["error"] == "address_unclear"


def test_a_day_that_is_over_is_refused(api: FlaskClient) -> None:
    fill(api)
    answer = api.post("/api/v1/cart/checkout", json={"requested_for": "2020-01-01"})
    assert (answer.status_code, answer.get_json()["error"]) == (422, "day_past")


def test_the_page_offers_addresses_and_says_what_will_happen(api: FlaskClient) -> None:
    fill(api, quantity=400)
    page = api.get("/cart").text
    assert 'name="address"' in page
    assert "would be refused" in page
    assert page.count("<option") == 2
