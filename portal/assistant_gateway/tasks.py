"""The gateway's jobs, and the port through which conversations wake the bot."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy.orm import Session

from portal.assistant_gateway.client import RasaClient
from portal.assistant_gateway.service import drain as service
from portal.assistant_gateway.service import recovery
from portal.conversations import queries as conversation_queries
from portal.shared import jobs
from portal.shared.clock import now

FORGOTTEN = timedelta(seconds=10)
WORKER_SILENT_SECONDS = 12.0


@lru_cache(maxsize=1)
def client() -> RasaClient:
    """The process's client of Rasa."""
    settings = jobs.settings()
    return RasaClient(settings.assistants, settings.rasa_token.get_secret_value(), settings.rasa_timeout_seconds)


@jobs.job("turns", name=service.DRAIN)
def drain(conversation_id: str) -> None:
    """Answer what is unanswered in a conversation."""
    service.drain(
        jobs.database(),
        client(),
        UUID(conversation_id),
        expiry=timedelta(seconds=jobs.settings().turn_expiry_seconds),
        later=wake_later,
    )


def wake_later(session: Session, conversation_id: UUID, delay: timedelta) -> None:
    """Have the conversation drained after `delay`. One waiting job a conversation is enough.

    Not by the queue's own retry: that would put the job back beside one which a new message has queued meanwhile.
    """
    lock = f"conversation:{conversation_id}"
    jobs.defer(
        session,
        drain,
        lock=lock,
        queueing_lock=lock,
        delay=delay or None,
        conversation_id=str(conversation_id),
    )


class Gateway:
    """The bot of the conversations' port."""

    def wake(self, session: Session, conversation_id: UUID) -> None:
        """Have the conversation drained as soon as the session's transaction is committed."""
        wake_later(session, conversation_id, timedelta(0))


@jobs.registry.periodic(cron="* * * * * */5", periodic_id="recover", queueing_lock="assistant_gateway.recover")
@jobs.job("turns", name="assistant_gateway.recover", priority=10)
def recover(timestamp: int) -> None:  # noqa: ARG001 - the schedule hands its moment over
    """Every five seconds: take up a dead worker's jobs, and conversations that somebody forgot."""
    limits = recovery.Limits(
        silent=WORKER_SILENT_SECONDS,
        bounded=service.DRAIN,
        # Taking up one that still runs does no harm: its attempt is fenced off.
        longest=service.BUSY_SECONDS + jobs.settings().rasa_timeout_seconds + 5.0,
    )
    with jobs.database().transaction(service.ACTOR) as session:
        recovery.take_up_orphans(session, limits)
    with jobs.database().transaction(service.ACTOR) as session:
        for conversation_id in conversation_queries.left_unanswered(session, now() - FORGOTTEN):
            wake_later(session, conversation_id, timedelta(0))
