"""Real transactions side by side: nothing is lost, nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

from sqlalchemy import func, select

from portal.cart.models import Cart, CartLine
from portal.cart.service import lines
from portal.orders.errors import CartEmpty, CreditLimitExceeded
from portal.orders.models import Order
from portal.orders.service.placing import place_from_cart
from portal.security.actor import Actor
from portal.shared.database import Database
from portal.shared.errors import PortalError
from tests.factories import Factory


def side_by_side(count: int, action: Callable[[int], object]) -> list[object]:
    """Run `action` in `count` threads that start together; refusals are results."""
    barrier = Barrier(count)

    def run(index: int) -> object:
        barrier.wait(timeout=10)
        try:
            return action(index)
        except PortalError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_adds_at_once_merge_into_one_line(database: Database, make: Factory, system: Actor) -> None:
    actor = make.actor(make.buyer())
    make.product("A")

    def add(_index: int) -> None:
        with database.transaction(actor) as session:
            lines.add_line(session, actor, "A", Decimal(3))

    side_by_side(4, add)
    with database.transaction(system) as session:
        assert session.scalars(select(CartLine.quantity)).all() == [Decimal(12)]
        assert session.scalars(select(Cart.version)).all() == [5]


def test_two_checkouts_order_once(database: Database, make: Factory, system: Actor) -> None:
    actor = make.actor(make.buyer())
    make.product("A")
    with database.transaction(actor) as session:
        lines.add_line(session, actor, "A", Decimal(3))

    def check_out(_index: int) -> str:
        with database.transaction(actor) as session:
            return place_from_cart(session, actor).number

    results = side_by_side(4, check_out)
    placed = [result for result in results if isinstance(result, str)]
    refused = [result for result in results if isinstance(result, CartEmpty)]
    assert (len(placed), len(refused)) == (1, 3)
    assert {error.extra["order"] for error in refused} == set(placed)
    with database.transaction(system) as session:
        assert session.scalar(select(func.count()).select_from(Order)) == 1
        assert sorted(session.scalars(select(Cart.status))) == ["open", "ordered"]


def test_an_add_beside_a_checkout_is_in_the_order_or_in_the_new_cart(
    database: Database, make: Factory, system: Actor
) -> None:
    actor = make.actor(make.buyer())
    make.product("A")
    make.product("B")
    with database.transaction(actor) as session:
        lines.add_line(session, actor, "A", Decimal(1))

    def act(index: int) -> None:
        with database.transaction(actor) as session:
            if index == 0:
                place_from_cart(session, actor)
            else:
                lines.add_line(session, actor, "B", Decimal(1))

    assert side_by_side(2, act) == [None, None]
    with database.transaction(system) as session:
        ordered = session.scalars(select(Order.subtotal)).one()
        open_lines = session.scalar(select(func.count()).select_from(CartLine).join(Cart).where(Cart.status == "open"))
        assert (ordered, open_lines) in {(Decimal(10), 1), (Decimal(20), 0)}


def test_two_people_cannot_overdraw_the_credit_together(database: Database, make: Factory, system: Actor) -> None:
    company = make.company(credit_limit=Decimal(100))
    actors = [make.actor(make.buyer(company)) for _ in range(3)]
    make.product("A", price="50.00")
    for actor in actors:
        with database.transaction(actor) as session:
            lines.add_line(session, actor, "A", Decimal(1))

    def check_out(index: int) -> str:
        with database.transaction(actors[index]) as session:
            return place_from_cart(session, actors[index]).number

    results = side_by_side(3, check_out)  # 60.00 each with tax
    assert sum(isinstance(result, str) for result in results) == 1
    assert sum(isinstance(result, CreditLimitExceeded) for result in results) == 2
    with database.transaction(system) as session:
        assert session.scalar(select(func.sum(Order.total))) == Decimal(60)
