"""What interrupts a form, and what is an answer to it although it resembles something else."""

from __future__ import annotations

from datetime import UTC, datetime

from actions.corrections import removes
from actions.rfq_reading import read
from actions.rfq_words import CART, NOTHING, OTHER, SEND
from actions.turn import Turn

# What interrupts a form; everything else is taken for an answer to its question.
INTERRUPTIONS = frozenset(
    (
        "greet", "goodbye", "help", "order_status", "list_orders", "reorder", "autofill_cart",
        "view_cart", "clear_cart", "checkout", "quote_status", "accept_quote", "decline_quote",
        "counter_quote", "talk_to_human", "cancel_dialog", "change_language", "credit_balance", "get_document",
        "faq_delivery", "faq_payment", "faq_warranty", "pending_approvals", "complain", "return_item",
        "cancel_order", "check_availability", "check_price", "find_substitute",
    )
)  # fmt: skip
# A note is free text and looks like many things; only this much is surely none.
NOTE_INTERRUPTIONS = frozenset(
    {"help", "talk_to_human", "change_language", "view_cart", "list_orders", "order_status", "quote_status"}
)
# Corrections of a request resemble these: "0.85 for the cable", "cancel the second line", "deliver by Friday".
LOOKALIKES = frozenset(
    ("check_price", "check_availability", "counter_quote", "cancel_order", "return_item", "faq_delivery", "faq_payment",
     "order_status", "find_substitute", "decline_quote", "clear_cart", "checkout", "complain", "goodbye", "reorder")
)  # fmt: skip
OWN_BUTTONS = frozenset({"request_quote", "deny", "attachment", "submit_rfq", "choose_rfq_product"})
SURE = 0.6
VERY_SURE = 0.9


def interrupts(turn: Turn) -> bool:
    """Whether the message is not about the request for quotation that is being written."""
    asked = turn.slot("requested_slot")
    if turn.is_button:
        return turn.intent not in OWN_BUTTONS
    if asked and (SEND.fullmatch(turn.text) or NOTHING.fullmatch(turn.text)):
        return False
    if turn.intent == "cancel_dialog":
        return True
    pending = turn.slot("pending")
    if pending and not pending.get("aside") and turn.intent in {"affirm", "deny"}:
        return True  # the interruption asked a question of its own, and this answers that
    return bool(asked) and _turns_away(turn, asked)


def _turns_away(turn: Turn, asked: str) -> bool:
    if asked == "rfq_lines" and CART.search(turn.text) and turn.intent == "view_cart":
        return False  # "my cart" answers the question
    if asked == "rfq_more":
        return turn.intent in NOTE_INTERRUPTIONS and turn.confidence >= VERY_SURE
    if turn.intent not in INTERRUPTIONS or turn.confidence < SURE:
        # a question is none of the things that a summary is answered with
        return asked == "rfq_confirmed" and turn.text.rstrip().endswith("?") and _says_nothing(turn)
    return turn.intent not in LOOKALIKES or bool(OTHER.search(turn.text)) or _says_nothing(turn)


def _says_nothing(turn: Turn) -> bool:
    """Whether the message has nothing that would belong into the request."""
    said = read(turn.text, turn.locale, datetime.now(UTC).date(), loose=True)
    return said.empty and not removes(turn.text)
