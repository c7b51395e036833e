"""Shapes of the answers API."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

TOPICS = ("faq_delivery", "faq_payment", "faq_warranty")
LONGEST = 2000
Topic = Literal["faq_delivery", "faq_payment", "faq_warranty"]


class AnswerPath(BaseModel):
    """What is asked about."""

    topic: Topic


class BuyerTerms(BaseModel):
    """What was agreed with the asker's company; 0 days is payment in advance."""

    payment_terms_days: int
    country: str


class AnswerOut(BaseModel):
    """The supplier's answer in the asker's language, or the nearest that there is; no text where none was written."""

    topic: Topic
    text: str | None
    terms: BuyerTerms | None
