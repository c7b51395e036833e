"""The labelled messages: from the training data of the assistant, or from JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from nlu.tuning.errors import TuningError


@dataclass(frozen=True)
class Example:
    """A message and what it means."""

    text: str
    intent: str
    language: str


def read_training_data(folder: Path) -> list[Example]:
    """The examples of every ``*.yml`` below ``folder``; raises ``TuningError`` where a file is not training data."""
    examples = []
    for path in sorted(folder.rglob("*.yml")):
        try:
            blocks = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
            for block in blocks:
                language = (block.get("metadata") or {}).get("language", "")
                lines = (line.strip() for line in block["examples"].splitlines())
                texts = (line.removeprefix("- ").strip() for line in lines if line)
                examples += [Example(text, str(block["intent"]), language) for text in texts if text]
        except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            raise TuningError(f"{path} is no training data: {error!r}") from error
    if not examples:
        raise TuningError(f"there is no training data below {folder}")
    return examples


def read_lines(path: Path) -> list[Example]:
    """The examples of a file of lines {"text", "intent", "lang"?}."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Example(row["text"], row["intent"], row.get("lang", "")) for row in rows]


def with_names(examples: Iterable[Example]) -> list[Example]:
    """The examples, and every intent's own name in words as one more: it says what the intent is about."""
    known = list(examples)
    names = sorted({example.intent for example in known})
    return known + [Example(name.replace("_", " ").strip(), name, "en") for name in names]
