"""What notices hear, and what the account's and the product's pages ask of them."""

from __future__ import annotations

from typing import Any

from flask import Flask

from portal.notices import queries
from portal.notices.kinds import EXPLAINED, TITLES, Kind, allowed
from portal.notices.service import choosing, watching
from portal.security import web
from portal.security.actor import ActorKind
from portal.shared.texts import text


def init_app(app: Flask) -> None:
    """Give the templates their globals."""
    app.jinja_env.globals.update(notice_choices=notice_choices, is_watched=is_watched, expects_notices=expects_notices)


def notice_choices() -> list[dict[str, Any]] | None:
    """The kinds that the reader may have, [{kind, title, hint, on}]; None for those who do not buy."""
    actor = web.actor()
    if actor.kind is not ActorKind.BUYER:
        return None
    on = choosing.chosen(web.session(), actor)
    return [
        {
            "kind": kind.value,
            "title": text(actor.locale, TITLES[kind]),
            "hint": text(actor.locale, EXPLAINED[kind]),
            "on": kind in on,
        }
        for kind in Kind
        if allowed(actor, kind)
    ]


def is_watched(sku: str) -> bool:
    """Whether the reader waits for the product."""
    return watching.is_watched(web.session(), web.actor(), sku)


def expects_notices() -> bool:
    """Whether the chat should listen although the reader has not opened it here: something may arrive."""
    actor = web.actor()
    if actor.kind is not ActorKind.BUYER or actor.user_id is None or actor.company_id is None:
        return False
    return queries.has_any(web.session(), actor.user_id, actor.company_id)
