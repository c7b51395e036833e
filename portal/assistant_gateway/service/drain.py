"""Answering what a conversation has unanswered, message by message, until nothing is left."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.assistant_gateway.client import RasaClient
from portal.assistant_gateway.errors import AssistantFailed
from portal.assistant_gateway.service import outage, recovery, turns
from portal.security.actor import Actor
from portal.shared.database import Database

log = logging.getLogger(__name__)
DRAIN = "assistant_gateway.drain"
ACTOR = Actor.system("assistant gateway")
# Then the job makes room for others and goes on as a new one.
BUSY_SECONDS = 20.0
Later = Callable[[Session, UUID, timedelta], None]


def drain(database: Database, client: RasaClient, conversation_id: UUID, *, expiry: timedelta, later: Later) -> int:
    """Answer in order; returns the number of turns. `later` defers another drain after a while.

    Rasa is asked outside any transaction. Each turn looks again before the job ends, so a message stored meanwhile is
    either seen here or has a job of its own.
    """
    done = 0
    until = time.monotonic() + BUSY_SECONDS
    while True:
        with database.transaction(ACTOR) as session:
            if time.monotonic() > until:
                later(session, conversation_id, timedelta(0))
                return done
            plan = turns.begin(session, conversation_id, expiry=expiry)
        if plan is None:
            return done
        try:
            answer = client.ask(conversation_id, plan.question)
            with database.transaction(ACTOR) as session:
                if turns.finish(session, plan, answer):
                    recovery.hasten(session, DRAIN)
        except AssistantFailed as failure:
            log.warning("turn %s, attempt %d: %s", plan.turn_id, plan.attempt, failure.why)
            with database.transaction(ACTOR) as session:
                wait = outage.note_failure(session, ACTOR, plan, failure)
                if wait is not None:
                    later(session, conversation_id, wait)
            return done
        done += 1
