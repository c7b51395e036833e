"""What conversations need of the concepts above them."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session


class Bot(Protocol):
    """Answers a conversation that it owns."""

    def wake(self, session: Session, conversation_id: UUID) -> None:
        """See to it, once the session's transaction is committed, that what is unanswered gets answered."""
