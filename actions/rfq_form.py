"""Requesting a quotation: reads what a message gives, in any order, and asks only for what is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import formats, rfq_changes, rfq_lines
from actions.api.errors import PortalError, RefusedError
from actions.attachments import files_for_request
from actions.base import BuyerAction
from actions.draft import DONE, Draft
from actions.giving_up import forget_request
from actions.phrases import names_product, without_request
from actions.references import numbers_in
from actions.rfq_interruptions import interrupts
from actions.rfq_reading import Said, read
from actions.rfq_words import CART, DONT_KNOW, NOTHING, SEND
from actions.turn import Turn

Json = dict[str, Any]

# Intents that bring goods even where a note is expected.
_GOODS = frozenset({"add_to_cart", "request_quote", "change_cart", "search_product"})


def today() -> date:
    """The present day in UTC."""
    return datetime.now(UTC).date()


class ActionStartRfq(BuyerAction):
    """Begins a new request with empty hands."""

    called = "action_start_rfq"

    async def act(self, turn: Turn) -> None:
        """Forget an earlier one that was never sent."""
        forget_request(turn)
        turn.remember("pending", None)
        if turn.shown["kind"] == "emptied_cart":
            turn.remember("shown", None)  # "cancel" is about the request from now on, not about the emptied cart


class ValidateRfqForm(BuyerAction):
    """Reads a message for the form; what is no answer is left to the other rules."""

    called = "validate_rfq_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        """No slot at all for an interruption: that is how a form lets the other rules speak."""
        turn = Turn(dispatcher, tracker, self.called)
        if interrupts(turn):
            return []
        events: list[Any] = await super().run(dispatcher, tracker, domain)
        return events

    async def act(self, turn: Turn) -> None:
        """Fill what the message gives, then see what is still missing."""
        draft = Draft(turn)
        asked = turn.slot("requested_slot")
        if turn.attachments:
            await files_for_request(turn, rfq_lines.from_text)
            draft.lines = turn.slot("rfq_lines") or []
        if turn.is_button:
            _pressed(turn, draft, asked)
        else:
            await _read(turn, draft, asked)
        draft.keep()
        turn.remember("rfq_quantities", None if not draft.lines or rfq_lines.uncounted(draft.lines) else DONE)

    def explain(self, turn: Turn, error: PortalError) -> None:
        """The question asked next says what the matter was: a form drops other words of its validation."""
        turn.remember("rfq_problem", error.code)


def _pressed(turn: Turn, draft: Draft, asked: str | None) -> None:
    if turn.intent == "deny" and asked == "rfq_more":
        turn.remember("rfq_more", DONE)
    elif turn.intent == "submit_rfq" and asked == "rfq_confirmed":
        turn.remember("rfq_confirmed", DONE)
    elif turn.intent == "choose_rfq_product":
        sku = str(turn.arguments.get("sku", ""))
        for line in draft.lines:
            option = next((one for one in line.get("options") or [] if one["sku"] == sku), None)
            if option:
                _say_taken(turn, draft, rfq_changes.take_option(line, option))
                return


def _say_taken(turn: Turn, draft: Draft, line: Json) -> None:
    """Say which product was taken."""
    draft.remarks.append(turn.texts._("Taken: {name}.", name=line["description"]))


async def _read(turn: Turn, draft: Draft, asked: str | None) -> None:
    if asked == "rfq_more" and _declined(turn):
        turn.remember("rfq_more", DONE)
        return
    if asked == "rfq_confirmed" and _answered_summary(turn):
        return
    if draft.lines and _changed(turn, draft, asked):
        return
    day_asked = asked in {"rfq_more", "rfq_confirmed"}
    said = read(turn.text, turn.locale, today(), asked_for_day=day_asked, loose=bool(draft.lines))
    if not draft.lines or turn.intent == "request_quote":
        said.begin_at(len(said.goods) - len(without_request(said.goods)))
    _take_details(draft, said)
    goods = await _goods(turn, draft, said, asked)
    currency = await _currency(turn, draft, said)
    if goods is None and draft.lines:
        _about_lines(turn, draft, said, currency)
    elif goods is not None:
        _new_lines(turn, draft, said, goods, currency)
    elif said.days:
        draft.needed_by = said.days[-1].day.isoformat()
    _leftover(turn, draft, said, goods, asked)


def _declined(turn: Turn) -> bool:
    return (
        turn.intent in {"deny", "thank", "affirm"} and len(turn.text.split()) <= 5 and not numbers_in(turn.text)
    ) or bool(NOTHING.fullmatch(turn.text) or SEND.fullmatch(turn.text))


def _answered_summary(turn: Turn) -> bool:
    """Yes sends; "that is all" agrees to the contents only, so it is asked again; no asks what to change."""
    if SEND.fullmatch(turn.text) or (turn.intent == "affirm" and not numbers_in(turn.text)):
        turn.remember("rfq_confirmed", DONE)
        return True
    if NOTHING.fullmatch(turn.text) or (turn.intent in {"deny", "thank"} and len(turn.text.split()) <= 3):
        turn.remember("rfq_problem", "not_sent")
        return True
    return False


def _changed(turn: Turn, draft: Draft, asked: str | None) -> bool:
    """Corrections of lines that are there; False where the message is something else."""
    _ = turn.texts._
    chosen = rfq_changes.choose_option(draft.lines, turn.text)
    if chosen is not None:
        _say_taken(turn, draft, chosen)
        return True
    gone = rfq_changes.remove_from(draft.lines, turn.text)
    if gone is not None:
        draft.remarks.append(_("Removed: {names}.", names="; ".join(line["description"] for line in gone)))
        return True
    if asked == "rfq_quantities":
        if rfq_changes.fill_quantities(draft.lines, turn.text, turn.locale):
            return True
        if DONT_KNOW.search(turn.text):
            for line in rfq_lines.uncounted(draft.lines):
                line.update(quantity="1", comment=_("quantity to be agreed"))
            return True
    said = read(turn.text, turn.locale, today(), loose=True)
    if not said.empty and not said.goods:
        return False
    changed = rfq_changes.change_quantity(draft.lines, turn.text, turn.locale) if said.empty else None
    if changed is None:
        return False
    for line in changed:
        shown = formats.quantity(line["quantity"], line.get("unit"), turn.texts)
        draft.remarks.append(_("Changed: {name}, now {quantity}.", name=line["description"], quantity=shown))
    return True


def _take_details(draft: Draft, said: Said) -> None:
    for name in ("title", "address", "po_number"):
        if getattr(said, name):
            draft.details[name] = getattr(said, name)
    for words in said.notes:
        draft.note(words)


async def _currency(turn: Turn, draft: Draft, said: Said) -> str | None:
    """The buyer's currency, asked once a price was named."""
    if said.targets and not draft.details.get("currency"):
        company = (await turn.portal.company.me()).get("company") or {}
        draft.details["currency"] = company.get("currency")
    currency = draft.details.get("currency")
    return str(currency) if currency else None


