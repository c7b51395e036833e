"""The routing API: presence, the desk's people, wall, reports, callbacks, and arranging the desk."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.conversations.routing import queries, schemas, subscriptions
from portal.conversations.routing.models import columns
from portal.conversations.routing.service import admin, callbacks, people, presence, reports
from portal.security import web
from portal.security.permissions import Permission

api = APIBlueprint("routing_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Routing")])


@api.put("/operator/presence", responses={200: schemas.PresenceOut})
def set_presence(body: schemas.PresenceIn) -> Response:
    """Say whether you are there."""
    session = web.session()
    row = presence.set_status(session, web.actor(), body.status)
    subscriptions.offer(session)
    return web.reply(people.own(session, row))


@api.post("/operator/heartbeat", responses={200: schemas.PresenceOut})
def heartbeat() -> Response:
    """A sign of life, every `beat_seconds`; without one for `vanish_seconds` your conversations go back."""
    session = web.session()
    return web.reply(people.own(session, presence.beat(session, web.actor())))


@api.get("/operator/team", responses={200: schemas.OperatorsOut})
def list_operators() -> Response:
    """The desk's people with status and load."""
    return web.reply(schemas.OperatorsOut(items=people.everybody(web.session(), web.actor())))


@api.get("/operator/wall", responses={200: schemas.WallOut})
def wall() -> Response:
    """Who waits, for how long, which promises are at risk, who is there."""
    return web.reply(people.wall(web.session(), web.actor()))


@api.get("/operator/reports", responses={200: schemas.ReportOut})
def report(query: schemas.ReportQuery) -> Response:
    """What happened at the desk in a period; for supervisors."""
    found = reports.report(web.session(), web.actor(), query.from_, query.to)
    return web.reply(found.model_dump(mode="json", by_alias=True))


@api.post("/conversations/<uuid:conversation_id>/callback", responses={201: schemas.CallbackOut})
@web.public
@web.idempotent
def ask_for_callback(path: schemas.ConversationPath, body: schemas.CallbackIn) -> Response:
    """Ask to be called or written to, while waiting for a person."""
    return web.reply(callbacks.ask(web.session(), web.actor(), path.conversation_id, body), 201)


@api.get("/operator/callbacks", responses={200: schemas.CallbacksOut})
def list_callbacks(query: schemas.CallbacksQuery) -> Response:
    """Who wants to be called or written to."""
    found = callbacks.listing(web.session(), web.actor(), done=query.state == "done", limit=query.limit)
    return web.reply(schemas.CallbacksOut(items=found))


@api.post("/operator/callbacks/<uuid:callback_id>/done", responses={200: schemas.CallbackOut})
@web.idempotent
def finish_callback(path: schemas.CallbackPath, body: schemas.DoneIn) -> Response:
    """Somebody called or wrote."""
    return web.reply(callbacks.finish(web.session(), web.actor(), path.callback_id, body.note))


@api.get("/admin/teams", responses={200: schemas.TeamsOut})
def list_teams() -> Response:
    """Every team."""
    return web.reply(schemas.TeamsOut(items=admin.teams(web.session(), web.actor())))


@api.put("/admin/teams/<code>", responses={200: schemas.TeamOut})
@web.idempotent
def put_team(path: schemas.CodePath, body: schemas.TeamIn) -> Response:
    """Make or change a team."""
    return web.reply(admin.put_team(web.session(), web.actor(), path.code, body))


@api.delete("/admin/teams/<code>", responses={204: None})
def delete_team(path: schemas.CodePath) -> Response:
    """Remove a team."""
    admin.delete_team(web.session(), web.actor(), path.code)
    return web.empty()


@api.put("/admin/operators/<uuid:id>", responses={200: schemas.OperatorsOut})
@web.idempotent
def put_operator(path: schemas.IdPath, body: schemas.OperatorIn) -> Response:
    """Say what one of the desk's people can do and where he belongs."""
    session, actor = web.session(), web.actor()
    admin.put_operator(session, actor, path.id, body)
    return web.reply(schemas.OperatorsOut(items=[one for one in people.everybody(session, actor) if one.id == path.id]))


