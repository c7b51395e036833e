"""Following the portal's real tables as the role that the index process has."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator

import numpy as np
import psycopg
import pytest

from index.documents import SearchDocument
from index.sources.port import SourceUnavailableError, StoredVector
from index.sources.postgres import PostgresSource
from tests.conftest import TestDatabase
from tests.index.catalogue import BY_SKU, CATALOGUE

Writer = psycopg.Connection[tuple[object, ...]]

UPSERT = """
    INSERT INTO search_documents (product_id, document, content_hash) VALUES (%s, %s, %s)
    ON CONFLICT (product_id) DO UPDATE SET document = excluded.document, content_hash = excluded.content_hash,
        deleted = false, changed_xid = pg_current_xact_id(), changed_at = now()
"""


def put(connection: Writer, document: SearchDocument, content_hash: str = "same") -> None:
    connection.execute(UPSERT, (document.id, json.dumps(document.to_dict()), content_hash))
    connection.execute("NOTIFY search_documents")


@pytest.fixture
def open_writer(clone: TestDatabase) -> Iterator[Callable[[], Writer]]:
    opened: list[Writer] = []

    def connect() -> Writer:
        opened.append(psycopg.connect(clone.url("worker")))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture
def source(clone: TestDatabase) -> Iterator[PostgresSource]:
    made = PostgresSource(clone.url("search"))
    yield made
    made.close()


def test_documents_are_read_back_as_written(source: PostgresSource, open_writer: Callable[[], Writer]) -> None:
    with open_writer() as connection:
        for document in CATALOGUE:
            put(connection, document)
    versions = dict(source.versions())
    assert set(versions) == {document.id for document in CATALOGUE}
    rows = {row.id: row for row in source.rows(list(versions))}
    assert [SearchDocument.from_dict(rows[document.id].document) for document in CATALOGUE] == CATALOGUE
    assert {row.id: row.version for row in rows.values()} == versions


def test_a_price_alone_makes_another_version(source: PostgresSource, open_writer: Callable[[], Writer]) -> None:
    document = CATALOGUE[0]
    with open_writer() as connection:
        put(connection, document)
    before = dict(source.versions())
    with open_writer() as connection:
        put(connection, document)
    assert dict(source.versions()) != before


def test_a_transaction_that_commits_late_is_not_missed(
    source: PostgresSource, open_writer: Callable[[], Writer]
) -> None:
    early, late = open_writer(), open_writer()
    put(late, CATALOGUE[0])
    put(early, CATALOGUE[1])
    early.commit()
    cursor = source.cursor()
    rows, cursor = source.changes(cursor)
    assert CATALOGUE[0].id not in {row.id for row in rows}
    put(early, CATALOGUE[2])
    early.commit()
    rows, cursor = source.changes(cursor)
    late.commit()
    rows, cursor = source.changes(cursor)
    assert CATALOGUE[0].id in {row.id for row in rows}
    rows, cursor = source.changes(cursor)
    assert rows == []


def test_a_deletion_is_a_change(source: PostgresSource, open_writer: Callable[[], Writer]) -> None:
    connection = open_writer()
    put(connection, CATALOGUE[0])
    connection.commit()
    cursor = source.cursor()
    connection.execute("UPDATE search_documents SET deleted = true, changed_xid = pg_current_xact_id()")
    connection.commit()
    rows, _ = source.changes(cursor)
    assert [(row.id, row.deleted) for row in rows] == [(CATALOGUE[0].id, True)]
    assert dict(source.versions()) == {}


def test_vectors_are_kept_by_model(source: PostgresSource) -> None:
    vector = np.full(384, 1 / np.sqrt(384), dtype=np.float32)
    source.store_vectors("one", [StoredVector(7, "a", vector), StoredVector(8, "a", vector)])
    source.store_vectors("one", [StoredVector(7, "b", -vector)])
    source.store_vectors("two", [StoredVector(7, "c", vector)])
    found = {stored.id: stored for stored in source.vectors("one")}
    assert found[7].passage_hash == "b"
    assert np.allclose(found[7].vector, -vector, atol=1e-3)
    assert [stored.id for stored in source.vectors("one", [8, 9])] == [8]
    source.drop_vectors("one", [7])
    assert [stored.id for stored in source.vectors("one")] == [8]
    assert [stored.id for stored in source.vectors("two")] == [7]


def test_a_commit_wakes_the_waiting_index(source: PostgresSource, open_writer: Callable[[], Writer]) -> None:
    assert source.wait(0.01)
    assert not source.wait(0.05)

    def write() -> None:
        with open_writer() as connection:
            put(connection, BY_SKU["GLV-CUT-9"])

    timer = threading.Timer(0.2, write)
    timer.start()
    assert source.wait(10)
    timer.join()


def test_the_index_may_not_change_documents(clone: TestDatabase, source: PostgresSource) -> None:
    source.ping()
    with psycopg.connect(clone.url("search")) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("DELETE FROM search_documents")


def test_a_lost_connection_is_made_anew(clone: TestDatabase, source: PostgresSource) -> None:
    source.cursor()
    source.wait(0)
    with psycopg.connect(clone.superuser_url(), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'prilavok-index'"
            " AND datname = current_database()"
        )
    with pytest.raises(SourceUnavailableError):
        source.cursor()
    with pytest.raises(SourceUnavailableError):
        source.wait(0.5)
    assert source.cursor()
    assert source.wait(0.1)


def test_an_unreachable_database_is_named() -> None:
    with pytest.raises(SourceUnavailableError, match="database"):
        PostgresSource("postgresql://nobody@127.0.0.1:9/none").ping()