async def _goods(turn: Turn, draft: Draft, said: Said, asked: str | None) -> list[Json] | None:
    """The portal's reading of the goods that the message brings; None where it brings none."""
    words = CART.sub(" ", said.goods) if CART.search(turn.text) else said.goods
    if CART.search(turn.text):
        lines = [rfq_lines.from_cart(line) for line in (await turn.portal.cart.get())["lines"]]
        rfq_lines.merge(draft.lines, lines, more=False)
        if not lines:
            turn.remember("rfq_problem", "cart_empty")
    if not names_product(words) or (draft.lines and not _brings_goods(turn, words, asked)):
        return None
    try:
        answer = await turn.portal.cart.read_text(words, apply=False)
    except RefusedError as error:
        if asked == "rfq_lines":
            turn.remember("rfq_problem", error.code)
        return None
    found: list[Json] = answer["lines"]
    # words alone ("a quote for the hospital project", "no fixed date") name a product only if one is known
    if draft.lines:
        found = [line for line in found if line["status"] != "unknown" or rfq_lines.counted(line)]
    elif not any(line["status"] != "unknown" or rfq_lines.counted(line) for line in found):
        return None
    return found or None


def _brings_goods(turn: Turn, words: str, asked: str | None) -> bool:
    """Whether a message that comes after the first goods brings more of them, rather than a remark about them."""
    counts = bool(numbers_in(words)) or any(character.isdigit() for character in words)
    if asked in {"rfq_more", "rfq_confirmed"}:
        return counts and (turn.intent in _GOODS or rfq_changes.adds(turn.text))
    return counts or turn.intent in _GOODS


