"""Webhooks of the providers, and the buyer's links over JSON."""

from __future__ import annotations

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag

from portal.channels import tasks
from portal.channels.adapters import adapter
from portal.channels.errors import SignatureInvalid
from portal.channels.ports import Answer, Call, WrongSignature
from portal.channels.schemas import LinkCodeOut, LinkPath, LinksOut, WebhookPath
from portal.channels.service import accounts, linking, present, receiving, speaking
from portal.security import web
from portal.shared.database import switch_actor

api = APIBlueprint(
    "channels_api",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="Channels", description="Messengers and e-mail")],
)


@api.post("/channels/<provider>/<account_key>")
@web.public
def take_webhook(path: WebhookPath) -> Response:
    """A provider's call: its signature is checked, its events are stored, then it is acknowledged."""
    return _webhook(path)


@api.get("/channels/<provider>/<account_key>")
@web.public
def look_at_webhook(path: WebhookPath) -> Response:
    """A provider looks whether the address is ours."""
    return _webhook(path)


def _webhook(path: WebhookPath) -> Response:
    provider = adapter(path.provider)
    session = web.session()
    switch_actor(session, speaking.SYSTEM)
    row = accounts.by_key(session, path.account_key, path.provider, enabled=True)
    account = accounts.opened(row, web.settings().secret_key.get_secret_value())
    call = Call(
        request.method,
        {name.lower(): value for name, value in request.headers.items()},
        request.args.to_dict(),
        request.get_data(cache=True),
    )
    try:
        provider.verify(account, call)
        answer = provider.answer(account, call)
        events = provider.parse(account, call) if request.method == "POST" else []
    except WrongSignature as error:
        raise SignatureInvalid from error
    receiving.take_in(session, row, events, tasks.wake_enter)
    return _answered(answer)


def _answered(answer: Answer | None) -> Response:
    if answer is None:
        return web.reply({"ok": True})
    if isinstance(answer.body, str):
        return Response(answer.body, status=answer.status, mimetype="text/plain")
    return web.reply(dict(answer.body), answer.status)


@api.post("/me/channels/link-codes", responses={201: LinkCodeOut})
def make_link_code() -> Response:
    """A code that ties a messenger to the caller: it works once, for ten minutes, and replaces the one before it."""
    session, actor = web.session(), web.actor()
    made = linking.make_code(session, actor)
    chats = present.chats(session, made.code)
    return web.reply(LinkCodeOut(code=made.code, expires_at=made.expires_at, chats=chats), 201)


@api.get("/me/channels", responses={200: LinksOut})
def get_links() -> Response:
    """The caller's messengers, and those that he could link."""
    return web.reply(present.links(web.session(), web.actor()))


@api.delete("/me/channels/<uuid:link_id>", responses={204: None})
@web.idempotent
def delete_link(path: LinkPath) -> Response:
    """End a link; the messenger sees nothing of the company any more."""
    linking.unlink(web.session(), web.actor(), path.link_id)
    return web.empty()
