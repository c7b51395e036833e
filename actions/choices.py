"""Candidates chosen for unsure lines; the other lines stay open, also while something else is talked about."""

from __future__ import annotations

import logging
from typing import Any

from actions.api.errors import PortalError, StaleTurnError
from actions.buttons import button
from actions.cards import choices_card
from actions.cart import CARDS, LISTED, add_one
from actions.exchanging import exchange
from actions.lines import numbered
from actions.steps import step
from actions.turn import Turn
from actions.waiting import open_lines

Json = dict[str, Any]
logger = logging.getLogger(__name__)


@step("choose_product")
async def choose_product(turn: Turn, arguments: Json) -> None:
    """Add the candidate that was chosen for an unsure line."""
    sku, quantity = str(arguments.get("sku", "")), str(arguments.get("quantity") or "1")
    lines = open_lines(turn)
    answered = [line for line in lines if sku in line["skus"]]
    answered = [line for line in answered if line["quantity"] == quantity][:1] or answered[:1]
    line = answered[0] if answered else {"quantity": quantity}
    if await _take(turn, {**line, "quantity": quantity}, sku):
        ask_for_the_rest(turn, [line for line in lines if line not in answered])


async def choose_products(turn: Turn, picked: list[tuple[int, str]]) -> None:
    """Add the candidates ``picked`` ((position, SKU) each) for open lines."""
    skus = dict(picked)
    left = []
    for line in open_lines(turn):
        sku = skus.get(line["position"])
        if sku is None or not await _take(turn, line, sku):
            left.append(line)
    ask_for_the_rest(turn, left)


async def _take(turn: Turn, line: Json, sku: str) -> bool:
    if line.get("replaces"):
        taken = await exchange(turn, line["replaces"], sku, line["quantity"])
    else:
        taken = await add_one(turn, sku, line["quantity"])
    if taken and line.get("phrase"):
        await _teach(turn, line["phrase"], sku)
    return taken


async def _teach(turn: Turn, phrase: str, sku: str) -> None:
    """Let the company's vocabulary keep the choice; that it cannot is nothing the buyer could change."""
    try:
        await turn.portal.cart.teach(phrase, sku)
    except StaleTurnError:
        raise
    except PortalError as error:
        logger.info("a choice was not kept as a name: %s", error.code)


def ask_for_the_rest(turn: Turn, left: list[Json]) -> None:
    """Say which lines still wait; none, and nothing is said."""
    turn.remember("open_lines", None)
    if not left:
        return
    turn.show("choices", left)
    n_ = turn.texts.n_
    text = n_("One more line waits for your choice above.", "{n} more lines wait for your choice above.", len(left))
    named = numbered([line["text"] for line in left[:LISTED] if line.get("text")])
    turn.say("\n".join([text, *named]), buttons=[button(turn.texts._("Show what is still open"), "resume_choices")])


@step("resume_choices")
async def resume_choices(turn: Turn, arguments: Json) -> None:  # noqa: ARG001 - every step takes arguments
    """Show the candidates of the open lines again, at today's prices."""
    lines = open_lines(turn)
    _, n_ = turn.texts._, turn.texts.n_
    if not lines:
        turn.say(_("No line waits for your choice any more."))
        return
    cards = []
    for line in lines[:CARDS]:
        products = [await turn.portal.catalogue.product(str(sku)) for sku in line["skus"]]
        cards.append(choices_card({**line, "candidates": products}))
    turn.show("choices", lines)
    turn.remember("open_lines", None)
    text = n_("For one line I need your choice:", "For {n} lines I need your choice:", len(lines))
    turn.say("\n".join([text, *numbered([line["text"] for line in lines[:CARDS]])]), cards=cards)
