"""The buyer answers a quote with a counter-offer; the supplier's sales answer with a new version."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.rfq import queries
from portal.rfq.errors import QuoteChanged, RfqInvalid, RfqState
from portal.rfq.models import Rfq, RfqComment
from portal.rfq.schemas import CounterIn
from portal.rfq.service.raising import own
from portal.rfq.states import may_move
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.database import notify
from portal.shared.texts import text


def counter(session: Session, actor: Actor, number: str, data: CounterIn) -> Rfq:
    """Keep the counter-offer with the request, which goes back to review; the old quote can no longer be accepted.

    The prices named become the lines' target prices. Raises RfqInvalid when nothing is said or a line is unknown,
    QuoteChanged when a newer version exists than was looked at, RfqState when no quote is out.
    """
    actor.require(Permission.QUOTE_ACCEPT)
    rfq = own(session, actor, number, lock=True)
    quote = queries.latest_quotes(session, [rfq.id]).get(rfq.id)
    if quote is None or rfq.status not in {"quoted", "expired"} or not may_move(rfq.status, "in_review"):
        raise RfqState
    if data.quote_version is not None and data.quote_version != quote.version:
        raise QuoteChanged
    lines = {line.id: line for line in queries.lines(session, rfq.id)}
    words = data.text.strip()
    fields: dict[str, str] = {}
    if not words and not data.target_prices:
        fields["text"] = text(actor.locale, "Write what you propose, or name a price.")
    for unknown in data.target_prices.keys() - lines.keys():
        fields[f"target_prices.{unknown}"] = text(actor.locale, "The request has no such line.")
    if fields:
        raise RfqInvalid(fields=fields)
    for line_id, price in data.target_prices.items():
        lines[line_id].target_price = price
    session.add(
        RfqComment(
            rfq_id=rfq.id,
            company_id=rfq.company_id,
            author_id=actor.require_user(),
            quote_version=quote.version,
            body=words,
            target_prices={str(line_id): str(price) for line_id, price in data.target_prices.items()},
            created_at=now(),
        )
    )
    rfq.status = "in_review"
    audit.record(
        session,
        actor,
        "quote.countered",
        "rfq",
        rfq.number,
        version=quote.version,
        lines=len(data.target_prices),
    )
    notify(session, "staff", f"rfq:{rfq.number}")
    session.flush()
    return rfq
