"""Short messages about what was just said: choices, corrections, "the same but …", bare quantities."""

# ruff: noqa: E501 - lists of words
from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from actions.before import reads_first
from actions.buttons import button
from actions.candidates import choose_picked
from actions.cards import product_card
from actions.cart import add_pointed_one, say_lines, show_products
from actions.cart_changes import set_quantity
from actions.kinship import exchange_for_kin
from actions.moves import more_in, ones_in, price_pointer, same_but, swap_in, without_price_pointer
from actions.phrases import names_product
from actions.readings import one_quality, other_code
from actions.references import choose, numbers_in, without_pointers
from actions.steps import carry_out
from actions.topic import set_topic, topic_of
from actions.turn import Turn
from nlu.reading.inflection import named

Json = dict[str, Any]

_BARE = re.compile(
    r"\W*(?:(?:ok|okay|ок|actually|no|make it|let'?s (?:make it|say)|ні|нет|nie|точніше|точнее|нехай|пусть|хай|niech będzie|давай|давайте|то|тоді|тогда|хотя|хоча|ну|добре|ладно|краще|лучше)\W+)*"
    r"(?P<taking>(?:(?:беру|берем|беремо|берём|візьму|візьмемо|возьму|возьмем|возьмём|(?:i|we)(?:['’]ll| will) take|biorę|biore|bierzemy|wezmę|weźmiemy)\W+)?)"
    r"(?P<n>\d{1,6}(?:[.,]\d{1,3})?|[^\W\d_]+(?:['’ʼ][^\W\d_]+)?)\s*(?P<unit>pcs?|pieces?|m|kg|l|шт\w*|м|кг|л|штук\w*|szt\w*|sztuk\w*|box\w*|короб\w*|карто\w*|karton\w*|pack\w*|"
    r"упак\w*|opak\w*|метр\w*|metr\w*|пар\w*|par\w*|pairs?)?\.?\W*(?:please|будь ласка|пожалуйста|proszę|then)?\W*",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:m|м|mm|мм|cm|см)\b", re.IGNORECASE)
_SPEC = re.compile(r"\d+(?:[.,]\d+)?\s?[xх×]\s?\d+(?:[.,]\d+)?(?:\s?[xх×]\s?\d+(?:[.,]\d+)?)?", re.IGNORECASE)
_METRES = re.compile(r"\s*(?P<n>\d{1,6}(?:[.,]\d{1,3})?)\s*(?:m|м|met\w+|метр\w*|metr\w*)\W*", re.IGNORECASE)


def folded(text: str) -> str:
    """``text`` caseless, in one spelling of the multiplication sign and the decimal point."""
    return re.sub(r"(?<=\d)\s?[х×x]\s?(?=\d)", "x", text.casefold()).replace(",", ".")


_ASKS = re.compile(
    r"\?|\b(?:what|how|costs?|price|скільки|кошту\w*|ціна|ціні|почому|сколько|сто[ия]т\w*|цена|цене|поч[её]м|ile|kosztuj\w*|koszt\w*|"
    r"cena|cenie|есть|є|jest|dost[ęe]pn\w*|available|in stock)\b",
    re.IGNORECASE,
)


@reads_first
async def choices_made(turn: Turn) -> bool:
    """Choices for open lines, several at once too: "1a, 2 c"."""
    return await choose_picked(turn)


@reads_first
async def quantity_given(turn: Turn) -> bool:
    """A bare quantity: of the line just asked about, of the product just shown, or instead of what was just added."""
    match = _BARE.fullmatch(turn.text)
    shown = turn.shown
    if match is None or shown["kind"] not in {"cart_line", "products", "cart"}:
        return False
    # five digits are an order's number, and a number after the summary of an order is the buyer's own
    if match["unit"] is None and (
        (match["n"][0].isdigit() and len(match["n"]) > 4)
        or (turn.slot("pending") or {}).get("step") == "confirm_checkout"
    ):
        return False
    said = numbers_in(match["n"])
    if len(said) != 1 or said[0] <= 0:
        return False
    amount, topic = said[0], topic_of(turn)
    if shown["kind"] == "products":
        # "I'll take 2" after the price of one product; below a list it may be the second
        if match["taking"] and topic and "query" not in shown:
            await add_pointed_one(turn, topic["sku"], amount)
            return True
        return await _of_shown(turn, amount, counted=match["unit"] is not None)
    if shown["kind"] == "cart_line" or (topic and topic["added"]):
        return await _of_cart(turn, topic, amount, add=False)
    return False


