"""Calling off a request for quotation, as against declining the offer that answers it."""

from __future__ import annotations

from typing import Any

from actions.buttons import yes_no
from actions.cards import rfq_card
from actions.giving_up import give_up
from actions.quotes import PAGE, meant_rfq
from actions.turn import Turn

Json = dict[str, Any]
OPEN = frozenset({"submitted", "in_review", "quoted"})
LOOKED_AT = 20


async def called_off(turn: Turn) -> Json | None:
    """Answer the wish to call a request off; the request comes back where it is an offer that has to be declined.

    A question or a choice that is open is what the message is about, unless it names a request.
    """
    _ = turn.texts._
    number = meant_rfq(turn)
    pending = turn.slot("pending") or {}
    if not number and ((pending and not pending.get("aside")) or turn.shown["kind"] == "choices"):
        give_up(turn)
        return None
    if number:
        rfq = await turn.portal.rfqs.get(number)
        return _one(turn, rfq)
    found = [rfq for rfq in (await turn.portal.rfqs.latest(limit=LOOKED_AT))["items"] if rfq["status"] in OPEN]
    if len(found) == 1:
        return _one(turn, await turn.portal.rfqs.get(found[0]["number"]))
    if not found:
        turn.say(_("Your company has no open request for quotation."))
        return None
    turn.show("rfqs", [rfq["number"] for rfq in found])
    turn.say(
        _("Several requests are open. Which one do you mean?"), cards=[rfq_card(turn, rfq) for rfq in found[:PAGE]]
    )
    return None


def _one(turn: Turn, rfq: Json) -> Json | None:
    _ = turn.texts._
    turn.show("rfqs", [rfq["number"]])
    if rfq["status"] == "quoted" and rfq.get("quote"):
        return rfq
    if rfq["status"] not in OPEN:
        text = _("Request {number} is closed: {status}.", number=rfq["number"], status=rfq["status_text"])
        turn.say(text, cards=[rfq_card(turn, rfq)])
        return None
    reason = f"withdraw request {rfq['number']}"
    turn.ask_to_confirm("hand_over", reason=reason)
    text = _(
        "Request {number} is with the sales manager already. I cannot withdraw it myself, a colleague can. Shall I "
        "pass it on?",
        number=rfq["number"],
    )
    turn.say(text, cards=[rfq_card(turn, rfq)], buttons=yes_no(turn, _("Yes, pass me on"), "hand_over", reason=reason))
    return None
