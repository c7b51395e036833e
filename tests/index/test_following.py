"""Changes reach the search, snapshots survive, damage is noticed."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoder import Encoder
from index.engine import SearchEngine
from index.follower import Follower
from index.snapshot import CURRENT, SnapshotFolder
from index.sources.memory import MemorySource
from tests.index.catalogue import BY_SKU, CATALOGUE

GLOVE = BY_SKU["GLV-WINTER-9"]


class Counting:
    """The real encoder, counting what it is asked for."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.fingerprint = encoder.fingerprint
        self.passages = 0

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.passages += len(texts)
        return self._encoder.encode_passages(texts)


def open_follower(source: MemorySource, encoder: Encoder, folder: Path) -> tuple[SearchEngine, Follower, Counting]:
    snapshots = SnapshotFolder(folder, encoder.fingerprint, encoder.dimension)
    state = snapshots.restore()
    engine = SearchEngine(encoder, state.lexical, state.dense)
    counting = Counting(encoder)
    follower = Follower(
        engine,
        source,
        counting,
        records=state.records,
        cursor=state.cursor,
        snapshots=snapshots,
    )
    return engine, follower, counting


def settle(follower: Follower) -> None:
    follower.step(wait=0)
    while follower.pending:
        follower.step(wait=0)


def ids(engine: SearchEngine, query: str) -> list[int]:
    return [hit.id for hit in engine.search(query, limit=5).hits]


def test_added_changed_and_removed_products_are_followed(encoder: Encoder, tmp_path: Path) -> None:
    source = MemorySource(CATALOGUE)
    engine, follower, _ = open_follower(source, encoder, tmp_path)
    settle(follower)
    assert len(engine) == len(engine.dense) == len(CATALOGUE)

    source.put(replace(GLOVE, id=900, sku="NEW-1", names={"en": "Hydraulic crimping plier"}, descriptions={}))
    settle(follower)
    assert ids(engine, "crimping plier")[0] == 900
    assert ids(engine, "szczypce hydrauliczne do zaciskania")[0] == 900

    source.put(replace(GLOVE, id=900, sku="NEW-1", names={"en": "Telescopic aluminium ladder"}, descriptions={}))
    settle(follower)
    assert ids(engine, "ladder")[0] == 900
    assert "exact" not in engine.search("crimping plier").hits[0].why
    assert not [hit for hit in engine.search("crimping plier").hits if hit.id == 900 and hit.why["words"]]

    source.remove(900)
    settle(follower)
    assert 900 not in ids(engine, "ladder")
    assert ids(engine, "NEW-1")[:1] != [900]
    assert len(engine) == len(engine.dense) == len(CATALOGUE)


def test_price_and_stock_reach_the_filters_without_a_new_vector(encoder: Encoder, tmp_path: Path) -> None:
    from index.documents import Filters

    source = MemorySource(CATALOGUE)
    engine, follower, counting = open_follower(source, encoder, tmp_path)
    settle(follower)
    encoded = counting.passages
    source.put(replace(GLOVE, in_stock=True, price=7.5))
    settle(follower)
    filters = Filters(in_stock=True, price_min=7.4, price_max=7.6)
    assert [hit.id for hit in engine.search("gloves", filters=filters).hits] == [GLOVE.id]
    assert counting.passages == encoded


def test_a_change_is_searchable_within_two_seconds(encoder: Encoder, tmp_path: Path) -> None:
    source = MemorySource(CATALOGUE)
    engine, follower, _ = open_follower(source, encoder, tmp_path)
    follower.start()
    try:
        assert follower.ready.wait(30)
        started = time.monotonic()
        source.put(replace(GLOVE, id=901, sku="QWX-7781"))
        while ids(engine, "QWX-7781")[:1] != [901]:
            assert time.monotonic() - started < 2
            time.sleep(0.02)
    finally:
        follower.stop()


