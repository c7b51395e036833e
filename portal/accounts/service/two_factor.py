"""Switching the second factor (TOTP, RFC 6238) on and off."""

from __future__ import annotations

import pyotp
from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.errors import InvalidCredentials, OtpInvalid, TwoFactorState
from portal.accounts.models import User
from portal.accounts.service.login import CIPHER_PURPOSE, Throttle, matching_step
from portal.audit import service as audit
from portal.security.actor import Actor
from portal.security.encryption import Cipher
from portal.security.tokens import verify_password
from portal.shared.clock import now
from portal.shared.errors import LoginRequired


def _person(session: Session, actor: Actor) -> User:
    user = queries.user_by_id(session, actor.require_user())
    if user is None:
        raise LoginRequired
    return user


def begin(session: Session, actor: Actor, secret_key: str, issuer: str) -> str:
    """A new seed, stored encrypted but not yet asked for; returns its otpauth:// address. Raises TwoFactorState."""
    user = _person(session, actor)
    if user.totp_enabled_at is not None:
        raise TwoFactorState
    seed = pyotp.random_base32()
    user.totp_secret = Cipher(secret_key, CIPHER_PURPOSE).encrypt(seed)
    session.flush()
    return pyotp.TOTP(seed).provisioning_uri(name=user.email, issuer_name=issuer)


def pending_address(session: Session, actor: Actor, secret_key: str, issuer: str) -> str | None:
    """The otpauth:// address of a seed that was begun and not confirmed."""
    user = _person(session, actor)
    if user.totp_secret is None or user.totp_enabled_at is not None:
        return None
    seed = Cipher(secret_key, CIPHER_PURPOSE).decrypt(user.totp_secret)
    return pyotp.TOTP(seed).provisioning_uri(name=user.email, issuer_name=issuer)


def confirm(session: Session, actor: Actor, secret_key: str, code: str) -> None:
    """Switch it on with a first right code. Raises TwoFactorState or OtpInvalid."""
    user = _person(session, actor)
    if user.totp_secret is None or user.totp_enabled_at is not None:
        raise TwoFactorState
    step = matching_step(Cipher(secret_key, CIPHER_PURPOSE).decrypt(user.totp_secret), code, None)
    if step is None:
        raise OtpInvalid
    user.totp_enabled_at = now()
    user.totp_last_step = step
    audit.record(session, actor, "two_factor.enabled", "user", user.id)
    session.flush()


def disable(session: Session, actor: Actor, throttle: Throttle, password: str) -> None:
    """Switch it off, with the password. Raises TwoFactorState or InvalidCredentials."""
    user = _person(session, actor)
    if user.totp_secret is None or user.totp_enabled_at is None:
        raise TwoFactorState
    if not verify_password(user.password_hash, password):
        throttle.failed(user.email, "password")
        raise InvalidCredentials
    user.totp_secret = None
    user.totp_enabled_at = None
    user.totp_last_step = None
    audit.record(session, actor, "two_factor.disabled", "user", user.id)
    session.flush()
