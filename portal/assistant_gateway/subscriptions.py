"""What the gateway puts at the disposal of every process."""

from __future__ import annotations

from portal.assistant_gateway.tasks import Gateway
from portal.conversations import bots


def subscribe() -> None:
    """Be the bot of this process, for jobs too."""
    bots.provide(Gateway())
