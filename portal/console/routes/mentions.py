"""Internal notes, and the colleagues named in them."""

from __future__ import annotations

from flask import Response

from portal.console.desk_schemas import InternalNoteIn, MentionOut, MentionPath, MentionsOut, MentionsQuery
from portal.console.routes.blueprint import ONE, api
from portal.conversations.schemas import ConversationPath, MessageOut
from portal.conversations.service import notes
from portal.security import web


@api.post(f"{ONE}/notes", responses={202: MessageOut})
@web.idempotent
def post_note(path: ConversationPath, body: InternalNoteIn) -> Response:
    """Write what only staff see. A repeated client_id gets the stored note again."""
    note = notes.add(
        web.session(),
        web.actor(),
        path.conversation_id,
        client_id=body.client_id,
        content=body.text,
        mentions=body.mentions,
        whisper=body.whisper,
    )
    return web.reply(MessageOut.of(note), 202)


@api.get("/mentions", responses={200: MentionsOut})
def list_mentions(query: MentionsQuery) -> Response:
    """Where colleagues named the operator, newest first."""
    found = notes.mentions_of(web.session(), web.actor(), seen=query.seen, before=query.before, limit=query.limit + 1)
    items = [
        MentionOut(
            id=mention.id,
            conversation_id=mention.conversation_id,
            message=MessageOut.of(message),
            created_at=mention.created_at,
            seen_at=mention.seen_at,
        )
        for mention, message in found[: query.limit]
    ]
    return web.reply(MentionsOut(items=items, next=items[-1].created_at if len(found) > query.limit else None))


@api.post("/mentions/<uuid:mention_id>/seen", responses={204: None})
def see_mention(path: MentionPath) -> Response:
    """The operator has seen it."""
    notes.mark_seen(web.session(), web.actor(), path.mention_id)
    return web.empty()
