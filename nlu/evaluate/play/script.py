"""Scripted conversations: what is said, and what must have happened afterwards; read from YAML and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]

LANGUAGES = ("en", "uk", "ru", "pl")
ROLES = ("buyer", "guest")
GIVEN = {"cart", "order", "quote", "notices"}
EVENTS = {"confirm", "ship", "cancel", "quote"}
WORDS = {"intent", "text_has", "text_has_any", "text_lacks", "cards", "no_cards", "buttons", "language"}
EFFECTS = {
    "cart", "cart_has", "cart_size", "orders", "rfqs", "order", "rfq", "order_status", "rfq_status", "state",
    "handover_has", "names", "notices",
}  # fmt: skip


class BadScriptError(ValueError):
    """A file is not a script; the message names file and place."""


@dataclass(frozen=True)
class Step:
    """What the buyer does, what the answer must be like, and what the database must hold afterwards.

    ``happens`` is what the supplier does instead ({"ship": order}); the answer is then what the buyer is told.
    """

    say: str | None
    press: Json | None
    happens: Json | None
    expect: Json
    effects: Json


@dataclass(frozen=True)
class Dialogue:
    """One conversation. ``given`` is arranged before it through the API."""

    name: str
    lang: str
    role: str
    given: Json
    steps: list[Step]
    file: Path = field(compare=False)


def read_folder(folder: Path) -> list[Dialogue]:
    """Every dialogue of the folder's ``*.yml``, or of the one file. Raises ``BadScriptError``."""
    files = [folder] if folder.is_file() else sorted(folder.rglob("*.yml"))
    found = [dialogue for file in files for dialogue in read_file(file)]
    if not found:
        raise BadScriptError(f"{folder}: no dialogues (*.yml) in it")
    names = [dialogue.name for dialogue in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadScriptError(f"{folder}: these names occur twice: {', '.join(twice)}")
    return found


def read_file(file: Path) -> Iterator[Dialogue]:
    """The dialogues of one file. Raises ``BadScriptError``."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise BadScriptError(f"{file}: {error}") from error
    if not isinstance(content, list):
        raise BadScriptError(f"{file}: must be a list of dialogues")
    for number, entry in enumerate(content, 1):
        where = f"{file}, dialogue {number}"
        if not isinstance(entry, dict):
            raise BadScriptError(f"{where}: must be a mapping")
        yield _dialogue(entry, file, f"{where} ({entry.get('dialogue', 'without a name')})")


def _dialogue(entry: Json, file: Path, where: str) -> Dialogue:
    _known(entry, {"dialogue", "lang", "as", "given", "steps"}, where)
    lang, role = entry.get("lang"), entry.get("as", "buyer")
    if lang not in LANGUAGES or role not in ROLES:
        raise BadScriptError(f"{where}: lang is one of {LANGUAGES}, as is one of {ROLES}")
    given = entry.get("given") or {}
    _known(given, GIVEN, f"{where}, given")
    steps = entry.get("steps")
    if not steps or not entry.get("dialogue"):
        raise BadScriptError(f"{where}: needs a name and steps")
    read = [_step(step, f"{where}, step {number}") for number, step in enumerate(steps, 1)]
    if not any(step.expect or step.effects for step in read):
        raise BadScriptError(f"{where}: expects nothing, so it cannot fail")
    return Dialogue(str(entry["dialogue"]), lang, role, given, read, file)


def _step(step: Json, where: str) -> Step:
    _known(step, {"say", "press", "happens", "expect"} | EFFECTS, where)
    press, happens = step.get("press"), step.get("happens")
    if sum(one is not None for one in (step.get("say"), press, happens)) != 1:
        raise BadScriptError(f"{where}: needs either say, press or happens")
    _known(happens or {}, EVENTS, f"{where}, happens")
    expect = step.get("expect") or {}
    _known(expect, WORDS, f"{where}, expect")
    pressed = {"intent": press} if isinstance(press, str) else press
    return Step(step.get("say"), pressed, happens, expect, {name: step[name] for name in EFFECTS if name in step})


def _known(mapping: Json, names: set[str], where: str) -> None:
    unknown = sorted(set(mapping) - names)
    if unknown:
        raise BadScriptError(f"{where}: does not know {', '.join(unknown)}; it knows {', '.join(sorted(names))}")
