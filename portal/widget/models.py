"""Sites that carry the chat, used log-in tokens, and what visitors asked for."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String

from portal.shared.database import Base
from portal.shared.ids import new_id


class WidgetSite(Base):
    """A website that carries the chat. `key` is public; `secret` (encrypted) signs log-in tokens, where they are on.

    `origins` are scheme, host and port of its pages. With `only_company_id` its tokens open that customer's people
    alone: a customer's own site cannot speak for another customer.
    """

    __tablename__ = "widget_sites"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    origins: Mapped[list[str]] = mapped_column(ARRAY(String))
    secret: Mapped[str]
    identity: Mapped[bool] = mapped_column(default=False)
    only_company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id", ondelete="CASCADE"))
    color: Mapped[str] = mapped_column(default="")
    position: Mapped[str] = mapped_column(default="right")
    enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class UsedIdentity(Base):
    """A log-in token that was used, by the hash of its id; kept until the token would have expired anyway."""

    __tablename__ = "widget_used_identities"
    __table_args__ = (Index("ix_widget_used_identities_expires_at", "expires_at"),)

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("widget_sites.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime]


class Lead(Base):
    """What a visitor asked an offer for, and how to reach him; part of his conversation, and erased with it."""

    __tablename__ = "widget_leads"
    __table_args__ = (Index("uq_widget_leads_client", "conversation_id", "client_id", unique=True),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    client_id: Mapped[str]
    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    site_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("widget_sites.id", ondelete="SET NULL"))
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    company_name: Mapped[str] = mapped_column(default="")
    need: Mapped[str]
    locale: Mapped[str]
    created_at: Mapped[datetime]
