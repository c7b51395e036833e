"""Quotes taken by line, counter-offers, and the pages that do both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.orders.models import Order
from portal.rfq.models import Rfq, RfqComment
from portal.security.permissions import Role
from tests.factories import Factory

SOON = str(date.today() + timedelta(days=20))
PRICES = ("1.60", "2.00", "3.00")


@pytest.fixture
def sides(make: Factory, login):
    """The buyer's and the manager's clients."""
    for sku in ("CABLE-1", "TRAY-1"):
        make.product(sku, price="2.00")
    buyer = login(make.buyer(make.company("Elektro Nord")).email)
    return buyer, login(make.staff(Role.MANAGER).email)


@pytest.fixture
def quoted(sides) -> dict:
    """A request of three lines, the last of which cannot be had, with its quote."""
    buyer, manager = sides
    lines = [{"sku": "CABLE-1", "quantity": 250}, {"sku": "TRAY-1", "quantity": 4}, {"description": "x", "quantity": 1}]
    rfq = buyer.post("/api/v1/rfqs", json={"lines": lines}).json
    return _quote(manager, rfq, PRICES)


def _quote(manager: FlaskClient, rfq: dict, prices: tuple[str, ...]) -> dict:
    offers = [
        {"line_id": line["id"], "unit_price": price, "available": line["description"] != "x"}
        for line, price in zip(rfq["lines"], prices, strict=True)
    ]
    answer = manager.post(f"/api/v1/staff/rfqs/{rfq['number']}/quote", json={"lines": offers, "valid_until": SOON})
    assert answer.status_code == 200, answer.json
    assert answer.json is not None
    return dict(answer.json)


def test_one_line_is_ordered_and_the_other_is_declined(sides, quoted: dict) -> None:
    buyer, _manager = sides
    cable, tray, missing = (line["id"] for line in quoted["lines"])
    answer = buyer.post(f"/api/v1/rfqs/{quoted['number']}/accept", json={"line_ids": [cable], "quote_version": 1})
    assert answer.status_code == 201, answer.json
    order = answer.json
    assert [line["sku"] for line in order["lines"]] == ["CABLE-1"]
    assert order["subtotal"]["amount"] == "400.00"
    assert float(order["tax"]["amount"]) + 400 == float(order["total"]["amount"])
    after = buyer.get(f"/api/v1/rfqs/{quoted['number']}").json
    assert after["status"] == "accepted"
    accepted = {line["line_id"]: line["accepted"] for line in after["quote"]["lines"]}
    assert accepted == {cable: True, tray: False, missing: None}
    shown = buyer.get(f"/rfqs/{quoted['number']}").text
    assert shown.count("You declined this line") == 1
    assert "only the lines that you accepted" in shown
    again = buyer.post(f"/api/v1/rfqs/{quoted['number']}/accept", json={"line_ids": [tray]})
    assert again.json["error"] == "rfq_state"


def test_lines_that_are_not_on_offer_are_refused_and_nothing_is_ordered(sides, quoted: dict, make: Factory) -> None:
    buyer, _manager = sides
    missing = quoted["lines"][2]["id"]
    for line_ids in ([missing], [999_999_999], [quoted["lines"][0]["id"], missing]):
        answer = buyer.post(f"/api/v1/rfqs/{quoted['number']}/accept", json={"line_ids": line_ids})
        assert (answer.status_code, answer.json["error"]) == (422, "lines_not_offered")
    assert buyer.post(f"/api/v1/rfqs/{quoted['number']}/accept", json={"line_ids": []}).status_code == 422
    assert make.session.scalars(select(Order)).all() == []


def test_a_counter_offer_goes_back_to_review_and_is_answered_by_a_new_version(
    sides, quoted: dict, make: Factory
) -> None:
    buyer, manager = sides
    cable = quoted["lines"][0]["id"]
    path = f"/api/v1/rfqs/{quoted['number']}"
    answer = buyer.post(f"{path}/counter", json={"text": "1.40 and we sign", "target_prices": {str(cable): "1.40"}})
    assert answer.status_code == 200, answer.json
    assert answer.json["status"] == "in_review"
    assert answer.json["lines"][0]["target_price"]["amount"] == "1.40"
    assert buyer.post(f"{path}/accept", json={}).json["error"] == "rfq_state"
    seen = manager.get(f"/api/v1/staff/rfqs/{quoted['number']}").json["comments"]
    assert [(each["text"], each["quote_version"]) for each in seen] == [("1.40 and we sign", 1)]
    assert seen[0]["target_prices"] == {str(cable): {"amount": "1.40", "currency": "EUR"}}
    assert "1.40 and we sign" in manager.get(f"/staff/rfqs/{quoted['number']}").text
    renewed = _quote(manager, quoted, ("1.45", "2.00", "3.00"))
    assert (renewed["status"], renewed["quote"]["version"]) == ("quoted", 2)
    assert buyer.post(f"{path}/accept", json={"quote_version": 2}).status_code == 201
    actions = make.session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("quote.%"))).all()
    assert "quote.countered" in actions


def test_a_counter_offer_says_something_about_lines_that_exist(sides, quoted: dict, make: Factory, login) -> None:
    buyer, manager = sides
    path = f"/api/v1/rfqs/{quoted['number']}/counter"
    assert set(buyer.post(path, json={"text": "  "}).json["fields"]) == {"text"}
    assert buyer.post(path, json={"target_prices": {"999999999": "1"}}).status_code == 422
    for price in ("-1", "NaN", "1e400", "abc"):
        assert buyer.post(path, json={"target_prices": {str(quoted["lines"][0]["id"]): price}}).status_code == 422
    assert buyer.post(path, json={"text": "x", "quote_version": 7}).json["error"] == "quote_changed"
    stranger = login(make.buyer(make.company("Other")).email)
    assert stranger.post(path, json={"text": "x"}).status_code == 404
    assert manager.post(path, json={"text": "x"}).status_code == 403
    assert make.session.scalars(select(RfqComment)).all() == []


def test_only_a_quote_that_is_out_can_be_countered(sides) -> None:
    buyer, _manager = sides
    rfq = buyer.post("/api/v1/rfqs", json={"lines": [{"sku": "CABLE-1", "quantity": 1}]}).json
    assert buyer.post(f"/api/v1/rfqs/{rfq['number']}/counter", json={"text": "x"}).json["error"] == "rfq_state"


def test_another_company_does_not_see_what_was_said(sides, quoted: dict, make: Factory, login) -> None:
    buyer, _manager = sides
    buyer.post(f"/api/v1/rfqs/{quoted['number']}/counter", json={"text": "our secret price"})
    stranger = login(make.buyer(make.company("Other")).email)
    assert stranger.get(f"/rfqs/{quoted['number']}").status_code == 404
    assert buyer.get(f"/rfqs/{quoted['number']}").text.count("our secret price") == 1


def test_the_page_orders_what_stays_ticked(sides, quoted: dict, make: Factory) -> None:
    buyer, _manager = sides
    page = f"/rfqs/{quoted['number']}"
    shown = buyer.get(page).text
    assert shown.count('name="line_ids"') == 2, "the line that cannot be had is not offered"
    form = {"quote_version": "1", "by_line": "1"}
    nothing = buyer.post(f"{page}/accept", data=form)
    assert nothing.headers["Location"] == page
    assert make.session.scalars(select(Order)).all() == []
    done = buyer.post(f"{page}/accept", data=form | {"line_ids": [str(quoted["lines"][1]["id"])]})
    assert done.headers["Location"].startswith("/orders/")
    order = make.session.scalars(select(Order)).one()
    assert str(order.subtotal) in {"8.00", "8.0000", "8"}


def test_the_page_takes_prices_as_people_type_them(sides, quoted: dict, make: Factory) -> None:
    buyer, _manager = sides
    page, line = f"/rfqs/{quoted['number']}", quoted["lines"][0]["id"]
    bad = buyer.post(f"{page}/counter", data={f"target_price-{line}": "cheap"}, follow_redirects=True)
    assert "A price is a number" in bad.text
    buyer.post(f"{page}/counter", data={"text": "", f"target_price-{line}": "1,35"})
    assert make.session.scalars(select(Rfq)).one().status == "in_review"
    assert make.session.scalars(select(RfqComment)).one().target_prices == {str(line): "1.35"}
