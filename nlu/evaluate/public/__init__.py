"""Our classifier beside a linear head on the same embeddings and Rasa's default pipeline, on public data.

``bin/with assistant python -m nlu.evaluate public FOLDER``, FOLDER with ``banking77_{train,test}.csv`` and
``massive_{en,ru,pl}.tsv.gz``. Few-shot tasks are drawn with fixed seeds; with several draws the median counts.
"""

from __future__ import annotations

import argparse
import json
import logging
import statistics
import sys
import time
import warnings
from pathlib import Path
from typing import Any

from nlu.evaluate.public.data import Task, tasks
from nlu.evaluate.public.rivals import RIVALS, accuracy


def main(arguments: list[str]) -> int:
    """Entry point; returns the exit status."""
    options = _parser().parse_args(arguments)
    known = tasks(options.folder)
    if not known:
        sys.stdout.write(f"skipped: {options.folder} holds neither banking77_*.csv nor massive_*.tsv.gz\n")
        return 0
    chosen = [task for task in known if not options.only or any(part in task.name for part in options.only)]
    if not chosen:
        sys.stderr.write(f"no such task; there are {', '.join(task.name for task in known)}\n")
        return 2
    _quiet()
    table = {}
    for task in chosen:
        table[task.name] = measure(task, options.rivals, options.draws)
        if not options.json:
            _print_row(task, table[task.name], options.rivals)
    if options.json:
        sys.stdout.write(json.dumps(table, indent=1) + "\n")
    return 0


def measure(task: Task, rivals: list[str], draws: int) -> dict[str, Any]:
    """Accuracy of each rival on ``task``: the median over the draws, every draw's, and seconds for one draw."""
    texts = [item.text for item in task.test]
    figures: dict[str, Any] = {"test": len(texts)}
    for name in rivals:
        found, started = [], time.monotonic()
        for number in range(draws if task.shots else 1):
            found.append(accuracy(RIVALS[name](task.draw(number), texts), task.test))
            sys.stderr.write(f"{task.name} {name} draw {number}: {found[-1]}\n")
        seconds = round((time.monotonic() - started) / len(found), 1)
        figures[name] = {"accuracy": statistics.median(found), "draws": found, "seconds": seconds}
    return figures


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate public", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the public data lies")
    parser.add_argument("--only", action="append", default=[], help="tasks whose name holds this; may be repeated")
    parser.add_argument("--rivals", nargs="+", choices=list(RIVALS), default=list(RIVALS))
    parser.add_argument("--draws", type=int, default=3, help="draws of a few-shot task")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _quiet() -> None:
    warnings.filterwarnings("ignore")
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)


def _print_row(task: Task, figures: dict[str, Any], rivals: list[str]) -> None:
    cells = "  ".join(f"{name} {figures[name]['accuracy']:.4f} ({figures[name]['seconds']:.0f} s)" for name in rivals)
    sys.stdout.write(f"{task.name:16} {figures['test']:5} messages  {cells}\n")
    sys.stdout.flush()
