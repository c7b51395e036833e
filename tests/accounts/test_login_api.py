from __future__ import annotations

from typing import cast

import pyotp
from flask import Flask
from flask.testing import FlaskClient

from portal.accounts.models import User
from portal.accounts.service import two_factor
from portal.security.actor import Actor
from portal.shared.database import Database
from portal.shared.settings import Settings
from tests.factories import Factory


def _token(client: FlaskClient, email: str, password: str = Factory.PASSWORD, **extra: str):
    return client.post("/api/v1/tokens", json={"email": email, "password": password, **extra})


def test_a_token_opens_me_and_its_revocation_closes_it(client: FlaskClient, make: Factory) -> None:
    company = make.company("Elektro Nord")
    user = make.buyer(company, email="Anna@Customer.example")
    response = _token(client, "anna@customer.EXAMPLE")
    assert response.status_code == 200
    headers = {"Authorization": f"Bearer {response.json['access_token']}"}
    me = client.get("/api/v1/me", headers=headers)
    assert me.json["email"] == user.email
    assert me.json["company"]["name"] == "Elektro Nord"
    assert me.json["roles"] == ["buyer"]
    assert client.delete("/api/v1/tokens", headers=headers).status_code == 204
    assert client.get("/api/v1/me", headers=headers).json["error"] == "token_invalid"


def test_wrong_password_and_unknown_email_get_the_same_answer(client: FlaskClient, make: Factory) -> None:
    user = make.buyer()
    wrong = _token(client, user.email, "not the password")
    unknown = _token(client, "nobody@customer.example")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json == unknown.json
    assert wrong.json["error"] == "invalid_credentials"


def test_too_many_failures_lock_the_email_for_a_while_even_with_the_right_password(
    client: FlaskClient, make: Factory, settings: Settings
) -> None:
    user = make.buyer()
    for _ in range(settings.login_attempts):
        assert _token(client, user.email, "wrong").status_code == 401
    refused = _token(client, user.email)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert _token(client, make.buyer().email).status_code == 200


def test_a_refresh_token_works_once(client: FlaskClient, make: Factory) -> None:
    pair = _token(client, make.buyer().email).json
    first = client.post("/api/v1/tokens/refresh", json={"refresh_token": pair["refresh_token"]})
    assert first.status_code == 200
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {pair['access_token']}"}).status_code == 401
    again = client.post("/api/v1/tokens/refresh", json={"refresh_token": pair["refresh_token"]})
    assert again.status_code == 401


def test_two_factor_is_asked_for_and_a_code_works_once(
    client: FlaskClient, app: Flask, make: Factory, database: Database, settings: Settings
) -> None:
    user = make.buyer()
    actor, secret = make.actor(user), settings.secret_key.get_secret_value()
    with database.transaction(actor) as session:
        address = two_factor.begin(session, actor, secret, "Prilavok")
    totp = cast("pyotp.TOTP", pyotp.parse_uri(address))
    with database.transaction(actor) as session:
        two_factor.confirm(session, actor, secret, totp.now())
    assert _token(client, user.email).json["error"] == "otp_required"
    assert _token(client, user.email, otp="000000").json["error"] == "otp_invalid"
    # The confirming code counts as used.
    assert _token(client, user.email, otp=totp.now()).json["error"] == "otp_invalid"
    stored = make.session.get(User, user.id)
    make.session.refresh(stored)
    stored.totp_last_step = (stored.totp_last_step or 0) - 2
    make.session.commit()
    assert _token(client, user.email, otp=totp.now()).status_code == 200
    make.session.refresh(stored)
    assert totp.secret not in (stored.totp_secret or "")


def test_a_person_who_was_switched_off_cannot_log_in(client: FlaskClient, make: Factory) -> None:
    user = make.buyer(active=False)
    assert _token(client, user.email).json["error"] == "invalid_credentials"


def test_faulty_bodies_say_what_is_wrong(client: FlaskClient) -> None:
    response = client.post("/api/v1/tokens", json={"email": "a@b.example"})
    assert response.status_code == 422
    assert response.json["error"] == "invalid"
    assert "password" in response.json["fields"]
    assert client.post("/api/v1/tokens", data="not json", content_type="application/json").status_code in {400, 422}


def test_failed_logins_are_in_the_audit_log(client: FlaskClient, make: Factory, system: Actor) -> None:
    from sqlalchemy import select

    from portal.audit.models import AuditEntry

    _token(client, "mallory@customer.example", "guess")
    actions = make.session.scalars(select(AuditEntry.action)).all()
    make.session.commit()
    assert "login.failed" in actions
