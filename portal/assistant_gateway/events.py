"""What happened in turns of the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.shared.events import Event


@dataclass(frozen=True, slots=True)
class TurnUnderstood(Event):
    """The assistant answered the buyer's messages `first_seq` to `last_seq`; `nlu` says how it understood them."""

    conversation_id: UUID
    first_seq: int
    last_seq: int
    nlu: dict[str, Any]
