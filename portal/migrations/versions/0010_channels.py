"""Messengers and mailboxes: accounts, contacts, one-time codes, what came in and what is on its way out."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portal.migrations import walls

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
JSON = postgresql.JSONB(astext_type=sa.Text())
TABLES = ("channel_accounts", "channel_contacts", "channel_link_codes", "channel_events", "channel_deliveries")


def _key(table: str, column: str, target: str, ondelete: str | None = None) -> Any:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def _json(name: str, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, JSON, server_default=default, nullable=False)


def _created() -> sa.Column[Any]:
    return sa.Column("created_at", TIME, server_default=sa.text("now()"), nullable=False)


def upgrade() -> None:
    _accounts()
    _contacts()
    _codes()
    _events()
    _deliveries()
    for statement in _walls():
        op.execute(statement)


def _walls() -> list[str]:
    """Secrets, codes and raw events are the product's own business; contacts and deliveries are their company's too."""
    own = [
        statement
        for table in ("channel_accounts", "channel_link_codes", "channel_events")
        for statement in (*walls.enable(table), walls.policy(table, f"{walls.KIND} = 'system'"))
    ]
    shared = [
        statement
        for table in ("channel_contacts", "channel_deliveries")
        for statement in walls.conversation(table, "conversation_id")
    ]
    return own + shared


def _accounts() -> None:
    op.create_table(
        "channel_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("secrets", sa.String(), nullable=False),
        _json("options"),
        _json("cursor", "{}"),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("paused_until", TIME, nullable=True),
        sa.Column("fault", sa.String(), server_default="", nullable=False),
        _created(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_accounts")),
        sa.UniqueConstraint("key", name=op.f("uq_channel_accounts_key")),
    )


def _contacts() -> None:
    table = "channel_contacts"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("linked_at", TIME, nullable=True),
        sa.Column("expires_at", TIME, nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("answers_here", sa.Boolean(), nullable=False),
        _json("offered", "[]"),
        _json("thread", "{}"),
        sa.Column("last_in_at", TIME, nullable=True),
        sa.Column("blocked_at", TIME, nullable=True),
        _created(),
        sa.CheckConstraint("(user_id IS NULL) = (linked_at IS NULL)", name=op.f("ck_channel_contacts_linked")),
        _key(table, "account_id", "channel_accounts", "CASCADE"),
        _key(table, "company_id", "companies"),
        _key(table, "user_id", "users", "CASCADE"),
        _key(table, "conversation_id", "conversations", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_contacts")),
    )
    for column in ("company_id", "user_id", "conversation_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_index("uq_channel_contacts_account_external", table, ["account_id", "external_id"], unique=True)
    op.create_index("ix_channel_contacts_answers", table, ["conversation_id"], postgresql_where=sa.text("answers_here"))


def _codes() -> None:
    table = "channel_link_codes"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME, nullable=True),
        _created(),
        _key(table, "user_id", "users", "CASCADE"),
        _key(table, "company_id", "companies", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_link_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_channel_link_codes_code_hash")),
    )
    for column in ("user_id", "company_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _events() -> None:
    table = "channel_events"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        _json("body"),
        sa.Column("files", postgresql.ARRAY(sa.String()), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        _created(),
        sa.CheckConstraint("state IN ('pending', 'done', 'ignored', 'failed')", name=op.f("ck_channel_events_state")),
        _key(table, "account_id", "channel_accounts", "CASCADE"),
        _key(table, "contact_id", "channel_contacts", "CASCADE"),
        _key(table, "message_id", "messages", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_events")),
    )
    op.create_index(op.f(f"ix_{table}_message_id"), table, ["message_id"])
    op.create_index("uq_channel_events_account_external", table, ["account_id", "external_id"], unique=True)
    op.create_index(
        "ix_channel_events_pending", table, ["contact_id", "rank", "id"],
        postgresql_where=sa.text("state = 'pending'"),
    )  # fmt: skip


def _deliveries() -> None:
    table = "channel_deliveries"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("parts_sent", sa.Integer(), nullable=False),
        sa.Column("provider_ids", postgresql.ARRAY(sa.String()), server_default="{}", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("next_try_at", TIME, nullable=True),
        _created(),
        sa.Column("sent_at", TIME, nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'sent', 'delivered', 'read', 'dead', 'cancelled')",
            name=op.f("ck_channel_deliveries_state"),
        ),
        _key(table, "contact_id", "channel_contacts", "CASCADE"),
        _key(table, "message_id", "messages", "CASCADE"),
        _key(table, "conversation_id", "conversations", "CASCADE"),
        _key(table, "company_id", "companies"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_deliveries")),
    )
    for column in ("message_id", "conversation_id", "company_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_index("uq_channel_deliveries_message", table, ["contact_id", "message_id"], unique=True)
    op.create_index(
        "ix_channel_deliveries_pending", table, ["contact_id", "id"], postgresql_where=sa.text("state = 'pending'")
    )
    op.create_index("ix_channel_deliveries_dead", table, ["id"], postgresql_where=sa.text("state = 'dead'"))
    op.create_index("ix_channel_deliveries_provider_ids", table, ["provider_ids"], postgresql_using="gin")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
