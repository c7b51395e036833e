"""Every scripted conversation on the whole product."""

from __future__ import annotations

import pytest

from tests.e2e.dialogues import play
from tests.e2e.talk import wait_for_search
from tests.stack import Stack

pytestmark = [pytest.mark.full, pytest.mark.stack, pytest.mark.timeout(1200)]


def test_every_dialogue_does_what_is_written(stack: Stack) -> None:
    wait_for_search(stack)
    figures = play(stack)
    assert figures["dialogues"] >= 150
    assert figures["failed"] == []
