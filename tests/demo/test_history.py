import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from portal.demo.companies import DEMO_COMPANY
from portal.demo.generate import digest, generate
from portal.demo.history import rhythms_of, workday
from portal.demo.orders import order_totals
from portal.demo.types import Demo, Order
from portal.orders.statuses import may_move
from tests.demo.conftest import AS_OF

ROOT = Path(__file__).parents[2]


def _orders(demo: Demo, company: str) -> list[Order]:
    return [order for order in demo.orders if order.company == company]


def test_same_date_and_seed_make_the_same_in_another_process(demo: Demo) -> None:
    code = (
        "from portal.demo.generate import digest, generate; from tests.demo.conftest import AS_OF;"
        " print(digest(generate(AS_OF)))"
    )
    # Another hash seed: nothing may hang on the order of a set.
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)}
    made = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment, timeout=120
    )
    assert made.stdout.strip() == digest(demo)


def test_another_seed_makes_another_history(demo: Demo) -> None:
    assert digest(generate(AS_OF, 7)) != digest(demo)


def test_amounts_to_two_years_of_a_busy_wholesaler(demo: Demo) -> None:
    assert 2_500 <= len(demo.orders) <= 4_000
    assert min(order.placed_at for order in demo.orders) < AS_OF - timedelta(days=710)
    assert max(order.placed_at for order in demo.orders) <= AS_OF
    assert len(demo.companies) == 15


def test_lines_refer_to_products_and_respect_packaging(demo: Demo) -> None:
    products = {product.sku: product for product in demo.products}
    for order in demo.orders:
        assert order.lines
        assert [line.position for line in order.lines] == list(range(1, len(order.lines) + 1))
        for line in order.lines:
            product = products[line.sku]
            assert line.unit == product.unit
            assert line.quantity % product.order_step == 0, (order.number, line)
            assert line.quantity >= product.moq, (order.number, line)


def test_money_adds_up(demo: Demo) -> None:
    for order in demo.orders:
        assert (order.net, order.tax, order.total) == order_totals(order.lines)
        assert all(abs(line.net - line.unit_price * line.quantity) <= Decimal("0.005") for line in order.lines)


def test_numbers_are_unique_and_rise_with_time(demo: Demo) -> None:
    numbers = [order.number for order in demo.orders]
    assert numbers == sorted(set(numbers))
    assert [order.placed_at for order in demo.orders] == sorted(order.placed_at for order in demo.orders)
    shipments = [one.number for order in demo.orders for one in order.shipments]
    assert len(shipments) == len(set(shipments))


def test_orders_move_as_the_pipeline_allows(demo: Demo) -> None:
    for order in demo.orders:
        steps = [step.status for step in order.history]
        assert steps[0] == "placed"
        assert steps[-1] == order.status
        assert all(may_move(old, new) for old, new in pairwise(steps)), (order.number, steps)
        times = [step.at for step in order.history]
        assert times == sorted(times)
        assert times[-1] <= AS_OF


def test_customers_never_use_an_order_number_twice(demo: Demo) -> None:
    counts = Counter((order.company, order.po_number) for order in demo.orders if order.po_number)
    assert max(counts.values()) == 1


def test_shipments_carry_what_was_ordered(demo: Demo) -> None:
    for order in demo.orders:
        sent: Counter[int] = Counter()
        for shipment in order.shipments:
            for line in shipment.lines:
                sent[line.position] += int(line.quantity)
        ordered = {line.position: int(line.quantity) for line in order.lines}
        if order.status in {"shipped", "delivered"}:
            assert dict(sent) == ordered, order.number
        else:
            assert all(count <= ordered[position] for position, count in sent.items())


def test_no_company_orders_after_it_lapsed(demo: Demo) -> None:
    lapsed = [company for company in demo.companies if company.lapsed_on]
    assert len(lapsed) == 2
    for company in lapsed:
        assert company.lapsed_on is not None
        assert max(order.placed_at.date() for order in _orders(demo, company.code)) <= company.lapsed_on


def test_people_order_for_their_own_company(demo: Demo) -> None:
    companies = {person.email: person.company for person in demo.people}
    assert all(companies[order.placed_by] == order.company for order in demo.orders)


@pytest.mark.parametrize("company", ["voltera", "hansa", "likarnia", "bursztyn", "karpatmash"])
def test_cadences_can_be_seen(demo: Demo, company: str) -> None:
    """The median gap between orders of a steady article is near its basket's rhythm."""
    customer = next(one for one in demo.companies if one.code == company)
    bought: dict[str, list[date]] = defaultdict(list)
    for order in _orders(demo, company):
        for line in order.lines:
            bought[line.sku].append(order.placed_at.date())
    seen = 0
    for rhythm in rhythms_of(customer, [product.sku for product in demo.products], AS_OF.date(), demo.seed):
        for item in rhythm.items:
            days = bought[item.sku]
            if item.season or item.likelihood < 0.85 or len(days) < 8:
                continue
            gap = median((later - sooner).days for sooner, later in pairwise(days))
            assert 0.6 * rhythm.every <= gap <= 1.6 * rhythm.every, (item.sku, rhythm.every, gap)
            seen += 1
    assert seen >= 3


