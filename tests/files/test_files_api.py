"""Uploading and getting back: who may, what is taken, and how it is handed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import undefer

from portal.files import queries
from portal.files.models import StoredFile
from portal.files.service import storing
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.clock import now
from portal.shared.database import Database
from tests.factories import Factory
from tests.files.building import PNG, pdf, xlsx

Login = Callable[[str], FlaskClient]
ROWS: list[list[Any]] = [["Name", "Qty"], ["Cable", 20]]


def upload(client: FlaskClient, content: bytes, name: str = "order.xlsx", **headers: str):
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    body = head + content + b"\r\n--b--\r\n"
    return client.post("/api/v1/files", data=body, headers=headers, content_type="multipart/form-data; boundary=b")


@pytest.fixture
def buyer(make: Factory, login: Login) -> FlaskClient:
    return login(make.buyer(make.company("First")).email)


def test_a_file_comes_back_as_it_went_in(buyer: FlaskClient) -> None:
    content = xlsx(ROWS)
    made = upload(buyer, content, "Замовлення 15.xlsx")
    assert made.status_code == 201, made.json
    assert made.json["name"] == "Замовлення 15.xlsx"
    assert made.json["size"] == len(content)
    assert made.json["readable"] is True
    got = buyer.get(made.json["url"])
    assert got.data == content
    assert got.content_type == made.json["content_type"]
    disposition = got.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="')
    assert "%D0%97%D0%B0" in disposition
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")


def test_a_picture_is_kept_and_not_read(buyer: FlaskClient) -> None:
    made = upload(buyer, PNG, "label.png").json
    assert (made["content_type"], made["readable"]) == ("image/png", False)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "file_empty"),
        (b"<svg onload=alert(1)>", 415, "file_active"),
        (b"MZ\x90\0\x03\0", 415, "file_type"),
        (b"a" * (storing.MAX_BYTES + 1), 413, "file_too_large"),
    ],
    ids=["empty", "active", "program", "large"],
)
def test_refusals_say_what_to_do(buyer: FlaskClient, content: bytes, status: int, code: str) -> None:
    refused = upload(buyer, content)
    assert (refused.status_code, refused.json["error"]) == (status, code)
    assert len(refused.json["detail"]) > 20


def test_a_request_far_too_large_is_cut_off_in_words(buyer: FlaskClient) -> None:
    refused = upload(buyer, b"a" * (17 * 1024 * 1024))
    assert refused.status_code == 413
    assert "10 MB" in refused.json["detail"]


def test_everything_else_keeps_its_own_limit(buyer: FlaskClient) -> None:
    assert buyer.post("/api/v1/cart/text", json={"text": "x" * (3 * 1024 * 1024)}).status_code == 413


def test_a_form_without_a_file_is_refused(buyer: FlaskClient) -> None:
    assert buyer.post("/api/v1/files", data={}, content_type="multipart/form-data").status_code == 422


def test_another_company_finds_nothing(make: Factory, login: Login, buyer: FlaskClient) -> None:
    made = upload(buyer, xlsx(ROWS)).json
    stranger = login(make.buyer(make.company("Second")).email)
    assert stranger.get(made["url"]).status_code == 404
    assert stranger.post("/api/v1/cart/text", json={"file_id": made["id"]}).json["error"] == "file_not_found"


def test_staff_may_read_it(make: Factory, login: Login, buyer: FlaskClient) -> None:
    made = upload(buyer, xlsx(ROWS)).json
    assert login(make.staff(Role.OPERATOR).email).get(made["url"]).status_code == 200


def test_a_stranger_may_neither_send_nor_read(app: Flask, buyer: FlaskClient) -> None:
    made = upload(buyer, xlsx(ROWS)).json
    stranger = app.test_client()
    assert upload(stranger, xlsx(ROWS)).status_code == 401
    assert stranger.get(made["url"]).status_code == 404


def test_a_guest_has_his_conversation_s_files(app: Flask) -> None:
    guest, other = app.test_client(), app.test_client()
    for client in (guest, other):
        client.post("/api/v1/conversations")
    made = upload(guest, b"20 m NYM 3x1.5", "list.txt")
    assert made.status_code == 201, made.json
    assert guest.get(made.json["url"]).data == b"20 m NYM 3x1.5"
    assert other.get(made.json["url"]).status_code == 404
    statuses = [upload(guest, b"20 m NYM 3x1.5").status_code for _ in range(storing.GUEST_FILES_PER_HOUR)]
    assert statuses[-1] == 429


def test_a_repeated_upload_is_stored_once(buyer: FlaskClient) -> None:
    key = {"Idempotency-Key": "one"}
    first, second = upload(buyer, xlsx(ROWS), **key), upload(buyer, PNG, **key)
    assert second.status_code == 409
    content = b"20 m NYM 3x1.5"
    key = {"Idempotency-Key": "two"}
    first, second = upload(buyer, content, "a.txt", **key), upload(buyer, content, "a.txt", **key)
    assert first.json == second.json


def test_the_wall_holds_alone(make: Factory, database: Database, login: Login) -> None:
    first, second = (make.buyer(make.company(name)) for name in ("First", "Second"))
    upload(login(first.email), xlsx(ROWS))
    for user, count in ((first, 1), (second, 0)):
        with database.transaction(make.actor(user)) as session:
            assert len(session.scalars(select(StoredFile.content)).all()) == count
    with database.transaction(Actor.anonymous()) as session:
        assert session.scalars(select(StoredFile.id)).all() == []
    actor = make.actor(second)
    with pytest.raises(DBAPIError, match="row-level security"), database.transaction(actor) as session:
        session.add(
            StoredFile(
                company_id=first_company(make, first), name="x", content_type="text/plain", size=1, sha256="x",
                reading="none", content=b"x",
            )
        )  # fmt: skip
        session.flush()


def first_company(make: Factory, user) -> object:
    return make.actor(user).company_id


def test_what_was_never_sent_is_forgotten(buyer: FlaskClient, database: Database) -> None:
    kept, lost = upload(buyer, PNG).json["id"], upload(buyer, PNG).json["id"]
    system = Actor.system("test")
    with database.transaction(system) as session:
        session.execute(update(StoredFile).values(created_at=now() - timedelta(days=2)))
        session.execute(update(StoredFile).where(StoredFile.id == kept).values(attached_at=now()))
    with database.transaction(system) as session:
        moment = now()
        forgotten = queries.forget(
            session, unattached_before=moment - timedelta(days=1), guests_before=moment - timedelta(days=30)
        )
        assert forgotten == 1
    assert buyer.get(f"/api/v1/files/{kept}").status_code == 200
    assert buyer.get(f"/api/v1/files/{lost}").status_code == 404


def test_rows_are_kept_with_the_file(buyer: FlaskClient, database: Database) -> None:
    made = upload(buyer, pdf([[(50, "Name"), (300, "Qty")], [(50, "Cable"), (300, "20")]]), "list.pdf").json
    with database.transaction(Actor.system("test")) as session:
        stored = session.scalar(
            select(StoredFile).where(StoredFile.id == made["id"]).options(undefer(StoredFile.tables))
        )
        assert stored.tables == [{"name": "", "rows": [["Name", "Qty"], ["Cable", "20"]]}]
