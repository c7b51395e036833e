"""The review list over JSON."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.security import web
from portal.teaching import shipped
from portal.teaching.schemas import (
    IntentOut,
    Intents,
    ReportIn,
    ReviewIn,
    ReviewItemOut,
    ReviewList,
    ReviewPath,
    ReviewQuery,
)
from portal.teaching.service import reviewing

api = APIBlueprint("teaching_api", __name__, url_prefix="/api/v1/operator", abp_tags=[Tag(name="Teaching")])


@api.get("/intents", responses={200: Intents})
def list_intents() -> Response:
    """Every intent with an example."""
    actor = web.actor()
    found = reviewing.intents(actor)
    return web.reply(Intents(items=[IntentOut(name=one, example=shipped.example(one, actor.locale)) for one in found]))


@api.get("/review", responses={200: ReviewList})
def list_review(query: ReviewQuery) -> Response:
    """What the bot failed on."""
    session, actor = web.session(), web.actor()
    page = reviewing.listing(session, actor, state=query.state, limit=query.limit, cursor=query.cursor)
    items = [ReviewItemOut.of(one) for one in page.items]
    return web.reply(ReviewList(items=items, next=page.next, counts=reviewing.counts(session, actor)))


@api.post("/review", responses={201: ReviewItemOut})
@web.idempotent
def report_message(body: ReportIn) -> Response:
    """Say that the bot took a message for something else."""
    session = web.session()
    one = reviewing.report(session, web.actor(), body.message_id, suggested=body.intent)
    return web.reply(ReviewItemOut.of(reviewing.shown(session, one)), 201)


@api.post("/review/<uuid:item_id>", responses={200: ReviewItemOut})
@web.idempotent
def review(path: ReviewPath, body: ReviewIn) -> Response:
    """Say what a message means, or that there is nothing to learn from it."""
    session, actor = web.session(), web.actor()
    if body.intent is not None:
        one = reviewing.teach(session, actor, path.item_id, intent=body.intent, text=body.text, language=body.language)
    else:
        one = reviewing.dismiss(session, actor, path.item_id)
    return web.reply(ReviewItemOut.of(reviewing.shown(session, one)))
