"""The real encoder and an engine over the small catalogue; made once, since they do not change."""

from __future__ import annotations

import pytest

from index.encoder import Encoder
from index.engine import SearchEngine
from tests.index.catalogue import CATALOGUE


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder(threads=2)


@pytest.fixture(scope="session")
def engine(encoder: Encoder) -> SearchEngine:
    made = SearchEngine(encoder)
    made.apply(CATALOGUE)
    made.put_vectors(
        [document.id for document in CATALOGUE],
        encoder.encode_passages([document.passage() for document in CATALOGUE]),
    )
    return made
