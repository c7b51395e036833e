"""Companies, people and what they log in with."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import CHAR, CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String

from portal.shared.database import Base, TenantMixin
from portal.shared.ids import new_id


class Company(Base):
    """A customer. A null credit limit means none was agreed; nothing is blocked then."""

    __tablename__ = "companies"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    external_id: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    legal_name: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(CHAR(2))
    currency: Mapped[str] = mapped_column(CHAR(3))
    locale: Mapped[str] = mapped_column(default="en")
    timezone: Mapped[str] = mapped_column(default="UTC")
    trade: Mapped[str] = mapped_column(default="")
    vat_id: Mapped[str] = mapped_column(default="")
    registration_no: Mapped[str] = mapped_column(default="")
    credit_limit: Mapped[Decimal | None]
    payment_terms_days: Mapped[int] = mapped_column(default=0)
    price_list_id: Mapped[int | None] = mapped_column(ForeignKey("price_lists.id"))
    account_manager_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id"))
    active: Mapped[bool] = mapped_column(default=True)
    customer_since: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class User(Base):
    """A person: a buyer with memberships in companies, or one of the supplier's staff with roles of its own."""

    __tablename__ = "users"
    __table_args__ = (
        Index("uq_users_email_lower", text("lower(email)"), unique=True),
        CheckConstraint("kind IN ('buyer', 'staff')", name="kind"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    staff_roles: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    password_hash: Mapped[str | None]
    locale: Mapped[str] = mapped_column(default="en")
    phone: Mapped[str] = mapped_column(default="")
    job_title: Mapped[str] = mapped_column(default="")
    totp_secret: Mapped[str | None]
    totp_enabled_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]
    session_epoch: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    last_login_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Membership(TenantMixin, Base):
    """A person's roles in a company. A null order limit means none."""

    __tablename__ = "memberships"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    company_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("companies.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    roles: Mapped[list[str]] = mapped_column(ARRAY(String))
    order_limit: Mapped[Decimal | None]


class Address(TenantMixin, Base):
    """A billing or shipping address; `code` is what a person calls it."""

    __tablename__ = "addresses"
    __table_args__ = (Index("uq_addresses_company_id_code", "company_id", "code", unique=True),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str]
    kind: Mapped[str] = mapped_column(default="shipping")
    label: Mapped[str] = mapped_column(default="")
    recipient: Mapped[str] = mapped_column(default="")
    street: Mapped[str]
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str]
    country: Mapped[str] = mapped_column(CHAR(2))
    phone: Mapped[str] = mapped_column(default="")


class OneTimeToken(Base):
    """A link that works once: a password reset, or the first administrator's invitation."""

    __tablename__ = "one_time_tokens"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AccessToken(Base):
    """An API token and its refresh token, by hash."""

    __tablename__ = "access_tokens"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    refresh_hash: Mapped[str] = mapped_column(unique=True)
    session_epoch: Mapped[int]
    via: Mapped[str] = mapped_column(default="api", server_default="api")
    expires_at: Mapped[datetime]
    refresh_expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
