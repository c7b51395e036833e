"""One running product for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.stack import Stack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole product with its demo."""
    running = Stack(tmp_path_factory.mktemp("stack") / "var")
    try:
        running.start()
        running.wait_for_search()
        yield running
    finally:
        running.stop()
