"""Giving waiting conversations to free operators, where the desk is set to do so."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.conversations import texts
from portal.conversations.models import Conversation
from portal.conversations.routing import queries
from portal.conversations.routing.choice import OperatorFacts, Wish, choose_operator
from portal.conversations.routing.service import facts
from portal.conversations.service import colleagues, ownership, writing
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.shared.database import Database

ACTOR = Actor.system("assignment")
REASON = "given by the desk"
_ONE_AT_A_TIME = 7_310_041


def assign(database: Database) -> int:
    """Give away what waits, first in the queue first, each to who suits best; returns how many were given."""
    given = 0
    while _assign_one(database):
        given += 1
    return given


def _assign_one(database: Database) -> bool:
    with database.transaction(ACTOR) as session:
        # Two of these at once would both see the same room.
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        if not queries.settings(session).auto_assign:
            return False
        people = facts.operators(session)
        queue = queries.waiting(session)
        episodes = queries.open_episodes(session, [row[0] for row in queue])
        for conversation_id, team_id, _rank in queue:
            episode = episodes.get(conversation_id)
            wish = Wish(
                episode.topic if episode else "",
                episode.language if episode else "",
                episode.manager_id if episode else None,
                team_id,
            )
            chosen = choose_operator(wish, people)
            if chosen is not None:
                conversation = ownership.lock(session, conversation_id)
                return conversation.state == State.QUEUED and _give(session, conversation, chosen)
    return False


def _give(session: Session, conversation: Conversation, chosen: OperatorFacts) -> bool:
    operator = colleagues.find(session, chosen.user_id)
    if operator is None:
        # He left the house: nothing more is for him.
        row = queries.operator(session, chosen.user_id, lock=True)
        assert row is not None
        row.status = "offline"
        session.flush()
        return True
    ownership.move(session, ACTOR, conversation, State.ASSIGNED, reason=REASON, assignee=operator)
    writing.by_system(session, conversation, texts.taken(conversation.locale, operator.name))
    ownership.tell(session, conversation, chosen.user_id, "assigned", seq=conversation.last_seq)
    return True
