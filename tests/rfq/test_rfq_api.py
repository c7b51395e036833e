from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.orders.models import Order
from portal.rfq.models import Quote
from portal.security.permissions import Role
from tests.factories import Factory

SOON = str(date.today() + timedelta(days=20))


@pytest.fixture
def sides(make: Factory, login):
    """The buyer's and the manager's clients, and a product."""
    product = make.product("CABLE-1", price="2.00")
    buyer = login(make.buyer(make.company("Elektro Nord")).email)
    return buyer, login(make.staff(Role.MANAGER).email), product


def _raise(buyer: FlaskClient, **extra):
    lines = [
        {"sku": "cable 1", "quantity": "250", "target_price": "1.50"},
        {"description": "Tray 300 mm", "quantity": 4},
    ]
    return buyer.post("/api/v1/rfqs", json={"lines": lines, "needed_by": SOON} | extra)


def _quote(manager: FlaskClient, rfq: dict, price: str = "1.60", **extra):
    lines = [{"line_id": line["id"], "unit_price": price} for line in rfq["lines"]]
    return manager.post(f"/api/v1/staff/rfqs/{rfq['number']}/quote", json={"lines": lines, "valid_until": SOON} | extra)


def test_a_request_becomes_a_quote_becomes_an_order_at_the_quoted_price(sides) -> None:
    buyer, manager, _product = sides
    raised = _raise(buyer, po_number="PO-7")
    assert raised.status_code == 201, raised.json
    rfq = raised.json
    assert rfq["number"].startswith("RFQ-")
    assert rfq["lines"][0]["sku"] == "CABLE-1"
    assert rfq["lines"][0]["target_price"] == {"amount": "1.50", "currency": "EUR"}
    quoted = _quote(manager, rfq).json
    assert quoted["status"] == "quoted"
    assert quoted["quote"]["subtotal"]["amount"] == "406.40"
    accepted = buyer.post(f"/api/v1/rfqs/{rfq['number']}/accept", json={"quote_version": 1})
    assert accepted.status_code == 201, accepted.json
    order = accepted.json
    assert order["po_number"] == "PO-7"
    assert order["lines"][0]["unit_price"]["amount"] == "1.60"
    assert order["total"] == quoted["quote"]["total"]
    assert buyer.get(f"/api/v1/rfqs/{rfq['number'].lower().replace('-', ' ')}").json["order_number"] == order["number"]


def test_every_fault_is_named_and_nothing_is_stored(sides) -> None:
    buyer, _manager, _product = sides
    lines = [
        {"sku": "NO-SUCH", "quantity": 1},
        {"quantity": 2},
        {"sku": "CABLE-1", "quantity": 3, "needed_by": "2020-01-01"},
    ]
    answer = buyer.post("/api/v1/rfqs", json={"lines": lines})
    assert answer.status_code == 422
    assert set(answer.json["fields"]) == {"lines.0.sku", "lines.1.description", "lines.2.needed_by"}
    assert buyer.get("/api/v1/rfqs").json["items"] == []


@pytest.mark.parametrize("quantity", ["0", "-1", "abc", "NaN", "1e400", None])
def test_quantities_that_are_none_are_refused(sides, quantity) -> None:
    buyer, _manager, _product = sides
    answer = buyer.post("/api/v1/rfqs", json={"lines": [{"sku": "CABLE-1", "quantity": quantity}]})
    assert answer.status_code == 422, answer.json


def test_another_company_neither_sees_nor_accepts(sides, make: Factory, login) -> None:
    buyer, manager, _product = sides
    rfq = _raise(buyer).json
    _quote(manager, rfq)
    stranger = login(make.buyer(make.company("Other")).email)
    assert stranger.get(f"/api/v1/rfqs/{rfq['number']}").status_code == 404
    assert stranger.post(f"/api/v1/rfqs/{rfq['number']}/accept", json={}).status_code == 404
    assert stranger.get("/api/v1/rfqs").json["items"] == []


def test_roles_without_the_right_are_refused(sides, make: Factory, login) -> None:
    buyer, manager, _product = sides
    rfq = _raise(buyer).json
    finance = login(make.buyer(make.company("Third"), Role.FINANCE).email)
    assert _raise(finance).status_code == 403
    assert buyer.get("/api/v1/staff/rfqs").status_code == 403
    assert _quote(login(make.staff(Role.OPERATOR).email), rfq).status_code == 403
    assert _quote(buyer, rfq).status_code == 403
    assert manager.post(f"/api/v1/rfqs/{rfq['number']}/accept", json={}).status_code == 403


