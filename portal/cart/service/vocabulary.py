"""A company's own names for products: learned from its choices, used first when it writes them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.accounts.models import User
from portal.audit import service as audit
from portal.cart.errors import EntryNotFound, PhraseInvalid
from portal.cart.models import VocabularyEntry
from portal.cart.vocabulary_key import MAX_PHRASE, phrase_key
from portal.catalogue.models import Product
from portal.catalogue.service import get_product
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.ids import new_id

MAX_ENTRIES: Final = 5_000  # of a company; what was not used for longest gives way


@dataclass(frozen=True, slots=True)
class Known:
    """An entry with its product, and who made it."""

    entry: VocabularyEntry
    product: Product
    author: str


def learn(session: Session, actor: Actor, phrase: str, sku: str) -> VocabularyEntry:
    """Keep that the actor's company means the product `sku` by `phrase`; a later choice replaces an earlier one.

    Raises Forbidden, PhraseInvalid, ProductNotFound.
    """
    actor.require(Permission.CART_EDIT)
    company_id = actor.require_company()
    phrase = " ".join(phrase.split())
    key = phrase_key(phrase)
    if not key or len(phrase) > MAX_PHRASE:
        raise PhraseInvalid
    product = get_product(session, actor, sku)
    same = VocabularyEntry.product_id == product.id
    entry_id = session.scalar(
        insert(VocabularyEntry)
        .values(
            id=new_id(),
            company_id=company_id,
            phrase_key=key,
            phrase=phrase,
            product_id=product.id,
            created_by=actor.user_id,
        )
        .on_conflict_do_update(
            index_elements=["company_id", "phrase_key"],
            set_={
                "phrase": phrase,
                "product_id": product.id,
                "times": case((same, VocabularyEntry.times + 1), else_=1),
                "created_by": case((same, VocabularyEntry.created_by), else_=actor.user_id),
                "created_at": case((same, VocabularyEntry.created_at), else_=now()),
                "last_used_at": now(),
            },
        )
        .returning(VocabularyEntry.id)
    )
    audit.record(session, actor, "vocabulary.learned", "vocabulary_entry", entry_id, phrase=phrase, sku=product.sku)
    _make_room(session, company_id)
    entry = session.get(VocabularyEntry, entry_id, populate_existing=True)
    assert entry is not None
    return entry


def _make_room(session: Session, company_id: UUID) -> None:
    mine = VocabularyEntry.company_id == company_id
    count = session.scalar(select(func.count()).select_from(VocabularyEntry).where(mine)) or 0
    if count > MAX_ENTRIES:
        by_use = select(VocabularyEntry.id).where(mine).order_by(VocabularyEntry.last_used_at)
        oldest = by_use.limit(count - MAX_ENTRIES)
        session.execute(delete(VocabularyEntry).where(VocabularyEntry.id.in_(oldest)))


def forget(session: Session, actor: Actor, entry_id: UUID) -> None:
    """Take a name back. Raises Forbidden, EntryNotFound."""
    actor.require(Permission.CART_EDIT)
    entry = session.scalar(
        select(VocabularyEntry).where(
            VocabularyEntry.id == entry_id, VocabularyEntry.company_id == actor.require_company()
        )
    )
    if entry is None:
        raise EntryNotFound
    audit.record(session, actor, "vocabulary.forgotten", "vocabulary_entry", entry.id, phrase=entry.phrase)
    session.delete(entry)
    session.flush()


def entries(session: Session, actor: Actor) -> Sequence[Known]:
    """The company's names by alphabet, those of withdrawn products too. Raises Forbidden."""
    actor.require(Permission.CART_EDIT)
    rows = session.execute(
        select(VocabularyEntry, Product, User.name)
        .join(Product, Product.id == VocabularyEntry.product_id)
        .outerjoin(User, User.id == VocabularyEntry.created_by)
        .where(VocabularyEntry.company_id == actor.require_company())
        .order_by(func.lower(VocabularyEntry.phrase), VocabularyEntry.id)
    )
    return [Known(entry, product, name or "") for entry, product, name in rows]


def known(session: Session, actor: Actor, phrases: Iterable[str]) -> Mapping[str, Known]:
    """{phrase: what the company means by it}, for those phrases whose product is still sold."""
    keys = {phrase: phrase_key(phrase) for phrase in phrases}
    wanted = {key for key in keys.values() if key}
    if not wanted:
        return {}
    rows = session.execute(
        select(VocabularyEntry, Product)
        .join(Product, Product.id == VocabularyEntry.product_id)
        .where(
            VocabularyEntry.company_id == actor.require_company(),
            VocabularyEntry.phrase_key.in_(wanted),
            Product.active,
        )
    )
    by_key = {entry.phrase_key: Known(entry, product, "") for entry, product in rows}
    return {phrase: by_key[key] for phrase, key in keys.items() if key in by_key}


def count_use(session: Session, entry_ids: Iterable[UUID]) -> None:
    """Note that these entries were taken for lines of an order."""
    ids = sorted(set(entry_ids))
    if ids:
        session.execute(
            update(VocabularyEntry)
            .where(VocabularyEntry.id.in_(ids))
            .values(times=VocabularyEntry.times + 1, last_used_at=now())
            .execution_options(synchronize_session=False)
        )
