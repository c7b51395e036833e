"""The company's credit and its documents, and what waits for approval."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from typing import Any

from actions import formats
from actions.api.errors import ForbiddenError
from actions.base import BuyerAction
from actions.buttons import button, talk_button, yes_no
from actions.orders import found_number, latest_number
from actions.packet import packet
from actions.turn import Turn

Json = dict[str, Any]
MOST_SHOWN = 10
_OVERDUE = re.compile(
    r"\b(?:overdue|past due|late|прострочен\w*|протермінован\w*|просрочен\w*|zaleg[łl]\w*|przeterminowan\w*|po terminie)\b",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"\b(?:unpaid|open|outstanding|not paid|to (?:be )?pa(?:y|id)|owe|неоплачен\w*|несплачен\w*|відкрит\w*|до сплати|не оплачен\w*|"
    r"открыт\w*|к оплате|niezap[łl]acon\w*|nieop[łl]acon\w*|otwart\w*|do zap[łl]aty)\b",
    re.IGNORECASE,
)
_PAID = re.compile(r"\b(?:paid|оплачен\w*|сплачен\w*|zap[łl]acon\w*|op[łl]acon\w*)\b", re.IGNORECASE)
_LAST_ORDER = re.compile(
    r"\b(?:last|latest|останн\w+|последн\w+|ostatni\w*)\s+(?:order|замовлен\w*|заказ\w*|zam[oó]wieni\w*)", re.IGNORECASE
)


class ActionCreditBalance(BuyerAction):
    """The company's credit limit, what is left of it, and what is overdue."""

    called = "action_credit_balance"

    async def act(self, turn: Turn) -> None:
        """Tell it; single invoices where those are asked for."""
        if turn.entity("document_kind") == "invoice" and (_UNPAID.search(turn.text) or _OVERDUE.search(turn.text)):
            await _invoices(turn)
            return
        me = await turn.portal.company.me()
        credit = (me.get("company") or {}).get("credit")
        _ = turn.texts._
        owed = await _owed(turn)
        if not credit and not owed:
            text = _(
                "No credit terms are shown for your account. Your company's finance staff or a "
                "colleague of ours can tell you more."
            )
            turn.say(text, buttons=[talk_button(turn, "credit and balance")])
            return
        said = []
        if credit:
            values = {name: formats.money(credit[name], turn.texts) for name in ("limit", "used", "available")}
            said.append(_("Credit limit: {limit}. Used: {used}. Available: {available}.", **values))
        said += owed or []
        if owed == []:
            said.append(_("There are no unpaid invoices."))
        buttons = [button(_("Unpaid invoices"), "get_document", document_kind="invoice", status="open")] if owed else []
        turn.say(" ".join(said), buttons=[*buttons, talk_button(turn, "credit and balance")])


async def _owed(turn: Turn) -> list[str] | None:
    """What is unpaid, a sentence a currency; None for somebody who may not see it."""
    try:
        answer = await turn.portal.orders.invoices(status="open")
    except ForbiddenError:
        return None
    n_ = turn.texts.n_
    said = []
    for one in answer.get("owed") or []:
        total = formats.money(one["open"], turn.texts)
        text = n_("{n} unpaid invoice, {total}", "{n} unpaid invoices, {total}", one["count"], total=total)
        if one["overdue_count"]:
            overdue = formats.money(one["overdue"], turn.texts)
            text += ", " + turn.texts._("of this overdue: {total}", total=overdue)
        said.append(f"{text}.")
    return said


async def offer_person(turn: Turn, text: str, reason: str) -> None:
    """Say honestly that this takes a person, and offer one; "yes" hands over."""
    turn.ask_to_confirm("hand_over", reason=reason)
    turn.say(text, buttons=yes_no(turn, turn.texts._("Yes, pass me on"), "hand_over", reason=reason))


