"""Connections are closed after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.talk import close_clients


@pytest.fixture(autouse=True)
def _closed_clients() -> Iterator[None]:
    yield
    close_clients()
