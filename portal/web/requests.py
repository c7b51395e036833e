"""The life of a request: who makes it, whether he may, one transaction, and its end."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, redirect, request
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as BaseResponse

from portal.accounts import authentication
from portal.accounts.service.login import via_of
from portal.security import web
from portal.security.actor import Actor
from portal.shared.errors import LoginRequired
from portal.web.inputs import refuse_unstorable

API_PREFIX = "/api/"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_PREFIXES = ("/static/", "/healthz", "/readyz", "/metrics")

login_manager = LoginManager()
csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Install the hooks."""
    login_manager.init_app(app)
    login_manager.session_protection = None  # the session epoch ends sessions; addresses of phones change
    csrf.init_app(app)
    app.before_request(_begin)
    app.after_request(_commit)
    app.teardown_request(_close)


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load_user(stored: str) -> authentication.SessionUser | None:
    return authentication.load_session_user(web.session(), stored, request.path)


def _begin() -> BaseResponse | None:
    g.request_id = secrets.token_hex(6)
    settings = web.settings()
    locale = authentication.requested_locale(request, settings.default_locale)
    g.actor = Actor.anonymous(locale=locale, via=via_of(request.path))
    if request.path.startswith(OPEN_PREFIXES):
        return None
    _allow_size()
    refuse_unstorable(request)
    token = authentication.bearer(request)
    if token is not None:
        g.actor = authentication.actor_of_bearer(web.session(), request, token, settings, web.port("dialogues"))
    elif current_user.is_authenticated:
        g.actor = current_user.actor
        g.person = current_user._get_current_object()  # noqa: SLF001 - the proxy's own way to its object
    _protect(token)
    return _require_login()


def _allow_size() -> None:
    """Views that take files say how large a request may be; for all others the application's limit holds."""
    view = current_app.view_functions.get(request.endpoint) if request.endpoint else None
    limit = getattr(view, "max_bytes", None)
    if limit is not None:
        request.max_content_length = limit


def _protect(token: str | None) -> None:
    """Cookies are ambient: a write that rests on them must carry the CSRF token."""
    if request.method in SAFE_METHODS or token is not None:
        return
    if request.path.startswith(API_PREFIX) and not g.actor.is_authenticated:
        return
    csrf.protect()


def _require_login() -> BaseResponse | None:
    if request.endpoint is None or g.actor.is_authenticated:
        return None
    view = current_app.view_functions.get(request.endpoint)
    if getattr(view, "is_public", False) or request.endpoint == "static":
        return None
    if request.path.startswith(API_PREFIX) or request.method != "GET":
        raise LoginRequired
    return redirect("/login?" + urlencode({"next": request.full_path.rstrip("?")}))


def _commit(response: Response) -> Response:
    if "session" not in g:
        return response
    if g.get("failed"):
        g.session.rollback()
    else:
        g.session.commit()
    return response


def _close(_error: BaseException | None) -> None:
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()
