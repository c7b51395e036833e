"""What the actions said, in the shape of the portal's messages."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

SILENT = "silent"


def rendered(message: dict[str, Any]) -> dict[str, Any] | None:
    """{"text", "cards", "buttons"} of one of Rasa's bot messages; None for the mark of a turn that stays silent."""
    custom = message.get("custom") or {}
    if custom.get(SILENT):
        return None
    return {
        "text": message.get("text") or "",
        "cards": custom.get("cards") or [],
        "buttons": [
            {"title": button["title"], "payload": button["payload"]} for button in message.get("buttons") or []
        ],
    }


class AnswerCollector(OutputChannel):
    """Keeps the messages of one turn. ``answered`` is also true for a turn that says nothing on purpose: ``silent``."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.answered = False
        self.silent = False

    @classmethod
    def name(cls) -> str:
        """The same as the input channel's."""
        return "portal"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:  # noqa: ARG002
        """Keep ``message``."""
        self.answered = True
        shown = rendered(message)
        if shown is not None:
            self.messages.append(shown)
        else:
            self.silent = True
