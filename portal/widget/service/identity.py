"""Log-in by a token that the site's server signed: JSON Web Token (RFC 7519), HS256 with the site's secret.

Claims: `email` (the buyer's, as the portal knows it), `aud` (the site's key), `exp` (at most ten minutes ahead), `jti`
(used once). It gives exactly the rights that the person's own log-in gives; the supplier's staff cannot come this way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from sqlalchemy.orm import Session

from portal.accounts import queries as accounts
from portal.accounts.service import tokens
from portal.accounts.service.identity import actor_of
from portal.audit import service as audit
from portal.security.actor import Actor, Via
from portal.security.tokens import hash_token
from portal.shared.clock import now
from portal.shared.database import switch_actor
from portal.shared.errors import Forbidden
from portal.shared.settings import Settings
from portal.widget import queries
from portal.widget.errors import IdentityInvalid
from portal.widget.models import WidgetSite
from portal.widget.schemas import IdentityOut
from portal.widget.service import sites

LEEWAY_SECONDS = 10  # clocks of two servers
LONGEST_SECONDS = 600
ACCESS_MINUTES = 30
# What PyJWT says, most special first, as the reason that a webmaster reads.
_REASONS: tuple[tuple[type[jwt.PyJWTError], str], ...] = (
    (jwt.InvalidSignatureError, "signature"),
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.MissingRequiredClaimError, "claims"),
    (jwt.InvalidAlgorithmError, "signature"),
)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says, checked."""

    email: str
    token_id: str
    expires_at: datetime


def read_token(token: str, *, secret: str, audience: str) -> Claims:
    """The claims of a token that is signed, current and meant for us. Raises IdentityInvalid."""
    try:
        found: dict[str, Any] = jwt.decode(
            token,
            secret,
            algorithms=["HS256"],
            audience=audience,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "aud", "jti"]},
        )
    except jwt.PyJWTError as error:
        reason = next((reason for kind, reason in _REASONS if isinstance(error, kind)), "malformed")
        raise IdentityInvalid(extra={"reason": reason}) from error
    email, token_id = found.get("email"), found["jti"]
    if not (isinstance(email, str) and "@" in email and isinstance(token_id, str) and 8 <= len(token_id) <= 200):
        raise IdentityInvalid(extra={"reason": "claims"})
    expires_at = datetime.fromtimestamp(int(found["exp"]), UTC)
    if expires_at > now() + timedelta(seconds=LONGEST_SECONDS + LEEWAY_SECONDS):
        raise IdentityInvalid(extra={"reason": "lifetime"})
    return Claims(email, token_id, expires_at)


def log_in(session: Session, settings: Settings, site: WidgetSite, token: str) -> IdentityOut:
    """Open the portal to the buyer whom the token names, for whom the session then acts. Raises IdentityInvalid."""
    if not site.identity:
        raise IdentityInvalid(extra={"reason": "off"})
    secret = sites.cipher(settings.secret_key.get_secret_value()).decrypt(site.secret)
    claims = read_token(token, secret=secret, audience=site.key)
    queries.forget_expired(session, now() - timedelta(seconds=LEEWAY_SECONDS))
    if not queries.use_token(session, site.id, hash_token(claims.token_id), claims.expires_at):
        raise IdentityInvalid(extra={"reason": "used"})
    actor, company = _buyer(session, site, claims.email)
    user = accounts.user_by_id(session, actor.require_user())
    assert user is not None  # the session has just acted for him
    pair = tokens.issue(session, settings, user, actor.company_id, via=Via.WIDGET, minutes=ACCESS_MINUTES)
    audit.record(session, actor, "login.succeeded", "user", actor.user_id, site=site.key)
    return IdentityOut(
        access_token=pair.access_token,
        expires_in=pair.expires_in,
        user_id=actor.require_user(),
        name=actor.name,
        company=company,
    )


def _buyer(session: Session, site: WidgetSite, email: str) -> tuple[Actor, str]:
    """The buyer and his company's name; an unknown person and one the site may not speak for read the same."""
    refusal = IdentityInvalid(extra={"reason": "person"})
    switch_actor(session, Actor.anonymous(login=email, via=Via.WIDGET))
    user = accounts.user_by_email(session, email)
    if user is None or user.kind != "buyer":
        raise refusal
    switch_actor(session, Actor.anonymous(user_id=user.id, via=Via.WIDGET))
    try:
        actor = actor_of(session, user, site.only_company_id, via=Via.WIDGET)
    except Forbidden as error:
        raise refusal from error
    if site.only_company_id is not None and actor.company_id != site.only_company_id:
        raise refusal
    switch_actor(session, actor)
    company = accounts.company(session, actor.require_company())
    return actor, company.name if company else ""
