"""Forgotten passwords, one-time links, and the first administrator."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.errors import InvalidCredentials, LinkInvalid, PasswordTooWeak
from portal.accounts.models import OneTimeToken, User
from portal.accounts.service.login import Throttle
from portal.audit import service as audit
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.security.tokens import MIN_PASSWORD_LENGTH, hash_password, hash_token, verify_password
from portal.shared.clock import now
from portal.shared.database import switch_actor
from portal.shared.errors import Conflict
from portal.shared.ids import new_secret
from portal.shared.texts import N_

RESET_LIFETIME = timedelta(hours=1)
INVITATION_LIFETIME = timedelta(days=2)


def check_strength(user: User, password: str) -> None:
    """Raise PasswordTooWeak for a short one or one that repeats the person's own data."""
    plain = password.strip().lower()
    own = {user.email.lower(), user.email.partition("@")[0].lower(), user.name.lower()}
    if len(password) < MIN_PASSWORD_LENGTH or plain in own or len(set(plain)) < 5:
        raise PasswordTooWeak(fields={"password": str(PasswordTooWeak.default_detail)})


def create_link(session: Session, user_id: UUID, purpose: str, lifetime: timedelta) -> str:
    """A secret for a one-time link; the session must act for the system."""
    secret = new_secret()
    session.add(
        OneTimeToken(user_id=user_id, purpose=purpose, token_hash=hash_token(secret), expires_at=now() + lifetime)
    )
    session.flush()
    return secret


def user_of_link(session: Session, secret: str, purposes: tuple[str, ...]) -> tuple[OneTimeToken, User]:
    """The link and its person. Raises LinkInvalid."""
    digest = hash_token(secret)
    switch_actor(session, Actor.anonymous(token=digest))
    found = next((link for purpose in purposes if (link := queries.one_time_token(session, digest, purpose))), None)
    if found is None or found.expires_at <= now():
        raise LinkInvalid
    switch_actor(session, Actor.system("one-time link"))
    user = queries.user_by_id(session, found.user_id)
    if user is None or not user.active:
        raise LinkInvalid
    return found, user


def set_password_by_link(session: Session, secret: str, password: str) -> User:
    """Use up a reset or invitation link; every session and token of the person ends.

    Raises LinkInvalid or PasswordTooWeak (the link then stays usable).
    """
    link, user = user_of_link(session, secret, ("reset", "invitation"))
    check_strength(user, password)
    user.password_hash = hash_password(password)
    user.session_epoch += 1
    queries.end_links(session, user.id)  # older mails of the same kind as well
    audit.record(session, Actor.system("one-time link"), "password.set", "user", user.id, purpose=link.purpose)
    session.flush()
    return user


def change(session: Session, actor: Actor, throttle: Throttle, current: str, password: str) -> User:
    """A person changes his own password. Raises InvalidCredentials, TooManyRequests or PasswordTooWeak."""
    throttle.check(actor.email)
    user = queries.user_by_id(session, actor.require_user())
    if user is None or not verify_password(user.password_hash, current):
        throttle.failed(actor.email, "password")
        raise InvalidCredentials
    check_strength(user, password)
    user.password_hash = hash_password(password)
    user.session_epoch += 1
    audit.record(session, actor, "password.changed", "user", user.id)
    session.flush()
    switch_actor(session, Actor.system("password change"))
    queries.end_links(session, user.id)
    switch_actor(session, actor)
    return user


def create_first_administrator(session: Session, email: str, name: str) -> str:
    """The secret of the invitation link for the first administrator. Raises Conflict when there is one."""
    if queries.has_administrator(session):
        raise Conflict(N_("There is an administrator already."))
    user = User(email=email.strip(), name=name.strip(), kind="staff", staff_roles=[Role.ADMINISTRATOR.value])
    session.add(user)
    session.flush()
    audit.record(session, Actor.system("setup"), "user.created", "user", user.id, role="administrator")
    return create_link(session, user.id, "invitation", INVITATION_LIFETIME)
