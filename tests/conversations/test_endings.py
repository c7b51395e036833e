"""How conversations end: summary, tags, rating, merging, blocking; follow-ups and canned replies on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.conversations.errors import MergeRefused
from portal.conversations.models import Conversation
from portal.conversations.service import merging, opening, ownership, waking
from portal.security.actor import Actor
from portal.shared.clock import now
from tests.conversations.conftest import Desk, Stream
from tests.factories import Factory

SYSTEM = Actor.system("test")
Login = Callable[[str], FlaskClient]


@pytest.fixture
def buyer(desk: Desk, login: Login) -> FlaskClient:
    return login(desk.user.email)


@pytest.fixture
def anna(desk: Desk, login: Login) -> FlaskClient:
    return login(desk.anna.email)


@pytest.fixture
def at(desk: Desk) -> str:
    return f"/api/v1/operator/conversations/{desk.conversation_id}"


def another(desk: Desk, channel: str = "telegram", **fields: object) -> UUID:
    """A second conversation, the same buyer's unless told otherwise."""
    values = {"user_id": desk.user.id, "company_id": desk.company.id} | fields
    with desk.database.transaction(SYSTEM) as session:
        made = Conversation(channel=channel, dialogue_id=ownership.new_dialogue_id(), **values)
        session.add(made)
        session.flush()
        return made.id


def test_closing_keeps_what_it_was_about_and_asks_for_a_rating(
    anna: FlaskClient, buyer: FlaskClient, desk: Desk, at: str
) -> None:
    desk.say("where is my order")
    early = buyer.post(f"/api/v1/conversations/{desk.conversation_id}/rating", json={"score": 5})
    assert (early.status_code, early.get_json()["error"]) == (409, "conversation_open")
    anna.post(f"{at}/take")
    closed = anna.post(f"{at}/close", json={"summary": "Late parcel", "tags": ["Delivery", " delivery ", "late"]})
    assert closed.status_code == 200, closed.get_json()
    assert (closed.get_json()["summary"], closed.get_json()["tags"]) == ("Late parcel", ["delivery", "late"])
    said = buyer.get(f"/api/v1/conversations/{desk.conversation_id}/messages").get_json()["items"]
    assert said[-1]["cards"][0]["type"] == "rating"
    for score in (2, 4):
        rated = buyer.post(
            f"/api/v1/conversations/{desk.conversation_id}/rating", json={"score": score, "text": "quick"}
        )
        assert rated.get_json()["rating"] == {"score": score, "text": "quick"}
    assert anna.get(at).get_json()["rating"]["score"] == 4


@pytest.mark.parametrize("score", [0, 6, "good"])
def test_a_rating_is_one_to_five(buyer: FlaskClient, desk: Desk, score: object) -> None:
    answer = buyer.post(f"/api/v1/conversations/{desk.conversation_id}/rating", json={"score": score})
    assert answer.status_code == 422


def test_nobody_else_rates(desk: Desk, make: Factory, login: Login, anna: FlaskClient, at: str) -> None:
    anna.post(f"{at}/take")
    anna.post(f"{at}/close")
    path = f"/api/v1/conversations/{desk.conversation_id}/rating"
    colleague = make.buyer(desk.company)
    for stranger in (login(colleague.email), login(make.buyer().email)):
        assert stranger.post(path, json={"score": 1}).status_code == 404
    assert desk.now().rating is None


def test_who_only_spoke_to_the_bot_is_not_asked(buyer: FlaskClient, anna: FlaskClient, desk: Desk, at: str) -> None:
    desk.say("hello")
    anna.post(f"{at}/close")
    said = buyer.get(f"/api/v1/conversations/{desk.conversation_id}/messages").get_json()["items"]
    assert [card for one in said for card in one["cards"]] == []


def test_tags_are_replaced_and_checked(anna: FlaskClient, at: str) -> None:
    assert anna.put(f"{at}/tags", json={"tags": ["a", "b"]}).get_json()["tags"] == ["a", "b"]
    assert anna.put(f"{at}/tags", json={"tags": ["c"]}).get_json()["tags"] == ["c"]
    for wrong in (["x" * 41], [" "], [str(n) for n in range(21)]):
        assert anna.put(f"{at}/tags", json={"tags": wrong}).get_json()["error"] == "tags_invalid"


