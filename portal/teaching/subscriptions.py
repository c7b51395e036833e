"""What teaching hears: how turns were understood, and that conversations left the bot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.assistant_gateway.events import TurnUnderstood
from portal.conversations.events import ConversationMoved
from portal.conversations.states import State
from portal.shared.events import subscribe as subscribe_to
from portal.teaching.service import collecting


def subscribe() -> None:
    """Listen; every process that runs services does so once at its start."""
    subscribe_to(TurnUnderstood, _understood)
    subscribe_to(ConversationMoved, _moved)


def _understood(session: Session, event: TurnUnderstood) -> None:
    collecting.collect(session, event.conversation_id, event.first_seq, event.last_seq, event.nlu)


def _moved(session: Session, event: ConversationMoved) -> None:
    if event.source == State.BOT and event.target == State.QUEUED:
        collecting.note_hand_over(session, event.conversation_id)
