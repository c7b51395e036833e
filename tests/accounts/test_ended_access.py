"""What ends with a password, a role or a second use: links, half-finished logins, codes, open streams."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.accounts.models import User
from portal.accounts.pages import safe_next
from portal.accounts.service import passwords, two_factor
from portal.accounts.service.forgetting import forget
from portal.conversations.live import streams
from portal.security.actor import Actor
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.settings import Settings
from tests.accounts.test_login_pages import csrf, enter
from tests.conftest import TestDatabase
from tests.factories import Factory

NEW = "a new passphrase"


@pytest.fixture
def links(make: Factory, database: Database, system: Actor) -> tuple[User, list[str]]:
    user = make.buyer()
    with database.transaction(system) as session:
        made = [passwords.create_link(session, user.id, "reset", passwords.RESET_LIFETIME) for _ in range(2)]
    return user, made


def with_second_factor(make: Factory, database: Database, settings: Settings) -> tuple[User, pyotp.TOTP]:
    user = make.buyer()
    actor, secret = make.actor(user), settings.secret_key.get_secret_value()
    with database.transaction(actor) as session:
        totp = cast("pyotp.TOTP", pyotp.parse_uri(two_factor.begin(session, actor, secret, "Prilavok")))
    with database.transaction(actor) as session:
        two_factor.confirm(session, actor, secret, totp.at(int(time.time()) - 30))
    return user, totp


def test_a_used_link_ends_the_other_links_of_the_person(client: FlaskClient, links: tuple[User, list[str]]) -> None:
    _user, (first, second) = links
    data = {"password": NEW, "repeat": NEW, "csrf_token": csrf(client, f"/reset/{first}")}
    assert client.post(f"/reset/{first}", data=data).location == "/login"
    assert client.get(f"/reset/{second}").status_code == 410


def test_a_changed_password_ends_the_links_of_the_person(client: FlaskClient, links: tuple[User, list[str]]) -> None:
    user, (first, _second) = links
    enter(client, user.email)
    data = {"current_password": Factory.PASSWORD, "password": NEW, "csrf_token": csrf(client, "/account")}
    assert client.post("/account/password", data=data).location == "/account"
    assert client.application.test_client().get(f"/reset/{first}").status_code == 410


def test_a_half_finished_login_ends_with_its_password(
    client: FlaskClient, make: Factory, database: Database, settings: Settings
) -> None:
    user, totp = with_second_factor(make, database, settings)
    assert enter(client, user.email).location == "/login/code"
    stored = make.session.get_one(User, user.id)
    make.session.refresh(stored)
    stored.session_epoch += 1
    make.session.commit()
    data = {"code": totp.now(), "csrf_token": csrf(client, "/login/code")}
    assert client.post("/login/code", data=data).status_code == 401
    assert client.get("/account").status_code == 302


def test_of_many_logins_with_one_code_at_once_one_succeeds(
    app: Flask, make: Factory, database: Database, settings: Settings
) -> None:
    user, totp = with_second_factor(make, database, settings)
    body = {"email": user.email, "password": Factory.PASSWORD, "otp": totp.now()}
    start, statuses = threading.Barrier(4), []

    def log_in() -> None:
        start.wait()
        statuses.append(app.test_client().post("/api/v1/tokens", json=body).status_code)

    threads = [threading.Thread(target=log_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 401, 401, 401]


@pytest.mark.parametrize("what", ["switched off", "password changed", "role taken"])
def test_an_open_stream_of_the_desk_ends_with_the_login(
    what: str, make: Factory, login: Callable[[str], FlaskClient], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "RENEW_SECONDS", 0.0)
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.1)
    user = make.staff()
    stream = iter(login(user.email).get("/api/v1/operator/events", buffered=False).response)
    seen: list[Any] = [next(stream), next(stream)]
    if what == "switched off":
        user.active = False
    elif what == "password changed":
        user.session_epoch += 1
    else:
        user.staff_roles = ["supplier_finance"]
    make.save(user)
    seen += list(stream)
    app.extensions["prilavok.live"].stop()
    assert "event: end" in str(seen[-1])
    assert ("forbidden" if what == "role taken" else "login_required") in str(seen[-1])


@pytest.mark.parametrize(
    "target", ["/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", "\t//evil.example", "/\\/evil.example"]
)
def test_white_space_hides_no_other_site(target: str) -> None:
    assert safe_next(target) == "/"


def test_what_has_ended_is_forgotten_and_nothing_else(
    make: Factory, login: Callable[[str], FlaskClient], clone: TestDatabase, links: tuple[User, list[str]]
) -> None:
    buyer = login(links[0].email)
    body = {"lines": [{"description": "cable", "quantity": 1}]}
    assert buyer.post("/api/v1/rfqs", json=body, headers={"Idempotency-Key": "k"}).status_code == 201
    buyer.post("/api/v1/conversations")
    tables = ("rate_counters", "idempotency_records", "access_tokens", "one_time_tokens")
    worker = Database(clone.url("worker"), pool_size=1)

    def kept_after(days: int) -> list[int]:
        with worker.transaction(Actor.system("forgetting")) as session:
            forget(session, now() + timedelta(days=days))
            return [session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables]  # noqa: S608

    assert all(kept_after(0))
    assert kept_after(8)[:2] == [0, 0]
    assert all(kept_after(8)[2:])
    assert kept_after(100) == [0, 0, 0, 0]
    worker.dispose()
