"""Buttons: a title in the turn's language and a payload that the portal checks when it comes back."""

from __future__ import annotations

import json
from typing import Any

from actions.turn import Button, Turn


def button(title: str, intent: str, **arguments: Any) -> Button:
    """A button that sends ``/intent{arguments}``."""
    return {"title": title, "payload": f"/{intent}" + (json.dumps(arguments, ensure_ascii=False) if arguments else "")}


def talk_button(turn: Turn, reason: str = "") -> Button:
    """Offers a person; ``reason`` is what the operator will read."""
    title = turn.texts._("Talk to a person")
    return button(title, "talk_to_human", reason=reason) if reason else button(title, "talk_to_human")


def yes_no(turn: Turn, yes: str, step: str, **arguments: Any) -> list[Button]:
    """A button that carries ``step`` out, and one that does not."""
    return [button(yes, step, **arguments), button(turn.texts._("No, leave it"), "deny")]
