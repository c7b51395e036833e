"""Engine, sessions and the declarative base.

Every transaction begins with the actor's scope (`set_config('app.…', …, true)`), which the row-level security
policies read: forgetting a filter in a query then shows nothing of another company.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from sqlalchemy import DateTime, ForeignKey, MetaData, Numeric, Uuid, create_engine, event, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, SessionTransaction, declared_attr, mapped_column
from sqlalchemy.types import String

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SCOPE_KEYS = ("kind", "company", "user", "login", "token", "conversation")

Names = dict[str, str]


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        Decimal: Numeric(14, 4),
        uuid.UUID: Uuid(),
        dict[str, str]: JSONB(),
        dict[str, Any]: JSONB(),
        list[dict[str, Any]]: JSONB(),
        list[str]: ARRAY(String()),
    }


class TenantMixin:
    """A table whose rows belong to one company; migrations put the tenant wall around it."""

    @declared_attr
    def company_id(cls) -> Mapped[uuid.UUID]:  # noqa: N805 - SQLAlchemy calls it on the class
        """The company whose row it is."""
        return mapped_column(ForeignKey("companies.id", ondelete="RESTRICT"), index=True)


class Scoped(Protocol):
    """Whoever acts: tells the database what it may see."""

    def database_scope(self) -> Mapping[str, str]:
        """Values for SCOPE_KEYS; a missing one means empty."""


_SET_SCOPE = text("SELECT " + ", ".join(f"set_config('app.{key}', :{key}, true)" for key in SCOPE_KEYS))


def driver_url(url: str) -> str:
    """`url` with psycopg 3 as its driver, whatever scheme it came with."""
    return make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


class Database:
    """The one engine of a process."""

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 10,
        max_overflow: int = 10,
        application_name: str = "prilavok",
    ) -> None:
        self.engine = create_engine(
            driver_url(url),
            pool_size=pool_size,
            max_overflow=max_overflow,
            pool_pre_ping=True,
            hide_parameters=True,  # what people write, and hashes of their tokens, are not for logs
            pool_timeout=10,
            connect_args={
                "application_name": application_name,
                "connect_timeout": 10,
                "options": "-c statement_timeout=60000 -c idle_in_transaction_session_timeout=120000",
            },
        )

    def session(self, actor: Scoped) -> Session:
        """A session that acts for `actor`; the caller commits or rolls back."""
        return Session(self.engine, expire_on_commit=False, info={"actor": actor})

    @contextmanager
    def transaction(self, actor: Scoped) -> Iterator[Session]:
        """A session in one transaction: committed at the end, rolled back on any exception."""
        with self.session(actor) as session, session.begin():
            yield session

    def dispose(self) -> None:
        """Close the pool's connections."""
        self.engine.dispose()


@event.listens_for(Session, "after_begin")
def _apply_scope(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    actor: Scoped | None = session.info.get("actor")
    if actor is None:
        return
    scope = actor.database_scope()
    connection.execute(_SET_SCOPE, {key: scope.get(key, "") for key in SCOPE_KEYS})


def switch_actor(session: Session, actor: Scoped) -> None:
    """Act for `actor` from here on, in this transaction too."""
    session.info["actor"] = actor
    if session.in_transaction():
        scope = actor.database_scope()
        session.execute(_SET_SCOPE, {key: scope.get(key, "") for key in SCOPE_KEYS})


def notify(session: Session, channel: str, payload: str) -> None:
    """NOTIFY `channel` when the session's transaction commits (payload under 8,000 bytes)."""
    session.execute(text("SELECT pg_notify(:channel, :payload)"), {"channel": channel, "payload": payload})
