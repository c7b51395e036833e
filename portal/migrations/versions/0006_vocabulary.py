"""What companies call products, and the wall around it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.migrations import walls

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vocabulary_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("phrase_key", sa.String(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
            name=op.f("fk_vocabulary_entries_company_id_companies"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_vocabulary_entries_created_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_vocabulary_entries_product_id_products"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_entries")),
    )
    op.create_index(op.f("ix_vocabulary_entries_company_id"), "vocabulary_entries", ["company_id"])
    op.create_index(op.f("ix_vocabulary_entries_product_id"), "vocabulary_entries", ["product_id"])
    op.create_index("uq_vocabulary_entries_phrase", "vocabulary_entries", ["company_id", "phrase_key"], unique=True)
    for statement in walls.tenant("vocabulary_entries"):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("vocabulary_entries")
