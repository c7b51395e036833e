"""Canned replies."""

from __future__ import annotations

from flask import Response

from portal.console.desk_schemas import (
    CannedChange,
    CannedIn,
    CannedOut,
    CannedPath,
    CannedQuery,
    CannedReplies,
    FilledOut,
    FilledReplies,
)
from portal.console.routes.blueprint import ONE, api
from portal.conversations.schemas import ConversationPath
from portal.conversations.service import canned
from portal.security import web

REPLY = "/canned/<uuid:reply_id>"


@api.get("/canned", responses={200: CannedReplies})
def list_canned(query: CannedQuery) -> Response:
    """Canned replies as they are kept."""
    found = canned.listing(web.session(), web.actor(), wanted=query.q)
    return web.reply(CannedReplies(items=[CannedOut.of(one) for one in found], variables=sorted(canned.VARIABLES)))


@api.post("/canned", responses={201: CannedOut})
@web.idempotent
def add_canned(body: CannedIn) -> Response:
    """A new one; 409 `shortcut_taken`."""
    made = canned.add(web.session(), web.actor(), shortcut=body.shortcut, title=body.title, texts=body.texts)
    return web.reply(CannedOut.of(made), 201)


@api.patch(REPLY, responses={200: CannedOut})
@web.idempotent
def change_canned(path: CannedPath, body: CannedChange) -> Response:
    """Change what is given."""
    changed = canned.change(
        web.session(), web.actor(), path.reply_id, shortcut=body.shortcut, title=body.title, texts=body.texts
    )
    return web.reply(CannedOut.of(changed))


@api.delete(REPLY, responses={204: None})
def remove_canned(path: CannedPath) -> Response:
    """Delete one."""
    canned.remove(web.session(), web.actor(), path.reply_id)
    return web.empty()


@api.get(f"{ONE}/canned", responses={200: FilledReplies})
def fill_canned(path: ConversationPath, query: CannedQuery) -> Response:
    """Those that fit, filled in for this conversation and in its language."""
    found = canned.filled(web.session(), web.actor(), path.conversation_id, wanted=query.q)
    items = [
        FilledOut(
            id=one.reply.id,
            shortcut=one.reply.shortcut,
            title=one.reply.title,
            text=one.text,
            missing=one.missing,
        )
        for one in found
    ]
    return web.reply(FilledReplies(items=items))
