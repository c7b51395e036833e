"""Belt and braces: what a killed process left behind is taken up again."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 10

_ORPHANS = text(
    "SELECT job.id, job.task_name, job.attempts FROM procrastinate_jobs job "
    "LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id "
    "WHERE job.status = 'doing' AND (worker.id IS NULL "
    "  OR worker.last_heartbeat < now() - make_interval(secs => :silent) "
    "  OR (job.task_name = :bounded AND (SELECT max(at) FROM procrastinate_events event "
    "      WHERE event.job_id = job.id AND event.type = 'started') < now() - make_interval(secs => :longest))) "
    "ORDER BY job.id FOR UPDATE OF job SKIP LOCKED"
)
_AGAIN = text("SELECT procrastinate_retry_job_v2(:id, now(), NULL, NULL, NULL)")
_HASTEN = text(
    "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE id IN (SELECT id FROM procrastinate_jobs "
    "WHERE task_name = :task AND status = 'todo' AND scheduled_at > now() FOR UPDATE SKIP LOCKED)"
)
_DROP = text("SELECT procrastinate_finish_job_v1(:id, 'failed', false)")


@dataclass(frozen=True)
class Limits:
    """In seconds: a worker's silence, and how long the bounded task can take at most."""

    silent: float
    bounded: str
    longest: float


def take_up_orphans(session: Session, limits: Limits) -> int:
    """Put jobs back whose worker is dead, or which nobody finished in the time they can take at most.

    A job that has a waiting successor (same queueing lock) is dropped: the successor does its work. Returns how many
    were taken up.
    """
    rows = session.execute(
        _ORPHANS, {"silent": limits.silent, "bounded": limits.bounded, "longest": limits.longest}
    ).all()
    for job_id, name, attempts in rows:
        if attempts >= MOST_ATTEMPTS:
            log.error("job %d (%s) was left behind %d times; given up", job_id, name, attempts)
            session.execute(_DROP, {"id": job_id})
            continue
        try:
            with session.begin_nested():
                session.execute(_AGAIN, {"id": job_id})
        except IntegrityError:
            session.execute(_DROP, {"id": job_id})
        log.warning("job %d (%s) was left behind by a dead worker and is taken up again", job_id, name)
    return len(rows)


def hasten(session: Session, task: str) -> None:
    """Let the jobs that wait out an outage run now: one conversation found the assistant to be back."""
    session.execute(_HASTEN, {"task": task})
