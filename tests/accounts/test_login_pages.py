from __future__ import annotations

import re
import time
from pathlib import Path
from typing import cast

import pyotp
import pytest
from flask.testing import FlaskClient

from portal.accounts.pages import safe_next
from portal.accounts.service import passwords, two_factor
from portal.accounts.tasks import send_reset
from portal.security.actor import Actor
from portal.shared.database import Database
from portal.shared.settings import Settings
from tests.factories import Factory


def csrf(client: FlaskClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page) or re.search(
        r'name="csrf-token" content="([^"]+)"', page
    )
    assert found, page[:500]
    return found.group(1)


def enter(client: FlaskClient, email: str, password: str = Factory.PASSWORD, **extra: str):
    data = {"email": email, "password": password, "csrf_token": csrf(client, "/login"), **extra}
    return client.post("/login", data=data)


def test_a_stranger_is_sent_to_the_login_page_and_back(client: FlaskClient, make: Factory) -> None:
    first = client.get("/account")
    assert first.status_code == 302
    assert first.location == "/login?next=%2Faccount"
    response = enter(client, make.buyer().email, next="/account")
    assert response.location == "/account"
    assert client.get("/account").status_code == 200


def test_a_wrong_password_keeps_the_email_in_the_form(client: FlaskClient) -> None:
    response = enter(client, "anna@customer.example", "wrong")
    assert response.status_code == 401
    assert "anna@customer.example" in response.get_data(as_text=True)


def test_writes_without_the_csrf_token_are_refused(client: FlaskClient, make: Factory) -> None:
    enter(client, make.buyer().email)
    response = client.post("/account/totp")
    assert response.status_code == 400
    api = client.post("/api/v1/cart/lines", json={"sku": "X", "quantity": 1})
    assert api.json["error"] == "csrf_failed"


def test_the_second_step_asks_for_the_code(
    client: FlaskClient, make: Factory, database: Database, settings: Settings
) -> None:
    user = make.buyer()
    actor, secret = make.actor(user), settings.secret_key.get_secret_value()
    with database.transaction(actor) as session:
        address = two_factor.begin(session, actor, secret, "Prilavok")
    totp = cast("pyotp.TOTP", pyotp.parse_uri(address))
    with database.transaction(actor) as session:
        two_factor.confirm(session, actor, secret, totp.at(int(time.time()) - 30))
    assert enter(client, user.email).location == "/login/code"
    assert client.get("/account").status_code == 302
    token = csrf(client, "/login/code")
    assert client.post("/login/code", data={"code": "123", "csrf_token": token}).status_code == 401
    assert client.post("/login/code", data={"code": totp.now(), "csrf_token": token}).status_code == 302
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", ""])
def test_the_way_back_never_leads_to_another_site(target: str) -> None:
    assert safe_next(target) == "/"


def test_a_forgotten_password_is_reset_by_a_mailed_link_that_works_once(
    client: FlaskClient, make: Factory, settings: Settings
) -> None:
    user = make.buyer()
    enter(client, user.email)
    other = client.application.test_client()
    page = other.post("/forgot", data={"email": user.email, "csrf_token": csrf(other, "/forgot")})
    assert page.status_code == 200
    send_reset(user_id=str(user.id))
    mails = list((settings.maildir / "new").iterdir())
    assert len(mails) == 1
    secret = re.search(r"/reset/([\w-]+)", Path(mails[0]).read_text(encoding="utf-8").replace("=\n", ""))
    assert secret
    path = f"/reset/{secret.group(1)}"
    weak = other.post(
        path, data={"password": "aaaaaaaaaaaa", "repeat": "aaaaaaaaaaaa", "csrf_token": csrf(other, path)}
    )
    assert weak.status_code == 422
    data = {"password": "a new passphrase", "repeat": "a new passphrase", "csrf_token": csrf(other, path)}
    assert other.post(path, data=data).location == "/login"
    assert other.get(path).status_code == 410
    assert client.get("/account").status_code == 302, "a new password ends the sessions of the old one"
    assert enter(other, user.email, "a new passphrase").status_code == 302


def test_forgot_answers_alike_for_an_unknown_email(client: FlaskClient, make: Factory) -> None:
    token = csrf(client, "/forgot")
    known = client.post("/forgot", data={"email": make.buyer().email, "csrf_token": token})
    unknown = client.post("/forgot", data={"email": "nobody@customer.example", "csrf_token": token})
    assert known.status_code == unknown.status_code == 200


def test_the_first_administrator_comes_in_by_a_one_time_link_once(
    client: FlaskClient, database: Database, system: Actor
) -> None:
    from portal.shared.errors import Conflict

    with database.transaction(system) as session:
        secret = passwords.create_first_administrator(session, "admin@supplier.example", "Ada Admin")
    path = f"/reset/{secret}"
    data = {"password": "quite a passphrase", "repeat": "quite a passphrase", "csrf_token": csrf(client, path)}
    assert client.post(path, data=data).location == "/login"
    assert enter(client, "admin@supplier.example", "quite a passphrase").location == "/console"
    with pytest.raises(Conflict), database.transaction(system) as session:
        passwords.create_first_administrator(session, "second@supplier.example", "Second")


def test_the_language_is_remembered(client: FlaskClient, make: Factory) -> None:
    client.post("/locale/pl", data={"csrf_token": csrf(client, "/login"), "next": "/login"})
    assert 'lang="pl"' in client.get("/login").get_data(as_text=True)
    enter(client, make.buyer(locale="uk").email)
    assert 'lang="uk"' in client.get("/account").get_data(as_text=True)
