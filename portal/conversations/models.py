"""Conversations, their messages, and every change of owner."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base
from portal.shared.ids import new_id


class Conversation(Base):
    """A thread. `epoch` counts changes of owner: whatever was begun under an older one is stale.

    `dialogue_id` is Rasa's sender id, unguessable, and a new one whenever who speaks for whom changes.
    `answered_seq` is the last message of the buyer that the bot has dealt with. A guest's has no company.
    `public_seq` is the last message that the buyer sees; `read_by_buyer`, `read_by_desk`: how far each side has read.
    `snoozed_by_id` is the operator to whom a snoozed one comes back at `snoozed_until`.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        CheckConstraint("state IN ('bot', 'queued', 'assigned', 'snoozed', 'closed')", name="state"),
        CheckConstraint("(state = 'assigned') = (assignee_id IS NOT NULL)", name="assignee"),
        Index(
            "uq_conversations_open_web",
            "user_id",
            "company_id",
            unique=True,
            postgresql_where=text("channel = 'web' AND state <> 'closed' AND user_id IS NOT NULL"),
        ),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        Index("ix_conversations_state_queued_at", "state", "queued_at"),
        Index("ix_conversations_closed_at", "closed_at", postgresql_where=text("closed_at IS NOT NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    guest_token_hash: Mapped[str | None]
    channel: Mapped[str] = mapped_column(default="web")
    state: Mapped[str] = mapped_column(default="bot")
    assignee_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    assignee_name: Mapped[str] = mapped_column(default="")
    epoch: Mapped[int] = mapped_column(default=1)
    dialogue_id: Mapped[str] = mapped_column(unique=True)
    locale: Mapped[str] = mapped_column(default="en")
    subject: Mapped[str] = mapped_column(default="")
    last_seq: Mapped[int] = mapped_column(default=0)
    public_seq: Mapped[int] = mapped_column(default=0, server_default="0")
    read_by_buyer: Mapped[int] = mapped_column(default=0, server_default="0")
    read_by_desk: Mapped[int] = mapped_column(default=0, server_default="0")
    answered_seq: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    handover_reason: Mapped[str] = mapped_column(default="")
    last_nlu: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    queued_at: Mapped[datetime | None]
    assigned_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    snoozed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    summary: Mapped[str] = mapped_column(default="", server_default="")
    tags: Mapped[list[str]] = mapped_column(default=list, server_default="{}")
    rating: Mapped[int | None]
    rating_text: Mapped[str] = mapped_column(default="", server_default="")
    rated_at: Mapped[datetime | None]
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("conversations.id", ondelete="SET NULL"))
    outage_told_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class Message(Base):
    """One message. `internal` ones (every `kind` but `message`) are for staff only, and the database shows them to
    nobody else; `notice` says what a notice is about.
    """

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("author IN ('buyer', 'bot', 'operator', 'system')", name="author"),
        CheckConstraint("kind IN ('message', 'note', 'suggestion', 'whisper')", name="kind"),
        CheckConstraint("internal OR kind = 'message'", name="internal"),
        CheckConstraint("delivery IN ('accepted', 'sent', 'delivered', 'read', 'failed')", name="delivery"),
        Index("uq_messages_conversation_seq", "conversation_id", "seq", unique=True),
        Index("uq_messages_conversation_client", "conversation_id", "client_id", unique=True),
        Index(
            "uq_messages_channel_external",
            "channel",
            "external_id",
            unique=True,
            postgresql_where=text("external_id IS NOT NULL"),
        ),
        Index("ix_messages_turn_id", "turn_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    seq: Mapped[int]
    author: Mapped[str]
    author_id: Mapped[uuid.UUID | None]
    author_name: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    payload: Mapped[str | None]
    cards: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    buttons: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default="[]")
    client_id: Mapped[str | None]
    external_id: Mapped[str | None]
    channel: Mapped[str] = mapped_column(default="web")
    locale: Mapped[str] = mapped_column(default="")
    epoch: Mapped[int]
    turn_id: Mapped[uuid.UUID | None]
    kind: Mapped[str] = mapped_column(default="message", server_default="message")
    internal: Mapped[bool] = mapped_column(default=False)
    notice: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    delivery: Mapped[str] = mapped_column(default="accepted")
    delivery_reason: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Transition(Base):
    """One change of a conversation's state: who, when, why."""

    __tablename__ = "conversation_transitions"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    from_state: Mapped[str]
    to_state: Mapped[str]
    epoch: Mapped[int]
    actor_id: Mapped[uuid.UUID | None]
    actor_name: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class Mention(Base):
    """A colleague who was named in an internal note, until he has seen it."""

    __tablename__ = "mentions"
    __table_args__ = (
        Index("uq_mentions_message_user", "message_id", "user_id", unique=True),
        Index("ix_mentions_user_id_created_at", "user_id", "created_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class FollowUp(Base):
    """What an operator wants to be reminded of, in a conversation, at a moment."""

    __tablename__ = "follow_ups"
    __table_args__ = (Index("ix_follow_ups_user_id_due_at", "user_id", "due_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    due_at: Mapped[datetime]
    text: Mapped[str]
    created_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class CannedReply(Base):
    """An answer that operators use again and again, in several languages, with {{variables}}."""

    __tablename__ = "canned_replies"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    shortcut: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    texts: Mapped[dict[str, str]]
    created_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    updated_at: Mapped[datetime]


class ChatBlock(Base):
    """A person, or a guest by his conversation, whose messages are refused; lifted ones stay for the record."""

    __tablename__ = "chat_blocks"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (conversation_id IS NULL)", name="whose"),
        Index("uq_chat_blocks_user", "user_id", unique=True, postgresql_where=text("lifted_at IS NULL")),
        Index("uq_chat_blocks_guest", "conversation_id", unique=True, postgresql_where=text("lifted_at IS NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    note: Mapped[str]
    by_name: Mapped[str]
    created_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    lifted_by_name: Mapped[str] = mapped_column(default="", server_default="")
