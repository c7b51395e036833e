"""The desk's list, one conversation, taking, returning, closing, writing."""

from __future__ import annotations

from flask import Response

from portal.console.routes.blueprint import ONE, api, row
from portal.console.schemas import (
    ListQuery,
    NoteIn,
    OperatorConversation,
    OperatorConversationDetail,
    OperatorConversations,
    OperatorMessageIn,
)
from portal.console.service import desk as listing
from portal.conversations.live.streams import desk_stream
from portal.conversations.routes import announce_typing, event_stream
from portal.conversations.schemas import ConversationPath, MessageOut
from portal.conversations.service import desk, messages
from portal.security import web
from portal.security.permissions import Permission


@api.get("/conversations", responses={200: OperatorConversations})
def list_conversations(query: ListQuery) -> Response:
    """Waiting conversations, one's own, or all that are open; the longest waiting first."""
    return web.reply(OperatorConversations(items=listing.listing(web.session(), web.actor(), query)))


@api.get(ONE, responses={200: OperatorConversationDetail})
def get_conversation(path: ConversationPath) -> Response:
    """A conversation with its latest messages and its context."""
    return web.reply(listing.detail(web.session(), web.actor(), path.conversation_id))


@api.post(f"{ONE}/take", responses={200: OperatorConversation})
@web.idempotent
def take(path: ConversationPath, body: NoteIn) -> Response:
    """Take it, from the queue or from the assistant; 409 `already_taken` says who was first."""
    desk.take(web.session(), web.actor(), path.conversation_id, note=body.note)
    return row(path.conversation_id)


@api.post(f"{ONE}/return", responses={200: OperatorConversation})
@web.idempotent
def give_back(path: ConversationPath, body: NoteIn) -> Response:
    """Return it to the assistant, which is told the note."""
    desk.give_back(web.session(), web.actor(), path.conversation_id, note=body.note)
    return row(path.conversation_id)


@api.post(f"{ONE}/messages", responses={202: MessageOut})
@web.idempotent
def post_message(path: ConversationPath, body: OperatorMessageIn) -> Response:
    """Write into one's own conversation. A repeated client_id gets the stored message again."""
    message = messages.post_by_operator(
        web.session(),
        web.actor(),
        path.conversation_id,
        client_id=body.client_id,
        content=body.text,
        file_ids=body.file_ids,
    )
    return web.reply(MessageOut.of(message), 202)


@api.post(f"{ONE}/typing", responses={204: None})
def operator_types(path: ConversationPath) -> Response:
    """Tell the buyer that somebody is typing."""
    web.actor().require(Permission.STAFF_CHAT)
    return announce_typing(path.conversation_id, "operator")


@api.get("/events")
def desk_events() -> Response:
    """Server-sent events about every conversation."""
    web.actor().require(Permission.STAFF_CHAT)
    return event_stream(desk_stream(web.port("live"), web.database(), web.actor()))
