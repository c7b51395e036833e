"""The portal's database: tables ``search_documents`` (read) and ``search_embeddings`` (written)."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import psycopg
from psycopg.rows import TupleRow

from index.sources.port import SourceRow, SourceUnavailableError, StoredVector

CHANNEL = "search_documents"
CONNECT_SECONDS = 5
STATEMENT_MS = 120_000
FETCH = 1000
VERSION = "changed_xid::text || ':' || left(content_hash, 16)"
SELECT = f"SELECT product_id, document, {VERSION}, deleted FROM search_documents"  # noqa: S608 - constants

Connection = psycopg.Connection[TupleRow]


class PostgresSource:
    """Two connections: one listens, one reads and writes. Used by the following thread, ``ping`` by others.

    Changes are followed by transaction id: every row carries the id of the transaction that wrote it, and the
    cursor is the oldest transaction that was still running when it was taken. A transaction that commits late
    therefore lies behind the cursor, never before it, and is read again until it is over.
    """

    def __init__(self, url: str) -> None:
        self._url = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._lock = threading.RLock()
        self._reader: Connection | None = None
        self._listener: Connection | None = None

    def ping(self) -> None:
        """A connection of its own, since readiness is asked from other threads."""
        with _translated(), self._connect() as connection:
            connection.execute("SELECT 1 FROM search_documents LIMIT 1")

    def cursor(self) -> str:
        """The oldest running transaction."""
        with self._transaction() as connection:
            return _snapshot_xmin(connection)

    def changes(self, cursor: str) -> tuple[list[SourceRow], str]:
        """Rows written by transactions from ``cursor`` on, and the next cursor, of one snapshot."""
        with self._transaction() as connection:
            following = _snapshot_xmin(connection)
            rows = connection.execute(f"{SELECT} WHERE changed_xid >= %s::xid8", (cursor,)).fetchall()
            return [SourceRow(*row) for row in rows], following

    def versions(self) -> Iterator[tuple[int, str]]:
        """Streamed with a server-side cursor."""
        query = f"SELECT product_id, {VERSION} FROM search_documents WHERE NOT deleted"  # noqa: S608 - constants
        for row in self._stream(query, ()):
            yield int(row[0]), str(row[1])

    def rows(self, ids: Sequence[int]) -> Iterator[SourceRow]:
        """The documents with these ids."""
        query = f"{SELECT} WHERE product_id = ANY(%s)"
        for start in range(0, len(ids), FETCH):
            with self._transaction() as connection:
                found = connection.execute(query, (list(ids[start : start + FETCH]),)).fetchall()
            yield from (SourceRow(*row) for row in found)

    def vectors(self, model: str, ids: Sequence[int] | None = None) -> Iterator[StoredVector]:
        """Stored vectors; float16 in the database."""
        query = "SELECT product_id, content_hash, vector FROM search_embeddings WHERE model = %s"
        parameters: tuple[Any, ...] = (model,)
        if ids is not None:
            query, parameters = f"{query} AND product_id = ANY(%s)", (model, list(ids))
        for row in self._stream(query, parameters):
            yield StoredVector(int(row[0]), str(row[1]), np.frombuffer(row[2], dtype="<f2").astype(np.float32))

    def store_vectors(self, model: str, vectors: Iterable[StoredVector]) -> None:
        """Insert or replace, in one transaction."""
        query = (
            "INSERT INTO search_embeddings (product_id, model, content_hash, vector) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (product_id, model) "
            "DO UPDATE SET content_hash = excluded.content_hash, vector = excluded.vector"
        )
        rows = [(item.id, model, item.passage_hash, item.vector.astype("<f2").tobytes()) for item in vectors]
        with self._transaction() as connection, connection.cursor() as cursor:
            cursor.executemany(query, rows)

    def drop_vectors(self, model: str, ids: Sequence[int]) -> None:
        """Delete the vectors of products that are gone."""
        with self._transaction() as connection:
            connection.execute(
                "DELETE FROM search_embeddings WHERE model = %s AND product_id = ANY(%s)", (model, list(ids))
            )

    def wait(self, seconds: float) -> bool:
        """Wait for a notification on the channel ``search_documents``."""
        with _translated():
            if self._listener is None or self._listener.closed:
                self._listener = self._connect(autocommit=True)
                self._listener.execute(f"LISTEN {CHANNEL}")
                return True
            return any(True for _notice in self._listener.notifies(timeout=seconds, stop_after=1))

    def close(self) -> None:
        """Close both connections."""
        for connection in (self._reader, self._listener):
            if connection is not None:
                connection.close()
        self._reader = self._listener = None

    def _connect(self, *, autocommit: bool = False) -> Connection:
        return psycopg.connect(
            self._url,
            autocommit=autocommit,
            connect_timeout=CONNECT_SECONDS,
            application_name="prilavok-index",
            options=f"-c statement_timeout={STATEMENT_MS}",
            keepalives_idle=30,
        )

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """One snapshot of the database for everything inside."""
        with self._lock, _translated():
            if self._reader is None or self._reader.closed:
                self._reader = self._connect()
                self._reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            with self._reader.transaction():
                yield self._reader

    def _stream(self, query: str, parameters: tuple[Any, ...]) -> Iterator[TupleRow]:
        with self._transaction() as connection, connection.cursor(name="prilavok_stream") as cursor:
            cursor.itersize = FETCH
            cursor.execute(query, parameters)
            yield from cursor


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise SourceUnavailableError(f"database: {error}") from error


def _snapshot_xmin(connection: Connection) -> str:
    row = connection.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text").fetchone()
    assert row is not None
    return str(row[0])
