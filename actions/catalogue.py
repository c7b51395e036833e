"""Products: search, stock, price, substitutes, recommendations, and pointing at what was shown."""

from __future__ import annotations

import re
from typing import Any

from actions import formats
from actions.base import BuyerAction
from actions.buttons import button, talk_button
from actions.candidates import choose_by_position, choose_by_words
from actions.cards import product_card
from actions.cart import pointed_products, product_cards, show_products
from actions.cart_changes import ActionChangeCart
from actions.corrections import removes
from actions.notices import watch_button
from actions.orders import list_orders, show_order
from actions.phrases import names_product, product_phrase
from actions.quotes import show_rfq
from actions.references import choose
from actions.steps import carry_out
from actions.topic import set_topic
from actions.turn import Turn

Json = dict[str, Any]
PAGE = 5
_STOCK = re.compile(
    r"\b(?:in stock|stock|available|на складі|наявн\w*|на складе|в наличии|остат\w*|залиш\w*|"
    r"na stanie|dostępn\w*|magazyn\w*)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:why|how come|explain|чому|почему|поясни\w*|объясни\w*|dlaczego|czemu|skąd)\b", re.IGNORECASE)


class ActionSearchProduct(BuyerAction):
    """Finds products for a need."""

    called = "action_search_product"

    async def act(self, turn: Turn) -> None:
        """The first page of hits; words that name an open line's candidate choose it."""
        if await choose_by_words(turn):
            return
        query = product_phrase(turn.text)
        if not query:
            turn.say(turn.texts._("What are you looking for? Describe it in your own words or give an article number."))
            return
        await search(turn, query, None)


async def search(turn: Turn, query: str, cursor: str | None) -> None:
    """A page of hits as cards."""
    _ = turn.texts._
    page = await turn.portal.catalogue.search(query, limit=PAGE, cursor=cursor)
    products = page["items"]
    if not products:
        text = (
            _("There are no more.")
            if cursor
            else _(
                "I found nothing for “{query}”. I can request a quotation for it, or a colleague can help.", query=query
            )
        )
        turn.say(text, buttons=[button(_("Request a quotation"), "request_quote"), talk_button(turn)])
        return
    cards = product_cards(turn, products)
    show_products(turn, products, query=query, next=page.get("next"))
    set_topic(turn, products[0], phrase=query)
    more = [button(_("Show more"), "show_more")] if page.get("next") else []
    text = (
        _("This is the closest I found for “{query}”:", query=query)
        if page.get("relaxed")
        else _("I found for “{query}”:", query=query)
    )
    turn.say(text, cards=cards, buttons=more)


async def meant_product(turn: Turn) -> Json | None:
    """The product that the message names or points at, in full; says so where there is none."""
    _ = turn.texts._
    phrase = product_phrase(turn.text)
    if phrase:
        hits = (await turn.portal.catalogue.search(phrase, limit=3))["items"]
        if not hits:
            turn.say(
                _(
                    "I found nothing for “{query}”. I can request a quotation for it, or a colleague can help.",
                    query=phrase,
                ),
                buttons=[talk_button(turn)],
            )
            return None
        show_products(turn, hits)
        set_topic(turn, hits[0], phrase=phrase)
        return await turn.portal.catalogue.product(hits[0]["sku"])
    skus = pointed_products(turn)
    if not skus:
        turn.say(_("Which product do you mean? Give its name or article number."))
        return None
    return await turn.portal.catalogue.product(skus[0])


async def other_hits(turn: Turn, product: Json) -> list[Json]:
    """Cards of the product and of what else the words could have meant."""
    others = (
        [sku for sku in turn.shown["ids"] if sku != product["sku"]]
        if turn.shown["kind"] == "products" and names_product(turn.text)
        else []
    )
    products = [product] + [await turn.portal.catalogue.product(str(sku)) for sku in others[:2]]
    return product_cards(turn, products)


class ActionCheckAvailability(BuyerAction):
    """Stock or lead time of one product."""

    called = "action_check_availability"

    async def act(self, turn: Turn) -> None:
        """Tell it by warehouse."""
        product = await meant_product(turn)
        if product is not None:
            cards = await other_hits(turn, product)
            turn.say(_availability(turn, product), cards=cards, buttons=watch_button(turn, product))


def _availability(turn: Turn, product: Json) -> str:
    _ = turn.texts._
    days = product.get("lead_time_days")
    n_ = turn.texts.n_
    if not product.get("in_stock"):
        text = _("{name} is not in stock at the moment.", name=product["name"])
        lead_time = n_("Lead time: {n} day.", "Lead time: {n} days.", int(days or 0))
        return f"{text} {lead_time}" if days else text
    stock = formats.quantity(product["available"], product.get("unit"), turn.texts)
    text = _("{name}: {quantity} in stock.", name=product["name"], quantity=stock)
    places = [entry for entry in product.get("stock") or [] if float(entry["quantity"]) > 0]
    if len(places) > 1:
        text += (
            " "
            + "; ".join(f"{_place(entry)}: {formats.number(entry['quantity'], turn.texts)}" for entry in places)
            + "."
        )
    return text


