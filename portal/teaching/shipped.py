"""What the product ships for training and measuring: intents, an example of each, all words, the held-out messages."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2]
TRAINING = SOURCES / "nlu"
HELD_OUT = SOURCES / "tests" / "nlu" / "data"
LANGUAGES = ("en", "uk", "ru", "pl")
REJECTED = "nlu_fallback"

_INTENT = re.compile(r"^- intent: (\w+)")
_EXAMPLE = re.compile(r"^\s+- (.+)")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _examples() -> dict[str, dict[str, list[str]]]:
    """{intent: {language: examples}}. The files are in one fixed form, which a test keeps; YAML would take seconds."""
    found: dict[str, dict[str, list[str]]] = {}
    for language in LANGUAGES:
        for path in sorted((TRAINING / language).glob("*.yml")):
            said: list[str] = []
            for line in path.read_text(encoding="utf-8").splitlines():
                if begins := _INTENT.match(line):
                    said = found.setdefault(begins[1], {}).setdefault(language, [])
                elif example := _EXAMPLE.match(line):
                    said.append(example[1])
    return found


def intents() -> list[str]:
    """Every intent that a person's words can have."""
    return sorted(_examples())


def example(intent: str, language: str) -> str:
    """Something that people say for the intent in a language; empty where there is nothing."""
    by_language = _examples().get(intent, {})
    return next(iter(by_language.get(language) or by_language.get("en") or [""]))


def words() -> frozenset[str]:
    """Every word of the training data, casefolded."""
    return frozenset(word.casefold() for word in _written())


def ordinary() -> frozenset[str]:
    """The words that the training data writes with a small letter."""
    return frozenset(word for word in _written() if word.islower())


@lru_cache(maxsize=1)
def _written() -> frozenset[str]:
    every = (text for by_language in _examples().values() for said in by_language.values() for text in said)
    return frozenset(word for text in every for word in _WORD.findall(text))


def key(text: str) -> str:
    """The text as the classifier sees it: caseless, digits as zeros. Equal keys are one example."""
    return re.sub(r"\d", "0", _SPACE.sub(" ", text).strip().casefold())


@lru_cache(maxsize=1)
def held_out() -> frozenset[str]:
    """The keys of the messages that models are judged by: they are never trained on."""
    lines = (
        line
        for path in sorted(HELD_OUT.glob("intents.*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    )
    return frozenset(key(str(json.loads(line)["text"])) for line in lines)
