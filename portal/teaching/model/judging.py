"""Whether a candidate may take the place of the current model: only if it is worse in nothing that is counted.

Counted are the share of messages understood and the share of messages outside the trade that are rejected, over all
held-out messages and in each language. The tolerance is zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

COUNTED = {"accuracy": "accuracy", "out_of_scope_recall": "out-of-scope recall"}
TOLERANCE = 0.0


def worse_in(current: Mapping[str, Any], candidate: Mapping[str, Any]) -> list[str]:
    """In what the candidate is worse, in words; empty when it may be served.

    Both are figures of ``python -m nlu.evaluate intents --json`` on the same messages. Raises ValueError where they
    were not measured on the same number of messages in the same languages.
    """
    if _measured(current) != _measured(candidate):
        raise ValueError("the two models were not measured on the same messages")
    found = []
    for where in ("", *sorted(current["by_lang"])):
        before = current["by_lang"][where] if where else current
        after = candidate["by_lang"][where] if where else candidate
        for name, words in COUNTED.items():
            if before[name] is None or after[name] is None:
                continue
            if after[name] < before[name] - TOLERANCE:
                found.append(f"{words}{f' in {where}' if where else ''}: {after[name]:.4f}, now {before[name]:.4f}")
    return found


def shortly(figures: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a measurement beside a model."""
    names = ("messages", *COUNTED)
    return {
        **{name: figures[name] for name in names},
        "by_lang": {code: {name: row[name] for name in names} for code, row in figures["by_lang"].items()},
    }


def _measured(figures: Mapping[str, Any]) -> dict[str, int]:
    return {"": figures["messages"], **{code: row["messages"] for code, row in figures["by_lang"].items()}}
