"""Shapes of the review API."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from portal.shared.settings import Locale
from portal.teaching.service.reviewing import Shown

ReviewState = Literal["open", "taught", "dismissed"]


class ReviewQuery(BaseModel):
    """Which part of the list."""

    state: ReviewState = "open"
    limit: int = Field(default=30, ge=1, le=100)
    cursor: str | None = None


class ReviewPath(BaseModel):
    """One of the list."""

    item_id: UUID


class ReviewIn(BaseModel):
    """Either the intent, with `text` where it shall be trained on in other words, or `dismiss`."""

    intent: str | None = Field(default=None, min_length=1, max_length=60)
    dismiss: bool = False
    text: str | None = Field(default=None, max_length=2000)
    language: Locale | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> ReviewIn:
        if (self.intent is None) == (not self.dismiss):
            raise ValueError("give either an intent or dismiss: true")
        return self


class ReportIn(BaseModel):
    """A buyer's message that the bot took for something else, and what it means, if known."""

    message_id: UUID
    intent: str | None = Field(default=None, min_length=1, max_length=60)


class ReviewItemOut(BaseModel):
    """`text` is as written; `training_text` is what is, or would be, trained on."""

    id: UUID
    conversation_id: UUID
    message_id: UUID
    text: str
    training_text: str
    language: str
    predicted: str
    confidence: float | None
    reason: Literal["fallback", "rejected", "low_confidence", "handed_over", "corrected"]
    state: ReviewState
    suggested: str | None
    intent: str | None
    created_at: datetime
    reviewed_at: datetime | None
    reviewed_by: str

    @classmethod
    def of(cls, shown: Shown) -> ReviewItemOut:
        """Its shape outside."""
        one = shown.item
        return cls(
            id=one.id,
            conversation_id=one.conversation_id,
            message_id=one.message_id,
            text=one.text,
            training_text=shown.masked,
            language=one.language,
            predicted=one.predicted,
            confidence=one.confidence,
            reason=one.reason,
            state=one.state,
            suggested=one.suggested,
            intent=one.intent,
            created_at=one.created_at,
            reviewed_at=one.reviewed_at,
            reviewed_by=one.reviewed_by_name,
        )


class ReviewList(BaseModel):
    """Newest first; `counts` are of all, by state."""

    items: list[ReviewItemOut]
    next: str | None
    counts: dict[str, int]


class IntentOut(BaseModel):
    """An intent, and something that people say for it in the reader's language."""

    name: str
    example: str


class Intents(BaseModel):
    """What can be assigned."""

    items: list[IntentOut]
