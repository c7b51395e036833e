"""Teams, the people at the desk, what was promised to whom, and every hand-over with its clocks."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.shared.database import Base, TenantMixin
from portal.shared.ids import new_id

CONVERSATION = "conversations.id"


def columns(row: Base) -> dict[str, Any]:
    """The values of a row by column."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


class Team(Base):
    """A team of the desk. `hours` is `{"mon": ["08:00-17:00"], …}` in `timezone`; None means always open."""

    __tablename__ = "desk_teams"
    __table_args__ = (
        Index("uq_desk_teams_is_default", "is_default", unique=True, postgresql_where=text("is_default")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(unique=True)
    names: Mapped[dict[str, str]]
    topics: Mapped[list[str]]
    timezone: Mapped[str] = mapped_column(default="UTC")
    hours: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    is_default: Mapped[bool] = mapped_column(default=False)


class Holiday(Base):
    """A day on which a team (None: every team) has other hours; none at all mean closed."""

    __tablename__ = "desk_holidays"
    __table_args__ = (
        Index("uq_desk_holidays_day_team", "day", "team_id", unique=True, postgresql_nulls_not_distinct=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("desk_teams.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    names: Mapped[dict[str, str]]
    hours: Mapped[list[str]]


class Operator(Base):
    """A person at the desk: what he can do, how much, and whether he is there.

    `vanished_at` is set when he vanished without a word; his next sign of life then brings him back online.
    """

    __tablename__ = "desk_operators"
    __table_args__ = (
        CheckConstraint("status IN ('online', 'away', 'offline')", name="status"),
        CheckConstraint("capacity BETWEEN 0 AND 100", name="capacity"),
        Index("ix_desk_operators_seen_at", "seen_at"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    languages: Mapped[list[str]] = mapped_column(default=list)
    skills: Mapped[list[str]] = mapped_column(default=list)
    capacity: Mapped[int] = mapped_column(default=5)
    status: Mapped[str] = mapped_column(default="offline")
    status_since: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    vanished_at: Mapped[datetime | None]
    last_given_at: Mapped[datetime | None]


class TeamMember(Base):
    """Who belongs to which team."""

    __tablename__ = "desk_team_members"

    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("desk_teams.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("desk_operators.user_id", ondelete="CASCADE"), primary_key=True, index=True
    )


class CustomerClass(Base):
    """A class of customers and how many minutes its people are taken to have waited already."""

    __tablename__ = "desk_customer_classes"
    __table_args__ = (CheckConstraint("head_start_minutes BETWEEN 0 AND 1440", name="head_start"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    names: Mapped[dict[str, str]]
    head_start_minutes: Mapped[int] = mapped_column(default=0)


class CompanyClass(TenantMixin, Base):
    """The class of a company; one without a row has none."""

    __tablename__ = "desk_company_classes"

    company_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("companies.id", ondelete="RESTRICT"), primary_key=True)
    class_code: Mapped[str] = mapped_column(
        ForeignKey("desk_customer_classes.code", ondelete="CASCADE", onupdate="CASCADE"), index=True
    )


class SlaPolicy(Base):
    """Minutes of business time to the first answer and to the end; a null class or topic means any."""

    __tablename__ = "desk_sla_policies"
    __table_args__ = (
        Index(
            "uq_desk_sla_policies_class_topic", "class_code", "topic", unique=True, postgresql_nulls_not_distinct=True
        ),
        CheckConstraint("warn_percent BETWEEN 1 AND 99", name="warn"),
        CheckConstraint("first_response_minutes > 0", name="first_response"),
        CheckConstraint("resolution_minutes > 0", name="resolution"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    class_code: Mapped[str | None] = mapped_column(
        ForeignKey("desk_customer_classes.code", ondelete="CASCADE", onupdate="CASCADE")
    )
    topic: Mapped[str | None]
    first_response_minutes: Mapped[int | None]
    resolution_minutes: Mapped[int | None]
    warn_percent: Mapped[int] = mapped_column(default=80)


class DeskSettings(Base):
    """The one row of settings, and what the watch over the desk keeps between its rounds."""

    __tablename__ = "desk_settings"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1, autoincrement=False)
    vanish_seconds: Mapped[int] = mapped_column(default=90)
    auto_assign: Mapped[bool] = mapped_column(default=False)
    topic_head_starts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    looked_at: Mapped[datetime | None]
    watching_since: Mapped[datetime | None]


class Episode(Base):
    """One hand-over, from the begin of the waiting until the bot has the conversation again or it is closed.

    The promises made for it stand here with their moments: `*_due_at`, `*_warn_at`, and when they were kept.
    `check_at` is the next moment at which somebody has to be told. While the conversation is snoozed the resolution
    stands still: `paused_at` is set and `resolution_left` holds what is left of it, in seconds of business time.
    """

    __tablename__ = "desk_episodes"
    __table_args__ = (
        Index("uq_desk_episodes_open", "conversation_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_desk_episodes_check_at", "check_at", postgresql_where=text("check_at IS NOT NULL")),
        Index("ix_desk_episodes_team_id_taken_at", "team_id", "taken_at"),
        Index("ix_desk_episodes_queued_at", "queued_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("desk_teams.id", ondelete="SET NULL"))
    manager_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    policy_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("desk_sla_policies.id", ondelete="SET NULL"))
    topic: Mapped[str]
    language: Mapped[str]
    customer_class: Mapped[str | None]
    channel: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    queued_at: Mapped[datetime]
    rank_at: Mapped[datetime]
    place: Mapped[int] = mapped_column(default=1)
    opens_at: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    operator_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    first_response_at: Mapped[datetime | None]
    first_response_due_at: Mapped[datetime | None]
    first_response_warn_at: Mapped[datetime | None]
    resolution_due_at: Mapped[datetime | None]
    resolution_warn_at: Mapped[datetime | None]
    resolution_left: Mapped[int | None]
    paused_at: Mapped[datetime | None]
    check_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_as: Mapped[str] = mapped_column(default="")


class SlaEvent(Base):
    """A warning or a breach of a promise; each once."""

    __tablename__ = "desk_sla_events"
    __table_args__ = (
        CheckConstraint("clock IN ('first_response', 'resolution')", name="clock"),
        CheckConstraint("kind IN ('warning', 'breach')", name="kind"),
        Index("uq_desk_sla_events_episode_clock_kind", "episode_id", "clock", "kind", unique=True),
        Index("ix_desk_sla_events_at", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    episode_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("desk_episodes.id", ondelete="CASCADE"))
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    clock: Mapped[str]
    kind: Mapped[str]
    due_at: Mapped[datetime]
    at: Mapped[datetime]


class Callback(Base):
    """Somebody asked to be called or written to, because nobody was there."""

    __tablename__ = "desk_callbacks"
    __table_args__ = (
        CheckConstraint("kind IN ('phone', 'email')", name="kind"),
        Index("ix_desk_callbacks_open", "created_at", postgresql_where=text("done_at IS NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    company_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("companies.id"), index=True)
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("desk_teams.id", ondelete="SET NULL"))
    kind: Mapped[str]
    contact: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    not_before: Mapped[datetime | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    done_note: Mapped[str] = mapped_column(default="")
