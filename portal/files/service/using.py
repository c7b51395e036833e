"""Reading stored files, and attaching them to messages and requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.files import queries
from portal.files.errors import FileMissing, FileUnreadable, TooManyFiles
from portal.files.models import StoredFile
from portal.files.schemas import MAX_FILES
from portal.files.service.storing import STAFF
from portal.security.actor import Actor, ActorKind
from portal.shared.clock import now
from portal.shared.texts import N_

_REASONS = {
    "none": N_("Pictures are kept and shown, but not read. Send the list as Excel, CSV or a PDF with text."),
    "empty": N_(
        "There is no text in this file; a scan cannot be read. Send the list as Excel, CSV or a PDF with text."
    ),
    "failed": N_(
        "The file is damaged or protected by a password, so it could not be read. Save it anew and send that."
    ),
}


def readable(
    session: Session, actor: Actor, file_id: UUID, *, content: bool = False, tables: bool = False
) -> StoredFile:
    """The file, if it is the actor's company's, his conversation's, or he is the supplier's. Raises FileMissing."""
    found = queries.file(session, file_id, content=content, tables=tables)
    if found is None or not may_read(actor, found):
        raise FileMissing
    return found


def may_read(actor: Actor, stored: StoredFile) -> bool:
    """Whether the actor may have the file's bytes."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    if actor.kind is ActorKind.STAFF:
        return any(map(actor.may, STAFF))
    if actor.kind is ActorKind.BUYER:
        return stored.company_id is not None and stored.company_id == actor.company_id
    return stored.conversation_id is not None and stored.conversation_id == actor.conversation_id


def attach(
    session: Session,
    actor: Actor,
    file_ids: Sequence[UUID],
    *,
    company_id: UUID | None,
    conversation_id: UUID | None = None,
) -> list[StoredFile]:
    """The files, from now on part of a conversation or a request of `company_id`.

    A supplier's file becomes the company's by being sent to it; one that is another company's already is refused, and
    so is a buyer's own unattached file in a colleague's hands. Raises FileMissing, TooManyFiles.
    """
    wanted = list(dict.fromkeys(file_ids))
    if len(wanted) > MAX_FILES:
        raise TooManyFiles
    found = queries.files(session, wanted)
    if len(found) != len(wanted):
        raise FileMissing
    for one in found:
        _check(actor, one, company_id, conversation_id)
        one.company_id = company_id
        one.conversation_id = one.conversation_id or conversation_id
        one.attached_at = one.attached_at or now()
    session.flush()
    return list(found)


def _check(actor: Actor, stored: StoredFile, company_id: UUID | None, conversation_id: UUID | None) -> None:
    if not may_read(actor, stored):
        raise FileMissing
    unused = stored.attached_at is None
    if unused and stored.owner_id != actor.user_id:
        raise FileMissing
    is_new = unused and stored.company_id is None and actor.kind is ActorKind.STAFF
    same_thread = stored.conversation_id is None or conversation_id in (None, stored.conversation_id)
    if not (is_new or (stored.company_id == company_id and same_thread)):
        raise FileMissing


def tables_of(session: Session, actor: Actor, file_id: UUID) -> list[dict[str, Any]]:
    """The rows that were read out of a file. Raises FileMissing, FileUnreadable."""
    found = readable(session, actor, file_id, tables=True)
    if not found.readable or not found.tables:
        raise FileUnreadable(_REASONS.get(found.reading), extra={"reason": found.reading})
    return found.tables