def test_a_quote_needs_a_price_or_a_refusal_for_every_line(sides) -> None:
    buyer, manager, _product = sides
    rfq = _raise(buyer).json
    first, second = (line["id"] for line in rfq["lines"])
    path = f"/api/v1/staff/rfqs/{rfq['number']}/quote"
    partial = manager.post(path, json={"lines": [{"line_id": first, "unit_price": 1}], "valid_until": SOON})
    assert list(partial.json["fields"]) == [f"lines.{second}.unit_price"]
    lines = [{"line_id": first, "unit_price": "1"}, {"line_id": second, "available": False}]
    assert manager.post(path, json={"lines": lines, "valid_until": SOON}).status_code == 200
    order = buyer.post(f"/api/v1/rfqs/{rfq['number']}/accept", json={}).json
    assert [line["sku"] for line in order["lines"]] == ["CABLE-1"]


def test_a_newer_version_refuses_the_old_one_and_an_expired_quote_is_refused(sides, make: Factory) -> None:
    buyer, manager, _product = sides
    rfq = _raise(buyer).json
    _quote(manager, rfq)
    _quote(manager, rfq, price="1.40")
    stale = buyer.post(f"/api/v1/rfqs/{rfq['number']}/accept", json={"quote_version": 1})
    assert stale.json["error"] == "quote_changed"
    quote = make.session.scalars(select(Quote).order_by(Quote.version.desc())).first()
    quote.valid_until = date.today() - timedelta(days=1)
    make.session.commit()
    expired = buyer.post(f"/api/v1/rfqs/{rfq['number']}/accept", json={"quote_version": 2})
    assert expired.json["error"] == "quote_expired"
    assert buyer.get(f"/api/v1/rfqs/{rfq['number']}").json["status"] == "expired"


def test_a_declined_quote_cannot_be_accepted(sides) -> None:
    buyer, manager, _product = sides
    rfq = _raise(buyer).json
    _quote(manager, rfq)
    declined = buyer.post(f"/api/v1/rfqs/{rfq['number']}/decline", json={"reason": "too dear"})
    assert declined.json["status"] == "declined"
    assert buyer.post(f"/api/v1/rfqs/{rfq['number']}/accept", json={}).json["error"] == "rfq_state"


def test_two_acceptances_at_once_make_one_order(sides, make: Factory) -> None:
    buyer, manager, _product = sides
    rfq = _raise(buyer).json
    _quote(manager, rfq)
    statuses: list[int] = []
    gate = threading.Barrier(2)

    def accept() -> None:
        client = buyer.application.test_client()
        client.environ_base.update(buyer.environ_base)
        gate.wait()
        statuses.append(client.post(f"/api/v1/rfqs/{rfq['number']}/accept", json={}).status_code)

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 409]
    assert len(make.session.scalars(select(Order)).all()) == 1
    make.session.commit()


def test_an_idempotency_key_raises_one_request(sides) -> None:
    buyer, _manager, _product = sides
    body = {"lines": [{"sku": "CABLE-1", "quantity": 5}]}
    first = buyer.post("/api/v1/rfqs", json=body, headers={"Idempotency-Key": "k1"})
    again = buyer.post("/api/v1/rfqs", json=body, headers={"Idempotency-Key": "k1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    other = {"lines": [{"sku": "CABLE-1", "quantity": 6}]}
    assert (
        buyer.post("/api/v1/rfqs", json=other, headers={"Idempotency-Key": "k1"}).json["error"]
        == "idempotency_mismatch"
    )
    assert len(buyer.get("/api/v1/rfqs").json["items"]) == 1


def test_lists_are_paged_without_gaps(sides) -> None:
    buyer, _manager, _product = sides
    numbers = [_raise(buyer).json["number"] for _ in range(5)]
    seen: list[str] = []
    cursor = None
    for _ in range(4):
        page = buyer.get("/api/v1/rfqs", query_string={"limit": 2} | ({"cursor": cursor} if cursor else {})).json
        seen += [rfq["number"] for rfq in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == numbers[::-1]
    assert buyer.get("/api/v1/rfqs", query_string={"cursor": "nonsense"}).status_code == 422
