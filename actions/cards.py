"""Cards in the shapes of docs/architecture.md, with the buttons that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.buttons import button
from actions.lines import CANDIDATES
from actions.turn import Turn

Json = dict[str, Any]

MAX_LINES = 30


def product_card(turn: Turn, product: Json) -> Json:
    """A product with its "add" button."""
    quantity = str(product.get("min_quantity") or 1)
    add = button(turn.texts._("Add to cart"), "add_product", sku=product["sku"], quantity=quantity)
    return {"type": "product", "product": _short(product), "buttons": [add]}


def _short(product: Json) -> Json:
    """Without what only the product's page shows; cards are stored with the dialogue."""
    heavy = {"description", "attributes", "price_trace", "substitutes", "stock"}
    return {name: value for name, value in product.items() if name not in heavy}


def cart_card(turn: Turn, cart: Json, *, order: bool = True) -> Json:
    """The cart, with the way to check-out."""
    _ = turn.texts._
    buttons = [button(_("Check out"), "checkout")] if order and cart["lines"] else []
    return {"type": "cart", "cart": {**cart, "lines": cart["lines"][:MAX_LINES]}, "buttons": buttons}


def order_card(turn: Turn, order: Json, *, details: bool = True) -> Json:
    """An order; ``details`` adds the way to its status."""
    _ = turn.texts._
    buttons = [button(_("Details"), "order_status", order_number=order["number"])] if details else []
    buttons.append(button(_("Order again"), "reorder", order_number=order["number"]))
    return {"type": "order", "order": {**order, "lines": (order.get("lines") or [])[:MAX_LINES]}, "buttons": buttons}


def rfq_card(turn: Turn, rfq: Json) -> Json:
    """A request for quotation; once quoted, with the ways to accept or decline."""
    _ = turn.texts._
    buttons = []
    if rfq["status"] == "quoted":
        buttons = [
            button(_("Accept quote"), "accept_quote", rfq_number=rfq["number"]),
            button(_("Decline"), "decline_quote", rfq_number=rfq["number"]),
        ]
    return {"type": "rfq", "rfq": rfq, "buttons": buttons}


def proposal_card(turn: Turn, proposal: Json) -> Json:
    """A proposal from history; every line can be taken alone."""
    lines = proposal["lines"][:MAX_LINES]
    _ = turn.texts._
    buttons = [button(_("Add all"), "apply_proposal", proposal_id=proposal["id"]), button(_("No, leave it"), "deny")]
    return {"type": "proposal", "proposal": {**proposal, "lines": lines}, "buttons": buttons}


def choices_card(line: Json) -> Json:
    """An order line that may mean several products."""
    candidates: Sequence[Json] = line["candidates"][:CANDIDATES]
    buttons = [
        button(product["name"][:80], "choose_product", sku=product["sku"], quantity=str(line.get("quantity") or 1))
        for product in candidates
    ]
    return {
        "type": "choices",
        "position": line["position"],
        "text": line["text"],
        "quantity": line.get("quantity"),
        "candidates": [_short(product) for product in candidates],
        "buttons": buttons,
    }
