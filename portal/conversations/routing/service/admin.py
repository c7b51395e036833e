"""Arranging the desk: teams, people, hours, classes of customers, promises. For administrators."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.accounts.models import Company
from portal.audit import service as audit
from portal.conversations.errors import TeamUnknown
from portal.conversations.routing import queries
from portal.conversations.routing.errors import (
    ClassUnknown,
    CompanyUnknown,
    HolidayNotFound,
    HoursInvalid,
    PolicyExists,
    PolicyNotFound,
    TopicUnknown,
)
from portal.conversations.routing.hours import is_open, next_opening, parse_span, read_week
from portal.conversations.routing.models import (
    CompanyClass,
    CustomerClass,
    DeskSettings,
    Holiday,
    Operator,
    SlaPolicy,
    Team,
    TeamMember,
    columns,
)
from portal.conversations.routing.schemas import (
    ClassIn,
    DeskSettingsIn,
    DeskSettingsOut,
    HolidayIn,
    HolidayOut,
    OperatorIn,
    PolicyIn,
    PolicyOut,
    TeamIn,
    TeamOut,
)
from portal.conversations.routing.service import facts, presence
from portal.conversations.routing.topics import TOPICS
from portal.conversations.service import colleagues
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now


def teams(session: Session, actor: Actor) -> list[TeamOut]:
    """Every team with its people. Raises Forbidden."""
    actor.require(Permission.STAFF_ADMIN)
    found, at = list(queries.teams(session)), now()
    hours = facts.calendars(session, found, at)
    members = queries.members(session)
    return [
        TeamOut.model_validate(
            {
                **columns(team),
                "open": is_open(hours[team.id], at),
                "next_opening": next_opening(hours[team.id], at),
                "members": [one.user_id for one in members if one.team_id == team.id],
            }
        )
        for team in found
    ]


def put_team(session: Session, actor: Actor, code: str, given: TeamIn) -> TeamOut:
    """Make or change a team; a new default takes the place of the old. Raises Forbidden, HoursInvalid, TopicUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    _require_topics(given.topics)
    _require_hours(given)
    if given.is_default:
        session.execute(update(Team).where(Team.code != code, Team.is_default).values(is_default=False))
    team = queries.team(session, code)
    if team is None:
        team = Team(code=code)
        session.add(team)
    team.names = {str(locale): name for locale, name in given.names.items()}
    team.topics, team.timezone, team.hours = given.topics, given.timezone, given.hours
    team.is_default = given.is_default
    session.flush()
    audit.record(session, actor, "team.saved", "team", code, **given.model_dump(mode="json"))
    return next(one for one in teams(session, actor) if one.code == code)


def delete_team(session: Session, actor: Actor, code: str) -> None:
    """Remove a team; what waited for it waits for everybody. Raises Forbidden, TeamUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    session.delete(_team(session, code))
    session.flush()
    audit.record(session, actor, "team.deleted", "team", code)


def put_operator(session: Session, actor: Actor, user_id: UUID, given: OperatorIn) -> None:
    """Say what one of the desk's people can do and where he belongs. Raises Forbidden, NotAColleague, TeamUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    _require_topics(given.skills)
    colleagues.require(session, user_id, field="id")
    chosen = [_team(session, code) for code in given.teams]
    row = presence.ensure(session, user_id, actor.locale)
    row.languages, row.skills, row.capacity = list(given.languages), given.skills, given.capacity
    session.execute(delete(TeamMember).where(TeamMember.user_id == user_id))
    session.add_all(
        TeamMember(team_id=team.id, user_id=user_id) for team in {team.id: team for team in chosen}.values()
    )
    session.flush()
    audit.record(session, actor, "operator.saved", "user", user_id, **given.model_dump(mode="json"))


def delete_operator(session: Session, actor: Actor, user_id: UUID) -> None:
    """Take a person out of all teams and off the watch; his rights stay. Raises Forbidden."""
    actor.require(Permission.STAFF_ADMIN)
    session.execute(delete(Operator).where(Operator.user_id == user_id))
    audit.record(session, actor, "operator.deleted", "user", user_id)


def holidays(session: Session, actor: Actor) -> list[HolidayOut]:
    """The different days from yesterday on. Raises Forbidden."""
    actor.require(Permission.STAFF_ADMIN)
    codes = {team.id: team.code for team in queries.teams(session)}
    found = queries.holidays(session, (now() - timedelta(days=1)).date())
    return [
        HolidayOut.model_validate({**columns(one), "team": codes[one.team_id] if one.team_id else None})
        for one in found
    ]


def put_holiday(session: Session, actor: Actor, given: HolidayIn) -> HolidayOut:
    """Make or change a different day. Raises Forbidden, HoursInvalid, TeamUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    _require_spans(given.hours, "hours")
    team_id = _team(session, given.team).id if given.team else None
    values = {"team_id": team_id, "day": given.day, "names": dict(given.names), "hours": given.hours}
    made = insert(Holiday).values(**values)
    row = session.scalars(
        made.on_conflict_do_update(
            index_elements=["day", "team_id"], set_={"names": values["names"], "hours": given.hours}
        ).returning(Holiday)
    ).one()
    audit.record(session, actor, "holiday.saved", "holiday", row.id, **given.model_dump(mode="json"))
    return HolidayOut(id=row.id, day=row.day, team=given.team, names=row.names, hours=row.hours)


def delete_holiday(session: Session, actor: Actor, holiday_id: UUID) -> None:
    """Make a day like every other. Raises Forbidden, HolidayNotFound."""
    actor.require(Permission.STAFF_ADMIN)
    found = session.get(Holiday, holiday_id)
    if found is None:
        raise HolidayNotFound
    session.delete(found)
    session.flush()
    audit.record(session, actor, "holiday.deleted", "holiday", holiday_id)


def put_class(session: Session, actor: Actor, code: str, given: ClassIn) -> None:
    """Make or change a class of customers. Raises Forbidden."""
    actor.require(Permission.STAFF_ADMIN)
    values = {"names": dict(given.names), "head_start_minutes": given.head_start_minutes}
    session.execute(
        insert(CustomerClass).values(code=code, **values).on_conflict_do_update(index_elements=["code"], set_=values)
    )
    audit.record(session, actor, "customer_class.saved", "customer_class", code, **given.model_dump(mode="json"))


def delete_class(session: Session, actor: Actor, code: str) -> None:
    """Remove a class with the promises made to it. Raises Forbidden, ClassUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    found = session.get(CustomerClass, code)
    if found is None:
        raise ClassUnknown
    session.delete(found)
    session.flush()
    audit.record(session, actor, "customer_class.deleted", "customer_class", code)


