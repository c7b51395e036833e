"""Telling one person one thing, once: as that person, so that the walls hold and rights are today's."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from portal.accounts import queries as accounts
from portal.accounts.service.identity import actor_of
from portal.conversations.models import Message
from portal.conversations.service import notifying
from portal.conversations.service.notifying import News
from portal.notices import queries
from portal.notices.errors import BuyerWaits
from portal.notices.kinds import Kind
from portal.notices.queries import Person
from portal.notices.service import choosing
from portal.security.actor import Actor, Via
from portal.shared.clock import now
from portal.shared.database import Database, switch_actor
from portal.shared.errors import Forbidden
from portal.shared.texts import text

SYSTEM = Actor.system("notices")
# A notice waits for the bot's answer to what the buyer just wrote, but not for an assistant that is out of order.
PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True)
class Draft:
    """What to tell; `subjects` name it within the kind. Nothing is said when all of them were told before."""

    kind: Kind
    subjects: Sequence[str]
    news: News


Compose = Callable[[Session, Actor], Draft | None]


def tell(database: Database, person: Person, kind: Kind, compose: Compose) -> bool:
    """Tell `person` what `compose` makes of it, in a transaction of its own; whether something was said.

    Nothing is when the person does not want the kind any more, may not have it, or was told before. Raises BuyerWaits.
    """
    try:
        with database.transaction(SYSTEM) as session:
            return _tell(session, person, kind, compose) is not None
    except _ToldBefore:
        return False


class _ToldBefore(Exception):
    """Everything of the draft was told before."""


def _tell(session: Session, person: Person, kind: Kind, compose: Compose) -> Message | None:
    actor = _recipient(session, person)
    if actor is None:
        return None
    switch_actor(session, actor)
    if kind not in choosing.switched_on(session, actor):
        return None
    draft = compose(session, actor)
    if draft is None:
        return None
    conversation = notifying.conversation_for(session, actor)
    if notifying.is_awaited(session, conversation, now() - PATIENCE):
        raise BuyerWaits
    noted = [queries.note(session, person, kind, subject) for subject in draft.subjects]
    first = next((one for one in noted if one is not None), None)
    if first is None:
        raise _ToldBefore
    return notifying.tell(session, conversation, draft.news, client_id=f"notice:{first}")


def _recipient(session: Session, person: Person) -> Actor | None:
    """The person as he would act today; None when he is gone from the company or locked out."""
    user = accounts.user_by_id(session, person.user_id)
    if user is None or accounts.membership(session, person.user_id, person.company_id) is None:
        return None
    try:
        actor = actor_of(session, user, person.company_id, via=Via.JOB)
    except Forbidden:
        return None
    return actor if actor.company_id == person.company_id else None


def button(title: str, intent: str, **arguments: Any) -> dict[str, str]:
    """A button whose press the assistant understands."""
    return {"title": title, "payload": f"/{intent}" + (json.dumps(arguments, ensure_ascii=False) if arguments else "")}


def stop_button(locale: str, kind: Kind) -> dict[str, str]:
    """The way out, under every notice."""
    return button(text(locale, "Stop these messages"), "set_notices", kind=kind.value, state="off")
