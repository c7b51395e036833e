"""A return or claim: what of which order, and why. A colleague decides; nothing is promised here."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import formats
from actions.api.errors import NotFoundError, PortalError
from actions.base import BuyerAction
from actions.buttons import button, yes_no
from actions.giving_up import forget_request
from actions.order_words import goods_in
from actions.orders import found_number, today
from actions.rfq_interruptions import VERY_SURE
from actions.turn import Turn

Json = dict[str, Any]
LONGEST = 300
DONE = "-"
# What surely is no answer about a claim.
_OTHER = frozenset({"help", "talk_to_human", "change_language", "view_cart", "checkout", "autofill_cart", "complain"})
_WHY = re.compile(
    r"\b(?:damag\w+|defect\w*|broken|faulty|wrong|incorrect|not what|too (?:many|much|long|short|big|small)|missing|doesn'?t (?:work|fit)|not working|expired|no longer need\w*|don'?t need|scratch\w*|leak\w*|late|bent|dead|doesn'?t (?:turn|switch|start)|won'?t (?:turn|switch|start|work)|excess|surplus|mistake|"
    r"пошкодж\w+|брак\w*|дефект\w*|злама\w+|поламан\w*|поламал\w*|несправн\w*|розбит\w*|не (?:той|та|те|ті|працю\w+|робоч\w+|вмика\w+|включа\w+|підійш\w+|підход\w+|потрібн\w+)|помил\w+|зайв\w+|бит\w+|зам[ао]л\w+|завелик\w+|тріснут\w*|"
    r"поврежд\w+|брак\w*|дефект\w*|слома\w+|неисправн\w*|разбит\w*|не (?:тот|та|то|те|работа\w+|рабоч\w+|включа\w+|подош\w+|подход\w+|нуж\w+)|ошиб\w+|лишн\w+|мал\w*|велик\w*|треснут\w*|пересорт\w*|"
    r"uszkodz\w+|wadliw\w*|zepsu\w*|popsu\w*|niesprawn\w*|pęknięt\w*|zbit\w*|nie (?:ten|ta|to|te|działa\w*|dziala\w*|włącza\w*|wlacza\w*|pasuj\w*|potrzeb\w*)|pomył\w+|błędn\w*|za du[żz]\w+|za ma[łl]\w+|złe|zły|reklamacj\w+)\b",
    re.IGNORECASE,
)
_CLAIM_WORDS = re.compile(
    r"\b(?:return\w*|refund\w*|exchange|claim\w*|send(?: it)? back|rma|поверн\w+|вернут\w+|верн\w+|возврат\w*|рекламац\w+|обмін\w*|обмен\w*|zwr[oó][ćct]\w*|oddać|reklam\w+|wymian\w*|wymienić|want|would|like|хочу|хочемо|хотим|chcę|chcemy)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![\w.,/-])(?P<n>\d{1,5})(?![\w.,/-]*\d)\s*(?:(?:pcs|pieces|pairs?|box\w*|packs?|m|м|шт\w*|пар\w*|короб\w*|упак\w*|метр\w*|szt\w*|par\w*|opak\w*|karton\w*|metr\w*)\b)?(?:\s*(?:of|з|із|из|z)\b)?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?:SO|INV|RFQ)\W?[\d-]+|#\s?\d+|\d{5,}|\b\d{2,3}-\d{3}\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|latest|останн\w+|последн\w+|ostatni\w*)\b", re.IGNORECASE)


class ActionStartClaim(BuyerAction):
    """Begins a claim with empty hands."""

    called = "action_start_claim"

    async def act(self, turn: Turn) -> None:
        """Forget an earlier one."""
        for name in ("claim", "claim_what", "claim_reason"):
            turn.remember(name, None)
        turn.remember("pending", None)


class ValidateClaimForm(BuyerAction):
    """Reads what a message tells about the claim."""

    called = "validate_claim_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        """No slot at all for an interruption."""
        turn = Turn(dispatcher, tracker, self.called)
        if _interrupts(turn):
            return []
        events: list[Any] = await super().run(dispatcher, tracker, domain)
        return events

    async def act(self, turn: Turn) -> None:
        """Order, goods and reason may come together or one after the other."""
        claim: Json = dict(turn.slot("claim") or {})
        claim.pop("missing", None)
        asked = turn.slot("requested_slot")
        if turn.is_button:
            turn.remember("claim", claim)
            if turn.intent == "deny" and asked:
                turn.remember(asked, DONE)
            return
        if asked == "claim_reason" and turn.intent == "deny" and len(turn.text.split()) <= 3 and not _tells_why(turn):
            turn.remember("claim", claim)
            turn.remember("claim_reason", DONE)
            return
        await _find_order(turn, claim)
        _find_goods(turn, claim)
        reason = str(turn.entity("reason") or "")
        if reason or _WHY.search(turn.text) or (asked == "claim_reason" and turn.text.strip()):
            claim["reason"] = (reason if reason and asked != "claim_reason" else turn.text.strip())[:LONGEST]
        if asked == "claim_what" and not claim.get("missing"):
            claim.setdefault("goods", turn.text.strip()[:LONGEST])
        turn.remember("claim", claim)
        if claim.get("order") or claim.get("goods"):
            turn.remember("claim_what", DONE)
        if claim.get("reason"):
            turn.remember("claim_reason", DONE)

    def explain(self, turn: Turn, error: PortalError) -> None:
        """What could not be looked up is passed on as it was written."""
        turn.remember(
            "claim", {**(turn.slot("claim") or {}), "goods": turn.text.strip()[:LONGEST], "error": error.code}
        )
        turn.remember("claim_what", DONE)


def _interrupts(turn: Turn) -> bool:
    if turn.is_button:
        return turn.intent not in {"deny", "return_item"}
    if turn.slot("requested_slot") == "claim_reason" and _tells_why(turn):
        return False  # "не работает" resembles a call for help
    if turn.intent == "cancel_dialog":
        return True
    if not turn.slot("requested_slot"):
        return False
    return turn.intent in _OTHER and turn.confidence >= VERY_SURE


def _tells_why(turn: Turn) -> bool:
    """Whether the message says what is wrong with the goods: "it doesn't work", which also resembles a no."""
    return _WHY.search(turn.text) is not None and not turn.text.rstrip().endswith("?")


async def _find_order(turn: Turn, claim: Json) -> None:
    """The order by number, PO number or goods; a number that is not the company's is asked again."""
    number = await found_number(turn)
    if number is None and _LAST.search(turn.text) and not claim.get("order"):
        newest = (await turn.portal.orders.latest(limit=1))["items"]
        number = str(newest[0]["number"]) if newest else None
    if number:
        try:
            order = await turn.portal.orders.get(number)
        except NotFoundError:
            claim["missing"] = number
            return
        claim.update(order=order["number"], placed_at=order.get("placed_at"), status=order["status"])
        return
    words = _goods(turn)
    if words and not claim.get("order") and turn.slot("requested_slot") != "claim_reason":
        found = (await turn.portal.orders.latest(limit=1, product=words))["items"]
        if found:
            claim.update(order=found[0]["number"], placed_at=found[0].get("placed_at"), status=found[0]["status"])


