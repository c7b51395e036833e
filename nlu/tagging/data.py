"""What the tagger learns from: labelled messages, lists made of their names, and messages that order nothing."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

from nlu.reading.lines import asides, chatter, clauses, wishes
from nlu.reading.lines.parser import cleaned
from nlu.reading.lines.tagging.align import Wanted, tags
from nlu.reading.lines.tagging.features import features
from nlu.reading.lines.tagging.reader import wanted, weighed

LANGUAGES: Final = ("en", "pl", "uk", "ru")
# Intents whose messages name no goods to be ordered.
_TALK: Final = frozenset(
    {
        "order_status", "list_orders", "get_document", "credit_balance", "complain", "talk_to_human", "faq_delivery",
        "faq_payment", "faq_warranty", "thank", "greet", "goodbye", "affirm", "deny", "help", "pending_approvals",
        "change_language", "cancel_dialog", "notices", "decline_quote", "cancel_order", "return_item",
    }
)  # fmt: skip
# Intents whose short messages the grammar reads well enough to learn from.
_ORDERS: Final = frozenset({"add_to_cart", "request_quote"})
_ENTITY: Final = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
_GUESSES: Final = re.compile(r"^(?:g[-+k]?=|sg|out|(?:next|last)sg|gl=)")
_PIECES: Final = {"en": "pcs", "pl": "szt", "uk": "шт", "ru": "шт"}
_JOINTS: Final = {"en": " and ", "pl": " i ", "uk": " та ", "ru": " и "}
TALK_EACH: Final = 8  # messages of an intent and file
ORDERS_EACH: Final = 40
LONGEST: Final = 9  # words of a short message


@dataclass(frozen=True)
class Message:
    """A message and the lines in it."""

    text: str
    lang: str
    lines: tuple[Wanted, ...]


@dataclass(frozen=True)
class Sample:
    """A message as the tagger sees it."""

    features: list[list[str]]
    tags: list[str]


def read_messages(files: Iterable[Path]) -> list[Message]:
    """The messages of files of {"text", "lang", "lines"}."""
    return [
        Message(each["text"], each["lang"], tuple(map(_wanted, each["lines"])))
        for file in files
        for each in map(json.loads, filter(None, file.read_text(encoding="utf-8").splitlines()))
    ]


def _wanted(line: dict[str, Any]) -> Wanted:
    return Wanted(Decimal(str(line["quantity"])), line["unit"], line["phrase"])


def talk(folder: Path, chance: random.Random) -> list[Message]:
    """Messages of the training data for intents that order nothing."""
    return [Message(row, lang, ()) for row, lang in _said(folder, _TALK, TALK_EACH, chance)]


def short_orders(folder: Path, chance: random.Random) -> Iterator[Message]:
    """Short messages of the training data that order, with the lines that the grammar finds in them."""
    for row, lang in _said(folder, _ORDERS, ORDERS_EACH, chance):
        text = cleaned(row)
        found = wishes.find(clauses.without(chatter.without(asides.without(text))), lang)
        if found and len(row.split()) <= LONGEST and all(wish.amount for wish in found):
            yield Message(row, lang, tuple(map(wanted, found)))


def _said(folder: Path, intents: frozenset[str], most: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """At most so many messages of each of the intents in each file, and their languages."""
    for lang in LANGUAGES:
        for file in sorted((folder / lang).glob("*.yml")):
            for block in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu", []):
                if block.get("intent") in intents:
                    said = [row[2:] for row in block["examples"].splitlines() if row.startswith("- ")]
                    for row in chance.sample(said, min(most, len(said))):
                        yield _ENTITY.sub(r"\1", row), lang


def lists(messages: Sequence[Message], chance: random.Random, count: int) -> Iterator[Message]:
    """Plain lists of names out of `messages`, `count` a language, counted as lists are."""
    for lang in LANGUAGES:
        names = sorted({line.phrase for each in messages if each.lang == lang for line in each.lines})
        names = [name for name in names if "," not in name and len(name) > 2]
        for _ in range(count):
            yield _list(lang, chance.sample(names, chance.choice((1, 1, 2, 3, 4, 6))), chance)


def _list(lang: str, names: Sequence[str], chance: random.Random) -> Message:
    piece = _PIECES[lang]
    form, unit = chance.choice(
        [("{q} {n}", None), ("{q} x {n}", None), ("{q}x {n}", None), ("{n} x{q}", None), ("{n} x {q}", None),
         ("{n} - {q}", None), ("{n} – {q} {p}", "pcs"), ("{q} {p} {n}", "pcs"), ("{n} {q} {p}", "pcs"),
         ("{n} ({q})", None), ("{n}: {q}", None), ("{n}", None), ("{n}; {q} {p}", "pcs"), ("{n} {q}{p}", "pcs")]
    )  # fmt: skip
    separator = chance.choice(["\n", "\n", ", ", "; ", "\n- ", _JOINTS[lang]])
    rows, lines = [], []
    for name in names:
        quantity = 1 if form == "{n}" else chance.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 40, 50, 100, 200))
        rows.append(form.format(q=quantity, n=name, p=piece))
        lines.append(Wanted(Decimal(quantity), unit, name))
    return Message(separator.join(rows), lang, tuple(lines))


def sample(message: Message, *, guesses: bool) -> Sample | None:
    """A message with its tags; None of a table, and where a line is not found in the text.

    Without `guesses` the grammar's own reading is left out: on messages it was made with in view it is right too often.
    """
    text = cleaned(message.text)
    if "\t" in text or "|" in text:
        return None
    kept = clauses.without(chatter.without(asides.without(text)))
    words = weighed(text, kept, wishes.find(kept, message.lang), message.lang)
    meant = tags(text, words, message.lines) if words else None
    if not meant:
        return None
    found = features(words)
    return Sample(found if guesses else [[name for name in each if not _GUESSES.match(name)] for each in found], meant)
