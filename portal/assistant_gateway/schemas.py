"""What the assistant's own calls take and give."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from portal.conversations.schemas import HandoverRequest


class ContextOut(BaseModel):
    """For whom the assistant speaks."""

    locale: str
    authenticated: bool
    first_name: str
    company: str | None
    cart_version: int | None
    cart_line_count: int


class SaidMessage(BaseModel):
    """What the assistant answered to an earlier part of the message."""

    text: str = Field(default="", max_length=8_000)
    cards: list[dict[str, Any]] = Field(default_factory=list, max_length=50)
    buttons: list[dict[str, Any]] = Field(default_factory=list, max_length=50)


class OwnHandover(HandoverRequest):
    """Why a person is wanted, and what the buyer is told before: a turn that hands over has no other answer."""

    said: list[SaidMessage] = Field(default_factory=list, max_length=20)
