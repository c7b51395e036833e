"""The questions of a request for quotation, its summary, and sending it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop
from rasa_sdk.executor import CollectingDispatcher

from actions import formats, rfq_lines
from actions.api.errors import RefusedError
from actions.base import BuyerAction, explain
from actions.buttons import button
from actions.cards import rfq_card
from actions.draft import DONE
from actions.giving_up import forget_request
from actions.resuming import RESUMERS
from actions.rfq_interruptions import interrupts
from actions.rfq_words import NOTHING, SEND
from actions.steps import step
from actions.turn import Button, Turn

Json = dict[str, Any]
MOST_CHOICES = 6


def _ask(turn: Turn, text: str, buttons: list[Button], *, brief: str) -> None:
    """The question with what has to be said first; after an interruption only ``brief``.

    Where the interruption asked a question itself, that one comes first: the form only says that it waits.
    """
    pending = turn.slot("pending")
    if interrupts(turn):
        turn.remember("pending", pending)  # the question just asked is still the last one
        if pending and not pending.get("aside"):
            turn.say(turn.texts._("Your request for quotation waits meanwhile."))
        else:
            turn.say(brief, buttons=buttons)
        return
    said = [*(turn.slot("rfq_remarks") or []), _problem(turn), text]
    turn.remember("rfq_remarks", None)
    turn.say("\n".join(part for part in said if part), buttons=buttons)


def _problem(turn: Turn) -> str:
    code = turn.slot("rfq_problem")
    if not code:
        return ""
    turn.remember("rfq_problem", None)
    _ = turn.texts._
    return {
        "no_lines": _("I recognised no product in that."),
        "no_quantity": _("I did not recognise a quantity in that."),
        "cart_empty": _("Your cart is empty."),
        "login_required": _("Please log in first."),
        "not_sent": _("I have not sent it. Tell me what to change, write “send”, or “cancel”."),
    }.get(code, _("I could not reach the order system just now."))


class ActionAskRfqLines(BuyerAction):
    """Asks what is to be quoted."""

    called = "action_ask_rfq_lines"

    async def act(self, turn: Turn) -> None:
        """Ask, saying first what was wrong."""
        _ = turn.texts._
        text = _("What shall we quote? Write products and quantities, one after another, or “my cart”.")
        brief = _("Back to your request for quotation: what shall we quote?")
        _ask(turn, text, [button(_("Cancel"), "cancel_dialog")], brief=brief)


class ActionAskRfqQuantities(BuyerAction):
    """Asks for the quantities that were not said."""

    called = "action_ask_rfq_quantities"

    async def act(self, turn: Turn) -> None:
        """Ask for all of them at once."""
        _ = turn.texts._
        missing = rfq_lines.uncounted(turn.slot("rfq_lines") or [])
        names = "; ".join(line["description"] for line in missing[:10])
        text = _("How many do you need of: {names}?", names=names)
        brief = _("Back to your request for quotation: how many do you need of {names}?", names=names)
        _ask(turn, text, [button(_("Cancel"), "cancel_dialog")], brief=brief)


class ActionAskRfqMore(BuyerAction):
    """The one optional question: by when, or whatever else the manager should know."""

    called = "action_ask_rfq_more"

    async def act(self, turn: Turn) -> None:
        """Show what was understood so far, and ask for the day if there is none yet, else for the rest."""
        _ = turn.texts._
        cancel = button(_("Cancel"), "cancel_dialog")
        lines = turn.slot("rfq_lines") or []
        if turn.slot("rfq_needed_by") or all(line.get("needed_by") for line in lines):
            text = _("Is there anything the sales manager should know, such as a target price or the delivery address?")
            brief = _("Back to your request for quotation: is there anything the sales manager should know?")
            buttons = [button(_("Nothing to add"), "deny"), cancel]
            _ask(turn, "\n".join([*summary(turn), text]), buttons, brief=brief)
            return
        text = _(
            "By when do you need it? For example “by Friday” or “15.12”. You can add target prices, the delivery "
            "address or a remark."
        )
        brief = _("Back to your request for quotation: by when do you need it?")
        buttons = [button(_("No fixed date"), "deny"), cancel]
        _ask(turn, "\n".join([*summary(turn), text]), buttons, brief=brief)


class ActionAskRfqConfirmed(BuyerAction):
    """Shows the whole request and asks whether to send it."""

    called = "action_ask_rfq_confirmed"

    async def act(self, turn: Turn) -> None:
        """Summary with its buttons."""
        _, n_ = turn.texts._, turn.texts.n_
        lines = turn.slot("rfq_lines") or []
        text = "\n".join([*summary(turn), _("Shall I send it to the sales manager?")])
        brief = n_(
            "Your request for quotation with {n} line is ready. Shall I send it?",
            "Your request for quotation with {n} lines is ready. Shall I send it?",
            len(lines),
        )
        buttons = [button(_("Yes, send it"), "submit_rfq"), *_choices(lines), button(_("Cancel"), "cancel_dialog")]
        _ask(turn, text, buttons, brief=brief)


def _choices(lines: list[Json]) -> list[Button]:
    found = [
        button(option["name"][:80], "choose_rfq_product", sku=option["sku"])
        for line in lines
        for option in line.get("options") or []
    ]
    return found[:MOST_CHOICES]


def summary(turn: Turn) -> list[str]:
    """The request as it would be sent."""
    _ = turn.texts._
    lines = turn.slot("rfq_lines") or []
    details = turn.slot("rfq_details") or {}
    title = details.get("title")
    said = [_("Your request for quotation “{title}”:", title=title) if title else _("Your request for quotation:")]
    said += [_line(turn, line, details.get("currency")) for line in lines]
    if any(line.get("options") for line in lines):
        said.append(_("Where I was not sure of the product, your words go to the manager; you may choose one below."))
    elif any(not line["sku"] for line in lines):
        said.append(_("What is not in our catalogue goes to the manager in your words."))
    if turn.slot("rfq_needed_by"):
        said.append(_("Needed by {date}.", date=formats.day(turn.slot("rfq_needed_by"), turn.texts)))
    if details.get("address"):
        said.append(_("Delivery to: {address}", address=details["address"]))
    if details.get("po_number"):
        said.append(_("Your PO number: {number}", number=details["po_number"]))
    if turn.slot("rfq_files"):
        said.append(_("Attached: {names}", names=", ".join(one["name"] for one in turn.slot("rfq_files"))))
    if details.get("note"):
        said.append(_("Note: {note}", note=details["note"]))
    return said


def _line(turn: Turn, line: Json, currency: str | None) -> str:
    _ = turn.texts._
    parts = [f"• {formats.quantity(line['quantity'], line.get('unit'), turn.texts)} — {line['description']}"]
    if line.get("target_price"):
        price = line["target_price"]
        shown = (
            formats.money({"amount": price, "currency": currency}, turn.texts)
            if currency
            else formats.number(price, turn.texts)
        )
        parts.append(_("target price {price}", price=shown))
    if line.get("target_words"):
        parts.append(_("target price {price}", price=line["target_words"]))
    if line.get("needed_by"):
        parts.append(_("needed by {date}", date=formats.day(line["needed_by"], turn.texts)))
    if line.get("comment"):
        parts.append(line["comment"])
    return ", ".join(parts)


class ActionSubmitRfq(BuyerAction):
    """Raises the request that was confirmed."""

    called = "action_submit_rfq"

    async def act(self, turn: Turn) -> None:
        """Send it."""
        await submit_rfq(turn, {})


@step("submit_rfq")
async def submit_rfq(turn: Turn, arguments: Json) -> None:  # noqa: ARG001 - every step takes arguments
    """Raise the request; a button pressed after that finds nothing to send."""
    lines = turn.slot("rfq_lines")
    _ = turn.texts._
    if not lines or rfq_lines.uncounted(lines):
        turn.say(
            _("This request was sent or cancelled before."), buttons=[button(_("Request a quotation"), "request_quote")]
        )
        return
    try:
        rfq = await turn.portal.rfqs.create(_request(turn, lines))
    except RefusedError as error:
        explain(turn, error)
        return
    forget_request(turn)
    turn.show("rfqs", [rfq["number"]])
    turn.say(
        _(
            "Sent: your request has the number {number}. You will be told here as soon as the offer is ready.",
            number=rfq["number"],
        ),
        cards=[rfq_card(turn, rfq)],
    )


def _request(turn: Turn, lines: list[Json]) -> Json:
    details = turn.slot("rfq_details") or {}
    _ = turn.texts._
    request: Json = {
        "lines": [rfq_lines.sent(line, _("target price {price}", price=line.get("target_words"))) for line in lines]
    }
    if turn.slot("rfq_needed_by"):
        request["needed_by"] = turn.slot("rfq_needed_by")
    for name in ("title", "po_number"):
        if details.get(name):
            request[name] = details[name]
    address = details.get("address")
    note = [_("Delivery to: {address}", address=address)] if address else []
    if details.get("note"):
        note.append(details["note"])
    if note:
        request["note"] = "\n".join(note)
    if turn.slot("rfq_files"):
        request["file_ids"] = [one["id"] for one in turn.slot("rfq_files")]
    return request


async def _go_on(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Any] | None:
    """The request goes on where "send it" or "doesn't matter when" was taken for giving it up."""
    turn = Turn(dispatcher, tracker, ActionAskRfqConfirmed.called)
    lines = turn.slot("rfq_lines")
    if not lines or turn.is_button or rfq_lines.uncounted(lines):
        return None
    sends = SEND.fullmatch(turn.text) is not None
    if turn.slot("rfq_more"):
        if not sends:
            return None
        await submit_rfq(turn, {})
        return turn.events
    if not sends and not NOTHING.fullmatch(turn.text):
        return None
    turn.remember("rfq_more", DONE)
    turn.remember("requested_slot", "rfq_confirmed")
    await ActionAskRfqConfirmed().act(turn)
    return [*turn.events, ActiveLoop("rfq_form")]


RESUMERS.append(_go_on)
