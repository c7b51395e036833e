"""Accounts at providers, the people who write there, what they sent, and what is on its way to them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base
from portal.shared.ids import new_id


class ChannelAccount(Base):
    """The supplier's account at a provider: a bot, a number, a page, a mailbox.

    `key` is its unguessable part of the webhook's address. `secrets` is encrypted JSON, `options` is not secret.
    `cursor` is how far a polled account was read. Until `paused_until` the provider wants to be left alone.
    """

    __tablename__ = "channel_accounts"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    provider: Mapped[str]
    name: Mapped[str]
    secrets: Mapped[str]
    options: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    cursor: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    enabled: Mapped[bool] = mapped_column(default=True)
    paused_until: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ChannelContact(Base):
    """Somebody who writes through an account; a guest until he links himself to his login by a one-time code.

    `conversation_id` is where his messages go now; `answers_here` says that this is where he last wrote from, so that
    the answers go here. `offered` are the choices that his last message from us numbered; `thread` is what the
    provider needs to answer in place (an e-mail's subject and references).
    """

    __tablename__ = "channel_contacts"
    __table_args__ = (
        Index("uq_channel_contacts_account_external", "account_id", "external_id", unique=True),
        Index(
            "ix_channel_contacts_answers", "conversation_id", postgresql_where=text("answers_here"),
        ),
        CheckConstraint("(user_id IS NULL) = (linked_at IS NULL)", name="linked"),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("channel_accounts.id", ondelete="CASCADE"))
    external_id: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="")
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    linked_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    answers_here: Mapped[bool] = mapped_column(default=False)
    offered: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default="[]")
    thread: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    last_in_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class LinkCode(Base):
    """A code that ties a contact to a person in a company, once, within minutes; kept as its hash."""

    __tablename__ = "channel_link_codes"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    company_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("companies.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ChannelEvent(Base):
    """One thing a provider told us, stored before it is acknowledged; a repeated one is stored once.

    `rank` orders events of a contact as the provider does. `body` is emptied once the event is dealt with: the
    message holds what was said. `files` are the stored files of its media.
    """

    __tablename__ = "channel_events"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'done', 'ignored', 'failed')", name="state"),
        Index("uq_channel_events_account_external", "account_id", "external_id", unique=True),
        Index(
            "ix_channel_events_pending", "contact_id", "rank", "id", postgresql_where=text("state = 'pending'"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("channel_accounts.id", ondelete="CASCADE"))
    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("channel_contacts.id", ondelete="CASCADE"))
    external_id: Mapped[str]
    kind: Mapped[str]
    rank: Mapped[int] = mapped_column(BigInteger, default=0)
    body: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    files: Mapped[list[str] | None]
    state: Mapped[str] = mapped_column(default="pending")
    reason: Mapped[str] = mapped_column(default="", server_default="")
    attempts: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Delivery(Base):
    """One message on its way to one contact. `parts_sent` of its parts are with the provider, under `provider_ids`.

    States: pending, sent, delivered, read; dead (given up: listed, can be tried again), cancelled (the contact was
    unlinked, or the conversation moved on).
    """

    __tablename__ = "channel_deliveries"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'sent', 'delivered', 'read', 'dead', 'cancelled')", name="state"),
        Index("uq_channel_deliveries_message", "contact_id", "message_id", unique=True),
        Index(
            "ix_channel_deliveries_pending", "contact_id", "id", postgresql_where=text("state = 'pending'"),
        ),
        Index("ix_channel_deliveries_dead", "id", postgresql_where=text("state = 'dead'")),
        Index("ix_channel_deliveries_provider_ids", "provider_ids", postgresql_using="gin"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("channel_contacts.id", ondelete="CASCADE"))
    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    parts_sent: Mapped[int] = mapped_column(default=0)
    provider_ids: Mapped[list[str]] = mapped_column(default=list, server_default="{}")
    reason: Mapped[str] = mapped_column(default="", server_default="")
    next_try_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    sent_at: Mapped[datetime | None]
