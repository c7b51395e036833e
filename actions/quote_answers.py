"""Answers to a quote: accepting it, or some lines of it, declining it, countering it. Each asks first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from actions import formats
from actions.base import BuyerAction
from actions.buttons import talk_button, yes_no
from actions.calling_off import called_off
from actions.cards import rfq_card
from actions.catalogue import ActionSearchProduct
from actions.filters import narrow
from actions.likeness import nearest
from actions.phrases import names_product
from actions.quote_lines import chosen
from actions.quotes import meant_rfq, names_of, numbered, offer, quoted, show_rfq
from actions.rfq_reading import read
from actions.steps import step
from actions.turn import Turn
from nlu.reading.taking_back import cancels_request

Json = dict[str, Any]
LONGEST = 500
SHORT = 7


class ActionAcceptQuote(BuyerAction):
    """Accepts a quote or the lines of it that are named: asks first."""

    called = "action_accept_quote"

    async def act(self, turn: Turn) -> None:
        """Show what would be ordered."""
        rfq = await quoted(turn)
        if rfq is not None:
            taken = [] if turn.is_button else chosen(names_of(rfq), turn.text)
            _ask_to_accept(turn, rfq, [rfq["quote"]["lines"][position]["line_id"] for position in taken])


async def ask_to_accept(turn: Turn, number: str, line_ids: Sequence[int] | None = None) -> None:
    """Ask once more about the quote of a request, as it is now."""
    rfq = await turn.portal.rfqs.get(number)
    if rfq["status"] == "quoted" and rfq.get("quote"):
        _ask_to_accept(turn, rfq, line_ids or [])
    else:
        turn.remember("pending", None)
        await show_rfq(turn, number)


def _ask_to_accept(turn: Turn, rfq: Json, line_ids: Sequence[int]) -> None:
    quote, _ = rfq["quote"], turn.texts._
    positions = [
        position
        for position, line in enumerate(quote["lines"])
        if line["line_id"] in line_ids and line.get("available", True)
    ]
    if line_ids and not positions:
        turn.say(_("These lines are not available in our offer."), cards=[rfq_card(turn, rfq)])
        return
    arguments: Json = {"rfq_number": rfq["number"], "quote_version": quote["version"]}
    if positions:
        arguments["line_ids"] = [quote["lines"][position]["line_id"] for position in positions]
    turn.ask_to_confirm("confirm_accept_quote", **arguments)
    turn.show("rfqs", [rfq["number"]])
    turn.say(
        "\n".join(_question(turn, rfq, positions)),
        cards=[{**rfq_card(turn, rfq), "buttons": []}],
        buttons=yes_no(turn, _("Yes, accept and order"), "confirm_accept_quote", **arguments),
    )


def _question(turn: Turn, rfq: Json, positions: Sequence[int]) -> list[str]:
    quote, _ = rfq["quote"], turn.texts._
    if positions:
        taken = [quote["lines"][position] for position in positions]
        return [
            _("Of our offer for {number} only these lines:", number=rfq["number"]),
            *numbered(turn, rfq, positions),
            _("Together {total} without tax; the other lines are declined.", total=_sum(turn, taken)),
            _("Shall I accept them? They become an order at once."),
        ]
    ask = _("Shall I accept it? It becomes an order at once.")
    lines = numbered(turn, rfq)
    hint = [_("You can also take single lines: “only 1 and 3”.")] if lines else []
    return [offer(turn, quote), *lines, *hint, ask] if lines else [f"{offer(turn, quote)} {ask}"]


def _sum(turn: Turn, lines: Sequence[Json]) -> str:
    total = sum((Decimal(str(line["total"]["amount"])) for line in lines), Decimal(0))
    return formats.money({"amount": str(total), "currency": lines[0]["total"]["currency"]}, turn.texts)


@step("confirm_accept_quote")
async def confirm_accept_quote(turn: Turn, arguments: Json) -> None:
    """Accept the very version that was shown, or the lines of it that were."""
    number, version = str(arguments.get("rfq_number", "")), int(arguments.get("quote_version") or 0)
    line_ids = [int(line_id) for line_id in arguments.get("line_ids") or []]
    order = await turn.portal.rfqs.accept(number, version, line_ids)
    turn.show("orders", [order["number"]])
    _, n_ = turn.texts._, turn.texts.n_
    total = formats.money(order["total"], turn.texts)
    if line_ids:
        text = n_(
            "Accepted: {n} line of request {rfq} is now order {number}, {total} in all. The rest is declined.",
            "Accepted: {n} lines of request {rfq} are now order {number}, {total} in all. The rest is declined.",
            len(line_ids),
            rfq=number,
            number=order["number"],
            total=total,
        )
    else:
        text = _(
            "Accepted: request {rfq} is now order {number}, {total} in all.",
            rfq=number,
            number=order["number"],
            total=total,
        )
    turn.say(text, cards=[{"type": "order", "order": order, "buttons": []}])


class ActionDeclineQuote(BuyerAction):
    """Declines a quote: asks first."""

    called = "action_decline_quote"

    async def act(self, turn: Turn) -> None:
        """Ask, with the reason where one was given."""
        calls_off = not turn.is_button and cancels_request(turn.text)
        rfq = await called_off(turn) if calls_off else await quoted(turn)
        if rfq is None:
            return
        reason = "" if turn.is_button or calls_off else _reason(turn)
        arguments = {"rfq_number": rfq["number"], **({"reason": reason} if reason else {})}
        turn.ask_to_confirm("confirm_decline_quote", **arguments)
        _ = turn.texts._
        text = _("Shall I decline our offer for request {number}?", number=rfq["number"])
        if reason:
            text += " " + _("Your reason goes with it: “{reason}”.", reason=reason)
        buttons = [
            *yes_no(turn, _("Yes, decline it"), "confirm_decline_quote", **arguments),
            talk_button(turn, "negotiation"),
        ]
        turn.say(text, buttons=buttons)


def _reason(turn: Turn) -> str:
    """What was given as the reason, or the whole message where it says more than no."""
    named = str(turn.entity("reason") or "").strip()
    return (named or (turn.text.strip() if len(turn.text.split()) > 5 else ""))[:LONGEST]


@step("confirm_decline_quote")
async def confirm_decline_quote(turn: Turn, arguments: Json) -> None:
    """Decline it."""
    reason = str(arguments.get("reason") or "declined in the chat")
    rfq = await turn.portal.rfqs.decline(str(arguments.get("rfq_number", "")), reason)
    turn.say(turn.texts._("The offer for request {number} is declined.", number=rfq["number"]))


class ActionCounterQuote(BuyerAction):
    """Takes a counter-offer to the sales manager: asks first."""

    called = "action_counter_quote"

    async def act(self, turn: Turn) -> None:
        """Repeat it with the prices by line, and say what it means for the present offer."""
        if _seeks_goods(turn):
            await ActionSearchProduct().act(turn)
            return
        rfq = await quoted(turn)
        if rfq is None:
            return
        prices = _prices(turn, rfq)
        arguments: Json = {
            "rfq_number": rfq["number"], "quote_version": rfq["quote"]["version"],
            "reason": turn.text.strip()[:LONGEST], "prices": prices,
        }  # fmt: skip
        turn.ask_to_confirm("confirm_counter_quote", **arguments)
        turn.show("rfqs", [rfq["number"]])
        _ = turn.texts._
        names = {str(line["line_id"]): line.get("name") or "" for line in rfq["quote"]["lines"]}
        currency = rfq["quote"]["total"]["currency"]
        said = [_("Your counter-offer to {number}: “{words}”", number=rfq["number"], words=arguments["reason"])]
        said += [
            f"• {names[line_id]}: {formats.money({'amount': price, 'currency': currency}, turn.texts)}"
            for line_id, price in prices.items()
        ]
        said.append(
            _(
                "I cannot negotiate myself: the sales manager answers with a new version of the offer, and until then "
                "the present one cannot be accepted. Shall I pass it on?"
            )
        )
        buttons = [*yes_no(turn, _("Yes, pass it on"), "confirm_counter_quote", **arguments), talk_button(turn)]
        turn.say("\n".join(said), buttons=buttons)


def _seeks_goods(turn: Turn) -> bool:
    """Whether goods are sought within a price, of no offer that was talked about: "hełmy do 50 zł"."""
    if turn.is_button or turn.shown["kind"] == "rfqs" or meant_rfq(turn) or len(turn.text.split()) > SHORT:
        return False
    wanted = narrow(turn.text)
    return bool(wanted.filters) and names_product(wanted.text)


def _prices(turn: Turn, rfq: Json) -> dict[str, str]:
    """The prices by line id that the message names, where it is plain for which line; in the quote's currency only."""
    lines, currency = rfq["quote"]["lines"], rfq["quote"]["total"]["currency"]
    said = read(turn.text, turn.locale, datetime.now(UTC).date(), loose=True)
    bounds = [0, *(target.at for target in said.targets), len(said.goods)]
    found: dict[str, str] = {}
    for number, target in enumerate(said.targets):
        if target.currency not in {None, currency}:
            continue
        before, after = (said.goods[bounds[number + step] : bounds[number + step + 1]] for step in (0, 1))
        meant = nearest(names_of(rfq), before) or nearest(names_of(rfq), after)
        if len(meant) == 1 or len(lines) == 1:
            found[str(lines[meant[0] if meant else 0]["line_id"])] = f"{target.amount:f}"
    return found


@step("confirm_counter_quote")
async def confirm_counter_quote(turn: Turn, arguments: Json) -> None:
    """Store it with the request."""
    rfq = await turn.portal.rfqs.counter(
        str(arguments.get("rfq_number", "")),
        int(arguments.get("quote_version") or 0),
        str(arguments.get("reason") or "")[:LONGEST],
        {str(line_id): str(price) for line_id, price in (arguments.get("prices") or {}).items()},
    )
    text = turn.texts._(
        "Your counter-offer to request {number} is with the sales manager. You will see the new version of the offer "
        "here and under Requests.",
        number=rfq["number"],
    )
    turn.say(text, cards=[rfq_card(turn, rfq)])
