"""Notices: who wants which, watched products, what has been told; messages that are notices say so."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portal.migrations import walls

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("notice_choices", "product_watches", "notices")


def _person(table: str) -> list[Any]:
    return [
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id_users"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f(f"fk_{table}_company_id_companies"), ondelete="RESTRICT"
        ),
    ]


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "notice_choices",
        *_person("notice_choices"),
        sa.Column("kinds", postgresql.ARRAY(sa.String()), nullable=False),
        _moment("updated_at"),
        sa.PrimaryKeyConstraint("user_id", "company_id", name=op.f("pk_notice_choices")),
    )
    op.create_table(
        "product_watches",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        *_person("product_watches"),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        _moment("created_at"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_product_watches_product_id_products"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_watches")),
    )
    op.create_index(op.f("ix_product_watches_product_id"), "product_watches", ["product_id"])
    op.create_index(
        "uq_product_watches_person_product", "product_watches", ["user_id", "company_id", "product_id"], unique=True
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_person("notices"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        _moment("created_at"),
        sa.CheckConstraint("kind IN ('shipment', 'quote', 'basket', 'stock', 'invoice')", name=op.f("ck_notices_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index("uq_notices_subject", "notices", ["user_id", "company_id", "kind", "subject"], unique=True)
    op.add_column("messages", sa.Column("notice", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_company_id"), table, ["company_id"])
        for statement in walls.tenant(table):
            op.execute(statement)


def downgrade() -> None:
    op.drop_column("messages", "notice")
    for table in reversed(TABLES):
        op.drop_table(table)