def _place(entry: Json) -> str:
    return str(entry.get("name") or entry["warehouse"])


class ActionCheckPrice(BuyerAction):
    """This buyer's price of one product."""

    called = "action_check_price"

    async def act(self, turn: Turn) -> None:
        """Tell it, with its tiers; or, where that is asked, what made it."""
        if _WHY.search(turn.text):
            await _explain_price(turn)
            return
        product = await meant_product(turn)
        if product is not None:
            text = _price(turn, product)
            if _STOCK.search(turn.text):
                text += "\n" + _availability(turn, product)
            turn.say(text, cards=await other_hits(turn, product))


async def _explain_price(turn: Turn) -> None:
    product = await meant_product(turn)
    if product is None:
        return
    lines = [_price(turn, product), *(f"• {rule['text']}" for rule in product.get("price_trace") or [])]
    turn.say("\n".join(lines), cards=product_cards(turn, [product]))


def _price(turn: Turn, product: Json) -> str:
    _ = turn.texts._
    if not product.get("price"):
        return _("{name} has no list price; I can request a quotation for it.", name=product["name"])
    per = formats.quantity(1, product.get("unit"), turn.texts)
    price = formats.money(product["price"], turn.texts)
    text = _("Your price for {name}: {price} for {unit}, without tax.", name=product["name"], price=price, unit=per)
    for tier in (product.get("price_tiers") or [])[:4]:
        minimum = tier.get("min_quantity") or tier.get("quantity")
        if minimum and float(minimum) > 1 and tier["price"] != product["price"]:
            shown = formats.quantity(minimum, product.get("unit"), turn.texts)
            text += " " + _("From {quantity}: {price}.", quantity=shown, price=formats.money(tier["price"], turn.texts))
    return text


class ActionFindSubstitute(BuyerAction):
    """Products that can take another's place."""

    called = "action_find_substitute"

    async def act(self, turn: Turn) -> None:
        """Show those the catalogue knows."""
        product = await meant_product(turn)
        if product is None:
            return
        _ = turn.texts._
        substitutes = (product.get("substitutes") or [])[:PAGE]
        if not substitutes:
            reason = f"substitute for {product['sku']}"
            turn.say(
                _(
                    "The catalogue names no substitute for {name}. A colleague can check it for you.",
                    name=product["name"],
                ),
                buttons=[talk_button(turn, reason)],
            )
            return
        turn.say(_("In place of {name} you can use:", name=product["name"]), cards=product_cards(turn, substitutes))


class ActionRecommend(BuyerAction):
    """What else the buyer may need: for now, what is due by the company's own purchases."""

    called = "action_recommend"

    async def act(self, turn: Turn) -> None:
        """Say what there is, and pretend nothing."""
        _ = turn.texts._
        turn.say(
            _(
                "I can propose what your company usually buys and is due now, or look for something "
                "particular if you describe it. For advice on an installation a colleague is the "
                "better one to ask."
            ),
            buttons=[button(_("Fill the cart from history"), "autofill_cart"), talk_button(turn, "advice")],
        )


class ActionShowMore(BuyerAction):
    """The next page of what was shown."""

    called = "action_show_more"

    async def act(self, turn: Turn) -> None:
        """Products or orders."""
        shown = turn.shown
        if shown["kind"] == "products" and shown.get("next"):
            await search(turn, shown["query"], shown["next"])
        elif shown["kind"] == "orders" and shown.get("next"):
            await list_orders(turn, shown["next"])
        else:
            turn.say(turn.texts._("There are no more."))


class ActionPickOption(BuyerAction):
    """Takes what the message points at: a candidate, a product, an order, a request, lines of a proposal."""

    called = "action_pick_option"

    async def act(self, turn: Turn) -> None:
        """Do what fits what was shown."""
        shown = turn.shown
        kind, ids = shown["kind"], shown["ids"]
        if kind in {"cart", "cart_line"} and removes(turn.text):
            await ActionChangeCart().act(turn)
            return
        if await choose_by_position(turn) or await choose_by_words(turn):
            return
        chosen = choose(ids, turn.text) if kind != "choices" else []
        if not chosen:
            turn.say(turn.texts._("Which one do you mean? You can press a button or write “the second one”."))
        elif kind == "proposal":
            await carry_out(turn, "apply_proposal", {"proposal_id": shown["proposal_id"], "line_ids": chosen})
        elif kind == "orders":
            await show_order(turn, str(chosen[0]))
        elif kind == "rfqs":
            await show_rfq(turn, str(chosen[0]))
        elif kind == "products":
            await _show_product(turn, str(chosen[0]))
        else:
            turn.say(
                turn.texts._(
                    "What shall I do with it? Write for example “the second one, 20” or “remove the second one”."
                )
            )


async def _show_product(turn: Turn, sku: str) -> None:
    product = await turn.portal.catalogue.product(sku)
    turn.show("products", [sku])
    set_topic(turn, product)
    turn.ask_to_confirm("add_product", sku=sku, quantity=str(product.get("min_quantity") or 1))
    text = turn.texts._("{name}. Shall I add it to the cart? Tell me how many.", name=product["name"])
    turn.say(text, cards=[product_card(turn, product)])
