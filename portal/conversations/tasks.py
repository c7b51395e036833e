"""The jobs of conversations."""

from __future__ import annotations

from uuid import UUID

from portal.conversations.service import erasing, waking
from portal.shared import jobs


@jobs.job("io", name="conversations.end_snooze", retry=jobs.backoff(6))
def end_snooze(conversation_id: str, epoch: int) -> None:
    """Bring a snoozed conversation back; one that has moved meanwhile stays where it is."""
    with jobs.database().transaction(waking.ACTOR) as session:
        waking.end_snooze(session, UUID(conversation_id), epoch)


@jobs.job("io", name="conversations.remind", retry=jobs.backoff(6))
def remind(follow_up_id: str) -> None:
    """Remind an operator of a follow-up."""
    with jobs.database().transaction(waking.ACTOR) as session:
        waking.remind(session, UUID(follow_up_id))


@jobs.registry.periodic(cron="17 2 * * *", queueing_lock="conversations.retention")
@jobs.job("heavy", name="conversations.retention")
def retention(timestamp: int) -> None:  # noqa: ARG001 - the schedule hands its moment over
    """Every night: erase the conversations that have been closed for longer than they are kept."""
    days = jobs.settings().conversation_retention_days
    if days:
        erasing.erase_old(jobs.database(), days)
