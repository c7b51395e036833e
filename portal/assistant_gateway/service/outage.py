"""When the assistant does not answer: the buyer is told once, the turn is tried again, then a person takes over."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from portal.assistant_gateway.errors import AssistantFailed
from portal.assistant_gateway.models import Turn
from portal.assistant_gateway.service.turns import Plan, current, end
from portal.conversations import texts
from portal.conversations.models import Conversation
from portal.conversations.schemas import PERSON
from portal.conversations.service import handover, writing
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.shared.clock import now

# A restart of the assistant takes longer than the first try and the second; a hiccup does not.
TELL_AFTER = timedelta(seconds=3)
TELL_FAILURES = 2
HAND_OVER_AFTER = timedelta(seconds=120)
LONGEST_WAIT = 30


def note_failure(session: Session, actor: Actor, plan: Plan, failure: AssistantFailed) -> timedelta | None:
    """Record a failed attempt; returns how long to wait before the next one, None when there is none to come.

    A turn whose first attempt never reached the assistant is over, and its messages join the next one. One that may
    have begun to act, in this attempt or an earlier one, is kept: repeated under the same id, it never acts twice.
    """
    found = current(session, plan)
    if found is None:
        return None
    conversation, turn = found
    if conversation.state != State.BOT or conversation.epoch != plan.epoch:
        end(turn, "stale", failure.why)
        return timedelta(0)
    conversation.failures += 1
    turn.error = failure.why
    if not failure.reached and plan.attempt == 1:
        end(turn, "failed", failure.why)
    told = conversation.outage_told_at
    if told is not None and now() - told >= HAND_OVER_AFTER:
        _give_up(session, actor, conversation, turn, failure)
        return None
    if told is None and (conversation.failures >= TELL_FAILURES or now() - plan.oldest >= TELL_AFTER):
        _tell(session, conversation)
    wait = timedelta(seconds=min(2**conversation.failures, LONGEST_WAIT))
    if conversation.outage_told_at is None:
        return wait
    # The last attempt comes when the time is up, not half a minute later.
    return min(wait, max(conversation.outage_told_at + HAND_OVER_AFTER - now(), timedelta(seconds=1)))


def _tell(session: Session, conversation: Conversation) -> None:
    conversation.outage_told_at = now()
    writing.by_system(
        session,
        conversation,
        texts.outage(conversation.locale),
        buttons=[{"title": texts.person(conversation.locale), "payload": PERSON}],
    )


def _give_up(session: Session, actor: Actor, conversation: Conversation, turn: Turn, failure: AssistantFailed) -> None:
    if turn.status == "running":
        end(turn, "failed", failure.why)
    handover.to_queue(session, actor, conversation, reason=texts.outage_reason("en"))
