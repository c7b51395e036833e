"""Shapes of the channels API."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field


class WebhookPath(BaseModel):
    """Which account at which provider."""

    provider: str = Field(max_length=40)
    account_key: str = Field(max_length=80)


class LinkPath(BaseModel):
    """Which link."""

    link_id: UUID


class ChatOut(BaseModel):
    """A messenger in which the supplier can be written to; `url` opens the chat, empty where there is no such link."""

    provider: str
    title: str
    name: str
    url: str


class LinkCodeOut(BaseModel):
    """A code, good once until `expires_at`; `chats` open with the code in them where the messenger passes it on."""

    code: str
    expires_at: datetime
    chats: list[ChatOut]


class LinkOut(BaseModel):
    """A messenger that speaks for the caller."""

    id: UUID
    provider: str
    title: str
    account: str
    name: str
    linked_at: datetime
    expires_at: datetime | None
    last_in_at: datetime | None


class LinksOut(BaseModel):
    """The caller's messengers, and those that he could link."""

    items: list[LinkOut]
    chats: list[ChatOut]
