"""The assistant's own calls: the rights of exactly that buyer, and none once the turn is stale."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.assistant_gateway import queries
from portal.assistant_gateway.dialogues import resolve_dialogue
from portal.assistant_gateway.errors import StaleTurn
from portal.assistant_gateway.service import turns
from portal.assistant_gateway.service.drain import ACTOR
from portal.security.actor import ActorKind, Via
from portal.shared.ids import new_id
from tests.assistant_gateway.conftest import Gateway
from tests.factories import Factory

SERVICE = "s" * 32


def begin(gateway: Gateway) -> turns.Plan:
    gateway.say("hello")
    with gateway.worker.transaction(ACTOR) as session:
        plan = turns.begin(session, gateway.conversation_id, expiry=timedelta(minutes=5))
    assert plan is not None
    return plan


def headers(plan: turns.Plan, **changed: str) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {SERVICE}",
        "X-Dialogue-Id": plan.question.dialogue_id,
        "X-Turn-Id": str(plan.turn_id),
        "X-Epoch": str(plan.epoch),
    } | changed


def test_the_buyers_rights_come_with_the_turn(gateway: Gateway, client: FlaskClient, make: Factory) -> None:
    plan = begin(gateway)
    context = client.get("/api/v1/assistant/context", headers=headers(plan))
    assert context.get_json() == {
        "locale": "en",
        "authenticated": True,
        "first_name": gateway.buyer.name.split()[0],
        "company": make.session.get_one(_company(), gateway.buyer.company_id).name,
        "cart_version": None,
        "cart_line_count": 0,
    }
    assert client.get("/api/v1/me", headers=headers(plan)).get_json()["email"] == gateway.buyer.email
    assert client.get("/api/v1/operator/conversations", headers=headers(plan)).status_code == 403


def _company() -> Any:
    from portal.accounts.models import Company

    return Company


def _wrong(name: str) -> Callable[[turns.Plan], dict[str, str]]:
    values = {
        "another dialogue": {"X-Dialogue-Id": "guess"},
        "another turn": {"X-Turn-Id": str(new_id())},
        "another epoch": {"X-Epoch": "7"},
    }
    return lambda plan: headers(plan, **values[name])


@pytest.mark.parametrize("fault", ["another dialogue", "another turn", "another epoch"])
def test_a_turn_that_does_not_hold_opens_nothing(gateway: Gateway, client: FlaskClient, fault: str) -> None:
    plan = begin(gateway)
    refused = client.get("/api/v1/me", headers=_wrong(fault)(plan))
    assert (refused.status_code, refused.get_json()["error"]) == (409, "stale_turn")


def test_the_wrong_service_token_opens_nothing(gateway: Gateway, client: FlaskClient) -> None:
    plan = begin(gateway)
    assert client.get("/api/v1/me", headers=headers(plan, Authorization="Bearer no")).status_code == 401


@pytest.mark.parametrize("change", ["taken", "queued", "returned", "answered"])
def test_after_a_change_of_owner_the_turn_changes_nothing(
    gateway: Gateway, client: FlaskClient, make: Factory, change: str
) -> None:
    make.product("A-1")
    plan = begin(gateway)
    add = {"sku": "A-1", "quantity": 2}
    assert client.post("/api/v1/cart/lines", json=add, headers=headers(plan)).status_code == 201
    if change == "taken":
        gateway.take()
    elif change == "queued":
        gateway.queue()
    elif change == "returned":
        gateway.take()
        gateway.give_back()
    else:
        with gateway.worker.transaction(ACTOR) as session:
            turn = queries.turn(session, plan.turn_id)
            assert turn is not None
            turns.end(turn, "answered")
    refused = client.post("/api/v1/cart/lines", json=add, headers=headers(plan))
    assert (refused.status_code, refused.get_json()["error"]) == (409, "stale_turn")


def test_a_guest_may_not_do_what_needs_a_login(gateway: Gateway, client: FlaskClient, app: Flask) -> None:
    opened = client.post("/api/v1/conversations").get_json()
    client.post(f"/api/v1/conversations/{opened['id']}/messages", json={"client_id": "1", "text": "my orders"})
    from uuid import UUID

    with gateway.worker.transaction(ACTOR) as session:
        plan = turns.begin(session, UUID(opened["id"]), expiry=timedelta(minutes=5))
    assert plan is not None
    bare = app.test_client()
    refused = bare.get("/api/v1/orders", headers=headers(plan))
    assert (refused.status_code, refused.get_json()["error"]) == (401, "login_required")
    assert bare.get("/api/v1/assistant/context", headers=headers(plan)).get_json()["authenticated"] is False
    handed = bare.post("/api/v1/conversations/current/handover", json={"reason": "x"}, headers=headers(plan))
    assert (handed.status_code, handed.get_json()["state"]) == (200, "queued")


def test_a_take_over_waits_for_a_write_in_progress_and_the_next_write_is_stale(gateway: Gateway) -> None:
    plan = begin(gateway)
    order: list[str] = []
    resolved, may_commit = threading.Event(), threading.Event()

    def write() -> None:
        with gateway.database.transaction(ACTOR) as session:
            actor = resolve_dialogue(
                session, dialogue_id=plan.question.dialogue_id, turn_id=plan.turn_id, epoch=plan.epoch
            )
            assert (actor.kind, actor.via) == (ActorKind.BUYER, Via.ASSISTANT)
            resolved.set()
            assert may_commit.wait(5)
            order.append("written")

    def take() -> None:
        gateway.take()
        order.append("taken")

    writer, taker = threading.Thread(target=write), threading.Thread(target=take)
    writer.start()
    assert resolved.wait(5)
    taker.start()
    time.sleep(0.3)
    assert order == []  # the take-over waits
    may_commit.set()
    writer.join()
    taker.join()
    assert order == ["written", "taken"]
    with pytest.raises(StaleTurn), gateway.database.transaction(ACTOR) as session:
        resolve_dialogue(session, dialogue_id=plan.question.dialogue_id, turn_id=plan.turn_id, epoch=plan.epoch)


def test_a_hand_over_by_the_assistant_ends_its_turn_and_silences_it(gateway: Gateway, app: Flask) -> None:
    def asks_for_a_person(asked: dict[str, Any]) -> dict[str, Any]:
        meta = asked["metadata"]
        response = app.test_client().post(
            "/api/v1/conversations/current/handover",
            json={"reason": "failed twice"},
            headers={
                "Authorization": f"Bearer {SERVICE}",
                "X-Dialogue-Id": asked["sender"],
                "X-Turn-Id": meta["turn_id"],
                "X-Epoch": str(meta["epoch"]),
            },
        )
        assert response.status_code == 200
        return {"messages": [{"text": "I have called a colleague."}], "nlu": None}

    gateway.rasa.behaviour = asks_for_a_person
    gateway.say("a human please")
    assert gateway.drain() == 1
    found = gateway.now()
    assert (found.state, found.handover_reason, found.answered_seq) == ("queued", "failed twice", 1)
    assert gateway.thread() == [
        ("buyer", "a human please"),
        ("system", "A colleague will take over. You are next in line."),
    ]
    assert gateway.thread(internal=True) == []
    assert [turn.status for turn in gateway.turns()] == ["answered"]


def test_what_was_answered_before_a_hand_over_reaches_the_buyer_first(gateway: Gateway, app: Flask) -> None:
    def answers_and_asks_for_a_person(asked: dict[str, Any]) -> dict[str, Any]:
        meta = asked["metadata"]
        said = [{"text": "Your cart has 1 line.", "cards": [{"type": "cart"}], "buttons": []}]
        for _ in range(2):  # repeated, as after a time-out
            response = app.test_client().post(
                "/api/v1/conversations/current/handover",
                json={"reason": "asked for a person", "said": said},
                headers={
                    "Authorization": f"Bearer {SERVICE}",
                    "X-Dialogue-Id": asked["sender"],
                    "X-Turn-Id": meta["turn_id"],
                    "X-Epoch": str(meta["epoch"]),
                    "Idempotency-Key": f"{meta['turn_id']}-hand-over",
                },
            )
            assert response.status_code in {200, 409}
        return {"messages": said, "nlu": None}

    gateway.rasa.behaviour = answers_and_asks_for_a_person
    gateway.say("show the cart and then get me a person")
    assert gateway.drain() == 1
    assert gateway.now().state == "queued"
    assert gateway.thread() == [
        ("buyer", "show the cart and then get me a person"),
        ("bot", "Your cart has 1 line."),
        ("system", "A colleague will take over. You are next in line."),
    ]
    assert gateway.thread(internal=True) == []


def test_only_the_assistant_has_a_current_conversation(login: Any, gateway: Gateway) -> None:
    buyer = login(gateway.buyer.email)
    assert buyer.post("/api/v1/conversations/current/handover", json={}).status_code == 404


def test_somebody_who_left_the_company_is_not_spoken_for(gateway: Gateway, client: FlaskClient) -> None:
    from sqlalchemy import delete

    from portal.accounts.models import Membership

    plan = begin(gateway)
    with gateway.database.transaction(ACTOR) as session:
        session.execute(delete(Membership).where(Membership.user_id == gateway.buyer.user_id))
    assert client.get("/api/v1/me", headers=headers(plan)).status_code == 403
