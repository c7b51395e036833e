"""Cards as text and buttons as choices, for channels that know neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import format_currency, format_decimal

from portal.channels.ports import Choice
from portal.conversations.models import Message
from portal.shared.texts import ntext, text

Json = dict[str, Any]
MAX_LINES = 15


def said(message: Message, locale: str) -> str:
    """The message's words and its cards as text."""
    parts = [message.text.strip(), *(card_text(card, locale) for card in message.cards)]
    return "\n\n".join(part for part in parts if part)


def buttons(message: Message) -> list[Json]:
    """Every button of a message in a fixed order: its own, then its cards', outer ones first.

    The order gives each its number, so it must not depend on anything but the message.
    """
    return [*message.buttons, *(button for card in message.cards for button in _inside(card))]


def choices(message: Message) -> list[Choice]:
    """What can be pressed under a message. Two with one title are told apart by nobody, so the first one stays."""
    seen: set[str] = set()
    found = []
    for place, button in enumerate(buttons(message)):
        title = str(button.get("title") or "").strip()
        if not title or not button.get("payload") or title in seen:
            continue
        seen.add(title)
        found.append(Choice(title, f"m:{message.id.hex}:{place}"))
    return found


def _inside(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield from (one for one in value.get("buttons") or [] if isinstance(one, dict))
        for name, inner in value.items():
            if name != "buttons":
                yield from _inside(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _inside(inner)


def card_text(card: Json, locale: str) -> str:
    """A card in a few lines; a kind that is not known here is left to the message's own words."""
    kind = str(card.get("type"))
    inner = card.get(kind)
    if kind == "choices":
        return _choices(card, locale)
    if not isinstance(inner, dict) or kind not in _WRITERS:
        return ""
    return _WRITERS[kind](inner, locale)


def _product(product: Json, locale: str) -> str:
    head = f"{product.get('name', '')} ({product.get('sku', '')})"
    facts = []
    if product.get("price"):
        facts.append(f"{_money(product['price'], locale)} / {product.get('unit', '')}".rstrip(" /"))
    if product.get("in_stock"):
        facts.append(text(locale, "In stock: %(quantity)s", quantity=_number(product.get("available"), locale)))
    elif product.get("lead_time_days"):
        facts.append(ntext(locale, "To order: %(num)s day", "To order: %(num)s days", int(product["lead_time_days"])))
    return "\n".join([head, " · ".join(facts)] if facts else [head])


def _cart(cart: Json, locale: str) -> str:
    return _listing(text(locale, "Your cart"), cart, locale, "subtotal")


def _order(order: Json, locale: str) -> str:
    head = text(locale, "Order %(number)s", number=order.get("number", ""))
    status = str(order.get("status_text") or "")
    lines = [f"{head}: {status}" if status else head]
    for shipment in order.get("shipments") or []:
        parts = [str(shipment.get(name) or "") for name in ("number", "carrier", "tracking")]
        lines.append(" · ".join(part for part in parts if part))
    return _listing("\n".join(lines), order, locale, "total")


def _rfq(rfq: Json, locale: str) -> str:
    head = text(locale, "Request %(number)s", number=rfq.get("number", ""))
    status = str(rfq.get("status_text") or "")
    quote = rfq.get("quote") if isinstance(rfq.get("quote"), dict) else None
    heading = f"{head}: {status}" if status else head
    return _listing(heading, {**rfq, "total": quote.get("total") if quote else None}, locale, "total")


def _proposal(proposal: Json, locale: str) -> str:
    return _listing(text(locale, "Our proposal"), proposal, locale, "")


_WRITERS = {"product": _product, "cart": _cart, "order": _order, "rfq": _rfq, "proposal": _proposal}


def _choices(card: Json, locale: str) -> str:
    asked = str(card.get("text") or "")
    rows: Sequence[Json] = [one for one in card.get("candidates") or [] if isinstance(one, dict)]
    return "\n".join(filter(None, [asked, *(f"• {_product(one, locale)}" for one in rows)]))


def _listing(head: str, holder: Json, locale: str, total: str) -> str:
    rows = [one for one in holder.get("lines") or [] if isinstance(one, dict)]
    lines = [head, *(f"• {_line(row, locale)}" for row in rows[:MAX_LINES])]
    if len(rows) > MAX_LINES:
        more = len(rows) - MAX_LINES
        lines.append(ntext(locale, "… and %(num)s more line", "… and %(num)s more lines", more))
    if total and isinstance(holder.get(total), dict):
        lines.append(text(locale, "Total: %(sum)s", sum=_money(holder[total], locale)))
    return "\n".join(line for line in lines if line)


def _line(row: Json, locale: str) -> str:
    name = str(row.get("name") or row.get("description") or row.get("sku") or "")
    quantity = f"{_number(row.get('quantity'), locale)} {row.get('unit') or ''}".strip()
    total = f" = {_money(row['total'], locale)}" if isinstance(row.get("total"), dict) else ""
    return f"{name}: {quantity}{total}"


def _money(value: Json, locale: str) -> str:
    try:
        return format_currency(Decimal(str(value["amount"])), str(value["currency"]), locale=locale)
    except (InvalidOperation, KeyError):
        return ""


def _number(value: object, locale: str) -> str:
    try:
        return format_decimal(Decimal(str(value)), locale=locale)
    except InvalidOperation:
        return ""
