"""What lands in the review list, and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from portal.conversations.service import erasing
from portal.security.actor import Actor
from portal.teaching.models import ReviewItem
from portal.teaching.service.collecting import failure_of
from tests.assistant_gateway.conftest import SYSTEM, Gateway
from tests.factories import Factory

FALLBACK = {
    "intent": "nlu_fallback",
    "confidence": 0.8,
    "entities": [],
    "language": "uk",
    "failed": True,
    "form": False,
}
SURE = {"intent": "order_status", "confidence": 0.97, "entities": [], "language": "en", "failed": False, "form": False}


def reads(gateway: Gateway, nlu: dict[str, Any]) -> None:
    gateway.rasa.behaviour = lambda _asked: {"messages": [{"text": "?", "cards": [], "buttons": []}], "nlu": nlu}


def kept(gateway: Gateway) -> list[ReviewItem]:
    with gateway.database.transaction(SYSTEM) as session:
        return list(session.scalars(select(ReviewItem).order_by(ReviewItem.created_at)))


@pytest.mark.parametrize(
    ("nlu", "reason"),
    [
        (FALLBACK, "fallback"),
        ({**FALLBACK, "failed": False}, None),  # the dialogue knew what to do with it
        ({key: value for key, value in FALLBACK.items() if key != "failed"}, "fallback"),
        ({**FALLBACK, "intent": "out_of_scope"}, "rejected"),
        ({**SURE, "confidence": 0.4}, "low_confidence"),
        ({**SURE, "confidence": 0.4, "form": True}, None),
        ({**SURE, "failed": True}, "fallback"),
        (SURE, None),
        ({**SURE, "parts": [SURE, {**FALLBACK, "language": "pl"}]}, "fallback"),
        ({**SURE, "parts": [SURE, SURE]}, None),
        ({"intent": "echo", "confidence": 1.0}, None),
    ],
)
def test_what_counts_as_a_failure(nlu: dict[str, Any], reason: str | None) -> None:
    found = failure_of(nlu)
    assert (found[0] if found else None) == reason


def test_a_message_that_was_not_understood_is_kept_once(gateway: Gateway) -> None:
    reads(gateway, FALLBACK)
    gateway.say("а можна оте саме")
    gateway.drain()
    (one,) = kept(gateway)
    assert (one.text, one.language, one.predicted, one.confidence) == ("а можна оте саме", "uk", "nlu_fallback", 0.8)
    assert (one.reason, one.state, one.conversation_id) == ("fallback", "open", gateway.conversation_id)
    assert one.company_id == gateway.buyer.company_id
    gateway.drain()
    assert len(kept(gateway)) == 1


def test_what_was_understood_or_pressed_is_not_kept(gateway: Gateway) -> None:
    reads(gateway, SURE)
    gateway.say("where is my order")
    gateway.drain()

    def offers(_asked: dict[str, Any]) -> dict[str, Any]:
        return {"messages": [{"text": "?", "cards": [], "buttons": [{"title": "Go", "payload": "/go"}]}], "nlu": SURE}

    gateway.rasa.behaviour = offers
    gateway.say("something")
    gateway.drain()
    reads(gateway, FALLBACK)
    gateway.say("Go", payload="/go")
    gateway.drain()
    assert kept(gateway) == []


def test_failures_that_led_to_a_person_say_so(gateway: Gateway) -> None:
    reads(gateway, FALLBACK)
    for text in ("перше", "друге", "третє"):
        gateway.say(text)
    gateway.drain()
    gateway.queue()  # as the buyer: what he may not see is marked nevertheless
    assert [(one.text, one.reason) for one in kept(gateway)] == [
        ("перше", "fallback"), ("друге", "handed_over"), ("третє", "handed_over"),
    ]  # fmt: skip


def test_the_list_is_hidden_from_buyers_by_the_database(gateway: Gateway, make: Factory) -> None:
    reads(gateway, FALLBACK)
    gateway.say("щось")
    gateway.drain()
    for actor in (gateway.buyer, make.actor(make.buyer(make.company("Other"))), Actor.anonymous()):
        with gateway.database.transaction(actor) as session:
            assert session.scalars(select(ReviewItem)).all() == []


def test_it_is_erased_with_the_conversation(gateway: Gateway) -> None:
    reads(gateway, FALLBACK)
    gateway.say("щось")
    gateway.drain()
    assert len(kept(gateway)) == 1
    assert gateway.buyer.user_id
    with gateway.worker.transaction(SYSTEM) as session:
        erasing.erase(session, SYSTEM, gateway.buyer.user_id)
    assert kept(gateway) == []
