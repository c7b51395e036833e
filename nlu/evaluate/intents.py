"""How well the trained model understands: ``python -m nlu.evaluate intents [FILE.jsonl …] [--model FILE] [--json]``.

Every line of a file is {"text", "intent", "lang"}; without files, the held-out messages of tests/nlu/data are used.
Run it in the assistant's environment: ``bin/with assistant python -m nlu.evaluate intents --json``.
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
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nlu.evaluate.examples import read_lines
from nlu.evaluate.measures import OUT_OF_SCOPE, Judged, summary

REJECTED = {OUT_OF_SCOPE, "nlu_fallback"}
ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = ROOT / "tests" / "nlu" / "data"


def read_examples(files: Iterable[Path]) -> list[dict[str, str]]:
    """The labelled messages of ``files``; raises ``ValueError`` naming the line that is not one."""
    examples = [example for _place, example in read_lines(files, "text", "intent", "lang")]
    if not examples:
        raise ValueError("there are no messages to judge")
    return examples


def newest_model() -> Path:
    """The model that ``make run`` trained last; raises ``SystemExit`` where there is none."""
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "models" / "rasa"
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise SystemExit(f"no trained model in {folder}; run: make setup")
    return models[-1]


async def judge(model: Path, examples: list[dict[str, str]]) -> list[Judged]:
    """Ask the model about every example, one after the other, without a conversation's locale."""
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
        judged.append(
            Judged(
                text=example["text"],
                lang=example["lang"],
                intent=example["intent"],
                predicted=OUT_OF_SCOPE if intent["name"] in REJECTED else intent["name"],
                confidence=intent["confidence"],
                language=(answer.get("language") or {}).get("code", ""),
                milliseconds=elapsed,
            )
        )
    return judged


def _print_table(figures: dict[str, Any]) -> None:
    columns = list(next(iter(figures["by_lang"].values())))
    rows = {"all": figures, **figures["by_lang"]}
    for name in columns:
        shown = "  ".join(f"{lang} {row[name]}" for lang, row in rows.items())
        sys.stdout.write(f"{name:20} {shown}\n")
    for pair in figures["confused"]:
        sys.stdout.write(f"  {pair['intent']} taken for {pair['predicted']}: {pair['messages']}\n")
    sys.stdout.write(f"ms a message         p50 {figures['ms_p50']}, p95 {figures['ms_p95']}\n")


def main(arguments: list[str]) -> int:
    """Entry point; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate intents", description="Measure the trained model.")
    parser.add_argument("files", nargs="*", type=Path, help="JSON lines; default: the held-out messages")
    parser.add_argument("--model", type=Path, default=None, help="a trained model; default: the newest of make run")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--wrong", action="store_true", help="list the messages that were not understood")
    options = parser.parse_args(arguments)
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    examples = read_examples(options.files or sorted(HELD_OUT.glob("intents.*.jsonl")))
    judged = asyncio.run(judge(options.model or newest_model(), examples))
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
