"""What views need of the request: its actor, its one session, and how to answer.

One transaction a request: committed after the view returned, rolled back on any exception.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from flask import Response, current_app, g, request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from portal.security import idempotency
from portal.security.actor import Actor
from portal.security.origins import MARK
from portal.shared.database import Database
from portal.shared.errors import Invalid
from portal.shared.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")
Reply = Response


def database() -> Database:
    """The process's database."""
    return cast("Database", current_app.extensions["prilavok.database"])


def settings() -> Settings:
    """The process's settings."""
    return cast("Settings", current_app.extensions["prilavok.settings"])


def port(name: str) -> Any:
    """The implementation that app.py wired for a port."""
    return current_app.extensions[f"prilavok.{name}"]


def actor() -> Actor:
    """Who makes this request."""
    return cast("Actor", g.actor)


def session() -> Session:
    """The request's session, opened at first use and scoped to the actor."""
    if "session" not in g:
        g.session = database().session(actor())
    return cast("Session", g.session)


def remote_address() -> str:
    """The client's address, as the trusted proxies tell it."""
    return request.remote_addr or "unknown"


def foreign_origin() -> str:
    """The website whose page makes this call of the API, empty for the portal's own pages and for programs."""
    return str(request.environ.get(MARK, ""))


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that needs no login; tests list every one of them."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def takes_up_to(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a view take bodies of up to `size` bytes: files are larger than any other request may be."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.max_bytes = size  # type: ignore[attr-defined]
        return view

    return mark


def reply(body: BaseModel | dict[str, Any], status: int = 200) -> Response:
    """A JSON answer."""
    data = body.model_dump(mode="json") if isinstance(body, BaseModel) else body
    return Response(json.dumps(data, ensure_ascii=False), status=status, mimetype="application/json")


def empty() -> Response:
    """204."""
    return Response(status=204)


def _content() -> bytes:
    """What tells one request from another: its body, or the fields and files that a form was parsed into."""
    if request.mimetype != "multipart/form-data":
        return request.get_data(cache=True)
    parts = [f"{name}={value}" for name, value in sorted(request.form.items(multi=True))]
    for name, file in sorted(request.files.items(multi=True), key=lambda item: item[0]):
        parts.append(f"{name}={file.filename}:{hashlib.sha256(file.stream.read()).hexdigest()}")
        file.stream.seek(0)
    return "\n".join(parts).encode()


def idempotent(view: Callable[P, Response]) -> Callable[P, Response]:
    """A write that happens once for one Idempotency-Key of one actor; a repeat gets the first answer."""

    @functools.wraps(view)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> Response:
        key = request.headers.get("Idempotency-Key", "").strip()
        if not key:
            return view(*args, **kwargs)
        if len(key) > idempotency.MAX_KEY_LENGTH:
            raise Invalid(f"Idempotency-Key is longer than {idempotency.MAX_KEY_LENGTH} characters.")
        who = actor()
        owner = who.user_id or who.conversation_id
        if owner is None:  # nobody to remember an answer for; whatever needs somebody refuses
            return view(*args, **kwargs)
        scope = f"{owner}:{who.company_id or ''}:{request.method}:{request.full_path.rstrip('?')}"
        given = idempotency.begin(session(), scope, key, _content())
        if given is not None:
            status, body = given
            answer = reply(body, status) if body else Response(status=status)
            answer.headers["Idempotent-Replay"] = "true"
            return answer
        answer = view(*args, **kwargs)
        body = answer.get_json(silent=True) or {}
        idempotency.finish(session(), scope, key, answer.status_code, body)
        return answer

    return wrapper
