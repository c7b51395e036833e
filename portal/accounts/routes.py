"""Tokens and `me`."""

from __future__ import annotations

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag

from portal.accounts import queries
from portal.accounts.authentication import bearer
from portal.accounts.errors import OtpRequired, TokenInvalid
from portal.accounts.schemas import CompanyOut, MeOut, RefreshRequest, TokenOut, TokenRequest
from portal.accounts.service import login, tokens
from portal.accounts.service.identity import actor_of
from portal.security import web
from portal.security.actor import Actor, Via
from portal.shared.database import switch_actor

api = APIBlueprint("accounts_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Accounts")])


@api.post("/tokens", responses={200: TokenOut})
@web.public
def create_token(body: TokenRequest) -> Response:
    """Log in: an access token and a refresh token."""
    session, settings = web.session(), web.settings()
    throttle = login.Throttle(web.database(), settings, web.remote_address())
    switch_actor(session, Actor.anonymous(login=body.email, via=Via.API))
    user = login.check_password(session, throttle, body.email, body.password)
    if user.totp_enabled_at is not None and not body.otp:
        raise OtpRequired
    step = login.check_otp(throttle, user, body.otp, settings.secret_key.get_secret_value())
    switch_actor(session, Actor.anonymous(user_id=user.id, via=Via.API))
    actor = actor_of(session, user, None, via=Via.API)
    login.complete(session, user, actor, password=body.password, otp_step=step)
    pair = tokens.issue(session, settings, user, actor.company_id)
    return web.reply(
        TokenOut(access_token=pair.access_token, refresh_token=pair.refresh_token, expires_in=pair.expires_in)
    )


@api.post("/tokens/refresh", responses={200: TokenOut})
@web.public
def refresh_token(body: RefreshRequest) -> Response:
    """A new pair; the old refresh token is used up."""
    pair = tokens.refresh(web.session(), web.settings(), body.refresh_token)
    return web.reply(
        TokenOut(access_token=pair.access_token, refresh_token=pair.refresh_token, expires_in=pair.expires_in)
    )


@api.delete("/tokens", responses={204: None})
def revoke_token() -> Response:
    """End the token this call is made with."""
    token = bearer(request)
    if token is None:
        raise TokenInvalid
    tokens.revoke(web.session(), web.actor(), token)
    return web.empty()


@api.get("/me", responses={200: MeOut})
def me() -> Response:
    """Who is logged in, for which company, with which rights."""
    actor, session = web.actor(), web.session()
    company = queries.company(session, actor.company_id) if actor.company_id else None
    return web.reply(
        MeOut(
            id=actor.require_user(),
            email=actor.email,
            name=actor.name,
            locale=actor.locale,
            kind=actor.kind.value,
            roles=sorted(actor.roles),
            permissions=sorted(actor.permissions),
            company=CompanyOut(
                id=company.id,
                name=company.name,
                currency=company.currency,
                country=company.country,
                credit=web.port("credit")(session, actor),
            )
            if company
            else None,
        )
    )
