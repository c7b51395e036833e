"""A visitor's request for an offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.security.permissions import Role
from tests.factories import Factory
from tests.widget.conftest import Shop

NEED = {
    "client_id": "lead-1",
    "name": "Jan Nowak",
    "email": "jan@nowak.example",
    "company": "Nowak sp. z o.o.",
    "need": "2 km of NYM-J 5x2.5",
}


@pytest.fixture
def visitor(shop: Shop, page: FlaskClient) -> dict[str, Any]:
    return dict(page.post("/api/v1/conversations", headers={"Accept-Language": "pl"}).get_json())


def send(page: FlaskClient, visitor: dict[str, Any], body: dict[str, Any]) -> Any:
    headers = {"X-Conversation-Token": visitor["token"]}
    return page.post(f"/api/v1/conversations/{visitor['id']}/lead", json=body, headers=headers)


def test_it_is_kept_told_and_a_person_is_called(
    shop: Shop, page: FlaskClient, visitor: dict[str, Any], make: Factory, login: Callable[[str], FlaskClient]
) -> None:
    first = send(page, visitor, NEED | {"site": shop.key})
    assert first.status_code == 201
    again = send(page, visitor, NEED)
    assert again.get_json()["id"] == first.get_json()["id"], "a repeat is stored once"
    assert first.get_json()["message"]["client_id"] == "lead-1"
    headers = {"X-Conversation-Token": visitor["token"]}
    shown = page.get(f"/api/v1/conversations/{visitor['id']}/messages", headers=headers).get_json()["items"]
    assert [message["author"] for message in shown] == ["buyer", "system", "system"]
    assert "NYM-J" in shown[0]["text"]
    assert "jan@nowak.example" in shown[2]["text"]
    assert "Dziękujemy" in shown[2]["text"]
    assert page.get(f"/api/v1/conversations/{visitor['id']}", headers=headers).get_json()["state"] == "queued"
    desk = login(make.staff(Role.OPERATOR).email)
    listed = desk.get("/api/v1/staff/leads").get_json()["items"]
    assert [(one["email"], one["company"], one["locale"]) for one in listed] == [
        ("jan@nowak.example", "Nowak sp. z o.o.", "pl")
    ]


def test_another_visitor_and_a_buyer_are_refused(
    page: FlaskClient, visitor: dict[str, Any], make: Factory, login: Callable[[str], FlaskClient]
) -> None:
    stranger = page.post("/api/v1/conversations").get_json()
    assert send(page, {"id": visitor["id"], "token": stranger["token"]}, NEED).status_code == 404
    buyer = login(make.buyer().email)
    mine = buyer.post("/api/v1/conversations", json={}).get_json()
    answer = buyer.post(f"/api/v1/conversations/{mine['id']}/lead", json=NEED)
    assert (answer.status_code, answer.get_json()["error"]) == (422, "lead_for_visitors")
    assert buyer.get("/api/v1/staff/leads").status_code == 403


@pytest.mark.parametrize("field", ["name", "email", "need"])
def test_what_is_missing_is_named(page: FlaskClient, visitor: dict[str, Any], field: str) -> None:
    answer = send(page, visitor, NEED | {field: ""})
    assert answer.status_code == 422
    assert field in answer.get_json()["fields"]


def test_there_is_a_limit(page: FlaskClient, visitor: dict[str, Any]) -> None:
    codes = [send(page, visitor, NEED | {"client_id": f"lead-{n}"}).status_code for n in range(6)]
    assert codes == [201] * 5 + [429]
