"""Requests that no honest program makes: each is refused with a reason, none breaks the portal."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from portal.security import web
from portal.security.permissions import Role
from portal.shared.settings import Settings
from portal.web.inputs import is_storable
from tests.accounts.test_login_pages import csrf, enter
from tests.factories import Factory

Login = Callable[[str], FlaskClient]


@pytest.fixture
def email(make: Factory) -> str:
    make.product("SKU-1")
    return make.buyer(make.company(), Role.COMPANY_ADMIN).email


@pytest.fixture
def buyer(email: str, login: Login) -> FlaskClient:
    return login(email)


@pytest.fixture
def browser(email: str, app: Flask) -> FlaskClient:
    client = app.test_client()
    enter(client, email)
    return client


def as_json(client: FlaskClient, path: str, body: Any, **more: Any) -> Any:
    return client.post(f"/api/v1{path}", data=json.dumps(body), content_type="application/json", **more)


@pytest.mark.parametrize("odd", ["\0", "a\0b", "\ud800"], ids=ascii)
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/cart/lines", {"sku": "?", "quantity": 1}),
        ("/cart/text", {"text": "?"}),
        ("/cart/text", {"text": "5 SKU-1", "choices": {"0": "?"}}),
        ("/cart/text", {"text": "5 SKU-1", "choices": {"?": "SKU-1"}}),
        ("/rfqs", {"lines": [{"description": "?", "quantity": 1}]}),
        ("/tokens", {"email": "?", "password": "x"}),
        ("/tokens", {"email": "a@b.example", "password": "?"}),
        ("/tokens/refresh", {"refresh_token": "?"}),
    ],
    ids=str,
)
def test_what_cannot_be_stored_is_refused_in_json(buyer: FlaskClient, path: str, body: Any, odd: str) -> None:
    hostile = json.loads(json.dumps(body).replace('"?"', json.dumps(odd)))
    assert as_json(buyer, path, hostile).status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/products?q=%00",
        "/products?attr.x=a%00b",
        "/products?attr.%00=1",
        "/products/%00",
        "/orders/a%00b",
        "/rfqs/%00",
    ],
)
def test_what_cannot_be_stored_is_refused_in_addresses(buyer: FlaskClient, path: str) -> None:
    answer = buyer.get(f"/api/v1{path}")
    assert answer.status_code == 422
    assert "cannot be stored" in answer.json["detail"]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/cart/text", {"text": "a\0b"}),
        ("/account", {"name": "a\0b", "locale": "en"}),
        ("/rfqs/new", {"title": "x", "lines-0-description": "\0", "lines-0-quantity": "1"}),
        ("/cart/text/add", {"text": "5 SKU-1", "choice-1": "\0"}),
    ],
)
def test_what_cannot_be_stored_is_refused_in_forms(browser: FlaskClient, path: str, form: dict[str, str]) -> None:
    answer = browser.post(path, data=form | {"csrf_token": csrf(browser, "/account")})
    assert answer.status_code == 422


def test_a_backslash_that_only_looks_like_an_escape_is_text(buyer: FlaskClient) -> None:
    made = as_json(buyer, "/rfqs", {"lines": [{"description": r"cable \u0000 🙂", "quantity": 1}]})
    assert made.status_code == 201
    assert made.json["lines"][0]["description"] == r"cable \u0000 🙂"
    assert is_storable("🙂")
    assert not is_storable("\ud83d")


@pytest.mark.parametrize("deep", ["[" * 100_000 + "]" * 100_000, '{"a":' * 50_000 + "1" + "}" * 50_000], ids=len)
def test_json_nested_too_deeply_is_refused(buyer: FlaskClient, deep: str) -> None:
    assert buyer.post("/api/v1/cart/lines", data=deep, content_type="application/json").status_code == 422


def cursor(values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("path", ["/orders", "/rfqs", "/products", "/products?q=product"])
@pytest.mark.parametrize(
    "values",
    [["x", "y"], ["x"], [], [1, 2], ["2020-01-01", "z"], [None, None], [[1], [2]], ["\0", 5], ["a", 10**30]],
    ids=ascii,
)
def test_a_made_up_cursor_is_refused(buyer: FlaskClient, path: str, values: Any) -> None:
    sign = "&" if "?" in path else "?"
    assert buyer.get(f"/api/v1{path}{sign}cursor={cursor(values)}").status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/products?price_min=1e999999",
        "/products?price_max=1e999999&category=tools",
        "/products?price_min=NaN",
    ],
)
def test_prices_beyond_reckoning_are_refused(buyer: FlaskClient, path: str) -> None:
    assert buyer.get(f"/api/v1{path}").status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_beyond_reckoning_are_refused(buyer: FlaskClient, day: str) -> None:
    assert buyer.post(f"/api/v1/cart/proposals?as_of={day}").status_code == 422


def test_an_order_above_every_amount_is_refused(make: Factory, buyer: FlaskClient) -> None:
    make.product("SKU-2", price="99999.99")
    assert as_json(buyer, "/cart/lines", {"sku": "SKU-2", "quantity": 1_000_000}).status_code == 201
    assert as_json(buyer, "/cart/checkout", {}).status_code == 422
    assert buyer.get("/api/v1/cart").json["line_count"] == 1


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "-1", "x"], ids=len)
def test_odd_numbers_in_hidden_fields_break_nothing(browser: FlaskClient, odd: str) -> None:
    token = csrf(browser, "/account")
    for path, form in (
        ("/cart/checkout", {"version": odd}),
        ("/rfqs/RFQ-1/accept", {"quote_version": odd}),
        ("/cart/text/add", {"text": "5 SKU-1", f"choice-{odd}": "SKU-1"}),
    ):
        assert browser.post(path, data=form | {"csrf_token": token}).status_code < 500


@pytest.mark.parametrize("epoch", ["²", "9" * 5000], ids=len)
def test_an_odd_epoch_is_no_dialogue(client: FlaskClient, settings: Settings, epoch: str) -> None:
    headers = {
        "Authorization": f"Bearer {settings.service_token.get_secret_value()}",
        "X-Dialogue-Id": "d",
        "X-Turn-Id": str(uuid4()),
        "X-Epoch": epoch,
    }
    assert client.get("/api/v1/assistant/context", headers=headers).status_code == 401


@pytest.mark.parametrize("path", [f"/conversations/{uuid4()}/messages", "/conversations/current/handover"])
def test_a_visitors_idempotency_key_is_no_way_in(client: FlaskClient, path: str) -> None:
    answer = as_json(client, path, {"client_id": "a", "text": "x"}, headers={"Idempotency-Key": "k"})
    assert answer.status_code == 404


def test_one_key_in_two_companies_is_two_requests(make: Factory, buyer: FlaskClient, email: str, app: Flask) -> None:
    """The answer given for one company never answers for another."""
    from portal.accounts.models import Membership, User

    other = make.company("Zeta")
    user = make.session.query(User).filter_by(email=email).one()
    make.save(Membership(user_id=user.id, company_id=other.id, roles=["buyer"], order_limit=None))
    browser = app.test_client()
    enter(browser, email)
    token = csrf(browser, "/account")
    headers = {"Idempotency-Key": "one", "X-CSRFToken": token}
    body = {"lines": [{"description": "cable", "quantity": 1}]}
    first = as_json(browser, "/rfqs", body, headers=headers)
    assert as_json(browser, "/rfqs", body, headers=headers).headers["Idempotent-Replay"] == "true"
    assert browser.post(f"/account/company/{other.id}", data={"csrf_token": token}).status_code == 302
    headers["X-CSRFToken"] = csrf(browser, "/account")
    second = as_json(browser, "/rfqs", body, headers=headers)
    assert "Idempotent-Replay" not in second.headers
    assert second.json["number"] != first.json["number"]


@pytest.mark.parametrize("link", ["x", "%C2%B2", "%ff"])
def test_a_dead_link_has_its_page_for_somebody_who_is_logged_in(browser: FlaskClient, link: str) -> None:
    answer = browser.get(f"/reset/{link}")
    assert answer.status_code == 410
    assert "This link has expired" in answer.get_data(as_text=True)


def test_an_error_page_needs_no_database(browser: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("the server is away"))

    monkeypatch.setitem(app.extensions, "prilavok.cart_summary", away)
    answer = browser.get("/account")
    assert answer.status_code == 503
    assert "Back in a moment" in answer.get_data(as_text=True)


def test_a_commit_that_fails_is_an_error_and_changes_nothing(
    buyer: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = web.session

    def poisoned() -> Any:
        session = real()
        session.execute(text("SET LOCAL statement_timeout = 0"))
        monkeypatch.setattr(session, "commit", lambda: session.execute(text("SELECT 1/0")))
        return session

    with monkeypatch.context() as patched:
        patched.setattr(web, "session", poisoned)
        answer = as_json(buyer, "/cart/lines", {"sku": "SKU-1", "quantity": 1})
    assert answer.status_code >= 500
    assert answer.json["error"]
    assert buyer.get("/api/v1/cart").json["line_count"] == 0


@pytest.mark.parametrize(
    "target", ["/\t/evil.example", "/\r\n/evil.example", "//evil.example", "/\\evil.example"], ids=ascii
)
def test_adding_a_product_leads_to_no_other_site(browser: FlaskClient, target: str) -> None:
    form = {"sku": "SKU-1", "quantity": "1", "next": target, "csrf_token": csrf(browser, "/account")}
    assert browser.post("/cart/lines", data=form).location == "/cart"