def test_a_restart_answers_from_the_snapshot_and_takes_up_what_it_missed(encoder: Encoder, tmp_path: Path) -> None:
    source = MemorySource(CATALOGUE)
    engine, follower, _ = open_follower(source, encoder, tmp_path)
    settle(follower)
    before = engine.search("перчатки для сварки", limit=10).hits
    follower.stop()
    source.put(replace(GLOVE, id=902, sku="LATE-1", names={"en": "Cordless angle grinder"}, descriptions={}))
    source.remove(GLOVE.id)

    engine, follower, counting = open_follower(source, encoder, tmp_path)
    assert follower.ready.is_set()
    assert ids(engine, "S203-C16")[0] == BY_SKU["MCB-3P-C16"].id
    assert engine.search("перчатки для сварки", limit=10).hits == before
    settle(follower)
    assert ids(engine, "angle grinder")[0] == 902
    assert GLOVE.id not in ids(engine, "winter gloves")
    assert counting.passages == 1


def test_vectors_come_from_the_source_when_the_snapshot_is_gone(encoder: Encoder, tmp_path: Path) -> None:
    source = MemorySource(CATALOGUE)
    _, follower, _ = open_follower(source, encoder, tmp_path / "one")
    settle(follower)
    engine, follower, counting = open_follower(source, encoder, tmp_path / "two")
    assert not follower.ready.is_set()
    settle(follower)
    assert len(engine.dense) == len(CATALOGUE)
    assert counting.passages == 0


@pytest.mark.parametrize("damage", ["flip", "remove", "truncate", "manifest"])
def test_a_damaged_snapshot_is_noticed_and_replaced(
    encoder: Encoder, tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    source = MemorySource(CATALOGUE)
    _, follower, _ = open_follower(source, encoder, tmp_path)
    settle(follower)
    follower.stop()
    snapshot = next(tmp_path.glob("*/snapshot-*"))
    target = snapshot / ("manifest.json" if damage == "manifest" else "dense/vectors.faiss")
    content = target.read_bytes()
    if damage == "remove":
        target.unlink()
    elif damage == "truncate":
        target.write_bytes(content[: len(content) // 2])
    else:
        target.write_bytes(content[:100] + bytes([content[100] ^ 255]) + content[101:])

    with caplog.at_level(logging.WARNING):
        engine, follower, _ = open_follower(source, encoder, tmp_path)
    assert "not usable" in caplog.text
    assert not follower.ready.is_set()
    settle(follower)
    assert ids(engine, "S203-C16")[0] == BY_SKU["MCB-3P-C16"].id
    follower.stop()
    _, follower, _ = open_follower(source, encoder, tmp_path)
    assert follower.ready.is_set()


def test_a_crash_while_writing_leaves_the_old_snapshot(
    encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = MemorySource(CATALOGUE)
    engine, follower, _ = open_follower(source, encoder, tmp_path)
    settle(follower)
    follower._save(force=True)
    folder = next(tmp_path.iterdir())
    before = (folder / CURRENT).read_text()

    def fail(*_arguments: object) -> None:
        raise OSError("no space left on device")

    source.put(replace(GLOVE, names={"en": "Winter mittens"}))
    settle(follower)
    monkeypatch.setattr("index.snapshot._flush", fail)
    with pytest.raises(OSError, match="no space"):
        follower._save(force=True)
    monkeypatch.undo()
    assert (folder / CURRENT).read_text() == before
    engine, follower, _ = open_follower(source, encoder, tmp_path)
    assert follower.ready.is_set()
    settle(follower)
    assert ids(engine, "mittens")[0] == GLOVE.id
    follower.stop()
    assert not list(folder.glob(".writing-*"))


def test_a_document_in_a_wrong_form_is_left_out_and_named(
    encoder: Encoder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = MemorySource(CATALOGUE[:3])
    broken = replace(CATALOGUE[3], names="not an object")  # type: ignore[arg-type]
    source.put(broken)
    engine, follower, _ = open_follower(source, encoder, tmp_path)
    settle(follower)
    assert len(engine) == 3
    assert f"product {broken.id} is left out" in caplog.text
