"""A person's own settings."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.audit import service as audit
from portal.security.actor import Actor
from portal.shared.errors import Invalid, LoginRequired
from portal.shared.settings import LOCALES


def update(session: Session, actor: Actor, *, name: str, locale: str) -> None:
    """Change name and language. Raises Invalid."""
    user = queries.user_by_id(session, actor.require_user())
    if user is None:
        raise LoginRequired
    if locale not in LOCALES:
        raise Invalid(fields={"locale": "unknown language"})
    if not name.strip():
        raise Invalid(fields={"name": "empty"})
    user.name = name.strip()
    user.locale = locale
    audit.record(session, actor, "profile.updated", "user", user.id)
    session.flush()


def set_locale(session: Session, actor: Actor, locale: str) -> None:
    """Remember the language chosen on a page."""
    user = queries.user_by_id(session, actor.require_user())
    if user is not None and locale in LOCALES:
        user.locale = locale
        session.flush()
