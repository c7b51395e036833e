"""What the assistant tells unasked: switching kinds on and off, and waiting for products."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.base import BuyerAction
from actions.before import reads_always, reads_first
from actions.buttons import button, talk_button
from actions.cards import product_card
from actions.notice_words import ALL, APPROVALS, KINDS, OTHER_WAYS, WHERE, all_except, says, switches, watched, wishes
from actions.orders import show_order
from actions.phrases import product_phrase
from actions.steps import step
from actions.turn import Button, Turn

Json = dict[str, Any]
ON = "on"
SHOWN = "notices"


class ActionNotices(BuyerAction):
    """Switches kinds of notices as the message says, and shows which are on."""

    called = "action_notices"

    async def act(self, turn: Turn) -> None:
        """A wish about stock that names or points at a product is a wait for that product, or its end."""
        wanted = wishes(turn.text) if not turn.is_button else {}
        if list(wanted) == ["stock"] and await _about_product(turn, ending=not wanted["stock"]):
            return
        await _choose(turn, wanted)


@reads_first
async def all_of_them(turn: Turn) -> bool:
    """Below the list of what is on: "all off", which by itself could mean the cart."""
    if turn.shown["kind"] != SHOWN or not says(ALL, turn.text) or not switches(turn.text):
        return False
    wanted = wishes(turn.text)
    if len(wanted) < len(KINDS):
        return False
    await _choose(turn, wanted)
    return True


@reads_always
async def all_but_some(turn: Turn) -> bool:
    """Say "all on except invoices": the word of an exception resembles a request for it."""
    wanted = all_except(turn.text)
    if not wanted:
        return False
    await _choose(turn, wanted)
    return True


@reads_always
async def where_it_is(turn: Turn) -> bool:
    """Right after news of an order: "where is it?", too short to be understood by itself."""
    number = turn.noticed("shipment")
    if number is None or not WHERE.fullmatch(turn.text):
        return False
    await show_order(turn, number)
    return True


async def _choose(turn: Turn, wanted: Mapping[str, bool]) -> None:
    """Switch what may be switched, and show what is on."""
    state = await turn.portal.notices.get()
    allowed = {kind: on for kind, on in wanted.items() if not (on and kind in state["not_allowed"])}
    refused = [kind for kind in wanted if kind not in allowed]
    if allowed:
        state = await turn.portal.notices.choose(allowed)
    show_state(turn, state, changed=allowed, refused=refused if len(refused) == len(wanted) else [])


async def _about_product(turn: Turn, *, ending: bool) -> bool:
    """Wait for a product, or wait no longer; False where the message is about no product in particular."""
    phrase = product_phrase(watched(turn.text))
    if phrase:
        hits = (await turn.portal.catalogue.search(phrase, limit=3))["items"]
        await _found(turn, phrase, hits, ending=ending)
        return True
    told = turn.noticed("stock", "sku")
    shown = turn.shown
    skus = [told] if told else shown["ids"] if shown["kind"] == "products" else []
    if not skus:
        return False
    await _watch_or_end(turn, await turn.portal.catalogue.product(str(skus[0])), ending=ending)
    return True


async def _found(turn: Turn, phrase: str, hits: list[Json], *, ending: bool) -> None:
    """A product that the words name for certain is taken; of several the buyer chooses."""
    _ = turn.texts._
    exact = [hit for hit in hits if hit["sku"].casefold() in phrase.casefold().split()]
    if not hits:
        turn.say(
            _(
                "I found nothing for “{query}”. I can request a quotation for it, or a colleague can help.",
                query=phrase,
            ),
            buttons=[talk_button(turn)],
        )
    elif exact or len(hits) == 1 or ending:
        await _watch_or_end(turn, (exact or hits)[0], ending=ending)
    else:
        turn.show("products", [hit["sku"] for hit in hits])
        missing = [hit for hit in hits if not hit.get("in_stock")]
        ask = _("Which article shall I watch?") if missing else _("These are in stock: you can order them at once.")
        choices = [button(hit["name"][:80], "watch_product", sku=hit["sku"]) for hit in missing]
        turn.say(ask, cards=[product_card(turn, hit) for hit in hits], buttons=choices)


async def _watch_or_end(turn: Turn, product: Json, *, ending: bool) -> None:
    _ = turn.texts._
    if ending:
        await turn.portal.notices.unwatch(product["sku"])
        turn.say(_("I do not watch {name} any more.", name=product["name"]))
    elif product.get("in_stock"):
        turn.show("products", [product["sku"]])
        turn.say(
            _("{name} is in stock: you can order it at once.", name=product["name"]),
            cards=[product_card(turn, product)],
        )
    else:
        await watch_product(turn, {"sku": product["sku"]})


def titles(turn: Turn) -> dict[str, str]:
    """What the kinds are called."""
    _ = turn.texts._
    return {
        "shipment": _("your orders: confirmed, shipped, delivered"),
        "quote": _("offers that are ready"),
        "basket": _("what is due, at most once a week"),
        "stock": _("articles back in stock"),
        "invoice": _("overdue invoices"),
    }


def show_state(turn: Turn, state: Json, *, changed: Mapping[str, bool], refused: list[str]) -> None:
    """Say what is on and offer to switch the rest; ``refused`` are kinds that the person's role rules out."""
    _ = turn.texts._
    names = titles(turn)
    on = [kind for kind in KINDS if state["kinds"].get(kind)]
    possible = [kind for kind in KINDS if kind not in state["not_allowed"]]
    said = []
    if refused:
        kinds = "; ".join(names[kind] for kind in refused)
        said.append(_("Your role in the company does not see that: {kinds}.", kinds=kinds))
    elif changed:
        said.append(_("Done."))
    if on:
        said.append(_("I write to you here about:"))
        lines = [f"• {names[kind]}" for kind in on]
    else:
        said.append(_("I write to you only when you ask me something."))
        lines = []
    if "stock" in on and not state.get("watching"):
        lines.append(_("Ask for an article that is not in stock, and I offer to watch it for you."))
    if says(OTHER_WAYS, turn.text):
        lines.append(_("I write only here in the chat, not by mail or to a phone."))
    if says(APPROVALS, turn.text):
        lines.append(_("About approvals I cannot write yet."))
    turn.show(SHOWN, [])
    turn.say("\n".join([" ".join(said), *lines]), buttons=_switches(turn, on, possible))


