"""What conversations need of the concepts above them."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations.models import Conversation
from portal.security.actor import Actor


class Teams(Protocol):
    """Knows the teams of the desk."""

    def put(self, session: Session, actor: Actor, conversation: Conversation, team_id: UUID) -> str:
        """Make the locked conversation this team's and return the team's name. Raises TeamUnknown."""


class Bot(Protocol):
    """Answers a conversation that it owns."""

    def wake(self, session: Session, conversation_id: UUID) -> None:
        """See to it, once the session's transaction is committed, that what is unanswered gets answered."""
