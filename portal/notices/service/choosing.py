"""Switching kinds of notices on and off. All are off until a person switches one on."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.notices import queries
from portal.notices.kinds import TITLES, Kind, allowed
from portal.notices.models import NoticeChoice
from portal.notices.schemas import KindsOut, NoticesOut
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.errors import Forbidden
from portal.shared.texts import text


def chosen(session: Session, actor: Actor) -> frozenset[Kind]:
    """The kinds that the actor has on and may have. Raises LoginRequired, Forbidden."""
    actor.require(Permission.CHAT)
    return switched_on(session, actor)


def switched_on(session: Session, actor: Actor) -> frozenset[Kind]:
    """The kinds that the actor has on and may have today; none for one who may not chat any more."""
    found = queries.choice(session, actor.require_user(), actor.require_company())
    return frozenset(kind for kind in map(Kind, found.kinds if found else ()) if allowed(actor, kind))


def present(session: Session, actor: Actor) -> NoticesOut:
    """The actor's choice as the API shows it."""
    on = chosen(session, actor)
    return NoticesOut(
        kinds=KindsOut(**{kind.value: kind in on for kind in Kind}),
        not_allowed=[kind for kind in Kind if not allowed(actor, kind)],
        watching=len(queries.watches(session, actor.require_user(), actor.require_company())),
    )


def choose(session: Session, actor: Actor, wishes: Mapping[Kind, bool]) -> frozenset[Kind]:
    """Switch kinds on or off; those not named stay. Returns what is on afterwards.

    Switching "back in stock" off also ends every wait. Raises LoginRequired, and Forbidden for a kind that the
    actor's role rules out.
    """
    actor.require(Permission.CHAT)
    for kind, on in wishes.items():
        if on and not allowed(actor, kind):
            raise Forbidden(
                text(
                    actor.locale,
                    "Your role does not see what “%(kind)s” would tell. Ask your company's administrator.",
                    kind=text(actor.locale, TITLES[kind]),
                )
            )
    user_id, company_id = actor.require_user(), actor.require_company()
    session.execute(
        insert(NoticeChoice).values(user_id=user_id, company_id=company_id, kinds=[]).on_conflict_do_nothing()
    )
    row = queries.choice(session, user_id, company_id, lock=True)
    assert row is not None
    before = set(row.kinds)
    after = (before | {kind.value for kind, on in wishes.items() if on}) - {
        kind.value for kind, on in wishes.items() if not on
    }
    if wishes.get(Kind.STOCK) is False:
        for wait in queries.watches(session, user_id, company_id):
            session.delete(wait)
    if after != before:
        row.kinds = sorted(after)
        audit.record(
            session, actor, "notices.chosen", "user", user_id, on=sorted(after - before), off=sorted(before - after)
        )
    session.flush()
    return frozenset(map(Kind, after))
