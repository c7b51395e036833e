"""The watch over the desk, and giving conversations away."""

from __future__ import annotations

from portal.conversations.routing.service import assigning, clock, presence
from portal.security.actor import Actor
from portal.shared import jobs
from portal.shared.clock import now

ACTOR = Actor.system("sla")


# Timers are in the database; a round without anything due reads three indexes.
@jobs.registry.periodic(cron="* * * * * */10", periodic_id="desk", queueing_lock="routing.look")
@jobs.job("io", name="routing.look")
def look(timestamp: int) -> None:  # noqa: ARG001 - the schedule hands its moment over
    """Every ten seconds: who vanished, which promises are at risk or broken, what can be given away."""
    moment = now()
    presence.watch(jobs.database(), moment)
    with jobs.database().transaction(ACTOR) as session:
        clock.look(session, moment)
    assigning.assign(jobs.database())


@jobs.job("turns", name="routing.assign", retry=jobs.backoff(4))
def assign() -> None:
    """Give away what can be given."""
    assigning.assign(jobs.database())
