"""The parts of a message: one for most, several where the pipeline found several requests in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.channels.meaning import in_context
from assistant.channels.question import Question

REQUESTS = "requests"
YES_NO = frozenset({"affirm", "deny"})
# They begin a form, which takes what follows for its answers, so they are served last.
LAST = frozenset({"request_quote", "return_item"})


@dataclass(frozen=True)
class Part:
    """One request of a message, understood already. ``message_id`` of the first is the message's own."""

    text: str
    message_id: str
    parse: dict[str, Any]
    metadata: dict[str, Any]


def part_id(message_id: str, part: int) -> str:
    """The id under which part ``part`` (from 0) is a message of its own."""
    return message_id if part == 0 else f"{message_id}#{part + 1}"


async def parts_of(agent: Agent, question: Question, tracker: DialogueStateTracker | None) -> list[Part]:
    """The parts of ``question`` in the order in which they are served; the understanding is run once for all.

    While a form is under way a message is one answer. Raises ``RuntimeError`` where no model is loaded.
    """
    if agent.processor is None:
        raise RuntimeError("no model is loaded")
    message = UserMessage(text=question.message, sender_id=question.sender, metadata=question.metadata)
    parse: dict[str, Any] = await agent.processor.parse_message(message, tracker)
    if not (parse.get("intent") or {}).get("name"):
        parse["intent"] = {"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": 1.0}  # nothing was written
    parse = in_context(parse, question.message, tracker)
    requests = parse.pop(REQUESTS, None) or []
    in_form = tracker is not None and tracker.active_loop is not None
    served = [] if in_form else _served(requests, asked=_asked(tracker))
    if len(served) < 2:
        return [Part(question.message, question.message_id, parse, question.metadata)]
    return [
        Part(
            text=request["text"],
            message_id=part_id(question.message_id, number),
            parse=request["parse"],
            metadata={**question.metadata, "part": number, "parts": len(served), "whole": question.message},
        )
        for number, request in enumerate(served)
    ]


def _asked(tracker: DialogueStateTracker | None) -> bool:
    """Whether a question waits for its yes or no."""
    return tracker is not None and bool(tracker.get_slot("pending"))


def _served(requests: list[dict[str, Any]], *, asked: bool) -> list[dict[str, Any]]:
    """A yes or no answers a question or is mere politeness; what begins a form comes last."""
    meant = [request for request in requests if asked or request["intent"] not in YES_NO]
    return sorted(meant, key=lambda request: request["intent"] in LAST)
