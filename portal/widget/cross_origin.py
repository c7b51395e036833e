"""CORS: which calls pages of registered sites may make; portal.security.origins takes the cookies away."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, current_app, request
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from portal.security import web
from portal.security.actor import Actor
from portal.security.origins import origin_of
from portal.widget import queries

log = logging.getLogger(__name__)
# What the chat calls, and nothing else.
ENDPOINTS = frozenset(
    {
        "widget_api.site",
        "widget_api.identify",
        "widget_api.post_lead",
        "conversations_api.open_conversation",
        "conversations_api.get_conversation",
        "conversations_api.post_message",
        "conversations_api.list_messages",
        "conversations_api.request_person",
        "conversations_api.buyer_types",
        "conversations_api.buyer_reads",
        "conversations_api.rate",
        "conversations_api.conversation_events",
        "files_api.upload",
        "files_api.download",
        "cart_api.add_line",
        "recommendations_api.apply_proposal",
        "acting_api.answer_offer",
    }
)
HEADERS = "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Conversation-Token"
EXPOSED = "Retry-After, Idempotent-Replay"
PREFLIGHT_SECONDS = 600
READ_AGAIN_SECONDS = 15.0
_ALLOWED = "prilavok.allowed_origin"


class Origins:
    """The registered origins, read anew every few seconds; while the database is away the last ones hold."""

    def __init__(self, seconds: float = READ_AGAIN_SECONDS) -> None:
        self._seconds = seconds
        self._known: frozenset[str] = frozenset()
        self._due = 0.0

    def __contains__(self, origin: str) -> bool:
        if time.monotonic() >= self._due:
            try:
                with web.database().transaction(Actor.anonymous()) as session:
                    self._known = queries.open_origins(session)
                self._due = time.monotonic() + self._seconds
            except DBAPIError as error:
                log.warning("the registered sites were not read again: %s", error.__class__.__name__)
        return origin in self._known


def init_app(app: Flask) -> None:
    """Install the hooks; the first runs before anything can refuse the call, so that refusals can be read too."""
    app.extensions["prilavok.widget_origins"] = Origins()
    app.before_request_funcs.setdefault(None, []).insert(0, _begin)
    app.after_request(_mark)


def _begin() -> Response | None:
    foreign = web.foreign_origin()
    if not foreign or origin_of(foreign) != foreign or foreign not in web.port("widget_origins"):
        return None
    asked = request.headers.get("Access-Control-Request-Method", "") if request.method == "OPTIONS" else ""
    if _endpoint(asked or request.method) not in ENDPOINTS:
        return None
    request.environ[_ALLOWED] = foreign
    if not asked:
        return None
    answer = Response(status=204)
    answer.headers["Access-Control-Allow-Methods"] = asked
    answer.headers["Access-Control-Allow-Headers"] = HEADERS
    answer.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return answer


def _endpoint(method: str) -> str:
    try:
        return str(current_app.create_url_adapter(request).match(method=method)[0])  # type: ignore[union-attr]
    except HTTPException:
        return ""


def _mark(response: Response) -> Response:
    if request.path.startswith("/api/"):
        response.vary.add("Origin")
    if allowed := request.environ.get(_ALLOWED):
        response.headers["Access-Control-Allow-Origin"] = allowed
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
    return response