async def _of_shown(turn: Turn, amount: Decimal, *, counted: bool) -> bool:
    ids = turn.shown["ids"]
    # "2" below a list of five means the second
    if len(ids) > 1 and not counted and amount <= len(ids):
        return False
    pending = turn.slot("pending") or {}
    asked = pending.get("step") == "add_product"
    if len(ids) == 1 or asked:
        sku = str((pending.get("args") or {}).get("sku") or ids[0]) if asked else str(ids[0])
        await add_pointed_one(turn, sku, amount)
        return True
    return False


async def _of_cart(turn: Turn, topic: Json | None, amount: Decimal, *, add: bool) -> bool:
    cart = await turn.portal.cart.get()
    line = _line(turn, cart, topic)
    if line is None:
        return False
    wanted = Decimal(str(line["quantity"])) + amount if add else amount
    await set_quantity(turn, line, max(wanted, Decimal(0)))
    return True


def _line(turn: Turn, cart: Json, topic: Json | None) -> Json | None:
    lines: list[Json] = cart["lines"]
    shown = turn.shown
    if shown["kind"] == "cart_line":
        return next((line for line in lines if str(line["id"]) == str(shown["ids"][0])), None)
    if topic:
        return next((line for line in lines if line["sku"] == topic["sku"]), None)
    return None


@reads_first
async def more_or_less(turn: Turn) -> bool:
    """Some more, or fewer, of what was just added or changed."""
    amount = more_in(turn.text)
    if amount is None:
        return False
    topic = topic_of(turn)
    chosen = turn.shown["kind"] == "cart_line" or (topic is not None and topic["added"])
    if not chosen:
        if topic is None or amount < 0 or turn.shown["kind"] != "products":
            return False
        await add_pointed_one(turn, topic["sku"], amount)
        return True
    return await _of_cart(turn, topic, amount, add=True)


@reads_first
async def swapped(turn: Turn) -> bool:
    """One product of the cart is exchanged for another: "not 3x1.5 but 3x2.5"."""
    swap = swap_in(turn.text)
    if swap is None:
        return False
    cart = await turn.portal.cart.get()
    topic = topic_of(turn)
    line = _named_line(cart["lines"], swap.old, topic)
    if line is None:
        return False
    quantity = Decimal(str(line["quantity"]))
    quality = one_quality(line["name"], swap.old, swap.new)
    if quality:
        await exchange_for_kin(turn, line, *quality)
        return True
    called = topic["phrase"] if topic and topic["sku"] == line["sku"] and topic["phrase"] else line["name"]
    if folded(swap.old) not in folded(called):  # inflected otherwise: "białych", then "zamień białe na czarne"
        called = line["name"]
    phrase = _exchanged(called, swap.old, swap.new)
    if topic and topic["sku"] == line["sku"] and topic["added"] and topic["quantity"]:
        quantity = min(quantity, Decimal(topic["quantity"]))
    await _exchange(turn, line, quantity, phrase)
    return True


def _named_line(lines: list[Json], words: str, topic: Json | None) -> Json | None:
    asked = folded(words).split()
    found = [line for line in lines if all(word in folded(line["name"]) for word in asked)]
    if not found:  # in another case: "заміни білі" of "каска біла"
        found = [lines[place] for place in named([line["name"] for line in lines], words)]
    if not found and topic and all(word in folded(topic["phrase"]) for word in asked):
        found = [line for line in lines if line["sku"] == topic["sku"]]
    return found[-1] if found else None


def _exchanged(called: str, old: str, new: str) -> str:
    """``called`` with ``old`` replaced by ``new``, or ``new`` alone where that names more than a size."""
    plain = folded(called)
    size = _SPEC.fullmatch(new)
    if folded(old) in plain:
        return plain.replace(folded(old), folded(new) if size else new)
    return folded(new) if size else new


