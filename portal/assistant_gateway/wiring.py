"""The bot behind the conversations' port, and the dialogues behind the accounts' one."""

from __future__ import annotations

from flask import Flask

from portal.assistant_gateway.dialogues import resolve_dialogue
from portal.assistant_gateway.tasks import Gateway


def init_app(app: Flask) -> None:
    """Let conversations wake the assistant, and its calls be known."""
    app.extensions["prilavok.bot"] = Gateway()
    app.extensions["prilavok.dialogues"] = resolve_dialogue
