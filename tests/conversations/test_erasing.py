"""What a person may ask for: his conversations given out, or gone, with what the assistant kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import select, update

from portal.conversations.models import Conversation, Message
from portal.conversations.service import closing, erasing, notes, opening
from portal.conversations.service import desk as operators
from portal.security.actor import Actor
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.errors import Forbidden
from tests.conftest import TestDatabase
from tests.conversations.conftest import Desk
from tests.factories import Factory

SYSTEM = Actor.system("test")


@pytest.fixture
def worker(clone: TestDatabase) -> Iterator[Database]:
    made = Database(clone.url("worker"), pool_size=2, application_name="test-worker")
    yield made
    made.dispose()


@pytest.fixture
def remembered(clone: TestDatabase, desk: Desk) -> TestDatabase:
    """Rasa's table with an event of this dialogue and one of another."""
    with psycopg.connect(clone.url("rasa"), autocommit=True) as connection:
        connection.execute("CREATE TABLE rasa.events (id serial PRIMARY KEY, sender_id text, data text)")
        for sender in (desk.now().dialogue_id, "somebody-else"):
            connection.execute(
                "INSERT INTO rasa.events (sender_id, data) VALUES (%s, %s)", [sender, '{"event": "user"}']
            )
    return clone


def senders(clone: TestDatabase) -> list[str]:
    with psycopg.connect(clone.url("rasa")) as connection:
        return [row[0] for row in connection.execute("SELECT sender_id FROM rasa.events ORDER BY id")]


def test_a_person_gets_what_was_said_but_no_notes(desk: Desk, worker: Database, remembered: TestDatabase) -> None:
    desk.say("where is my order")
    with desk.database.transaction(desk.anna) as session:
        notes.add(session, desk.anna, desk.conversation_id, client_id="n", content="bad payer")
    with worker.transaction(SYSTEM) as session:
        found = erasing.export(session, SYSTEM, desk.user.id)
    assert [one["text"] for one in found["conversations"][0]["messages"]] == ["where is my order"]
    assert found["conversations"][0]["assistant_events"] == [{"event": "user"}]
    assert "bad payer" not in str(found)


def test_erasing_takes_everything_of_one_person_and_nothing_else(
    desk: Desk, worker: Database, remembered: TestDatabase, make: Factory
) -> None:
    desk.say("forget me")
    other = make.actor(make.buyer(desk.company))
    with desk.database.transaction(other) as session:
        kept = opening.open_for_buyer(session, other).conversation.id
    with worker.transaction(SYSTEM) as session:
        gone = erasing.erase(session, SYSTEM, desk.user.id)
    assert (gone.conversations, gone.messages, gone.assistant_events) == (1, 1, 1)
    assert senders(remembered) == ["somebody-else"]
    with worker.transaction(SYSTEM) as session:
        assert session.scalars(select(Conversation.id)).all() == [kept]
        assert session.scalars(select(Message.id)).all() == []


def test_erasing_works_before_the_assistant_ever_ran(desk: Desk, worker: Database) -> None:
    with worker.transaction(SYSTEM) as session:
        assert erasing.erase(session, SYSTEM, desk.user.id).assistant_events == 0


def test_people_erase_nothing(desk: Desk) -> None:
    with pytest.raises(Forbidden), desk.database.transaction(desk.anna) as session:
        erasing.erase(session, desk.anna, desk.user.id)


def test_the_web_process_cannot_reach_the_assistants_memory(clone: TestDatabase) -> None:
    with psycopg.connect(clone.url("web")) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT forget_dialogues(ARRAY['x'])")


def test_the_night_erases_what_ended_long_ago(desk: Desk, worker: Database) -> None:
    with desk.database.transaction(desk.anna) as session:
        operators.take(session, desk.anna, desk.conversation_id)
        closing.close(session, desk.anna, desk.conversation_id)
    assert erasing.erase_old(worker, 30).conversations == 0
    with worker.transaction(SYSTEM) as session:
        session.execute(update(Conversation).values(closed_at=now() - timedelta(days=31)))
    assert erasing.erase_old(worker, 30).conversations == 1


def test_the_night_leaves_open_ones_of_buyers(desk: Desk, worker: Database) -> None:
    with worker.transaction(SYSTEM) as session:
        session.execute(update(Conversation).values(updated_at=now() - timedelta(days=400)))
    assert erasing.erase_old(worker, 30).conversations == 0
