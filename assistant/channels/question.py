"""What the gateway asks, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LONGEST_MESSAGE = 8000
_LONGEST_ID = 200


class BadQuestionError(ValueError):
    """The request is not a question; the message says what is wrong with it."""


@dataclass(frozen=True)
class Question:
    """One message of a buyer; ``sender`` is the dialogue's id."""

    sender: str
    message: str
    message_id: str
    metadata: dict[str, Any]

    @classmethod
    def read(cls, body: object) -> Question:
        """Check ``body``, the request's JSON. Raises ``BadQuestionError``.

        A message longer than ``LONGEST_MESSAGE`` characters is cut: what a person means stands at its beginning.
        """
        if not isinstance(body, dict):
            raise BadQuestionError("the body must be a JSON object")
        metadata = body.get("metadata") or {}
        if not isinstance(metadata, dict):
            raise BadQuestionError("metadata must be an object")
        for name in ("turn_id", "epoch"):
            if metadata.get(name) is None:
                raise BadQuestionError(f"metadata.{name} is missing")
        message = body.get("message")
        if not isinstance(message, str):
            raise BadQuestionError("message must be a text")
        text = _harmless(message.replace("\x00", "")[:LONGEST_MESSAGE])
        return cls(_identifier(body, "sender"), text, _identifier(body, "message_id"), metadata)


def _harmless(text: str) -> str:
    """``text`` with the slashes of a person taken away.

    A payload that the portal has checked begins with its slash at once. A person's slash comes after white space (the
    portal puts a space before it), but Rasa strips white space before it looks for payloads.
    """
    if text.startswith("/"):
        return text
    bare = text.lstrip()
    while bare.startswith("/"):  # between its slashes may be any white space, which Rasa strips as well
        bare = bare.lstrip("/").lstrip()
    return bare if len(bare) < len(text.lstrip()) else text


def _identifier(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_ID:
        raise BadQuestionError(f"{name} must be a text of 1 to {_LONGEST_ID} characters")
    return value
