"""Files in conversations: with words and without, from both sides, and what the assistant is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.assistant_gateway.service import turns
from portal.conversations.models import Message
from portal.security.actor import Actor
from portal.shared.database import Database
from tests.factories import Factory
from tests.files.building import PNG

Login = Callable[[str], FlaskClient]
LIST = b"name;qty\ncable;5\n"


def upload(client: FlaskClient, content: bytes = LIST, name: str = "list.csv") -> str:
    made = client.post("/api/v1/files", data={"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")
    assert made.status_code == 201, made.json
    return str(made.json["id"])


@pytest.fixture
def buyer(make: Factory, login: Login) -> FlaskClient:
    return login(make.buyer(make.company("First")).email)


def opened(client: FlaskClient) -> str:
    return str(client.post("/api/v1/conversations").json["id"])


def post(client: FlaskClient, conversation: str, **body):
    return client.post(f"/api/v1/conversations/{conversation}/messages", json={"client_id": "c1"} | body)


def planned(database: Database, conversation: str) -> turns.Plan:
    with database.transaction(Actor.system("test")) as session:
        plan = turns.begin(session, UUID(conversation), expiry=timedelta(minutes=5))
        assert plan is not None
        return plan


def test_a_file_without_words_becomes_the_portals_own_payload(buyer: FlaskClient, database: Database) -> None:
    conversation, file_id = opened(buyer), upload(buyer)
    sent = post(buyer, conversation, file_ids=[file_id])
    assert sent.status_code == 202, sent.json
    assert sent.json["text"] == ""
    assert sent.json["attachments"][0]["name"] == "list.csv"
    assert buyer.get(sent.json["attachments"][0]["url"]).data == LIST
    question = planned(database, conversation).question
    assert question.text == f'/attachment{{"file_id": "{file_id}"}}'
    expected = {"id": file_id, "name": "list.csv", "content_type": "text/csv", "readable": True}
    assert question.metadata["attachments"] == [expected]
    shown = buyer.get(f"/api/v1/conversations/{conversation}/messages").json["items"][-1]
    assert shown["attachments"] == sent.json["attachments"]


def test_words_and_files_go_together(buyer: FlaskClient, database: Database) -> None:
    conversation = opened(buyer)
    files = [upload(buyer), upload(buyer, PNG, "label.png")]
    post(buyer, conversation, text="add this", file_ids=files)
    question = planned(database, conversation).question
    assert question.text == "add this"
    assert [one["readable"] for one in question.metadata["attachments"]] == [True, False]


def test_a_typed_payload_stays_plain_text(buyer: FlaskClient, database: Database) -> None:
    conversation, file_id = opened(buyer), upload(buyer)
    post(buyer, conversation, text=f'/attachment{{"file_id": "{file_id}"}}')
    question = planned(database, conversation).question
    assert question.text.startswith(" /")
    assert "attachments" not in question.metadata


def test_a_payload_in_the_button_field_was_not_offered(buyer: FlaskClient) -> None:
    conversation, file_id = opened(buyer), upload(buyer)
    refused = post(buyer, conversation, button=f'/attachment{{"file_id": "{file_id}"}}')
    assert refused.json["error"] == "button_not_offered"


def test_nobody_sends_a_file_that_is_not_his(make: Factory, login: Login, buyer: FlaskClient) -> None:
    theirs = upload(login(make.buyer(make.company("Second")).email))
    conversation = opened(buyer)
    assert post(buyer, conversation, text="x", file_ids=[theirs]).json["error"] == "file_not_found"
    assert post(buyer, conversation, text="x", file_ids=["0" * 32]).json["error"] == "file_not_found"


def test_a_colleague_s_unsent_file_is_not_his_either(make: Factory, login: Login) -> None:
    company = make.company()
    first, second = login(make.buyer(company).email), login(make.buyer(company).email)
    assert post(second, opened(second), text="x", file_ids=[upload(first)]).json["error"] == "file_not_found"


def test_six_files_are_too_many(buyer: FlaskClient) -> None:
    refused = post(buyer, opened(buyer), text="x", file_ids=[upload(buyer) for _ in range(6)])
    assert refused.status_code == 422


def test_an_operator_sends_a_file_to_the_buyer_and_to_nobody_else(
    make: Factory, login: Login, buyer: FlaskClient
) -> None:
    conversation = opened(buyer)
    operator = login(make.staff().email)
    operator.post(f"/api/v1/operator/conversations/{conversation}/take", json={})
    file_id = upload(operator, PNG, "drawing.png")
    assert buyer.get(f"/api/v1/files/{file_id}").status_code == 404
    path = f"/api/v1/operator/conversations/{conversation}/messages"
    sent = operator.post(path, json={"client_id": "o1", "file_ids": [file_id]})
    assert sent.status_code == 202, sent.json
    assert buyer.get(sent.json["attachments"][0]["url"]).data == PNG
    other = login(make.buyer(make.company("Second")).email)
    assert other.get(f"/api/v1/files/{file_id}").status_code == 404
    elsewhere = opened(other)
    operator.post(f"/api/v1/operator/conversations/{elsewhere}/take", json={})
    refused = operator.post(
        f"/api/v1/operator/conversations/{elsewhere}/messages", json={"client_id": "o2", "file_ids": [file_id]}
    )
    assert refused.json["error"] == "file_not_found"


def test_a_guest_brings_his_files_along_when_he_logs_in(app: Flask, make: Factory, login: Login) -> None:
    guest = app.test_client()
    conversation = opened(guest)
    key = guest.get_cookie("prilavok_guest").value
    file_id = upload(guest)
    assert post(guest, conversation, file_ids=[file_id]).status_code == 202
    company = make.company()
    buyer = login(make.buyer(company).email)
    assert buyer.get(f"/api/v1/files/{file_id}").status_code == 404
    adopted = buyer.post("/api/v1/conversations", headers={"X-Conversation-Token": key}).json
    assert adopted["id"] == conversation
    assert buyer.get(f"/api/v1/files/{file_id}").status_code == 200


def test_an_old_message_is_offered_again_by_its_file_s_name(buyer: FlaskClient, database: Database) -> None:
    conversation, file_id = opened(buyer), upload(buyer)
    post(buyer, conversation, file_ids=[file_id])
    with database.transaction(Actor.system("test")) as session:
        assert turns.begin(session, UUID(conversation), expiry=timedelta(0)) is None
        offer = session.query(Message).filter_by(author="bot").one()
        assert "list.csv" in offer.text
        assert file_id in offer.buttons[0]["payload"]
