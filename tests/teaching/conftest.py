"""The gateway with its stand-in for Rasa, heard by teaching."""

from __future__ import annotations

import pytest

from portal.teaching import subscriptions
from tests.assistant_gateway.conftest import gateway, rasa  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def heard() -> None:
    """As `portal.app.configure` does in every process."""
    subscriptions.subscribe()
