"""A sample of the scripted conversations on the whole product; tests/full plays all of them."""

from __future__ import annotations

import pytest

from tests.e2e.dialogues import play
from tests.e2e.talk import wait_for_search
from tests.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.timeout(900)]


def test_a_sample_of_the_dialogues_does_what_is_written(stack: Stack) -> None:
    wait_for_search(stack)
    figures = play(stack, "--every", "6")
    assert figures["dialogues"] >= 20
    assert figures["failed"] == []
