"""One scripted conversation: a buyer who fills a cart, asks for a person, orders; and a reader of his stream."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from portal.accounts.models import User
from portal.accounts.service import tokens
from portal.conversations.models import Conversation
from portal.security.actor import Actor
from portal.shared.database import Database, switch_actor
from tests.factories import Factory

Json = dict[str, Any]
SYSTEM = Actor.system("test")
# Longer than the gateway takes to give up on the assistant.
PATIENCE = 200.0


class Api:
    """A program that is not put off: what fails for a moment is sent again, under the same client id."""

    def __init__(self, base: str, token: str) -> None:
        self._base = base
        self._http = httpx.Client(
            base_url=f"{base}/api/v1",
            headers={"Authorization": f"Bearer {token}"},
            timeout=20.0,
            trust_env=False,
        )
        self.token = token

    def close(self) -> None:
        self._http.close()

    def call(self, method: str, path: str, body: Json | None = None) -> tuple[int, Json]:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                answer = self._http.request(method, path, json=body)
                if answer.status_code < 500 and answer.status_code != 429:
                    return answer.status_code, answer.json() if answer.content else {}
                failure = str(answer.status_code)
            except httpx.TransportError as error:
                failure = type(error).__name__
            assert time.monotonic() < until, f"{method} {path}: {failure}"
            time.sleep(0.3)


class Reader(threading.Thread):
    """Reads a conversation's stream through every break, with Last-Event-ID."""

    def __init__(self, base: str, token: str, conversation_id: str) -> None:
        super().__init__(daemon=True)
        self._url = f"{base}/api/v1/conversations/{conversation_id}/events"
        self._headers = {"Authorization": f"Bearer {token}"}
        self.seen: list[tuple[int, str]] = []
        self.breaks = 0
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                self._read()
            except httpx.TransportError:
                self.breaks += 1
            self.stopped.wait(0.5)

    def _read(self) -> None:
        last = {"Last-Event-ID": str(self.seen[-1][0])} if self.seen else {}
        timeout = httpx.Timeout(20.0)
        with httpx.stream("GET", self._url, headers=self._headers | last, timeout=timeout, trust_env=False) as answer:
            if answer.status_code != 200:
                return
            name = ""
            for line in answer.iter_lines():
                if self.stopped.is_set():
                    return
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("data: ") and name == "message":
                    data = json.loads(line[6:])
                    self.seen.append((data["seq"], data["text"]))


@dataclass
class Story:
    """What one buyer did: every accepted message, every product asked for, the cart while a person had it."""

    number: int
    company_id: UUID
    user_id: UUID
    conversation_id: UUID
    api: Api
    reader: Reader
    skus: list[str]
    accepted: dict[str, str] = field(default_factory=dict)
    asked: dict[str, tuple[int, str]] = field(default_factory=dict)
    confirmed: bool = False
    held: list[tuple[Json, Json]] = field(default_factory=list)
    winners: list[str] = field(default_factory=list)


def enter(base: str, settings: Any, database: Database, make: Factory, user: User, company_id: UUID | None) -> Api:
    """A token for a person, made as logging in would, without its throttle."""
    actor = make.actor(user)
    with database.transaction(actor) as session:
        switch_actor(session, actor)
        pair = tokens.issue(session, settings, user, company_id)
    return Api(base, pair.access_token)


