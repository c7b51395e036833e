"""What notices hear of the concepts below, and the jobs that this makes necessary."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from portal.catalogue.events import StockChanged
from portal.notices import tasks
from portal.notices.service.orders import SENTENCES
from portal.orders.events import OrderMoved
from portal.rfq.events import QuoteSent
from portal.shared import jobs
from portal.shared.events import subscribe as subscribe_to

# Stock comes in several files one after the other; one look afterwards is enough.
SETTLED = timedelta(seconds=2)


def subscribe() -> None:
    """Listen; every process that runs services does so once at its start."""
    subscribe_to(OrderMoved, _order_moved)
    subscribe_to(QuoteSent, _quote_sent)
    subscribe_to(StockChanged, _stock_changed)


def _order_moved(session: Session, event: OrderMoved) -> None:
    if event.status in SENTENCES:
        jobs.defer(session, tasks.order_moved, event_id=event.event_id)


def _quote_sent(session: Session, event: QuoteSent) -> None:
    jobs.defer(session, tasks.quote_sent, number=event.number, version=event.version)


def _stock_changed(session: Session, _event: StockChanged) -> None:
    jobs.defer(session, tasks.look_at_waits, queueing_lock="notices.look_at_waits", delay=SETTLED)
