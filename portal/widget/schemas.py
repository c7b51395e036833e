"""What the chat's calls take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, EmailStr, Field, StringConstraints

from portal.conversations.schemas import ClientId, MessageOut
from portal.widget.models import Lead

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class SitePath(BaseModel):
    """Which site, by its public key."""

    key: Key


class SiteOut(BaseModel):
    """What the chat needs to know to show itself."""

    key: str
    supplier: str
    color: str
    position: Literal["left", "right"]
    identity: bool


class IdentityIn(BaseModel):
    """A log-in token that the site's server signed."""

    site: Key
    token: str = Field(max_length=4_096)


class IdentityOut(BaseModel):
    """An access token with the buyer's own rights; `expires_in` is in seconds. There is no refresh token."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the kind, not a secret
    expires_in: int
    user_id: UUID
    name: str
    company: str


class LeadIn(BaseModel):
    """A visitor's request for an offer. A repeated client_id is stored once."""

    client_id: ClientId
    name: Line = Field(min_length=1)
    email: EmailStr = Field(max_length=200)
    phone: Line = ""
    company: Line = ""
    need: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3_000)]
    site: Key | None = None


class LeadOut(BaseModel):
    """The request as it was stored, with the message that tells it in the conversation."""

    id: UUID
    message: MessageOut


class LeadsQuery(BaseModel):
    """Leads before a moment, newest first."""

    before: datetime | None = None
    limit: int = Field(default=50, ge=1, le=200)


class StaffLead(BaseModel):
    """A lead as the supplier's people see it."""

    id: UUID
    conversation_id: UUID
    name: str
    email: str
    phone: str
    company: str
    need: str
    locale: str
    created_at: datetime

    @classmethod
    def of(cls, lead: Lead) -> StaffLead:
        """The stored row's facts."""
        return cls(
            id=lead.id, conversation_id=lead.conversation_id, name=lead.name, email=lead.email, phone=lead.phone,
            company=lead.company_name, need=lead.need, locale=lead.locale, created_at=lead.created_at,
        )  # fmt: skip


class StaffLeads(BaseModel):
    """`next` is the value of `before` for older ones, null at the end."""

    items: list[StaffLead]
    next: datetime | None
