"""Logging in and out, forgotten passwords, the account page, and the choice of language."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pyotp
import segno
from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask import session as cookie
from flask_babel import force_locale, gettext
from flask_login import login_user, logout_user
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse
from wtforms import Field

from portal.accounts import queries
from portal.accounts.authentication import LOCALE_COOKIE, SessionUser
from portal.accounts.demo_logins import demo_logins
from portal.accounts.errors import InvalidCredentials, OtpInvalid, PasswordTooWeak
from portal.accounts.forms import CodeForm, ForgotForm, LoginForm, PasswordForm, ProfileForm
from portal.accounts.models import User
from portal.accounts.service import login, passwords, profile, two_factor
from portal.accounts.service.identity import actor_of
from portal.accounts.tasks import send_reset
from portal.security import rate_limits, web
from portal.security.actor import Actor, Via
from portal.shared import jobs
from portal.shared.clock import now
from portal.shared.database import switch_actor
from portal.shared.errors import NotFound, TooManyRequests
from portal.shared.ids import parse_uuid
from portal.shared.settings import LOCALES

pages = Blueprint("accounts", __name__)
CODE_MINUTES = 5
YEAR_SECONDS = 365 * 24 * 3600


def safe_next(target: str | None, default: str = "/") -> str:
    """A path on this site to go on to; anything else becomes the default."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or not target.isprintable():
        return default
    parts = urlsplit(target)
    return target if not parts.netloc and not parts.scheme else default


def value(field: Field) -> str:
    """What was typed, as text."""
    return str(field.data or "")


def _throttle() -> login.Throttle:
    return login.Throttle(web.database(), web.settings(), web.remote_address())


def _enter(user: User, *, password: str | None, step: int | None, target: str) -> BaseResponse:
    session = web.session()
    switch_actor(session, Actor.anonymous(user_id=user.id))
    actor = actor_of(session, user, None, via=Via.WEB)
    login.complete(session, user, actor, password=password, otp_step=step)
    cookie.clear()
    cookie.permanent = True
    login_user(SessionUser(actor, user.session_epoch))
    home = "/console" if user.kind == "staff" and target == "/" else target
    return redirect(home)


def _login_form(form: LoginForm, error: str = "") -> str:
    logins = demo_logins(web.settings())
    return render_template("accounts/login.html", form=form, error=error, demo_logins=logins)


@pages.route("/login", methods=["GET", "POST"])
@web.public
def login_page() -> BaseResponse | str:
    """E-mail and password; then the code where two-factor login is on."""
    form = LoginForm()
    target = safe_next(value(form.next) or request.args.get("next"))
    if web.actor().is_authenticated:
        return redirect(target)
    form.next.data = target
    if not form.validate_on_submit():
        return _login_form(form)
    session = web.session()
    switch_actor(session, Actor.anonymous(login=value(form.email)))
    try:
        user = login.check_password(session, _throttle(), value(form.email), value(form.password))
    except (InvalidCredentials, TooManyRequests) as error:
        return make_response(_login_form(form, gettext(error.detail)), error.status)
    if user.totp_enabled_at is not None:
        cookie["second_step"] = {
            "user": str(user.id),
            "email": user.email,
            "epoch": user.session_epoch,
            "at": now().timestamp(),
            "next": target,
        }
        return redirect("/login/code")
    return _enter(user, password=value(form.password), step=None, target=target)


@pages.route("/login/code", methods=["GET", "POST"])
@web.public
def code_page() -> BaseResponse | str:
    """The second step of logging in."""
    pending: dict[str, Any] = cookie.get("second_step") or {}
    user_id = parse_uuid(pending.get("user"))
    if user_id is None or now().timestamp() - float(pending.get("at", 0)) > CODE_MINUTES * 60:
        cookie.pop("second_step", None)
        return redirect("/login")
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("accounts/code.html", form=form)
    session, settings, throttle = web.session(), web.settings(), _throttle()
    switch_actor(session, Actor.anonymous(user_id=user_id))
    try:
        throttle.check(str(pending["email"]))
        user = queries.user_by_id(session, user_id)
        if user is None or not user.active or user.session_epoch != pending.get("epoch"):
            raise InvalidCredentials  # the password of the first step no longer counts
        step = login.check_otp(throttle, user, value(form.code), settings.secret_key.get_secret_value())
    except (OtpInvalid, TooManyRequests) as error:
        page = render_template("accounts/code.html", form=form, error=gettext(error.detail))
        return make_response(page, error.status)
    return _enter(user, password=None, step=step, target=safe_next(pending.get("next")))


@pages.post("/logout")
@web.public
def logout() -> BaseResponse:
    """End the session of this browser."""
    logout_user()
    cookie.clear()
    return redirect("/login")


@pages.route("/forgot", methods=["GET", "POST"])
@web.public
def forgot_page() -> BaseResponse | str:
    """Ask for a reset link. The answer is the same whether the e-mail is known or not."""
    form = ForgotForm()
    if not form.validate_on_submit():
        return render_template("accounts/forgot.html", form=form, sent=False)
    session = web.session()
    rate_limits.count(session, f"forgot-from:{web.remote_address()}", limit=20, window_seconds=3600)
    switch_actor(session, Actor.anonymous(login=value(form.email)))
    user = queries.user_by_email(session, value(form.email))
    if user is not None and user.active:
        jobs.defer(session, send_reset, queueing_lock=f"reset:{user.id}", user_id=str(user.id))
    return render_template("accounts/forgot.html", form=form, sent=True)


