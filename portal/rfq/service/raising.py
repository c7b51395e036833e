"""A buyer raises, cancels or declines."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries as accounts
from portal.audit import service as audit
from portal.catalogue.models import Product
from portal.catalogue.queries import product_by_number
from portal.files.service import using
from portal.rfq import queries
from portal.rfq.errors import RfqInvalid, RfqNotFound, RfqState
from portal.rfq.models import Rfq, RfqFile, RfqLine, rfq_numbers
from portal.rfq.schemas import RfqIn, RfqLineIn
from portal.rfq.states import may_move
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now, today
from portal.shared.database import notify
from portal.shared.errors import Forbidden
from portal.shared.i18n import pick
from portal.shared.texts import text


def raise_rfq(
    session: Session, actor: Actor, data: RfqIn, *, conversation_id: UUID | None = None, source: str = "page"
) -> Rfq:
    """Store a request with its files and announce it to the supplier's sales.

    Raises RfqInvalid with a fault per line, FileMissing, TooManyFiles.
    """
    actor.require(Permission.RFQ_RAISE)
    company = accounts.company(session, actor.require_company())
    if company is None:
        raise Forbidden
    products = _check(session, data, actor.locale)
    rfq = Rfq(
        number=f"RFQ-{session.scalar(rfq_numbers.next_value())}",
        company_id=company.id,
        created_by=actor.require_user(),
        title=data.title.strip(),
        note=data.note.strip(),
        po_number=data.po_number.strip(),
        currency=company.currency,
        needed_by=data.needed_by,
        source=source,
        conversation_id=conversation_id,
        assigned_to=company.account_manager_id,
        created_at=now(),
    )
    session.add(rfq)
    session.flush()
    for position, (line, product) in enumerate(zip(data.lines, products, strict=True), start=1):
        session.add(_line(rfq, position, line, product, actor.locale))
    for position, file in enumerate(using.attach(session, actor, data.file_ids, company_id=company.id), start=1):
        session.add(RfqFile(rfq_id=rfq.id, company_id=company.id, file_id=file.id, position=position))
    audit.record(session, actor, "rfq.raised", "rfq", rfq.number, lines=len(data.lines))
    notify(session, "staff", f"rfq:{rfq.number}")
    session.flush()
    return rfq


def _check(session: Session, data: RfqIn, locale: str) -> list[Product | None]:
    """The product of each line, None for a line in words. Raises RfqInvalid naming every faulty line."""
    fields: dict[str, str] = {}
    products: list[Product | None] = []
    if data.needed_by is not None and data.needed_by < today():
        fields["needed_by"] = text(locale, "The date is in the past.")
    for index, line in enumerate(data.lines):
        product = product_by_number(session, line.sku) if line.sku else None
        products.append(product)
        if line.sku and product is None:
            fields[f"lines.{index}.sku"] = text(
                locale, "There is no product %(sku)s: leave the number out and describe it.", sku=line.sku
            )
        elif product is None and not line.description.strip():
            fields[f"lines.{index}.description"] = text(locale, "Name the product or describe what you need.")
        if line.needed_by is not None and line.needed_by < today():
            fields[f"lines.{index}.needed_by"] = text(locale, "The date is in the past.")
    if fields:
        raise RfqInvalid(fields=fields)
    return products


def _line(rfq: Rfq, position: int, line: RfqLineIn, product: Product | None, locale: str) -> RfqLine:
    return RfqLine(
        rfq_id=rfq.id,
        company_id=rfq.company_id,
        position=position,
        product_id=product.id if product else None,
        sku=product.sku if product else None,
        description=line.description.strip() or (pick(product.names, locale) if product else ""),
        quantity=line.quantity,
        unit=(product.unit if product else None) or line.unit or "pcs",
        target_price=line.target_price,
        needed_by=line.needed_by,
        comment=line.comment.strip(),
    )


def own(session: Session, actor: Actor, number: str, *, lock: bool = False) -> Rfq:
    """The request, if the actor may see it: a customer his own, staff any. Raises RfqNotFound."""
    actor.require(Permission.RFQ_VIEW)
    company = None if actor.may(Permission.STAFF_RFQ_VIEW) else actor.require_company()
    found = queries.by_number(session, number, company, lock=lock)
    if found is None:
        raise RfqNotFound
    return found


def decline(session: Session, actor: Actor, number: str, reason: str) -> Rfq:
    """The buyer does not want the quote. Raises RfqState when it cannot be declined (any more)."""
    actor.require(Permission.QUOTE_ACCEPT)
    rfq = own(session, actor, number, lock=True)
    if rfq.status != "quoted" or not may_move(rfq.status, "declined"):
        raise RfqState
    quote = queries.latest_quotes(session, [rfq.id])[rfq.id]
    quote.status = "declined"
    quote.decided_by, quote.decided_at = actor.user_id, now()
    rfq.status, rfq.decline_reason = "declined", reason.strip()
    audit.record(session, actor, "quote.declined", "rfq", rfq.number, version=quote.version)
    notify(session, "staff", f"rfq:{rfq.number}")
    session.flush()
    return rfq


def is_expired(valid_until: date) -> bool:
    """Whether a quote's last day has passed."""
    return valid_until < today()
