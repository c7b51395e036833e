"""Proving who one is: password, second factor, rate limits."""

from __future__ import annotations

from dataclasses import dataclass

import pyotp
from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.errors import InvalidCredentials, OtpInvalid, OtpRequired
from portal.accounts.models import User
from portal.audit import service as audit
from portal.security import rate_limits
from portal.security.actor import Actor, Via
from portal.security.encryption import Cipher
from portal.security.tokens import hash_password, needs_rehash, verify_password
from portal.shared.clock import now
from portal.shared.database import Database, switch_actor
from portal.shared.settings import Settings

TOTP_STEP_SECONDS = 30
CIPHER_PURPOSE = "totp"


@dataclass(frozen=True, slots=True)
class Throttle:
    """Counts failed attempts by e-mail and by address, outside the request's transaction."""

    database: Database
    settings: Settings
    remote: str

    def keys(self, email: str) -> tuple[tuple[str, int], ...]:
        """What is counted, and how often it may be; a whole company may share an address."""
        limit = self.settings.login_attempts
        return ((f"login:{email.strip().lower()}", limit), (f"login-from:{self.remote}", limit * 10))

    def check(self, email: str) -> None:
        """Raise TooManyRequests when there were too many failures."""
        with self.database.transaction(Actor.anonymous()) as session:
            for key, limit in self.keys(email):
                rate_limits.check(session, key, limit=limit, window_seconds=self.settings.login_window_seconds)

    def failed(self, email: str, reason: str) -> None:
        """Count a failure and put it in the audit log."""
        with self.database.transaction(Actor.anonymous(login=email)) as session:
            audit.record(session, Actor.anonymous(), "login.failed", "login", email.strip().lower(), reason=reason)
        for key, limit in self.keys(email):
            with self.database.transaction(Actor.anonymous()) as session:
                rate_limits.count(session, key, limit=limit + 1, window_seconds=self.settings.login_window_seconds)


def check_password(session: Session, throttle: Throttle, email: str, password: str) -> User:
    """The person whose e-mail and password these are.

    Raises InvalidCredentials, or TooManyRequests after too many failures. The session must act for
    `Actor.anonymous(login=email)`.
    """
    throttle.check(email)
    user = queries.user_by_email(session, email)
    right = verify_password(user.password_hash if user else None, password)
    if user is None or not right or not user.active:
        throttle.failed(email, "password")
        raise InvalidCredentials
    return user


def check_otp(throttle: Throttle, user: User, code: str | None, secret_key: str) -> int | None:
    """The time step of a right code, None when the person has no second factor.

    Raises OtpRequired without a code, OtpInvalid for a wrong or used one. One step of clock drift is allowed.
    """
    if user.totp_enabled_at is None or user.totp_secret is None:
        return None
    if not code:
        raise OtpRequired
    step = matching_step(Cipher(secret_key, CIPHER_PURPOSE).decrypt(user.totp_secret), code, user.totp_last_step)
    if step is None:
        throttle.failed(user.email, "otp")
        raise OtpInvalid
    return step


def matching_step(seed: str, code: str, last_step: int | None) -> int | None:
    """The step whose code this is (RFC 6238, one step of drift), None when wrong or not newer than `last_step`."""
    totp = pyotp.TOTP(seed)
    current = int(now().timestamp()) // TOTP_STEP_SECONDS
    digits = "".join(character for character in code if character.isdigit())
    for step in (current, current - 1, current + 1):
        right = pyotp.utils.strings_equal(totp.at(step * TOTP_STEP_SECONDS), digits)
        if right and (last_step is None or step > last_step):
            return step
    return None


def complete(session: Session, user: User, actor: Actor, *, password: str | None, otp_step: int | None) -> None:
    """Note a successful login; from here on the session acts for `actor`.

    Raises OtpInvalid when the code was used a moment ago by another login.
    """
    switch_actor(session, actor)
    user.last_login_at = now()
    if otp_step is not None and not queries.use_otp_step(session, user, otp_step):
        raise OtpInvalid
    if password and user.password_hash and needs_rehash(user.password_hash):
        user.password_hash = hash_password(password)
    audit.record(session, actor, "login.succeeded", "user", user.id, via_second_factor=otp_step is not None)
    session.flush()


def via_of(path: str) -> Via:
    """The door a request came through."""
    return Via.API if path.startswith("/api/") else Via.WEB
