"""Canned replies: kept in several languages, given filled in for one conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.accounts import queries as account_queries
from portal.audit import service as audit
from portal.conversations import queries
from portal.conversations.errors import CannedInvalid, CannedNotFound, ConversationNotFound, ShortcutTaken
from portal.conversations.models import CannedReply, Conversation
from portal.conversations.schemas import MAX_TEXT
from portal.conversations.service import writing
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.i18n import pick
from portal.shared.settings import LOCALES

VARIABLE = re.compile(r"\{\{\s*([a-z_.]*)\s*\}\}")
VARIABLES = frozenset(
    {
        "customer.name",
        "customer.first_name",
        "company.name",
        "operator.name",
        "operator.first_name",
        "order.number",
        "rfq.number",
    }
)


@dataclass(frozen=True)
class Filled:
    """A canned reply for one conversation; `missing` variables had no value and stand in the text as they were."""

    reply: CannedReply
    text: str
    missing: list[str]


def listing(session: Session, actor: Actor, *, wanted: str = "") -> Sequence[CannedReply]:
    """Those whose shortcut begins with the words, or whose title or texts hold them; all for none. Raises Forbidden."""
    actor.require(Permission.STAFF_CHAT)
    return queries.canned(session, wanted.strip().lstrip("/"))


def add(session: Session, actor: Actor, *, shortcut: str, title: str, texts: Mapping[str, str]) -> CannedReply:
    """A new one. Raises Forbidden, CannedInvalid, ShortcutTaken."""
    actor.require(Permission.STAFF_CHAT)
    made = CannedReply(
        shortcut=shortcut,
        title=writing.clean(title),
        texts=_checked(texts),
        created_by_id=actor.user_id,
        updated_at=now(),
    )
    _store(session, made)
    audit.record(session, actor, "canned.added", "canned_reply", made.id, shortcut=shortcut)
    return made


def change(
    session: Session,
    actor: Actor,
    reply_id: UUID,
    *,
    shortcut: str | None,
    title: str | None,
    texts: Mapping[str, str] | None,
) -> CannedReply:
    """Change what is given. Raises Forbidden, CannedNotFound, CannedInvalid, ShortcutTaken."""
    actor.require(Permission.STAFF_CHAT)
    found = _found(session, reply_id)
    if shortcut is not None:
        found.shortcut = shortcut
    if title is not None:
        found.title = writing.clean(title)
    if texts is not None:
        found.texts = _checked(texts)
    found.updated_at = now()
    _store(session, found)
    audit.record(session, actor, "canned.changed", "canned_reply", found.id, shortcut=found.shortcut)
    return found


def remove(session: Session, actor: Actor, reply_id: UUID) -> None:
    """Delete one. Raises Forbidden, CannedNotFound."""
    actor.require(Permission.STAFF_CHAT)
    found = _found(session, reply_id)
    audit.record(session, actor, "canned.removed", "canned_reply", found.id, shortcut=found.shortcut)
    session.delete(found)
    session.flush()


def filled(session: Session, actor: Actor, conversation_id: UUID, *, wanted: str = "") -> list[Filled]:
    """Those that fit, filled in for the conversation and in its language. Raises Forbidden, ConversationNotFound."""
    actor.require(Permission.STAFF_CHAT)
    conversation = queries.conversation(session, conversation_id)
    if conversation is None:
        raise ConversationNotFound
    values = _values(session, actor, conversation)
    return [fill(one, conversation.locale, values) for one in listing(session, actor, wanted=wanted)]


def fill(reply: CannedReply, locale: str, values: Mapping[str, str]) -> Filled:
    """The reply in this language, else in English or any, with the values that there are."""
    missing: list[str] = []

    def value(found: re.Match[str]) -> str:
        given = values.get(found[1], "")
        if not given:
            missing.append(found[1])
        return given or found[0]

    return Filled(reply, VARIABLE.sub(value, pick(reply.texts, locale)), missing)


def _values(session: Session, actor: Actor, conversation: Conversation) -> dict[str, str]:
    values = {"operator.name": actor.name, "operator.first_name": actor.name.split(" ")[0]}
    if conversation.user_id is not None:
        user = account_queries.user_by_id(session, conversation.user_id)
        name = user.name if user else ""
        values |= {"customer.name": name, "customer.first_name": name.split(" ")[0]}
    if conversation.company_id is not None:
        company = account_queries.company(session, conversation.company_id)
        values["company.name"] = company.name if company else ""
        values["order.number"] = queries.last_order_number(session, conversation.company_id) or ""
        values["rfq.number"] = queries.last_rfq_number(session, conversation.company_id) or ""
    return values


def _found(session: Session, reply_id: UUID) -> CannedReply:
    found = session.get(CannedReply, reply_id)
    if found is None:
        raise CannedNotFound
    return found


def _store(session: Session, reply: CannedReply) -> None:
    try:
        with session.begin_nested():
            session.add(reply)
    except IntegrityError as error:
        raise ShortcutTaken(fields={"shortcut": "taken"}) from error


def _checked(texts: Mapping[str, str]) -> dict[str, str]:
    made = {locale: writing.clean(given) for locale, given in texts.items() if given.strip()}
    faults: dict[str, str] = {}
    for locale, given in made.items():
        unknown = sorted({name for name in VARIABLE.findall(given) if name not in VARIABLES})
        if locale not in LOCALES:
            faults[f"texts.{locale}"] = ", ".join(LOCALES)
        elif unknown:
            faults[f"texts.{locale}"] = ", ".join(f"{{{{{name}}}}}" for name in unknown)
        elif len(given) > MAX_TEXT:
            faults[f"texts.{locale}"] = f"1-{MAX_TEXT}"
    if not made or faults:
        raise CannedInvalid(fields=faults or {"texts": "empty"})
    return made