def classify(session: Session, actor: Actor, company_id: UUID, code: str | None) -> None:
    """Put a company into a class, or out of any. Raises Forbidden, CompanyUnknown, ClassUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    if session.get(Company, company_id) is None:
        raise CompanyUnknown
    session.execute(delete(CompanyClass).where(CompanyClass.company_id == company_id))
    if code is not None:
        if session.get(CustomerClass, code) is None:
            raise ClassUnknown(fields={"customer_class": code})
        session.add(CompanyClass(company_id=company_id, class_code=code))
    session.flush()
    audit.record(session, actor, "company.classified", "company", company_id, company_id=company_id, code=code)


def policies(session: Session, actor: Actor) -> list[PolicyOut]:
    """Every promise. Raises Forbidden."""
    actor.require(Permission.STAFF_ADMIN)
    return [_policy(row) for row in queries.policies(session)]


def put_policy(session: Session, actor: Actor, policy_id: UUID | None, given: PolicyIn) -> PolicyOut:
    """Make a promise (without an id) or change one; clocks that run keep what they were started with.

    Raises Forbidden, PolicyNotFound, PolicyExists, ClassUnknown, TopicUnknown.
    """
    actor.require(Permission.STAFF_ADMIN)
    _require_topics([given.topic] if given.topic else [])
    if given.customer_class is not None and session.get(CustomerClass, given.customer_class) is None:
        raise ClassUnknown(fields={"customer_class": given.customer_class})
    row = SlaPolicy() if policy_id is None else session.get(SlaPolicy, policy_id)
    if row is None:
        raise PolicyNotFound
    row.name, row.class_code, row.topic = given.name, given.customer_class, given.topic
    row.first_response_minutes, row.resolution_minutes = given.first_response_minutes, given.resolution_minutes
    row.warn_percent = given.warn_percent
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise PolicyExists from error
    audit.record(session, actor, "sla_policy.saved", "sla_policy", row.id, **given.model_dump(mode="json"))
    return _policy(row)


def delete_policy(session: Session, actor: Actor, policy_id: UUID) -> None:
    """Promise it no longer; clocks that run keep it. Raises Forbidden, PolicyNotFound."""
    actor.require(Permission.STAFF_ADMIN)
    row = session.get(SlaPolicy, policy_id)
    if row is None:
        raise PolicyNotFound
    session.delete(row)
    session.flush()
    audit.record(session, actor, "sla_policy.deleted", "sla_policy", policy_id)


def settings(session: Session, actor: Actor) -> DeskSettingsOut:
    """The desk's settings. Raises Forbidden."""
    actor.require(Permission.STAFF_ADMIN)
    return _settings(queries.settings(session))


def put_settings(session: Session, actor: Actor, given: DeskSettingsIn) -> DeskSettingsOut:
    """Change the desk's settings. Raises Forbidden, TopicUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    _require_topics(given.topic_head_starts)
    row = queries.settings(session, lock=True)
    row.vanish_seconds, row.auto_assign = given.vanish_seconds, given.auto_assign
    row.topic_head_starts = dict(given.topic_head_starts)
    session.flush()
    audit.record(session, actor, "desk.settings", "desk", 1, **given.model_dump(mode="json"))
    return _settings(row)


def _settings(row: DeskSettings) -> DeskSettingsOut:
    return DeskSettingsOut(
        vanish_seconds=row.vanish_seconds,
        auto_assign=row.auto_assign,
        topic_head_starts=row.topic_head_starts,
        topics=list(TOPICS),
    )


def _policy(row: SlaPolicy) -> PolicyOut:
    return PolicyOut(
        id=row.id,
        name=row.name,
        customer_class=row.class_code,
        topic=row.topic,
        first_response_minutes=row.first_response_minutes,
        resolution_minutes=row.resolution_minutes,
        warn_percent=row.warn_percent,
    )


def _team(session: Session, code: str) -> Team:
    found = queries.team(session, code)
    if found is None:
        raise TeamUnknown(fields={"team": code})
    return found


def _require_topics(given: Iterable[str]) -> None:
    unknown = sorted(set(given) - set(TOPICS))
    if unknown:
        raise TopicUnknown(fields={"topics": ", ".join(unknown)})


def _require_hours(given: TeamIn) -> None:
    try:
        ZoneInfo(given.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise HoursInvalid(fields={"timezone": given.timezone}) from error
    try:
        read_week(given.hours or {})
    except ValueError as error:
        raise HoursInvalid(fields={"hours": str(error)}) from error


def _require_spans(given: list[str], field: str) -> None:
    for span in given:
        try:
            parse_span(span)
        except ValueError as error:
            raise HoursInvalid(fields={field: str(error)}) from error
