"""Greetings, thanks, help, yes and no, cancelling, languages, and what was not understood."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.api.errors import PortalError, StaleTurnError
from actions.base import BuyerAction
from actions.buttons import button, talk_button, yes_no
from actions.checkout import ActionCheckout
from actions.giving_up import give_up
from actions.guesses import guess_buttons
from actions.packet import packet
from actions.quote_answers import ask_to_accept
from actions.rescue import is_thumb, rescue
from actions.resuming import resumed
from actions.steps import carry_out
from actions.texts import Texts
from actions.turn import Button, Json, Turn

_LANGUAGE_WORDS = {
    "en": r"engl|англі|англи|angiel|english",
    "uk": r"ukrain|україн|укра[иі]н|державн|ukraiń",
    "ru": r"russian|російськ|русск|по-?русски|rosyjsk|росийск",
    "pl": r"polish|польськ|польск|polsk",
}


def what_i_can(turn: Turn) -> list[Button]:
    """Buttons for the things people want most."""
    _ = turn.texts._
    return [
        button(_("Where is my order?"), "order_status"),
        button(_("Fill the cart from history"), "autofill_cart"),
        button(_("Show cart"), "view_cart"),
        talk_button(turn),
    ]


class ActionGreet(BuyerAction):
    """Greets by name where there is one."""

    called = "action_greet"

    async def act(self, turn: Turn) -> None:
        """Greet; a portal that cannot be reached is no reason not to."""
        _ = turn.texts._
        try:
            name = (await turn.portal.company.context()).get("first_name") or ""
        except StaleTurnError:
            raise
        except PortalError:
            name = ""
        hello = _("Hello, {name}!", name=name) if name else _("Hello!")
        ask = _(
            "What do you need today? Write it in your own words, for example “20 m NYM 3x1.5 and five 16A breakers”."
        )
        turn.say(f"{hello} {ask}", buttons=what_i_can(turn))


class ActionGoodbye(BuyerAction):
    """Says goodbye."""

    called = "action_goodbye"

    async def act(self, turn: Turn) -> None:
        """Say it."""
        turn.say(turn.texts._("Goodbye! Your cart stays as it is until you come back."))


class ActionThank(BuyerAction):
    """Answers thanks."""

    called = "action_thank"

    async def act(self, turn: Turn) -> None:
        """Answer."""
        turn.say(turn.texts._("You're welcome. Is there anything else you need?"))


class ActionHelp(BuyerAction):
    """Says what can be asked."""

    called = "action_help"

    async def act(self, turn: Turn) -> None:
        """List it."""
        _ = turn.texts._
        lines = [
            _("Write to me as you would to a colleague at the counter. I can:"),
            "• " + _("tell where an order is: “where is order 100045”"),
            "• " + _("fill your cart with what your company usually buys, or repeat an order"),
            "• " + _("find products, prices and stock: “is NYM 3x2.5 in stock”"),
            "• " + _("put a whole list into the cart: “10 boxes of gloves size L, 200 screws 5x60”"),
            "• " + _("check out, and request a quotation for larger quantities"),
            "• " + _("pass you to a person at any time"),
        ]
        turn.say("\n".join(lines), buttons=what_i_can(turn))


class ActionChangeLanguage(BuyerAction):
    """Switches the language of the answers."""

    called = "action_change_language"

    async def act(self, turn: Turn) -> None:
        """Switch, or ask to which."""
        before = turn.slot_before("language") or turn.metadata.get("locale")
        for code, words in _LANGUAGE_WORDS.items():
            if re.search(words, turn.text, re.IGNORECASE):
                turn.remember("language", code)
                turn.remember("language_asked", {"to": code, "from": before} if before != code else None)
                turn.say(Texts(code)._("All right, I will answer in English."))
                return
        _ = turn.texts._
        turn.say(
            _(
                "I understand English, Ukrainian, Russian and Polish. Simply write in one of them "
                "and I will answer in it."
            )
        )


async def confirmed(turn: Turn, pending: Json) -> None:
    """Do what was asked. What costs money is asked again when something else was talked about in between."""
    step, arguments = pending["step"], pending.get("args") or {}
    aside = pending.get("aside") or turn.was_told
    if aside and step == "confirm_checkout":
        await ActionCheckout().act(turn)
    elif aside and step == "confirm_accept_quote":
        await ask_to_accept(turn, str(arguments.get("rfq_number", "")), arguments.get("line_ids"))
    else:
        await carry_out(turn, step, arguments)


class ActionAffirm(BuyerAction):
    """Carries out what was asked."""

    called = "action_affirm"

    async def act(self, turn: Turn) -> None:
        """Do the pending step."""
        pending = turn.slot("pending")
        if not pending:
            turn.say(turn.texts._("Good. What shall I do?"), buttons=what_i_can(turn))
            return
        await confirmed(turn, pending)


class ActionDeny(BuyerAction):
    """Leaves undone what was asked."""

    called = "action_deny"

    async def act(self, turn: Turn) -> None:
        """Forget the pending step."""
        _ = turn.texts._
        if turn.slot("pending"):
            turn.remember("pending", None)
            turn.say(_("All right, I left everything as it was."))
        else:
            turn.say(_("All right. What would you like instead?"), buttons=what_i_can(turn))


class ActionCancelDialog(BuyerAction):
    """Ends whatever was under way."""

    called = "action_cancel_dialog"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        """What only resembles giving up goes on."""
        events = await resumed(dispatcher, tracker)
        if events is not None:
            return events
        given_up: list[Any] = await super().run(dispatcher, tracker, domain)
        return given_up

    async def act(self, turn: Turn) -> None:
        """Forget questions, choices and a request that was being written; after emptying the cart, bring it back."""
        if turn.shown["kind"] == "emptied_cart" and not turn.is_button and not turn.active_loop():
            await carry_out(turn, "undo_cart", {})
            return
        give_up(turn)


class ActionOutOfScope(BuyerAction):
    """Says honestly that this is not its trade."""

    called = "action_out_of_scope"
    keeps_failures = True

    async def act(self, turn: Turn) -> None:
        """Decline, and offer a person the second time in a row."""
        if await plain(turn):
            return
        await not_understood(
            turn,
            turn.texts._("That is outside what I can do here: I take care of products, prices, orders and quotations."),
        )


class ActionFallback(BuyerAction):
    """Is not sure what was meant."""

    called = "action_fallback"
    keeps_failures = True

    async def act(self, turn: Turn) -> None:
        """Take what is plain without an intent; else offer the two best guesses, the second time a person as well."""
        if await plain(turn):
            return
        await not_understood(turn, turn.texts._("I am not sure I understood you."))


async def plain(turn: Turn) -> bool:
    """Answer what the dialogue makes plain without an intent; False where nothing does."""
    pending = turn.slot("pending")
    if pending and is_thumb(turn.text):
        await confirmed(turn, pending)
    elif not await rescue(turn):
        return False
    turn.remember("failures", 0)
    return True


async def not_understood(turn: Turn, text: str) -> None:
    """The first failure offers guesses and a person; the second in a row asks whether a person should take over."""
    _ = turn.texts._
    failures = int(turn.slot("failures") or 0) + 1
    turn.remember("failures", failures)
    guesses = guess_buttons(turn)
    if failures >= 2:
        reason = packet(turn, "not understood twice in a row")
        turn.ask_to_confirm("hand_over", reason=reason)
        ask = _("Shall I pass you to a colleague? He or she will see what you wrote, so you need not repeat it.")
        buttons = yes_no(turn, _("Yes, pass me on"), "hand_over", reason=reason)
        turn.say(f"{text} {ask}", buttons=[buttons[0], *guesses, buttons[1]])
        return
    ask = (
        _("Did you mean one of these? You can also say it in other words.")
        if guesses
        else _("Could you say it in other words?")
    )
    turn.say(f"{text} {ask}", buttons=[*guesses, talk_button(turn, packet(turn, "not understood"))])
