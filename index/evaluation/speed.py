"""How fast searches are, how much memory they take, and how soon a restart answers."""

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from index.documents import SearchDocument
from index.encoder import Encoder
from index.engine import SearchEngine
from index.evaluation.build import Vectors
from index.snapshot import SnapshotFolder

SEED = 11
ROWS_A_BATCH = 1000
PERTURBATION = 0.05


@dataclass(frozen=True, slots=True)
class Load:
    """How many clients ask at once, and how many searches are done in all."""

    clients: int
    searches: int


def grow(documents: Sequence[SearchDocument], vectors: Vectors, size: int) -> tuple[list[SearchDocument], Vectors]:
    """As many products as asked for: copies of real ones under other numbers, with slightly turned vectors."""
    times = -(-size // len(documents))
    grown = [
        replace(document, id=document.id * times + copy, sku=f"{document.sku}-{copy}", eans=[])
        for copy in range(times)
        for document in documents
    ][:size]
    noise = np.random.default_rng(SEED)
    made = np.concatenate([vectors] * times)[:size]
    turned = made + PERTURBATION * noise.standard_normal(made.shape, dtype=np.float32) / np.sqrt(made.shape[1])
    turned[: min(size, len(vectors))] = made[: min(size, len(vectors))]
    unit: Vectors = turned / np.linalg.norm(turned, axis=1, keepdims=True)
    return grown, unit.astype(np.float32)


def sample_queries(documents: Sequence[SearchDocument], count: int) -> list[str]:
    """Queries as people type them: a few words of a name, an article number, a misspelt word."""
    chooser = random.Random(SEED)  # noqa: S311 - the same queries in every run
    queries = []
    for number in range(count):
        document = chooser.choice(documents)
        words = next(iter(document.names.values()), document.sku).split()
        start = chooser.randrange(max(1, len(words) - 2))
        text = " ".join(words[start : start + chooser.randint(1, 4)])
        if number % 10 == 0:
            text = document.sku
        elif number % 10 == 1 and len(text) > 5:
            text = text[:3] + text[4:]
        queries.append(text)
    return queries


def measure(engine: SearchEngine, queries: Sequence[str], load: Load) -> dict[str, float]:
    """Milliseconds per search (p50, p95) and searches a second, with ``load.clients`` threads."""
    taken: list[float] = []
    lock = threading.Lock()
    waiting = iter(queries[: load.searches])

    def client() -> None:
        while True:
            with lock:
                query = next(waiting, None)
            if query is None:
                return
            started = time.perf_counter()
            engine.search(query, limit=20)
            elapsed = time.perf_counter() - started
            with lock:
                taken.append(elapsed)

    started = time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(load.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    p50, p95 = np.percentile(taken, [50, 95])
    return {"p50_ms": _ms(p50), "p95_ms": _ms(p95), "searches_per_s": round(len(taken) / seconds, 1)}


def fill(engine: SearchEngine, documents: Sequence[SearchDocument], vectors: Vectors) -> dict[str, float]:
    """Put everything into the engine; seconds for words and for vectors (encoding not included)."""
    started = time.perf_counter()
    for start in range(0, len(documents), ROWS_A_BATCH):
        engine.apply(documents[start : start + ROWS_A_BATCH])
    words = time.perf_counter()
    for start in range(0, len(documents), ROWS_A_BATCH):
        rows = documents[start : start + ROWS_A_BATCH]
        engine.put_vectors([document.id for document in rows], vectors[start : start + ROWS_A_BATCH])
    return {"words_s": round(words - started, 2), "vectors_s": round(time.perf_counter() - words, 2)}


def measure_changes(engine: SearchEngine, documents: Sequence[SearchDocument], count: int = 50) -> dict[str, float]:
    """Milliseconds until one changed product is searchable by words."""
    taken = []
    for document in documents[:count]:
        started = time.perf_counter()
        engine.apply([replace(document, synonyms=["zyxomma"])])
        taken.append(time.perf_counter() - started)
    p50, p95 = np.percentile(taken, [50, 95])
    return {"p50_ms": _ms(p50), "p95_ms": _ms(p95)}


def measure_restart(folder: Path, encoder: Encoder, engine: SearchEngine, ids: Sequence[int]) -> dict[str, float]:
    """Seconds to write a snapshot and to answer from it again."""
    snapshots = SnapshotFolder(folder, encoder.fingerprint, encoder.dimension)
    started = time.perf_counter()
    snapshots.save(engine.lexical, engine.dense, dict.fromkeys(ids, ("h", "p")), "0")
    saved = time.perf_counter()
    state = snapshots.restore()
    SearchEngine(encoder, state.lexical, state.dense).search("cable")
    return {"save_s": round(saved - started, 2), "restore_s": round(time.perf_counter() - saved, 2)}


def resident_mb() -> float:
    """Resident memory of this process."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


def report(name: str, values: Any, say: Callable[[str], None]) -> Any:
    """Say a result when it is there, and pass it on."""
    say(f"{name}: {values}")
    return values


def _ms(seconds: float) -> float:
    return round(float(seconds) * 1000, 2)
