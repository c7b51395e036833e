"""The vector store under changes, filters and both index types."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.stores.dense import DenseStore

Vectors = NDArray[np.float32]


def unit(rows: int, dimension: int = 32, seed: int = 1) -> Vectors:
    made = np.random.default_rng(seed).standard_normal((rows, dimension)).astype(np.float32)
    normed: Vectors = made / np.linalg.norm(made, axis=1, keepdims=True)
    return normed


@pytest.fixture(params=[100_000, 100], ids=["exact", "hnsw"])
def store(request: pytest.FixtureRequest) -> DenseStore:
    made = DenseStore(32, exact_up_to=request.param)
    made.upsert(range(1000, 3000), unit(2000))
    return made


def test_the_nearest_is_itself(store: DenseStore) -> None:
    vectors = unit(2000)
    for row in (0, 7, 1999):
        number, cosine = store.search(vectors[row], 5)[0]
        assert number == 1000 + row
        assert cosine == pytest.approx(1, abs=1e-5)


def test_a_replaced_vector_is_found_at_its_new_place_alone(store: DenseStore) -> None:
    vectors = unit(2000)
    fresh = unit(1, seed=9)
    store.upsert([1007], fresh)
    assert store.search(fresh[0], 1)[0][0] == 1007
    assert store.search(vectors[7], 1)[0][0] != 1007
    assert len(store) == 2000


def test_removed_ids_are_not_found(store: DenseStore) -> None:
    vectors = unit(2000)
    store.delete([1007, 5])
    assert 1007 not in [number for number, _ in store.search(vectors[7], 50)]
    assert store.vector(1007) is None
    assert len(store) == 1999


@pytest.mark.parametrize("allowed", [{1001, 1500, 2999}, set(range(1000, 2900))], ids=["narrow", "wide"])
def test_filters_are_exact(store: DenseStore, allowed: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.stores.dense.NARROW", 100)
    query = unit(1, seed=5)[0]
    found = [number for number, _ in store.search(query, 3, allowed)]
    cosines = unit(2000) @ query
    best = sorted(allowed, key=lambda number: -cosines[number - 1000])[:3]
    assert found == best


def test_many_changes_do_not_grow_the_index_without_end(store: DenseStore) -> None:
    for seed in range(8):
        store.upsert(range(1000, 3000), unit(2000, seed=seed))
    assert len(store) == 2000
    assert store._index.ntotal <= 4000
    assert store.search(unit(2000, seed=7)[3], 1)[0][0] == 1003


def test_it_comes_back_from_disk(store: DenseStore, tmp_path: Path) -> None:
    store.delete([1001])
    store.save(tmp_path)
    loaded = DenseStore(32)
    loaded.load(tmp_path)
    query = unit(1, seed=5)[0]
    assert loaded.search(query, 10) == store.search(query, 10)
    assert 1001 not in loaded


def test_a_file_that_does_not_fit_is_refused(store: DenseStore, tmp_path: Path) -> None:
    store.save(tmp_path)
    with pytest.raises(ValueError, match="32"):
        DenseStore(16).load(tmp_path)