def test_a_blocked_person_cannot_write_anywhere_until_unblocked(
    anna: FlaskClient, buyer: FlaskClient, desk: Desk, at: str
) -> None:
    path = f"/api/v1/conversations/{desk.conversation_id}"
    blocked = anna.post(f"{at}/block", json={"note": "insults"})
    assert blocked.get_json()["blocked"] is True, blocked.get_json()
    assert anna.post(f"{at}/block").status_code == 200
    for _ in range(2):
        refused = buyer.post(f"{path}/messages", json={"client_id": "x", "text": "you"})
        assert (refused.status_code, refused.get_json()["error"]) == (403, "chat_blocked")
        assert "insults" not in refused.get_data(as_text=True)
        assert buyer.post(f"{path}/handover").get_json()["error"] == "chat_blocked"
        anna.post(f"{at}/close")
        path = f"/api/v1/conversations/{buyer.post('/api/v1/conversations').get_json()['id']}"
    assert anna.post(f"{at}/unblock").get_json()["blocked"] is False
    assert buyer.post(f"{path}/messages", json={"client_id": "y", "text": "sorry"}).status_code == 202


def test_a_guest_is_blocked_in_his_conversation(anna: FlaskClient, client: FlaskClient) -> None:
    guest = client.post("/api/v1/conversations").get_json()
    anna.post(f"/api/v1/operator/conversations/{guest['id']}/block")
    refused = client.post(f"/api/v1/conversations/{guest['id']}/messages", json={"client_id": "x", "text": "spam"})
    assert refused.get_json()["error"] == "chat_blocked"


def test_a_merged_one_ends_and_is_linked(anna: FlaskClient, buyer: FlaskClient, desk: Desk, at: str) -> None:
    target = another(desk)
    merged = anna.post(f"{at}/merge", json={"into": str(target)})
    assert (merged.status_code, merged.get_json()["id"]) == (200, str(target)), merged.get_json()
    assert (desk.now().state, desk.now().merged_into_id) == ("closed", target)
    card = buyer.get(f"/api/v1/conversations/{target}/messages").get_json()["items"][-1]["cards"][0]
    assert card["conversation"]["id"] == str(desk.conversation_id)
    assert buyer.get(f"/api/v1/conversations/{desk.conversation_id}/messages").status_code == 200
    assert anna.post(f"{at}/merge", json={"into": str(target)}).status_code == 200, "again is no change"


def test_a_guests_conversation_is_linked_for_the_desk_alone(anna: FlaskClient, buyer: FlaskClient, desk: Desk) -> None:
    with desk.database.transaction(Actor.anonymous()) as session:
        guest = opening.open_for_guest(session, Actor.anonymous(), address="1.2.3.4").conversation.id
    merged = anna.post(f"/api/v1/operator/conversations/{guest}/merge", json={"into": str(desk.conversation_id)})
    assert merged.status_code == 200, merged.get_json()
    assert buyer.get(f"/api/v1/conversations/{desk.conversation_id}/messages").get_json()["items"] == []
    seen = anna.get(f"/api/v1/conversations/{desk.conversation_id}/messages").get_json()["items"]
    assert seen[-1]["cards"][0]["conversation"]["id"] == str(guest)


def test_two_peoples_conversations_are_never_merged(anna: FlaskClient, desk: Desk, make: Factory, at: str) -> None:
    target = another(desk, user_id=make.buyer(desk.company).id)
    assert anna.post(f"{at}/merge", json={"into": str(target)}).get_json()["error"] == "merge_refused"


