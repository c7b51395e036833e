"""Alembic's environment: runs as the owner, leaves alone what is procrastinate's and Rasa's."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import create_engine, text

from portal.migrations.tables import metadata
from portal.shared.database import driver_url

LOCK_TIMEOUT = "5s"


def _ours(_object: Any, name: str | None, type_: str, _reflected: bool, _compare_to: Any) -> bool:
    return not (type_ == "table" and name is not None and name.startswith("procrastinate_"))


def run() -> None:
    url = context.config.attributes.get("url") or context.config.get_main_option("sqlalchemy.url")
    engine = create_engine(driver_url(str(url)))
    with engine.connect() as connection:
        connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.execute(text("SELECT set_config('app.kind', 'system', false)"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_object=_ours,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
