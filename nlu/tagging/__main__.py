"""``python -m nlu.tagging``: learn the tags of order lines, in the assistant's environment (it has CRFsuite).

Writes the weights that `nlu.reading.lines.tagging` reads with. The messages in ``--settled`` files are those that the
grammar was made with in view; see `nlu.tagging.data.sample`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from nlu.reading.lines.tagging.align import TAGS
from nlu.reading.lines.tagging.model import WEIGHTS
from nlu.tagging.data import Message, Sample, lists, read_messages, sample, short_orders, talk

ROOT: Final = Path(__file__).resolve().parents[2]
DATA: Final = ROOT / "tests" / "nlu" / "reading" / "data"
SEED: Final = 20
LISTS: Final = 100  # made-up lists a language
TWICE: Final = 2  # how often a message counts whose reading by the grammar is a fair guess
SETTINGS: Final = {"c1": 0.05, "c2": 0.02, "max_iterations": 150, "feature.possible_transitions": True}
DIGITS: Final = 3  # behind the point of a weight


def samples(fresh: Sequence[Message], settled: Sequence[Message]) -> list[Sample]:
    """All that is learned from."""
    chance = random.Random(SEED)  # noqa: S311 - must be the same every time
    fair = [found for each in fresh if (found := sample(each, guesses=True))] * TWICE
    more = [*talk(ROOT / "nlu", chance), *short_orders(ROOT / "nlu", chance), *lists([*fresh, *settled], chance, LISTS)]
    known = [found for each in settled if (found := sample(each, guesses=False))]
    return [*fair, *known, *(found for each in more if (found := sample(each, guesses=True)))]


def learn(given: Sequence[Sample], out: Path) -> int:
    """Train on `given`, write the weights to `out`, return how many features have one."""
    import pycrfsuite

    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer = pycrfsuite.Trainer(verbose=False)
        for each in given:
            trainer.append(each.features, each.tags)
        trainer.set_params(SETTINGS)
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    place = {tag: index for index, tag in enumerate(TAGS)}
    states: dict[str, list[float]] = {}
    for (name, tag), weight in sorted(info.state_features.items()):
        if rounded := round(weight, DIGITS):
            states.setdefault(name, [0.0] * len(TAGS))[place[tag]] = rounded
    steps = [[0.0] * len(TAGS) for _ in TAGS]
    for (tag, after), weight in info.transitions.items():
        steps[place[tag]][place[after]] = round(weight, DIGITS)
    stored = json.dumps({"tags": TAGS, "states": states, "steps": steps}, ensure_ascii=False, separators=(",", ":"))
    out.write_bytes(gzip.compress(stored.encode(), mtime=0))
    return len(states)


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m nlu.tagging", description="Learn the tags of order lines.")
    parser.add_argument("files", nargs="*", type=Path, default=sorted(DATA.glob("talk_lines.*.jsonl")))
    parser.add_argument("--settled", nargs="*", type=Path, default=sorted(DATA.glob("dev_lines.*.jsonl")))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    started = time.monotonic()
    given = samples(read_messages(options.files), read_messages(options.settled))
    count = learn(given, options.out)
    sys.stdout.write(f"{len(given)} messages, {count} features, {time.monotonic() - started:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
