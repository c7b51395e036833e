"""General questions, answered with the supplier's own texts, and anger, taken seriously."""

from __future__ import annotations

from typing import Any

from babel import Locale

from actions import formats
from actions.api.errors import PortalError, StaleTurnError
from actions.base import BuyerAction
from actions.buttons import button, talk_button, yes_no
from actions.cards import order_card
from actions.company import offer_person
from actions.orders import found_number
from actions.packet import packet
from actions.turn import Turn

Json = dict[str, Any]
TOPICS = ("faq_delivery", "faq_payment", "faq_warranty")


class ActionFaq(BuyerAction):
    """Terms of delivery, payment and warranty: the supplier's own words, and what was agreed with this company."""

    called = "action_faq"

    async def act(self, turn: Turn) -> None:
        """Say them, or honestly that they are not known, and offer a person."""
        _ = turn.texts._
        topic = turn.intent if turn.intent in TOPICS else "faq_delivery"
        answer = await turn.portal.company.answer(topic)
        own = _own_terms(turn, topic, answer.get("terms"))
        if answer.get("text"):
            text = " ".join(part for part in (answer["text"], own) if part)
            turn.say(text, buttons=[*_next(turn, topic), talk_button(turn, packet(turn, topic))])
            return
        ask = _("I have no text about this and would rather not guess. Shall I pass you to a colleague?")
        await offer_person(turn, f"{own} {ask}".strip(), packet(turn, topic))


def _own_terms(turn: Turn, topic: str, terms: Json | None) -> str:
    """What was agreed with the buyer's company about ``topic``."""
    if not terms:
        return ""
    _, n_ = turn.texts._, turn.texts.n_
    if topic == "faq_payment":
        days = int(terms["payment_terms_days"])
        if days <= 0:
            return _("Agreed with your company: payment in advance.")
        return n_(
            "Agreed with your company: payment within {n} day of the invoice.",
            "Agreed with your company: payment within {n} days of the invoice.",
            days,
        )
    if topic == "faq_delivery":
        country = Locale.parse(turn.texts.locale).territories.get(str(terms["country"]))
        known = _("The expected day of delivery stands on every order.")
        place = _("Your company is in: {country}.", country=country) if country else ""
        return f"{place} {known}".strip()
    return ""


def _next(turn: Turn, topic: str) -> list[dict[str, str]]:
    _ = turn.texts._
    return {
        "faq_delivery": [button(_("Where is my order?"), "order_status")],
        "faq_payment": [button(_("Credit and balance"), "credit_balance")],
        "faq_warranty": [button(_("Return goods"), "return_item")],
    }[topic]


class ActionComplain(BuyerAction):
    """Takes anger seriously."""

    called = "action_complain"

    async def act(self, turn: Turn) -> None:
        """Apologise, show the order it is about where one is named, and offer a person at once."""
        _ = turn.texts._
        text = _("I am sorry that this went wrong for you. A colleague should hear this. Shall I pass you on now?")
        order = await _order(turn)
        about = f"complaint about {order['number']} ({order['status']})" if order else "complaint"
        reason = packet(turn, about)
        turn.ask_to_confirm("hand_over", reason=reason)
        said = [text]
        if order:
            status = _(
                "Order {number} of {date}: {status}.",
                number=order["number"],
                date=formats.day(order.get("placed_at"), turn.texts),
                status=order["status_text"],
            )
            said.append(status)
        buttons = yes_no(turn, _("Yes, pass me on"), "hand_over", reason=reason)
        if order is None:
            buttons.append(button(_("Where is my order?"), "order_status"))
        turn.say(" ".join(said), cards=[{**order_card(turn, order), "buttons": []}] if order else [], buttons=buttons)


async def _order(turn: Turn) -> Json | None:
    """The order that is named; an angry buyer is offered a person also when it cannot be looked up."""
    try:
        number = await found_number(turn)
        return await turn.portal.orders.get(number) if number else None
    except StaleTurnError:
        raise
    except PortalError:
        return None
