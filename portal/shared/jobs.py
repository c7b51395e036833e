"""Background jobs: declared in a concept's tasks.py, deferred in the transaction that makes them necessary.

A job runs at least once, so every task is idempotent. Tasks open their own transactions with `database()`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import Task
from sqlalchemy.orm import Session

from portal.shared.database import Database
from portal.shared.settings import Settings

QUEUES = ("turns", "io", "heavy")
P = ParamSpec("P")
R = TypeVar("R")

# Deferring runs on the caller's own connection, so the app needs no connector outside the workers.
registry = procrastinate.App(connector=procrastinate.PsycopgConnector())
# In a worker the registry's connector is an open asynchronous one, which cannot use a session's plain connection.
_manager = JobManager(procrastinate.SyncPsycopgConnector())


class Runtime:
    """What tasks need of the process they run in; set once at start."""

    database: Database | None = None
    settings: Settings | None = None


def database() -> Database:
    """The process's database. Raises RuntimeError outside a configured process."""
    if Runtime.database is None:
        raise RuntimeError("jobs.Runtime is not configured; the process did not call portal.app.configure")
    return Runtime.database


def settings() -> Settings:
    """The process's settings. Raises RuntimeError outside a configured process."""
    if Runtime.settings is None:
        raise RuntimeError("jobs.Runtime is not configured; the process did not call portal.app.configure")
    return Runtime.settings


def job(
    queue: str,
    *,
    name: str,
    retry: procrastinate.RetryStrategy | int | bool = False,
    priority: int = 0,
) -> Callable[[Callable[P, R]], Task[P, R, P]]:
    """Declare a task of `queue` (turns, io or heavy) called `concept.verb`."""
    if queue not in QUEUES:
        raise ValueError(f"unknown queue {queue!r}")
    return registry.task(queue=queue, name=name, retry=retry, priority=priority)


def backoff(attempts: int) -> procrastinate.RetryStrategy:
    """Retry up to `attempts` times, waiting 2, 4, 8 … seconds."""
    return procrastinate.RetryStrategy(max_attempts=attempts, exponential_wait=2)


def defer(
    session: Session,
    task: Task[Any, Any, Any],
    *,
    lock: str | None = None,
    queueing_lock: str | None = None,
    delay: timedelta | None = None,
    **arguments: Any,
) -> bool:
    """Write a job in the session's transaction; it runs after the commit, or never if that fails.

    `lock` serialises jobs; `queueing_lock` keeps one waiting job a lock: returns False when there is one already.
    The SAVEPOINT keeps the caller's transaction usable then.
    """
    options: dict[str, Any] = {"lock": lock, "queueing_lock": queueing_lock}
    if delay is not None:
        options["schedule_in"] = {"seconds": delay.total_seconds()}
    session.flush()
    try:
        with session.begin_nested():
            connection = session.connection().connection.driver_connection
            deferrer = task.configure(connection=connection, **options)
            deferrer.job_manager = _manager
            deferrer.defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True
