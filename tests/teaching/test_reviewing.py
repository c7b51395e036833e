"""Staff review what the bot failed on, over the API and on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.conversations.models import Message
from portal.security.permissions import Role
from portal.teaching.models import ReviewItem
from tests.assistant_gateway.conftest import SYSTEM, Gateway
from tests.factories import Factory
from tests.files.browsing import Browser
from tests.teaching.test_collecting import FALLBACK, SURE, kept, reads

Login = Callable[[str], FlaskClient]


@pytest.fixture
def failed(gateway: Gateway) -> ReviewItem:
    reads(gateway, FALLBACK)
    gateway.say("гукніть Назара, 10045")
    gateway.drain()
    return kept(gateway)[0]


@pytest.fixture
def head(make: Factory, login: Login) -> FlaskClient:
    return login(make.staff(Role.HEAD_OF_SALES, name="Hanna").email)


def test_the_list_with_the_masked_text(failed: ReviewItem, head: FlaskClient) -> None:
    answer = head.get("/api/v1/operator/review").json
    (item,) = answer["items"]
    assert (item["id"], item["text"], item["training_text"]) == (str(failed.id), failed.text, "гукніть NN, 00000")
    assert (item["reason"], item["language"], item["predicted"]) == ("fallback", "uk", "nlu_fallback")
    assert answer["counts"] == {"open": 1}
    intents = head.get("/api/v1/operator/intents", headers={"Accept-Language": "uk"}).json["items"]
    assert {"talk_to_human", "order_status"} <= {one["name"] for one in intents}
    assert all(one["example"] for one in intents)


def test_an_intent_is_assigned_audited_and_may_be_changed(
    failed: ReviewItem, head: FlaskClient, gateway: Gateway
) -> None:
    path = f"/api/v1/operator/review/{failed.id}"
    taught = head.post(path, json={"intent": "talk_to_human"}).json
    assert (taught["state"], taught["intent"], taught["reviewed_by"]) == ("taught", "talk_to_human", "Hanna")
    assert head.get("/api/v1/operator/review").json["items"] == []
    words = head.post(path, json={"intent": "order_status", "text": "де замовлення 777, Назаре"}).json
    assert (words["intent"], words["training_text"]) == ("order_status", "де замовлення 000, NN")
    dismissed = head.post(path, json={"dismiss": True}).json
    assert (dismissed["state"], dismissed["intent"]) == ("dismissed", None)
    with gateway.database.transaction(SYSTEM) as session:
        actions = session.scalars(
            select(AuditEntry.action).where(AuditEntry.object_id == str(failed.id)).order_by(AuditEntry.id)
        ).all()
    assert actions == ["teaching.taught", "teaching.taught", "teaching.dismissed"]


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"intent": "fly_to_the_moon"}, "unknown_intent", "intent"),
        ({"intent": "greet", "text": " 12 "}, "training_text", "text"),
        ({"intent": "greet", "text": "ж" * 301}, "training_text", "text"),
        ({"intent": "greet", "dismiss": True}, "invalid", "body"),
        ({}, "invalid", "body"),
    ],
)
def test_what_makes_no_sense_is_refused(
    failed: ReviewItem, head: FlaskClient, body: dict[str, Any], code: str, field: str
) -> None:
    answer = head.post(f"/api/v1/operator/review/{failed.id}", json=body)
    assert (answer.status_code, answer.json["error"]) == (422, code)
    assert field in answer.json["fields"]
    assert head.get("/api/v1/operator/review").json["counts"] == {"open": 1}


def test_an_operator_reports_but_does_not_teach(gateway: Gateway, make: Factory, login: Login) -> None:
    reads(gateway, SURE)
    gateway.say("I want my money back")
    gateway.drain()
    with gateway.database.transaction(SYSTEM) as session:
        theirs, mine = session.scalars(select(Message.id).order_by(Message.seq)).all()
    operator = login(make.staff(Role.OPERATOR).email)
    report = {"message_id": str(theirs), "intent": "return_item"}
    made = operator.post("/api/v1/operator/review", json=report)
    assert made.status_code == 201
    assert (made.json["reason"], made.json["predicted"], made.json["suggested"]) == (
        "corrected", "order_status", "return_item",
    )  # fmt: skip
    assert operator.post("/api/v1/operator/review", json=report).json["id"] == made.json["id"]
    assert operator.post("/api/v1/operator/review", json={"message_id": str(mine)}).status_code == 422
    assert operator.get("/api/v1/operator/review").status_code == 403
    assert operator.post(f"/api/v1/operator/review/{made.json['id']}", json={"intent": "greet"}).status_code == 403
    buyer = login(make.buyer(make.company("Other")).email)
    assert buyer.post("/api/v1/operator/review", json=report).status_code == 403
    assert buyer.get("/staff/review").status_code == 403


def test_the_page(failed: ReviewItem, app: Flask, make: Factory, gateway: Gateway) -> None:
    browser = Browser(app, make.staff(Role.ADMINISTRATOR).email)
    page = browser.get("/staff/review")
    assert failed.text in page
    assert "гукніть NN, 00000" in page
    path, at = f"/staff/review/{failed.id}?state=open", {"page": "/staff/review"}
    refused = browser.post(path, **at, intent="", text="гукніть когось", language="uk")
    assert refused.status_code == 422
    assert "гукніть когось" in refused.text
    assert browser.post(path, **at, intent="talk_to_human", text="гукніть когось", language="uk").status_code == 302
    assert failed.text not in browser.get("/staff/review")
    assert failed.text in browser.get("/staff/review?state=taught")
    (one,) = kept(gateway)
    assert (one.intent, one.training_text) == ("talk_to_human", "гукніть когось")
    browser.post(path, page="/staff/review?state=taught", dismiss="1")
    assert kept(gateway)[0].state == "dismissed"
