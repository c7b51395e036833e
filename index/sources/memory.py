"""A source in memory: for tests and evaluation."""

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Sequence

from index.documents import SearchDocument
from index.sources.port import SourceRow, StoredVector


class MemorySource:
    """Keeps documents and vectors in dictionaries, with a counter for the order of changes."""

    def __init__(self, documents: Iterable[SearchDocument] = ()) -> None:
        self._rows: dict[int, tuple[int, SourceRow]] = {}
        self._vectors: dict[tuple[str, int], StoredVector] = {}
        self._changed = threading.Condition()
        self._clock = 0
        for document in documents:
            self.put(document)

    def put(self, document: SearchDocument) -> None:
        """Add or replace a document."""
        content = document.to_dict()
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        self._set(SourceRow(document.id, content, digest, deleted=False))

    def remove(self, number: int) -> None:
        """Mark a document deleted."""
        row = self._rows[number][1]
        self._set(SourceRow(number, row.document, row.version, deleted=True))

    def ping(self) -> None:
        """Always there."""

    def cursor(self) -> str:
        """The counter's value."""
        return str(self._clock)

    def changes(self, cursor: str) -> tuple[list[SourceRow], str]:
        """Rows changed after the counter had the value ``cursor``."""
        with self._changed:
            return [row for at, row in self._rows.values() if at > int(cursor)], str(self._clock)

    def versions(self) -> Iterator[tuple[int, str]]:
        """Id and version of what is not deleted."""
        yield from [(row.id, row.version) for _at, row in self._rows.values() if not row.deleted]

    def rows(self, ids: Sequence[int]) -> Iterator[SourceRow]:
        """The rows with these ids."""
        yield from [self._rows[number][1] for number in ids if number in self._rows]

    def vectors(self, model: str, ids: Sequence[int] | None = None) -> Iterator[StoredVector]:
        """The vectors of ``model``."""
        wanted = None if ids is None else set(ids)
        found = [vector for (name, _id), vector in self._vectors.items() if name == model]
        yield from [vector for vector in found if wanted is None or vector.id in wanted]

    def store_vectors(self, model: str, vectors: Iterable[StoredVector]) -> None:
        """Keep vectors."""
        self._vectors.update({(model, vector.id): vector for vector in vectors})

    def drop_vectors(self, model: str, ids: Sequence[int]) -> None:
        """Forget vectors."""
        for number in ids:
            self._vectors.pop((model, number), None)

    def wait(self, seconds: float) -> bool:
        """Wait for ``put`` or ``remove``."""
        with self._changed:
            return self._changed.wait(seconds)

    def close(self) -> None:
        """Nothing to give back."""

    def _set(self, row: SourceRow) -> None:
        with self._changed:
            self._clock += 1
            self._rows[row.id] = (self._clock, row)
            self._changed.notify_all()
