"""The cart over the API: lines, quantities, prices, credit, undo, and who may."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Company, User
from portal.documents.models import Invoice
from portal.security.permissions import Role
from tests.factories import Factory

Login = Callable[[str], FlaskClient]


@pytest.fixture
def company(make: Factory) -> Company:
    return make.company(credit_limit=Decimal(1000))


def test_a_product_is_added_priced_and_counted(api: FlaskClient, make: Factory) -> None:
    make.product("CAB-1", price="2.50")
    answer = api.post("/api/v1/cart/lines", json={"sku": "cab 1", "quantity": 4})
    assert answer.status_code == 201
    cart = answer.get_json()
    (line,) = cart["lines"]
    assert (line["sku"], line["quantity"], line["total"]["amount"]) == ("CAB-1", 4, "10.00")
    assert (cart["subtotal"]["amount"], cart["tax"]["amount"], cart["total"]["amount"]) == ("10.00", "2.00", "12.00")
    assert cart["credit"]["available"]["amount"] == "1000.00"


def test_adding_again_makes_the_line_grow_and_counts_a_version(api: FlaskClient, make: Factory) -> None:
    make.product("CAB-1")
    first = api.post("/api/v1/cart/lines", json={"sku": "CAB-1", "quantity": 4}).get_json()
    second = api.post("/api/v1/cart/lines", json={"sku": "CAB-1", "quantity": 3}).get_json()
    assert [line["quantity"] for line in second["lines"]] == [7]
    assert second["version"] == first["version"] + 1


def test_an_idempotent_repeat_adds_once(api: FlaskClient, make: Factory) -> None:
    make.product("CAB-1")
    for _ in range(2):
        api.post("/api/v1/cart/lines", json={"sku": "CAB-1", "quantity": 4}, headers={"Idempotency-Key": "one"})
    assert [line["quantity"] for line in api.get("/api/v1/cart").get_json()["lines"]] == [4]


def test_a_wrong_quantity_names_the_nearest_right_ones(api: FlaskClient, make: Factory) -> None:
    make.product("RING", min_quantity=Decimal(100), order_step=Decimal(100), names={"en": "Ring of wire"})
    answer = api.post("/api/v1/cart/lines", json={"sku": "RING", "quantity": 150})
    assert answer.status_code == 422
    body = answer.get_json()
    assert body["error"] == "quantity_invalid"
    assert body["nearest"] == ["100", "200"]
    assert "100 pcs or 200 pcs" in body["fields"]["quantity"]
    assert "steps of 100" in body["detail"]
    assert api.get("/api/v1/cart").get_json()["lines"] == []


def test_nonsense_quantities_are_refused(api: FlaskClient, make: Factory) -> None:
    make.product("CAB-1")
    for quantity in (0, -1, "1e30", "NaN", "Infinity", "many", None, 1.23456):
        answer = api.post("/api/v1/cart/lines", json={"sku": "CAB-1", "quantity": quantity})
        assert answer.status_code == 422, quantity
    assert api.get("/api/v1/cart").get_json()["lines"] == []


def test_unknown_and_inactive_products_are_not_found(api: FlaskClient, make: Factory) -> None:
    make.product("OLD", active=False)
    for sku in ("NONE", "OLD"):
        answer = api.post("/api/v1/cart/lines", json={"sku": sku, "quantity": 1})
        assert (answer.status_code, answer.get_json()["error"]) == (404, "product_not_found")


def test_lines_are_changed_and_removed(api: FlaskClient, make: Factory) -> None:
    make.product("A")
    cart = api.post("/api/v1/cart/lines", json={"sku": "A", "quantity": 4}).get_json()
    address = f"/api/v1/cart/lines/{cart['lines'][0]['id']}"
    assert api.patch(address, json={"quantity": 9}).get_json()["lines"][0]["quantity"] == 9
    gone = api.delete(address).get_json()
    assert gone["lines"] == []
    assert gone["can_restore"]
    assert api.delete(address).status_code == 404
    assert api.patch("/api/v1/cart/lines/not-an-id", json={"quantity": 9}).status_code == 422


def test_a_stale_version_is_refused_with_the_present_cart(api: FlaskClient, make: Factory) -> None:
    make.product("A")
    cart = api.post("/api/v1/cart/lines", json={"sku": "A", "quantity": 2}).get_json()
    answer = api.patch(
        f"/api/v1/cart/lines/{cart['lines'][0]['id']}",
        json={"quantity": 9, "expected_version": cart["version"] - 1},
    )
    assert (answer.status_code, answer.get_json()["error"]) == (409, "cart_changed")
    assert answer.get_json()["cart"]["lines"][0]["quantity"] == 2


def test_what_is_short_says_when_the_rest_comes(api: FlaskClient, make: Factory) -> None:
    make.product("FEW", stock="3", lead_time_days=5)
    cart = api.post("/api/v1/cart/lines", json={"sku": "FEW", "quantity": 10}).get_json()
    (line,) = cart["lines"]
    assert (line["available"], line["in_stock"]) == (3, False)
    assert "3 pcs in stock" in line["note"]
    assert "5 working days" in line["note"]
    assert [warning["code"] for warning in cart["warnings"]] == ["not_in_stock"]


def test_a_product_without_a_price_stays_without_one(api: FlaskClient, make: Factory) -> None:
    make.product("ASK", price=None)
    cart = api.post("/api/v1/cart/lines", json={"sku": "ASK", "quantity": 1}).get_json()
    assert cart["lines"][0]["unit_price"] is None
    assert cart["total"]["amount"] == "0.00"
    assert [warning["code"] for warning in cart["warnings"]] == ["price_on_request"]


def test_a_product_taken_off_the_catalogue_is_named(api: FlaskClient, make: Factory) -> None:
    product = make.product("A")
    api.post("/api/v1/cart/lines", json={"sku": "A", "quantity": 1})
    product.active = False
    make.save(product)
    cart = api.get("/api/v1/cart").get_json()
    assert [warning["code"] for warning in cart["warnings"]] == ["product_gone"]
    assert cart["total"]["amount"] == "0.00"


def test_credit_counts_open_orders_and_unpaid_invoices_once(api: FlaskClient, make: Factory, company: Company) -> None:
    product = make.product("A")
    make.order(company, [(product, "10")], status="placed")
    invoiced = make.order(company, [(product, "20")], status="shipped")
    make.order(company, [(product, "40")], status="delivered")
    make.order(company, [(product, "50")], status="cancelled")
    today = date(2026, 1, 1)
    for number, order_id, paid in (("INV-1", invoiced.id, 50), ("INV-2", None, 200)):
        make.save(
            Invoice(
                company_id=company.id,
                number=number,
                order_id=order_id,
                issued_on=today,
                due_on=today + timedelta(days=14),
                currency="EUR",
                net=Decimal(200),
                tax=Decimal(0),
                total=Decimal(200),
                paid=Decimal(paid),
            )
        )
    credit = api.get("/api/v1/cart").get_json()["credit"]
    assert credit["used"]["amount"] == "250.00"  # 100 placed, 150 of the invoice unpaid
    assert credit["available"]["amount"] == "750.00"


def test_above_credit_or_own_limit_is_warned_of(make: Factory, login: Login, company: Company) -> None:
    person = make.buyer(company, order_limit=Decimal(500))
    api = login(person.email)
    make.product("DEAR", price="1000.00")
    cart = api.post("/api/v1/cart/lines", json={"sku": "DEAR", "quantity": 1}).get_json()
    assert [warning["code"] for warning in cart["warnings"]] == ["credit_limit_exceeded", "order_limit_exceeded"]


def test_finance_has_no_cart(make: Factory, login: Login, company: Company) -> None:
    api = login(make.buyer(company, Role.FINANCE).email)
    make.product("A")
    assert api.get("/api/v1/cart").status_code == 403
    assert api.post("/api/v1/cart/lines", json={"sku": "A", "quantity": 1}).status_code == 403


def test_staff_and_visitors_have_no_cart(make: Factory, login: Login, client: FlaskClient) -> None:
    assert login(make.staff(Role.MANAGER).email).get("/api/v1/cart").status_code == 403
    assert client.get("/api/v1/cart").status_code == 401


def test_carts_are_each_persons_own(make: Factory, login: Login, company: Company, api: FlaskClient) -> None:
    make.product("A")
    cart = api.post("/api/v1/cart/lines", json={"sku": "A", "quantity": 1}).get_json()
    line = cart["lines"][0]["id"]
    for stranger in (make.buyer(company), make.buyer()):
        other = login(stranger.email)
        assert other.get("/api/v1/cart").get_json()["lines"] == []
        assert other.delete(f"/api/v1/cart/lines/{line}").status_code == 404
        assert other.patch(f"/api/v1/cart/lines/{line}", json={"quantity": 3}).status_code == 404
    assert len(api.get("/api/v1/cart").get_json()["lines"]) == 1


def test_500_lines_stay_fast(make: Factory, api: FlaskClient, buyer: User, company: Company) -> None:
    from portal.cart.models import Cart, CartLine
    from portal.catalogue.models import Product
    from portal.pricing.models import Price

    unit, prices = make.unit(), make.price_list()
    api.get("/api/v1/cart")
    cart = make.session.query(Cart).filter_by(user_id=buyer.id).one()
    products = [Product(sku=f"S-{n}", unit=unit.code, names={"en": f"P {n}"}) for n in range(500)]
    make.session.add_all(products)
    make.session.flush()
    for position, product in enumerate(products):
        make.session.add(Price(price_list_id=prices.id, product_id=product.id, amount=Decimal("0.10")))
        make.session.add(
            CartLine(
                company_id=company.id,
                cart_id=cart.id,
                product_id=product.id,
                quantity=Decimal(1),
                position=position,
            )
        )
    make.session.commit()
    started = time.perf_counter()
    shown = api.get("/api/v1/cart").get_json()
    read = time.perf_counter() - started
    assert (len(shown["lines"]), shown["subtotal"]["amount"]) == (500, "50.00")
    started = time.perf_counter()
    order = api.post("/api/v1/cart/checkout", json={})
    placed = time.perf_counter() - started
    assert order.status_code == 201
    assert order.get_json()["line_count"] == 500
    # Generous for a busy machine; a query a line would take many times longer.
    assert read < 1.5
    assert placed < 4
