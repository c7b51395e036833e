"""People look through what the bot failed on: they say what it means, or that there is nothing to learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.conversations.errors import ConversationNotFound
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.pagination import Page
from portal.teaching import queries, shipped
from portal.teaching.errors import NothingToReview, ReviewItemNotFound, TrainingTextUnfit, UnknownIntent
from portal.teaching.masking import mask
from portal.teaching.models import ReviewItem
from portal.teaching.service import collecting

SHORTEST, LONGEST = 2, 300


@dataclass(frozen=True)
class Shown:
    """One of the list, with the text that would be trained on."""

    item: ReviewItem
    masked: str


def listing(session: Session, actor: Actor, *, state: str, limit: int, cursor: str | None) -> Page[Shown]:
    """The list, newest first. Raises Forbidden."""
    actor.require(Permission.STAFF_TEACH)
    page = queries.items(session, state, limit=limit, cursor=cursor)
    return Page([shown(session, one) for one in page.items], page.next)


def counts(session: Session, actor: Actor) -> dict[str, int]:
    """How many there are by state. Raises Forbidden."""
    actor.require(Permission.STAFF_TEACH)
    return queries.counts(session)


def shown(session: Session, one: ReviewItem) -> Shown:
    """As it is shown: what was approved, else the proposal."""
    return Shown(one, one.training_text or _masked(session, one, one.text))


def intents(actor: Actor) -> Sequence[str]:
    """What can be assigned. Raises Forbidden."""
    actor.require(Permission.STAFF_CHAT)
    return shipped.intents()


def teach(
    session: Session, actor: Actor, item_id: UUID, *, intent: str, text: str | None = None, language: str | None = None
) -> ReviewItem:
    """Say what the message means; `text` replaces what would be trained on and is masked as well.

    A later review replaces an earlier one. Raises Forbidden, ReviewItemNotFound, UnknownIntent, TrainingTextUnfit.
    """
    actor.require(Permission.STAFF_TEACH)
    _known(intent)
    one = _locked(session, item_id)
    training_text = _masked(session, one, text if text is not None else one.text)
    if not SHORTEST <= len(training_text) <= LONGEST or not any(char.isalpha() for char in training_text):
        raise TrainingTextUnfit(fields={"text": str(TrainingTextUnfit.default_detail)})
    one.intent, one.training_text, one.language = intent, training_text, language or one.language
    _decide(session, actor, one, "taught")
    return one


def dismiss(session: Session, actor: Actor, item_id: UUID) -> ReviewItem:
    """There is nothing to learn from it. Raises Forbidden, ReviewItemNotFound."""
    actor.require(Permission.STAFF_TEACH)
    one = _locked(session, item_id)
    one.intent = one.training_text = None
    _decide(session, actor, one, "dismissed")
    return one


def report(session: Session, actor: Actor, message_id: UUID, *, suggested: str | None = None) -> ReviewItem:
    """An operator says that the bot took a message for something else; whoever reviews decides what it means.

    Raises Forbidden, UnknownIntent, ConversationNotFound, NothingToReview.
    """
    actor.require(Permission.STAFF_CHAT)
    if suggested is not None:
        _known(suggested)
    message = queries.message(session, message_id)
    conversation = queries.conversation(session, message.conversation_id) if message is not None else None
    if message is None or conversation is None:
        raise ConversationNotFound
    if message.author != "buyer":
        raise NothingToReview
    reading = (conversation.last_nlu or {}) if message.seq == conversation.answered_seq else {}
    collecting.add(session, conversation, message, "corrected", reading, suggested)
    one = queries.item_of_message(session, message_id)
    if one is None:
        raise NothingToReview
    if one.state == "open":
        one.reason, one.suggested = "corrected", suggested or one.suggested
    audit.record(session, actor, "teaching.reported", "review_item", one.id, suggested=suggested)
    session.flush()
    return one


def _known(intent: str) -> None:
    if intent not in shipped.intents():
        raise UnknownIntent(fields={"intent": str(UnknownIntent.default_detail)})


def _locked(session: Session, item_id: UUID) -> ReviewItem:
    found = queries.item(session, item_id, lock=True)
    if found is None:
        raise ReviewItemNotFound
    return found


def _decide(session: Session, actor: Actor, one: ReviewItem, state: str) -> None:
    one.state = state
    one.reviewed_at = now()
    one.reviewed_by_id = actor.user_id
    one.reviewed_by_name = actor.name
    audit.record(session, actor, f"teaching.{state}", "review_item", one.id, intent=one.intent, predicted=one.predicted)
    session.flush()


def _masked(session: Session, one: ReviewItem, text: str) -> str:
    return mask(text, queries.names_around(session, one.conversation_id), shipped.words(), shipped.ordinary())
