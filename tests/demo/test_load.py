import secrets
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.accounts.models import Company, User
from portal.audit.models import AuditEntry
from portal.catalogue.models import Product, SearchDocumentRow, StockLevel
from portal.conversations.models import Conversation, Message
from portal.conversations.routing.hours import is_open
from portal.conversations.routing.models import SlaPolicy
from portal.conversations.routing.service import facts
from portal.conversations.routing.topics import TOPICS
from portal.demo.companies import DEMO_COMPANY
from portal.demo.load import LOGINS_FILE, NoDemo, NotEmpty, load_demo, read_logins
from portal.demo.types import Demo
from portal.documents.models import Invoice
from portal.installation.embedded_postgres import EmbeddedPostgres
from portal.orders.models import Order, OrderLine, ShipmentLine
from portal.pricing.models import Price
from portal.pricing.service import PriceBook
from portal.rfq.models import Quote, Rfq, RfqLine
from portal.security.actor import Actor, Via
from portal.security.tokens import verify_password
from portal.shared.database import Database
from tests.conftest import TestDatabase
from tests.demo.conftest import AS_OF
from tests.factories import Factory

ROLES = {
    "buyer", "approver", "finance", "company_admin", "other_company_buyer",
    "manager", "head_of_sales", "supplier_finance", "operator", "second_operator", "administrator",
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(postgres: EmbeddedPostgres, template: str) -> Iterator[Database]:
    """One database for the tests that look at what was loaded, with the rights of the role that commands have."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres.superuser_url(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER prilavok_owner')
    made = Database(TestDatabase(postgres, name).url("worker"), pool_size=2)
    yield made
    made.dispose()
    with psycopg.connect(postgres.superuser_url(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def loaded(shared: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Loads the demo; returns the folder with the logins."""
    folder = tmp_path_factory.mktemp("var")
    assert load_demo(shared, folder, AS_OF, say=lambda _line: None)
    return folder


@pytest.fixture
def session(shared: Database) -> Iterator[Session]:
    with shared.transaction(Actor.system("test", via=Via.CLI)) as opened:
        yield opened


def _count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_everything_is_written(loaded: Path, session: Session, demo: Demo) -> None:
    lines = sum(len(order.lines) for order in demo.orders)
    shipped = sum(len(one.lines) for order in demo.orders for one in order.shipments)
    expected = {
        Product: len(demo.products), StockLevel: 3 * len(demo.products), Price: len(demo.prices),
        SearchDocumentRow: len(demo.products), Company: 15, User: len(demo.people), Order: len(demo.orders),
        OrderLine: lines, ShipmentLine: shipped, Invoice: len(demo.invoices), Rfq: len(demo.rfqs),
        RfqLine: sum(len(rfq.lines) for rfq in demo.rfqs), Quote: sum(1 for rfq in demo.rfqs if rfq.quoted_at),
        Conversation: len(demo.conversations), Message: sum(len(one.messages) for one in demo.conversations),
    }  # fmt: skip
    assert {model: _count(session, model) for model in expected} == expected
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "demo.loaded")).one()
    assert entry.actor_name == "demo"
    # The next numbers do not collide.
    assert session.scalar(text("SELECT nextval('order_number_seq')")) == int(demo.orders[-1].number[3:]) + 1
    assert session.scalar(text("SELECT nextval('rfq_number_seq')")) == 1_001 + len(demo.rfqs)
    last = max(int(one.number[3:]) for order in demo.orders for one in order.shipments)
    assert session.scalar(text("SELECT nextval('shipment_number_seq')")) == last + 1
    # Sums in the database are those of the generator.
    total = session.scalar(select(func.sum(Order.total)))
    assert total == sum((order.total for order in demo.orders), Decimal(0))


def test_logins_are_those_of_people_and_kept_for_the_user_alone(loaded: Path, session: Session) -> None:
    path = loaded / LOGINS_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    logins = read_logins(loaded)
    assert set(logins) == ROLES
    for login in logins.values():
        user = session.scalars(select(User).where(User.email == login["email"])).one()
        assert verify_password(user.password_hash, login["password"])
        assert login["email"].endswith(".example")


def test_the_desk_is_always_open_and_speaks_every_language(loaded: Path, session: Session) -> None:
    teams, hours = facts.teams(session)
    assert {team.code for team in teams} == {"sales", "logistics", "accounting", "technical"}
    assert set().union(*(team.topics for team in teams)) == set(TOPICS)
    night = datetime(2026, 3, 29, tzinfo=UTC)  # a Sunday on which the clock changes
    for team in teams:
        assert team.languages >= {"en", "uk", "ru", "pl"}, team.code
        assert all(is_open(hours[team.id], night + timedelta(minutes=30 * step)) for step in range(100))
    assert session.scalar(select(func.count()).select_from(SlaPolicy)) == 2


def test_contract_prices_hold_for_their_company(loaded: Path, session: Session, demo: Demo) -> None:
    company = session.scalars(select(Company).where(Company.external_id == DEMO_COMPANY)).one()
    contract = next(
        one
        for one in demo.contract_prices
        if one.company == DEMO_COMPANY and one.valid_to and one.valid_to > AS_OF.date()
    )
    product = session.scalars(select(Product).where(Product.sku == contract.sku)).one()
    price = PriceBook.for_company(session, company.id, AS_OF.date()).price_of(product.id, contract.min_quantity)
    assert price.unit_price is not None
    assert price.unit_price.amount == contract.amount


def test_loading_again_changes_nothing(loaded: Path, shared: Database) -> None:
    before = (loaded / LOGINS_FILE).read_text(encoding="utf-8")
    assert load_demo(shared, loaded, AS_OF, say=lambda _line: None) is False
    assert (loaded / LOGINS_FILE).read_text(encoding="utf-8") == before


def test_lost_logins_are_made_again(loaded: Path, shared: Database) -> None:
    (loaded / LOGINS_FILE).unlink()
    assert load_demo(shared, loaded, AS_OF, say=lambda _line: None) is False
    login = read_logins(loaded)["buyer"]
    with shared.transaction(Actor.system("test")) as session:
        user = session.scalars(select(User).where(User.email == login["email"])).one()
        assert verify_password(user.password_hash, login["password"])


def test_a_database_with_customers_is_refused(clone: TestDatabase, tmp_path: Path, make: Factory) -> None:
    make.company()
    worker = Database(clone.url("worker"), pool_size=1)
    with pytest.raises(NotEmpty):
        load_demo(worker, tmp_path, AS_OF)
    worker.dispose()
    with pytest.raises(NoDemo):
        read_logins(tmp_path)


def test_a_failure_leaves_nothing(
    clone: TestDatabase, tmp_path: Path, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no space left")

    monkeypatch.setattr("portal.demo.load.generate", lambda *_: demo)
    monkeypatch.setattr("portal.demo.load.write_rfqs", fail)
    worker = Database(clone.url("worker"), pool_size=1)
    with pytest.raises(RuntimeError, match="no space left"):
        load_demo(worker, tmp_path, AS_OF, say=lambda _line: None)
    with worker.transaction(Actor.system("test")) as session:
        assert _count(session, Product) == 0
    worker.dispose()
    assert not (tmp_path / LOGINS_FILE).exists()
