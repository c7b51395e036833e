"""The desk's routing: teams, people, presence, hours, promises, hand-overs and who wants to be called back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portal.migrations import walls

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = (
    "desk_teams",
    "desk_customer_classes",
    "desk_settings",
    "desk_operators",
    "desk_company_classes",
    "desk_holidays",
    "desk_sla_policies",
    "desk_team_members",
    "desk_callbacks",
    "desk_episodes",
    "desk_sla_events",
)
# What is known of customers; buyers are told through the services alone.
WALLED = ("desk_company_classes", "desk_callbacks", "desk_episodes", "desk_sla_events")


def upgrade() -> None:
    op.create_table(
        "desk_customer_classes",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("names", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("head_start_minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("head_start_minutes BETWEEN 0 AND 1440", name=op.f("ck_desk_customer_classes_head_start")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_desk_customer_classes")),
    )
    op.create_table(
        "desk_settings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vanish_seconds", sa.Integer(), nullable=False),
        sa.Column("auto_assign", sa.Boolean(), nullable=False),
        sa.Column("topic_head_starts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("watching_since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_desk_settings_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_settings")),
    )
    op.create_table(
        "desk_teams",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("names", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("topics", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("hours", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_teams")),
        sa.UniqueConstraint("code", name=op.f("uq_desk_teams_code")),
    )
    op.create_index(
        "uq_desk_teams_is_default", "desk_teams", ["is_default"], unique=True, postgresql_where=sa.text("is_default")
    )
    op.create_table(
        "desk_holidays",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("names", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("hours", postgresql.ARRAY(sa.String()), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["desk_teams.id"], name=op.f("fk_desk_holidays_team_id_desk_teams"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_holidays")),
    )
    op.create_index(op.f("ix_desk_holidays_team_id"), "desk_holidays", ["team_id"], unique=False)
    op.create_index(
        "uq_desk_holidays_day_team",
        "desk_holidays",
        ["day", "team_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "desk_operators",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("skills", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vanished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_given_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('online', 'away', 'offline')", name=op.f("ck_desk_operators_status")),
        sa.CheckConstraint("capacity BETWEEN 0 AND 100", name=op.f("ck_desk_operators_capacity")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_desk_operators_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_desk_operators")),
    )
    op.create_index("ix_desk_operators_seen_at", "desk_operators", ["seen_at"], unique=False)
    op.create_table(
        "desk_sla_policies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("class_code", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("first_response_minutes", sa.Integer(), nullable=True),
        sa.Column("resolution_minutes", sa.Integer(), nullable=True),
        sa.Column("warn_percent", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_response_minutes > 0", name=op.f("ck_desk_sla_policies_first_response")),
        sa.CheckConstraint("resolution_minutes > 0", name=op.f("ck_desk_sla_policies_resolution")),
        sa.CheckConstraint("warn_percent BETWEEN 1 AND 99", name=op.f("ck_desk_sla_policies_warn")),
        sa.ForeignKeyConstraint(
            ["class_code"],
            ["desk_customer_classes.code"],
            name=op.f("fk_desk_sla_policies_class_code_desk_customer_classes"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_sla_policies")),
    )
    op.create_index(
        "uq_desk_sla_policies_class_topic",
        "desk_sla_policies",
        ["class_code", "topic"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "desk_company_classes",
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("class_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_code"],
            ["desk_customer_classes.code"],
            name=op.f("fk_desk_company_classes_class_code_desk_customer_classes"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
            name=op.f("fk_desk_company_classes_company_id_companies"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_desk_company_classes")),
    )
    op.create_index(op.f("ix_desk_company_classes_class_code"), "desk_company_classes", ["class_code"], unique=False)
    op.create_table(
        "desk_team_members",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["desk_teams.id"], name=op.f("fk_desk_team_members_team_id_desk_teams"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["desk_operators.user_id"],
            name=op.f("fk_desk_team_members_user_id_desk_operators"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "user_id", name=op.f("pk_desk_team_members")),
    )
    op.create_index(op.f("ix_desk_team_members_user_id"), "desk_team_members", ["user_id"], unique=False)
    op.create_table(
        "desk_callbacks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("done_note", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('phone', 'email')", name=op.f("ck_desk_callbacks_kind")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_desk_callbacks_company_id_companies")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_desk_callbacks_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["users.id"], name=op.f("fk_desk_callbacks_done_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["desk_teams.id"], name=op.f("fk_desk_callbacks_team_id_desk_teams"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_callbacks")),
    )
    op.create_index(op.f("ix_desk_callbacks_company_id"), "desk_callbacks", ["company_id"], unique=False)
    op.create_index(op.f("ix_desk_callbacks_conversation_id"), "desk_callbacks", ["conversation_id"], unique=False)
    op.create_index(
        "ix_desk_callbacks_open",
        "desk_callbacks",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "desk_episodes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("manager_id", sa.Uuid(), nullable=True),
        sa.Column("policy_id", sa.Uuid(), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("customer_class", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rank_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.Column("first_response_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_response_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_response_warn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution_warn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution_left", sa.Integer(), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("check_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_as", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_desk_episodes_company_id_companies")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_desk_episodes_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["users.id"], name=op.f("fk_desk_episodes_manager_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["users.id"], name=op.f("fk_desk_episodes_operator_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["desk_sla_policies.id"],
            name=op.f("fk_desk_episodes_policy_id_desk_sla_policies"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["desk_teams.id"], name=op.f("fk_desk_episodes_team_id_desk_teams"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_episodes")),
    )
    op.create_index(
        "ix_desk_episodes_check_at",
        "desk_episodes",
        ["check_at"],
        unique=False,
        postgresql_where=sa.text("check_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_desk_episodes_company_id"), "desk_episodes", ["company_id"], unique=False)
    op.create_index(op.f("ix_desk_episodes_conversation_id"), "desk_episodes", ["conversation_id"], unique=False)
    op.create_index("ix_desk_episodes_queued_at", "desk_episodes", ["queued_at"], unique=False)
    op.create_index("ix_desk_episodes_team_id_taken_at", "desk_episodes", ["team_id", "taken_at"], unique=False)
    op.create_index(
        "uq_desk_episodes_open",
        "desk_episodes",
        ["conversation_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "desk_sla_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("clock IN ('first_response', 'resolution')", name=op.f("ck_desk_sla_events_clock")),
        sa.CheckConstraint("kind IN ('warning', 'breach')", name=op.f("ck_desk_sla_events_kind")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_desk_sla_events_company_id_companies")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_desk_sla_events_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"],
            ["desk_episodes.id"],
            name=op.f("fk_desk_sla_events_episode_id_desk_episodes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_sla_events")),
    )
    op.create_index("ix_desk_sla_events_at", "desk_sla_events", ["at"], unique=False)
    op.create_index(op.f("ix_desk_sla_events_company_id"), "desk_sla_events", ["company_id"], unique=False)
    op.create_index(op.f("ix_desk_sla_events_conversation_id"), "desk_sla_events", ["conversation_id"], unique=False)
    op.create_index(
        "uq_desk_sla_events_episode_clock_kind", "desk_sla_events", ["episode_id", "clock", "kind"], unique=True
    )
    op.execute(
        "INSERT INTO desk_settings (id, vanish_seconds, auto_assign, topic_head_starts) VALUES (1, 90, false, '{}')"
    )
    for table in WALLED:
        for statement in (*walls.enable(table), walls.policy(table, walls.PRIVILEGED)):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
