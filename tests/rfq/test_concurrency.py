"""Two people at one request at once: whoever comes second sees what the first one did."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.rfq import queries
from portal.rfq.errors import RfqState
from portal.rfq.models import Rfq
from portal.rfq.schemas import AcceptIn, QuoteIn, QuoteLineIn, RfqIn, RfqLineIn
from portal.rfq.service import accepting, quoting, raising
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.clock import today
from portal.shared.database import Database
from tests.factories import Factory


@pytest.fixture
def buyer(make: Factory) -> Actor:
    return make.actor(make.buyer(make.company()))


@pytest.fixture
def manager(make: Factory) -> Actor:
    return make.actor(make.staff(Role.MANAGER))


@pytest.fixture
def number(buyer: Actor, database: Database) -> str:
    asked = RfqIn(lines=[RfqLineIn(description="Cable drum", quantity=Decimal(5))])
    with database.transaction(buyer) as session:
        return raising.raise_rfq(session, buyer, asked).number


def send_quote(database: Database, manager: Actor, number: str) -> QuoteIn:
    with database.transaction(manager) as session:
        line = queries.lines(session, raising.own(session, manager, number).id)[0]
        offer = QuoteIn(
            lines=[QuoteLineIn(line_id=line.id, unit_price=Decimal(10))], valid_until=today() + timedelta(days=5)
        )
        quoting.send_quote(session, manager, number, offer)
    return offer


def status(database: Database, manager: Actor, number: str) -> str:
    with database.transaction(manager) as session:
        found: Rfq = raising.own(session, manager, number)
        return found.status


def test_opening_a_request_does_not_take_a_quote_back_that_was_just_sent(
    database: Database, manager: Actor, number: str
) -> None:
    with database.transaction(manager) as session:
        held = raising.own(session, manager, number)
        assert held.status == "submitted"
        send_quote(database, manager, number)
        quoting.start_review(session, manager, number)
    assert status(database, manager, number) == "quoted"


def test_no_new_version_follows_an_accepted_quote(
    database: Database, buyer: Actor, manager: Actor, number: str
) -> None:
    offer = send_quote(database, manager, number)
    with database.transaction(manager) as session:
        held = raising.own(session, manager, number)
        assert held.status == "quoted"
        with database.transaction(buyer) as other:
            accepting.accept(other, buyer, number, AcceptIn())
        with pytest.raises(RfqState):
            quoting.send_quote(session, manager, number, offer)
    assert status(database, manager, number) == "accepted"
