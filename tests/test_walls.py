"""The tenant wall: each of its two locks holds alone. Queries here filter nothing, so only the database decides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from portal.accounts import queries
from portal.accounts.models import Company, Membership, User
from portal.migrations.tables import metadata
from portal.orders.models import Order, OrderLine
from portal.pricing.models import ContractPrice
from portal.security.actor import Actor
from portal.shared.database import Database, TenantMixin
from tests.conftest import TestDatabase
from tests.factories import Factory

OWN_POLICY = {"users", "memberships", "companies", "one_time_tokens", "access_tokens", "audit_entries"}


def two_companies(make: Factory) -> tuple[Actor, Actor]:
    actors = []
    for name in ("First", "Second"):
        company = make.company(name)
        product = make.product()
        make.order(company, [(product, "5")])
        make.save(
            ContractPrice(
                company_id=company.id,
                product_id=product.id,
                amount=Decimal(1),
                currency="EUR",
                valid_from=date(2020, 1, 1),
            )
        )
        actors.append(make.actor(make.buyer(company)))
    return actors[0], actors[1]


def test_a_query_without_any_filter_shows_a_buyer_only_his_company(make: Factory, database: Database) -> None:
    first, second = two_companies(make)
    for actor in (first, second):
        with database.transaction(actor) as session:
            for model in (Order, OrderLine, ContractPrice, Membership):
                owners = set(session.scalars(select(model.company_id)))
                assert owners == {actor.company_id}, model
            assert set(session.scalars(select(Company.id))) == {actor.company_id}
            assert set(session.scalars(select(User.id))) == {actor.user_id}


def test_a_visitor_sees_nothing(make: Factory, database: Database) -> None:
    two_companies(make)
    with database.transaction(Actor.anonymous()) as session:
        for table in metadata.sorted_tables:
            if "company_id" in table.columns or table.name in OWN_POLICY:
                assert session.execute(select(table).limit(1)).first() is None, table.name


def test_a_login_attempt_sees_one_row_and_no_more(make: Factory, database: Database) -> None:
    first, _second = two_companies(make)
    with database.transaction(Actor.anonymous(login=first.email)) as session:
        assert [user.email for user in session.scalars(select(User))] == [first.email]
        assert queries.memberships(session, first.require_user()) == []


def test_a_connection_that_forgot_its_scope_sees_nothing(make: Factory, clone: TestDatabase) -> None:
    two_companies(make)
    with psycopg.connect(clone.url("web")) as connection:
        assert connection.execute("SELECT count(*) FROM orders").fetchone() == (0,)
        connection.execute("SELECT set_config('app.company', '', false)")
        assert connection.execute("SELECT count(*) FROM orders").fetchone() == (0,)


def test_a_buyer_can_write_no_row_of_another_company(make: Factory, database: Database) -> None:
    first, second = two_companies(make)
    with pytest.raises(DBAPIError, match="row-level security"), database.transaction(first) as session:
        session.add(Membership(user_id=first.user_id, company_id=second.company_id, roles=["company_admin"]))
        session.flush()
    with database.transaction(first) as session:
        touched = session.execute(text("UPDATE orders SET note = 'mine now'")).rowcount  # type: ignore[attr-defined]
        assert touched == 1
    make.session.expire_all()
    notes = {order.company_id: order.note for order in make.session.scalars(select(Order))}
    make.session.commit()
    assert notes[second.require_company()] == ""


def test_a_pooled_connection_forgets_whom_it_served(make: Factory, clone: TestDatabase) -> None:
    first, second = two_companies(make)
    small = Database(clone.url("web"), pool_size=1, max_overflow=0)
    for actor in (first, second, first):
        with small.transaction(actor) as session:
            assert set(session.scalars(select(Order.company_id))) == {actor.company_id}
    with small.transaction(Actor.anonymous()) as session:
        assert session.scalars(select(Order.id)).all() == []
    small.dispose()


def test_nobody_can_change_or_delete_the_audit_log(make: Factory, database: Database, system: Actor) -> None:
    from portal.audit import service as audit

    with database.transaction(system) as session:
        audit.record(session, system, "test.done", "test", 1)
    for statement in ("UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries"):
        with pytest.raises(DBAPIError, match="permission denied"), database.transaction(system) as session:
            session.execute(text(statement))


@pytest.mark.parametrize("role", ["web", "worker"])
def test_the_processes_own_nothing_and_cannot_bypass(clone: TestDatabase, role: str) -> None:
    with psycopg.connect(clone.url(role)) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert row == (False, False, False)
        owned = connection.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user").fetchone()
        assert owned == (0,)


def test_every_table_with_customer_data_has_a_forced_policy(clone: TestDatabase) -> None:
    expected = {table.name for table in metadata.sorted_tables if "company_id" in table.columns} | OWN_POLICY
    expected |= {"idempotency_records"}
    with psycopg.connect(clone.superuser_url()) as connection:
        walled = {
            row[0]
            for row in connection.execute(
                "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
                "WHERE c.relrowsecurity AND c.relforcerowsecurity"
            )
        }
    assert expected - walled == set()


def test_every_model_of_a_tenant_has_the_mixin() -> None:
    from portal.shared.database import Base

    nullable = {"audit_entries", "conversations", "messages", "conversation_transitions", "turns", "access_tokens"}
    nullable |= {"desk_episodes", "desk_sla_events", "desk_callbacks"}  # a guest has no company
    nullable |= {"channel_contacts", "channel_deliveries"}  # of a guest too
    nullable.add("channel_link_codes")  # nobody but the product sees them
    nullable.add("review_items")  # of guests too
    nullable.add("stored_files")  # a guest's file belongs to his conversation
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if "company_id" in table.columns and str(table) not in nullable:
            assert issubclass(mapper.class_, TenantMixin), table