def test_seasons_can_be_seen(demo: Demo) -> None:
    gloves = Counter(
        order.placed_at.month for order in demo.orders for line in order.lines if line.sku.startswith("GLV-WIN")
    )
    fans = Counter(order.placed_at.month for order in demo.orders for line in order.lines if line.sku.startswith("FAN"))
    assert gloves[11] + gloves[12] + gloves[1] > 5 * (gloves[5] + gloves[6] + gloves[7])
    assert fans[6] + fans[7] > 5 * (fans[11] + fans[12] + fans[1])


def test_some_habits_end_and_some_begin_late(demo: Demo) -> None:
    days: dict[str, list[date]] = defaultdict(list)
    for order in _orders(demo, DEMO_COMPANY):
        for line in order.lines:
            days[line.sku].append(order.placed_at.date())
    regular = [bought for bought in days.values() if len(bought) >= 6]
    assert sum(1 for bought in regular if bought[-1] < AS_OF.date() - timedelta(days=120)) >= 3
    assert sum(1 for bought in regular if bought[0] > AS_OF.date() - timedelta(days=500)) >= 2
    assert sum(1 for bought in regular if bought[-1] > AS_OF.date() - timedelta(days=60)) >= 15


def test_demo_company_has_an_order_at_every_step(demo: Demo) -> None:
    statuses = {order.status for order in _orders(demo, DEMO_COMPANY)}
    assert statuses == {"placed", "confirmed", "picking", "partially_shipped", "shipped", "delivered", "cancelled"}


def test_invoices_follow_shipments(demo: Demo) -> None:
    orders = {order.number: order for order in demo.orders}
    assert len({invoice.number for invoice in demo.invoices}) == len(demo.invoices)
    for invoice in demo.invoices:
        order = orders[invoice.order]
        assert order.status in {"shipped", "delivered"}
        assert invoice.total == order.total == invoice.net + invoice.tax
        assert invoice.paid in {0, invoice.total}
        assert (invoice.status == "overdue") == (not invoice.paid and invoice.due_on < AS_OF.date())
    assert {invoice.status for invoice in demo.invoices if invoice.company == DEMO_COMPANY} == {
        "paid",
        "open",
        "overdue",
    }


def test_nobody_is_far_over_the_credit_limit(demo: Demo) -> None:
    for company in demo.companies:
        owed = sum(one.total - one.paid for one in demo.invoices if one.company == company.code)
        assert owed < company.credit_limit, company.code


def test_requests_are_of_every_kind(demo: Demo) -> None:
    states = Counter(rfq.state for rfq in demo.rfqs)
    assert states["submitted"] >= 3
    assert states["quoted"] >= 3
    assert any(line.sku is None and line.text for rfq in demo.rfqs for line in rfq.lines)
    for rfq in demo.rfqs:
        quoted = rfq.state != "submitted"
        assert all((line.offer is not None) == quoted for line in rfq.lines)
    accepted = [rfq.number for rfq in demo.rfqs if rfq.state == "accepted"]
    assert accepted == [order.rfq for order in demo.orders if order.rfq]


def test_conversations_are_in_four_languages_and_one_waits(demo: Demo) -> None:
    assert {conversation.locale for conversation in demo.conversations} == {"en", "uk", "ru", "pl"}
    assert Counter(one.state for one in demo.conversations)["queued"] == 1
    numbers = {order.number for order in demo.orders}
    for one in demo.conversations:
        assert "{order}" not in one.subject
        assert all("{order}" not in message.text for message in one.messages)
        assert [message.at for message in one.messages] == sorted(message.at for message in one.messages)
        assert all(message.at < AS_OF for message in one.messages)
        words = " ".join(message.text for message in one.messages).replace("?", " ").split()
        assert {word for word in words if word.startswith("SO-")} <= numbers


@pytest.mark.parametrize("role", ["buyer", "approver", "finance", "company_admin"])
def test_demo_people_of_the_customer_share_a_company(demo: Demo, role: str) -> None:
    person = next(one for one in demo.people if one.demo_role == role)
    assert (person.company, person.role) == (DEMO_COMPANY, role)


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2025, 12, 25), date(2026, 1, 5)),
        (date(2026, 1, 1), date(2026, 1, 5)),
        (date(2026, 3, 14), date(2026, 3, 16)),
        (date(2026, 3, 16), date(2026, 3, 16)),
    ],
)
def test_nobody_orders_at_weekends_and_over_christmas(day: date, moved: date) -> None:
    assert workday(day) == moved
