"""Refusals and failures of the gateway."""

from __future__ import annotations

from portal.shared.errors import Conflict
from portal.shared.texts import N_


class StaleTurn(Conflict):
    """The conversation has another owner by now, or the turn is over: whoever asks must stop."""

    code = "stale_turn"
    default_detail = N_("This turn is over; the conversation has changed hands.")


class AssistantFailed(Exception):
    """No usable answer. `reached` tells whether the assistant may have begun to act on the message, `dropped` whether
    the connection broke, as one does that was kept open over a restart.
    """

    def __init__(self, why: str, *, reached: bool, dropped: bool = False) -> None:
        self.why = why
        self.reached = reached
        self.dropped = dropped
        super().__init__(why)
