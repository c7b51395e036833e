"""Buttons whose payload names a step."""

from __future__ import annotations

from actions.base import BuyerAction
from actions.steps import STEPS, carry_out
from actions.turn import Turn


class ActionPressed(BuyerAction):
    """Carries out the step that the payload names."""

    called = "action_pressed"

    async def act(self, turn: Turn) -> None:
        """Do it. A person's words can come close to such an intent only by a fault, and are then not obeyed."""
        if not turn.is_button or turn.intent not in STEPS:
            turn.say(turn.texts._("I am not sure I understood you."))
            return
        await carry_out(turn, turn.intent, turn.arguments)