async def _exchange(turn: Turn, line: Json, quantity: Decimal, phrase: str) -> None:
    answer = await turn.portal.cart.read_text(f"{quantity.normalize():f} x {phrase}", apply=False)
    found = answer["lines"][0] if answer["lines"] else None
    _ = turn.texts._
    if found is None or found["status"] == "unknown":
        text = _("I did not find in our catalogue: {names}. I can request a quotation for it.", names=phrase)
        kept = _("I changed nothing.")
        turn.say(f"{text} {kept}", buttons=[button(_("Request a quotation"), "request_quote")])
    elif found["status"] == "unsure":
        found["quantity"] = str(quantity)
        await say_lines(turn, {"lines": [found], "cart": None}, replaces=str(line["id"]))
    else:
        await carry_out(
            turn,
            "exchange_line",
            {"line_id": line["id"], "sku": found["product"]["sku"], "quantity": str(quantity)},
        )


@reads_first
async def same_with_a_difference(turn: Turn) -> bool:
    """Take "the same but 5 m": another quantity of it, or the product that differs in what is said."""
    rest = same_but(turn.text)
    topic = topic_of(turn)
    if not rest or topic is None:
        return False
    metres = _METRES.fullmatch(rest)
    bare = _BARE.fullmatch(rest)
    counted = numbers_in(bare["n"]) if bare else []
    if len(counted) == 1 and (topic["unit"] == "m" or not metres):
        await add_pointed_one(turn, topic["sku"], counted[0])
        return True
    recoded = other_code(topic["name"], rest)
    if recoded:
        await _alike(turn, topic, recoded)
        return True
    called = folded(topic["phrase"] or topic["name"])
    pattern = _LENGTH if metres else _SPEC if _SPEC.search(rest) else None
    rest = folded(rest) if pattern else rest
    called = pattern.sub(rest, called, count=1) if pattern and pattern.search(called) else f"{called} {rest}"
    await _alike(turn, topic, called)
    return True


@reads_first
async def of_the_quality(turn: Turn) -> bool:
    """Take "10 of the black ones": what was talked about, in that quality."""
    found = ones_in(turn.text)
    topic = topic_of(turn)
    if found is None or topic is None:
        return False
    amount, quality = found
    called = topic["phrase"] or topic["name"]
    await _alike(turn, topic, f"{called} {quality}", amount=amount)
    return True


async def _alike(turn: Turn, topic: Json, called: str, *, amount: Decimal | None = None) -> None:
    """Add the product so called where the one before was added or a quantity is said; else show what there is."""
    quantity = amount or (Decimal(topic["quantity"]) if topic["quantity"] else Decimal(1))
    apply = topic["added"] or amount is not None
    if apply:
        await say_lines(turn, await turn.portal.cart.read_text(f"{quantity.normalize():f} x {called}", apply=True))
        return
    hits = (await turn.portal.catalogue.search(called, limit=3))["items"]
    _ = turn.texts._
    if not hits:
        text = _(
            "I found nothing for “{query}”. I can request a quotation for it, or a colleague can help.", query=called
        )
        turn.say(text, buttons=[button(_("Request a quotation"), "request_quote")])
        return
    show_products(turn, hits, query=called)
    set_topic(turn, hits[0], phrase=called)
    turn.say(_("I found for “{query}”:", query=called), cards=[product_card(turn, hit) for hit in hits])


@reads_first
async def of_the_list(turn: Turn) -> bool:
    """Take "the cheaper one" of the products just shown, with a quantity or without, and "the second one, 20"."""
    shown = turn.shown
    text = without_price_pointer(turn.text)
    if shown["kind"] != "products" or names_product(text):
        return False
    if turn.intent in {"check_price", "check_availability"} and _ASKS.search(turn.text):
        return False  # "what would 500 of the second one cost" adds nothing
    wanted = price_pointer(turn.text)
    amounts = numbers_in(without_pointers(text))
    if wanted is not None and shown.get(wanted) is not None:
        await add_pointed_one(turn, str(shown["ids"][shown[wanted]]), amounts[0] if amounts else None)
        return True
    chosen = choose(shown["ids"], turn.text) if amounts else []
    if len(chosen) != 1 or amounts[0] <= 0:
        return False
    await add_pointed_one(turn, str(chosen[0]), amounts[0])
    return True
