"""Mails about orders."""

from __future__ import annotations

from uuid import UUID

from babel.numbers import format_currency

from portal.accounts import queries as accounts
from portal.orders import queries
from portal.orders.models import Order
from portal.security.actor import Actor
from portal.shared import jobs
from portal.shared.mail import send_mail
from portal.shared.money import plain
from portal.shared.texts import text

MAX_LINES_SHOWN = 50


@jobs.job("io", name="orders.send_confirmation", retry=jobs.backoff(6))
def send_confirmation(order_id: str) -> None:
    """Mail the person who placed the order what was ordered."""
    settings = jobs.settings()
    with jobs.database().transaction(Actor.system("order confirmation")) as session:
        order = session.get(Order, UUID(order_id))
        user = accounts.user_by_id(session, order.placed_by) if order is not None and order.placed_by else None
        if order is None or user is None or not user.active:
            return
        to, locale = user.email, user.locale
        lines = [
            f"{line.position:>3}. {line.name} ({line.sku}): {plain(line.quantity)} {line.unit}"
            for line in queries.lines(session, order.id)
        ]
        number, name, po_number = order.number, user.name, order.po_number
        total = format_currency(order.total, order.currency, locale=locale)
    shown = "\n".join(lines[:MAX_LINES_SHOWN])
    if len(lines) > MAX_LINES_SHOWN:
        shown += "\n…"
    subject = text(locale, "Your order %(number)s", number=number)
    body = text(
        locale,
        "Hello %(name)s,\n\nwe have your order %(number)s%(po)s:\n\n%(lines)s\n\nTotal with VAT: %(total)s\n\n"
        "Follow it here: %(link)s\n",
        name=name,
        number=number,
        po=f" (PO {po_number})" if po_number else "",
        lines=shown,
        total=total,
        link=f"{settings.web_url}/orders/{number}",
    )
    send_mail(settings, to=to, subject=subject, body=body)
