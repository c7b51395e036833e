"""The jobs of conversations."""

from __future__ import annotations

from uuid import UUID

from portal.conversations.service import waking
from portal.shared import jobs


@jobs.job("io", name="conversations.end_snooze", retry=jobs.backoff(6))
def end_snooze(conversation_id: str, epoch: int) -> None:
    """Bring a snoozed conversation back; one that has moved meanwhile stays where it is."""
    with jobs.database().transaction(waking.ACTOR) as session:
        waking.end_snooze(session, UUID(conversation_id), epoch)
