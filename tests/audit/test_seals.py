from __future__ import annotations

import psycopg
from sqlalchemy import text

from portal.audit import service as audit
from portal.security.actor import Actor
from portal.shared.database import Database
from tests.conftest import TestDatabase


def _write(database: Database, system: Actor, count: int) -> None:
    with database.transaction(system) as session:
        for number in range(count):
            audit.record(session, system, "test.done", "thing", number, value="12.50")


def _age(clone: TestDatabase) -> None:
    with psycopg.connect(clone.superuser_url()) as connection:
        connection.execute("UPDATE audit_entries SET at = at - interval '10 minutes'")


def test_sealed_entries_verify_and_a_changed_one_is_found(
    clone: TestDatabase, database: Database, system: Actor
) -> None:
    _write(database, system, 5)
    with database.transaction(system) as session:
        assert audit.seal(session) == 0, "fresh entries wait, because an older one may still commit"
    _age(clone)
    with database.transaction(system) as session:
        assert audit.seal(session, batch=3) == 3
    with database.transaction(system) as session:
        assert audit.seal(session) == 2
        assert audit.verify(session) == []
    with psycopg.connect(clone.superuser_url()) as connection:
        connection.execute("UPDATE audit_entries SET data = '{\"value\": \"99\"}' WHERE object_id = '1'")
    with database.transaction(system) as session:
        broken = audit.verify(session)
        assert len(broken) == 1
        assert session.execute(text("SELECT count(*) FROM audit_seals")).scalar() == 2
