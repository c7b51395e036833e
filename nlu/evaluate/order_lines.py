"""How well order lines are read: ``python -m nlu.evaluate order-lines FILE.jsonl … [--json] [--wrong]``.

Every line of a file is {"text", "lang", "lines": [{"quantity", "unit", "phrase"}]}; units are pcs, m, kg, l, pack, box,
roll, set, pair, pallet or null. A line is right when quantity and unit are equal and the phrase is, without regard to
case, spaces and outer punctuation. Needs no trained model.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from nlu.evaluate.examples import read_lines
from nlu.reading.lines import parse

# What the parser tells apart, as the ten units of the measurement.
_UNITS: Final = {
    "ring": "roll",
    "drum": "roll",
    "bag": "pack",
    "ream": "pack",
    "tube": "pcs",
    "can": "pcs",
    "sheet": "pcs",
}
_OUTER: Final = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True)
class Line:
    """One order line as compared."""

    quantity: Decimal
    unit: str | None
    phrase: str


@dataclass(frozen=True)
class Read:
    """One message, what stands in it and what was read."""

    text: str
    lang: str
    meant: tuple[Line, ...]
    found: tuple[Line, ...]
    milliseconds: float

    @property
    def hits(self) -> int:
        """How many lines are right."""
        return sum((Counter(self.meant) & Counter(self.found)).values())


def compared(phrase: str) -> str:
    """A phrase without case, outer punctuation (also an inch sign or a bracket) and doubled spaces."""
    return _OUTER.sub("", " ".join(phrase.casefold().split()))


def read_examples(files: Iterable[Path]) -> list[dict[str, Any]]:
    """The labelled messages of ``files``; raises ``ValueError`` naming the line that is not one."""
    examples = []
    for place, example in read_lines(files, "text", "lang", "lines"):
        try:
            example["lines"] = tuple(_meant(line) for line in example["lines"])
        except (KeyError, TypeError, InvalidOperation) as error:
            raise ValueError(f"{place}: order lines are {{'quantity', 'unit', 'phrase'}}") from error
        examples.append(example)
    return examples


def _meant(line: dict[str, Any]) -> Line:
    return Line(Decimal(str(line["quantity"])).normalize(), line["unit"], compared(line["phrase"]))


def read(examples: Sequence[dict[str, Any]]) -> list[Read]:
    """What the parser reads in every example."""
    found = []
    for example in examples:
        started = time.perf_counter()
        lines = parse(example["text"], example["lang"])
        elapsed = (time.perf_counter() - started) * 1000
        mine = tuple(
            Line(line.quantity.normalize(), _UNITS.get(line.unit or "", line.unit), compared(line.phrase))
            for line in lines
        )
        found.append(Read(example["text"], example["lang"], example["lines"], mine, elapsed))
    return found


def summary(judged: Sequence[Read]) -> dict[str, Any]:
    """All figures: shares between 0 and 1."""
    languages = sorted({one.lang for one in judged})
    return {
        **_figures(judged),
        "by_lang": {lang: _figures([one for one in judged if one.lang == lang]) for lang in languages},
        "ms_per_message": round(sum(one.milliseconds for one in judged) / max(len(judged), 1), 3),
    }


def _figures(judged: Sequence[Read]) -> dict[str, Any]:
    hits = sum(one.hits for one in judged)
    meant = sum(len(one.meant) for one in judged)
    found = sum(len(one.found) for one in judged)
    overlaps = [overlap for one in judged for overlap in _overlaps(one)]
    right = sum(Counter(one.meant) == Counter(one.found) for one in judged)
    return {
        "messages": len(judged),
        "lines": meant,
        "f1": round(2 * hits / (meant + found), 4) if meant + found else 1.0,
        "precision": round(hits / found, 4) if found else 1.0,
        "recall": round(hits / meant, 4) if meant else 1.0,
        "message_accuracy": round(right / max(len(judged), 1), 4),
        "phrase_overlap": round(sum(overlaps) / max(len(overlaps), 1), 4),
    }


def _overlaps(one: Read) -> list[float]:
    """Token F1 of every meant phrase with the found one it has most in common with; each found one serves once."""
    free = list(one.found)
    result = []
    for line in one.meant:
        best = max(free, key=lambda other: _token_f1(line.phrase, other.phrase), default=None)
        result.append(_token_f1(line.phrase, best.phrase) if best else 0.0)
        if best is not None:
            free.remove(best)
    return result


def _token_f1(first: str, second: str) -> float:
    ours, theirs = Counter(first.split()), Counter(second.split())
    shared = sum((ours & theirs).values())
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def _print_table(figures: dict[str, Any]) -> None:
    for name, of_language in [("all", figures), *figures["by_lang"].items()]:
        sys.stdout.write(
            f"{name:4} messages {of_language['messages']:5}  f1 {of_language['f1']:.4f}  "
            f"messages right {of_language['message_accuracy']:.4f}  phrases {of_language['phrase_overlap']:.4f}\n"
        )
    sys.stdout.write(f"ms a message {figures['ms_per_message']}\n")


def _print_wrong(judged: Sequence[Read]) -> None:
    for one in judged:
        missed, extra = Counter(one.meant) - Counter(one.found), Counter(one.found) - Counter(one.meant)
        if missed or extra:
            sys.stderr.write(f"{one.lang} {one.text!r}\n")
            for sign, lines in (("-", missed), ("+", extra)):
                for line in lines.elements():
                    sys.stderr.write(f"   {sign} {line.quantity:f} | {line.unit} | {line.phrase}\n")


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate order-lines", description="Measure the line parser.")
    parser.add_argument("files", nargs="+", type=Path, help="JSON lines")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--wrong", action="store_true", help="list the differences: - meant, + read")
    options = parser.parse_args(arguments)
    judged = read(read_examples(options.files))
    figures = summary(judged)
    if options.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    else:
        _print_table(figures)
    if options.wrong:
        _print_wrong(judged)
    return 0
