"""What the bot failed on goes into the review list, in the transaction in which it failed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.conversations.models import Conversation, Message
from portal.conversations.scope import acting_as
from portal.security.actor import Actor
from portal.shared.clock import now
from portal.shared.ids import new_id
from portal.teaching import queries
from portal.teaching.models import ReviewItem
from portal.teaching.shipped import LANGUAGES, REJECTED

ACTOR = Actor.system("teaching")
OUT_OF_SCOPE = "out_of_scope"
# Below it a reading was acted upon that is not much better than a guess.
SURE = 0.5
# Two failures in a row offer a person.
LED_TO_A_PERSON = 2
RECENT = timedelta(minutes=15)


def failure_of(nlu: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """Why a message needs a person's look, and the reading that was wrong; None when all is well.

    `failed` says whether the dialogue gave up on it: what it made sense of without an intent (an answer in a form, a
    bare number) is no failure. Without `failed` the intent alone decides.
    """
    for reading in nlu.get("parts") or [nlu]:
        intent, confidence = reading.get("intent"), reading.get("confidence")
        failed = reading.get("failed")
        if intent in {REJECTED, OUT_OF_SCOPE} and failed is not False:
            return ("fallback" if intent == REJECTED else "rejected"), reading
        if failed:
            return "fallback", reading
        unsure = isinstance(confidence, int | float) and confidence < SURE
        if unsure and not reading.get("form") and intent not in {REJECTED, OUT_OF_SCOPE}:
            return "low_confidence", reading
    return None


def collect(session: Session, conversation_id: UUID, first_seq: int, last_seq: int, nlu: dict[str, Any]) -> None:
    """Put a turn's message into the list when it was not understood.

    Messages that piled up in an outage were read as one: how each of them alone would be read is not known.
    """
    found = failure_of(nlu)
    if found is None:
        return
    reason, reading = found
    with acting_as(session, ACTOR):
        written = queries.written_between(session, conversation_id, first_seq, last_seq)
        conversation = queries.conversation(session, conversation_id)
        if len(written) == 1 and conversation is not None:
            add(session, conversation, written[0], reason, reading)


def add(
    session: Session,
    conversation: Conversation,
    message: Message,
    reason: str,
    reading: dict[str, Any],
    suggested: str | None = None,
) -> None:
    """Add a message that was written in words; one that is there already stays as it is."""
    if message.payload is not None or not message.text.strip():
        return
    language = reading.get("language")
    session.execute(
        insert(ReviewItem)
        .values(
            id=new_id(),
            conversation_id=conversation.id,
            message_id=message.id,
            company_id=conversation.company_id,
            text=message.text,
            language=language if language in LANGUAGES else conversation.locale,
            predicted=str(reading.get("intent") or REJECTED),
            confidence=reading.get("confidence"),
            reason=reason,
            state="open",
            suggested=suggested,
            created_at=now(),
            reviewed_by_name="",
        )
        .on_conflict_do_nothing(index_elements=["message_id"])
    )


def note_hand_over(session: Session, conversation_id: UUID) -> None:
    """The bot gave the conversation away: its last failures were the reason, where there were any."""
    with acting_as(session, ACTOR):
        queries.mark_handed_over(session, conversation_id, now() - RECENT, LED_TO_A_PERSON)
