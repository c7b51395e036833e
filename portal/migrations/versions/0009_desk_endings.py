"""The end of a conversation (summary, tags, rating, merging), follow-ups, canned replies, blocked writers, erasure."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portal.migrations import walls

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COLUMNS = ("summary", "tags", "rating", "rating_text", "rated_at", "merged_into_id")
TABLES = ("follow_ups", "canned_replies", "chat_blocks")
# Rasa's tables are another role's, and there only after its first start; the owner is a member of that role.
FUNCTIONS = {
    "forget_dialogues(text[])": """
        CREATE FUNCTION forget_dialogues(dialogues text[]) RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE gone bigint := 0;
        BEGIN
            IF to_regclass('rasa.events') IS NOT NULL THEN
                DELETE FROM rasa.events WHERE sender_id = ANY(dialogues);
                GET DIAGNOSTICS gone = ROW_COUNT;
            END IF;
            RETURN gone;
        END $$""",
    "events_of_dialogues(text[])": """
        CREATE FUNCTION events_of_dialogues(dialogues text[]) RETURNS SETOF text
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF to_regclass('rasa.events') IS NOT NULL THEN
                RETURN QUERY SELECT data::text FROM rasa.events WHERE sender_id = ANY(dialogues) ORDER BY id;
            END IF;
        END $$""",
}


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _key(table: str, column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete)


def _conversations() -> None:
    for name in ("summary", "rating_text"):
        op.add_column("conversations", sa.Column(name, sa.String(), server_default="", nullable=False))
    op.add_column(
        "conversations", sa.Column("tags", postgresql.ARRAY(sa.String()), server_default="{}", nullable=False)
    )
    op.add_column("conversations", sa.Column("rating", sa.Integer(), nullable=True))
    op.add_column("conversations", _moment("rated_at", nullable=True))
    op.add_column("conversations", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_conversations_merged_into_id_conversations"),
        "conversations",
        "conversations",
        ["merged_into_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_check_constraint(op.f("ck_conversations_rating"), "conversations", "rating BETWEEN 1 AND 5")
    op.create_index(
        "ix_conversations_closed_at",
        "conversations",
        ["closed_at"],
        postgresql_where=sa.text("closed_at IS NOT NULL"),
    )


def _tables() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        _moment("due_at"),
        sa.Column("text", sa.String(), nullable=False),
        _moment("created_at"),
        _moment("told_at", nullable=True),
        _moment("done_at", nullable=True),
        _key("follow_ups", "conversation_id", "conversations", "CASCADE"),
        _key("follow_ups", "user_id", "users", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
    )
    op.create_index(op.f("ix_follow_ups_conversation_id"), "follow_ups", ["conversation_id"])
    op.create_index("ix_follow_ups_user_id_due_at", "follow_ups", ["user_id", "due_at"])
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shortcut", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("texts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        _moment("updated_at"),
        _key("canned_replies", "created_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_replies")),
        sa.UniqueConstraint("shortcut", name=op.f("uq_canned_replies_shortcut")),
    )
    op.create_table(
        "chat_blocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        _moment("created_at"),
        _moment("lifted_at", nullable=True),
        sa.Column("lifted_by_name", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint("(user_id IS NULL) <> (conversation_id IS NULL)", name=op.f("ck_chat_blocks_whose")),
        _key("chat_blocks", "user_id", "users", "CASCADE"),
        _key("chat_blocks", "conversation_id", "conversations", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_blocks")),
    )
    for name, column in (("uq_chat_blocks_user", "user_id"), ("uq_chat_blocks_guest", "conversation_id")):
        op.create_index(name, "chat_blocks", [column], unique=True, postgresql_where=sa.text("lifted_at IS NULL"))


def upgrade() -> None:
    _conversations()
    _tables()
    for table in TABLES:
        for statement in (*walls.enable(table), walls.policy(table, walls.PRIVILEGED)):
            op.execute(statement)
    # Whoever writes may find out that he is blocked, without a change of scope for every message.
    mine = f"user_id = {walls.USER} OR conversation_id = {walls.CONVERSATION}"
    op.execute(walls.policy("chat_blocks", mine, name="own", command="SELECT"))
    for name, statement in FUNCTIONS.items():
        op.execute(statement)
        op.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC, prilavok_web")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO prilavok_worker")


def downgrade() -> None:
    for name in FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}")
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("ix_conversations_closed_at", "conversations")
    for column in COLUMNS:
        op.drop_column("conversations", column)
