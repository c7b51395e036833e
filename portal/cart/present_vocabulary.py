"""The company's vocabulary as people of the company see it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.accounts.models import User
from portal.cart.models import VocabularyEntry
from portal.cart.schemas import EntryOut
from portal.cart.service.vocabulary import Known, entries
from portal.catalogue.models import Product
from portal.security.actor import Actor
from portal.shared.i18n import pick


def present_entries(session: Session, actor: Actor) -> list[EntryOut]:
    """All of them, by alphabet. Raises Forbidden."""
    return [_out(actor, each) for each in entries(session, actor)]


def present_entry(session: Session, actor: Actor, entry: VocabularyEntry) -> EntryOut:
    """One that was just made."""
    product = session.get_one(Product, entry.product_id)
    author = session.get(User, entry.created_by) if entry.created_by else None
    return _out(actor, Known(entry, product, author.name if author else ""))


def _out(actor: Actor, known: Known) -> EntryOut:
    entry, product = known.entry, known.product
    return EntryOut(
        id=entry.id,
        phrase=entry.phrase,
        sku=product.sku,
        name=pick(product.names, actor.locale),
        times=entry.times,
        created_by=known.author,
        created_at=entry.created_at,
        last_used_at=entry.last_used_at,
        active=product.active,
    )
