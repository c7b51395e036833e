"""What the accounts API takes and gives."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, Field

from portal.shared.schemas import CreditOut


class TokenRequest(BaseModel):
    """Log in for an API token; `otp` is the authenticator's code where two-factor login is on."""

    email: str = Field(max_length=254)
    password: str = Field(max_length=1024)
    otp: str | None = Field(default=None, max_length=16)


class RefreshRequest(BaseModel):
    """Exchange a refresh token."""

    refresh_token: str = Field(max_length=200)


class TokenOut(BaseModel):
    """`expires_in` is in seconds."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - a scheme's name
    expires_in: int
    refresh_token: str


class CompanyOut(BaseModel):
    """The company the person buys for."""

    id: UUID
    name: str
    currency: str
    country: str
    credit: CreditOut | None


class MeOut(BaseModel):
    """Who is logged in."""

    id: UUID
    email: str
    name: str
    locale: str
    kind: str
    roles: list[str]
    permissions: list[str]
    company: CompanyOut | None
