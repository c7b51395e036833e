"""The calls that only the assistant makes."""

from __future__ import annotations

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag

from portal.assistant_gateway.schemas import ContextOut, OwnHandover
from portal.assistant_gateway.service import own
from portal.conversations.schemas import ConversationOut
from portal.conversations.service import reading
from portal.security import web
from portal.shared.ids import parse_uuid

api = APIBlueprint("assistant_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Assistant")])


@api.get("/assistant/context", responses={200: ContextOut})
@web.public
def assistant_context() -> Response:
    """For whom the caller speaks; a guest is nobody yet."""
    return web.reply(own.context(web.session(), web.actor()))


@api.post("/conversations/current/handover", responses={200: ConversationOut})
@web.public
@web.idempotent
def hand_over(body: OwnHandover) -> Response:
    """Hand the caller's own conversation over to a person."""
    session = web.session()
    turn_id = parse_uuid(request.headers.get("X-Turn-Id"))
    conversation = own.hand_over(session, web.actor(), turn_id, reason=body.reason, said=body.said)
    return web.reply(reading.view(session, conversation))
