"""How well the trained model understands: ``python -m nlu.evaluate [intents] [FILE.jsonl …] [--model FILE] [--json]``.

Every line of a file is {"text", "intent", "lang"}; without files, the held-out messages of tests/nlu/data are used.
Run it in the assistant's environment: ``bin/with assistant python -m nlu.evaluate --json``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OUT_OF_SCOPE = "out_of_scope"
REJECTED = {OUT_OF_SCOPE, "nlu_fallback"}
ROOT = Path(__file__).resolve().parent.parent
HELD_OUT = ROOT / "tests" / "nlu" / "data"


@dataclass(frozen=True)
class Judged:
    """One message, what it means and what the model made of it."""

    text: str
    lang: str
    intent: str
    predicted: str
    confidence: float
    language: str
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether the intent was found; anything rejected counts as out of scope."""
        return self.predicted == self.intent


def read_examples(files: Iterable[Path]) -> list[dict[str, str]]:
    """The labelled messages of ``files``; raises ``ValueError`` naming the line that is not one."""
    examples = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            example = json.loads(line)
            if not isinstance(example, dict) or not {"text", "intent", "lang"} <= example.keys():
                raise ValueError(f"{file}:{number}: a line must be {{'text', 'intent', 'lang'}}")
            examples.append(example)
    return examples


def newest_model() -> Path:
    """The model that ``make run`` trained last; raises ``SystemExit`` where there is none."""
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "models" / "rasa"
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise SystemExit(f"no trained model in {folder}; run: make setup")
    return models[-1]


async def judge(model: Path, examples: list[dict[str, str]]) -> list[Judged]:
    """Ask the model about every example."""
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    agent = Agent.load(str(model))
    await agent.parse_message("warm up")
    judged = []
    for example in examples:
        started = time.perf_counter()
        answer: dict[str, Any] = await agent.parse_message(example["text"])
        elapsed = (time.perf_counter() - started) * 1000
        intent = answer["intent"]
        predicted = OUT_OF_SCOPE if intent["name"] in REJECTED else intent["name"]
        language = (answer.get("language") or {}).get("code", "")
        judged.append(
            Judged(
                example["text"], example["lang"], example["intent"], predicted, intent["confidence"], language, elapsed
            )
        )
    return judged


def summary(judged: list[Judged]) -> dict[str, Any]:
    """The figures: shares between 0 and 1, milliseconds per message."""
    inside = [one for one in judged if one.intent != OUT_OF_SCOPE]
    outside = [one for one in judged if one.intent == OUT_OF_SCOPE]
    times = sorted(one.milliseconds for one in judged)
    return {
        "messages": len(judged),
        "accuracy": _share(inside),
        "macro_f1": _macro_f1(judged),
        "out_of_scope_recall": _share(outside),
        "rejected_in_scope": round(sum(one.predicted == OUT_OF_SCOPE for one in inside) / max(len(inside), 1), 4),
        "language_accuracy": round(sum(one.language == one.lang for one in judged) / len(judged), 4),
        "by_lang": {lang: _of_language(judged, lang) for lang in sorted({one.lang for one in judged})},
        "by_intent": {name: _share([one for one in judged if one.intent == name]) for name in _intents(judged)},
        "confused": _confused(judged),
        "calibration_error": _calibration_error(judged),
        "ms_p50": round(times[len(times) // 2], 2),
        "ms_p95": round(times[int(len(times) * 0.95)], 2),
    }


def _intents(judged: list[Judged]) -> list[str]:
    return sorted({one.intent for one in judged})


def _share(judged: list[Judged]) -> float | None:
    return round(sum(one.right for one in judged) / len(judged), 4) if judged else None


def _of_language(judged: list[Judged], lang: str) -> dict[str, Any]:
    mine = [one for one in judged if one.lang == lang]
    return {
        "messages": len(mine),
        "accuracy": _share([one for one in mine if one.intent != OUT_OF_SCOPE]),
        "out_of_scope_recall": _share([one for one in mine if one.intent == OUT_OF_SCOPE]),
    }


def _macro_f1(judged: list[Judged]) -> float:
    scores = []
    for name in _intents(judged):
        hits = sum(one.right for one in judged if one.intent == name)
        given = sum(one.intent == name for one in judged)
        predicted = sum(one.predicted == name for one in judged)
        scores.append(2 * hits / (given + predicted))
    return round(sum(scores) / len(scores), 4)


def _confused(judged: list[Judged]) -> list[dict[str, Any]]:
    pairs = Counter((one.intent, one.predicted) for one in judged if not one.right)
    return [{"intent": a, "predicted": b, "messages": n} for (a, b), n in pairs.most_common(15)]


def _calibration_error(judged: list[Judged]) -> float:
    """Expected calibration error over ten bins of the confidence of accepted messages."""
    accepted = [one for one in judged if one.predicted != OUT_OF_SCOPE]
    error = 0.0
    for step in range(10):
        members = [one for one in accepted if step / 10 <= one.confidence < (step + 1) / 10 + (step == 9)]
        if members:
            gap = sum(one.confidence - one.right for one in members) / len(members)
            error += abs(gap) * len(members) / len(accepted)
    return round(error, 4)


def _print_table(figures: dict[str, Any]) -> None:
    for name in (
        "messages",
        "accuracy",
        "macro_f1",
        "out_of_scope_recall",
        "rejected_in_scope",
        "calibration_error",
        "language_accuracy",
    ):
        sys.stdout.write(f"{name:22} {figures[name]}\n")
    for lang, of_language in figures["by_lang"].items():
        sys.stdout.write(
            f"  {lang}: accuracy {of_language['accuracy']}, out of scope {of_language['out_of_scope_recall']}\n"
        )
    for pair in figures["confused"]:
        sys.stdout.write(f"  {pair['intent']} taken for {pair['predicted']}: {pair['messages']}\n")
    sys.stdout.write(f"ms a message           p50 {figures['ms_p50']}, p95 {figures['ms_p95']}\n")


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate", description="Measure the trained model.")
    parser.add_argument("what", nargs="?", choices=["intents"], default="intents")
    parser.add_argument("files", nargs="*", type=Path, help="JSON lines; default: the held-out messages")
    parser.add_argument("--model", type=Path, default=None, help="a trained model; default: the newest of make run")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--wrong", action="store_true", help="list the messages that were not understood")
    options = parser.parse_args(arguments)
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    files = options.files or sorted(HELD_OUT.glob("intents.*.jsonl"))
    judged = asyncio.run(judge(options.model or newest_model(), read_examples(files)))
    figures = summary(judged)
    if options.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    else:
        _print_table(figures)
    if options.wrong:
        for one in judged:
            if not one.right:
                line = f"{one.lang} {one.intent:18} {one.predicted:18} {one.confidence:.2f}  {one.text}\n"
                sys.stderr.write(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