def _new_lines(turn: Turn, draft: Draft, said: Said, found: list[Json], currency: str | None) -> None:
    lines, words = [], []
    for line in found:
        stray = line["status"] == "unknown" and not rfq_lines.counted(line) and len(found) > 1
        if stray:
            draft.note(line["text"].strip())
        else:
            lines.append(rfq_lines.from_text(line))
            words.append(line["text"])
    if not lines:
        return
    places = rfq_lines.starts(words, said.goods)
    odd = rfq_lines.put_targets(lines, said, places, turn.text, currency)
    _say_odd(turn, draft, [target.words for target in odd])
    draft.needed_by = rfq_lines.put_days(lines, said, places) or draft.needed_by
    rfq_lines.merge(draft.lines, lines, more=rfq_changes.adds(turn.text))


def _about_lines(turn: Turn, draft: Draft, said: Said, currency: str | None) -> None:
    """Prices and days for lines that are there: by name, in their order, or for all."""
    pieces = _pieces(said, [target.at for target in said.targets])
    odd = []
    for number, target in enumerate(said.targets):
        position = rfq_lines.meant(draft.lines, pieces[number]) if pieces[number] else None
        if position is None and len(said.targets) == len(draft.lines):
            position = number
        if position is None and target.unit:
            fitting = [place for place, line in enumerate(draft.lines) if line.get("unit") == target.unit]
            position = fitting[0] if len(fitting) == 1 else None
        if position is None:
            draft.note(turn.texts._("target price {price}", price=target.words))
        elif not rfq_lines.put_target(draft.lines[position], target, currency):
            odd.append(target.words)
    _say_odd(turn, draft, odd)
    # one day beside prices is for everything: "by 10.12, target 0.5 for the cable"
    pieces = _pieces(said, [day.at for day in said.days]) if not said.targets else [""] * len(said.days)
    for number, day in enumerate(said.days):
        position = rfq_lines.meant(draft.lines, pieces[number]) if pieces[number] else None
        if position is None:
            draft.needed_by = day.day.isoformat()
        else:
            draft.lines[position]["needed_by"] = day.day.isoformat()


def _pieces(said: Said, places: list[int]) -> list[str]:
    """The words that belong to each place: those before it, or, where the first has none before it, those after."""
    bounds = [0, *places, len(said.goods)]
    before = [said.goods[bounds[number] : bounds[number + 1]] for number in range(len(places))]
    if places and not names_product(before[0]):
        return [said.goods[bounds[number + 1] : bounds[number + 2]] for number in range(len(places))]
    return before


def _say_odd(turn: Turn, draft: Draft, odd: list[str]) -> None:
    if odd:
        text = turn.texts._(
            "Your target price is in another currency or unit, so I pass it on as a remark: {words}.",
            words="; ".join(odd),
        )
        draft.remarks.append(text)


def _leftover(turn: Turn, draft: Draft, said: Said, goods: list[Json] | None, asked: str | None) -> None:
    """What the message was good for, when it was neither goods nor anything that was found in it."""
    if asked == "rfq_more":
        if goods is None and said.empty:
            draft.note(turn.text.strip())
        if goods is None or not said.empty:
            turn.remember("rfq_more", DONE)
    elif asked == "rfq_confirmed" and goods is None and said.empty:
        draft.note(turn.text.strip())
    elif not draft.lines and asked and not turn.slot("rfq_problem"):
        turn.remember("rfq_problem", "no_lines")
    elif asked == "rfq_quantities" and goods is None and said.empty:
        turn.remember("rfq_problem", "no_quantity")
