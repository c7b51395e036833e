"""API tokens: issue, use, refresh, revoke."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.errors import TokenInvalid
from portal.accounts.models import AccessToken, User
from portal.accounts.service.identity import actor_of
from portal.audit import service as audit
from portal.security.actor import Actor, Via
from portal.security.tokens import hash_token
from portal.shared.clock import now
from portal.shared.database import switch_actor
from portal.shared.ids import new_secret
from portal.shared.settings import Settings


@dataclass(frozen=True, slots=True)
class TokenPair:
    """The secrets, handed out once; `expires_in` is in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int


def issue(
    session: Session,
    settings: Settings,
    user: User,
    company_id: UUID | None,
    *,
    via: Via = Via.API,
    minutes: int | None = None,
) -> TokenPair:
    """A new pair for the person; the session must act for him. With `minutes` it ends then and cannot be refreshed."""
    access, refresh = new_secret(), new_secret()
    lifetime = timedelta(minutes=minutes or settings.access_token_minutes)
    refreshable = timedelta(days=settings.refresh_token_days) if minutes is None else timedelta(0)
    session.add(
        AccessToken(
            user_id=user.id,
            company_id=company_id,
            token_hash=hash_token(access),
            refresh_hash=hash_token(refresh),
            session_epoch=user.session_epoch,
            via=via.value,
            expires_at=now() + lifetime,
            refresh_expires_at=now() + refreshable,
        )
    )
    session.flush()
    return TokenPair(access, refresh, int(lifetime.total_seconds()))


def authenticate(session: Session, token: str) -> Actor:
    """The actor of an access token; the session acts for him afterwards. Raises TokenInvalid."""
    digest = hash_token(token)
    switch_actor(session, Actor.anonymous(token=digest, via=Via.API))
    found = queries.access_token(session, digest)
    if found is None or found.revoked_at is not None or found.expires_at <= now():
        raise TokenInvalid
    switch_actor(session, Actor.anonymous(token=digest, user_id=found.user_id, via=Via.API))
    user = queries.user_by_id(session, found.user_id)
    if user is None or user.session_epoch != found.session_epoch:
        raise TokenInvalid
    actor = actor_of(session, user, found.company_id, via=Via(found.via))
    switch_actor(session, actor)
    return actor


def refresh(session: Session, settings: Settings, token: str) -> TokenPair:
    """A new pair for a refresh token, which is used up by this. Raises TokenInvalid."""
    digest = hash_token(token)
    switch_actor(session, Actor.anonymous(token=digest, via=Via.API))
    found = queries.refresh_token(session, digest)
    if found is None or found.revoked_at is not None or found.refresh_expires_at <= now():
        raise TokenInvalid
    found.revoked_at = now()
    switch_actor(session, Actor.anonymous(token=digest, user_id=found.user_id, via=Via.API))
    user = queries.user_by_id(session, found.user_id)
    if user is None or user.session_epoch != found.session_epoch:
        raise TokenInvalid
    actor = actor_of(session, user, found.company_id, via=Via.API)
    switch_actor(session, actor)
    return issue(session, settings, user, found.company_id)


def revoke(session: Session, actor: Actor, token: str) -> None:
    """End a token pair."""
    found = queries.access_token(session, hash_token(token))
    if found is None:
        raise TokenInvalid
    found.revoked_at = now()
    audit.record(session, actor, "token.revoked", "user", actor.user_id)
