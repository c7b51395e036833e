"""Requesting a quotation: the lines, when they are needed, a note, and a last look before it is sent."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import formats
from actions.api.errors import PortalError, RefusedError
from actions.attachments import files_for_request
from actions.base import BuyerAction, explain
from actions.buttons import button, yes_no
from actions.cards import rfq_card
from actions.phrases import names_product, without_request
from actions.references import numbers_in
from actions.steps import step
from actions.talk import forget_request
from actions.turn import Turn
from nlu.reading.dates import Deadline, find_deadline, without

Json = dict[str, Any]

FORM = "rfq_form"
NOT_SET = "-"
LONGEST_NOTE = 1000

# What interrupts the form; everything else is taken for an answer to its question.
INTERRUPTIONS = frozenset(
    (
        "greet", "help", "order_status", "list_orders", "reorder", "autofill_cart",
        "view_cart", "clear_cart", "checkout", "quote_status", "accept_quote", "decline_quote",
        "counter_quote", "talk_to_human", "cancel_dialog", "change_language", "credit_balance", "get_document",
        "faq_delivery", "faq_payment", "faq_warranty", "pending_approvals", "complain", "return_item",
        "cancel_order", "check_availability", "check_price",
    )
)  # fmt: skip
# A note is free text and looks like many things; only this much is surely none.
NOTE_INTERRUPTIONS = frozenset(
    {"help", "talk_to_human", "change_language", "view_cart", "list_orders", "order_status", "quote_status"}
)
SURE = 0.6
VERY_SURE = 0.9
_CART = re.compile(r"\b(?:cart|basket|trolley|кошик\w*|корзин\w*|koszyk\w*)\b", re.IGNORECASE)
_NO_DATE = re.compile(
    r"\b(?:no|not|any ?time|whenever|doesn't matter|ні|нема|без|не важливо|байдуже|коли завгодно|нет|"
    r"неважно|когда угодно|nie|bez|obojętn\w*|kiedykolwiek)\b",
    re.IGNORECASE,
)


def today() -> date:
    """The present day in UTC."""
    return datetime.now(UTC).date()


class ActionStartRfq(BuyerAction):
    """Begins a new request with empty hands."""

    called = "action_start_rfq"

    async def act(self, turn: Turn) -> None:
        """Forget an earlier one that was never sent."""
        forget_request(turn)
        turn.remember("pending", None)
        if turn.shown["kind"] == "emptied_cart":
            turn.remember("shown", None)  # "cancel" is about the request from now on, not about the emptied cart


class ValidateRfqForm(BuyerAction):
    """Reads an answer to the form; what is no answer is left to the other rules."""

    called = "validate_rfq_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        """No slot at all for an interruption: that is how a form lets the other rules speak."""
        turn = Turn(dispatcher, tracker, self.called)
        if _interrupts(turn, turn.slot("requested_slot")):
            return []
        events: list[Any] = await super().run(dispatcher, tracker, domain)
        return events

    async def act(self, turn: Turn) -> None:
        """Fill what the message gives: lines, day and note may come in any order or together."""
        asked = turn.slot("requested_slot")
        text = "" if turn.is_button and turn.intent == "request_quote" else turn.text
        if turn.attachments:
            await files_for_request(turn, _from_text)
            if turn.is_button:
                return
            asked = "" if asked == "rfq_lines" else asked
        if asked == "rfq_note":
            turn.remember("rfq_note", _note(turn))
            return
        found = find_deadline(text, turn.locale, today())
        if found is not None:
            turn.remember("rfq_needed_by", found.day.isoformat())
        elif asked == "rfq_needed_by":
            _no_date(turn)
            return
        if asked != "rfq_needed_by" and not turn.attachments:
            await _read_lines(turn, text, found, asked)

    def explain(self, turn: Turn, error: PortalError) -> None:
        """The question asked next says what the matter was: a form drops other words of its validation."""
        turn.remember("rfq_problem", error.code)


def _interrupts(turn: Turn, asked: str | None) -> bool:
    if turn.intent == "cancel_dialog":
        return True
    if turn.is_button:
        return turn.intent not in {"request_quote", "deny", "attachment"}
    if asked == "rfq_lines" and _CART.search(turn.text) and turn.intent == "view_cart":
        return False  # "my cart" answers the question
    if asked == "rfq_note":
        return turn.intent in NOTE_INTERRUPTIONS and turn.confidence >= VERY_SURE
    return bool(asked) and turn.intent in INTERRUPTIONS and turn.confidence >= SURE


def _note(turn: Turn) -> str:
    if turn.intent in {"deny", "thank"} or (turn.intent == "affirm" and turn.confidence >= SURE):
        return NOT_SET
    return turn.text.strip()[:LONGEST_NOTE] or NOT_SET


def _no_date(turn: Turn) -> None:
    if turn.intent == "deny" or _NO_DATE.search(turn.text):
        turn.remember("rfq_needed_by", NOT_SET)
    else:
        turn.remember("rfq_problem", "no_date")


async def _read_lines(turn: Turn, text: str, found: Deadline | None, asked: str | None) -> None:
    if _CART.search(text):
        lines = [_from_cart(line) for line in (await turn.portal.cart.get())["lines"]]
        _keep_lines(turn, lines, "cart_empty")
        return
    words = without_request(without(text, found))
    if not names_product(words):
        if asked and found is None:
            turn.remember("rfq_problem", "no_lines")
        return
    try:
        answer = await turn.portal.cart.read_text(words, apply=False)
    except RefusedError as error:
        if asked:
            turn.remember("rfq_problem", error.code)
        return
    # words alone ("a quote for the hospital project", "no fixed date") name a product only if one is known
    if numbers_in(words) or any(line["status"] != "unknown" for line in answer["lines"]):
        _keep_lines(turn, [_from_text(line) for line in answer["lines"]], "no_lines")
    elif asked:
        turn.remember("rfq_problem", "no_lines")


def _keep_lines(turn: Turn, lines: list[Json], problem: str) -> None:
    if lines:
        turn.remember("rfq_lines", lines)
    else:
        turn.remember("rfq_problem", problem)


def _from_cart(line: Json) -> Json:
    return {
        "sku": line["sku"],
        "description": line["name"],
        "quantity": str(line["quantity"]),
        "unit": line.get("unit"),
    }


def _from_text(line: Json) -> Json:
    product = line.get("product") if line["status"] == "sure" else None
    quantity = str(line.get("quantity") or 1)
    if product:
        return {
            "sku": product["sku"],
            "description": product["name"],
            "quantity": quantity,
            "unit": product.get("unit"),
        }
    return {
        "sku": None,
        "description": (line.get("phrase") or line["text"])[:500],
        "quantity": quantity,
        "unit": line.get("unit"),
    }


class ActionAskRfqLines(BuyerAction):
    """Asks what is to be quoted."""

    called = "action_ask_rfq_lines"

    async def act(self, turn: Turn) -> None:
        """Ask, saying first what was wrong."""
        _ = turn.texts._
        problem = _problem(turn)
        ask = _("What shall we quote? Write products and quantities, one after another, or “my cart”.")
        turn.say(f"{problem} {ask}".strip(), buttons=[button(_("Cancel"), "cancel_dialog")])


class ActionAskRfqNeededBy(BuyerAction):
    """Asks when the goods are needed."""

    called = "action_ask_rfq_needed_by"

    async def act(self, turn: Turn) -> None:
        """Ask."""
        _ = turn.texts._
        ask = _("By when do you need it? For example “by Friday” or “15.12”.")
        buttons = [button(_("No fixed date"), "deny"), button(_("Cancel"), "cancel_dialog")]
        turn.say(f"{_problem(turn)} {ask}".strip(), buttons=buttons)


class ActionAskRfqNote(BuyerAction):
    """Asks for anything the sales manager should know."""

    called = "action_ask_rfq_note"

    async def act(self, turn: Turn) -> None:
        """Ask."""
        _ = turn.texts._
        ask = _("Is there anything the sales manager should know, such as a target price or the delivery address?")
        turn.say(ask, buttons=[button(_("Nothing to add"), "deny"), button(_("Cancel"), "cancel_dialog")])


def _problem(turn: Turn) -> str:
    code = turn.slot("rfq_problem")
    if not code:
        return ""
    turn.remember("rfq_problem", None)
    _ = turn.texts._
    return {
        "no_date": _("I did not recognise a date in that."),
        "no_lines": _("I recognised no product in that."),
        "cart_empty": _("Your cart is empty."),
        "login_required": _("Please log in first."),
    }.get(code, _("I could not reach the order system just now."))


class ActionRfqSummary(BuyerAction):
    """Shows the request once more and asks whether to send it."""

    called = "action_rfq_summary"

    async def act(self, turn: Turn) -> None:
        """Summary with its buttons."""
        _ = turn.texts._
        said = [_("Your request for quotation:")]
        said += [
            f"• {formats.quantity(line['quantity'], line.get('unit'), turn.texts)} — {line['description']}"
            for line in turn.slot("rfq_lines") or []
        ]
        if _given(turn, "rfq_needed_by"):
            said.append(_("Needed by {date}.", date=formats.day(turn.slot("rfq_needed_by"), turn.texts)))
        if turn.slot("rfq_files"):
            said.append(_("Attached: {names}", names=", ".join(one["name"] for one in turn.slot("rfq_files"))))
        if _given(turn, "rfq_note"):
            said.append(_("Note: {note}", note=turn.slot("rfq_note")))
        said.append(_("Shall I send it to the sales manager?"))
        turn.ask_to_confirm("submit_rfq")
        turn.say("\n".join(said), buttons=yes_no(turn, _("Yes, send it"), "submit_rfq"))


def _given(turn: Turn, name: str) -> str | None:
    value = turn.slot(name)
    return value if value and value != NOT_SET else None


@step("submit_rfq")
async def submit_rfq(turn: Turn, arguments: Json) -> None:  # noqa: ARG001 - every step takes arguments
    """Raise the request."""
    lines = turn.slot("rfq_lines")
    _ = turn.texts._
    if not lines:
        turn.say(
            _("This request was sent or cancelled before."), buttons=[button(_("Request a quotation"), "request_quote")]
        )
        return
    request: Json = {"lines": [{name: value for name, value in line.items() if value is not None} for line in lines]}
    for name, slot in (("needed_by", "rfq_needed_by"), ("note", "rfq_note")):
        if _given(turn, slot):
            request[name] = turn.slot(slot)
    if turn.slot("rfq_files"):
        request["file_ids"] = [one["id"] for one in turn.slot("rfq_files")]
    try:
        rfq = await turn.portal.rfqs.create(request)
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
