"""The error tree. Each concept subclasses PortalError beside its service; one handler answers for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from portal.shared.texts import N_


class PortalError(Exception):
    """A refusal that a person or a program can act on.

    `code` is stable and machine-readable, `status` the HTTP status, `detail` says what was wrong and what to do,
    `fields` names the faulty inputs, `extra` carries further machine-readable facts.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    default_detail: ClassVar[str] = N_("The request could not be carried out.")

    def __init__(
        self,
        detail: str | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        self.detail = str(detail) if detail is not None else str(self.default_detail)
        self.fields = dict(fields or {})
        self.extra = dict(extra or {})
        super().__init__(self.detail)

    def as_json(self) -> dict[str, Any]:
        """The body of the API's answer."""
        body: dict[str, Any] = {"error": self.code, "detail": self.detail}
        if self.fields:
            body["fields"] = self.fields
        return body | self.extra


class Invalid(PortalError):
    """Input that does not make sense; `fields` says which."""

    code = "invalid"
    status = 422
    default_detail = N_("Some of the input is not valid.")


class NotFound(PortalError):
    """The thing does not exist, or is not the asker's to see."""

    code = "not_found"
    status = 404
    default_detail = N_("Not found.")


class Forbidden(PortalError):
    """The actor is known and may not do this."""

    code = "forbidden"
    status = 403
    default_detail = N_("Your role does not allow this. Ask your company's administrator.")


class LoginRequired(PortalError):
    """Nobody is logged in."""

    code = "login_required"
    status = 401
    default_detail = N_("Log in first.")


class Conflict(PortalError):
    """The thing changed meanwhile, or was done already."""

    code = "conflict"
    status = 409
    default_detail = N_("It was changed meanwhile. Reload and try again.")


class TooManyRequests(PortalError):
    """Over a rate limit; `extra["retry_after"]` is in seconds."""

    code = "too_many_requests"
    status = 429
    default_detail = N_("Too many requests. Wait a moment and try again.")


class Unavailable(PortalError):
    """A part of the product does not answer at the moment."""

    code = "unavailable"
    status = 503
    default_detail = N_("This part is not available at the moment. Try again in a minute.")