def _switches(turn: Turn, on: list[str], possible: list[str]) -> list[Button]:
    _ = turn.texts._
    short = {
        "shipment": (_("Tell me about my orders"), _("Stop: orders")),
        "quote": (_("Tell me about offers"), _("Stop: offers")),
        "basket": (_("Tell me what is due"), _("Stop: what is due")),
        "stock": (_("Tell me what is back in stock"), _("Stop: back in stock")),
        "invoice": (_("Tell me about overdue invoices"), _("Stop: invoices")),
    }
    return [
        button(short[kind][kind in on], "set_notices", kind=kind, state="off" if kind in on else ON)
        for kind in possible
    ]


@step("set_notices")
async def set_notices(turn: Turn, arguments: Json) -> None:
    """Switch the kind of the button."""
    kind, on = str(arguments.get("kind", "")), arguments.get("state") == ON
    state = await turn.portal.notices.choose({kind: on})
    show_state(turn, state, changed={kind: on}, refused=[])


def watch_button(turn: Turn, product: Json) -> list[Button]:
    """The offer to wait for a product that is not in stock."""
    if product.get("in_stock"):
        return []
    return [button(turn.texts._("Tell me when it is back"), "watch_product", sku=product["sku"])]


@step("watch_product")
async def watch_product(turn: Turn, arguments: Json) -> None:
    """Wait for the product of the button."""
    watched = await turn.portal.notices.watch(str(arguments.get("sku", "")))
    text = turn.texts._("I will write to you here when {name} is in stock again.", name=watched["name"])
    turn.say(text, buttons=[button(turn.texts._("Which messages I get"), "notices")])