class Player:
    """Plays a story. `operators` are two people who both want to take it."""

    def __init__(self, story: Story, database: Database, operators: list[Api], random: Random) -> None:
        self._story = story
        self._database = database
        self._operators = operators
        self._random = random
        self._path = f"/conversations/{story.conversation_id}"
        self._count = 0

    def play(self) -> None:
        story = self._story
        first, second, third, last = story.skus
        self._settle(self._say(f"hello number {story.number}"))
        self._add(first, 2)
        self._settle(self._add(second, 3))
        if story.number % 3 == 0:
            self._by_a_person(third)
        self._pause()
        self._order()
        self._settle(self._add(last, 1))
        self._settle(self._say("bye"))

    def _pause(self, most: float = 1.5) -> None:
        time.sleep(self._random.uniform(0.0, most))

    def _say(self, said: str, button: str | None = None) -> int:
        self._count += 1
        client_id = f"s{self._story.number}-{self._count}"
        body = {"client_id": client_id, "text": said} | ({"button": button} if button else {})
        status, message = self._story.api.call("POST", f"{self._path}/messages", body)
        assert status == 202, message
        if self._random.random() < 0.3:  # an impatient program sends it twice
            status, again = self._story.api.call("POST", f"{self._path}/messages", body)
            assert (status, again["seq"]) == (202, message["seq"])
        self._story.accepted[client_id] = said
        return int(message["seq"])

    def _add(self, sku: str, quantity: int) -> int:
        seq = self._say(f"add {quantity} pcs of {sku}")
        self._story.asked[sku] = (quantity, f"s{self._story.number}-{self._count}")
        return seq

    def _settle(self, seq: int) -> None:
        """Wait until the bot has dealt with a message, or a person has the conversation."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = self._now()
            if found is not None and (found.answered_seq >= seq or found.state != "bot"):
                return
            time.sleep(0.4)
        raise AssertionError(f"message {seq} was left unanswered: {self._state()}")

    def _state(self) -> list[Any]:
        """What there is about the conversation, for whoever reads the failure."""
        looks = (
            "SELECT state, epoch, answered_seq, last_seq, failures, outage_told_at FROM conversations WHERE id = :id",
            "SELECT status, attempts, first_seq, last_seq, error FROM turns WHERE conversation_id = :id",
            """SELECT id, status, attempts, scheduled_at, worker_id FROM procrastinate_jobs
            WHERE args ->> 'conversation_id' = CAST(:id AS text) AND status IN ('todo', 'doing')""",
        )
        with self._database.transaction(SYSTEM) as session:
            return [
                [tuple(row) for row in session.execute(text(look), {"id": self._story.conversation_id})]
                for look in looks
            ]

    def _now(self) -> Conversation | None:
        try:
            with self._database.transaction(SYSTEM) as session:
                return session.scalar(select(Conversation).where(Conversation.id == self._story.conversation_id))
        except DBAPIError:
            return None  # its connection was cut; asked again

    def _cart(self) -> Json:
        status, cart = self._story.api.call("GET", "/cart")
        assert status == 200, cart
        return {line["sku"]: line["quantity"] for line in cart["lines"]}

    def _by_a_person(self, sku: str) -> None:
        """A hand-over right behind a message that would change the cart."""
        self._add(sku, 4)
        self._pause(0.3)
        status, handed = self._story.api.call("POST", f"{self._path}/handover", {"reason": "test"})
        assert (status, handed["state"]) == (200, "queued"), handed
        before = self._cart()
        self._say("while I wait")
        results = self._race()
        assert sorted(results) == ["already_taken", "won"], results
        self._pause(4.0)
        after = self._cart()
        self._story.held.append((before, after))
        winner = self._operators[results.index("won")]
        desk = f"/operator{self._path}"
        for _ in range(2):
            body = {"client_id": f"o{self._story.number}", "text": "Good morning, this is a person."}
            status, said = winner.call("POST", f"{desk}/messages", body)
            assert status == 202, said
        status, back = winner.call("POST", f"{desk}/return", {"note": "helped"})
        # The answer to the first try may have been lost with its connection.
        assert status == 200 or back["error"] == "not_assigned", back

    def _race(self) -> list[str]:
        results = ["", ""]

        def take(place: int) -> None:
            status, answer = self._operators[place].call("POST", f"/operator{self._path}/take", {})
            results[place] = "won" if status == 200 else str(answer.get("error"))

        threads = [threading.Thread(target=take, args=(place,)) for place in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    def _order(self) -> None:
        self._settle(self._say("checkout"))
        status, listed = self._story.api.call("GET", f"{self._path}/messages?limit=5")
        assert status == 200
        buttons = [button for one in listed["items"] for button in one["buttons"]]
        confirm = next((one["payload"] for one in buttons if "confirm_checkout" in one["payload"]), None)
        if confirm is None:
            return
        self._story.confirmed = True
        self._settle(self._say("", button=confirm))
        self._story.accepted[f"s{self._story.number}-{self._count}"] = "*"
