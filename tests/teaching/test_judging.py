"""A candidate is served only if it is worse in nothing."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from portal.teaching.model.judging import shortly, worse_in

ROW = {"messages": 252, "accuracy": 0.95, "out_of_scope_recall": 0.9, "macro_f1": 0.9}
FIGURES: dict[str, Any] = {
    **ROW, "messages": 1008, "by_lang": {code: dict(ROW) for code in ("en", "uk", "ru", "pl")},
}  # fmt: skip


def changed(where: str, **values: float) -> dict[str, Any]:
    made = copy.deepcopy(FIGURES)
    (made["by_lang"][where] if where else made).update(values)
    return made


@pytest.mark.parametrize(
    ("candidate", "worse"),
    [
        (FIGURES, []),
        (changed("", accuracy=0.96), []),
        (changed("", accuracy=0.9499), ["accuracy: 0.9499, now 0.9500"]),
        (changed("pl", accuracy=0.946), ["accuracy in pl: 0.9460, now 0.9500"]),
        (changed("uk", out_of_scope_recall=0.8), ["out-of-scope recall in uk: 0.8000, now 0.9000"]),
        (changed("", out_of_scope_recall=0.8), ["out-of-scope recall: 0.8000, now 0.9000"]),
        (changed("en", macro_f1=0.1), []),
        (changed("ru", accuracy=0.99, out_of_scope_recall=0.89), ["out-of-scope recall in ru: 0.8900, now 0.9000"]),
    ],
)
def test_the_decision(candidate: dict[str, Any], worse: list[str]) -> None:
    assert worse_in(FIGURES, candidate) == worse


def test_other_messages_are_no_comparison() -> None:
    with pytest.raises(ValueError, match="same messages"):
        worse_in(FIGURES, changed("pl", messages=251))


def test_what_is_kept_of_a_measurement() -> None:
    assert shortly(FIGURES)["by_lang"]["pl"] == {"messages": 252, "accuracy": 0.95, "out_of_scope_recall": 0.9}
