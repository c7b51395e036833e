"""Talking to a running product over its API, as a buyer's program would."""

from __future__ import annotations

import os
import time
from typing import Any

import httpx
import psutil

from tests.stack import Stack

MARKS = {
    "web": "portal.wsgi:app",
    "turns": "worker turns",
    "io": "worker io",
    "heavy": "worker heavy",
    "assistant": "rasa run",
    "actions": "rasa_sdk",
    "index": "index serve",
}


_opened: list[httpx.Client] = []


def close_clients() -> None:
    """Close every client that `api` opened."""
    while _opened:
        _opened.pop().close()


def api(stack: Stack, role: str) -> httpx.Client:
    """An API client with the token of one of the demo's people."""
    client = httpx.Client(base_url=f"{stack.url}/api/v1", timeout=30)
    _opened.append(client)
    person = stack.people[role]
    answer = client.post("/tokens", json={"email": person["email"], "password": person["password"]})
    assert answer.status_code == 200, answer.text
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return client


def process_of(stack: Stack, name: str) -> psutil.Process:
    """The product's process of that name, found by its command."""
    for child in psutil.Process(stack.process.pid).children(recursive=True):
        if MARKS[name] in " ".join(child.cmdline()):
            return child
    raise AssertionError(f"no process {name}")


def wait_for_search(stack: Stack, seconds: float = 300) -> None:
    """Wait until every product is searchable by meaning too."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        state = httpx.get(f"{stack.settings['INDEX_URL']}/readyz", timeout=10).json()
        if not state.get("pending_vectors"):
            return
        time.sleep(1)
    raise AssertionError("the index has not caught up")


def start_afresh(stack: Stack, role: str) -> None:
    """An empty cart, and a new conversation with the bot the next time the person writes."""
    person, operator = api(stack, role), api(stack, "operator")
    person.delete("/cart")
    path = f"/operator/conversations/{person.post('/conversations', json={}).json()['id']}"
    operator.post(f"{path}/take")
    assert operator.post(f"{path}/close").status_code == 200


class Talk:
    """A buyer's conversation over the API: say something, wait for the answer."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.conversation = client.post("/conversations", json={}).json()
        self.seq = self._last_seq()

    @property
    def path(self) -> str:
        """The conversation's address."""
        return f"/conversations/{self.conversation['id']}"

    def _last_seq(self) -> int:
        return int(self.client.post("/conversations", json={}).json().get("last_seq") or 0)

    def say(self, text: str, *, button: str | None = None, client_id: str | None = None) -> None:
        """Send a message without waiting."""
        body = {"client_id": client_id or os.urandom(8).hex(), "text": text}
        answer = self.client.post(f"{self.path}/messages", json=body | ({"button": button} if button else {}))
        assert answer.status_code == 202, answer.text
        self.seq = max(self.seq, answer.json()["seq"])

    def messages(self, after: int = 0) -> list[dict[str, Any]]:
        """What the buyer sees."""
        answer = self.client.get(f"{self.path}/messages", params={"after": after, "limit": 100})
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    def wait(self, *authors: str, seconds: float = 30) -> list[dict[str, Any]]:
        """New messages of these authors after what was last said or read."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            fresh = [message for message in self.messages(self.seq) if message["author"] in (authors or ("bot",))]
            if fresh:
                self.seq = fresh[-1]["seq"]
                return fresh
            time.sleep(0.1)
        raise AssertionError(f"no answer of {authors or ('bot',)} within {seconds} s: {self.messages()[-3:]}")

    def ask(self, text: str, *, button: str | None = None) -> list[dict[str, Any]]:
        """Say something and wait for the bot's answer."""
        self.say(text, button=button)
        return self.wait("bot")


def cards(messages: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The cards of one kind in some messages."""
    return [card for message in messages for card in message["cards"] if card["type"] == kind]


def buttons(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every button in some messages, those of their cards included."""
    found = []
    for message in messages:
        found += message["buttons"]
        for card in message["cards"]:
            found += card.get("buttons") or []
    return found


def button_for(messages: list[dict[str, Any]], payload_part: str) -> dict[str, Any]:
    """The offered button whose payload holds a text."""
    for button in buttons(messages):
        if payload_part in button["payload"]:
            return button
    raise AssertionError(f"no button with {payload_part!r} among {buttons(messages)}")
