"""Passing the conversation to a person."""

from __future__ import annotations

from typing import Any

from actions.base import BuyerAction
from actions.packet import packet
from actions.steps import step
from actions.turn import Turn


class ActionHandOver(BuyerAction):
    """The buyer asked for a person."""

    called = "action_hand_over"

    async def act(self, turn: Turn) -> None:
        """Hand over with the buyer's own words as the reason."""
        if turn.is_button:
            reason = str(turn.entity("reason") or "") or packet(turn, "asked for a person")
        else:
            reason = packet(turn, "asked for a person") if len(turn.recent_texts()) > 1 else turn.text[:300]
        await hand_over(turn, {"reason": reason})


@step("hand_over")
async def hand_over(turn: Turn, arguments: dict[str, Any]) -> None:
    """Put the conversation into the queue; the portal tells the buyer so, and the bot falls silent."""
    reason = str(arguments.get("reason") or "asked for a person")
    await turn.portal.conversations.hand_over(reason, turn.said_before())
    turn.remember("failures", 0)
    turn.stay_silent()
