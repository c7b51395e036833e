"""A regression test on development data: the parser was made with these messages in view, so this is no measurement.

The floors are a little below what is reached; `python -m nlu.evaluate order-lines` tells the figures.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.evaluate.order_lines import read, read_examples, summary

DATA = Path(__file__).parent / "data"
FLOORS = {"en": 0.96, "uk": 0.95, "ru": 0.96, "pl": 0.97}


@pytest.mark.parametrize("lang", FLOORS)
def test_messages_of_the_development_set_are_read_as_before(lang: str) -> None:
    examples = read_examples([DATA / f"dev_lines.{lang}.jsonl"])
    assert len(examples) >= 100
    assert {example["lang"] for example in examples} == {lang}
    assert summary(read(examples))["f1"] >= FLOORS[lang]


@pytest.mark.parametrize("lang", FLOORS)
def test_messages_full_of_talk_are_read_as_learned(lang: str) -> None:
    examples = read_examples([DATA / f"talk_lines.{lang}.jsonl"])
    assert len(examples) >= 79
    assert summary(read(examples))["f1"] >= 0.93


def test_quantity_unit_and_phrase_must_all_be_right() -> None:
    judged = read(read_examples([DATA / "dev_lines.en.jsonl"])[:1])
    assert summary(judged)["message_accuracy"] in {0.0, 1.0}
    wrong = [type(one)(one.text, one.lang, one.meant, one.found[:-1], 0.0) for one in judged]
    figures = summary(wrong)
    assert (figures["recall"], figures["precision"], figures["f1"]) == (0.5, 1.0, 0.6667)
