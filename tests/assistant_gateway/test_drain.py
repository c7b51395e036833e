"""Draining a conversation into the assistant: in order, once, and never over an operator's head."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from typing import Any

import pytest

from portal.assistant_gateway.client import RasaClient
from portal.conversations import texts
from portal.conversations.schemas import PERSON
from portal.shared.ids import new_id
from tests.assistant_gateway.conftest import Gateway
from tests.fakes.assistant import FakeAssistant, echo


def test_messages_are_answered_in_order_one_turn_each(gateway: Gateway) -> None:
    for n in range(3):
        gateway.say(f"m{n}")
    assert gateway.drain() == 3
    assert gateway.thread()[3:] == [("bot", f"echo: m{n}") for n in range(3)]
    assert [turn.status for turn in gateway.turns()] == ["answered"] * 3
    assert gateway.drain() == 0
    found = gateway.now()
    assert (found.answered_seq, found.last_nlu["intent"] if found.last_nlu else None) == (3, "echo")


def test_what_rasa_is_told(gateway: Gateway) -> None:
    def offers(_asked: dict[str, Any]) -> dict[str, Any]:
        card = {"type": "product", "product": {"sku": "A-1"}, "buttons": []}
        more = {"type": "choices", "candidates": [{"sku": "B-2"}, {"sku": "A-1"}]}
        buttons = [{"title": "Add", "payload": '/add{"sku": "A-1"}'}]
        return {"messages": [{"text": "Here", "cards": [card, more], "buttons": buttons}], "nlu": None}

    gateway.rasa.behaviour = offers
    gateway.say("drills")
    gateway.drain()
    gateway.say("/restart")
    gateway.say("Add", payload='/add{"sku": "A-1"}')
    gateway.drain()
    first, second, third = gateway.rasa.asked
    found = gateway.now()
    assert first["sender"] == found.dialogue_id
    assert first["metadata"]["authenticated"] is True
    assert first["metadata"]["epoch"] == 1
    assert first["metadata"]["turn_id"] == first["message_id"]
    assert first["metadata"]["last_products"] == []
    assert second["metadata"]["last_products"] == ["A-1", "B-2"]
    assert second["message"] == " /restart"  # a person's slash is no command
    assert third["message"] == '/add{"sku": "A-1"}'


def test_a_late_answer_never_lands_on_an_operator(gateway: Gateway) -> None:
    def slow(asked: dict[str, Any]) -> dict[str, Any]:
        gateway.take()
        return echo(asked)

    gateway.rasa.behaviour = slow
    gateway.say("hello")
    gateway.drain()
    assert gateway.thread() == [("buyer", "hello"), ("system", "Anna has joined the conversation.")]
    assert gateway.thread(internal=True) == [("bot", "echo: hello")]
    assert [turn.status for turn in gateway.turns()] == ["stale"]


def test_a_late_answer_is_dropped_when_the_bot_has_it_back(gateway: Gateway) -> None:
    def slow(asked: dict[str, Any]) -> dict[str, Any]:
        gateway.take()
        gateway.give_back("fixed it")
        return echo(asked)

    gateway.rasa.behaviour = slow
    gateway.say("hello")
    gateway.drain()
    assert [author for author, _ in gateway.thread()] == ["buyer", "system", "system"]
    assert gateway.thread(internal=True) == []


def test_after_the_return_the_bot_is_told_once_and_leaves_the_backlog(gateway: Gateway) -> None:
    gateway.take()
    gateway.say("for Anna")
    gateway.give_back("credit note agreed")
    assert gateway.drain() == 0
    gateway.say("thanks")
    gateway.say("and now?")
    gateway.drain()
    told = [asked["metadata"].get("returned") for asked in gateway.rasa.asked]
    assert [asked["message"] for asked in gateway.rasa.asked] == ["thanks", "and now?"]
    assert told[0]["operator"] == "Anna"
    assert told[0]["note"] == "credit note agreed"
    assert told[1] is None


def test_no_message_is_drained_while_a_person_has_it(gateway: Gateway) -> None:
    gateway.queue()
    gateway.say("waiting")
    assert gateway.drain() == 0
    assert gateway.rasa.asked == []


def test_two_drains_at_once_answer_once(gateway: Gateway) -> None:
    gateway.rasa.delay = 0.2
    for n in range(4):
        gateway.say(f"m{n}")
    threads = [threading.Thread(target=gateway.drain) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gateway.drain()
    assert sorted(text for author, text in gateway.thread() if author == "bot") == [f"echo: m{n}" for n in range(4)]
    assert len(gateway.rasa.acted) == len(set(gateway.rasa.acted)) == 4


def test_a_turn_left_by_a_dead_worker_is_asked_again_under_the_same_id(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal.assistant_gateway.service import turns

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    gateway.say("order it")
    with monkeypatch.context() as patch:
        patch.setattr(turns, "finish", die)
        with pytest.raises(KeyboardInterrupt):
            gateway.drain()
    assert [turn.status for turn in gateway.turns()] == ["running"]
    gateway.drain()
    assert gateway.thread() == [("buyer", "order it"), ("bot", "echo: order it")]
    assert len({asked["message_id"] for asked in gateway.rasa.asked}) == 1
    assert len(gateway.rasa.asked) == 2
    assert len(gateway.rasa.acted) == 1


def test_an_attempt_that_was_overtaken_stores_nothing(gateway: Gateway) -> None:
    from datetime import timedelta

    from portal.assistant_gateway.client import Answer, AnswerMessage
    from portal.assistant_gateway.service import turns

    gateway.say("hello")
    with gateway.worker.transaction(turns_actor()) as session:
        first = turns.begin(session, gateway.conversation_id, expiry=timedelta(minutes=5))
    gateway.drain()
    assert first is not None
    with gateway.worker.transaction(turns_actor()) as session:
        turns.finish(session, first, Answer(messages=[AnswerMessage(text="too late")]))
    assert gateway.thread() == [("buyer", "hello"), ("bot", "echo: hello")]


def turns_actor() -> Any:
    from portal.assistant_gateway.service.drain import ACTOR

    return ACTOR


class TestOutage:
    def test_the_buyer_is_told_once_and_answered_when_it_is_back(self, gateway: Gateway) -> None:
        port = gateway.rasa.port
        gateway.rasa.stop()
        gateway.say("first")
        for _ in range(4):
            gateway.drain()
        gateway.say("second")
        gateway.drain()
        assert gateway.waits == [2.0, 4.0, 8.0, 16.0, 30.0]
        told = [text for author, text in gateway.thread() if author == "system"]
        assert len(told) == 1
        assert told[0].startswith("The assistant is not available")
        back = FakeAssistant(port)
        assert gateway.drain() == 1
        back.stop()
        # What piled up is one turn, and it acts once.
        assert [asked["message"] for asked in back.asked] == ["first\nsecond"]
        assert gateway.thread()[-1] == ("bot", "echo: first\nsecond")
        assert gateway.now().outage_told_at is None

    def test_a_failure_inside_the_assistant_is_repeated_under_the_same_id(self, gateway: Gateway) -> None:
        gateway.rasa.status = 500
        gateway.say("first")
        gateway.drain()
        gateway.say("second")
        gateway.drain()
        gateway.rasa.status = 200
        gateway.drain()
        assert [asked["message"] for asked in gateway.rasa.asked] == ["first", "first", "first", "second"]
        assert len({asked["message_id"] for asked in gateway.rasa.asked[:3]}) == 1
        assert [text for author, text in gateway.thread() if author == "bot"] == ["echo: first", "echo: second"]

    def test_what_may_have_acted_keeps_its_id_even_when_the_next_try_reaches_nobody(self, gateway: Gateway) -> None:
        gateway.impatient(0.3)
        gateway.rasa.delay = 0.6
        gateway.say("order it")
        gateway.drain()  # the answer comes too late, the order was placed
        time.sleep(0.6)
        port, acted = gateway.rasa.port, list(gateway.rasa.acted)
        gateway.rasa.stop()
        gateway.drain()
        back = FakeAssistant(port)
        back._answers = gateway.rasa._answers
        gateway.drain()
        back.stop()
        assert [asked["message_id"] for asked in back.asked] == acted
        assert back.acted == []
        assert gateway.thread()[-1] == ("bot", "echo: order it")

    @pytest.mark.parametrize(
        "answer",
        [{}, {"messages": "no"}, {"messages": []}, []],
        ids=["nothing", "another shape", "empty", "a list"],
    )
    def test_an_unusable_answer_is_a_failure(self, gateway: Gateway, answer: Any) -> None:
        gateway.rasa.behaviour = lambda _asked: answer
        gateway.say("hello")
        gateway.drain()
        assert gateway.waits == [2.0]
        assert gateway.turns()[0].status == "running"

    def test_a_slow_assistant_is_not_waited_for_for_ever(self, gateway: Gateway) -> None:
        gateway.impatient(0.2)
        gateway.rasa.delay = 1.0
        gateway.say("hello")
        gateway.drain()
        assert gateway.waits == [2.0]
        assert gateway.turns()[0].error == "no answer: ReadTimeout"

    def test_a_connection_kept_over_a_restart_costs_no_failure(self, gateway: Gateway) -> None:
        gateway.say("one")
        gateway.drain()
        port = gateway.rasa.port
        gateway.rasa.stop()
        gateway.rasa.drop_connections()
        back = FakeAssistant(port)
        gateway.say("two")
        gateway.drain()
        back.stop()
        assert gateway.thread()[-1] == ("bot", "echo: two")
        assert gateway.waits == []

    def test_after_two_minutes_a_person_takes_over(self, gateway: Gateway) -> None:
        from datetime import timedelta

        from portal.shared.clock import now

        gateway.rasa.status = 503
        gateway.say("hello")
        gateway.drain()
        gateway.drain()
        assert gateway.now().state == "bot"
        gateway.change(outage_told_at=now() - timedelta(seconds=121))
        gateway.drain()
        found = gateway.now()
        assert (found.state, found.handover_reason) == ("queued", "The assistant is not available")
        assert gateway.thread()[-1] == ("system", "A colleague will take over. You are next in line.")
        assert gateway.turns()[-1].status == "failed"

    def test_the_notice_offers_a_person(self, gateway: Gateway) -> None:
        gateway.rasa.status = 503
        gateway.say("hello")
        gateway.drain()
        gateway.drain()
        gateway.say("", payload=PERSON)
        assert gateway.now().state == "queued"

    @pytest.mark.parametrize("locale", ["en", "uk", "ru", "pl"])
    def test_it_is_told_in_the_buyers_language(self, gateway: Gateway, locale: str) -> None:
        gateway.change(locale=locale)
        gateway.rasa.status = 503
        gateway.say("hello")
        gateway.drain()
        gateway.drain()
        assert gateway.thread()[-1][1] == texts.outage(locale)
        assert (texts.outage(locale) == texts.outage("en")) == (locale == "en")


class TestExpiry:
    def test_an_old_message_is_offered_again_not_executed(self, gateway: Gateway) -> None:
        gateway.say("order 500 breakers")
        gateway.age(400)
        assert gateway.drain() == 0
        assert gateway.rasa.asked == []
        assert gateway.thread()[-1] == (
            "bot",
            "You asked some time ago: “order 500 breakers”. Shall I do that now?",
        )
        gateway.say("", payload="order 500 breakers")
        gateway.drain()
        assert [asked["message"] for asked in gateway.rasa.asked] == ["order 500 breakers"]
        assert gateway.drain() == 0

    def test_several_are_offered_one_by_one_and_a_slash_stays_harmless(self, gateway: Gateway) -> None:
        gateway.say("/checkout")
        gateway.say("two")
        gateway.age(400)
        gateway.say("three")
        assert gateway.drain() == 1
        assert [asked["message"] for asked in gateway.rasa.asked] == ["three"]
        gateway.say("", payload=" /checkout")
        gateway.drain()
        assert gateway.rasa.asked[-1]["message"] == " /checkout"

    def test_a_running_turn_that_is_too_old_is_not_repeated(self, gateway: Gateway) -> None:
        gateway.rasa.status = 500
        gateway.say("order it")
        gateway.drain()
        gateway.age(400)
        gateway.rasa.status = 200
        gateway.drain()
        assert gateway.rasa.acted == []
        assert gateway.thread()[-1][1].startswith("I was interrupted at this: “order it”.")


def test_a_conversation_always_asks_the_same_server() -> None:
    with (
        closing(RasaClient(["http://one", "http://two/", "http://three"], "t", 1.0)) as client,
        closing(RasaClient(["http://one", "http://two", "http://three"], "t", 1.0)) as again,
    ):
        compare_bases(client, again)


def compare_bases(client: RasaClient, again: RasaClient) -> None:
    ids = [new_id() for _ in range(200)]
    assert [client.base_of(one) for one in ids] == [again.base_of(one) for one in ids]
    assert {client.base_of(one) for one in ids} == {"http://one", "http://two", "http://three"}
