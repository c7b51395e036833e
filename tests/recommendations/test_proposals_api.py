"""Filling the cart from history over the API."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from portal.accounts.models import Company, User
from portal.cart.service.lines import add_line
from portal.catalogue.models import Product
from portal.orders.models import Order, OrderLine
from portal.recommendations import queries
from portal.recommendations.backtest import backtest
from portal.recommendations.models import Proposal, ProposalLine
from portal.recommendations.service import current
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.database import Database
from portal.shared.ids import new_id
from tests.factories import Factory

Login = Callable[[str], FlaskClient]
NOW = datetime.now(UTC)


@pytest.fixture
def company(make: Factory) -> Company:
    return make.company()


@pytest.fixture
def buyer(make: Factory, company: Company) -> User:
    return make.buyer(company)


@pytest.fixture
def api(login: Login, buyer: User) -> FlaskClient:
    return login(buyer.email)


def rhythm(make: Factory, company: Company, product: Product, every: int, times: int, quantity: str = "10") -> None:
    """Orders every so many days, the last of them one interval ago."""
    for turn in range(times, 0, -1):
        make.order(company, [(product, quantity)], placed_at=NOW - timedelta(days=every * turn))


def test_what_is_due_is_proposed_with_its_reason(api: FlaskClient, make: Factory, company: Company) -> None:
    gloves = make.product("GLOVES", price="2.00", order_step=Decimal(4), min_quantity=Decimal(4))
    rhythm(make, company, gloves, 21, 6)
    make.order(company, [(make.product("ONCE"), "3")], placed_at=NOW - timedelta(days=20))
    answer = api.post("/api/v1/cart/proposals")
    assert answer.status_code == 201
    body = answer.get_json()
    (line,) = body["lines"]
    assert (line["sku"], line["quantity"], line["reason_code"]) == ("GLOVES", 12, "regular")
    assert line["reason"].startswith("every 3 weeks, last on ")
    assert line["probability"] > 0.5
    assert line["last_ordered_on"] == (NOW - timedelta(days=21)).date().isoformat()
    assert body["total"]["amount"] == "24.00"


def test_history_that_ended_long_ago_is_judged_as_of_its_day(api: FlaskClient, make: Factory, company: Company) -> None:
    product = make.product("OLD")
    start = datetime(2011, 1, 3, 12, tzinfo=UTC)
    for turn in range(8):
        make.order(company, [(product, "6")], placed_at=start + timedelta(days=14 * turn))
    assert api.post("/api/v1/cart/proposals").get_json()["lines"] == []
    then = api.post("/api/v1/cart/proposals?as_of=2011-03-27").get_json()["lines"]
    assert [(line["sku"], line["last_ordered_on"]) for line in then] == [("OLD", "2011-03-14")]
    assert api.post("/api/v1/cart/proposals?as_of=then").status_code == 422


def test_no_history_is_said_honestly(api: FlaskClient) -> None:
    body = api.post("/api/v1/cart/proposals").get_json()
    assert body["lines"] == []
    assert "not ordered yet" in body["note"]


def test_what_is_in_the_cart_on_order_or_gone_is_left_out(api: FlaskClient, make: Factory, company: Company) -> None:
    products = {name: make.product(name, active=name != "GONE") for name in ("CART", "ORDERED", "GONE", "DUE", "VOID")}
    for product in products.values():
        rhythm(make, company, product, 14, 5)
    make.order(company, [(products["ORDERED"], "5")], placed_at=NOW - timedelta(days=13), status="picking")
    make.order(company, [(products["VOID"], "5")], placed_at=NOW - timedelta(days=1), status="cancelled")
    api.post("/api/v1/cart/lines", json={"sku": "CART", "quantity": 1})
    lines = api.post("/api/v1/cart/proposals").get_json()["lines"]
    assert sorted(line["sku"] for line in lines) == ["DUE", "VOID"]


def test_another_companys_history_is_not_looked_at(api: FlaskClient, make: Factory) -> None:
    rhythm(make, make.company(), make.product("SECRET"), 14, 5)
    assert api.post("/api/v1/cart/proposals").get_json()["lines"] == []


def test_applying_fills_the_cart_once_and_keeps_what_became_of_each_line(
    api: FlaskClient, make: Factory, company: Company, database: Database, system: Actor
) -> None:
    for sku in ("A", "B", "C"):
        rhythm(make, company, make.product(sku), 14, 5)
    proposal = api.post("/api/v1/cart/proposals").get_json()
    ids = {line["sku"]: line["id"] for line in proposal["lines"]}
    address = f"/api/v1/cart/proposals/{proposal['id']}/apply"
    wrong = api.post(address, json={"line_ids": [ids["A"]], "quantities": {ids["A"]: "0.5"}})
    assert wrong.get_json()["error"] == "quantity_invalid"
    cart = api.post(address, json={"line_ids": [ids["A"], ids["B"]], "quantities": {ids["B"]: 7}}).get_json()
    assert {line["sku"]: line["quantity"] for line in cart["lines"]} == {"A": 10, "B": 7}
    assert api.post(address, json={}).get_json()["error"] == "proposal_applied"
    with database.transaction(system) as session:
        rows = session.execute(select(ProposalLine.id, ProposalLine.outcome)).all()
    outcomes = {str(row.id): row.outcome for row in rows}
    assert {sku: outcomes[line_id] for sku, line_id in ids.items()} == {"A": "kept", "B": "changed", "C": "removed"}


def test_all_lines_are_taken_when_none_are_named(api: FlaskClient, make: Factory, company: Company) -> None:
    rhythm(make, company, make.product("A"), 14, 5)
    proposal = api.post("/api/v1/cart/proposals").get_json()
    cart = api.post(f"/api/v1/cart/proposals/{proposal['id']}/apply", json={}).get_json()
    assert [line["sku"] for line in cart["lines"]] == ["A"]


def test_a_fresh_proposal_is_shown_again_until_something_of_it_is_taken(
    make: Factory, company: Company, buyer: User, database: Database
) -> None:
    products = [make.product(sku) for sku in ("A", "B")]
    for product in products:
        rhythm(make, company, product, 14, 5)
    actor = make.actor(buyer)

    def shown() -> tuple[UUID, list[int]]:
        with database.transaction(actor) as session:
            found = current(session, actor)
            return found.id, [line.product_id for line, _product in queries.lines(session, found.id)]

    first = shown()
    assert shown() == first
    with database.transaction(actor) as session:
        add_line(session, actor, "A", Decimal(1))
    again = shown()
    assert again[0] != first[0]
    assert again[1] == [products[1].id]


def test_proposals_are_each_persons_own(api: FlaskClient, make: Factory, login: Login, company: Company) -> None:
    proposal = api.post("/api/v1/cart/proposals").get_json()
    for person in (make.buyer(company), make.buyer()):
        other = login(person.email)
        assert other.get(f"/api/v1/cart/proposals/{proposal['id']}").status_code == 404
        assert other.post(f"/api/v1/cart/proposals/{proposal['id']}/apply", json={}).status_code == 404
    assert login(make.buyer(company, Role.FINANCE).email).post("/api/v1/cart/proposals").status_code == 403


def history(make: Factory, company: Company, user: User, products: int, orders: int, lines: int) -> None:
    """Many orders at once, each product in a rhythm of its own."""
    unit = make.unit()
    rows = [Product(sku=f"S-{n}", unit=unit.code, names={"en": f"P {n}"}) for n in range(products)]
    make.session.add_all(rows)
    make.session.flush()
    written = []
    for turn in range(orders):
        at = NOW - timedelta(days=3 * (orders - turn))
        order = Order(
            id=new_id(),
            company_id=company.id,
            number=f"SO-{turn}",
            placed_by=user.id,
            status="delivered",
            currency="EUR",
            subtotal=Decimal(1),
            tax=Decimal(0),
            total=Decimal(1),
            placed_at=at,
        )
        make.session.add(order)
        chosen = [rows[(turn * 7 + step * (1 + step % 5)) % products] for step in range(lines)]
        for position, product in enumerate(dict.fromkeys(chosen), start=1):
            written.append(
                {
                    "company_id": company.id,
                    "order_id": order.id,
                    "position": position,
                    "product_id": product.id,
                    "sku": product.sku,
                    "name": product.sku,
                    "quantity": Decimal(1 + position % 7),
                    "unit": "pcs",
                    "unit_price": Decimal(1),
                    "net": Decimal(1),
                    "tax_percent": Decimal(0),
                    "placed_at": at,
                }
            )
    make.session.flush()
    make.session.execute(insert(OrderLine), written)
    make.session.commit()
    assert len(written) >= orders * lines * 0.6


def test_ten_thousand_lines_are_looked_through_quickly(
    api: FlaskClient, make: Factory, company: Company, buyer: User
) -> None:
    history(make, company, buyer, products=900, orders=230, lines=70)
    api.post("/api/v1/cart/proposals")
    times = []
    for _ in range(3):
        started = time.perf_counter()
        assert api.post("/api/v1/cart/proposals").status_code == 201
        times.append(time.perf_counter() - started)
    assert min(times) < 0.3


def test_a_backtest_finds_regular_habits(make: Factory, company: Company, database: Database, system: Actor) -> None:
    regular = make.product("REGULAR")
    rare = make.product("RARE")
    for turn in range(8, -1, -1):
        lines = [(regular, "5")] + ([(rare, "1")] if turn in {8, 7} else [])
        make.order(company, lines, placed_at=NOW - timedelta(days=7 * turn, hours=1))
    make.order(make.company(), [(regular, "1")])
    with database.transaction(system) as session:
        result = backtest(session, ks=(1,))
        assert session.scalars(select(Proposal)).all() == []
    assert result.companies == 1
    assert result.scores["habits"][0].means() == {"recall": 1.0, "precision": 1.0, "hit": 1.0}
    assert result.proposed_right == 1
