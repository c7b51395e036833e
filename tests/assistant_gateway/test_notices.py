"""What the assistant learns of notices, and what they leave as it was."""

from __future__ import annotations

from typing import Any

from portal.conversations.service import notifying
from portal.conversations.service.notifying import News
from tests.assistant_gateway.conftest import Gateway

SHIPPED = {"kind": "shipment", "number": "SO-100045"}


def tell(gateway: Gateway, about: dict[str, str], sku: str = "ORD-1") -> None:
    card = {"type": "order", "order": {"number": "SO-100045", "lines": [{"sku": sku}]}, "buttons": []}
    with gateway.database.transaction(gateway.buyer) as session:
        conversation = notifying.conversation_for(session, gateway.buyer)
        news = News(f"told {sku}", about, cards=[card])
        notifying.tell(session, conversation, news, client_id=f"notice:{sku}")


def shows(sku: str) -> Any:
    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        card = {"type": "product", "product": {"sku": sku}}
        return {"messages": [{"text": asked["message"], "cards": [card], "buttons": []}], "nlu": None}

    return answer


def test_the_next_message_brings_what_was_told_since_the_last_word(gateway: Gateway) -> None:
    gateway.say("hello")
    gateway.drain()
    assert "notices" not in gateway.rasa.asked[-1]["metadata"]
    tell(gateway, {"kind": "stock", "sku": "CAB-1"}, "A")
    tell(gateway, SHIPPED, "B")
    gateway.say("where is it?")
    gateway.drain()
    metadata = gateway.rasa.asked[-1]["metadata"]
    assert metadata["last_notice"] == SHIPPED
    assert metadata["notices"] == [SHIPPED, {"kind": "stock", "sku": "CAB-1"}]
    gateway.say("thanks")
    gateway.drain()
    assert "last_notice" not in gateway.rasa.asked[-1]["metadata"]


def test_what_was_shown_before_a_notice_is_still_what_was_shown(gateway: Gateway) -> None:
    gateway.rasa.behaviour = shows("CAB-0011")
    gateway.say("cables")
    gateway.drain()
    tell(gateway, SHIPPED)
    gateway.say("add the first one")
    gateway.drain()
    assert gateway.rasa.asked[-1]["metadata"]["last_products"] == ["CAB-0011"]


def test_a_notice_begins_no_turn_and_keeps_the_order(gateway: Gateway) -> None:
    gateway.say("one")
    gateway.drain()
    tell(gateway, SHIPPED)
    assert gateway.drain() == 0
    gateway.say("two")
    gateway.drain()
    assert gateway.thread() == [
        ("buyer", "one"), ("bot", "echo: one"), ("bot", "told ORD-1"), ("buyer", "two"), ("bot", "echo: two"),
    ]  # fmt: skip
