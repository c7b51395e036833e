"""The cart: showing it, adding lines in free text, and the choices that they leave open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from actions import formats
from actions.api.errors import RefusedError
from actions.base import BuyerAction, explain
from actions.buttons import button, talk_button
from actions.cards import cart_card, choices_card, product_card
from actions.checkout import is_ordering, summarise
from actions.lines import by_price, numbered, open_line
from actions.references import choose, numbers_in, without_pointers
from actions.steps import step
from actions.topic import set_topic
from actions.turn import Turn
from actions.waiting import ask_about

Json = dict[str, Any]
LISTED = 6
CARDS = 5  # questions shown as cards at once
ASKED = 20  # questions that a person answers in one message


def show_cart(turn: Turn, cart: Json, text: str, *, extra: list[dict[str, str]] | None = None) -> None:
    """Say ``text`` with the cart, and remember its lines."""
    turn.show("cart", [line["id"] for line in cart["lines"]])
    warnings = [warning["text"] for warning in cart.get("warnings") or []]
    turn.say("\n".join([text, *warnings]), cards=[cart_card(turn, cart)], buttons=extra or [])


def undo_button(turn: Turn, cart: Json) -> dict[str, str]:
    """Takes the last change of ``cart`` back, as long as nothing else happens to it."""
    return button(turn.texts._("Undo"), "undo_cart", version=cart["version"])


async def _summarise_again(turn: Turn) -> None:
    """The summary anew, where the message came in between it and the yes."""
    if is_ordering(turn):
        await summarise(turn, (turn.slot_before("pending") or {}).get("args") or {})


async def show_change(turn: Turn, cart: Json, text: str) -> None:
    """Say ``text`` about a change just made, with the cart and the way back.

    Where the change corrects the summary of an order that was just asked about, the new summary comes instead.
    """
    if cart["lines"] and is_ordering(turn):
        turn.say(text, buttons=[undo_button(turn, cart)])
        await _summarise_again(turn)
        return
    if cart["lines"]:
        show_cart(turn, cart, text, extra=[undo_button(turn, cart)])
        return
    turn.show("cart", [])
    empty = turn.texts._("Your cart is empty now.")
    turn.say(f"{text} {empty}", buttons=[undo_button(turn, cart)])


class ActionViewCart(BuyerAction):
    """Shows the cart."""

    called = "action_view_cart"

    async def act(self, turn: Turn) -> None:
        """With its total."""
        cart = await turn.portal.cart.get()
        _, n_ = turn.texts._, turn.texts.n_
        if not cart["lines"]:
            turn.say(_("Your cart is empty."), buttons=[button(_("Fill the cart from history"), "autofill_cart")])
            return
        total = formats.money(cart["total"], turn.texts)
        count = len(cart["lines"])
        show_cart(
            turn,
            cart,
            n_(
                "Your cart has {n} line, {total} in all.",
                "Your cart has {n} lines, {total} in all.",
                count,
                total=total,
            ),
        )


def pointed_products(turn: Turn) -> list[str]:
    """SKUs that the message points at: by position, or simply the product shown last."""
    shown = turn.shown
    skus = shown["ids"] if shown["kind"] == "products" else []
    if not skus:
        skus = [str(sku) for sku in turn.metadata.get("last_products") or []]
    chosen = choose(skus, turn.text)
    told = turn.noticed("stock", "sku")
    if told and not chosen:
        return [told]
    return [str(sku) for sku in chosen] or [str(sku) for sku in skus[:1]]


async def add_pointed(turn: Turn, skus: list[str]) -> None:
    """Add each of ``skus`` in the quantity that the message names, or the smallest one sold."""
    amounts = numbers_in(without_pointers(turn.text))
    cart: Json = {}
    names = []
    for sku in skus:
        product = await turn.portal.catalogue.product(sku)
        amount = amounts[0] if amounts else Decimal(str(product.get("min_quantity") or 1))
        cart = await turn.portal.cart.add(sku, str(amount))
        set_topic(turn, product, quantity=amount, added=True)
        names.append(f"{formats.quantity(amount, product.get('unit'), turn.texts)} {product['name']}")
    await show_change(turn, cart, turn.texts._("Added: {lines}.", lines="; ".join(names)))


async def add_pointed_one(turn: Turn, sku: str, amount: Decimal | None) -> None:
    """Add ``amount`` of one product, or the smallest quantity sold."""
    if amount is None:
        product = await turn.portal.catalogue.product(sku)
        amount = Decimal(str(product.get("min_quantity") or 1))
    turn.remember("pending", None)
    await add_one(turn, sku, f"{amount:f}")


async def add_lines(turn: Turn, text: str) -> None:
    """Add the sure lines of ``text``; ask back the unsure ones together; name the unknown ones."""
    await say_lines(turn, await turn.portal.cart.read_text(text, apply=True))


async def say_lines(turn: Turn, answer: Json, *, before: Sequence[str] = (), replaces: str | None = None) -> None:
    """Say what became of the lines that the portal read, after the sentences of ``before``.

    The candidate chosen for an unsure line takes the place of the cart's line ``replaces``.
    """
    by_status: dict[str, list[Json]] = {"sure": [], "unsure": [], "unknown": []}
    for line in answer["lines"]:
        by_status[line["status"]].append(line)
    if not answer["lines"]:
        turn.say(turn.texts._("I found no products in your message. Write for example “10 boxes of gloves size L”."))
        return
    asked = by_status["unsure"][:ASKED]
    cards = [choices_card(line) for line in asked[:CARDS]]
    if by_status["sure"] and answer.get("cart"):
        cards.insert(0, cart_card(turn, answer["cart"], order=not by_status["unsure"]))
    if by_status["sure"]:
        line = by_status["sure"][-1]
        set_topic(turn, line["product"], quantity=line["quantity"], phrase=line.get("phrase") or "", added=True)
    if asked:
        ask_about(turn, [open_line(line, replaces) for line in asked])
    elif answer.get("cart"):
        turn.show("cart", [line["id"] for line in answer["cart"]["lines"]])
    buttons = [undo_button(turn, answer["cart"])] if by_status["sure"] and answer.get("cart") else []
    if len(asked) > CARDS:
        buttons += [button(turn.texts._("Show what is still open"), "resume_choices")]
    if by_status["unknown"]:
        buttons += [button(turn.texts._("Request a quotation"), "request_quote"), talk_button(turn)]
    turn.say("\n".join([*before, *_lines_text(turn, by_status)]), cards=cards, buttons=buttons)
    if by_status["sure"] and not asked and answer.get("cart"):
        await _summarise_again(turn)


def _lines_text(turn: Turn, by_status: dict[str, list[Json]]) -> list[str]:
    _, n_ = turn.texts._, turn.texts.n_
    said = []
    if by_status["sure"]:
        said += _added(turn, by_status["sure"])
    if by_status["unsure"]:
        count = len(by_status["unsure"])
        said.append(n_("For one line I need your choice:", "For {n} lines I need your choice:", count))
        said += numbered([line["text"] for line in by_status["unsure"][:CARDS]])
        if count > CARDS:
            rest = "; ".join(line["text"] for line in by_status["unsure"][CARDS:ASKED])
            said.append(_("Then I will ask about: {lines}.", lines=rest))
        if count > ASKED:
            said.append(_("I ask about the first {n} of them now; the cart page reads a list as a whole.", n=ASKED))
    if by_status["unknown"]:
        names = "; ".join(line["phrase"] or line["text"] for line in by_status["unknown"])
        said.append(_("I did not find in our catalogue: {names}. I can request a quotation for it.", names=names))
    return said


def _added(turn: Turn, sure: list[Json]) -> list[str]:
    """Few lines by name, many by their number (the cart is shown beside); notes say which line they are about."""
    _, n_ = turn.texts._, turn.texts.n_
    if len(sure) > LISTED:
        said = [n_("Added {n} line; the cart shows it.", "Added {n} lines; the cart shows them.", len(sure))]
    else:
        said = [_("Added: {lines}.", lines="; ".join(_sure_text(turn, line) for line in sure))]
    notes = [line for line in sure if line.get("note")]
    if len(sure) == 1:
        return said + [line["note"] for line in notes]
    return said + [f"• {line['product']['name']}: {line['note']}" for line in notes]


def _sure_text(turn: Turn, line: Json) -> str:
    unit = line.get("unit") or line["product"]["unit"]
    return f"{formats.quantity(line['quantity'], unit, turn.texts)} {line['product']['name']}"


@step("add_product")
async def add_product(turn: Turn, arguments: Json) -> None:
    """Add the product of the card."""
    await add_one(turn, str(arguments.get("sku", "")), str(arguments.get("quantity") or "1"))


async def add_one(turn: Turn, sku: str, quantity: str) -> bool:
    """Add a product; False where the portal refuses, with the nearest quantities that can be had as buttons."""
    try:
        cart = await turn.portal.cart.add(sku, quantity)
    except RefusedError as error:
        add = turn.texts._("Add to cart")
        possible = [button(f"{add}: {each}", "add_product", sku=sku, quantity=each) for each in error.nearest[:2]]
        explain(turn, error, ways_out=possible)
        return False
    line = next((line for line in cart["lines"] if line["sku"] == sku), None)
    if line:
        set_topic(turn, line, quantity=quantity, added=True)
    name = line["name"] if line else sku
    unit = line.get("unit") if line else None
    await show_change(
        turn, cart, turn.texts._("Added: {lines}.", lines=f"{formats.quantity(quantity, unit, turn.texts)} {name}")
    )
    return True


def product_cards(turn: Turn, products: list[Json]) -> list[Json]:
    """Cards of ``products``, which "the second one" may mean from now on."""
    show_products(turn, products)
    return [product_card(turn, product) for product in products]


def show_products(turn: Turn, products: list[Json], **more: Any) -> None:
    """Remember ``products`` as what was shown; which is the cheapest is kept as a place in the list, not as a price."""
    turn.show("products", [product["sku"] for product in products], **by_price(products), **more)
