"""The text of a stream: what was missed from the database, then what is announced.

A stream holds no database connection while it waits; every read is a short transaction of the reader's own scope.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.accounts.service.identity import renewed
from portal.conversations import queries
from portal.conversations.live.hub import END, Hub, Note, Subscription
from portal.conversations.schemas import MessageOut
from portal.conversations.service import reading
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.database import Database
from portal.shared.errors import PortalError

log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 15.0
READ_AGAIN_SECONDS = 1.0
RENEW_SECONDS = 15.0  # how long a stream may outlive its reader's login
PAGE = 200
RECONNECT = "retry: 1000\n\n"
HEARTBEAT = ": still here\n\n"


def event(name: str, data: dict[str, Any], number: int | None = None) -> str:
    """One server-sent event."""
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


class Reader:
    """Who reads a stream; his login and roles are looked at again every RENEW_SECONDS."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._epoch: int | None = None
        self._due = 0.0

    @property
    def is_due(self) -> bool:
        """Whether it is time to look again."""
        return time.monotonic() >= self._due

    def renew(self, session: Session) -> None:
        """Raises LoginRequired or Forbidden when the login holds no more."""
        if self.is_due:
            self.actor, self._epoch = renewed(session, self.actor, self._epoch)
            self._due = time.monotonic() + RENEW_SECONDS


class ConversationStream:
    """What one reader sees of one conversation: `message` (id = seq), `conversation`, `read`, `typing`."""

    def __init__(self, hub: Hub, database: Database, actor: Actor, conversation_id: UUID, after: int) -> None:
        self._hub = hub
        self._database = database
        self._reader = Reader(actor)
        self._id = conversation_id
        self._seen = after
        self._shown: str | None = None
        self._waits = False
        self._read_by: dict[str, int] | None = None

    def __iter__(self) -> Iterator[str]:
        # Subscribed before the first read, so that nothing falls between the two.
        subscription = self._hub.subscribe(self._id)
        try:
            yield RECONNECT
            yield from self._read()
            yield from self._follow(subscription)
        except PortalError as refusal:
            yield event("end", {"error": refusal.code})
        finally:
            self._hub.unsubscribe(subscription)

    def _follow(self, subscription: Subscription) -> Iterator[str]:
        due = time.monotonic() + HEARTBEAT_SECONDS
        unread = False
        while True:
            wait = READ_AGAIN_SECONDS if unread else max(due - time.monotonic(), 0.0)
            note = subscription.get(wait)
            if note is END:
                return
            if note is None and not unread:
                due = time.monotonic() + HEARTBEAT_SECONDS
                yield HEARTBEAT
                continue
            if note is not None and note["kind"] == "typing":
                yield from self._typing(note)
                continue
            if note is not None and note["kind"] == "read":
                yield from self._receipts({note["author"]: note["upto"]})
                continue
            if note is not None and (note["kind"] == "desk" or (note["kind"] == "queue" and not self._waits)):
                continue
            try:
                yield from self._read()
                unread = False
            except DBAPIError:
                unread = True  # the database is away for a moment; what is missed is read when it is back
            due = time.monotonic() + HEARTBEAT_SECONDS

    def _typing(self, note: Note) -> Iterator[str]:
        own_side = "operator" if reading.is_desk(self._reader.actor) else "buyer"
        if note["author"] != own_side:
            yield event("typing", {"author": note["author"], "name": note.get("name", "")})

    def _receipts(self, upto: dict[str, int]) -> Iterator[str]:
        """How far each side has read, where that is news; the first conversation says how it stands."""
        if self._read_by is None:
            self._read_by = upto
            return
        for author, seq in upto.items():
            if seq > self._read_by.get(author, 0):
                self._read_by[author] = seq
                yield event("read", {"author": author, "seq": seq})

    def _read(self) -> Iterator[str]:
        """All that is new, and the conversation when it changed. Access is checked anew each time."""
        while True:
            with self._database.transaction(self._reader.actor) as session:
                self._reader.renew(session)
                actor = self._reader.actor
                conversation = reading.readable(session, actor, self._id)
                found = queries.messages_after(session, self._id, self._seen, PAGE, internal=reading.is_desk(actor))
                messages = [MessageOut.of(one, conversation) for one in found]
                state = reading.view(session, conversation, desk=reading.is_desk(actor))
            for message in messages:
                self._seen = message.seq
                yield event("message", message.model_dump(mode="json"), message.seq)
            if len(messages) < PAGE:
                break
        self._waits = state.state == "queued"
        # The last sequence number changes with each message; the rest is worth an event.
        key = state.model_dump_json(exclude={"last_seq", "read_by_buyer", "read_by_desk"})
        if key != self._shown:
            self._shown = key
            yield event("conversation", state.model_dump(mode="json", exclude={"token"}))
        yield from self._receipts({"buyer": state.read_by_buyer, "operator": state.read_by_desk})


def desk_stream(hub: Hub, database: Database, actor: Actor) -> Iterator[str]:
    """All conversations for the operators' desk: `conversations`; `notice` for this operator alone (`about` transfer,
    mention, snooze, follow_up); `reload` when some may have been missed.
    """
    subscription, reader = hub.subscribe(None), Reader(actor)
    try:
        yield RECONNECT
        while True:
            _still_at_the_desk(database, reader)
            note = subscription.get(HEARTBEAT_SECONDS)
            if note is None:
                yield HEARTBEAT
            elif note is END:
                return
            elif note["kind"] == "reread":
                yield event("reload", {})
            elif note["kind"] == "desk":
                if note["for"] == str(reader.actor.user_id):
                    more = {key: value for key, value in note.items() if key not in ("kind", "for", "conversation_id")}
                    yield event("notice", {"id": note["conversation_id"], **more})
            elif note["kind"] in ("message", "conversation", "read"):
                yield event(
                    "conversations",
                    {
                        "id": note["conversation_id"],
                        "state": note["state"],
                        "assignee": note["assignee"],
                        "last_seq": note["seq"],
                        "kind": note["kind"],
                    },
                )
    except PortalError as refusal:
        yield event("end", {"error": refusal.code})
    finally:
        hub.unsubscribe(subscription)


def _still_at_the_desk(database: Database, reader: Reader) -> None:
    """Raises LoginRequired or Forbidden; a database that is away for a moment ends nobody's stream."""
    if not reader.is_due:
        return
    try:
        with database.transaction(reader.actor) as session:
            reader.renew(session)
    except DBAPIError as error:
        log.warning("the desk's login was not looked at again: %s", error.__class__.__name__)
    reader.actor.require(Permission.STAFF_CHAT)
