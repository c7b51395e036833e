"""Builds the web application: wires settings, database, authentication, ports, routes and errors in one place."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

from flask import Flask
from flask_openapi3 import Info, OpenAPI
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.security import headers
from portal.security.origins import ForeignCalls
from portal.shared.database import Database
from portal.shared.jobs import Runtime
from portal.shared.logs import configure_logging
from portal.shared.schemas import ErrorOut
from portal.shared.settings import Settings, load_settings
from portal.web import errors, health, i18n, openapi, requests

CONCEPTS = (
    "audit",
    "accounts",
    "files",
    "catalogue",
    "cart",
    "orders",
    "rfq",
    "recommendations",
    "documents",
    "answers",
    "conversations",
    "conversations.routing",
    "assistant_gateway",
    "channels",
    "notices",
    "teaching",
    "widget",
    "console",
    "console.acting",
    "home",
)
MAX_REQUEST_BYTES = 2 * 1024 * 1024
DESCRIPTION = (
    "Everything the portal's pages and its assistant do. Errors are `{error, detail, fields?}`; lists are "
    "`{items, next}`; writes accept `Idempotency-Key`."
)


def create_app(settings: Settings | None = None, database: Database | None = None) -> Flask:
    """The application; tests give their own settings and database."""
    settings = settings or load_settings()
    configure_logging(settings.log_level)
    app = OpenAPI(
        "portal",
        info=Info(title="Prilavok", version="1", description=DESCRIPTION),
        security_schemes={"bearer": {"type": "http", "scheme": "bearer"}},
        doc_ui=False,
        validation_error_status=422,
        validation_error_model=ErrorOut,
        validation_error_callback=errors.invalid_request,
        responses={401: ErrorOut, 403: ErrorOut, 404: ErrorOut, 409: ErrorOut, 429: ErrorOut},
    )
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        SESSION_COOKIE_NAME="prilavok",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=settings.session_hours * 3600,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    database = database or Database(
        settings.database_url.get_secret_value(),
        pool_size=settings.database_pool_size,
        application_name="prilavok-web",
    )
    configure(settings, database)
    app.extensions["prilavok.settings"] = settings
    app.extensions["prilavok.database"] = database
    app.wsgi_app = ForeignCalls(app.wsgi_app, settings.web_url)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    headers.init_app(app, secure=settings.secure_cookies)
    requests.init_app(app)
    errors.init_app(app)
    i18n.init_app(app)
    health.init_app(app)
    openapi.init_app(app)
    _wire(app)
    _register(app)
    return app


def configure(settings: Settings, database: Database) -> None:
    """Give tasks what they need of this process, load every task, and let concepts hear each other's events."""
    Runtime.settings = settings
    Runtime.database = database
    for concept in CONCEPTS:
        _optional(f"portal.{concept}.tasks")
        subscriptions = _optional(f"portal.{concept}.subscriptions")
        if subscriptions is not None:
            subscriptions.subscribe()


def _wire(app: Flask) -> None:
    """Let every concept put forward what it implements for the ports of others."""
    for concept in CONCEPTS:
        wiring = _optional(f"portal.{concept}.wiring")
        if wiring is not None:
            wiring.init_app(app)


def _register(app: OpenAPI) -> None:
    for concept in CONCEPTS:
        routes = _optional(f"portal.{concept}.routes")
        if routes is not None:
            app.register_api(routes.api)
        pages = _optional(f"portal.{concept}.pages")
        if pages is not None:
            app.register_blueprint(pages.pages)


def _optional(name: str) -> ModuleType | None:
    """The module, or None when the concept has none of that kind; a fault inside it is raised."""
    if importlib.util.find_spec(name) is None:
        return None
    return importlib.import_module(name)
