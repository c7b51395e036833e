"""Requests with files: over the API, on the page, and at the supplier's side."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.security.permissions import Role
from tests.factories import Factory
from tests.files.browsing import Browser
from tests.files.building import PNG, xlsx

Login = Callable[[str], FlaskClient]
LINES = [{"description": "Tray 300 mm", "quantity": 4}]


def upload(client: FlaskClient, content: bytes = PNG, name: str = "label.png") -> str:
    made = client.post("/api/v1/files", data={"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")
    assert made.status_code == 201, made.json
    return str(made.json["id"])


@pytest.fixture
def email(make: Factory) -> str:
    return str(make.buyer(make.company("First")).email)


def test_a_request_keeps_its_files_in_order(make: Factory, login: Login, email: str) -> None:
    buyer = login(email)
    files = [upload(buyer), upload(buyer, xlsx([["a", 1]]), "спец.xlsx")]
    raised = buyer.post("/api/v1/rfqs", json={"lines": LINES, "file_ids": files})
    assert raised.status_code == 201, raised.json
    assert [one["name"] for one in raised.json["files"]] == ["label.png", "спец.xlsx"]
    manager = login(make.staff(Role.MANAGER).email)
    seen = manager.get(f"/api/v1/staff/rfqs/{raised.json['number']}").json["files"]
    assert manager.get(seen[0]["url"]).data == PNG


def test_another_company_s_file_is_refused_and_nothing_is_stored(make: Factory, login: Login, email: str) -> None:
    buyer, theirs = login(email), upload(login(make.buyer(make.company("Second")).email))
    refused = buyer.post("/api/v1/rfqs", json={"lines": LINES, "file_ids": [theirs]})
    assert refused.json["error"] == "file_not_found"
    assert buyer.get("/api/v1/rfqs").json["items"] == []


def form(**more: Any) -> dict[str, Any]:
    return {"lines-0-description": "Tray 300 mm", "lines-0-quantity": "4"} | more


def test_the_page_takes_files_and_shows_them_to_both_sides(app: Flask, make: Factory, email: str) -> None:
    browser = Browser(app, email)
    files = [(io.BytesIO(PNG), "label.png"), (io.BytesIO(b"20 m NYM"), "note.txt")]
    done = browser.post("/rfqs/new", **form(files=files))
    assert done.status_code == 302, done.text
    page = browser.get(done.headers["Location"])
    assert "label.png" in page
    assert "note.txt" in page
    manager = Browser(app, make.staff(Role.MANAGER).email)
    assert "label.png" in manager.get("/staff" + done.headers["Location"])


def test_a_file_stays_chosen_while_something_else_is_corrected(app: Flask, email: str) -> None:
    browser = Browser(app, email)
    wrong = form(**{"lines-0-quantity": "many", "files": (io.BytesIO(PNG), "label.png")})
    page = browser.post("/rfqs/new", **wrong)
    assert page.status_code == 422
    file_id = page.text.split('name="file_id" value="')[1].split('"')[0]
    done = browser.post("/rfqs/new", **form(file_id=file_id))
    assert "label.png" in browser.get(done.headers["Location"])


def test_a_refused_file_is_named_and_keeps_what_was_typed(app: Flask, email: str) -> None:
    browser = Browser(app, email)
    bad = form(title="For Lviv", files=(io.BytesIO(b"MZ\x90\0\x03"), "virus.exe"))
    page = browser.post("/rfqs/new", **bad)
    assert page.status_code == 422
    assert "virus.exe" in page.text
    assert "For Lviv" in page.text
