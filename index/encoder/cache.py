"""A bounded, thread-safe, least-recently-used cache of query vectors."""

import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray


class VectorCache:
    """Keeps the vectors of the ``capacity`` texts used last; 0 keeps none."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()
        self.hits = 0
        self.misses = 0

    def get(self, text: str) -> NDArray[np.float32] | None:
        """The vector of ``text``, or None."""
        with self._lock:
            vector = self._vectors.get(text)
            if vector is None:
                self.misses += 1
                return None
            self.hits += 1
            self._vectors.move_to_end(text)
            return vector

    def put(self, text: str, vector: NDArray[np.float32]) -> None:
        """Remember ``vector``, dropping the one not used for longest when full."""
        if self._capacity <= 0:
            return
        with self._lock:
            self._vectors[text] = vector
            self._vectors.move_to_end(text)
            if len(self._vectors) > self._capacity:
                self._vectors.popitem(last=False)
