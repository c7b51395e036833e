"""The conversations and operators API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.security.permissions import Role
from portal.shared.database import Database
from tests.conversations.conftest import Desk
from tests.factories import Factory

Login = Callable[[str], FlaskClient]


@pytest.fixture
def buyer(desk: Desk, login: Login) -> FlaskClient:
    return login(desk.user.email)


@pytest.fixture
def anna(desk: Desk, login: Login) -> FlaskClient:
    return login(desk.anna.email)


def test_opening_twice_gives_the_same_conversation(buyer: FlaskClient, desk: Desk) -> None:
    first, second = (buyer.post("/api/v1/conversations") for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.get_json()["id"] == second.get_json()["id"] == str(desk.conversation_id)
    assert first.get_json()["state"] == "bot"


def test_a_new_one_is_created(make: Factory, login: Login) -> None:
    opened = login(make.buyer().email).post("/api/v1/conversations")
    assert opened.status_code == 201
    assert opened.get_json()["last_seq"] == 0


def test_a_message_is_accepted_once(buyer: FlaskClient, desk: Desk) -> None:
    path = f"/api/v1/conversations/{desk.conversation_id}/messages"
    answers = [buyer.post(path, json={"client_id": "a-1", "text": "hello"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].get_json() == answers[1].get_json()
    listed = buyer.get(f"{path}?after=0").get_json()
    assert [(item["seq"], item["author"], item["text"], item["client_id"]) for item in listed["items"]] == [
        (1, "buyer", "hello", "a-1")
    ]
    assert listed["next"] is None


def test_storing_a_message_defers_its_drain_in_the_same_transaction(
    buyer: FlaskClient, desk: Desk, database: Database
) -> None:
    path = f"/api/v1/conversations/{desk.conversation_id}/messages"
    for n in range(3):
        buyer.post(path, json={"client_id": str(n), "text": f"message {n}"})
    with database.engine.connect() as connection:
        jobs = connection.exec_driver_sql("SELECT task_name, lock, queueing_lock, args FROM procrastinate_jobs").all()
    key = f"conversation:{desk.conversation_id}"
    assert [tuple(job) for job in jobs] == [
        ("assistant_gateway.drain", key, key, {"conversation_id": str(desk.conversation_id)})
    ]


def test_lists_page_on(buyer: FlaskClient, desk: Desk) -> None:
    for n in range(5):
        desk.say(f"m{n}", client_id=f"m{n}")
    path = f"/api/v1/conversations/{desk.conversation_id}/messages"
    page = buyer.get(f"{path}?after=0&limit=3").get_json()
    assert ([item["seq"] for item in page["items"]], page["next"]) == ([1, 2, 3], 3)
    page = buyer.get(f"{path}?after={page['next']}&limit=3").get_json()
    assert ([item["seq"] for item in page["items"]], page["next"]) == ([4, 5], None)
    latest = buyer.get(f"{path}?limit=2").get_json()
    assert [item["seq"] for item in latest["items"]] == [4, 5]


@pytest.mark.parametrize(
    ("body", "field"),
    [({"text": "x"}, "client_id"), ({"client_id": "turn:x:0", "text": "x"}, "client_id"), ({"client_id": "1"}, "text")],
    ids=["no client id", "a client id of ours", "no text"],
)
def test_faulty_messages_are_refused(body: dict[str, Any], field: str, buyer: FlaskClient, desk: Desk) -> None:
    response = buyer.post(f"/api/v1/conversations/{desk.conversation_id}/messages", json=body)
    assert response.status_code == 422
    assert field in response.get_json()["fields"]


def test_a_guest_has_a_conversation_by_its_key_alone(client: FlaskClient, app: Any) -> None:
    opened = client.post("/api/v1/conversations")
    assert opened.status_code == 201
    guest = opened.get_json()
    path = f"/api/v1/conversations/{guest['id']}/messages"
    assert client.post(path, json={"client_id": "1", "text": "hi"}).status_code == 202  # by cookie
    bare = app.test_client()
    assert bare.get(path).status_code == 404
    assert bare.post(path, json={"client_id": "2", "text": "hi"}).status_code == 404
    assert bare.get(path, headers={"X-Conversation-Token": guest["token"]}).status_code == 200
    wrong = guest["token"][:-4] + "AAAA"
    assert bare.get(path, headers={"X-Conversation-Token": wrong}).status_code == 404
    again = client.post("/api/v1/conversations")
    assert (again.status_code, again.get_json()["id"], again.get_json()["token"]) == (200, guest["id"], None)


def test_logging_in_takes_the_guests_conversation_along_with_a_new_dialogue(
    client: FlaskClient, make: Factory, login: Login, database: Database, system: Any
) -> None:
    from portal.conversations.models import Conversation

    guest = client.post("/api/v1/conversations").get_json()
    client.post(f"/api/v1/conversations/{guest['id']}/messages", json={"client_id": "1", "text": "as a guest"})
    with database.transaction(system) as session:
        before = session.get_one(Conversation, guest["id"]).dialogue_id
    member = login(make.buyer().email)
    adopted = member.post("/api/v1/conversations", headers={"X-Conversation-Token": guest["token"]})
    assert (adopted.status_code, adopted.get_json()["id"]) == (200, guest["id"])
    items = member.get(f"/api/v1/conversations/{guest['id']}/messages?after=0").get_json()["items"]
    assert [item["text"] for item in items] == ["as a guest"]
    with database.transaction(system) as session:
        found = session.get_one(Conversation, guest["id"])
        assert (found.dialogue_id != before, found.epoch, found.guest_token_hash) == (True, 2, None)
    assert client.get(f"/api/v1/conversations/{guest['id']}").status_code == 404


def test_the_desk_lists_the_longest_waiting_first_with_what_an_operator_needs(
    buyer: FlaskClient, anna: FlaskClient, desk: Desk, make: Factory, login: Login
) -> None:
    desk.say("where is my order", client_id="1")
    buyer.post(f"/api/v1/conversations/{desk.conversation_id}/handover", json={"reason": "angry"})
    later = login(make.buyer(make.company("Later Ltd")).email)
    other = later.post("/api/v1/conversations").get_json()["id"]
    later.post(f"/api/v1/conversations/{other}/handover", json={})
    items = anna.get("/api/v1/operator/conversations?state=queued").get_json()["items"]
    assert [(item["id"], item["position"]) for item in items] == [(str(desk.conversation_id), 1), (other, 2)]
    first = items[0]
    assert first["company"]["name"] == desk.company.name
    assert first["customer"]["name"] == "Olena Koval"
    assert (first["reason"], first["unread"], first["last_message"]["author"]) == ("angry", 1, "system")
    assert first["waiting_seconds"] >= 0
    assert anna.get("/api/v1/operator/conversations?state=mine").get_json()["items"] == []
    anna.post(f"/api/v1/operator/conversations/{other}/take", json={})
    mine = anna.get("/api/v1/operator/conversations?state=mine").get_json()["items"]
    assert [item["id"] for item in mine] == [other]


def test_the_detail_has_the_context(buyer: FlaskClient, anna: FlaskClient, desk: Desk, make: Factory) -> None:
    product = make.product("A-1")
    make.order(desk.company, [(product, "5")])
    buyer.post("/api/v1/cart/lines", json={"sku": "A-1", "quantity": 3})
    desk.say("hello", client_id="1")
    found = anna.get(f"/api/v1/operator/conversations/{desk.conversation_id}").get_json()
    assert found["context"]["company"]["name"] == desk.company.name
    assert found["context"]["orders"][0]["number"].startswith("SO-")
    assert found["context"]["credit"] is None  # an operator's role does not open the books
    assert found["messages"][0]["text"] == "hello"


def test_two_operators_take_one_conversation(anna: FlaskClient, desk: Desk, login: Login) -> None:
    boris = login(desk.boris.email)
    path = f"/api/v1/operator/conversations/{desk.conversation_id}/take"
    assert anna.post(path, json={}).get_json()["assignee"]["name"] == "Anna"
    refused = boris.post(path, json={})
    assert refused.status_code == 409
    assert refused.get_json()["error"] == "already_taken"
    assert refused.get_json()["assignee"]["name"] == "Anna"


def test_only_the_desks_roles_work_at_the_desk(buyer: FlaskClient, make: Factory, login: Login, desk: Desk) -> None:
    finance = login(make.staff(Role.SUPPLIER_FINANCE).email)
    for person in (buyer, finance):
        assert person.get("/api/v1/operator/conversations").status_code == 403
        assert person.post(f"/api/v1/operator/conversations/{desk.conversation_id}/take", json={}).status_code == 403
    assert finance.get(f"/api/v1/conversations/{desk.conversation_id}").status_code == 404


def test_bodies_may_be_left_out_where_everything_is_optional(anna: FlaskClient, desk: Desk) -> None:
    assert anna.post(f"/api/v1/operator/conversations/{desk.conversation_id}/take").status_code == 200
    assert anna.post(f"/api/v1/operator/conversations/{desk.conversation_id}/return").status_code == 200