@api.delete("/admin/operators/<uuid:id>", responses={204: None})
def delete_operator(path: schemas.IdPath) -> Response:
    """Take a person out of the teams."""
    admin.delete_operator(web.session(), web.actor(), path.id)
    return web.empty()


@api.get("/admin/holidays", responses={200: schemas.HolidaysOut})
def list_holidays() -> Response:
    """The different days to come."""
    return web.reply(schemas.HolidaysOut(items=admin.holidays(web.session(), web.actor())))


@api.post("/admin/holidays", responses={200: schemas.HolidayOut})
@web.idempotent
def put_holiday(body: schemas.HolidayIn) -> Response:
    """Make or change a different day."""
    return web.reply(admin.put_holiday(web.session(), web.actor(), body))


@api.delete("/admin/holidays/<uuid:id>", responses={204: None})
def delete_holiday(path: schemas.IdPath) -> Response:
    """Make a day like every other."""
    admin.delete_holiday(web.session(), web.actor(), path.id)
    return web.empty()


@api.get("/admin/customer-classes", responses={200: schemas.ClassesOut})
def list_classes() -> Response:
    """The classes of customers."""
    web.actor().require(Permission.STAFF_ADMIN)
    found = [schemas.ClassOut.model_validate(columns(one)) for one in queries.classes(web.session())]
    return web.reply(schemas.ClassesOut(items=found))


@api.put("/admin/customer-classes/<code>", responses={204: None})
@web.idempotent
def put_class(path: schemas.CodePath, body: schemas.ClassIn) -> Response:
    """Make or change a class of customers."""
    admin.put_class(web.session(), web.actor(), path.code, body)
    return web.empty()


@api.delete("/admin/customer-classes/<code>", responses={204: None})
def delete_class(path: schemas.CodePath) -> Response:
    """Remove a class of customers."""
    admin.delete_class(web.session(), web.actor(), path.code)
    return web.empty()


@api.put("/admin/companies/<uuid:id>/customer-class", responses={204: None})
@web.idempotent
def classify(path: schemas.IdPath, body: schemas.CompanyClassIn) -> Response:
    """Put a company into a class."""
    admin.classify(web.session(), web.actor(), path.id, body.customer_class)
    return web.empty()


@api.get("/admin/sla-policies", responses={200: schemas.PoliciesOut})
def list_policies() -> Response:
    """What is promised to whom."""
    return web.reply(schemas.PoliciesOut(items=admin.policies(web.session(), web.actor())))


@api.post("/admin/sla-policies", responses={201: schemas.PolicyOut})
@web.idempotent
def add_policy(body: schemas.PolicyIn) -> Response:
    """Make a promise."""
    return web.reply(admin.put_policy(web.session(), web.actor(), None, body), 201)


@api.put("/admin/sla-policies/<uuid:id>", responses={200: schemas.PolicyOut})
@web.idempotent
def put_policy(path: schemas.IdPath, body: schemas.PolicyIn) -> Response:
    """Change a promise."""
    return web.reply(admin.put_policy(web.session(), web.actor(), path.id, body))


@api.delete("/admin/sla-policies/<uuid:id>", responses={204: None})
def delete_policy(path: schemas.IdPath) -> Response:
    """Take a promise back."""
    admin.delete_policy(web.session(), web.actor(), path.id)
    return web.empty()


@api.get("/admin/desk", responses={200: schemas.DeskSettingsOut})
def get_settings() -> Response:
    """The desk's settings."""
    return web.reply(admin.settings(web.session(), web.actor()))


@api.put("/admin/desk", responses={200: schemas.DeskSettingsOut})
@web.idempotent
def put_settings(body: schemas.DeskSettingsIn) -> Response:
    """Change the desk's settings."""
    return web.reply(admin.put_settings(web.session(), web.actor(), body))
