"""The frame of every action: errors of the portal become honest sentences."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.api.errors import (
    ForbiddenError,
    LoginRequiredError,
    NotFoundError,
    PortalError,
    StaleTurnError,
    UnreachableError,
)
from actions.before import answered
from actions.buttons import button, talk_button
from actions.turn import Button, Turn
from actions.with_files import INSTEAD

logger = logging.getLogger(__name__)


class BuyerAction(Action, ABC):
    """An action on behalf of a buyer. Subclasses set ``called`` and write ``act``."""

    called = ""
    keeps_failures = False

    def name(self) -> str:
        """The name in the domain."""
        return self.called

    @abstractmethod
    async def act(self, turn: Turn) -> None:
        """Carry the action out; errors of the portal may pass through."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:  # noqa: ARG002
        """Rasa's entry point."""
        turn = Turn(dispatcher, tracker, self.called)
        if not self.keeps_failures and turn.slot("failures"):
            turn.remember("failures", 0)
        try:
            instead = INSTEAD.get(self.called) if turn.attachments else None
            if instead:
                await instead(turn)
            elif not await answered(turn, self.called):
                await self.act(turn)
        except StaleTurnError:
            turn.stay_silent()
            return []
        except PortalError as error:
            self.explain(turn, error)
        _remind(turn)
        turn.set_question_aside()
        return turn.events

    def explain(self, turn: Turn, error: PortalError) -> None:
        """Say what went wrong and what can be done."""
        if isinstance(error, UnreachableError):
            logger.error("%s: the portal did not answer: %s", self.called, error)
        explain(turn, error)


def _remind(turn: Turn) -> None:
    """After something else was asked and answered, say once that lines still wait for a choice."""
    left = turn.left_open
    if not left:
        return
    _, n_ = turn.texts._, turn.texts.n_
    text = n_("One order line still waits for your choice.", "{n} order lines still wait for your choice.", len(left))
    turn.say(text, buttons=[button(_("Back to the choice"), "resume_choices")])


def explain(turn: Turn, error: PortalError, *, ways_out: Sequence[Button] = ()) -> None:
    """Put ``error`` into words; a refusal offers ``ways_out`` first. A stale turn must have been dealt with before."""
    _ = turn.texts._
    if isinstance(error, UnreachableError):
        text = _(
            "I could not reach the order system just now. Nothing was changed and your message is "
            "kept. Please try again in a minute."
        )
        turn.say(text, buttons=[talk_button(turn)])
    elif isinstance(error, LoginRequiredError):
        turn.say(_("Please log in first: I may show prices, orders and the cart only to your company's staff."))
    elif isinstance(error, ForbiddenError):
        turn.say(
            _("Your role in the company does not allow this. Please ask your company's administrator."),
            buttons=[talk_button(turn)],
        )
    elif isinstance(error, NotFoundError):
        turn.say(_missing(turn, error), buttons=[talk_button(turn)])
    else:
        turn.say(_refusal(turn, error), buttons=[*ways_out, *_ways_out(turn, error)])


def _missing(turn: Turn, error: PortalError) -> str:
    _ = turn.texts._
    return {
        "product_not_found": _("I did not find this product in our catalogue."),
        "order_not_found": _("I did not find an order with this number among your company's orders."),
        "rfq_not_found": _("I did not find a request with this number among your company's requests."),
    }.get(error.code, error.detail or _("I did not find that."))


def _refusal(turn: Turn, error: PortalError) -> str:
    _ = turn.texts._
    known = {
        "cart_changed": _(
            "The cart has changed since I showed it to you, so I ordered nothing. Please look at it once more."
        ),
        "cart_empty": _("Your cart is empty, so there is nothing to order yet."),
        "credit_limit_exceeded": _("This order would exceed your company's credit limit, so I did not place it."),
        "quantity_invalid": _("This quantity is not possible for the product."),
        "no_lines": _("I found no products in your message. Write for example “10 boxes of gloves size L”."),
        "nothing_to_restore": _("There is nothing to bring back."),
        "quote_expired": _("This offer has expired. A colleague can renew it."),
        "quote_changed": _(
            "The quote has changed since I showed it to you, so I accepted nothing. Please look at it once more."
        ),
    }
    text = known.get(error.code)
    if text and error.code in {"credit_limit_exceeded", "quantity_invalid"} and error.detail:
        return f"{text} {error.detail}"
    return text or error.detail or _("The order system refused that.")


def _ways_out(turn: Turn, error: PortalError) -> list[dict[str, str]]:
    if error.code in {"cart_changed", "credit_limit_exceeded"}:
        return [button(turn.texts._("Show cart"), "view_cart"), talk_button(turn)]
    return [talk_button(turn)]
