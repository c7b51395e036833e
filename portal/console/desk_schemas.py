"""What the desk's moves, notes and mentions take and give."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from portal.conversations.schemas import ClientId, MessageOut

MAX_MENTIONS = 20


class SnoozeIn(BaseModel):
    """Until when, with its time zone."""

    until: AwareDatetime
    note: str = Field(default="", max_length=500)


class TransferIn(BaseModel):
    """To a colleague or to a team, never both; the note is for whoever takes over."""

    operator_id: UUID | None = None
    team_id: UUID | None = None
    note: str = Field(default="", max_length=2_000)


class InternalNoteIn(BaseModel):
    """A note that the buyer never sees; `mentions` are told; a `whisper` is for the operator at work."""

    client_id: ClientId
    text: str
    mentions: list[UUID] = Field(default_factory=list, max_length=MAX_MENTIONS)
    whisper: bool = False


class MentionPath(BaseModel):
    """Which mention."""

    mention_id: UUID


class MentionsQuery(BaseModel):
    """All, or only those seen or not seen; older than `before`."""

    seen: bool | None = None
    before: AwareDatetime | None = None
    limit: int = Field(default=50, ge=1, le=200)


class MentionOut(BaseModel):
    """A note in which the operator was named."""

    id: UUID
    conversation_id: UUID
    message: MessageOut
    created_at: datetime
    seen_at: datetime | None


class MentionsOut(BaseModel):
    """Newest first; `next` is the value of `before` for the rest."""

    items: list[MentionOut]
    next: datetime | None
