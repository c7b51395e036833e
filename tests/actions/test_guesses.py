"""Guesses that are offered as buttons. Read from the source: the actions' library is not in this environment."""

from __future__ import annotations

import ast
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def intents() -> set[str]:
    """What a person can mean."""
    found: set[str] = set()
    for path in (ROOT / "assistant" / "domain").glob("*.yml"):
        if path.name != "buttons.yml":
            for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("intents") or []:
                found |= set(entry) if isinstance(entry, dict) else {entry}
    return found


def named(kind: type[ast.Dict | ast.Set], least: int) -> set[str]:
    """The constants of the only display of this kind with so many members in guesses.py."""
    tree = ast.parse((ROOT / "actions" / "guesses.py").read_text(encoding="utf-8"))
    displays = [node for node in ast.walk(tree) if isinstance(node, kind)]
    members = [node.keys if isinstance(node, ast.Dict) else node.elts for node in displays]
    (found,) = [each for each in members if len(each) >= least]
    return {str(node.value) for node in found if isinstance(node, ast.Constant)}


def test_every_intent_of_a_person_has_a_title_or_is_not_offered() -> None:
    titles, not_offered = named(ast.Dict, 20), named(ast.Set, 5)
    assert intents() <= titles | not_offered
    assert not titles & not_offered
