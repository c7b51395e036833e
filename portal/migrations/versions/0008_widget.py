"""Websites that carry the chat, used log-in tokens, visitors' requests, and the door an access token came through."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.migrations import walls

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
# A visitor may write and read what belongs to his own conversation; buyers have requests for quotation instead.
_LEADS = f"{walls.PRIVILEGED} OR conversation_id = {walls.CONVERSATION}"


def upgrade() -> None:
    op.add_column("access_tokens", sa.Column("via", sa.String(), server_default="api", nullable=False))
    _sites()
    _used_identities()
    _leads()
    for statement in (*walls.enable("widget_leads"), walls.policy("widget_leads", _LEADS)):
        op.execute(statement)


def _sites() -> None:
    op.create_table(
        "widget_sites",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("origins", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("identity", sa.Boolean(), nullable=False),
        sa.Column("only_company_id", sa.Uuid(), nullable=True),
        sa.Column("color", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIME, server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["only_company_id"],
            ["companies.id"],
            name=op.f("fk_widget_sites_only_company_id_companies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_widget_sites")),
        sa.UniqueConstraint("key", name=op.f("uq_widget_sites_key")),
    )


def _used_identities() -> None:
    op.create_table(
        "widget_used_identities",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["widget_sites.id"],
            name=op.f("fk_widget_used_identities_site_id_widget_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "token_hash", name=op.f("pk_widget_used_identities")),
    )
    op.create_index("ix_widget_used_identities_expires_at", "widget_used_identities", ["expires_at"])


def _leads() -> None:
    op.create_table(
        "widget_leads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("company_name", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_widget_leads_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_widget_leads_message_id_messages"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["widget_sites.id"], name=op.f("fk_widget_leads_site_id_widget_sites"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_widget_leads")),
    )
    op.create_index("uq_widget_leads_client", "widget_leads", ["conversation_id", "client_id"], unique=True)


def downgrade() -> None:
    op.drop_table("widget_leads")
    op.drop_table("widget_used_identities")
    op.drop_table("widget_sites")
    op.drop_column("access_tokens", "via")
