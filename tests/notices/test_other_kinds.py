"""Offers, stock, what is due, what is overdue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from portal.accounts.models import Membership
from portal.catalogue.events import StockChanged
from portal.catalogue.models import StockLevel
from portal.documents.models import Invoice
from portal.importing.levels import StockImporter
from portal.importing.run import run_import
from portal.notices import tasks
from portal.notices.errors import ProductInStock
from portal.notices.kinds import Kind
from portal.notices.models import Notice
from portal.notices.queries import Person
from portal.notices.service import mornings, watching
from portal.rfq.schemas import QuoteIn, QuoteLineIn, RfqIn, RfqLineIn
from portal.rfq.service.quoting import send_quote
from portal.rfq.service.raising import raise_rfq
from portal.security.permissions import Role
from portal.shared.clock import now, today
from portal.shared.database import Database
from portal.shared.errors import Forbidden
from portal.shared.events import publish
from tests.conftest import TestDatabase
from tests.notices.conftest import SYSTEM, Office

MONDAY_IN_WARSAW = int(datetime(2026, 11, 23, 7, 5, tzinfo=UTC).timestamp())  # 8:05 there


def offer(office: Office, number: str, line_id: int, price: str) -> None:
    with office.database.transaction(office.manager) as session:
        line = QuoteLineIn(line_id=line_id, unit_price=Decimal(price))
        send_quote(session, office.manager, number, QuoteIn(lines=[line], valid_until=date(2030, 12, 12), note=""))


def request(office: Office) -> tuple[str, int]:
    product = office.make.product()
    with office.database.transaction(office.buyer) as session:
        rfq = raise_rfq(session, office.buyer, RfqIn(lines=[RfqLineIn(sku=product.sku, quantity=Decimal(100))]))
        number = rfq.number
    from portal.rfq import queries

    with office.database.transaction(SYSTEM) as session:
        found = queries.by_number(session, number, None)
        assert found is not None
        return number, queries.lines(session, found.id)[0].id


def test_each_version_of_an_offer_is_told_with_buttons_to_answer(office: Office) -> None:
    office.wants(Kind.QUOTE)
    number, line_id = request(office)
    offer(office, number, line_id, "2.00")
    office.work()
    offer(office, number, line_id, "1.50")
    office.work()
    first, second = office.told()
    assert first.text == (
        f"Our offer for your request {number} is ready: €240.00 with VAT, valid until 12 December 2030."
    )
    assert second.text.startswith(f"Our new offer for your request {number} is ready: €180.00")
    payloads = [one["payload"] for one in second.cards[0]["buttons"]]
    assert payloads == [f'/accept_quote{{"rfq_number": "{number}"}}', f'/decline_quote{{"rfq_number": "{number}"}}']


def test_an_offer_that_a_newer_one_replaced_is_not_told(office: Office) -> None:
    office.wants(Kind.QUOTE)
    number, line_id = request(office)
    offer(office, number, line_id, "2.00")
    offer(office, number, line_id, "1.50")
    office.work()
    assert [message.text.split(" offer")[0] for message in office.told()] == ["Our new"]


def watched(office: Office, **fields: Any) -> Any:
    product = office.make.product(stock="0", **fields)
    with office.database.transaction(office.buyer) as session:
        watching.watch(session, office.buyer, product.sku)
    return product


def restock(office: Office, product: Any, quantity: int) -> None:
    with office.database.transaction(SYSTEM) as session:
        session.execute(update(StockLevel).where(StockLevel.product_id == product.id).values(quantity=quantity))
        publish(session, StockChanged())


def test_a_watched_article_is_told_once_and_the_wait_is_over(office: Office) -> None:
    product = watched(office, names={"en": "Cement 25 kg"}, min_quantity=Decimal(5))
    restock(office, product, 4)
    office.work()
    assert office.told() == []
    restock(office, product, 40)
    restock(office, product, 41)
    assert office.work() == 1
    restock(office, product, 50)
    office.work()
    (told,) = office.told()
    assert told.text == "Cement 25 kg is in stock again."
    assert told.notice == {"kind": "stock", "sku": product.sku}
    assert told.cards[0]["buttons"][0]["payload"] == f'/add_product{{"sku": "{product.sku}", "quantity": "5"}}'


def test_a_second_wait_is_told_again(office: Office) -> None:
    product = watched(office)
    for _ in range(2):
        restock(office, product, 10)
        office.work()
        restock(office, product, 0)
        office.work()
        with office.database.transaction(office.buyer) as session:
            watching.watch(session, office.buyer, product.sku)
    assert len(office.told()) == 2


def test_the_import_of_stock_is_heard(office: Office, clone: TestDatabase, tmp_path: Any) -> None:
    worker = Database(clone.url("worker"), pool_size=1, application_name="test-import")
    product = watched(office)
    file = tmp_path / "stock.csv"
    file.write_text(f"sku,warehouse,quantity\n{product.sku},MAIN,12\n", encoding="utf-8")
    assert run_import(worker, StockImporter("csv"), file).applied
    assert office.waiting() == [("notices.look_at_waits", {})]
    office.work()
    assert len(office.told()) == 1
    assert run_import(worker, StockImporter("csv"), file).applied
    assert office.waiting() == [], "nothing changed, so nobody need look"
    worker.dispose()


def test_what_is_in_stock_cannot_be_waited_for(office: Office) -> None:
    product = office.make.product()
    with pytest.raises(ProductInStock), office.database.transaction(office.buyer) as session:
        watching.watch(session, office.buyer, product.sku)


def invoice(office: Office, number: str, due_on: date, **fields: Any) -> Invoice:
    values = {"net": Decimal(100), "tax": Decimal(20), "total": Decimal(120), "currency": "EUR"} | fields
    return office.make.save(
        Invoice(company_id=office.company.id, number=number, issued_on=date(2026, 10, 1), due_on=due_on, **values)
    )


def test_overdue_invoices_are_told_together_and_each_once(office: Office) -> None:
    office.wants(Kind.INVOICE)
    yesterday = today() - timedelta(days=1)
    invoice(office, "INV-2026-00001", yesterday - timedelta(days=3))
    invoice(office, "INV-2026-00002", yesterday, paid=Decimal(20))
    invoice(office, "INV-2026-00003", yesterday, paid=Decimal(120))
    invoice(office, "INV-2026-00004", today() + timedelta(days=3))
    tasks.morning.func(MONDAY_IN_WARSAW)
    office.work()
    tasks.morning.func(MONDAY_IN_WARSAW)
    office.work()
    (told,) = office.told()
    assert told.text.startswith("2 invoices are overdue, €220.00 in all:\n• INV-2026-00001: €120.00, due on ")
    assert "INV-2026-00002: €100.00" in told.text
    assert "00003" not in told.text
    invoice(office, "INV-2026-00005", yesterday)
    tasks.morning.func(MONDAY_IN_WARSAW)
    office.work()
    assert office.told()[1].text.startswith("1 invoice is overdue, €120.00 in all:\n• INV-2026-00005")


def test_only_those_who_may_see_credit_hear_of_invoices(office: Office, colleague: Callable[..., Any]) -> None:
    user, actor = colleague(Role.FINANCE)
    office.wants(Kind.INVOICE, actor=actor)
    with pytest.raises(Forbidden, match="What is due"):
        office.wants(Kind.BASKET, actor=actor)
    invoice(office, "INV-2026-00001", today() - timedelta(days=1))
    person = Person(user.id, office.company.id)
    membership = office.make.session.get_one(Membership, (user.id, office.company.id))
    membership.roles = []
    office.make.save(membership)
    assert not mornings.tell_overdue(office.database, person)
    membership.roles = ["finance"]
    office.make.save(membership)
    assert mornings.tell_overdue(office.database, person)


def habit(office: Office) -> None:
    """Bought every week for ten weeks, last 9 days ago."""
    product = office.make.product()
    for week in range(10):
        at = now() - timedelta(days=9 + 7 * week)
        office.make.order(office.company, [(product, "10")], placed_at=at, placed_by=office.user.id)


def test_what_is_due_is_told_at_most_once_a_week(office: Office) -> None:
    office.wants(Kind.BASKET)
    habit(office)
    tasks.morning.func(MONDAY_IN_WARSAW)
    assert office.work() == 1
    tasks.morning.func(MONDAY_IN_WARSAW)
    office.work()
    (told,) = office.told()
    assert told.text == "Going by your orders, 1 article is due."
    assert told.cards[0]["type"] == "proposal"
    assert [one["payload"].split("{")[0] for one in told.buttons] == ["/autofill_cart", "/set_notices"]
    with office.database.transaction(SYSTEM) as session:
        session.execute(
            update(Notice).values(
                created_at=now() - timedelta(days=7), subject=(today() - timedelta(days=7)).isoformat()
            )
        )
    tasks.morning.func(MONDAY_IN_WARSAW)
    office.work()
    assert len(office.told()) == 2


def test_who_has_just_ordered_is_left_alone(office: Office) -> None:
    office.wants(Kind.BASKET)
    habit(office)
    office.order(placed_at=now() - timedelta(hours=3))
    tasks.morning.func(MONDAY_IN_WARSAW)
    office.work()
    assert office.told() == []


@pytest.mark.parametrize(
    ("moment", "jobs"),
    [
        (datetime(2026, 11, 23, 7, 5, tzinfo=UTC), 1),  # Monday, 8:05 in Warsaw
        (datetime(2026, 11, 23, 8, 5, tzinfo=UTC), 0),  # 9:05
        (datetime(2026, 7, 20, 6, 5, tzinfo=UTC), 1),  # 8:05 in summer
        (datetime(2026, 11, 22, 7, 5, tzinfo=UTC), 0),  # Sunday
    ],
    ids=["morning", "later", "summer", "sunday"],
)
def test_mornings_are_those_of_the_company(office: Office, moment: datetime, jobs: int) -> None:
    office.wants(Kind.BASKET)
    tasks.morning.func(int(moment.timestamp()))
    assert len(office.waiting()) == jobs


def test_a_time_zone_that_nobody_knows_is_utc() -> None:
    assert mornings.is_morning(datetime(2026, 11, 23, 8, 5, tzinfo=UTC), "Mars/Olympus")
