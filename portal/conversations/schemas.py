"""What the conversations API takes and gives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from portal.conversations.models import Conversation, Message
from portal.files.schemas import MAX_FILES, FileOut

MAX_TEXT = 4_000
# The payload of the portal's own button; it works while the assistant does not.
PERSON = "portal:person"
# No colon: what the portal itself writes is told apart by one.
ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,100}$")]


class ConversationPath(BaseModel):
    """Which conversation."""

    conversation_id: UUID


class MessagesQuery(BaseModel):
    """Messages after a sequence number, oldest first; without `after`, the latest ones."""

    after: int | None = Field(default=None, ge=0, le=2_147_483_647)
    limit: int = Field(default=100, ge=1, le=500)


class NewMessage(BaseModel):
    """A buyer's message, with words, files or both; `button` is the payload of an offered button.

    A repeated client_id is stored once.
    """

    client_id: ClientId
    text: str = ""
    button: str | None = Field(default=None, max_length=8_000)
    file_ids: list[UUID] = Field(default_factory=list, max_length=MAX_FILES)


class ReadIn(BaseModel):
    """The last message that was seen."""

    seq: int = Field(ge=1, le=2_147_483_647)


class RatingIn(BaseModel):
    """What the buyer thinks, from 1 (bad) to 5 (very good)."""

    score: int = Field(ge=1, le=5)
    text: str = Field(default="", max_length=2_000)


class RatingOut(BaseModel):
    """What the buyer thinks."""

    score: int
    text: str


class OptionalBody(BaseModel):
    """A body whose every field may be left out, and therefore the body too."""

    @model_validator(mode="before")
    @classmethod
    def _absent(cls, given: object) -> object:
        return {} if given is None else given


class HandoverRequest(OptionalBody):
    """Why a person is wanted."""

    reason: str = Field(default="", max_length=500)


class Assignee(BaseModel):
    """The operator who has the conversation."""

    id: UUID
    name: str


class ConversationOut(BaseModel):
    """`position` is the place in the queue, from 1; `token` is a guest's key, given once.

    `read_by_buyer` and `read_by_desk` are the last message that each side has seen. While it waits,
    `expected_wait_seconds` is an honest guess or null; `opens_at` says when people are there again, null: now.
    """

    id: UUID
    state: Literal["bot", "queued", "assigned", "snoozed", "closed"]
    assignee: Assignee | None
    position: int | None
    locale: str
    channel: str
    last_seq: int
    read_by_buyer: int
    read_by_desk: int
    expected_wait_seconds: int | None = None
    opens_at: datetime | None = None
    rating: RatingOut | None = None
    token: str | None = None

    @classmethod
    def of(cls, conversation: Conversation, position: int | None, *, desk: bool = False) -> ConversationOut:
        """The conversation as everybody in it may see it; the desk counts internal messages too."""
        last = conversation.last_seq if desk else conversation.public_seq
        return cls(
            id=conversation.id,
            state=conversation.state,
            assignee=assignee_of(conversation),
            position=position,
            locale=conversation.locale,
            channel=conversation.channel,
            last_seq=last,
            read_by_buyer=conversation.read_by_buyer,
            read_by_desk=min(conversation.read_by_desk, last),
            rating=RatingOut(score=conversation.rating, text=conversation.rating_text) if conversation.rating else None,
        )


class DeliveryOut(BaseModel):
    """How far a message has come; `reason` says why it failed."""

    state: Literal["accepted", "sent", "delivered", "read", "failed"]
    reason: str = ""


class MessageOut(BaseModel):
    """One message. Every kind but `message` is for staff alone.

    `suggestion` marks an answer that the bot did not get to give; `notice` is the kind of one that was sent unasked.
    """

    id: UUID
    seq: int
    author: Literal["buyer", "bot", "operator", "system"]
    author_name: str
    text: str
    cards: list[dict[str, Any]]
    buttons: list[dict[str, Any]]
    attachments: list[FileOut]
    client_id: str | None
    created_at: datetime
    kind: Literal["message", "note", "suggestion", "whisper"] = "message"
    channel: str = "web"
    delivery: DeliveryOut
    suggestion: bool = False
    notice: str | None = None

    @classmethod
    def of(cls, message: Message, conversation: Conversation | None = None) -> MessageOut:
        """The message without what is internal to the portal; its conversation knows whether it was read."""
        kind = "suggestion" if message.internal and message.kind == "message" else message.kind
        return cls(
            id=message.id,
            seq=message.seq,
            author=message.author,
            author_name=message.author_name,
            text=message.text,
            cards=message.cards,
            buttons=message.buttons,
            attachments=[FileOut.model_validate(one) for one in message.attachments or []],
            client_id=given_client_id(message),
            created_at=message.created_at,
            kind=kind,
            channel=message.channel,
            delivery=delivery_of(message, conversation),
            suggestion=kind == "suggestion",
            notice=str(message.notice["kind"]) if message.notice else None,
        )


class MessagesOut(BaseModel):
    """Messages by sequence number; `next` is the value of `after` for the rest, null at the end."""

    items: list[MessageOut]
    next: int | None


def assignee_of(conversation: Conversation) -> Assignee | None:
    """Who has the conversation, if anybody."""
    if conversation.assignee_id is None:
        return None
    return Assignee(id=conversation.assignee_id, name=conversation.assignee_name)


def delivery_of(message: Message, conversation: Conversation | None) -> DeliveryOut:
    """What is stored of the delivery, or `read` when the other side has read so far."""
    state = message.delivery
    if conversation is not None and state != "failed" and not message.internal:
        reader = conversation.read_by_desk if message.author == "buyer" else conversation.read_by_buyer
        state = "read" if message.seq <= reader else state
    return DeliveryOut(state=state, reason=message.delivery_reason or "")


def given_client_id(message: Message) -> str | None:
    """The client id as the person's program made it; None for what the portal wrote."""
    if message.client_id is None or message.author not in ("buyer", "operator"):
        return None
    return message.client_id.rsplit(":", 1)[-1]
