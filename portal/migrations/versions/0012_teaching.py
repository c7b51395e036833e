"""What the bot failed on, for review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.migrations import walls

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
TABLE = "review_items"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("predicted", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("suggested", sa.String(), nullable=True),
        sa.Column("intent", sa.String(), nullable=True),
        sa.Column("training_text", sa.String(), nullable=True),
        sa.Column("created_at", TIME, server_default=sa.text("now()"), nullable=False),
        sa.Column("reviewed_at", TIME, nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_by_name", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint("state IN ('open', 'taught', 'dismissed')", name=op.f("ck_review_items_state")),
        sa.CheckConstraint(
            "reason IN ('fallback', 'rejected', 'low_confidence', 'handed_over', 'corrected')",
            name=op.f("ck_review_items_reason"),
        ),
        sa.CheckConstraint("language IN ('en', 'uk', 'ru', 'pl')", name=op.f("ck_review_items_language")),
        sa.CheckConstraint(
            "(state = 'taught') = (intent IS NOT NULL AND training_text IS NOT NULL)",
            name=op.f("ck_review_items_taught"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_review_items_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_review_items_message_id_messages"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_review_items_company_id_companies")),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["users.id"], name=op.f("fk_review_items_reviewed_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_items")),
        sa.UniqueConstraint("message_id", name=op.f("uq_review_items_message_id")),
    )
    for column in ("conversation_id", "company_id", "reviewed_by_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
    op.create_index(f"ix_{TABLE}_state_created_at", TABLE, ["state", "created_at", "id"])
    # What staff make of a buyer's words is staff's alone.
    for statement in (*walls.enable(TABLE), walls.policy(TABLE, walls.PRIVILEGED)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(TABLE)
