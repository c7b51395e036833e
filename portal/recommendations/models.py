"""Proposals: what was suggested, by which model, and what became of each line."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base, TenantMixin
from portal.shared.ids import new_id


class Proposal(TenantMixin, Base):
    """A cart proposed from history."""

    __tablename__ = "proposals"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"))
    model: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    applied_at: Mapped[datetime | None]


class ProposalLine(TenantMixin, Base):
    """One proposed product; `outcome` is kept, changed, removed or empty while undecided."""

    __tablename__ = "proposal_lines"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    proposal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposals.id", ondelete="CASCADE"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    position: Mapped[int]
    quantity: Mapped[Decimal]
    probability: Mapped[float]
    reason_code: Mapped[str]
    reason_data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    last_ordered_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")
