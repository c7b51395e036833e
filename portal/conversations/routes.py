"""The conversations API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

from flask import Response, g, request
from flask_openapi3 import APIBlueprint, Tag

from portal.conversations.live.streams import ConversationStream
from portal.conversations.schemas import (
    ConversationOut,
    ConversationPath,
    HandoverRequest,
    MessageOut,
    MessagesOut,
    MessagesQuery,
    NewMessage,
    RatingIn,
    ReadIn,
)
from portal.conversations.service import closing, handover, messages, opening, reading, receipts
from portal.conversations.service.ownership import CHANNEL
from portal.security import rate_limits, web
from portal.shared.database import notify

GUEST_COOKIE = "prilavok_guest"
GUEST_HEADER = "X-Conversation-Token"
GUEST_DAYS = 30

api = APIBlueprint("conversations_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Conversations")])


def guest_key() -> str:
    """The key of a guest's conversation, from the header or the cookie."""
    return request.headers.get(GUEST_HEADER, "") or request.cookies.get(GUEST_COOKIE, "")


@api.before_request
def know_the_guest() -> None:
    """A visitor with a conversation's key acts as its guest."""
    actor = web.actor()
    if not actor.is_authenticated and actor.conversation_id is None and (key := guest_key()):
        g.actor = opening.guest_actor(web.session(), actor, key) or actor


@api.post("/conversations", responses={200: ConversationOut, 201: ConversationOut})
@web.public
def open_conversation() -> Response:
    """The caller's open web conversation, or a new one; a guest gets a key for it, as a cookie and in `token`."""
    session, actor = web.session(), web.actor()
    if actor.is_authenticated:
        opened = opening.open_for_buyer(session, actor, guest_key=guest_key())
    else:
        opened = opening.open_for_guest(session, actor, address=web.remote_address())
    shown = reading.view(session, opened.conversation)
    shown.token = opened.key
    answer = web.reply(shown, 201 if opened.created else 200)
    if opened.key and not web.foreign_origin():
        answer.set_cookie(
            GUEST_COOKIE,
            opened.key,
            max_age=GUEST_DAYS * 86_400,
            httponly=True,
            secure=web.settings().secure_cookies,
            samesite="Lax",
        )
    elif actor.is_authenticated and GUEST_COOKIE in request.cookies:
        answer.delete_cookie(GUEST_COOKIE)
    return answer


@api.get("/conversations/<uuid:conversation_id>", responses={200: ConversationOut})
@web.public
def get_conversation(path: ConversationPath) -> Response:
    """State, operator and place in the queue."""
    session, actor = web.session(), web.actor()
    found = reading.readable(session, actor, path.conversation_id)
    return web.reply(reading.view(session, found, desk=reading.is_desk(actor)))


@api.post("/conversations/<uuid:conversation_id>/messages", responses={202: MessageOut})
@web.public
@web.idempotent
def post_message(path: ConversationPath, body: NewMessage) -> Response:
    """Write, or press an offered button. A repeated client_id gets the stored message again."""
    message = messages.post_by_buyer(
        web.session(),
        web.actor(),
        path.conversation_id,
        client_id=body.client_id,
        content=body.text,
        payload=body.button,
        bot=web.port("bot"),
        per_minute=web.settings().messages_per_minute,
        file_ids=body.file_ids,
    )
    return web.reply(MessageOut.of(message), 202)


@api.get("/conversations/<uuid:conversation_id>/messages", responses={200: MessagesOut})
@web.public
def list_messages(path: ConversationPath, query: MessagesQuery) -> Response:
    """Messages after a sequence number, oldest first; without `after` the latest."""
    return web.reply(reading.messages(web.session(), web.actor(), path.conversation_id, query.after, query.limit))


@api.post("/conversations/<uuid:conversation_id>/handover", responses={200: ConversationOut})
@web.public
@web.idempotent
def request_person(path: ConversationPath, body: HandoverRequest) -> Response:
    """Ask for a person."""
    session = web.session()
    conversation = handover.request(session, web.actor(), path.conversation_id, reason=body.reason)
    return web.reply(reading.view(session, conversation))


@api.post("/conversations/<uuid:conversation_id>/read", responses={204: None})
@web.public
def buyer_reads(path: ConversationPath, body: ReadIn) -> Response:
    """The buyer has seen everything up to this message; a lower number than before changes nothing."""
    receipts.read_by_buyer(web.session(), web.actor(), path.conversation_id, body.seq)
    return web.empty()


@api.post("/conversations/<uuid:conversation_id>/rating", responses={200: ConversationOut})
@web.public
@web.idempotent
def rate(path: ConversationPath, body: RatingIn) -> Response:
    """Say how it was, once it is closed; a second time replaces the first."""
    session = web.session()
    rated = closing.rate(session, web.actor(), path.conversation_id, score=body.score, comment=body.text)
    return web.reply(reading.view(session, rated))


@api.post("/conversations/<uuid:conversation_id>/typing", responses={204: None})
@web.public
def buyer_types(path: ConversationPath) -> Response:
    """Tell the other side that the buyer is typing; kept nowhere."""
    return announce_typing(path.conversation_id, "buyer")


@api.get("/conversations/<uuid:conversation_id>/events")
@web.public
def conversation_events(path: ConversationPath) -> Response:
    """Server-sent events: what came after Last-Event-ID (or `after`), then whatever happens."""
    actor = web.actor()
    reading.readable(web.session(), actor, path.conversation_id)
    given = request.headers.get("Last-Event-ID", "") or request.args.get("after", "")
    after = int(given) if given.isdecimal() and len(given) < 10 else 0
    return event_stream(iter(ConversationStream(web.port("live"), web.database(), actor, path.conversation_id, after)))


def announce_typing(conversation_id: UUID, author: str) -> Response:
    """Announce that somebody types, for those who may read the conversation."""
    session, actor = web.session(), web.actor()
    found = reading.readable(session, actor, conversation_id)
    rate_limits.count(session, f"typing:{actor.user_id or found.id}", limit=120, window_seconds=60)
    note = {"kind": "typing", "conversation_id": str(found.id), "author": author, "name": actor.name}
    notify(session, CHANNEL, json.dumps(note))
    return web.empty()


def event_stream(lines: Iterator[str]) -> Response:
    """A response that stays open; proxies must not hold it back."""
    return Response(
        lines,
        mimetype="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