class ActionGetDocument(BuyerAction):
    """Invoices are told; the papers themselves, and every other document, come from a person."""

    called = "action_get_document"

    async def act(self, turn: Turn) -> None:
        """Answer by the kind of document."""
        kind = turn.entity("document_kind") or ("invoice" if turn.entity("invoice_number") else None)
        if kind in {None, "invoice"} and (kind or _UNPAID.search(turn.text) or _OVERDUE.search(turn.text)):
            await _invoices(turn)
            return
        _ = turn.texts._
        names = {
            "act": _("acceptance certificate"), "delivery_note": _("delivery note"), "statement": _("statement"),
            "price_list": _("price list"), "certificate": _("certificate"), "contract": _("contract"),
            "reconciliation": _("reconciliation statement"),
        }  # fmt: skip
        number = await found_number(turn)
        if kind in names:
            text = _("I cannot send this document in the chat yet: {kind}.", kind=names[kind])
        else:
            text = _("I cannot send documents in the chat yet.")
        ask = _("Shall I pass your request to a colleague?")
        about = f" for {number}" if number else ""
        await offer_person(turn, f"{text} {ask}", packet(turn, f"document {kind or ''}{about}"))


async def _invoices(turn: Turn) -> None:
    """The invoices that are meant, in words; the PDF is offered by way of a person."""
    filters: dict[str, str] = {}
    if turn.entity("invoice_number"):
        filters["number"] = str(turn.entity("invoice_number"))
    else:
        number = await found_number(turn)
        if number is None and _LAST_ORDER.search(turn.text):
            number = await latest_number(turn)
            if number is None:
                return
        if number:
            filters["order"] = number
    status = str(turn.entity("status") or "") if turn.is_button else _status(turn.text)
    if status:
        filters["status"] = status
    answer = await turn.portal.orders.invoices(**filters)
    _ = turn.texts._
    items = answer["items"][:MOST_SHOWN]
    if not items:
        text = _nothing(turn, filters)
        ask = _("A colleague can look for it. Shall I pass it on?")
        await offer_person(turn, f"{text} {ask}", packet(turn, f"invoice {' '.join(filters.values())}".strip()))
        return
    said = [_("Invoices, the newest first:"), *(_invoice(turn, one) for one in items)]
    if answer.get("next"):
        said.append(_("There are more; ask for an order or for the unpaid ones."))
    said.append(_("I cannot send the PDF itself yet; a colleague can. Shall I ask for it?"))
    numbers = ", ".join(one["number"] for one in items[:5])
    await offer_person(turn, "\n".join(said), packet(turn, f"PDF of {numbers}"))


def _status(text: str) -> str:
    if _OVERDUE.search(text):
        return "overdue"
    if _UNPAID.search(text):
        return "open"
    return "paid" if _PAID.search(text) else ""


def _nothing(turn: Turn, filters: dict[str, str]) -> str:
    _ = turn.texts._
    if filters.get("order"):
        return _(
            "There is no invoice for order {number} yet: it is issued when the goods leave.", number=filters["order"]
        )
    if filters.get("number"):
        return _("I did not find the invoice {number} among your company's.", number=filters["number"])
    if filters.get("status") == "overdue":
        return _("Your company has no overdue invoices.")
    return _("There are no unpaid invoices.") if filters.get("status") == "open" else _("I found no invoices.")


def _invoice(turn: Turn, one: Json) -> str:
    _ = turn.texts._
    days = {name: formats.day(one[name], turn.texts) for name in ("issued_on", "due_on")}
    total = formats.money(one["total"], turn.texts)
    about = f" ({one['order_number']})" if one.get("order_number") else ""
    text = f"• {one['number']}{about}, {days['issued_on']}, {total}: "
    if one["status"] == "paid":
        return text + _("paid")
    left = formats.money(one["open"], turn.texts)
    if one["status"] == "overdue":
        return text + _("overdue since {date}, {left} to be paid", date=days["due_on"], left=left)
    return text + _("{left} to be paid by {date}", date=days["due_on"], left=left)


class ActionPendingApprovals(BuyerAction):
    """Approvals are not in the chat yet."""

    called = "action_pending_approvals"

    async def act(self, turn: Turn) -> None:
        """Offer a person."""
        text = turn.texts._("I cannot show or decide approvals in the chat yet. Shall I pass you to a colleague?")
        await offer_person(turn, text, packet(turn, "approvals"))
