"""Products: search, the next page, and pointing at what was shown."""

from __future__ import annotations

from typing import Any

from actions.base import BuyerAction
from actions.buttons import button, talk_button
from actions.candidates import choose_by_position, choose_by_words
from actions.cards import product_card
from actions.cart import show_products
from actions.cart_changes import ActionChangeCart
from actions.corrections import goods_in, removes
from actions.filters import narrow
from actions.orders import list_orders, show_order
from actions.phrases import product_phrase
from actions.quotes import show_rfq
from actions.references import choose
from actions.steps import carry_out
from actions.topic import set_topic
from actions.turn import Turn

Json = dict[str, Any]
PAGE = 5


class ActionSearchProduct(BuyerAction):
    """Finds products for a need."""

    called = "action_search_product"

    async def act(self, turn: Turn) -> None:
        """The first page of hits; words that name an open line's candidate choose it."""
        if await choose_by_words(turn):
            return
        wanted = narrow(turn.text)
        query = product_phrase(wanted.text)
        shown = turn.shown
        if not query and wanted.filters and shown["kind"] == "products" and shown.get("query"):
            query = str(shown["query"])  # "only those in stock", of what was just found
        if not query:
            turn.say(turn.texts._("What are you looking for? Describe it in your own words or give an article number."))
            return
        await search(turn, query, None, wanted.filters, currency=wanted.currency)


async def _other_currency(turn: Turn, query: str, currency: str) -> str | None:
    """The currency of this person's prices where it is not ``currency``; None where it is, or nothing has a price."""
    hits = (await turn.portal.catalogue.search(query, limit=PAGE))["items"]
    own = next((str(hit["price"]["currency"]) for hit in hits if hit.get("price")), currency)
    return None if own == currency else own


async def search(
    turn: Turn, query: str, cursor: str | None, filters: dict[str, str] | None = None, *, currency: str | None = None
) -> None:
    """A page of hits as cards; where the filters leave nothing, what there is without them.

    A limit in another ``currency`` than this person's prices is not applied: there are no rates to convert it by.
    """
    _ = turn.texts._
    filters = filters or {}
    said = ""
    own = await _other_currency(turn, query, currency) if currency else None
    if own:
        filters = {name: value for name, value in filters.items() if not name.startswith("price_")}
        said = _(
            "Your prices are in {own}, and I do not convert {other}: please name the limit in {own}. Without it there "
            "is:",
            own=own,
            other=currency,
        )
    page = await turn.portal.catalogue.search(query, limit=PAGE, cursor=cursor, filters=filters)
    if not page["items"] and filters and cursor is None:
        page, filters = await turn.portal.catalogue.search(query, limit=PAGE), {}
        said = _("With these limits I found nothing for “{query}”. Without them there is:", query=query)
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
    show_products(turn, products, query=query, next=page.get("next"), filters=filters)
    set_topic(turn, products[0], phrase=query)
    more = [button(_("Show more"), "show_more")] if page.get("next") else []
    text = said or (
        _("This is the closest I found for “{query}”:", query=query)
        if page.get("relaxed")
        else _("I found for “{query}”:", query=query)
    )
    turn.say(text, cards=[product_card(turn, product) for product in products], buttons=more)


class ActionShowMore(BuyerAction):
    """The next page of what was shown."""

    called = "action_show_more"

    async def act(self, turn: Turn) -> None:
        """Products or orders."""
        shown = turn.shown
        if shown["kind"] == "products" and shown.get("next"):
            await search(turn, shown["query"], shown["next"], shown.get("filters"))
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
        if not chosen and goods_in(turn.text) and not turn.slot("open_lines") and kind != "choices":
            await ActionSearchProduct().act(turn)  # "hełmy białe" names goods and points at nothing
        elif not chosen:
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
