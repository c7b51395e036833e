"""Invoices as the company that owes them sees them."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy.orm import Session

from portal.documents import queries
from portal.documents.models import Invoice
from portal.documents.schemas import InvoiceList, InvoiceOut, InvoiceQuery, InvoiceStatus, OwedOut
from portal.orders.numbers import spelled
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import today
from portal.shared.money import Money
from portal.shared.texts import N_, text

NAMES: dict[InvoiceStatus, str] = {"open": N_("To be paid"), "overdue": N_("Overdue"), "paid": N_("Paid")}


def invoices(session: Session, actor: Actor, query: InvoiceQuery) -> InvoiceList:
    """The company's invoices that fit `query`, and what it owes in all."""
    actor.require(Permission.CREDIT_VIEW)
    company_id = actor.require_company()
    day = today()
    page = queries.page(
        session,
        company_id,
        status=query.status,
        order_numbers=spelled(query.order) if query.order else None,
        number=_spelled(query.number) if query.number else None,
        today=day,
        limit=query.limit,
        cursor=query.cursor or None,
    )
    owed = [
        OwedOut.model_validate(
            {
                "open": Money(each.open, each.currency),
                "overdue": Money(each.overdue, each.currency),
                "count": each.count,
                "overdue_count": each.overdue_count,
            }
        )
        for each in queries.owed(session, company_id, day)
    ]
    shown = [_present(invoice, order, actor.locale, day) for invoice, order in page.items]
    return InvoiceList(items=shown, next=page.next, owed=owed)


def _spelled(given: str) -> str:
    """`inv 2026/12` or `INV-2026-00012` as the books write it."""
    found = re.search(r"(\d{4})\D+(\d{1,9})", given)
    return f"INV-{found[1]}-{int(found[2]):05d}" if found else given.strip().upper()


def status_of(invoice: Invoice, day: date) -> InvoiceStatus:
    """Paid, open, or overdue since its day has passed."""
    if invoice.paid >= invoice.total:
        return "paid"
    return "overdue" if invoice.due_on < day else "open"


def _present(invoice: Invoice, order_number: str, locale: str, day: date) -> InvoiceOut:
    status, currency = status_of(invoice, day), invoice.currency
    return InvoiceOut.model_validate(
        {
            "number": invoice.number,
            "order_number": order_number or None,
            "status": status,
            "status_text": text(locale, NAMES[status]),
            "issued_on": invoice.issued_on,
            "due_on": invoice.due_on,
            "paid_on": invoice.paid_on,
            "currency": currency,
            "net": Money(invoice.net, currency),
            "tax": Money(invoice.tax, currency),
            "total": Money(invoice.total, currency),
            "paid": Money(invoice.paid, currency),
            "open": Money(invoice.total - invoice.paid, currency),
        }
    )
