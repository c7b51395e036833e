"""What a killed worker leaves behind is taken up again; run by real workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from portal.assistant_gateway.service import recovery
from portal.assistant_gateway.service.drain import ACTOR, DRAIN
from portal.assistant_gateway.tasks import Gateway as Port
from portal.conversations.service import messages
from portal.shared.database import Database
from tests.assistant_gateway.conftest import Gateway
from tests.conftest import TestDatabase

ROOT = Path(__file__).resolve().parents[2]
LIMITS = recovery.Limits(silent=5.0, bounded=DRAIN, longest=60.0)


def wait_for(condition: Callable[[], Any], seconds: float = 30.0) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")


def insert_job(database: Database, *, status: str, silent: float | None, lock: str, attempts: int = 0) -> int:
    """A job held by a worker that was last heard of `silent` seconds ago; None means that the worker is gone."""
    with database.transaction(ACTOR) as session:
        worker = None
        if silent is not None:
            worker = session.scalar(
                text(
                    "INSERT INTO procrastinate_workers (last_heartbeat) "
                    "VALUES (now() - make_interval(secs => :silent)) RETURNING id"
                ),
                {"silent": silent},
            )
        return int(
            session.scalar(
                text(
                    "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status, "
                    "worker_id, attempts) VALUES ('turns', 'assistant_gateway.drain', :lock, :lock, '{}', "
                    "CAST(:status AS procrastinate_job_status), :worker, :attempts) RETURNING id"
                ),
                {"lock": lock, "status": status, "worker": worker, "attempts": attempts},
            )
            or 0
        )


def status_of(database: Database, job_id: int) -> str:
    with database.transaction(ACTOR) as session:
        return str(session.scalar(text("SELECT status FROM procrastinate_jobs WHERE id = :id"), {"id": job_id}))


@pytest.mark.parametrize(
    ("silent", "attempts", "after"),
    [(None, 0, "todo"), (60.0, 0, "todo"), (1.0, 0, "doing"), (None, recovery.MOST_ATTEMPTS, "failed")],
    ids=["worker gone", "worker silent", "worker alive", "left behind too often"],
)
def test_orphans_are_put_back(database: Database, silent: float | None, attempts: int, after: str) -> None:
    job = insert_job(database, status="doing", silent=silent, lock="a", attempts=attempts)
    with database.transaction(ACTOR) as session:
        recovery.take_up_orphans(session, LIMITS)
    assert status_of(database, job) == after


def test_an_orphan_with_a_waiting_successor_makes_room_for_it(database: Database) -> None:
    orphan = insert_job(database, status="doing", silent=None, lock="a")
    successor = insert_job(database, status="todo", silent=None, lock="a")
    with database.transaction(ACTOR) as session:
        assert recovery.take_up_orphans(session, LIMITS) == 1
    assert (status_of(database, orphan), status_of(database, successor)) == ("failed", "todo")


def test_the_first_answer_after_an_outage_lets_everybody_try_again(gateway: Gateway) -> None:
    waiting = insert_job(gateway.database, status="todo", silent=None, lock="another conversation")
    later = text("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '30 s' WHERE id = :id")
    is_due = text("SELECT scheduled_at <= now() FROM procrastinate_jobs WHERE id = :id")

    def due() -> bool:
        with gateway.database.transaction(ACTOR) as session:
            return bool(session.scalar(is_due, {"id": waiting}))

    with gateway.database.transaction(ACTOR) as session:
        session.execute(later, {"id": waiting})
    gateway.rasa.status = 503
    gateway.say("hello")
    gateway.drain()
    assert not due()
    gateway.rasa.status = 200
    gateway.drain()
    assert due()


class Worker:
    """A real worker process."""

    def __init__(self, clone: TestDatabase, rasa_url: str, log: Path) -> None:
        environment = os.environ | {
            "DATABASE_URL": clone.url("worker"),
            "SECRET_KEY": "k" * 48,
            "SERVICE_TOKEN": "s" * 32,
            "RASA_URL": rasa_url,
            "RASA_TOKEN": "r" * 32,
            "PYTHONPATH": str(ROOT),
        }
        code = "from portal.worker import run_worker; run_worker('turns')"
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code], env=environment, stdout=output, stderr=output, cwd=ROOT
            )

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def start(gateway: Gateway, clone: TestDatabase, tmp_path: Path) -> Iterator[Callable[[], Worker]]:
    workers: list[Worker] = []

    def run() -> Worker:
        workers.append(Worker(clone, gateway.rasa.url, tmp_path / "worker.log"))
        return workers[-1]

    yield run
    for worker in workers:
        if worker.process.poll() is None:
            worker.process.terminate()
            worker.process.wait(20)


def say(gateway: Gateway, content: str) -> None:
    with gateway.database.transaction(gateway.buyer) as session:
        messages.post_by_buyer(
            session,
            gateway.buyer,
            gateway.conversation_id,
            client_id=content,
            content=content,
            payload=None,
            bot=Port(),
            per_minute=1_000,
        )


def answers(gateway: Gateway) -> list[str]:
    return [said for author, said in gateway.thread() if author == "bot"]


def test_a_worker_answers_and_another_goes_on_when_it_is_killed(gateway: Gateway, start: Callable[[], Worker]) -> None:
    first = start()
    say(gateway, "one")
    wait_for(lambda: answers(gateway) == ["echo: one"])
    gateway.rasa.delay = 3.0
    say(gateway, "two")
    wait_for(lambda: any(turn.status == "running" for turn in gateway.turns()))
    first.kill()
    gateway.rasa.delay = 0.0
    say(gateway, "three")
    start()
    wait_for(lambda: answers(gateway) == ["echo: one", "echo: two", "echo: three"], 45)
    assert len(gateway.rasa.acted) == 3


def test_a_forgotten_message_is_found(gateway: Gateway, start: Callable[[], Worker]) -> None:
    gateway.say("nobody was woken")  # the fixture's bot wakes nobody
    gateway.age(11)
    start()
    wait_for(lambda: answers(gateway) == ["echo: nobody was woken"])
