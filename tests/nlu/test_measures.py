"""The figures of the evaluation, on judgements counted by hand, and the draws of the public comparison."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from nlu.evaluate.measures import Judged, calibration_error, summary
from nlu.evaluate.public.data import Labelled, Task, tasks


def judged(lang: str, intent: str, predicted: str, confidence: float = 0.9, language: str = "en") -> Judged:
    return Judged("text", lang, intent, predicted, confidence, language, 4.0)


FIGURES = summary(
    [
        judged("en", "greet", "greet"),
        judged("en", "greet", "affirm"),
        judged("en", "out_of_scope", "out_of_scope"),
        judged("uk", "affirm", "affirm"),
        judged("uk", "out_of_scope", "greet"),
    ]
)


def test_accuracy_is_over_all_messages_and_in_scope_apart() -> None:
    assert FIGURES["accuracy"] == 0.6
    assert FIGURES["in_scope_accuracy"] == 0.6667
    assert FIGURES["out_of_scope_recall"] == 0.5


def test_every_language_has_its_own_figures() -> None:
    assert FIGURES["by_lang"]["en"]["accuracy"] == 0.6667
    assert FIGURES["by_lang"]["uk"] | {"macro_f1": 0.5, "out_of_scope_recall": 0.0} == FIGURES["by_lang"]["uk"]


def test_macro_f1_is_the_mean_over_intents() -> None:
    assert FIGURES["macro_f1"] == round((0.5 + 2 / 3 + 2 / 3) / 3, 4)


def test_confused_pairs_and_language() -> None:
    assert {"intent": "greet", "predicted": "affirm", "messages": 1} in FIGURES["confused"]
    assert FIGURES["language_accuracy"] == 0.6


def test_calibration_error_is_the_gap_between_confidence_and_share() -> None:
    assert calibration_error([(0.95, True), (0.95, True), (0.55, True), (0.55, False)]) == 0.05
    assert calibration_error([]) == 0.0


def test_a_draw_is_repeatable_and_takes_as_many_of_each_intent() -> None:
    pool = tuple(Labelled(f"{intent} {number}", intent) for intent in "ab" for number in range(20))
    task = Task("few", pool, (), 5)
    assert task.draw(1) == task.draw(1)
    assert task.draw(1) != task.draw(2)
    assert Counter(item.intent for item in task.draw(1)) == {"a": 5, "b": 5}


def test_a_folder_without_data_has_no_tasks(tmp_path: Path) -> None:
    assert tasks(tmp_path) == []
