"""Questions about products: stock and dates, this buyer's price, what can stand in, what goes with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from actions import formats
from actions.base import BuyerAction
from actions.buttons import button, talk_button
from actions.cards import product_card
from actions.cart import product_cards, show_products
from actions.notices import watch_button
from actions.phrases import names_product, product_phrase, without_request
from actions.references import choose, numbers_in, without_pointers
from actions.topic import set_topic
from actions.turn import Turn

Json = dict[str, Any]
MOST = 5
DIFFERENCES = 3
_STOCK = re.compile(
    r"\b(?:in stock|stock|available|на складі|наявн\w*|на складе|в наличии|остат\w*|залиш\w*|"
    r"na stanie|dostępn\w*|magazyn\w*)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:why|how come|explain|чому|почему|поясни\w*|объясни\w*|dlaczego|czemu|skąd)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;\n]|\s(?:and|та|і|й|и|oraz|i)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """A product in full, and the quantity in its unit that the question names."""

    product: Json
    quantity: Decimal | None = None


async def asked_products(turn: Turn) -> list[Asked]:
    """The products that the message names or points at, with quantities; says so where there are none."""
    if not product_phrase(turn.text):
        return await _pointed(turn)
    lines = await _lines(turn)
    if len(lines) > 1:
        found = [Asked(await turn.portal.catalogue.product(_sku(line)), _quantity(line)) for line in lines[:MOST]]
        show_products(turn, [one.product for one in found])
        set_topic(turn, found[-1].product)
        return found
    return await _named(turn, lines[0] if lines else None)


async def _lines(turn: Turn) -> list[Json]:
    """Order lines of the question that mean a product; read only where it may name several, or a quantity."""
    if not (_SEVERAL.search(turn.text) or numbers_in(turn.text)):
        return []
    if turn.is_guest:
        return []  # order lines are read with a company's purchases; a visitor searches the catalogue
    answer = await turn.portal.cart.read_text(without_request(turn.text).rstrip(" ?!."), apply=False)
    return [line for line in answer["lines"] if _sku(line)]


def _sku(line: Json) -> str:
    """The product of a line, or its best candidate; "" for an unknown one."""
    first = line.get("product") or next(iter(line.get("candidates") or []), None)
    return str(first["sku"]) if first else ""


def _quantity(line: Json | None) -> Decimal | None:
    """What was asked for; a bare 1 is what nothing said reads as."""
    if line is None:
        return None
    asked = Decimal(str(line.get("asked_quantity") or line["quantity"]))
    said = asked != 1 or line.get("asked_unit")
    return Decimal(str(line["quantity"])) if said else None


async def _named(turn: Turn, line: Json | None) -> list[Asked]:
    phrase = product_phrase(turn.text)
    if line is not None and line["status"] == "sure":
        product = await turn.portal.catalogue.product(str(line["product"]["sku"]))
        show_products(turn, [product])
        set_topic(turn, product, phrase=line.get("phrase") or phrase)
        return [Asked(product, _quantity(line))]
    hits = (await turn.portal.catalogue.search(phrase, limit=3))["items"]
    if not hits:
        _ = turn.texts._
        turn.say(
            _(
                "I found nothing for “{query}”. I can request a quotation for it, or a colleague can help.",
                query=phrase,
            ),
            buttons=[button(_("Request a quotation"), "request_quote"), talk_button(turn)],
        )
        return []
    show_products(turn, hits)
    set_topic(turn, hits[0], phrase=phrase)
    return [Asked(await turn.portal.catalogue.product(hits[0]["sku"]), _quantity(line))]


async def _pointed(turn: Turn) -> list[Asked]:
    """What the message points at among the products shown: the second one, both, or simply the last one shown."""
    shown = turn.shown
    skus = [str(sku) for sku in shown["ids"]] if shown["kind"] == "products" else []
    skus = skus or [str(sku) for sku in turn.metadata.get("last_products") or []]
    topic = turn.slot("topic") or {}
    chosen = choose(skus, turn.text) or [*skus, *filter(None, [topic.get("sku")])][:1]
    if not chosen:
        turn.say(turn.texts._("Which product do you mean? Give its name or article number."))
        return []
    amounts = numbers_in(without_pointers(turn.text))
    quantity = amounts[0] if amounts and amounts[0] > 0 else None
    found = [Asked(await turn.portal.catalogue.product(str(sku)), quantity) for sku in chosen[:MOST]]
    set_topic(turn, found[0].product)
    return found


async def _cards(turn: Turn, found: list[Asked]) -> list[Json]:
    """Cards of the products and, for a single one, of what else its words could have meant."""
    products = [one.product for one in found]
    if len(found) == 1 and turn.shown["kind"] == "products" and names_product(turn.text):
        others = [sku for sku in turn.shown["ids"] if sku != products[0]["sku"]]
        products += [await turn.portal.catalogue.product(str(sku)) for sku in others[:2]]
    if len(products) == 1 and turn.shown["kind"] == "products" and products[0]["sku"] in turn.shown["ids"]:
        return [product_card(turn, products[0])]  # "the second one" goes on meaning the list
    return product_cards(turn, products)


class ActionCheckAvailability(BuyerAction):
    """Stock, lead time and day of arrival of products."""

    called = "action_check_availability"

    async def act(self, turn: Turn) -> None:
        """Tell it by warehouse, against the quantity that is asked for."""
        found = await asked_products(turn)
        if found:
            text = "\n".join(availability(turn, one) for one in found)
            missing = [button for one in found for button in watch_button(turn, one.product)]
            turn.say(text, cards=await _cards(turn, found), buttons=missing if len(missing) == 1 else [])


def availability(turn: Turn, one: Asked) -> str:
    """What is there, and when it, or the rest of the asked quantity, arrives."""
    _, n_ = turn.texts._, turn.texts.n_
    product, wanted = one.product, one.quantity
    arrival = product.get("arrival") or {}
    days = product.get("lead_time_days")
    later = formats.day(arrival.get("to_order"), turn.texts)
    lead_time = n_("Lead time: {n} working day.", "Lead time: {n} working days.", int(days)) if days else ""
    expected = _("Expected about {date}.", date=later) if later else ""
    if not product.get("in_stock"):
        text = _("{name} is not in stock at the moment.", name=product["name"])
        return " ".join(filter(None, [text, lead_time, expected]))
    stock = Decimal(str(product["available"]))
    said = [_("{name}: {quantity} in stock.", name=product["name"], quantity=_counted(turn, product, stock))]
    places = [entry for entry in product.get("stock") or [] if float(entry["quantity"]) > 0]
    if len(places) > 1:
        named = (f"{_place(entry)}: {formats.number(entry['quantity'], turn.texts)}" for entry in places)
        said.append("; ".join(named) + ".")
    soon = formats.day(arrival.get("from_stock"), turn.texts)
    if wanted is not None and wanted > stock:
        short = _counted(turn, product, wanted - stock)
        said += [_("{quantity} short of what you need.", quantity=short), lead_time, expected]
    elif soon:
        said.append(_("Ordered today, it is with you about {date}.", date=soon))
    return " ".join(filter(None, said))


def _counted(turn: Turn, product: Json, quantity: Decimal) -> str:
    return formats.quantity(quantity, product.get("unit"), turn.texts)


def _place(entry: Json) -> str:
    return str(entry.get("name") or entry["warehouse"])


class ActionCheckPrice(BuyerAction):
    """This buyer's price of products."""

    called = "action_check_price"

    async def act(self, turn: Turn) -> None:
        """Tell it, with its tiers and for the quantity asked; or, where that is asked, what made it."""
        found = await asked_products(turn)
        if not found:
            return
        lines = [price(turn, one) for one in found]
        if _WHY.search(turn.text):
            lines += [f"• {rule['text']}" for rule in found[0].product.get("price_trace") or []]
        elif _STOCK.search(turn.text):
            lines += [availability(turn, one) for one in found]
        turn.say("\n".join(lines), cards=await _cards(turn, found))


