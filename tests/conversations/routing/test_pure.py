"""Topics, teams, people, order of the queue and promises: data in, data out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from portal.conversations.routing.choice import OperatorFacts, TeamFacts, Wish, choose_operator, choose_team
from portal.conversations.routing.clocks import Policy, choose_policy, start, state_of, worst
from portal.conversations.routing.hours import ALWAYS
from portal.conversations.routing.priority import Wait, expected_wait, rank_at
from portal.conversations.routing.topics import topic_of

T = datetime(2026, 3, 18, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def ident(number: int) -> UUID:
    return UUID(int=number)


@pytest.mark.parametrize(
    ("reason", "topic"),
    [
        ("Half of the sockets arrived broken", "claim"),
        ("Потрібен рахунок-фактура за березень", "invoice"),
        ("Где мой груз, курьер не приехал", "delivery"),
        ("Czy ten przewód ma zamiennik z certyfikatem?", "technical"),
        ("Need a better price for 500 m", "quote"),
        ("хочу скасувати замовлення", "order"),
        ("asked for a person", "general"),
        ("", "general"),
    ],
)
def test_topics_by_words(reason: str, topic: str) -> None:
    assert topic_of(reason) == topic


def test_the_bots_intent_helps_where_words_say_nothing() -> None:
    assert topic_of("person please", nlu={"intent": "credit_balance", "confidence": 0.9}) == "invoice"
    assert topic_of("person please", nlu={"intent": "credit_balance", "confidence": 0.2}) == "general"
    assert topic_of("the parcel is late", nlu={"intent": "check_price", "confidence": 0.9}) == "delivery"
    assert topic_of("person", said=["what about the invoice", "a drill"]) == "invoice"
    assert topic_of("person", nlu={"intent": None, "confidence": None}) == "general"


SALES = TeamFacts(ident(1), "sales", frozenset({"quote"}), is_open=True, is_default=True, languages=frozenset({"en"}))
LOGISTICS = TeamFacts(ident(2), "logistics", frozenset({"delivery"}), is_open=True, is_default=False)


def test_the_team_of_the_topic_else_of_the_manager_else_the_default() -> None:
    assert choose_team(Wish("delivery", "en"), [SALES, LOGISTICS]) == LOGISTICS
    assert choose_team(Wish("general", "en"), [SALES, LOGISTICS]) == SALES
    with_manager = replace(LOGISTICS, members=frozenset({ident(9)}))
    assert choose_team(Wish("general", "en", ident(9)), [SALES, with_manager]) == with_manager
    assert choose_team(Wish("general", "en", ident(8)), [SALES, with_manager]) == SALES
    assert choose_team(Wish("quote", "en"), []) is None


def test_of_several_teams_open_and_language_decide() -> None:
    west = replace(SALES, id=ident(3), code="west", is_default=False, languages=frozenset({"uk"}))
    assert choose_team(Wish("quote", "uk"), [SALES, west]) == west
    assert choose_team(Wish("quote", "en"), [SALES, west]) == SALES
    assert choose_team(Wish("quote", "uk"), [SALES, replace(west, is_open=False)]) == SALES
    there = replace(SALES, online=frozenset({"uk"}), languages=frozenset({"uk"}))
    assert choose_team(Wish("quote", "uk"), [there, west]) == there


def person(number: int, **changes: object) -> OperatorFacts:
    made = OperatorFacts(ident(number), True, 0, 3, frozenset({"en"}), frozenset(), frozenset({ident(1)}))
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("people", "chosen"),
    [
        ([], None),
        ([person(1, online=False)], None),
        ([person(1, load=3)], None),
        ([person(1, load=4)], None),
        ([person(1, teams=frozenset({ident(2)}))], None),
        ([person(1), person(2, languages=frozenset({"uk"}))], 2),
        ([person(1), person(2, skills=frozenset({"quote"}))], 2),
        ([person(1, load=1), person(2)], 2),
        ([person(1, last_given_at=T), person(2, last_given_at=T - MINUTE)], 2),
        ([person(1, last_given_at=T), person(2)], 2),
        ([person(1), person(9, load=2, teams=frozenset())], 9),
        ([person(1), person(9, load=3)], 1),
    ],
    ids=[
        "nobody", "offline", "full", "more than full", "another team", "language", "skill", "room", "longest idle",
        "never had one", "own manager", "own manager is full",
    ],
)  # fmt: skip
def test_who_is_chosen(people: list[OperatorFacts], chosen: int | None) -> None:
    found = choose_operator(Wish("quote", "uk", manager_id=ident(9), team_id=ident(1)), people)
    assert (found.user_id.int if found else None) == chosen


def test_without_a_team_anybody_may_be_chosen() -> None:
    assert choose_operator(Wish("quote", "en"), [person(1, teams=frozenset())]) is not None


def test_a_head_start_overtakes_by_its_length_and_no_more() -> None:
    none = timedelta(0)
    key = rank_at(T, 10 * MINUTE, 5 * MINUTE)
    assert key == T - 15 * MINUTE
    assert key < rank_at(T - 14 * MINUTE, none, none)
    assert key > rank_at(T - 16 * MINUTE, none, none)
    assert rank_at(T, timedelta(days=9), none) == T - timedelta(hours=24)
    assert rank_at(T, -5 * MINUTE, none) == T


def test_the_expected_wait() -> None:
    assert expected_wait(1, [Wait(60, 1)] * 2) is None
    assert expected_wait(1, [Wait(60, 1)] * 3) == 60
    assert expected_wait(3, [Wait(61, 1), Wait(120, 2), Wait(60, 1), Wait(90_000, 1)]) == 210
    assert expected_wait(1, [Wait(0, 1)] * 3) == 30
    assert expected_wait(50, [Wait(3_000, 1)] * 3) is None


def policy(number: int, customer_class: str | None, topic: str | None) -> Policy:
    return Policy(ident(number), customer_class, topic, 15 * MINUTE, None, 0.8)


def test_the_most_particular_promise_holds() -> None:
    every = [policy(1, None, None), policy(2, None, "claim"), policy(3, "key", None), policy(4, "key", "claim")]
    for wanted, (customer_class, topic) in {
        1: (None, "quote"), 2: (None, "claim"), 3: ("key", "quote"), 4: ("key", "claim"),
    }.items():  # fmt: skip
        found = choose_policy(every, customer_class, topic)
        assert found is not None
        assert found.id.int == wanted
    assert choose_policy([policy(3, "key", None)], "other", "quote") is None


def test_a_clock_and_its_states() -> None:
    clock = start(ALWAYS, T, 100 * MINUTE, 0.8)
    assert clock is not None
    assert (clock.warn_at, clock.due_at) == (T + 80 * MINUTE, T + 100 * MINUTE)
    assert start(ALWAYS, T, None, 0.8) is None
    for minutes, met, expected in (
        (79, None, "ok"), (80, None, "warning"), (99, None, "warning"), (100, None, "breached"),
        (200, 90, "met"), (200, 100, "met"), (200, 101, "breached"),
    ):  # fmt: skip
        kept = T + met * MINUTE if met is not None else None
        assert state_of(clock.due_at, clock.warn_at, kept, T + minutes * MINUTE) == expected
    assert state_of(None, None, None, T) is None
    assert worst(["met", "warning", None]) == "warning"
    assert worst([None, None]) is None
