"""Vectors by product id in a FAISS index: exact up to a size, HNSW above it, behind one interface."""

from collections.abc import Collection, Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.stores.locks import ReadWriteLock

Vectors = NDArray[np.float32]

EXACT_UP_TO = 50_000
NARROW = 20_000
DEAD_SHARE = 0.25
VECTORS_FILE = "vectors.faiss"
IDS_FILE = "ids.npy"
HNSW_LINKS = 32
HNSW_BUILD = 120
HNSW_SEARCH = 128


class DenseStore:
    """Inner-product search over unit vectors. One thread changes it, any number search.

    Vectors are appended; one that is replaced or removed is only marked dead, and the index is rebuilt when a
    quarter is dead. Searches under a filter that leaves few candidates are exact whatever the index type.
    """

    def __init__(self, dimension: int, *, exact_up_to: int = EXACT_UP_TO) -> None:
        self.dimension = dimension
        self._exact_up_to = exact_up_to
        self._lock = ReadWriteLock()
        self._index = _new_index(dimension, exact=True)
        self._ids: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._slots: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, number: int) -> bool:
        return number in self._slots

    def upsert(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add or replace vectors, shape ``(len(ids), dimension)``, unit length. The last of a repeated id
        wins.
        """
        rows = {number: row for row, number in enumerate(ids)}
        if not rows:
            return
        kept = np.ascontiguousarray(vectors[list(rows.values())], dtype=np.float32)
        with self._lock.write():
            start = self._index.ntotal
            self._index.add(kept)
            self._ids = np.concatenate([self._ids, np.fromiter(rows, dtype=np.int64, count=len(rows))])
            self._slots.update({number: start + row for row, number in enumerate(rows)})
        self._tidy()

    def delete(self, ids: Collection[int]) -> None:
        """Forget these; unknown ones are ignored."""
        with self._lock.write():
            for number in ids:
                self._slots.pop(number, None)
        self._tidy()

    def search(self, vector: Vectors, limit: int, allowed: Collection[int] | None = None) -> list[tuple[int, float]]:
        """The nearest ids with their cosines, best first; of ``allowed`` alone when given."""
        with self._lock.read():
            if allowed is not None and len(allowed) <= NARROW:
                slots = [slot for number in allowed if (slot := self._slots.get(number)) is not None]
                return self._scan(vector, slots, limit)
            return self._search_index(vector, limit, allowed)

    def cosines(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        """The cosine of each of ``ids`` that has a vector."""
        with self._lock.read():
            slots = [slot for number in ids if (slot := self._slots.get(number)) is not None]
            return dict(self._scan(vector, slots, len(slots)))

    def vector(self, number: int) -> Vectors | None:
        """The stored vector, or None."""
        with self._lock.read():
            slot = self._slots.get(number)
            return None if slot is None else np.asarray(self._index.reconstruct(slot), dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write the index and its ids into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        with self._lock.read():
            faiss.write_index(self._index, str(folder / VECTORS_FILE))
            np.save(folder / IDS_FILE, np.where(self._live(), self._ids, -1))

    def load(self, folder: Path) -> None:
        """Read what ``save`` wrote; raises ``ValueError`` when it does not fit together."""
        index = faiss.read_index(str(folder / VECTORS_FILE))
        ids = np.load(folder / IDS_FILE)
        if index.d != self.dimension or index.ntotal != len(ids):
            raise ValueError(f"{folder} holds {index.ntotal} vectors of {index.d} numbers for {len(ids)} ids")
        with self._lock.write():
            self._index, self._ids = index, ids
            self._slots = {int(number): slot for slot, number in enumerate(ids) if number >= 0}

    def _scan(self, vector: Vectors, slots: list[int], limit: int) -> list[tuple[int, float]]:
        if not slots:
            return []
        rows = np.asarray(slots, dtype=np.int64)
        scores = self._index.reconstruct_batch(rows) @ vector
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(int(self._ids[rows[row]]), float(scores[row])) for row in best]

    def _search_index(self, vector: Vectors, limit: int, allowed: Collection[int] | None) -> list[tuple[int, float]]:
        wanted = min(limit, len(self._slots) if allowed is None else len(allowed))
        if wanted == 0:
            return []
        parameters = self._parameters(wanted, allowed)
        faiss.omp_set_num_threads(1)  # set per calling thread; waking others costs more than one search
        scores, slots = self._index.search(vector.reshape(1, -1), wanted, params=parameters)
        pairs = zip(slots[0].tolist(), scores[0].tolist(), strict=True)
        return [(int(self._ids[slot]), score) for slot, score in pairs if slot >= 0]

    def _parameters(self, limit: int, allowed: Collection[int] | None) -> faiss.SearchParameters | None:
        selector = None
        if allowed is not None or len(self._slots) < self._index.ntotal:
            slots = self._slots.values() if allowed is None else [self._slots.get(number, -1) for number in allowed]
            mask = np.zeros(self._index.ntotal, dtype=bool)
            chosen = np.fromiter(slots, dtype=np.int64, count=len(slots))
            mask[chosen[chosen >= 0]] = True
            selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
        if isinstance(self._index, faiss.IndexHNSW):
            return faiss.SearchParametersHNSW(sel=selector, efSearch=max(HNSW_SEARCH, limit))
        return None if selector is None else faiss.SearchParameters(sel=selector)

    def _live(self) -> NDArray[np.bool_]:
        live = np.zeros(self._index.ntotal, dtype=bool)
        live[list(self._slots.values())] = True
        return live

    def _tidy(self) -> None:
        """Rebuild when a quarter is dead, or when the size asks for the other index type."""
        total, live = self._index.ntotal, len(self._slots)
        exact = live <= self._exact_up_to
        if exact == (not isinstance(self._index, faiss.IndexHNSW)) and total - live <= max(1000, DEAD_SHARE * total):
            return
        order = np.fromiter(self._slots.values(), dtype=np.int64, count=live)
        fresh = _new_index(self.dimension, exact=exact)
        if live:
            fresh.add(self._index.reconstruct_batch(order))
        with self._lock.write():
            self._ids = self._ids[order]
            self._slots = {int(number): slot for slot, number in enumerate(self._ids)}
            self._index = fresh


def _new_index(dimension: int, *, exact: bool) -> faiss.Index:
    if exact:
        return faiss.IndexFlatIP(dimension)
    index = faiss.IndexHNSWFlat(dimension, HNSW_LINKS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = HNSW_BUILD
    return index
