"""What only staff see in a conversation, how far each side has read, snoozing, mentions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.migrations import walls

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NEW = {
    "conversations": ("public_seq", "read_by_buyer", "read_by_desk", "snoozed_until", "snoozed_by_id"),
    "messages": ("kind", "delivery_reason"),
}
_BUYERS = f"({walls.BUYER} AND company_id = {walls.COMPANY}) OR conversation_id = {walls.CONVERSATION}"


def _messages_wall(condition: str) -> None:
    op.execute("DROP POLICY tenant_wall ON messages")
    op.execute(walls.policy("messages", condition))


def upgrade() -> None:
    for name in NEW["conversations"][:3]:
        op.add_column("conversations", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.add_column("conversations", sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("conversations", sa.Column("snoozed_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_conversations_snoozed_by_id_users"),
        "conversations",
        "users",
        ["snoozed_by_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column("messages", sa.Column("kind", sa.String(), server_default="message", nullable=False))
    op.add_column("messages", sa.Column("delivery_reason", sa.String(), server_default="", nullable=False))
    op.execute("SELECT set_config('app.kind', 'system', true)")
    op.execute("UPDATE messages SET kind = 'suggestion' WHERE internal")
    op.execute(
        "UPDATE conversations c SET public_seq = seen.seq, read_by_buyer = seen.seq FROM "
        "(SELECT conversation_id, max(seq) AS seq FROM messages WHERE NOT internal GROUP BY conversation_id) seen "
        "WHERE seen.conversation_id = c.id"
    )
    op.create_check_constraint(
        op.f("ck_messages_kind"), "messages", "kind IN ('message', 'note', 'suggestion', 'whisper')"
    )
    op.create_check_constraint(op.f("ck_messages_internal"), "messages", "internal OR kind = 'message'")
    op.create_check_constraint(
        op.f("ck_messages_delivery"), "messages", "delivery IN ('accepted', 'sent', 'delivered', 'read', 'failed')"
    )
    # What is internal is staff's alone, even for a query that forgot to ask.
    _messages_wall(f"{walls.PRIVILEGED} OR (NOT internal AND ({_BUYERS}))")
    op.create_table(
        "mentions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_mentions_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_mentions_message_id_messages"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mentions_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_conversation_id"), "mentions", ["conversation_id"])
    op.create_index("ix_mentions_user_id_created_at", "mentions", ["user_id", "created_at"])
    op.create_index("uq_mentions_message_user", "mentions", ["message_id", "user_id"], unique=True)
    for statement in (*walls.enable("mentions"), walls.policy("mentions", walls.PRIVILEGED)):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("mentions")
    _messages_wall(f"{walls.PRIVILEGED} OR {_BUYERS}")
    for table, columns in NEW.items():
        for name in columns:
            op.drop_column(table, name)
    op.execute("ALTER TABLE messages DROP CONSTRAINT IF EXISTS ck_messages_delivery")
    op.execute("ALTER TABLE messages DROP CONSTRAINT IF EXISTS ck_messages_internal")
