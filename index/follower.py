"""Keeps the engine in step with the source: words at once, vectors as fast as the encoder makes them."""

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.documents import DocumentError, SearchDocument
from index.engine import SearchEngine
from index.snapshot import Records, SnapshotFolder
from index.sources.port import SearchSource, SourceRow, SourceUnavailableError, StoredVector

log = logging.getLogger(__name__)

ROWS_A_BATCH = 1000
TEXTS_A_BATCH = 16
WAIT_SECONDS = 1.0
RETRY_SECONDS = 3.0
RECONCILE_SECONDS = 300.0
SNAPSHOT_SECONDS = 120.0


class PassageEncoder(Protocol):
    """What the follower needs of an encoder."""

    @property
    def fingerprint(self) -> str:
        """Names the model that vectors are stored under."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of catalogue texts."""


class Follower:
    """The one thread that changes the engine.

    ``records`` say what the engine holds: per product the document's version and the hash of the passage
    its vector was made from ('' while the vector is still to come).
    """

    def __init__(
        self,
        engine: SearchEngine,
        source: SearchSource,
        encoder: PassageEncoder,
        *,
        records: Records | None = None,
        cursor: str | None = None,
        snapshots: SnapshotFolder | None = None,
    ) -> None:
        self.ready = threading.Event()
        self.records: Records = records or {}
        self._engine, self._source, self._encoder = engine, source, encoder
        self._cursor = cursor
        self._snapshots = snapshots
        self._pending: dict[int, tuple[str, str]] = {}
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._reconciled_at = self._saved_at = 0.0
        self._unsaved = False
        if self.records:
            self.ready.set()

    @property
    def pending(self) -> int:
        """Documents whose vector is still to be made."""
        return len(self._pending)

    def start(self) -> None:
        """Follow in a thread of its own until ``stop``."""
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and write a last snapshot."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=30)
        self._save(force=True)
        self._source.close()

    def step(self, wait: float = WAIT_SECONDS) -> None:
        """One round: compare all when due, take changes in, make a batch of vectors, save when due."""
        now = time.monotonic()
        if self._cursor is None or not self._reconciled_at or now - self._reconciled_at > RECONCILE_SECONDS:
            self._reconcile()
        else:
            self._source.wait(0.0 if self._pending else wait)
            self._follow()
        self._encode_some()
        self._save(force=False)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.step()
            except SourceUnavailableError as error:
                log.warning("source unavailable, trying again in %.0f s: %s", RETRY_SECONDS, error)
                self._stopping.wait(RETRY_SECONDS)
            except Exception:
                log.exception("following failed, comparing everything anew in %.0f s", RETRY_SECONDS)
                self._reconciled_at = 0.0
                self._stopping.wait(RETRY_SECONDS)

    def _reconcile(self) -> None:
        """Compare the versions of everything; fetch what differs, drop what is gone."""
        cursor = self._source.cursor()
        wanted = dict(self._source.versions())
        gone = [number for number in self.records if number not in wanted]
        stale = [number for number, version in wanted.items() if self.records.get(number, ("",))[0] != version]
        self._drop(gone)
        for start in range(0, len(stale), ROWS_A_BATCH):
            self._take(self._source.rows(stale[start : start + ROWS_A_BATCH]))
        self._take_stored_vectors([number for number, (_version, made) in self.records.items() if not made])
        self._cursor, self._reconciled_at = cursor, time.monotonic()
        self.ready.set()

    def _follow(self) -> None:
        assert self._cursor is not None
        rows, cursor = self._source.changes(self._cursor)
        self._take(row for row in rows if self._differs(row))
        self._cursor = cursor

    def _differs(self, row: SourceRow) -> bool:
        known = self.records.get(row.id)
        return known is not None if row.deleted else known is None or known[0] != row.version

    def _take(self, rows: Iterable[SourceRow]) -> None:
        documents: list[SearchDocument] = []
        records: Records = {}
        gone: list[int] = []
        for row in rows:
            if row.deleted:
                gone.append(row.id)
                continue
            try:
                document = SearchDocument.from_dict({**row.document, "id": row.id})
            except DocumentError as error:
                log.warning("product %d is left out of the search: %s", row.id, error)
                continue
            documents.append(document)
            records[row.id] = (row.version, self._vector_state(document))
        if documents or gone:
            self._engine.apply(documents, gone)
            self.records.update(records)
            self._forget(gone)
            self._unsaved = True

    def _vector_state(self, document: SearchDocument) -> str:
        """The hash of the passage when the vector at hand still fits; else '' and the passage waits its
        turn.
        """
        digest = document.passage_hash()
        if self.records.get(document.id, ("", ""))[1] == digest and document.id in self._engine.dense:
            return digest
        self._pending[document.id] = (digest, document.passage())
        return ""

    def _drop(self, ids: Sequence[int]) -> None:
        if ids:
            self._engine.apply([], ids)
            self._forget(ids)
            self._unsaved = True

    def _forget(self, ids: Sequence[int]) -> None:
        for number in ids:
            self.records.pop(number, None)
            self._pending.pop(number, None)
        if ids:
            self._source.drop_vectors(self._encoder.fingerprint, ids)

    def _take_stored_vectors(self, ids: Sequence[int]) -> None:
        """Use vectors that the database already has, and queue passages whose vector was lost with the
        process.
        """
        lost = [number for number in ids if number not in self._pending]
        for row in self._source.rows(lost):
            document = SearchDocument.from_dict({**row.document, "id": row.id})
            self._pending[row.id] = (document.passage_hash(), document.passage())
        wanted = None if len(ids) > ROWS_A_BATCH else ids
        batch: list[StoredVector] = []
        for stored in self._source.vectors(self._encoder.fingerprint, wanted) if ids else ():
            if self._pending.get(stored.id, ("",))[0] == stored.passage_hash:
                batch.append(stored)
            if len(batch) >= ROWS_A_BATCH:
                self._put(batch)
                batch = []
        self._put(batch)

    def _encode_some(self) -> None:
        chosen = list(self._pending.items())[:TEXTS_A_BATCH]
        if not chosen:
            return
        stored = self._stored([number for number, _ in chosen])
        todo = [(number, digest, text) for number, (digest, text) in chosen if stored.get(number) != digest]
        vectors = self._encoder.encode_passages([text for _number, _digest, text in todo])
        made = [StoredVector(number, digest, vectors[row]) for row, (number, digest, _text) in enumerate(todo)]
        if made:
            self._source.store_vectors(self._encoder.fingerprint, made)
        self._put(made)

    def _stored(self, ids: Sequence[int]) -> dict[int, str]:
        """Vectors that another copy of this process has made meanwhile are taken, not made again."""
        found = list(self._source.vectors(self._encoder.fingerprint, ids))
        current = [item for item in found if self._pending[item.id][0] == item.passage_hash]
        self._put(current)
        return {item.id: item.passage_hash for item in current}

    def _put(self, vectors: Sequence[StoredVector]) -> None:
        if not vectors:
            return
        self._engine.put_vectors([item.id for item in vectors], np.stack([item.vector for item in vectors]))
        for item in vectors:
            self.records[item.id] = (self.records[item.id][0], item.passage_hash)
            self._pending.pop(item.id, None)
        self._unsaved = True

    def _save(self, *, force: bool) -> None:
        if self._snapshots is None or not self._unsaved or self._cursor is None:
            return
        now = time.monotonic()
        if force or (not self._pending and now - self._saved_at > SNAPSHOT_SECONDS):
            self._snapshots.save(self._engine.lexical, self._engine.dense, self.records, self._cursor)
            self._saved_at, self._unsaved = now, False
