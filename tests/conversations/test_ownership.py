"""Who owns a conversation: legal moves, one winner, epochs."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.conversations.errors import AlreadyTaken, ConversationClosed, IllegalMove, NotAssigned
from portal.conversations.models import Message, Transition
from portal.conversations.service import closing, handover, messages, ownership
from portal.conversations.service import desk as operators
from portal.conversations.states import LEGAL, State
from portal.security.actor import Actor
from portal.shared.errors import Forbidden
from tests.conversations.conftest import Desk

SYSTEM = Actor.system("test")


def take(desk: Desk, operator: Actor) -> None:
    with desk.database.transaction(operator) as session:
        operators.take(session, operator, desk.conversation_id)


def test_the_buyers_wish_queues_and_an_operator_takes(desk: Desk) -> None:
    desk.say("I need a person")
    with desk.database.transaction(desk.buyer) as session:
        handover.request(session, desk.buyer, desk.conversation_id, reason="asked")
    queued = desk.now()
    assert (queued.state, queued.epoch, queued.handover_reason) == ("queued", 2, "asked")
    take(desk, desk.anna)
    taken = desk.now()
    assert (taken.state, taken.epoch, taken.assignee_name) == ("assigned", 3, "Anna")
    with desk.database.transaction(SYSTEM) as session:
        moves = session.scalars(select(Transition).order_by(Transition.id)).all()
        assert [(move.from_state, move.to_state, move.actor_name) for move in moves] == [
            ("bot", "queued", "Olena Koval"),
            ("queued", "assigned", "Anna"),
        ]
        said = session.scalars(select(Message.text).where(Message.author == "system").order_by(Message.seq)).all()
        assert said == [
            "A colleague will take over. You are next in line.",
            "Anna has joined the conversation.",
        ]
        audited = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert audited[-2:] == ["conversation.queued", "conversation.assigned"]


def test_asking_twice_changes_nothing(desk: Desk) -> None:
    for _ in range(2):
        with desk.database.transaction(desk.buyer) as session:
            handover.request(session, desk.buyer, desk.conversation_id)
    assert desk.now().epoch == 2


def test_two_operators_race_and_one_wins(desk: Desk) -> None:
    for _ in range(10):
        with desk.database.transaction(desk.buyer) as session:
            handover.request(session, desk.buyer, desk.conversation_id)
        start = threading.Barrier(2)
        results: dict[str, str] = {}

        def run(operator: Actor, start: threading.Barrier = start, results: dict[str, str] = results) -> None:
            start.wait()
            try:
                take(desk, operator)
                results[operator.name] = "won"
            except AlreadyTaken as refusal:
                results[operator.name] = refusal.extra["assignee"]["name"]

        threads = [threading.Thread(target=run, args=(one,)) for one in (desk.anna, desk.boris)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        winner = next(name for name, result in results.items() if result == "won")
        loser = next(name for name in results if name != winner)
        assert results[loser] == winner
        assert desk.now().assignee_name == winner
        by_name = {"Anna": desk.anna, "Boris": desk.boris}[winner]
        with desk.database.transaction(by_name) as session:
            operators.give_back(session, by_name, desk.conversation_id)


def test_taking_ones_own_again_is_no_change(desk: Desk) -> None:
    take(desk, desk.anna)
    epoch = desk.now().epoch
    take(desk, desk.anna)
    assert desk.now().epoch == epoch


def test_returning_starts_a_new_dialogue_and_leaves_the_backlog(desk: Desk) -> None:
    before = desk.now().dialogue_id
    take(desk, desk.anna)
    desk.say("missed by the bot")
    assert desk.bot.woken == []
    with desk.database.transaction(desk.anna) as session:
        operators.give_back(session, desk.anna, desk.conversation_id, note="added two lines")
    found = desk.now()
    assert found.state == "bot"
    assert found.dialogue_id != before
    assert found.answered_seq == found.last_seq
    desk.say("for the bot again")
    assert desk.bot.woken == [desk.conversation_id]


def test_only_the_assignee_writes_returns_and_closes(desk: Desk) -> None:
    take(desk, desk.anna)
    attempts: list[Callable[[object], object]] = [
        lambda s: messages.post_by_operator(s, desk.boris, desk.conversation_id, client_id="x", content="hi"),  # type: ignore[arg-type]
        lambda s: operators.give_back(s, desk.boris, desk.conversation_id),  # type: ignore[arg-type]
        lambda s: closing.close(s, desk.boris, desk.conversation_id),  # type: ignore[arg-type]
    ]
    for attempt in attempts:
        with pytest.raises(NotAssigned), desk.database.transaction(desk.boris) as session:
            attempt(session)
    assert desk.now().state == "assigned"


def test_nobody_writes_into_a_closed_one(desk: Desk) -> None:
    take(desk, desk.anna)
    with desk.database.transaction(desk.anna) as session:
        closing.close(session, desk.anna, desk.conversation_id, note="done")
    with pytest.raises(ConversationClosed):
        desk.say("too late")
    with pytest.raises(ConversationClosed):
        take(desk, desk.boris)


def test_a_buyer_may_not_work_at_the_desk(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        take(desk, desk.buyer)


@pytest.mark.parametrize(
    ("source", "target"),
    [(source, target) for source in State for target in State if target not in LEGAL[source]],
    ids=lambda state: state.value,
)
def test_illegal_moves_are_refused(desk: Desk, source: State, target: State) -> None:
    with desk.database.transaction(SYSTEM) as session:
        found = ownership.lock(session, desk.conversation_id)
        found.state = source.value
        if source is State.ASSIGNED:
            found.assignee_id = desk.anna.user_id
        with pytest.raises(IllegalMove):
            ownership.move(session, SYSTEM, found, target)
