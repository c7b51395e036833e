"""What can go wrong when the portal is asked."""

from __future__ import annotations


class PortalError(Exception):
    """Base of all; ``code`` is the portal's, ``detail`` its sentence for the person, in the turn's language.

    ``nearest`` are the quantities that can be had instead of an impossible one of ``sku``, ``choices`` what an unclear
    word may mean, [{code, text}].
    """

    def __init__(self, code: str, detail: str = "", status: int = 0) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.code = code
        self.detail = detail
        self.status = status
        self.nearest: list[str] = []
        self.sku = ""
        self.choices: list[dict[str, str]] = []


class UnreachableError(PortalError):
    """No answer, or one that only the operators of the portal can mend."""


class StaleTurnError(PortalError):
    """The conversation was handed over or the turn is over: nothing may be said or done any more."""


class LoginRequiredError(PortalError):
    """The buyer is a guest."""


class ForbiddenError(PortalError):
    """The buyer's role does not allow it."""


class NotFoundError(PortalError):
    """There is no such thing for this buyer."""


class RefusedError(PortalError):
    """The portal refuses on grounds of its own; ``code`` and ``detail`` tell which."""


def error_of(status: int, code: str, detail: str) -> PortalError:
    """The exception for an answer of ``status``."""
    if code == "stale_turn":
        return StaleTurnError(code, detail, status)
    if status == 401:
        kind = LoginRequiredError if code == "login_required" else UnreachableError
        return kind(code, detail, status)
    if status == 403:
        return ForbiddenError(code, detail, status)
    if status == 404:
        return NotFoundError(code, detail, status)
    if status >= 500 or status == 429:
        return UnreachableError(code, detail, status)
    return RefusedError(code, detail, status)
