"""What the desk's moves, notes and mentions take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from portal.conversations.models import CannedReply, FollowUp
from portal.conversations.schemas import ClientId, MessageOut, OptionalBody

MAX_MENTIONS = 20
Shortcut = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]


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


class CloseIn(OptionalBody):
    """How it ended; what is left out stays as it is."""

    note: str = Field(default="", max_length=500)
    summary: str | None = Field(default=None, max_length=2_000)
    tags: list[str] | None = None


class TagsIn(BaseModel):
    """All tags of the conversation; what is not named is taken off."""

    tags: list[str]


class MergeIn(BaseModel):
    """The conversation that goes on."""

    into: UUID


class FollowUpPath(BaseModel):
    """Which follow-up."""

    follow_up_id: UUID


class FollowUpIn(BaseModel):
    """When to be reminded, with its time zone, and of what."""

    at: AwareDatetime
    text: str = Field(max_length=500)


class FollowUpsQuery(BaseModel):
    """Those to do, or those done."""

    done: bool = False


class FollowUpOut(BaseModel):
    """A reminder; `told_at` is when it was given, `done_at` when the operator had dealt with it."""

    id: UUID
    conversation_id: UUID
    user_id: UUID
    at: datetime
    text: str
    told_at: datetime | None
    done_at: datetime | None

    @classmethod
    def of(cls, found: FollowUp) -> FollowUpOut:
        """The follow-up."""
        return cls(
            id=found.id,
            conversation_id=found.conversation_id,
            user_id=found.user_id,
            at=found.due_at,
            text=found.text,
            told_at=found.told_at,
            done_at=found.done_at,
        )


class FollowUpsOut(BaseModel):
    """The next due first."""

    items: list[FollowUpOut]
    next: None = None


class CannedPath(BaseModel):
    """Which canned reply."""

    reply_id: UUID


class CannedQuery(BaseModel):
    """The beginning of a shortcut, or words of the title or texts."""

    q: str = Field(default="", max_length=100)


class CannedIn(BaseModel):
    """A canned reply; variables such as {{customer.name}} are filled in when it is used."""

    shortcut: Shortcut
    title: str = Field(min_length=1, max_length=100)
    texts: dict[str, str]


class CannedChange(BaseModel):
    """What to change; what is left out stays."""

    shortcut: Shortcut | None = None
    title: str | None = Field(default=None, min_length=1, max_length=100)
    texts: dict[str, str] | None = None


class CannedOut(BaseModel):
    """A canned reply as it is kept."""

    id: UUID
    shortcut: str
    title: str
    texts: dict[str, str]
    updated_at: datetime

    @classmethod
    def of(cls, found: CannedReply) -> CannedOut:
        """The reply."""
        return cls(
            id=found.id, shortcut=found.shortcut, title=found.title, texts=found.texts, updated_at=found.updated_at
        )


class CannedReplies(BaseModel):
    """By shortcut; `variables` are those that may be used."""

    items: list[CannedOut]
    variables: list[str]
    next: None = None


class FilledOut(BaseModel):
    """A canned reply for one conversation; `missing` variables still stand in the text."""

    id: UUID
    shortcut: str
    title: str
    text: str
    missing: list[str]


class FilledReplies(BaseModel):
    """Those that fit, the shortcut's before the words'."""

    items: list[FilledOut]
    next: None = None
