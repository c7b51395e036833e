"""The desk: notes that stay inside, snooze, put back, transfer, reading."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text, update

from portal.assistant_gateway.service.turns import begin
from portal.conversations.errors import AlreadyTaken, NotAColleague, NotAssigned, SnoozeInvalid
from portal.conversations.models import Conversation, Message
from portal.conversations.service import desk as operators
from portal.conversations.service import handover, moves, notes, receipts, waking
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.clock import now
from portal.shared.errors import Forbidden
from tests.conversations.conftest import Desk, Stream
from tests.factories import Factory

SYSTEM = Actor.system("test")
Login = Callable[[str], FlaskClient]
HOUR = timedelta(hours=1)


def take(desk: Desk, operator: Actor) -> None:
    with desk.database.transaction(operator) as session:
        operators.take(session, operator, desk.conversation_id)


def ask_for_a_person(desk: Desk) -> None:
    with desk.database.transaction(desk.buyer) as session:
        handover.request(session, desk.buyer, desk.conversation_id)


def note(desk: Desk, operator: Actor, said: str, mentions: tuple[UUID, ...] = (), **more: bool) -> UUID:
    with desk.database.transaction(operator) as session:
        return notes.add(
            session,
            operator,
            desk.conversation_id,
            client_id=f"n-{said[:10].encode().hex()}",
            content=said,
            mentions=mentions,
            **more,
        ).id


def snooze(desk: Desk, operator: Actor) -> int:
    with desk.database.transaction(operator) as session:
        return moves.snooze(session, operator, desk.conversation_id, until=now() + HOUR, note="waits for papers").epoch


def test_a_note_reaches_staff_and_never_the_buyer(desk: Desk, login: Login, listen: Callable[..., Stream]) -> None:
    buyer, anna = login(desk.user.email), login(desk.anna.email)
    desk.say("hello")
    path = f"/api/v1/conversations/{desk.conversation_id}"
    at_the_buyers, at_the_desk = listen(buyer, f"{path}/events"), listen(anna, f"{path}/events")
    written = anna.post(
        f"/api/v1/operator/conversations/{desk.conversation_id}/notes", json={"client_id": "n1", "text": "bad payer"}
    )
    assert (written.status_code, written.get_json()["kind"]) == (202, "note")
    assert [at_the_desk.next("message")[1]["text"] for _ in range(2)] == ["hello", "bad payer"]
    assert at_the_buyers.next("message")[1]["text"] == "hello"
    with pytest.raises(queue.Empty):
        at_the_buyers.next("message", seconds=0.5)
    assert "bad payer" not in buyer.get(f"{path}/messages").get_data(as_text=True)
    shown = buyer.get(path).get_json()
    assert shown["last_seq"] == 1, "a hidden message must not make the buyer look for it"
    assert anna.get(path).get_json()["last_seq"] == 2


def test_the_database_itself_hides_what_is_internal(desk: Desk) -> None:
    note(desk, desk.anna, "a secret")
    with desk.database.transaction(desk.buyer) as session:
        assert session.scalars(select(Message.text)).all() == []
        assert session.execute(text("UPDATE messages SET internal = false")).rowcount == 0  # type: ignore[attr-defined]
    with desk.database.transaction(desk.anna) as session:
        assert session.scalars(select(Message.text)).all() == ["a secret"]


def test_the_assistant_is_told_no_note(desk: Desk) -> None:
    desk.say("two drills")
    note(desk, desk.anna, "give him 10 percent")
    with desk.database.transaction(SYSTEM) as session:
        plan = begin(session, desk.conversation_id, expiry=HOUR)
    assert plan is not None
    assert plan.question.text == "two drills"
    assert "10 percent" not in str(plan.question.as_json())


def test_a_mention_is_told_listed_and_seen(desk: Desk, login: Login, listen: Callable[..., Stream]) -> None:
    boris = login(desk.boris.email)
    stream = listen(boris, "/api/v1/operator/events")
    stream.next("reload")
    note(desk, desk.anna, "look at this", mentions=(desk.boris.require_user(),))
    told = stream.next("notice")[1]
    assert (told["about"], told["by"], told["id"]) == ("mention", "Anna", str(desk.conversation_id))
    listed = boris.get("/api/v1/operator/mentions?seen=false").get_json()["items"]
    assert [item["message"]["text"] for item in listed] == ["look at this"]
    assert boris.post(f"/api/v1/operator/mentions/{listed[0]['id']}/seen").status_code == 204
    assert boris.get("/api/v1/operator/mentions?seen=false").get_json()["items"] == []
    others = login(desk.anna.email).post(f"/api/v1/operator/mentions/{listed[0]['id']}/seen")
    assert others.get_json()["error"] == "mention_not_found"


def test_only_colleagues_are_mentioned(desk: Desk) -> None:
    with pytest.raises(NotAColleague):
        note(desk, desk.anna, "you", mentions=(desk.user.id,))


def test_a_note_is_stored_once(desk: Desk) -> None:
    assert note(desk, desk.anna, "once") == note(desk, desk.anna, "once")


def test_only_supervisors_whisper_and_only_to_somebody(desk: Desk, make: Factory) -> None:
    head = make.actor(make.staff(Role.HEAD_OF_SALES, name="Head"))
    with pytest.raises(NotAssigned):
        note(desk, head, "too early", whisper=True)
    take(desk, desk.anna)
    note(desk, head, "offer free delivery", whisper=True)
    with pytest.raises(Forbidden):
        note(desk, desk.boris, "me too", whisper=True)


def test_a_buyer_writes_no_notes(desk: Desk, login: Login) -> None:
    path = f"/api/v1/operator/conversations/{desk.conversation_id}"
    for call in ("notes", "snooze", "queue", "transfer", "read", "block", "merge", "close"):
        body = {"client_id": "x", "text": "x", "until": (now() + HOUR).isoformat(), "seq": 1}
        body["into"] = str(desk.conversation_id)
        assert login(desk.user.email).post(f"{path}/{call}", json=body).status_code == 403, call


def test_a_snoozed_one_comes_back_to_its_operator(desk: Desk) -> None:
    ask_for_a_person(desk)
    take(desk, desk.anna)
    epoch = snooze(desk, desk.anna)
    asleep = desk.now()
    assert (asleep.state, asleep.assignee_id, asleep.snoozed_by_id) == ("snoozed", None, desk.anna.user_id)
    with desk.database.transaction(SYSTEM) as session:
        row = session.execute(text("SELECT args, scheduled_at FROM procrastinate_jobs")).one()
        assert row[0] == {"conversation_id": str(desk.conversation_id), "epoch": epoch}
        assert timedelta(minutes=59) < row[1] - now() <= HOUR
        assert not waking.end_snooze(session, desk.conversation_id, epoch - 1)
        assert waking.end_snooze(session, desk.conversation_id, epoch)
        assert not waking.end_snooze(session, desk.conversation_id, epoch), "once"
    back = desk.now()
    assert (back.state, back.assignee_name, back.snoozed_until) == ("assigned", "Anna", None)


def test_it_waits_when_its_operator_has_left(desk: Desk) -> None:
    take(desk, desk.anna)
    epoch = snooze(desk, desk.anna)
    with desk.database.transaction(SYSTEM) as session:
        session.execute(text("UPDATE users SET active = false WHERE id = :id"), {"id": desk.anna.user_id})
        assert waking.end_snooze(session, desk.conversation_id, epoch)
    assert desk.now().state == "queued"


def test_the_buyers_word_ends_the_snooze_and_keeps_his_place(desk: Desk) -> None:
    ask_for_a_person(desk)
    place = desk.now().queued_at
    take(desk, desk.anna)
    snooze(desk, desk.anna)
    desk.say("I have the papers")
    woken = desk.now()
    assert (woken.state, woken.queued_at, woken.handover_reason) == ("queued", place, "")


@pytest.mark.parametrize("away", [timedelta(seconds=-1), timedelta(seconds=5), timedelta(days=400)], ids=str)
def test_a_snooze_has_a_sensible_end(desk: Desk, away: timedelta) -> None:
    take(desk, desk.anna)
    with pytest.raises(SnoozeInvalid), desk.database.transaction(desk.anna) as session:
        moves.snooze(session, desk.anna, desk.conversation_id, until=now() + away)


def test_put_back_keeps_the_place_and_leaves_the_note(desk: Desk) -> None:
    ask_for_a_person(desk)
    place = desk.now().queued_at
    take(desk, desk.anna)
    with desk.database.transaction(desk.anna) as session:
        moves.queue(session, desk.anna, desk.conversation_id, note="needs a technician")
    found = desk.now()
    assert (found.state, found.queued_at, found.assignee_id) == ("queued", place, None)
    with desk.database.transaction(desk.boris) as session:
        kept = session.scalar(select(Message.text).where(Message.kind == "note"))
    assert kept == "needs a technician"


def test_a_transfer_reaches_the_colleague_at_once(desk: Desk, login: Login, listen: Callable[..., Stream]) -> None:
    take(desk, desk.anna)
    stream = listen(login(desk.boris.email), "/api/v1/operator/events")
    stream.next("reload")
    path = f"/api/v1/operator/conversations/{desk.conversation_id}/transfer"
    moved = login(desk.anna.email).post(path, json={"operator_id": str(desk.boris.user_id), "note": "yours"})
    assert moved.get_json()["assignee"]["name"] == "Boris", moved.get_json()
    assert stream.next("notice")[1]["about"] == "transfer"
    again = login(desk.anna.email).post(path, json={"operator_id": str(desk.anna.user_id)})
    assert again.get_json()["error"] == "not_assigned"
    neither = login(desk.boris.email).post(path, json={"note": "to nobody"})
    assert neither.get_json()["error"] == "transfer_invalid"


def test_a_supervisor_reassigns(desk: Desk, make: Factory) -> None:
    take(desk, desk.anna)
    head = make.actor(make.staff(Role.HEAD_OF_SALES, name="Head"))
    with desk.database.transaction(head) as session:
        moves.transfer(
            session, head, desk.conversation_id, operator_id=desk.boris.user_id, team_id=None, note="", teams=None
        )
    assert desk.now().assignee_name == "Boris"


def test_taking_and_transferring_race_and_one_wins(desk: Desk, make: Factory) -> None:
    carol = make.actor(make.staff(name="Carol"))
    for _ in range(8):
        with desk.database.transaction(SYSTEM) as session:
            session.execute(update(Conversation).values(state="queued", assignee_id=None, queued_at=now()))
        before = desk.now().epoch
        start = threading.Barrier(2)
        won: list[str] = []

        def by_taking(start: threading.Barrier = start, won: list[str] = won) -> None:
            start.wait()
            try:
                take(desk, desk.anna)
                won.append("Anna")
            except AlreadyTaken:
                pass

        def by_transfer(start: threading.Barrier = start, won: list[str] = won) -> None:
            start.wait()
            try:
                with desk.database.transaction(desk.boris) as session:
                    moves.transfer(
                        session,
                        desk.boris,
                        desk.conversation_id,
                        operator_id=carol.user_id,
                        team_id=None,
                        note="",
                        teams=None,
                    )
                won.append("Carol")
            except NotAssigned:
                pass

        threads = [threading.Thread(target=one) for one in (by_taking, by_transfer)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        after = desk.now()
        assert won == [after.assignee_name]
        assert after.epoch == before + 1


def test_waking_and_the_buyers_word_race_and_nothing_is_lost(desk: Desk) -> None:
    for n in range(8):
        with desk.database.transaction(SYSTEM) as session:
            session.execute(update(Conversation).values(state="bot", assignee_id=None))
        take(desk, desk.anna)
        epoch = snooze(desk, desk.anna)
        start = threading.Barrier(2)

        def wake(start: threading.Barrier = start, epoch: int = epoch) -> None:
            start.wait()
            with desk.database.transaction(SYSTEM) as session:
                waking.end_snooze(session, desk.conversation_id, epoch)

        def say(start: threading.Barrier = start, n: int = n) -> None:
            start.wait()
            desk.say("here I am", client_id=f"race-{n}")

        threads = [threading.Thread(target=one) for one in (wake, say)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = desk.now()
        assert found.epoch == epoch + 1, "one of the two moved it, not both"
        assert found.state in ("assigned", "queued")


def test_reading_is_told_to_the_other_side_and_never_goes_back(
    desk: Desk, login: Login, listen: Callable[..., Stream]
) -> None:
    buyer, anna = login(desk.user.email), login(desk.anna.email)
    for n in range(3):
        desk.say(f"m{n}")
    ask_for_a_person(desk)
    take(desk, desk.anna)
    path = f"/api/v1/conversations/{desk.conversation_id}"
    stream = listen(buyer, f"{path}/events?after=100")
    stream.next("conversation")
    row = anna.get(f"/api/v1/operator/conversations/{desk.conversation_id}").get_json()
    assert row["unread"] == 3
    assert anna.post(f"/api/v1/operator/conversations/{desk.conversation_id}/read", json={"seq": 2}).status_code == 204
    assert stream.next("read")[1] == {"author": "operator", "seq": 2}
    shown = buyer.get(f"{path}/messages?after=0").get_json()["items"]
    assert [item["delivery"]["state"] for item in shown[:3]] == ["read", "read", "accepted"]
    assert anna.get(f"/api/v1/operator/conversations/{desk.conversation_id}").get_json()["unread"] == 1
    for seq, kept in ((4, 4), (2, 4), (99, 5)):
        assert buyer.post(f"{path}/read", json={"seq": seq}).status_code == 204
        assert buyer.get(path).get_json()["read_by_buyer"] == kept


def test_a_colleagues_look_is_not_the_operators(desk: Desk) -> None:
    desk.say("hello")
    take(desk, desk.anna)
    with desk.database.transaction(desk.boris) as session:
        receipts.read_by_operator(session, desk.boris, desk.conversation_id, 1)
    assert desk.now().read_by_desk == 0
    with desk.database.transaction(desk.anna) as session:
        receipts.read_by_operator(session, desk.anna, desk.conversation_id, 1)
    assert desk.now().read_by_desk == 1


def test_a_stranger_reads_nothing(desk: Desk, make: Factory, login: Login) -> None:
    answer = login(make.buyer().email).post(f"/api/v1/conversations/{desk.conversation_id}/read", json={"seq": 1})
    assert answer.get_json()["error"] == "conversation_not_found"
