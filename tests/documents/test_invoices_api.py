"""Invoices over the API: who sees them, and what is owed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.accounts.models import Company
from portal.documents.models import Invoice
from portal.security.permissions import Role
from tests.factories import Factory

TODAY = date.today()


def _invoice(make: Factory, company: Company, number: int, *, total: str, paid: str = "0", due: int = 10, **more):
    return make.save(
        Invoice(
            company_id=company.id, number=f"INV-2026-{number:05d}", issued_on=TODAY - timedelta(days=20 + number),
            due_on=TODAY + timedelta(days=due), currency="EUR", net=Decimal(total), tax=Decimal(0),
            total=Decimal(total), paid=Decimal(paid), **more,
        )
    )  # fmt: skip


@pytest.fixture
def company(make: Factory) -> Company:
    company = make.company()
    _invoice(make, company, 1, total="100.00", due=5)
    _invoice(make, company, 2, total="50.00", paid="20.00", due=-1)
    _invoice(make, company, 3, total="70.00", paid="70.00", due=-40)
    return company


def test_the_list_and_what_is_owed(make: Factory, login, company: Company) -> None:
    buyer = login(make.buyer(company).email)
    answer = buyer.get("/api/v1/invoices").json
    assert [(each["number"][-1], each["status"]) for each in answer["items"]] == [
        ("1", "open"), ("2", "overdue"), ("3", "paid"),
    ]  # fmt: skip
    assert answer["items"][1]["open"] == {"amount": "30.00", "currency": "EUR"}
    owed = {"open": {"amount": "130.00", "currency": "EUR"}, "overdue": {"amount": "30.00", "currency": "EUR"}}
    assert answer["owed"] == [{**owed, "count": 2, "overdue_count": 1}]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"status": "open"}, "12"), ({"status": "overdue"}, "2"), ({"status": "paid"}, "3"),
        ({"number": "inv 2026/2"}, "2"), ({"number": "2"}, ""), ({"order": "SO-1"}, ""),
    ],
)  # fmt: skip
def test_filters(make: Factory, login, company: Company, query: dict[str, str], numbers: str) -> None:
    found = login(make.buyer(company).email).get("/api/v1/invoices", query_string=query).json["items"]
    assert "".join(each["number"][-1] for each in found) == numbers


def test_by_order_in_any_spelling_and_page_by_page(make: Factory, login, company: Company) -> None:
    product = make.product("P-1")
    order = make.order(company, [(product, "1")])
    _invoice(make, company, 9, total="5.00", order_id=order.id)
    buyer = login(make.buyer(company).email)
    digits = "".join(letter for letter in order.number if letter.isdigit())
    found = buyer.get("/api/v1/invoices", query_string={"order": f"#{digits}"}).json["items"]
    assert [each["order_number"] for each in found] == [order.number]
    seen, cursor = [], None
    while True:
        page = buyer.get("/api/v1/invoices", query_string={"limit": 2} | ({"cursor": cursor} if cursor else {})).json
        seen += [each["number"] for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 4
    assert buyer.get("/api/v1/invoices", query_string={"cursor": "nonsense"}).status_code == 422


def test_nobody_else_sees_them(make: Factory, login, company: Company, client) -> None:
    stranger = login(make.buyer(make.company("Other")).email)
    answer = stranger.get("/api/v1/invoices").json
    assert (answer["items"], answer["owed"]) == ([], [])
    assert stranger.get("/api/v1/invoices", query_string={"number": "INV-2026-00001"}).json["items"] == []
    assert client.get("/api/v1/invoices").status_code == 401
    assert login(make.staff(Role.OPERATOR).email).get("/api/v1/invoices").status_code == 403
