"""Close, tag, merge, block."""

from __future__ import annotations

from flask import Response

from portal.console.desk_schemas import CloseIn, MergeIn, TagsIn
from portal.console.routes.blueprint import ONE, api, row
from portal.console.schemas import NoteIn, OperatorConversation
from portal.conversations.schemas import ConversationPath
from portal.conversations.service import blocking, closing, merging
from portal.security import web


@api.post(f"{ONE}/close", responses={200: OperatorConversation})
@web.idempotent
def close(path: ConversationPath, body: CloseIn) -> Response:
    """End it, with what it was about; the buyer is asked what he thinks."""
    closing.close(
        web.session(), web.actor(), path.conversation_id, note=body.note, summary=body.summary, tags=body.tags
    )
    return row(path.conversation_id)


@api.put(f"{ONE}/tags", responses={200: OperatorConversation})
@web.idempotent
def set_tags(path: ConversationPath, body: TagsIn) -> Response:
    """Say what it is about, of a closed one too."""
    closing.set_tags(web.session(), web.actor(), path.conversation_id, body.tags)
    return row(path.conversation_id)


@api.post(f"{ONE}/merge", responses={200: OperatorConversation})
@web.idempotent
def merge(path: ConversationPath, body: MergeIn) -> Response:
    """Close it in favour of another one of the same person, which is the answer and holds a link to it."""
    target = merging.merge(web.session(), web.actor(), path.conversation_id, into=body.into)
    return row(target.id)


@api.post(f"{ONE}/block", responses={200: OperatorConversation})
@web.idempotent
def block(path: ConversationPath, body: NoteIn) -> Response:
    """Refuse whatever its person writes, here and in any other conversation."""
    blocking.block(web.session(), web.actor(), path.conversation_id, note=body.note)
    return row(path.conversation_id)


@api.post(f"{ONE}/unblock", responses={200: OperatorConversation})
@web.idempotent
def unblock(path: ConversationPath, body: NoteIn) -> Response:
    """Let its person write again."""
    blocking.unblock(web.session(), web.actor(), path.conversation_id, note=body.note)
    return row(path.conversation_id)