@pages.route("/reset/<token>", methods=["GET", "POST"])
@web.public
def reset_page(token: str) -> BaseResponse | str:
    """Choose a password by a one-time link (a reset, or an invitation)."""
    form = PasswordForm()
    session = web.session()
    link, _user = passwords.user_of_link(session, token, ("reset", "invitation"))
    switch_actor(session, web.actor())  # the page is the visitor's own
    if not form.validate_on_submit():
        return render_template("accounts/reset.html", form=form, purpose=link.purpose)
    try:
        passwords.set_password_by_link(session, token, value(form.password))
    except PasswordTooWeak as error:
        form.password.errors = [gettext(error.detail)]
        return make_response(render_template("accounts/reset.html", form=form, purpose=link.purpose), error.status)
    flash(gettext("Your password is saved. Log in with it."))
    return redirect("/login")


@pages.post("/locale/<code>")
@web.public
def choose_locale(code: str) -> BaseResponse:
    """Change the language, for the account too when logged in."""
    if code not in LOCALES:
        raise NotFound
    if web.actor().is_authenticated:
        profile.set_locale(web.session(), web.actor(), code)
    response = redirect(safe_next(request.form.get("next")))
    response.set_cookie(LOCALE_COOKIE, code, max_age=YEAR_SECONDS, samesite="Lax", secure=web.settings().secure_cookies)
    return response


@pages.route("/account", methods=["GET", "POST"])
def account_page() -> BaseResponse | str:
    """Name, language, two-factor login."""
    session, actor = web.session(), web.actor()
    user = queries.user_by_id(session, actor.require_user())
    assert user is not None
    form = ProfileForm(data={"name": user.name, "locale": user.locale})
    if form.validate_on_submit():
        profile.update(session, actor, name=value(form.name), locale=value(form.locale))
        with force_locale(value(form.locale)):
            flash(gettext("Saved."))
        response = redirect("/account")
        response.set_cookie(
            LOCALE_COOKIE,
            value(form.locale),
            max_age=YEAR_SECONDS,
            samesite="Lax",
            secure=web.settings().secure_cookies,
        )
        return response
    return _account(form, user)


def _account(form: ProfileForm, user: User, error: str = "", status: int = 200) -> Response:
    settings = web.settings()
    address = two_factor.pending_address(
        web.session(), web.actor(), settings.secret_key.get_secret_value(), settings.supplier_name
    )
    setup = None
    if address is not None:
        picture = segno.make(address).svg_inline(border=4, omitsize=True)
        setup = {"secret": pyotp.parse_uri(address).secret, "qr_svg": Markup(picture)}  # noqa: S704 - our own drawing
    found = queries.memberships(web.session(), user.id)
    page = render_template(
        "accounts/account.html",
        form=form,
        error=error,
        companies=[{"id": company.id, "name": company.name, "roles": member.roles} for member, company in found],
        totp_enabled=user.totp_enabled_at is not None,
        totp_setup=setup,
    )
    return make_response(page, status)


def _account_again(error: str, status: int) -> Response:
    user = queries.user_by_id(web.session(), web.actor().require_user())
    assert user is not None
    return _account(ProfileForm(data={"name": user.name, "locale": user.locale}), user, error, status)


@pages.post("/account/totp")
def totp_begin_or_confirm() -> BaseResponse:
    """Without a code: begin. With one: confirm, and two-factor login is on."""
    session, actor, settings = web.session(), web.actor(), web.settings()
    secret = settings.secret_key.get_secret_value()
    code = request.form.get("code", "")
    if not code:
        two_factor.begin(session, actor, secret, settings.supplier_name)
        return redirect("/account")
    try:
        two_factor.confirm(session, actor, secret, code)
    except OtpInvalid as error:
        return _account_again(gettext(error.detail), error.status)
    flash(gettext("Two-factor log-in is on."))
    return redirect("/account")


@pages.post("/account/totp/off")
def totp_off() -> BaseResponse:
    """Switch it off, with the password."""
    session, actor = web.session(), web.actor()
    throttle = _throttle()
    try:
        throttle.check(actor.email)
        two_factor.disable(session, actor, throttle, request.form.get("password", ""))
    except (InvalidCredentials, TooManyRequests) as error:
        return _account_again(gettext(error.detail), error.status)
    flash(gettext("Two-factor log-in is off."))
    return redirect("/account")


@pages.post("/account/password")
def password_change() -> BaseResponse:
    """Change the password; every other session of the person ends."""
    session, actor = web.session(), web.actor()
    try:
        user = passwords.change(
            session, actor, _throttle(), request.form.get("current_password", ""), request.form.get("password", "")
        )
    except (InvalidCredentials, TooManyRequests, PasswordTooWeak) as error:
        return _account_again(gettext(error.detail), error.status)
    login_user(SessionUser(actor, user.session_epoch))
    flash(gettext("Your password is changed."))
    return redirect("/account")


@pages.post("/account/company/<company_id>")
def switch_company(company_id: str) -> BaseResponse:
    """Act for another of the person's companies."""
    session, actor = web.session(), web.actor()
    user = queries.user_by_id(session, actor.require_user())
    wanted = parse_uuid(company_id)
    if user is None or wanted is None or queries.membership(session, user.id, wanted) is None:
        raise NotFound
    switched = actor_of(session, user, wanted, via=Via.WEB)
    login_user(SessionUser(switched, user.session_epoch))
    return redirect("/")
