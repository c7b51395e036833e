"""The port to the source of truth."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


class SourceUnavailableError(Exception):
    """The source cannot be reached; try again later."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document as stored, in the form of ``SearchDocument.from_dict``; every change gives it another version."""

    id: int
    document: dict[str, Any]
    version: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class StoredVector:
    """A unit vector and the hash of the passage it was made from."""

    id: int
    passage_hash: str
    vector: Vector


class SearchSource(Protocol):
    """Every method raises ``SourceUnavailableError`` when the source cannot be reached."""

    def ping(self) -> None:
        """Raise unless the source answers."""

    def cursor(self) -> str:
        """A point in time; ``changes`` from it on misses nothing committed after it was taken."""

    def changes(self, cursor: str) -> tuple[list[SourceRow], str]:
        """Rows changed since ``cursor`` (some may be seen twice) and the next cursor."""

    def versions(self) -> Iterator[tuple[int, str]]:
        """Id and version of every document that is not deleted."""

    def rows(self, ids: Sequence[int]) -> Iterator[SourceRow]:
        """The documents with these ids."""

    def vectors(self, model: str, ids: Sequence[int] | None = None) -> Iterator[StoredVector]:
        """Stored vectors of ``model``: all, or those of ``ids``."""

    def store_vectors(self, model: str, vectors: Iterable[StoredVector]) -> None:
        """Keep vectors, replacing older ones of the same product and model."""

    def drop_vectors(self, model: str, ids: Sequence[int]) -> None:
        """Forget the vectors of products that are gone."""

    def wait(self, seconds: float) -> bool:
        """Sleep until something changed or the time is over; True for a change."""

    def close(self) -> None:
        """Give connections back."""
