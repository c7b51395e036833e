"""One place turns refusals into answers: JSON for programs, a page for people."""

from __future__ import annotations

import logging

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import get_locale
from flask_wtf.csrf import CSRFError
from pydantic import ValidationError
from sqlalchemy.exc import DataError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from portal.security import web
from portal.shared.database import switch_actor
from portal.shared.errors import Invalid, PortalError, Unavailable
from portal.shared.texts import N_, text

log = logging.getLogger(__name__)
HTTP_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media",
}
TOO_LARGE = N_("The request is too large: a file may have up to 10 MB, everything else up to 2 MB.")
CSRF_DETAIL = N_("Your session has ended or the page is too old. Reload it and try again.")
INTERNAL_DETAIL = N_("Something broke on our side. Try again; if it happens again, tell us the reference.")


def init_app(app: Flask) -> None:
    """Install the handlers."""
    app.register_error_handler(PortalError, _portal_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DataError, _unfit_value)
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(Exception, _unexpected)


def wants_json() -> bool:
    """Whether a program asks: the API, or a call that says it takes JSON first."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def invalid_request(error: ValidationError) -> Response:
    """The answer to a body or query that does not fit its schema."""
    fields = {".".join(str(part) for part in fault["loc"]) or "body": fault["msg"] for fault in error.errors()}
    first = next(iter(fields.items()))
    return _answer(Invalid(f"{first[0]}: {first[1]}", fields=fields))


def _locale() -> str:
    try:
        return str(get_locale() or "en")
    except RuntimeError:
        return "en"


def _answer(error: PortalError) -> Response:
    g.failed = True
    locale = _locale()
    detail = text(locale, error.detail) if error.detail else ""
    if wants_json():
        body = error.as_json() | {"detail": detail}
        if error.fields:
            body["fields"] = {name: text(locale, fault) for name, fault in error.fields.items()}
        response = web.reply(body, error.status)
    else:
        response = make_response(_page(error, detail), error.status)
    if "retry_after" in error.extra:
        response.headers["Retry-After"] = str(error.extra["retry_after"])
    if error.status == 401 and wants_json():
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _page(error: PortalError, detail: str) -> str:
    """The page of a refusal; it shows the person's cart only if the database gives it."""
    facts = {
        "code": error.status,
        "error": error.code,
        "detail": detail,
        "reference": g.get("request_id", ""),
        "retry_after": error.extra.get("retry_after"),
    }
    try:
        if "session" in g:
            g.session.rollback()
            switch_actor(g.session, g.actor)  # a login or a link may have acted for somebody else
        return render_template("errors/error.html", **facts)
    except (PortalError, SQLAlchemyError) as fault:
        log.warning("request %s: its error page has no cart: %s", g.get("request_id"), fault.__class__.__name__)
        g.cart_summary = {"count": 0, "total": None}
        return render_template("errors/error.html", **facts)


def _portal_error(error: PortalError) -> Response:
    return _answer(error)


def _csrf_error(_error: CSRFError) -> Response:
    refusal = PortalError(CSRF_DETAIL)
    refusal.code = "csrf_failed"  # type: ignore[misc]
    return _answer(refusal)


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    described = TOO_LARGE if status == 413 else error.description if wants_json() else ""
    refusal = PortalError(described)
    refusal.code = HTTP_CODES.get(status, "error")  # type: ignore[misc]
    refusal.status = status  # type: ignore[misc]
    return _answer(refusal)


def _unfit_value(error: DataError) -> Response:
    log.warning(
        "request %s holds a value that no column takes: %s %s", g.get("request_id"), request.method, request.path
    )
    log.debug("the value's refusal", exc_info=error)
    return _answer(Invalid())


def _database_error(error: OperationalError) -> Response:
    log.error(
        "database unavailable in request %s: %s",
        g.get("request_id"),
        error.__class__.__name__,
        exc_info=error,
    )
    return _answer(Unavailable())


def _unexpected(error: Exception) -> Response:
    log.error("request %s failed: %s %s", g.get("request_id"), request.method, request.path, exc_info=error)
    refusal = PortalError(INTERNAL_DETAIL, extra={"reference": g.get("request_id", "")})
    refusal.code = "internal"  # type: ignore[misc]
    refusal.status = 500  # type: ignore[misc]
    return _answer(refusal)
