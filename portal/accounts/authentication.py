"""From a request to its actor: bearer token, the assistant's service token, session cookie, or a visitor."""

from __future__ import annotations

from typing import Any

from flask import Request, g
from flask_login import UserMixin
from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.errors import TokenInvalid
from portal.accounts.ports import DialogueResolver
from portal.accounts.service import tokens
from portal.accounts.service.identity import actor_of
from portal.accounts.service.login import via_of
from portal.security.actor import Actor
from portal.security.tokens import same_secret
from portal.shared.database import switch_actor
from portal.shared.errors import Forbidden
from portal.shared.i18n import normalise_locale
from portal.shared.ids import parse_count, parse_uuid
from portal.shared.settings import LOCALES, Settings

LOCALE_COOKIE = "locale"


class SessionUser(UserMixin):  # type: ignore[misc]
    """Flask-Login's view of a person: `id` is user, company and session epoch, so that a password change ends it."""

    def __init__(self, actor: Actor, epoch: int) -> None:
        self.actor = actor
        self.epoch = epoch
        self.name = actor.name
        self.email = actor.email
        self.company_name = ""

    def get_id(self) -> str:
        """What the session cookie holds."""
        return f"{self.actor.user_id}:{self.actor.company_id or ''}:{self.epoch}"


def load_session_user(session: Session, stored: str, path: str) -> SessionUser | None:
    """The person of a session cookie, None when the session no longer holds; the session acts for him afterwards."""
    user_part, _, rest = stored.partition(":")
    company_part, _, epoch = rest.partition(":")
    user_id = parse_uuid(user_part)
    if user_id is None:
        return None
    switch_actor(session, Actor.anonymous(user_id=user_id))
    user = queries.user_by_id(session, user_id)
    if user is None or str(user.session_epoch) != epoch:
        return None
    try:
        actor = actor_of(session, user, parse_uuid(company_part), via=via_of(path))
    except Forbidden:
        return None
    switch_actor(session, actor)
    person = SessionUser(actor, user.session_epoch)
    if actor.company_id is not None:
        company = queries.company(session, actor.company_id)
        person.company_name = company.name if company else ""
    return person


def requested_locale(request: Request, default: str) -> str:
    """The visitor's language: cookie, then Accept-Language."""
    chosen = request.cookies.get(LOCALE_COOKIE)
    if chosen in LOCALES:
        return chosen
    accepted = [code for code, _quality in request.accept_languages]
    return next((found for code in accepted if (found := normalise_locale(code, ""))), default)


def bearer(request: Request) -> str | None:
    """The bearer token of the Authorization header."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def actor_of_bearer(
    session: Session, request: Request, token: str, settings: Settings, dialogues: DialogueResolver
) -> Actor:
    """The actor of an API call. Raises TokenInvalid, or what the dialogue's state says.

    The service token alone opens nothing: it comes with the id of a running dialogue and gets that buyer's rights.
    """
    if not same_secret(token, settings.service_token.get_secret_value()):
        return tokens.authenticate(session, token)
    dialogue = request.headers.get("X-Dialogue-Id", "")
    turn_id = parse_uuid(request.headers.get("X-Turn-Id"))
    epoch = parse_count(request.headers.get("X-Epoch"))
    if not dialogue or turn_id is None or epoch is None:
        raise TokenInvalid
    actor: Actor = dialogues(session, dialogue_id=dialogue, turn_id=turn_id, epoch=epoch)
    locale = request.headers.get("Accept-Language")
    return actor.with_locale(normalise_locale(locale, actor.locale)) if locale else actor


def template_user() -> Any:
    """What templates show of the person: name, email, company_name."""
    return g.get("person")
