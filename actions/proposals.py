"""Filling the cart from history: the proposal, corrections to it in words, and putting it into the cart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from actions.base import BuyerAction
from actions.before import reads_first
from actions.buttons import button, yes_no
from actions.cards import proposal_card
from actions.cart import show_change
from actions.picking import Picked, pick_lines
from actions.steps import step
from actions.turn import Turn

Json = dict[str, Any]


class ActionAutofillCart(BuyerAction):
    """Proposes what the company usually buys and is due."""

    called = "action_autofill_cart"

    async def act(self, turn: Turn) -> None:
        """Show the proposal with a reason for each line; "without the gloves" holds at once."""
        proposal = await turn.portal.cart.propose()
        _, n_ = turn.texts._, turn.texts.n_
        lines = proposal["lines"]
        if not lines:
            turn.say(
                proposal.get("note") or _("Your purchases so far show nothing that is due now."),
                buttons=[button(_("Show cart"), "view_cart")],
            )
            return
        turn.ask_to_confirm("apply_proposal", proposal_id=proposal["id"])
        kept = [{"name": line["name"], "quantity": str(line["quantity"])} for line in lines]
        turn.show("proposal", [line["id"] for line in lines], proposal_id=proposal["id"], lines=kept)
        text = n_(
            "Going by your purchases, {n} product is due. Shall I put it into the cart?",
            "Going by your purchases, {n} products are due. Shall I put them into the cart? You can "
            "also name single lines, such as “only the first and the third”.",
            len(lines),
        )
        turn.say(text, cards=[proposal_card(turn, proposal)])
        if not turn.is_button:
            await proposal_adjusted(turn)


@reads_first
async def proposal_adjusted(turn: Turn) -> bool:
    """Change the proposal before it is taken: "only the first three", "without the gloves", "twice as much"."""
    shown = turn.shown
    if shown["kind"] != "proposal" or not shown.get("lines"):
        return False
    picked = pick_lines(turn.text, [line["name"] for line in shown["lines"]])
    if picked is None:
        return False
    arguments = _arguments(shown, picked)
    turn.ask_to_confirm("apply_proposal", **arguments)
    _, n_ = turn.texts._, turn.texts.n_
    names = [f"• {_amount(shown['lines'][place], picked)} × {shown['lines'][place]['name']}" for place in picked.places]
    ask = n_(
        "So {n} product of the proposal. Shall I put it into the cart?",
        "So {n} products of the proposal. Shall I put them into the cart?",
        len(picked.places),
    )
    turn.say("\n".join([ask, *names]), buttons=yes_no(turn, _("Yes, into the cart"), "apply_proposal", **arguments))
    return True


def _amount(line: Json, picked: Picked) -> str:
    return f"{(Decimal(line['quantity']) * picked.times).normalize():f}"


def _arguments(shown: Json, picked: Picked) -> Json:
    ids = [shown["ids"][place] for place in picked.places]
    arguments: Json = {"proposal_id": shown["proposal_id"], "line_ids": ids}
    if picked.times != 1:
        arguments["quantities"] = {
            str(shown["ids"][place]): _amount(shown["lines"][place], picked) for place in picked.places
        }
    return arguments


@step("apply_proposal")
async def apply_proposal(turn: Turn, arguments: Json) -> None:
    """Put the proposal, or the chosen lines of it, into the cart."""
    line_ids = arguments.get("line_ids")
    cart = await turn.portal.cart.apply_proposal(
        str(arguments.get("proposal_id", "")), line_ids, arguments.get("quantities")
    )
    n_ = turn.texts.n_
    if line_ids:
        text = n_(
            "I put {n} line of the proposal into the cart.",
            "I put {n} lines of the proposal into the cart.",
            len(line_ids),
        )
    else:
        text = turn.texts._("The proposal is in your cart.")
    await show_change(turn, cart, text)


@reads_first
async def repetition_adjusted(turn: Turn) -> bool:
    """Change what repeating an order would put into the cart, before it does: "without the gloves"."""
    pending = turn.slot("pending") or {}
    if pending.get("step") not in {"confirm_reorder", "add_products"} or pending.get("aside"):
        return False
    arguments = pending.get("args") or {}
    lines: list[Json] = arguments.get("lines") or []
    if not lines:
        preview = await turn.portal.orders.preview_reorder(str(arguments.get("order_number", "")))
        lines = [
            {"sku": line["sku"], "name": line["name"], "quantity": str(line["quantity"])} for line in preview["lines"]
        ]
    picked = pick_lines(turn.text, [line["name"] for line in lines])
    if picked is None:
        return False
    _ask_for(turn, [{**lines[place], "quantity": _amount(lines[place], picked)} for place in picked.places])
    return True


def _ask_for(turn: Turn, lines: list[Json]) -> None:
    turn.ask_to_confirm("add_products", lines=lines)
    _, n_ = turn.texts._, turn.texts.n_
    ask = n_(
        "So {n} line of the order. Shall I put it into the cart?",
        "So {n} lines of the order. Shall I put them into the cart?",
        len(lines),
    )
    names = [f"• {line['quantity']} × {line['name']}" for line in lines]
    short = [{"sku": line["sku"], "quantity": line["quantity"]} for line in lines]
    turn.say("\n".join([ask, *names]), buttons=yes_no(turn, _("Yes, into the cart"), "add_products", lines=short))


@step("add_products")
async def add_products(turn: Turn, arguments: Json) -> None:
    """Put several products into the cart at once, all or none."""
    lines = [line for line in arguments.get("lines") or [] if isinstance(line, dict) and line.get("sku")]
    cart = await turn.portal.cart.change_together({}, [(str(line["sku"]), str(line["quantity"])) for line in lines])
    n_ = turn.texts.n_
    text = n_("I put {n} line into the cart.", "I put {n} lines into the cart.", len(lines))
    await show_change(turn, cart, text)