def _goods(turn: Turn) -> str:
    text = _LAST.sub(" ", _COUNT.sub(" ", _WHY.sub(" ", _CLAIM_WORDS.sub(" ", _NUMBERS.sub(" ", turn.text)))))
    words = goods_in(text, today())
    return words if words and len(words.split()) <= 6 else ""


def _find_goods(turn: Turn, claim: Json) -> None:
    if turn.slot("requested_slot") == "claim_reason":
        return
    words = _goods(turn)
    if words:
        claim["goods"] = words
    match = _COUNT.search(_NUMBERS.sub(" ", turn.text))
    if match and words:
        claim["quantity"] = match["n"]


class ActionAskClaimWhat(BuyerAction):
    """Asks what of which order."""

    called = "action_ask_claim_what"

    async def act(self, turn: Turn) -> None:
        """Ask, saying first that a number was not found."""
        _ = turn.texts._
        missing = (turn.slot("claim") or {}).get("missing")
        said = [_("I did not find order {number} among your company's.", number=missing)] if missing else []
        said.append(_("Which order is it about, and what of it? For example “order 100045, 2 of the gloves”."))
        turn.say(" ".join(said), buttons=[button(_("Cancel"), "cancel_dialog")])


class ActionAskClaimReason(BuyerAction):
    """Asks why."""

    called = "action_ask_claim_reason"

    async def act(self, turn: Turn) -> None:
        """Ask."""
        _ = turn.texts._
        text = _("What is wrong with it? A sentence is enough, such as “damaged in transport” or “ordered too many”.")
        turn.say(text, buttons=[button(_("Cancel"), "cancel_dialog")])


class ActionClaimSummary(BuyerAction):
    """Repeats the claim and offers to pass it on."""

    called = "action_claim_summary"

    async def act(self, turn: Turn) -> None:
        """Say who decides; "yes" hands over with the whole claim."""
        _ = turn.texts._
        claim: Json = turn.slot("claim") or {}
        said = [_("Your claim:")]
        if claim.get("order"):
            date = formats.day(claim.get("placed_at"), turn.texts)
            said.append(_("• order {number} of {date}", number=claim["order"], date=date))
        goods = " × ".join(part for part in (claim.get("quantity"), claim.get("goods")) if part)
        if goods:
            said.append(f"• {goods}")
        if claim.get("reason"):
            said.append(_("• reason: {reason}", reason=claim["reason"]))
        said.append(
            _(
                "Returns and claims are decided by a colleague, who sees all of this. Shall I pass it on? Photos can be sent there."
            )
        )
        reason = _for_the_operator(claim)
        forget_request(turn)
        turn.ask_to_confirm("hand_over", reason=reason)
        turn.say("\n".join(said), buttons=yes_no(turn, _("Yes, pass it on"), "hand_over", reason=reason))


def _for_the_operator(claim: Json) -> str:
    parts = [f"{name}: {claim[name]}" for name in ("order", "status", "goods", "quantity", "reason") if claim.get(name)]
    return ("return or claim; " + "; ".join(parts))[:480]
