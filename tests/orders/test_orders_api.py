"""Checking out, finding, repeating, cancelling and moving orders over the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text

from portal.accounts.models import Company, User
from portal.audit.models import AuditEntry
from portal.catalogue.models import Product
from portal.pricing.models import Price
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.database import Database
from tests.factories import Factory

Login = Callable[[str], FlaskClient]


@pytest.fixture
def company(make: Factory) -> Company:
    return make.company()


@pytest.fixture
def buyer(make: Factory, company: Company) -> User:
    return make.buyer(company)


@pytest.fixture
def api(login: Login, buyer: User) -> FlaskClient:
    return login(buyer.email)


@pytest.fixture
def product(make: Factory) -> Product:
    return make.product("CAB-1", price="2.50", names={"en": "Cable", "uk": "Кабель"})


def fill(api: FlaskClient, sku: str = "CAB-1", quantity: int = 4) -> dict[str, object]:
    answer = api.post("/api/v1/cart/lines", json={"sku": sku, "quantity": quantity})
    assert answer.status_code == 201, answer.get_json()
    return dict(answer.get_json())


def test_the_cart_becomes_an_order(
    api: FlaskClient, product: Product, database: Database, system: Actor, buyer: User
) -> None:
    cart = fill(api)
    answer = api.post(
        "/api/v1/cart/checkout",
        json={"po_number": " PO-7 ", "note": "gate 2", "expected_version": cart["version"], "expected_total": "12.00"},
    )
    assert answer.status_code == 201
    order = answer.get_json()
    assert order["number"] == "SO-100001"
    assert (order["status"], order["po_number"], order["note"]) == ("placed", "PO-7", "gate 2")
    assert (order["subtotal"]["amount"], order["tax"]["amount"], order["total"]["amount"]) == ("10.00", "2.00", "12.00")
    assert order["placed_by"] == buyer.name
    assert [event["status"] for event in order["history"]] == ["placed"]
    assert order["warnings"] == []
    fresh = api.get("/api/v1/cart").get_json()
    assert fresh["lines"] == []
    assert fresh["id"] != cart["id"]
    with database.transaction(system) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "order.placed")).one()
        assert (entry.object_id, entry.actor_id) == ("SO-100001", buyer.id)
        jobs = session.execute(text("SELECT task_name FROM procrastinate_jobs")).scalars().all()
        assert jobs == ["orders.send_confirmation"]


def test_an_empty_cart_is_refused(api: FlaskClient) -> None:
    answer = api.post("/api/v1/cart/checkout", json={})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "cart_empty")
    assert "order" not in answer.get_json()


def test_a_stale_cart_is_refused_and_shown(api: FlaskClient, product: Product) -> None:
    seen = fill(api)
    fill(api)
    answer = api.post("/api/v1/cart/checkout", json={"expected_version": seen["version"]})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "cart_changed")
    assert answer.get_json()["cart"]["lines"][0]["quantity"] == 8
    assert api.get("/api/v1/orders").get_json()["items"] == []


def test_a_price_that_changed_meanwhile_is_refused_when_the_total_is_expected(
    api: FlaskClient, product: Product, make: Factory
) -> None:
    fill(api)
    price = make.session.scalars(select(Price).where(Price.product_id == product.id)).one()
    price.amount = Decimal("3.00")
    make.session.commit()
    answer = api.post("/api/v1/cart/checkout", json={"expected_total": "12.00"})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "cart_changed")
    assert answer.get_json()["cart"]["total"]["amount"] == "14.40"


def test_limits_are_enforced_with_the_facts(make: Factory, login: Login, product: Product) -> None:
    company = make.company(credit_limit=Decimal(100))
    rich, poor = make.buyer(company), make.buyer(company, order_limit=Decimal(20))
    for person, error, facts in (
        (rich, "credit_limit_exceeded", {"limit": "100.00", "used": "0.00", "available": "100.00", "total": "300.00"}),
        (poor, "order_limit_exceeded", {"limit": "20.00", "total": "300.00"}),
    ):
        api = login(person.email)
        fill(api, quantity=100)
        answer = api.post("/api/v1/cart/checkout", json={})
        body = answer.get_json()
        assert (answer.status_code, body["error"]) == (409, error)
        assert {name: body[name]["amount"] for name in facts} == facts
        assert len(api.get("/api/v1/cart").get_json()["lines"]) == 1


def test_what_has_no_price_or_is_gone_is_named(api: FlaskClient, product: Product, make: Factory) -> None:
    make.product("ASK", price=None)
    fill(api)
    fill(api, "ASK")
    product.active = False
    make.save(product)
    body = api.post("/api/v1/cart/checkout", json={}).get_json()
    assert body["error"] == "lines_not_orderable"
    assert {line["sku"]: line["reason"] for line in body["lines"]} == {
        "CAB-1": "no longer sold",
        "ASK": "price on request",
    }


def test_what_is_not_in_stock_is_ordered_with_its_lead_time(api: FlaskClient, make: Factory) -> None:
    make.product("LATER", stock="0", lead_time_days=10)
    make.product("NOW", stock="50")
    fill(api, "NOW")
    soon = datetime.fromisoformat(api.post("/api/v1/cart/checkout", json={}).get_json()["eta"])
    fill(api, "LATER")
    late = datetime.fromisoformat(api.post("/api/v1/cart/checkout", json={}).get_json()["eta"])
    assert late - soon >= timedelta(days=14)  # ten working days


def test_a_po_number_used_before_is_warned_of_and_kept(api: FlaskClient, product: Product) -> None:
    fill(api)
    assert api.post("/api/v1/cart/checkout", json={"po_number": "PO-1"}).get_json()["warnings"] == []
    fill(api)
    order = api.post("/api/v1/cart/checkout", json={"po_number": "po-1"}).get_json()
    assert order["po_number"] == "po-1"
    assert [warning["code"] for warning in order["warnings"]] == ["po_number_used"]
    assert "SO-100001" in order["warnings"][0]["text"]


def test_an_idempotent_checkout_gives_the_same_order(api: FlaskClient, product: Product) -> None:
    fill(api)
    answers = [api.post("/api/v1/cart/checkout", json={}, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert len({answer.get_json()["number"] for answer in answers}) == 1
    assert len(api.get("/api/v1/orders").get_json()["items"]) == 1


def test_orders_are_listed_by_pages_and_status(
    api: FlaskClient, make: Factory, company: Company, product: Product
) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for day in range(5):
        make.order(
            company,
            [(product, "1")],
            placed_at=start + timedelta(days=day),
            number=f"SO-{day}",
            status="delivered" if day < 3 else "picking",
        )
    first = api.get("/api/v1/orders?limit=3").get_json()
    second = api.get(f"/api/v1/orders?limit=3&cursor={first['next']}").get_json()
    assert [order["number"] for order in first["items"] + second["items"]] == ["SO-4", "SO-3", "SO-2", "SO-1", "SO-0"]
    assert second["next"] is None
    assert "lines" not in first["items"][0]
    assert [order["number"] for order in api.get("/api/v1/orders?status=open").get_json()["items"]] == ["SO-4", "SO-3"]
    assert len(api.get("/api/v1/orders?status=delivered").get_json()["items"]) == 3
    assert api.get("/api/v1/orders?status=lost").status_code == 422
    assert api.get("/api/v1/orders?cursor=nonsense").status_code == 422


def test_an_order_is_found_by_any_spelling_and_only_by_its_company(
    api: FlaskClient, make: Factory, login: Login, company: Company, product: Product
) -> None:
    make.order(company, [(product, "3")], number="SO-100045")
    for spelling in ("SO-100045", "100045", "%23100045", "so%20100045", "зам.%20100045"):
        assert api.get(f"/api/v1/orders/{spelling}").get_json()["number"] == "SO-100045", spelling
    stranger = login(make.buyer().email)
    assert stranger.get("/api/v1/orders/SO-100045").get_json()["error"] == "order_not_found"
    assert stranger.post("/api/v1/orders/SO-100045/reorder").status_code == 404
    assert stranger.post("/api/v1/orders/SO-100045/cancel", json={}).status_code == 404


def test_status_texts_are_in_the_readers_language(
    make: Factory, login: Login, company: Company, product: Product
) -> None:
    make.order(company, [(product, "3")], number="SO-1", status="delivered")
    person = make.buyer(company, locale="uk")
    order = login(person.email).get("/api/v1/orders/SO-1").get_json()
    assert order["status"] == "delivered"
    assert order["status_text"]


def test_repeating_fills_the_cart_and_names_what_it_skips(
    api: FlaskClient, make: Factory, company: Company, product: Product
) -> None:
    gone = make.product("GONE", active=False, names={"en": "Old lamp"})
    packed = make.product("PACKED", order_step=Decimal(10), min_quantity=Decimal(10))
    make.order(company, [(product, "3"), (gone, "1"), (packed, "15")], number="SO-7")
    answer = api.post("/api/v1/orders/7/reorder")
    assert answer.status_code == 201
    body = answer.get_json()
    assert [(line["sku"], line["quantity"]) for line in body["cart"]["lines"]] == [("CAB-1", 3), ("PACKED", 20)]
    assert [(line["sku"], line["reason"]) for line in body["skipped"]] == [("GONE", "no longer sold")]
    assert [line["note"] for line in body["added"]] == ["", "15 before; now sold in steps of 10."]


def test_a_buyer_cancels_only_what_nobody_works_on(
    api: FlaskClient, make: Factory, company: Company, product: Product
) -> None:
    make.order(company, [(product, "3")], number="SO-1", status="placed")
    make.order(company, [(product, "3")], number="SO-2", status="picking")
    done = api.post("/api/v1/orders/SO-1/cancel", json={"reason": "by mistake"}).get_json()
    assert (done["status"], done["history"][-1]["note"]) == ("cancelled", "by mistake")
    refused = api.post("/api/v1/orders/SO-2/cancel", json={})
    assert (refused.status_code, refused.get_json()["error"]) == (409, "status_not_allowed")


def test_finance_sees_orders_and_places_none(make: Factory, login: Login, company: Company, product: Product) -> None:
    make.order(company, [(product, "3")], number="SO-1", status="placed")
    finance = login(make.buyer(company, Role.FINANCE).email)
    assert finance.get("/api/v1/orders/SO-1").status_code == 200
    assert finance.post("/api/v1/cart/checkout", json={}).status_code == 403
    assert finance.post("/api/v1/orders/SO-1/cancel", json={}).status_code == 403
    assert finance.post("/api/v1/orders/SO-1/reorder").status_code == 403


def test_staff_ship_in_parts_until_delivered(
    api: FlaskClient, make: Factory, login: Login, company: Company, product: Product
) -> None:
    other = make.product("B")
    make.order(company, [(product, "10"), (other, "5")], number="SO-1", status="placed")
    staff = login(make.staff(Role.MANAGER).email)

    def move(**data: object) -> tuple[int, dict[str, object]]:
        answer = staff.post("/api/v1/staff/orders/SO-1/status", json=data)
        return answer.status_code, dict(answer.get_json())

    assert move(status="delivered")[0] == 409
    assert move(status="picking")[0] == 200
    assert move(status="partially_shipped", carrier="DPD")[1]["error"] == "shipment_invalid"
    assert move(status="partially_shipped", carrier="DPD", lines=[{"position": 1, "quantity": 11}])[0] == 422
    assert move(status="partially_shipped", lines=[{"position": 1, "quantity": 4}])[0] == 422  # no carrier
    assert move(status="partially_shipped", carrier="DPD", lines=[{"position": 1, "quantity": 4}])[0] == 200
    assert [line["shipped"] for line in api.get("/api/v1/orders/SO-1").get_json()["lines"]] == [4, 0]
    status, order = move(status="shipped", carrier="DPD", tracking="T-2", eta="2027-01-05")
    assert (status, order["eta"]) == (200, "2027-01-05")
    assert move(status="delivered")[0] == 200
    shown = api.get("/api/v1/orders/SO-1").get_json()
    assert [line["shipped"] for line in shown["lines"]] == [10, 5]
    assert [shipment["status"] for shipment in shown["shipments"]] == ["delivered", "delivered"]
    assert [event["status"] for event in shown["history"]] == ["picking", "partially_shipped", "shipped", "delivered"]


def test_buyers_and_operators_cannot_move_orders(
    api: FlaskClient, make: Factory, login: Login, company: Company, product: Product
) -> None:
    make.order(company, [(product, "10")], number="SO-1", status="placed")
    operator = login(make.staff(Role.OPERATOR).email)
    for client in (api, operator):
        assert client.post("/api/v1/staff/orders/SO-1/status", json={"status": "confirmed"}).status_code == 403
    assert api.get("/api/v1/staff/orders").status_code == 403
    assert [order["number"] for order in operator.get("/api/v1/staff/orders").get_json()["items"]] == ["SO-1"]
