"""Counter-offers, quotes accepted by line, and the supplier's standing answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portal.migrations import walls

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("quote_lines", sa.Column("accepted", sa.Boolean(), nullable=True))
    op.create_table(
        "rfq_comments",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("rfq_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("quote_version", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("target_prices", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_rfq_comments_author_id_users")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_rfq_comments_company_id_companies"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["rfq_id"], ["rfqs.id"], name=op.f("fk_rfq_comments_rfq_id_rfqs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rfq_comments")),
    )
    op.create_index(op.f("ix_rfq_comments_company_id"), "rfq_comments", ["company_id"])
    op.create_index(op.f("ix_rfq_comments_rfq_id"), "rfq_comments", ["rfq_id"])
    op.create_table(
        "standing_answers",
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "topic IN ('faq_delivery', 'faq_payment', 'faq_warranty')", name=op.f("ck_standing_answers_topic")
        ),
        sa.CheckConstraint("locale IN ('en', 'uk', 'ru', 'pl')", name=op.f("ck_standing_answers_locale")),
        sa.PrimaryKeyConstraint("topic", "locale", name=op.f("pk_standing_answers")),
    )
    for statement in walls.tenant("rfq_comments"):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("standing_answers")
    op.drop_table("rfq_comments")
    op.drop_column("quote_lines", "accepted")
