"""Streams: what was missed from the database, then what happens, through the API."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.conversations.live import streams
from tests.conftest import TestDatabase
from tests.conversations.conftest import Desk, Stream

Listen = Callable[..., Stream]
Login = Callable[[str], FlaskClient]


@pytest.fixture
def buyer(desk: Desk, login: Login) -> FlaskClient:
    return login(desk.user.email)


@pytest.fixture
def anna(desk: Desk, login: Login) -> FlaskClient:
    return login(desk.anna.email)


def events_of(desk: Desk) -> str:
    return f"/api/v1/conversations/{desk.conversation_id}/events"


def post(client: FlaskClient, path: str, **body: Any) -> dict[str, Any]:
    response = client.post(f"/api/v1{path}", json=body)
    assert response.status_code < 300, response.get_json()
    return response.get_json() or {}


def test_a_stream_begins_with_what_there_is_and_goes_on(desk: Desk, buyer: FlaskClient, listen: Listen) -> None:
    desk.say("first", client_id="1")
    stream = listen(buyer, events_of(desk))
    assert stream.next() == ("retry", {}, "1000")
    kind, data, number = stream.next()
    assert (kind, data["text"], number) == ("message", "first", "1")
    kind, data, number = stream.next()
    assert (kind, data["state"], number) == ("conversation", "bot", "")
    desk.say("second", client_id="2")
    assert stream.next()[1]["text"] == "second"
    assert stream.quiet()


def test_reconnecting_gets_exactly_what_was_missed(desk: Desk, buyer: FlaskClient, listen: Listen) -> None:
    stream = listen(buyer, events_of(desk))
    for n in range(3):
        desk.say(f"m{n}", client_id=f"m{n}")
    last = [stream.next("message") for _ in range(3)][-1][2]
    stream.leave()
    for n in range(3, 250):
        desk.say(f"m{n}", client_id=f"m{n}")
    again = listen(buyer, events_of(desk), **{"Last-Event-ID": last})
    got = [again.next("message")[1]["seq"] for _ in range(247)]
    assert got == list(range(4, 251))
    assert again.next()[0] == "conversation"
    assert again.quiet()


def test_nothing_is_lost_or_doubled_while_many_write_and_a_reader_reconnects(
    desk: Desk, buyer: FlaskClient, listen: Listen
) -> None:
    def write(writer: int) -> None:
        for n in range(25):
            desk.say(f"w{writer}-{n}", client_id=f"w{writer}-{n}")

    writers = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for writer in writers:
        writer.start()
    got: list[int] = []
    while len(got) < 75:
        stream = listen(buyer, events_of(desk), **{"Last-Event-ID": str(got[-1] if got else 0)})
        got.extend(stream.next("message")[1]["seq"] for _ in range(min(10, 75 - len(got))))
        stream.leave()
    for writer in writers:
        writer.join()
    assert got == list(range(1, 76))


def test_both_sides_see_a_take_over_live(desk: Desk, buyer: FlaskClient, anna: FlaskClient, listen: Listen) -> None:
    path = f"/operator/conversations/{desk.conversation_id}"
    theirs, ours = listen(buyer, events_of(desk)), listen(anna, "/api/v1/operator/events")
    theirs.next("conversation")
    ours.next("retry")
    assert post(buyer, f"/conversations/{desk.conversation_id}/handover", reason="please")["position"] == 1
    assert theirs.next("conversation")[1]["position"] == 1
    listed = ours.next("conversations")[1]
    assert (listed["id"], listed["state"]) == (str(desk.conversation_id), "queued")
    post(anna, f"{path}/take")
    assert theirs.next("conversation")[1]["assignee"]["name"] == "Anna"
    post(anna, f"{path}/typing")
    assert theirs.next("typing")[1] == {"author": "operator", "name": "Anna"}
    post(anna, f"{path}/messages", client_id="1", text="Good morning")
    assert theirs.next("message")[1]["text"] == "Good morning"
    post(anna, f"{path}/return", note="all done")
    assert theirs.next("conversation")[1]["state"] == "bot"


def test_the_place_in_the_queue_moves_up(
    desk: Desk, buyer: FlaskClient, anna: FlaskClient, listen: Listen, make: Any, login: Login
) -> None:
    first = login(make.buyer(make.company()).email)
    other = post(first, "/conversations")["id"]
    post(first, f"/conversations/{other}/handover")
    stream = listen(buyer, events_of(desk))
    stream.next("conversation")
    post(buyer, f"/conversations/{desk.conversation_id}/handover")
    assert stream.next("conversation")[1]["position"] == 2
    post(anna, f"/operator/conversations/{other}/take")
    assert stream.next("conversation")[1]["position"] == 1


def test_a_lost_connection_is_made_up_for(desk: Desk, buyer: FlaskClient, listen: Listen, clone: TestDatabase) -> None:
    stream = listen(buyer, events_of(desk))
    stream.next("conversation")
    with psycopg.connect(clone.superuser_url(), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = 'prilavok-listen'"
        )
    desk.say("said while nobody listened", client_id="1")
    assert stream.next("message")[1]["text"] == "said while nobody listened"


def test_a_stream_holds_no_database_connection(
    desk: Desk, buyer: FlaskClient, listen: Listen, clone: TestDatabase
) -> None:
    several = [listen(buyer, events_of(desk)) for _ in range(12)]  # more than the pool has
    for stream in several:
        stream.next("conversation")
    with psycopg.connect(clone.superuser_url(), autocommit=True) as connection:
        listening = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'prilavok-listen' "
            "AND datname = current_database()"
        ).fetchone()
    assert listening == (1,)
    desk.say("to all", client_id="1")
    assert {stream.next("message")[1]["text"] for stream in several} == {"to all"}


def test_streams_end_on_shutdown(desk: Desk, app: Flask, buyer: FlaskClient, listen: Listen) -> None:
    stream = listen(buyer, events_of(desk))
    stream.next("conversation")
    alive = True
    app.extensions["prilavok.live"].end_with(lambda: alive)
    alive = False
    assert stream.ended.wait(3)


def test_an_idle_stream_beats(desk: Desk, buyer: FlaskClient, listen: Listen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.1)
    path = events_of(desk)
    response = buyer.get(path, buffered=False)
    blocks = []
    for block in response.response:
        blocks.append(block.decode() if isinstance(block, bytes) else block)
        if blocks.count(streams.HEARTBEAT) == 3:
            break
    response.close()
    assert blocks[0] == "retry: 1000\n\n"


def test_the_stream_of_a_guest_ends_when_the_conversation_becomes_somebodys(
    client: FlaskClient, desk: Desk, make: Any, login: Login, listen: Listen
) -> None:
    opened = client.post("/api/v1/conversations")
    guest = opened.get_json()
    stream = listen(client, f"/api/v1/conversations/{guest['id']}/events")
    stream.next("conversation")
    member = login(make.buyer(desk.company).email)
    adopted = member.post("/api/v1/conversations", headers={"X-Conversation-Token": guest["token"]}).get_json()
    assert adopted["id"] == guest["id"]
    assert stream.next("end")[1] == {"error": "conversation_not_found"}
    assert stream.ended.wait(2)


@pytest.mark.parametrize("who", ["visitor", "stranger"])
def test_others_get_no_stream(who: str, desk: Desk, client: FlaskClient, make: Any, login: Login) -> None:
    other = client if who == "visitor" else login(make.buyer(make.company()).email)
    assert other.get(events_of(desk)).status_code == 404


def test_buyers_get_no_stream_of_the_desk(buyer: FlaskClient) -> None:
    assert buyer.get("/api/v1/operator/events").status_code == 403


def test_many_messages_arrive_in_order_and_fast(desk: Desk, buyer: FlaskClient, listen: Listen) -> None:
    stream = listen(buyer, events_of(desk))
    stream.next("conversation")
    sent = time.monotonic()
    desk.say("quick", client_id="1")
    stream.next("message")
    assert time.monotonic() - sent < 1.0
    for n in range(30):
        desk.say(f"m{n}", client_id=f"m{n}")
    got = [stream.next("message")[1]["seq"] for _ in range(30)]
    assert all(later - earlier == 1 for earlier, later in pairwise(got))
