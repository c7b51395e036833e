"""What pages of other websites may call, and that cookies never come with it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.security.actor import Actor
from portal.security.origins import origin_of
from portal.shared.database import Database
from portal.widget.cross_origin import ENDPOINTS, Origins
from portal.widget.service import sites
from tests.factories import Factory
from tests.widget.conftest import SHOP, Shop

ALLOW = "Access-Control-Allow-Origin"


def preflight(client: FlaskClient, path: str, method: str, origin: str = SHOP) -> str | None:
    headers = {"Origin": origin, "Access-Control-Request-Method": method}
    return client.options(f"/api/v1{path}", headers=headers).headers.get(ALLOW)


def test_every_call_that_is_opened_to_other_sites_exists(app: Flask) -> None:
    assert set(app.view_functions) >= ENDPOINTS - {"conversations_api.rate"}


def test_a_registered_page_may_chat_and_nothing_else(shop: Shop, page: FlaskClient) -> None:
    conversation = "/conversations/00000000-0000-4000-8000-000000000000"
    for path, method in [
        (f"/widget/sites/{shop.key}", "GET"),
        ("/widget/identity", "POST"),
        ("/conversations", "POST"),
        (f"{conversation}/messages", "POST"),
        (f"{conversation}/messages", "GET"),
        (f"{conversation}/events", "GET"),
        (f"{conversation}/lead", "POST"),
        ("/files", "POST"),
        ("/cart/lines", "POST"),
    ]:
        assert preflight(page, path, method) == SHOP, (path, method)
    for path, method in [
        ("/me", "GET"),
        ("/tokens", "POST"),
        ("/orders", "GET"),
        ("/cart", "GET"),
        ("/cart", "DELETE"),
        ("/cart/checkout", "POST"),
        ("/operator/conversations", "GET"),
        ("/staff/leads", "GET"),
        (f"{conversation}/messages", "DELETE"),
        ("/nothing", "GET"),
    ]:
        assert preflight(page, path, method) is None, (path, method)


@pytest.mark.parametrize(
    "origin",
    ["https://other.example", "http://shop.example", SHOP + ":8443", SHOP + ".evil.example", "null"],
)
def test_other_pages_get_nothing(shop: Shop, client: FlaskClient, origin: str) -> None:
    assert preflight(client, "/conversations", "POST", origin) is None
    answer = client.post("/api/v1/conversations", headers={"Origin": origin})
    assert ALLOW not in answer.headers
    assert client.get(f"/api/v1/widget/sites/{shop.key}", headers={"Origin": origin}).status_code == 404


def test_a_switched_off_site_is_out(
    shop: Shop, page: FlaskClient, app: Flask, system: Actor, database: Database
) -> None:
    app.extensions["prilavok.widget_origins"] = Origins(seconds=0)
    assert preflight(page, "/conversations", "POST") == SHOP
    with database.transaction(system) as session:
        sites.change(session, system, shop.key, enabled=False)
    assert preflight(page, "/conversations", "POST") is None
    assert page.get(f"/api/v1/widget/sites/{shop.key}").status_code == 404


def test_a_logged_in_persons_cookie_is_worth_nothing_on_another_site(
    shop: Shop, client: FlaskClient, make: Factory
) -> None:
    buyer = make.buyer()
    client.get("/login")
    with client.session_transaction() as kept:
        kept["_user_id"] = f"{buyer.id}::{buyer.session_epoch}"
        kept["_fresh"] = True
    assert client.get("/api/v1/me").status_code == 200
    assert client.get("/api/v1/me", headers={"Origin": "http://localhost"}).status_code == 200, "its own pages"
    refused = client.get("/api/v1/me", headers={"Origin": SHOP})
    assert refused.status_code == 401
    opened = client.post("/api/v1/conversations", headers={"Origin": SHOP})
    assert opened.status_code == 201
    assert opened.get_json()["token"], "a visitor, not the buyer"
    assert "Set-Cookie" not in opened.headers
    assert "Access-Control-Allow-Credentials" not in opened.headers


def test_a_visitor_goes_on_with_his_key_and_a_refusal_can_be_read(shop: Shop, page: FlaskClient) -> None:
    opened = page.post("/api/v1/conversations").get_json()
    path = f"/api/v1/conversations/{opened['id']}"
    key = {"X-Conversation-Token": opened["token"]}
    sent = page.post(f"{path}/messages", json={"client_id": "a", "text": "hello"}, headers=key)
    assert sent.status_code == 202
    assert sent.headers[ALLOW] == SHOP
    assert "Origin" in sent.headers["Vary"]
    again = page.post("/api/v1/conversations", headers=key)
    assert again.status_code == 200
    assert again.get_json()["id"] == opened["id"]
    stranger = page.get(f"{path}/messages")
    assert stranger.status_code == 404
    assert stranger.headers[ALLOW] == SHOP


def test_the_script_is_one_small_public_file(client: FlaskClient) -> None:
    answer = client.get("/widget.js")
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.headers[ALLOW] == "*"
    assert client.get("/widget.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_the_script_is_under_30_kb_gzipped(client: FlaskClient) -> None:
    import gzip

    assert len(gzip.compress(client.get("/widget.js").data, 9)) < 30 * 1024


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://Shop.Example/", "https://shop.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("http://127.0.0.1:8101/x", "http://127.0.0.1:8101"),
        ("https://[::1]:8443", "https://[::1]:8443"),
        ("ftp://shop.example", ""),
        ("https://shop.example:x", ""),
        ("shop.example", ""),
        ("null", ""),
    ],
)
def test_origins_are_read_as_browsers_write_them(given: str, origin: str) -> None:
    assert origin_of(given) == origin
