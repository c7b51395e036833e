"""What was taught is recalled by its spelling, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.components.head import Head, HeadSettings
from nlu.components.memory import MOST, Memory

TEXTS = [
    "where is my order",
    "order status please",
    "has my order shipped",
    "what does it cost",
    "price please",
    "how much",
]
LABELS = ["order_status"] * 3 + ["check_price"] * 3
VECTORS = np.random.default_rng(3).normal(size=(6, 8)).astype(np.float32)


@pytest.mark.parametrize(
    ("text", "intent", "least", "most"),
    [
        ("шо там по бабосах моїх", "credit_balance", MOST, MOST),
        ("шо там по бабосах наших", "credit_balance", 0.5, MOST),
        ("а шо там по бабосах моїх?", "credit_balance", 0.7, MOST),
        ("ok", "greet", MOST, MOST),
    ],
)
def test_what_is_nearly_the_same_is_recalled(text: str, intent: str, least: float, most: float) -> None:
    memory = Memory([("шо там по бабосах моїх", "credit_balance"), ("ok", "greet")])
    found = memory.recall(text)
    assert found is not None
    assert found.intent == intent
    assert least <= found.share <= most


@pytest.mark.parametrize("text", ["шо там по замовленню", "де мої гроші", "okna", "", "a"])
def test_what_is_another_message_is_not(text: str) -> None:
    assert Memory([("шо там по бабосах моїх", "credit_balance"), ("ok", "greet")]).recall(text) is None
    assert Memory().recall(text) is None


def test_the_head_reads_taught_messages_as_taught_and_all_others_as_before(tmp_path: Path) -> None:
    head = Head.over_plain(TEXTS * 4, LABELS * 4, np.tile(VECTORS, (4, 1)), HeadSettings())
    asked, vectors = ["where is my order", "gimme the damage"], VECTORS[:2]
    before = head.probabilities(asked, vectors)
    head.memory = Memory([("gimme the damage", "check_price")])
    after = head.probabilities(asked, vectors)
    assert after[0] == pytest.approx(before[0])
    assert head.intents[int(after[1].argmax())] == "check_price"
    assert after.sum(axis=1) == pytest.approx(1)
    head.save(tmp_path)
    assert Head.load(tmp_path).probabilities(asked, vectors) == pytest.approx(after, abs=1e-4)
    (tmp_path / "taught.json").unlink()  # a model made before
    assert Head.load(tmp_path).probabilities(asked, vectors) == pytest.approx(before, abs=1e-4)
