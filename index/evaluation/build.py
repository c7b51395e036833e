"""A searchable engine from documents, with vectors kept between runs."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.documents import SearchDocument
from index.encoder import Encoder
from index.engine import SearchEngine

Vectors = NDArray[np.float32]

CHUNK = 512


def build_engine(
    documents: Sequence[SearchDocument], encoder: Encoder, cache: Path | None, say: Callable[[str], None]
) -> SearchEngine:
    """Everything indexed, vectors included."""
    engine = SearchEngine(encoder)
    engine.apply(documents)
    say(f"{len(documents)} documents in the lexical store")
    engine.put_vectors([document.id for document in documents], passage_vectors(documents, encoder, cache, say))
    return engine


def passage_vectors(
    documents: Sequence[SearchDocument], encoder: Encoder, cache: Path | None, say: Callable[[str], None]
) -> Vectors:
    """The documents' vectors, shape ``(len(documents), dimension)``, from ``cache`` when they were made
    before.
    """
    passages = [document.passage() for document in documents]
    digest = hashlib.sha256("\0".join([encoder.fingerprint, *passages]).encode()).hexdigest()[:20]
    path = None if cache is None else cache / f"vectors-{digest}.npy"
    if path is not None and path.is_file():
        vectors: Vectors = np.load(path)
        return vectors
    parts = []
    for start in range(0, len(passages), CHUNK):
        parts.append(encoder.encode_passages(passages[start : start + CHUNK]))
        say(f"{min(start + CHUNK, len(passages))} of {len(passages)} encoded")
    made: Vectors = np.concatenate(parts) if parts else np.empty((0, encoder.dimension), dtype=np.float32)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, made)
    return made
