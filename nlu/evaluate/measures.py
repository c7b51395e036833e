"""The figures of a classification: shares between 0 and 1, rounded to four places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Judged:
    """One message, what it means and what the model made of it; a rejected one counts as out of scope."""

    text: str
    lang: str
    intent: str
    predicted: str
    confidence: float
    language: str
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether the intent was found."""
        return self.predicted == self.intent

    @property
    def in_scope(self) -> bool:
        """Whether the product has a function for it."""
        return self.intent != OUT_OF_SCOPE


def summary(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures of ``judged``, which must not be empty; milliseconds per message."""
    times = sorted(one.milliseconds for one in judged)
    languages = sorted({one.lang for one in judged})
    return {
        **_figures(judged),
        "by_lang": {lang: _figures([one for one in judged if one.lang == lang]) for lang in languages},
        "by_intent": {name: _share([one for one in judged if one.intent == name]) for name in _intents(judged)},
        "confused": _confused(judged),
        "ms_per_message": round(sum(times) / len(times), 2),
        "ms_p50": round(times[len(times) // 2], 2),
        "ms_p95": round(times[int(len(times) * 0.95)], 2),
    }


def _figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """``accuracy`` is over all messages: one out of scope is right when it is rejected."""
    inside = [one for one in judged if one.in_scope]
    return {
        "messages": len(judged),
        "accuracy": _share(judged),
        "in_scope_accuracy": _share(inside),
        "macro_f1": macro_f1([one.intent for one in judged], [one.predicted for one in judged]),
        "out_of_scope_recall": _share([one for one in judged if not one.in_scope]),
        "rejected_in_scope": round(sum(one.predicted == OUT_OF_SCOPE for one in inside) / max(len(inside), 1), 4),
        "calibration_error": calibration_error(
            [(one.confidence, one.right) for one in judged if one.predicted != OUT_OF_SCOPE]
        ),
        "language_accuracy": round(sum(one.language == one.lang for one in judged) / len(judged), 4),
    }


def _intents(judged: Sequence[Judged]) -> list[str]:
    return sorted({one.intent for one in judged})


def _share(judged: Sequence[Judged]) -> float | None:
    return round(sum(one.right for one in judged) / len(judged), 4) if judged else None


def macro_f1(truth: Sequence[str], predicted: Sequence[str]) -> float:
    """The mean over the intents that occur in ``truth`` of the harmonic mean of precision and recall."""
    hits = Counter(a for a, b in zip(truth, predicted, strict=True) if a == b)
    given, guessed = Counter(truth), Counter(predicted)
    scores = [2 * hits[name] / (given[name] + guessed[name]) for name in given]
    return round(sum(scores) / len(scores), 4)


def calibration_error(accepted: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of the (confidence, right) of accepted messages."""
    error = 0.0
    for step in range(10):
        members = [one for one in accepted if step / 10 <= one[0] < (step + 1) / 10 + (step == 9)]
        if members:
            gap = sum(confidence - right for confidence, right in members) / len(members)
            error += abs(gap) * len(members) / len(accepted)
    return round(error, 4)


def _confused(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    pairs = Counter((one.intent, one.predicted) for one in judged if not one.right)
    return [{"intent": a, "predicted": b, "messages": n} for (a, b), n in pairs.most_common(25)]
