"""Refusals of accounts."""

from __future__ import annotations

from portal.shared.errors import Conflict, Invalid, PortalError
from portal.shared.texts import N_


class InvalidCredentials(PortalError):
    """Unknown e-mail or wrong password: which of the two is not said."""

    code = "invalid_credentials"
    status = 401
    default_detail = N_("The e-mail or the password is not right.")


class OtpRequired(PortalError):
    """The password is right; the second factor is missing."""

    code = "otp_required"
    status = 401
    default_detail = N_("Enter the six-digit code of your authenticator app.")


class OtpInvalid(PortalError):
    """The code is wrong, expired, or was used already."""

    code = "otp_invalid"
    status = 401
    default_detail = N_("The code is not right or was used already. Wait for the next one.")


class TokenInvalid(PortalError):
    """An access or refresh token that does not hold (any more)."""

    code = "token_invalid"
    status = 401
    default_detail = N_("The token is not valid or has expired. Log in again.")


class LinkInvalid(Invalid):
    """A one-time link that was used, expired or never existed."""

    code = "link_invalid"
    status = 410
    default_detail = N_("This link has expired or was used already. Ask for a new one.")


class PasswordTooWeak(Invalid):
    """Too short or too plain."""

    code = "password_too_weak"
    default_detail = N_("Choose a password of at least 12 characters that is not your e-mail or name.")


class TwoFactorState(Conflict):
    """Two-factor login is already on, or was never begun."""

    code = "two_factor_state"
    default_detail = N_("Two-factor login is not in the right state for this.")


class AddressUnclear(Invalid):
    """None or several of the company's addresses fit; `extra["choices"]` names them: [{code, text}]."""

    code = "address_unclear"
    default_detail = N_("Which of your company's addresses is meant is not clear. Choose one.")