def price(turn: Turn, one: Asked) -> str:
    """The buyer's price; that of a quantity; from which quantity it gets cheaper."""
    _ = turn.texts._
    product, wanted = one.product, one.quantity
    if not product.get("price"):
        return _("{name} has no list price; I can request a quotation for it.", name=product["name"])
    per = formats.quantity(1, product.get("unit"), turn.texts)
    tiers = [tier for tier in product.get("price_tiers") or [] if tier.get("min_quantity")]
    current = product["price"]
    if wanted is not None:
        reached = [tier for tier in tiers if Decimal(str(tier["min_quantity"])) <= wanted]
        current = reached[-1]["price"] if reached else current
    text = _(
        "Your price for {name}: {price} for {unit}, without tax.",
        name=product["name"],
        price=formats.money(current, turn.texts),
        unit=per,
    )
    if wanted is not None and wanted > 1:
        total = {"amount": str(Decimal(str(current["amount"])) * wanted), "currency": current["currency"]}
        quantity = _counted(turn, product, wanted)
        text += " " + _("{quantity}: {total}.", quantity=quantity, total=formats.money(total, turn.texts))
    for tier in tiers[:4]:
        minimum = Decimal(str(tier["min_quantity"]))
        if minimum > (wanted or 1) and Decimal(str(tier["price"]["amount"])) < Decimal(str(current["amount"])):
            shown = _counted(turn, product, minimum)
            text += " " + _("From {quantity}: {price}.", quantity=shown, price=formats.money(tier["price"], turn.texts))
    return text


class ActionFindSubstitute(BuyerAction):
    """Products that can take another's place."""

    called = "action_find_substitute"

    async def act(self, turn: Turn) -> None:
        """Show those the catalogue knows, what is in stock first, and in what they differ."""
        found = await asked_products(turn)
        if not found:
            return
        product = found[0].product
        _ = turn.texts._
        substitutes = sorted(product.get("substitutes") or [], key=lambda each: not each.get("in_stock"))[:MOST]
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
        said = [_("In place of {name} you can use:", name=product["name"])]
        said += [f"• {each['name']}: {_differences(turn, product, each)}" for each in substitutes]
        said.append(_("The differences are those in our data; please check the rest against your project."))
        turn.say("\n".join(said), cards=product_cards(turn, substitutes))


def _differences(turn: Turn, product: Json, other: Json) -> str:
    """Where the attributes of ``other`` differ, as far as both have them, and whether it is in stock."""
    _ = turn.texts._
    mine = {each["code"]: each["value"] for each in product.get("attributes") or []}
    differing = [
        _(
            "{attribute} {value} instead of {other}",
            attribute=each["name"],
            value=each["value"],
            other=mine[each["code"]],
        )
        for each in other.get("attributes") or []
        if each["code"] in mine and mine[each["code"]] != each["value"]
    ]
    said = differing[:DIFFERENCES] or [_("no difference in our data")]
    if product.get("brand") and other.get("brand") and product["brand"] != other["brand"]:
        said.append(str(other["brand"]))
    if not other.get("in_stock"):
        said.append(_("not in stock"))
    return "; ".join(said)


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
