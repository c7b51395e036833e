"""The two best guesses at a message that was not understood, as buttons that carry its words."""

from __future__ import annotations

from actions.buttons import button
from actions.turn import SAID, Button, Turn

LIKELY = 0.06
OFFERED = 2
LONGEST = 500
NUMBERS = ("order_number", "rfq_number", "invoice_number", "po_number", "number")
# Nothing is gained by offering these: they are said in a word, or have a button of their own.
NOT_OFFERED = frozenset(
    {"greet", "goodbye", "thank", "affirm", "deny", "cancel_dialog", "out_of_scope", "nlu_fallback", "talk_to_human",
     "pick_option", "show_more"}
)  # fmt: skip


def titles(turn: Turn) -> dict[str, str]:
    """What each intent is called on a button."""
    _ = turn.texts._
    return {
        "accept_quote": _("Accept quote"),
        "add_to_cart": _("Add to cart"),
        "autofill_cart": _("Fill the cart from history"),
        "cancel_order": _("Cancel an order"),
        "change_cart": _("Change the cart"),
        "change_language": _("Change the language"),
        "check_availability": _("Stock and lead time"),
        "check_price": _("Price of a product"),
        "checkout": _("Check out"),
        "clear_cart": _("Empty the cart"),
        "complain": _("Make a complaint"),
        "counter_quote": _("Negotiate a quote"),
        "credit_balance": _("Credit and balance"),
        "decline_quote": _("Decline a quote"),
        "faq_delivery": _("Delivery terms"),
        "faq_payment": _("Payment terms"),
        "faq_warranty": _("Warranty and returns"),
        "find_substitute": _("Find a substitute"),
        "get_document": _("Get a document"),
        "help": _("What I can do"),
        "list_orders": _("My orders"),
        "notices": _("Notifications"),
        "order_status": _("Status of an order"),
        "pending_approvals": _("Approvals"),
        "quote_status": _("My quotations"),
        "recommend": _("Advice on products"),
        "reorder": _("Repeat an order"),
        "request_quote": _("Request a quotation"),
        "return_item": _("Return goods"),
        "search_product": _("Search the catalogue"),
        "view_cart": _("Show cart"),
    }


def guess_buttons(turn: Turn) -> list[Button]:
    """The likeliest intents; a press is answered as if the message had been understood that way."""
    named = titles(turn)
    carried = {kind: str(turn.entity(kind)) for kind in NUMBERS if turn.entity(kind) is not None}
    said = turn.text.strip()[:LONGEST]
    likely = [str(one["name"]) for one in turn.ranking if one.get("confidence", 0) >= LIKELY]
    offered = [name for name in likely if name in named and name not in NOT_OFFERED][:OFFERED]
    return [button(named[name], name, **{SAID: said}, **carried) for name in offered]
