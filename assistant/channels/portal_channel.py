"""The one way into the assistant: the portal's gateway asks over HTTP and gets the whole answer back.

Differences to Rasa's REST channel, each of them needed: a bearer token, metadata, a repeated message is not
processed again but answered from the tracker, a turn that failed is a 500 and leaves no trace in the dialogue, and
a long dialogue is cut into sessions so that a turn costs the same however long the conversation is.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections.abc import Awaitable, Callable
from itertools import dropwhile, takewhile
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, REQUESTED_SLOT
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.channels.answers import AnswerCollector, rendered
from assistant.channels.models import ModelUnfitError, take_served
from assistant.channels.parts import Part, part_id, parts_of
from assistant.channels.question import BadQuestionError, Question

logger = logging.getLogger(__name__)

SESSION_EVENTS = 80
FAILURES = "failures"  # the slot that counts what was not understood, one after the other
SHORTEST_TOKEN = 16


class TurnFailedError(Exception):
    """The message was not answered; the gateway keeps it and asks again."""


class PortalChannel(InputChannel):
    """``POST /webhooks/portal/webhook``; see docs/architecture.md, "The assistant and the API"."""

    @classmethod
    def name(cls) -> str:
        """Also the middle part of the address."""
        return "portal"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> PortalChannel:
        """Read ``token`` of credentials.yml; a missing or short one stops the start."""
        token = str((credentials or {}).get("token") or "")
        if len(token) < SHORTEST_TOKEN or token.startswith("${"):
            raise SystemExit(f"assistant: RASA_TOKEN must be set and have at least {SHORTEST_TOKEN} characters")
        return cls(token)

    def __init__(self, token: str) -> None:
        self._token = token.encode()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:  # noqa: ARG002
        """The routes; the agent itself is used instead of ``on_new_message``, because the tracker is needed too."""
        portal = Blueprint("portal_channel")

        @portal.get("/")
        async def alive(request: Request) -> HTTPResponse:  # noqa: ARG001
            return response.json({"status": "ok"})

        @portal.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            loaded = _agent(request) is not None
            return response.json({"ready": loaded}, status=200 if loaded else 503)

        @portal.post("/model")
        async def load(request: Request) -> HTTPResponse:
            return await self._load(request)

        @portal.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request)

        return portal

    def _is_ours(self, request: Request) -> bool:
        given = (request.headers.get("Authorization") or "").removeprefix("Bearer ").encode()
        return hmac.compare_digest(given, self._token)

    async def _load(self, request: Request) -> HTTPResponse:
        if not self._is_ours(request):
            return _refusal(401, "unauthorized", "the bearer token is missing or wrong")
        agent = _agent(request)
        if agent is None:
            return _refusal(503, "not_ready", "no model is loaded yet")
        wanted = (request.json or {}).get("sha256") if isinstance(request.json, dict | None) else None
        try:
            await take_served(agent, str(wanted or ""))
        except ModelUnfitError as error:
            logger.exception("the served model was not loaded")
            return _refusal(409, "model_unfit", str(error))
        return response.json({"loaded": wanted})

    async def _receive(self, request: Request) -> HTTPResponse:
        if not self._is_ours(request):
            return _refusal(401, "unauthorized", "the bearer token is missing or wrong")
        try:
            question = Question.read(request.json)
        except BadQuestionError as error:
            return _refusal(422, "invalid", str(error))
        agent = _agent(request)
        if agent is None:
            return _refusal(503, "not_ready", "the model is not loaded yet")
        try:
            return response.json(await answer(agent, question))
        except TurnFailedError as error:
            logger.exception("turn failed")
            return _refusal(500, "turn_failed", str(error))


_at_work: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


async def answer(agent: Agent, question: Question) -> dict[str, Any]:
    """Process ``question``, or repeat the answer it was given before. Raises ``TurnFailedError``.

    One question of a dialogue at a time: a repeat that arrives while the first is still at work waits for its answer.
    """
    lock = _at_work.setdefault(question.sender, asyncio.Lock())
    async with lock:
        return await _answer(agent, question)


async def _answer(agent: Agent, question: Question) -> dict[str, Any]:
    tracker = await agent.tracker_store.retrieve(question.sender)
    if tracker is not None:
        earlier = _answered_before(tracker, question.message_id)
        if earlier is not None:
            return earlier
        await _cut_if_long(agent, tracker)
    answers = []
    for part in await parts_of(agent, question, tracker):
        done = _answered_part(tracker, part.message_id) if tracker is not None else None
        answer = done or await _play(agent, question.sender, part)
        answers.append(answer)
        if answer["silent"]:
            break  # handed over, or the turn is over: the rest is for whoever has the conversation now
    return _joined(answers)


async def _play(agent: Agent, sender: str, part: Part) -> dict[str, Any]:
    """One part as a turn of its own. Raises ``TurnFailedError`` and leaves no trace of it where no action answers."""
    output = AnswerCollector()
    message = UserMessage(
        text=part.text,
        output_channel=output,
        sender_id=sender,
        input_channel=PortalChannel.name(),
        message_id=part.message_id,
        metadata=part.metadata,
        parse_data=part.parse,
    )
    try:
        await agent.handle_message(message)
    except Exception as error:
        raise TurnFailedError(f"{type(error).__name__} while processing") from error
    tracker = await agent.tracker_store.retrieve(sender)
    uttered = _utterance(tracker, part.message_id) if tracker is not None else None
    if tracker is None or uttered is None:
        raise TurnFailedError("the message did not reach the tracker")
    if not output.answered:
        # Rasa logs an action's exception and goes on: no answer at all is how a failed action looks from here.
        # Taking the utterance back, with the listening before it, makes the next attempt a first one.
        tracker.update_with_events([UserUtteranceReverted(), ActionExecuted(ACTION_LISTEN_NAME)], agent.domain)
        await agent.tracker_store.save(tracker)
        raise TurnFailedError("no action answered")
    after = list(dropwhile(lambda event: event is not uttered, tracker.events))[1:]
    return {"messages": output.messages, "nlu": _understood(uttered, after), "silent": output.silent}


def _joined(answers: list[dict[str, Any]]) -> dict[str, Any]:
    """The answers to all parts; how the first was understood, and, where there are several, each of them."""
    nlu = dict(answers[0]["nlu"])
    if len(answers) > 1:
        nlu["parts"] = [answer["nlu"] for answer in answers]
    return {"messages": [message for answer in answers for message in answer["messages"]], "nlu": nlu}


def _answered_before(tracker: DialogueStateTracker, message_id: str) -> dict[str, Any] | None:
    """The whole answer to a message that was answered in all its parts."""
    answers: list[dict[str, Any]] = []
    count = 1
    while len(answers) < count:
        answer = _answered_part(tracker, part_id(message_id, len(answers)))
        if answer is None:
            return None
        answers.append(answer)
        if answer["silent"]:
            break
        count = answer["parts"]
    return _joined(answers)


def _answered_part(tracker: DialogueStateTracker, message_id: str) -> dict[str, Any] | None:
    events = list(tracker.applied_events())
    for position, event in enumerate(events):
        if isinstance(event, UserUttered) and event.message_id == message_id:
            after = events[position + 1 :]
            messages, silent = _answers_after(after)
            parts = int((event.metadata or {}).get("parts") or 1)
            return {"messages": messages, "nlu": _understood(event, after), "silent": silent, "parts": parts}
    return None


def _answers_after(events: list[Event]) -> tuple[list[dict[str, Any]], bool]:
    """What was said until the next message, and whether the turn ended in silence."""
    messages = []
    silent = False
    for event in events:
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered):
            shown = rendered({"text": event.text, **event.data})
            if shown is not None:
                messages.append(shown)
            else:
                silent = True
    return messages, silent


def _utterance(tracker: DialogueStateTracker, message_id: str) -> UserUttered | None:
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered) and event.message_id == message_id:
            return event
    return None


def _understood(uttered: UserUttered, after: list[Event]) -> dict[str, Any]:
    """How a message was read; ``failed``: the dialogue made nothing of it; ``form``: it was an answer in a form."""
    parsed = uttered.parse_data or {}
    turn = list(takewhile(lambda event: not isinstance(event, UserUttered), after))
    failures = [event.value for event in turn if isinstance(event, SlotSet) and event.key == FAILURES]
    return {
        "intent": uttered.intent_name,
        "confidence": (uttered.intent or {}).get("confidence"),
        "entities": [{"entity": e.get("entity"), "value": e.get("value")} for e in uttered.entities],
        "language": (parsed.get("language") or {}).get("code"),
        "failed": bool(failures and failures[-1]),
        "form": any(isinstance(event, SlotSet) and event.key == REQUESTED_SLOT for event in turn),
    }


async def _cut_if_long(agent: Agent, tracker: DialogueStateTracker) -> None:
    """Begin a new session once the present one is long; slots are kept, and the form that is under way.

    Every action is sent all events of the session, so cost and size would grow with the conversation.
    """
    if len(tracker.events) < SESSION_EVENTS:
        return
    # The store reads what is not older than the latest start of a session, so all of it carries one time.
    now = time.time()
    form = tracker.active_loop_name
    started: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME, timestamp=now), SessionStarted(timestamp=now)]
    if form:
        started.append(ActiveLoop(form, timestamp=now))
    for name, slot in tracker.slots.items():
        if slot.value is not None and (form or name != REQUESTED_SLOT):
            started.append(SlotSet(name, slot.value, timestamp=now))
    started.append(ActionExecuted(ACTION_LISTEN_NAME, timestamp=now))
    tracker.update_with_events(started, agent.domain)
    await agent.tracker_store.save(tracker)


def _agent(request: Request) -> Agent | None:
    agent = getattr(request.app.ctx, "agent", None)
    return agent if agent is not None and agent.is_ready() else None


def _refusal(status: int, code: str, detail: str) -> HTTPResponse:
    return response.json({"error": code, "detail": detail}, status=status)
