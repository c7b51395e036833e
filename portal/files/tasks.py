"""Forgetting files that nobody needs any more."""

from __future__ import annotations

from datetime import timedelta

from portal.files import queries
from portal.security.actor import Actor
from portal.shared import jobs
from portal.shared.clock import now

UNATTACHED = timedelta(days=1)
GUESTS = timedelta(days=30)  # as long as a guest's key to his conversation


@jobs.registry.periodic(cron="37 * * * *")
@jobs.job("heavy", name="files.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001 - the schedule hands its moment over
    """Every hour: delete what was uploaded and never sent, and what visitors sent a month ago."""
    moment = now()
    with jobs.database().transaction(Actor.system("forgetting")) as session:
        queries.forget(session, unattached_before=moment - UNATTACHED, guests_before=moment - GUESTS)
