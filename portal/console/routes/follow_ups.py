"""Follow-ups."""

from __future__ import annotations

from flask import Response

from portal.console.desk_schemas import FollowUpIn, FollowUpOut, FollowUpPath, FollowUpsOut, FollowUpsQuery
from portal.console.routes.blueprint import ONE, api
from portal.conversations.schemas import ConversationPath
from portal.conversations.service import following
from portal.security import web


@api.post(f"{ONE}/follow-ups", responses={201: FollowUpOut})
@web.idempotent
def add_follow_up(path: ConversationPath, body: FollowUpIn) -> Response:
    """Be reminded of this conversation."""
    made = following.add(web.session(), web.actor(), path.conversation_id, at=body.at, content=body.text)
    return web.reply(FollowUpOut.of(made), 201)


@api.get(f"{ONE}/follow-ups", responses={200: FollowUpsOut})
def list_of_conversation(path: ConversationPath, query: FollowUpsQuery) -> Response:
    """Everybody's follow-ups of this conversation."""
    found = following.of_operator(web.session(), web.actor(), done=query.done, conversation_id=path.conversation_id)
    return web.reply(FollowUpsOut(items=[FollowUpOut.of(one) for one in found]))


@api.get("/follow-ups", responses={200: FollowUpsOut})
def list_follow_ups(query: FollowUpsQuery) -> Response:
    """The operator's own follow-ups, the next due first."""
    found = following.of_operator(web.session(), web.actor(), done=query.done)
    return web.reply(FollowUpsOut(items=[FollowUpOut.of(one) for one in found]))


@api.post("/follow-ups/<uuid:follow_up_id>/done", responses={200: FollowUpOut})
def finish_follow_up(path: FollowUpPath) -> Response:
    """Done; again is no change."""
    return web.reply(FollowUpOut.of(following.finish(web.session(), web.actor(), path.follow_up_id)))
