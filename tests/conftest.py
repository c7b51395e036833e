"""Fixtures: the real embedded PostgreSQL, a fresh database a test, the real application."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.app import create_app
from portal.installation import roles
from portal.installation.embedded_postgres import EmbeddedPostgres
from portal.migrations import runner
from portal.security.actor import Actor, Via
from portal.shared.database import Database
from portal.shared.settings import Settings
from tests.factories import Factory
from tests.stack import stack  # noqa: F401 - a fixture of every folder

TEMPLATE = "prilavok_template"
PASSWORD = "test-only"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """The embedded server, forgetful and fast; workers of pytest-xdist share one."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "postgres"
    server = EmbeddedPostgres(folder, durable=False)
    with server.in_use():
        yield server


@pytest.fixture(scope="session")
def template(postgres: EmbeddedPostgres) -> str:
    """A database that the real migrations built; tests clone it."""
    with psycopg.connect(postgres.superuser_url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(42)")
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
        if exists is None:
            building = f"{TEMPLATE}_{secrets.token_hex(4)}"
            roles.create_roles(connection, {role.name: PASSWORD for role in roles.ROLES})
            connection.execute(f'CREATE DATABASE "{building}" OWNER prilavok_owner')
            with psycopg.connect(postgres.superuser_url(building), autocommit=True) as inside:
                roles.arrange_schemas(inside)
            runner.upgrade(postgres.url("prilavok_owner", PASSWORD, building))
            connection.execute(f'ALTER DATABASE "{building}" RENAME TO "{TEMPLATE}"')
    return TEMPLATE


class TestDatabase:
    """One test's database and the addresses of its roles."""

    __test__ = False

    def __init__(self, server: EmbeddedPostgres, name: str) -> None:
        self.server = server
        self.name = name

    def url(self, role: str = "web") -> str:
        """The address for one of our roles (web, worker, owner, rasa, search)."""
        return self.server.url(f"prilavok_{role}", PASSWORD, self.name)

    def superuser_url(self) -> str:
        """The address that walls do not stop; for looking at what is really there."""
        return self.server.superuser_url(self.name)


@pytest.fixture
def clone(postgres: EmbeddedPostgres, template: str) -> Iterator[TestDatabase]:
    """A fresh copy of the migrated template, dropped afterwards."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres.superuser_url(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER prilavok_owner')
        roles.close_database(connection, name)
        try:
            yield TestDatabase(postgres, name)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(clone: TestDatabase) -> Iterator[Database]:
    """The web role's engine; commits are real."""
    made = Database(clone.url("web"), pool_size=5, application_name="test")
    yield made
    made.dispose()


@pytest.fixture
def settings(clone: TestDatabase, tmp_path: Path) -> Settings:
    """Settings for an application on the test's database; nothing outside it is running."""
    return Settings(
        database_url=clone.url("web"),
        var_dir=tmp_path,
        secret_key="k" * 48,
        service_token="s" * 32,
        rasa_token="r" * 32,
        index_url="http://127.0.0.1:9",
        rasa_url="http://127.0.0.1:9",
    )


@pytest.fixture
def app(settings: Settings, database: Database) -> Flask:
    """The real application."""
    made = create_app(settings, database)
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser or program without a session."""
    return app.test_client()


@pytest.fixture
def system() -> Actor:
    """The product itself."""
    return Actor.system("test", via=Via.CLI)


@pytest.fixture
def make(database: Database, system: Actor) -> Iterator[Factory]:
    """Makes rows with real commits."""
    with Factory(database, system) as factory:
        yield factory


@pytest.fixture
def as_actor(database: Database) -> Callable[[Actor], object]:
    """`with as_actor(actor) as session:` runs a committed transaction for the actor."""

    @contextmanager
    def open_session(actor: Actor) -> Iterator[Session]:
        with database.transaction(actor) as session:
            yield session

    return open_session


@pytest.fixture
def login(client: FlaskClient, app: Flask) -> Callable[[str], FlaskClient]:
    """`login(email)` gives an API client with the person's token."""

    def enter(email: str) -> FlaskClient:
        response = client.post("/api/v1/tokens", json={"email": email, "password": Factory.PASSWORD})
        assert response.status_code == 200, response.get_json()
        token = response.get_json()["access_token"]
        entered = app.test_client()
        entered.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        return entered

    return enter
