"""The HTTP client of Rasa's channel."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from pydantic import BaseModel, Field, ValidationError

from portal.assistant_gateway.errors import AssistantFailed

PATH = "/webhooks/portal/webhook"
CONNECT_SECONDS = 2.0
MAX_CONNECTIONS = 32


class AnswerMessage(BaseModel):
    """One message of the assistant."""

    text: str | None = ""
    cards: list[dict[str, Any]] = Field(default_factory=list)
    buttons: list[dict[str, Any]] = Field(default_factory=list)


class Answer(BaseModel):
    """What the assistant says to one turn, and how it understood it."""

    messages: list[AnswerMessage]
    nlu: dict[str, Any] | None = None


@dataclass(frozen=True)
class Question:
    """One turn as Rasa's channel takes it."""

    dialogue_id: str
    text: str
    message_id: UUID
    metadata: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The request's body."""
        return {
            "sender": self.dialogue_id,
            "message": self.text,
            "message_id": str(self.message_id),
            "metadata": self.metadata,
        }


class RetryBudget:
    """Tokens for immediate second attempts, so that an outage is not answered with twice the load."""

    def __init__(self, size: float = 10.0, per_second: float = 1.0) -> None:
        self._size = size
        self._rate = per_second
        self._tokens = size
        self._at = time.monotonic()
        self._lock = threading.Lock()

    def spend(self) -> bool:
        """Take a token; False when none is left."""
        with self._lock:
            moment = time.monotonic()
            self._tokens = min(self._size, self._tokens + (moment - self._at) * self._rate)
            self._at = moment
            if self._tokens < 1.0:
                return False
            self._tokens -= 1.0
            return True


class RasaClient:
    """Asks one of several Rasa servers; a conversation always asks the same one. Safe for threads."""

    def __init__(self, bases: Sequence[str], token: str, timeout: float) -> None:
        self._bases = [base.rstrip("/") for base in bases]
        self._budget = RetryBudget()
        self._http = httpx.Client(
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(timeout, connect=CONNECT_SECONDS, pool=timeout),
            limits=httpx.Limits(max_connections=MAX_CONNECTIONS, keepalive_expiry=30.0),
            trust_env=False,
        )

    def base_of(self, conversation_id: UUID) -> str:
        """The server that keeps this conversation (the same in every process)."""
        digest = hashlib.sha256(conversation_id.bytes).digest()
        return self._bases[int.from_bytes(digest[:8]) % len(self._bases)]

    def ask(self, conversation_id: UUID, question: Question) -> Answer:
        """The assistant's answer. Raises AssistantFailed.

        A broken connection is tried once more at once: the message id keeps the assistant from acting twice.
        """
        url = self.base_of(conversation_id) + PATH
        try:
            return self._post(url, question)
        except AssistantFailed as failure:
            if not failure.dropped or not self._budget.spend():
                raise
            first = failure
        try:
            return self._post(url, question)
        except AssistantFailed as failure:
            failure.reached = failure.reached or first.reached
            raise

    def _post(self, url: str, question: Question) -> Answer:
        try:
            response = self._http.post(url, json=question.as_json())
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            dropped = isinstance(error, httpx.ConnectError)
            raise AssistantFailed(f"not reached: {error.__class__.__name__}", reached=False, dropped=dropped) from error
        except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
            raise AssistantFailed(f"broken off: {error.__class__.__name__}", reached=True, dropped=True) from error
        except httpx.HTTPError as error:
            raise AssistantFailed(f"no answer: {error.__class__.__name__}", reached=True) from error
        if response.status_code != 200:
            raise AssistantFailed(f"status {response.status_code}", reached=True)
        try:
            return Answer.model_validate_json(response.content)
        except ValidationError as error:
            raise AssistantFailed("an answer of another shape", reached=True) from error

    def close(self) -> None:
        """Close the connections."""
        self._http.close()