def test_merging_crosswise_ends_one_of_them(desk: Desk) -> None:
    for _ in range(5):
        pair = another(desk), another(desk, channel="viber")
        start = threading.Barrier(2)
        results: list[str] = []

        def run(
            actor: Actor, source: UUID, into: UUID, start: threading.Barrier = start, results: list[str] = results
        ) -> None:
            start.wait()
            try:
                with desk.database.transaction(actor) as session:
                    merging.merge(session, actor, source, into=into)
                results.append("merged")
            except MergeRefused:
                results.append("refused")

        threads = [
            threading.Thread(target=run, args=(desk.anna, *pair)),
            threading.Thread(target=run, args=(desk.boris, *pair[::-1])),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(results) == ["merged", "refused"]


def test_a_follow_up_reminds_its_operator_once(
    anna: FlaskClient, desk: Desk, at: str, listen: Callable[..., Stream]
) -> None:
    stream = listen(anna, "/api/v1/operator/events")
    stream.next("reload")
    due = now() + timedelta(hours=2)
    made = anna.post(f"{at}/follow-ups", json={"at": due.isoformat(), "text": "ask for the drawing"})
    assert made.status_code == 201, made.get_json()
    follow_up = UUID(made.get_json()["id"])
    with desk.database.transaction(SYSTEM) as session:
        job = session.execute(text("SELECT task_name, args FROM procrastinate_jobs")).one()
        assert tuple(job) == ("conversations.remind", {"follow_up_id": str(follow_up)})
        assert waking.remind(session, follow_up)
        assert not waking.remind(session, follow_up)
    told = stream.next("notice")[1]
    assert (told["about"], told["text"]) == ("follow_up", "ask for the drawing")
    assert [one["id"] for one in anna.get("/api/v1/operator/follow-ups").get_json()["items"]] == [str(follow_up)]
    assert anna.post(f"/api/v1/operator/follow-ups/{follow_up}/done").get_json()["done_at"]
    assert anna.get(f"{at}/follow-ups").get_json()["items"] == []
    past = anna.post(f"{at}/follow-ups", json={"at": (now() - timedelta(hours=1)).isoformat(), "text": "late"})
    assert past.get_json()["error"] == "follow_up_invalid"


def test_follow_ups_are_ones_own(anna: FlaskClient, desk: Desk, at: str, login: Login) -> None:
    due = (now() + timedelta(hours=2)).isoformat()
    made = anna.post(f"{at}/follow-ups", json={"at": due, "text": "x"}).get_json()
    boris = login(desk.boris.email)
    assert boris.post(f"/api/v1/operator/follow-ups/{made['id']}/done").get_json()["error"] == "follow_up_not_found"
    assert boris.get("/api/v1/operator/follow-ups").get_json()["items"] == []


def test_canned_replies_are_filled_in_the_buyers_language(
    anna: FlaskClient, desk: Desk, at: str, make: Factory
) -> None:
    order = make.order(desk.company, [(make.product(), "5")])
    texts = {
        "en": "Hello {{customer.first_name}}, {{operator.name}} here. Order {{ order.number }}, RFQ {{rfq.number}}.",
        "uk": "Вітаю, {{customer.name}}!",
    }
    made = anna.post("/api/v1/operator/canned", json={"shortcut": "hello", "title": "Greeting", "texts": texts})
    assert made.status_code == 201, made.get_json()
    shown = anna.get(f"{at}/canned?q=/hel").get_json()["items"][0]
    assert shown["text"] == f"Hello Olena, Anna here. Order {order.number}, RFQ {{{{rfq.number}}}}."
    assert shown["missing"] == ["rfq.number"]
    with desk.database.transaction(SYSTEM) as session:
        session.get_one(Conversation, desk.conversation_id).locale = "uk"
    assert anna.get(f"{at}/canned?q=greet").get_json()["items"][0]["text"] == "Вітаю, Olena Koval!"
    assert anna.get(f"{at}/canned?q=%25").get_json()["items"] == []


def test_canned_replies_are_checked_changed_and_deleted(anna: FlaskClient) -> None:
    path = "/api/v1/operator/canned"
    for texts in ({}, {"de": "Hallo"}, {"en": "{{customer.password}}"}):
        answer = anna.post(path, json={"shortcut": "x", "title": "X", "texts": texts})
        assert answer.get_json()["error"] == "canned_invalid", texts
    made = anna.post(path, json={"shortcut": "x", "title": "X", "texts": {"en": "one"}}).get_json()
    again = anna.post(path, json={"shortcut": "x", "title": "Y", "texts": {"en": "two"}})
    assert (again.status_code, again.get_json()["error"]) == (409, "shortcut_taken")
    assert anna.patch(f"{path}/{made['id']}", json={"title": "Z"}).get_json()["title"] == "Z"
    assert anna.delete(f"{path}/{made['id']}").status_code == 204
    assert anna.get(path).get_json()["items"] == []


def test_canned_replies_are_the_desks(buyer: FlaskClient) -> None:
    assert buyer.get("/api/v1/operator/canned").status_code == 403
