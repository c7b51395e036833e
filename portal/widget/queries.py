"""Every select of sites and leads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.widget.models import Lead, UsedIdentity, WidgetSite


def site_by_key(session: Session, key: str) -> WidgetSite | None:
    """The site with this public key, switched on or off."""
    return session.scalar(select(WidgetSite).where(WidgetSite.key == key))


def sites(session: Session) -> Sequence[WidgetSite]:
    """Every site, by name."""
    return session.scalars(select(WidgetSite).order_by(WidgetSite.name, WidgetSite.key)).all()


def open_origins(session: Session) -> frozenset[str]:
    """Every origin whose pages may call: those of the sites that are switched on."""
    rows = session.scalars(select(func.unnest(WidgetSite.origins)).where(WidgetSite.enabled))
    return frozenset(rows)


def use_token(session: Session, site_id: UUID, token_hash: str, expires_at: datetime) -> bool:
    """Note a log-in token as used; False when it was used before. Two at once: one of them waits for the other."""
    written = session.execute(
        insert(UsedIdentity)
        .values(site_id=site_id, token_hash=token_hash, expires_at=expires_at)
        .on_conflict_do_nothing()
        .returning(UsedIdentity.token_hash)
    )
    return written.first() is not None


def forget_expired(session: Session, before: datetime) -> None:
    """Drop used tokens that could not be used again anyway."""
    session.execute(delete(UsedIdentity).where(UsedIdentity.expires_at < before))


def lead_of_client(session: Session, conversation_id: UUID, client_id: str) -> Lead | None:
    """The lead stored under this client id."""
    return session.scalar(select(Lead).where(Lead.conversation_id == conversation_id, Lead.client_id == client_id))


def leads(session: Session, before: datetime | None, limit: int) -> Sequence[Lead]:
    """Leads, newest first."""
    found = select(Lead).order_by(Lead.created_at.desc(), Lead.id).limit(limit)
    return session.scalars(found if before is None else found.where(Lead.created_at < before)).all()
