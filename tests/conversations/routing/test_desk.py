"""Presence, teams, the queue's order, promises, callbacks and reports on the real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from portal.conversations.models import Conversation, Message, Transition
from portal.conversations.routing import subscriptions, tasks
from portal.conversations.routing.models import DeskSettings, Episode, Operator, SlaEvent
from portal.conversations.routing.service import assigning, clock, presence
from portal.conversations.service import closing, handover, messages, opening
from portal.conversations.service import desk as operators
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.jobs import Runtime
from tests.conversations.conftest import Desk
from tests.factories import Factory

SYSTEM = Actor.system("test")
Login = Callable[[str], FlaskClient]
WEEK = {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@pytest.fixture(autouse=True)
def listening(database: Database) -> Iterator[None]:
    """As portal.app.configure does for every process."""
    subscriptions.subscribe()
    before, Runtime.database = Runtime.database, database
    yield
    Runtime.database = before


@pytest.fixture
def admin(make: Factory, login: Login) -> FlaskClient:
    return login(make.staff(Role.ADMINISTRATOR, name="Ada").email)


def ask(desk: Desk, reason: str = "", buyer: Actor | None = None, conversation_id: UUID | None = None) -> None:
    actor = buyer or desk.buyer
    with desk.database.transaction(actor) as session:
        handover.request(session, actor, conversation_id or desk.conversation_id, reason=reason)


def another(desk: Desk, make: Factory, **company: Any) -> tuple[Actor, UUID]:
    """A conversation of another customer."""
    actor = make.actor(make.buyer(make.company(**company)))
    with desk.database.transaction(actor) as session:
        return actor, opening.open_for_buyer(session, actor).conversation.id


def take(desk: Desk, operator: Actor) -> None:
    with desk.database.transaction(operator) as session:
        operators.take(session, operator, desk.conversation_id)


def episode(desk: Desk, conversation_id: UUID | None = None) -> Episode:
    with desk.database.transaction(SYSTEM) as session:
        found = select(Episode).where(Episode.conversation_id == (conversation_id or desk.conversation_id))
        return session.scalars(found.order_by(Episode.queued_at.desc())).first()  # type: ignore[return-value]


def there(desk: Desk, actor: Actor, status: str = "online") -> None:
    with desk.database.transaction(actor) as session:
        presence.set_status(session, actor, status)


def watched(desk: Desk, at: datetime) -> int:
    """A round of the watch at a moment, as one of many."""
    with desk.database.transaction(SYSTEM) as session:
        session.execute(
            update(DeskSettings).values(looked_at=at - timedelta(seconds=10), watching_since=at - timedelta(days=1))
        )
    return presence.watch(desk.database, at)


def put_team(admin: FlaskClient, code: str, **fields: Any) -> str:
    body = {"names": {"en": code.title()}, "topics": [], "timezone": "Europe/Warsaw", **fields}
    answer = admin.put(f"/api/v1/admin/teams/{code}", json=body)
    assert answer.status_code == 200, answer.get_json()
    return str(answer.get_json()["id"])


def closed_tomorrow() -> dict[str, list[str]]:
    """Hours that are over now and begin again within two days, whatever the day of the test is."""
    later = (now() + timedelta(days=1)).strftime("%a").lower()
    return {later: ["12:00-13:00"]}


# Presence


def test_a_vanished_operators_conversations_go_back_to_their_place(desk: Desk) -> None:
    there(desk, desk.anna)
    ask(desk, "delivery is late")
    before = desk.now().queued_at
    take(desk, desk.anna)
    assert watched(desk, now() + timedelta(seconds=80)) == 0
    assert watched(desk, now() + timedelta(seconds=100)) == 1
    found = desk.now()
    assert (found.state, found.assignee_id, found.queued_at, found.handover_reason) == (
        "queued", None, before, "delivery is late",
    )  # fmt: skip
    with desk.database.transaction(SYSTEM) as session:
        last = session.scalars(select(Transition).order_by(Transition.id.desc())).first()
        assert last is not None
        assert (last.from_state, last.to_state, last.reason) == ("assigned", "queued", "Anna is not there any more")
        row = session.get_one(Operator, desk.anna.require_user())
        assert row.status == "offline"
        assert row.vanished_at is not None
        texts = session.scalars(select(Message.text).order_by(Message.seq)).all()
        assert texts[-1] == "A colleague will take over. You are next in line."
    assert watched(desk, now() + timedelta(seconds=200)) == 0
    take(desk, desk.boris)
    assert desk.now().assignee_name == "Boris"


def test_a_heartbeat_keeps_and_brings_back(desk: Desk) -> None:
    there(desk, desk.anna)
    take(desk, desk.anna)
    with desk.database.transaction(desk.anna) as session:
        assert presence.beat(session, desk.anna).status == "online"
    watched(desk, now() + timedelta(seconds=100))
    with desk.database.transaction(desk.anna) as session:
        assert presence.beat(session, desk.anna).status == "online"
    there(desk, desk.anna, "offline")
    with desk.database.transaction(desk.anna) as session:
        assert presence.beat(session, desk.anna).status == "offline", "who said so stays offline"


def test_who_goes_offline_gives_back_after_the_time_of_grace(desk: Desk) -> None:
    there(desk, desk.anna)
    take(desk, desk.anna)
    there(desk, desk.anna, "offline")
    assert watched(desk, now() + timedelta(seconds=60)) == 0
    assert watched(desk, now() + timedelta(seconds=95)) == 1
    assert desk.now().state == "queued"


def test_who_never_told_the_desk_is_not_watched(desk: Desk) -> None:
    take(desk, desk.anna)
    assert watched(desk, now() + timedelta(days=1)) == 0
    assert desk.now().state == "assigned"


def test_a_watch_that_slept_judges_nobody_at_once(desk: Desk) -> None:
    there(desk, desk.anna)
    take(desk, desk.anna)
    later = now() + timedelta(hours=1)
    assert presence.watch(desk.database, later) == 0
    for seconds in range(10, 90, 10):
        assert presence.watch(desk.database, later + timedelta(seconds=seconds)) == 0
    assert presence.watch(desk.database, later + timedelta(seconds=91)) == 1


def test_the_round_of_the_job_does_it_all(desk: Desk) -> None:
    tasks.look(0)
    with desk.database.transaction(SYSTEM) as session:
        assert session.scalars(select(DeskSettings.looked_at)).one() is not None


# Teams and the queue


def test_topic_and_language_choose_the_team(desk: Desk, admin: FlaskClient) -> None:
    sales = put_team(admin, "sales", topics=["quote"], is_default=True)
    logistics = put_team(admin, "logistics", topics=["delivery"])
    ask(desk, "where is my parcel")
    found = episode(desk)
    assert (str(found.team_id), found.topic, found.language, found.place) == (logistics, "delivery", "en", 1)
    put_team(admin, "logistics", topics=["delivery"], is_default=True)
    listed = {team["code"]: team for team in admin.get("/api/v1/admin/teams").get_json()["items"]}
    assert (listed["sales"]["is_default"], listed["logistics"]["is_default"]) == (False, True)
    assert listed["sales"]["id"] == sales


def test_a_class_of_customers_goes_ahead_and_places_are_of_the_team(
    desk: Desk, admin: FlaskClient, make: Factory, login: Login
) -> None:
    put_team(admin, "sales", topics=["quote"], is_default=True)
    put_team(admin, "logistics", topics=["delivery"])
    assert admin.put(
        "/api/v1/admin/customer-classes/key", json={"names": {"en": "Key"}, "head_start_minutes": 30}
    ).status_code == 204  # fmt: skip
    key, key_conversation = another(desk, make)
    path = f"/api/v1/admin/companies/{key.company_id}/customer-class"
    assert admin.put(path, json={"customer_class": "key"}).status_code == 204
    assert admin.put(path, json={"customer_class": "none"}).status_code == 422
    other, other_conversation = another(desk, make)
    ask(desk, "a price please")
    ask(desk, "a price please", key, key_conversation)
    ask(desk, "delivery", other, other_conversation)
    rows = login(desk.anna.email).get("/api/v1/operator/conversations?state=queued").get_json()["items"]
    assert [(row["id"], row["position"], row["routing"]["team"]["code"]) for row in rows] == [
        (str(key_conversation), 1, "sales"),
        (str(desk.conversation_id), 2, "sales"),
        (str(other_conversation), 1, "logistics"),
    ]
    assert rows[0]["routing"]["customer_class"] == "key"
    shown = login(desk.user.email).get(f"/api/v1/conversations/{desk.conversation_id}").get_json()
    assert (shown["position"], shown["expected_wait_seconds"], shown["opens_at"]) == (2, None, None)


def test_a_transfer_to_a_team_keeps_the_place_by_waiting_time(desk: Desk, admin: FlaskClient, login: Login) -> None:
    put_team(admin, "sales", topics=["quote"], is_default=True)
    target = put_team(admin, "accounting", topics=["invoice"])
    ask(desk, "a price please")
    rank = episode(desk).rank_at
    take(desk, desk.anna)
    anna = login(desk.anna.email)
    path = f"/api/v1/operator/conversations/{desk.conversation_id}/transfer"
    moved = anna.post(path, json={"team_id": target, "note": "about an invoice"})
    assert moved.status_code == 200, moved.get_json()
    assert (moved.get_json()["state"], moved.get_json()["routing"]["team"]["code"]) == ("queued", "accounting")
    assert episode(desk).rank_at == rank


def test_the_expected_wait_follows_recent_hand_overs(desk: Desk, login: Login) -> None:
    for _ in range(3):
        ask(desk)
        with desk.database.transaction(SYSTEM) as session:
            session.execute(update(Episode).values(queued_at=Episode.queued_at - timedelta(seconds=100)))
        take(desk, desk.anna)
        with desk.database.transaction(desk.anna) as session:
            operators.give_back(session, desk.anna, desk.conversation_id)
    ask(desk)
    shown = login(desk.user.email).get(f"/api/v1/conversations/{desk.conversation_id}").get_json()
    assert shown["expected_wait_seconds"] in range(120, 1_000)


# Giving away


def test_the_free_operator_gets_what_waits_and_never_beyond_his_capacity(
    desk: Desk, admin: FlaskClient, make: Factory
) -> None:
    assert admin.put("/api/v1/admin/desk", json={"auto_assign": True}).status_code == 200
    put_team(admin, "sales", is_default=True)
    for actor in (desk.anna, desk.boris):
        body = {"languages": ["en"], "capacity": 1, "teams": ["sales"]}
        assert admin.put(f"/api/v1/admin/operators/{actor.user_id}", json=body).status_code == 200
        there(desk, actor)
    conversations = [(desk.buyer, desk.conversation_id), another(desk, make), another(desk, make)]
    for actor, conversation_id in conversations:
        ask(desk, "", actor, conversation_id)
    with desk.database.engine.connect() as connection:
        jobs = connection.exec_driver_sql("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'routing.assign'")
        assert jobs.scalar_one() == 1
    assert assigning.assign(desk.database) == 2
    with desk.database.transaction(SYSTEM) as session:
        rows = session.execute(select(Conversation.id, Conversation.state, Conversation.assignee_name)).all()
    states = {row[0]: (row[1], row[2]) for row in rows}
    assert {states[conversations[0][1]][1], states[conversations[1][1]][1]} == {"Anna", "Boris"}
    assert states[conversations[2][1]] == ("queued", "")
    assert assigning.assign(desk.database) == 0


def test_nothing_is_given_away_unless_the_desk_is_set_to(desk: Desk) -> None:
    there(desk, desk.anna)
    ask(desk)
    assert assigning.assign(desk.database) == 0
    assert desk.now().state == "queued"


def test_the_customers_own_manager_comes_first(desk: Desk, admin: FlaskClient, make: Factory) -> None:
    manager = make.staff(Role.MANAGER, name="Marek")
    admin.put("/api/v1/admin/desk", json={"auto_assign": True})
    for actor in (desk.anna, make.actor(manager)):
        there(desk, actor)
    buyer, conversation_id = another(desk, make, account_manager_id=manager.id)
    ask(desk, "", buyer, conversation_id)
    assert assigning.assign(desk.database) == 1
    with desk.database.transaction(SYSTEM) as session:
        assert session.get_one(Conversation, conversation_id).assignee_name == "Marek"


# Hours and callbacks


def test_outside_the_hours_the_buyer_is_told_and_can_ask_for_a_call(
    desk: Desk, admin: FlaskClient, login: Login
) -> None:
    put_team(admin, "sales", is_default=True, hours=closed_tomorrow())
    ask(desk)
    buyer = login(desk.user.email)
    path = f"/api/v1/conversations/{desk.conversation_id}"
    shown = buyer.get(path).get_json()
    assert shown["opens_at"] is not None
    said = buyer.get(f"{path}/messages").get_json()["items"][-1]["text"]
    assert said.startswith("Our colleagues are not here at the moment; they are back on")
    assert buyer.post(f"{path}/callback", json={"kind": "phone", "contact": "call me"}).status_code == 422
    assert buyer.post(f"{path}/callback", json={"kind": "email", "contact": "a@b"}).status_code == 422
    first = buyer.post(f"{path}/callback", json={"kind": "phone", "contact": "+48 602 100-200"})
    assert (first.status_code, first.get_json()["contact"]) == (201, "+48602100200")
    second = buyer.post(f"{path}/callback", json={"kind": "email", "contact": "olena@customer.example"})
    assert second.get_json()["id"] == first.get_json()["id"]
    anna = login(desk.anna.email)
    listed = anna.get("/api/v1/operator/callbacks").get_json()["items"]
    assert [(one["kind"], one["contact"]) for one in listed] == [("email", "olena@customer.example")]
    assert listed[0]["not_before"] == shown["opens_at"]
    done = anna.post(f"/api/v1/operator/callbacks/{listed[0]['id']}/done", json={"note": "written"})
    assert done.get_json()["done_note"] == "written"
    assert anna.get("/api/v1/operator/callbacks").get_json()["items"] == []
    assert buyer.get("/api/v1/operator/callbacks").status_code == 403


def test_who_does_not_wait_cannot_ask_for_a_call(desk: Desk, login: Login) -> None:
    path = f"/api/v1/conversations/{desk.conversation_id}/callback"
    answer = login(desk.user.email).post(path, json={"kind": "email", "contact": "a@b.example"})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "not_waiting")


def test_a_holiday_closes_a_team_that_is_always_there(desk: Desk, admin: FlaskClient, make: Factory) -> None:
    put_team(admin, "sales", is_default=True, hours=WEEK, timezone="UTC")
    ask(desk)
    assert episode(desk).opens_at is None
    days = [now().date() + timedelta(days=offset) for offset in (-1, 0, 1)]
    made = [
        admin.post("/api/v1/admin/holidays", json={"day": day.isoformat(), "names": {"en": "Feast"}}) for day in days
    ]
    assert [one.status_code for one in made] == [200] * 3
    again = admin.post("/api/v1/admin/holidays", json={"day": days[1].isoformat(), "names": {"en": "Feast"}})
    assert again.get_json()["id"] == made[1].get_json()["id"]
    buyer, conversation_id = another(desk, make)
    ask(desk, "", buyer, conversation_id)
    opens = episode(desk, conversation_id).opens_at
    assert opens is not None
    assert opens.date() == days[2] + timedelta(days=1)


# Promises


def policy(admin: FlaskClient, **fields: Any) -> None:
    answer = admin.post("/api/v1/admin/sla-policies", json={"name": "Any", **fields})
    assert answer.status_code == 201, answer.get_json()


def events(desk: Desk) -> list[tuple[str, str]]:
    with desk.database.transaction(SYSTEM) as session:
        return [(one.clock, one.kind) for one in session.scalars(select(SlaEvent).order_by(SlaEvent.id))]


def looked(desk: Desk, at: datetime) -> None:
    with desk.database.transaction(SYSTEM) as session:
        clock.look(session, at)


def test_warnings_and_breaches_come_once_each(desk: Desk, admin: FlaskClient, login: Login) -> None:
    policy(admin, first_response_minutes=10, resolution_minutes=60)
    assert admin.post("/api/v1/admin/sla-policies", json={"name": "Twice"}).status_code == 409
    ask(desk)
    begun = episode(desk).queued_at
    for minutes in (7, 8, 8, 9):
        looked(desk, begun + timedelta(minutes=minutes, seconds=1))
    assert events(desk) == [("first_response", "warning")]
    looked(desk, begun + timedelta(minutes=10))
    looked(desk, begun + timedelta(minutes=61))
    looked(desk, begun + timedelta(minutes=62))
    assert events(desk) == [
        ("first_response", "warning"),
        ("first_response", "breach"),
        ("resolution", "warning"),
        ("resolution", "breach"),
    ]
    assert episode(desk).check_at is None
    row = login(desk.anna.email).get(f"/api/v1/operator/conversations/{desk.conversation_id}").get_json()
    assert row["sla"]["first_response_due_at"] is not None
    assert row["sla"]["state"] == "ok"  # by the clock on the wall only seconds have passed


def test_an_operators_word_keeps_the_first_promise_and_a_note_does_not(desk: Desk, admin: FlaskClient) -> None:
    policy(admin, first_response_minutes=10)
    ask(desk)
    take(desk, desk.anna)
    assert episode(desk).first_response_at is None
    with desk.database.transaction(desk.anna) as session:
        messages.post_by_operator(session, desk.anna, desk.conversation_id, client_id="1", content="Good day")
    found = episode(desk)
    assert found.first_response_at is not None
    assert found.check_at is None
    looked(desk, now() + timedelta(days=1))
    assert events(desk) == []


def test_the_end_of_the_hand_over_ends_its_clocks_and_a_new_one_begins_anew(desk: Desk, admin: FlaskClient) -> None:
    policy(admin, resolution_minutes=10)
    ask(desk)
    take(desk, desk.anna)
    with desk.database.transaction(desk.anna) as session:
        operators.give_back(session, desk.anna, desk.conversation_id)
    first = episode(desk)
    assert (first.ended_as, first.check_at) == ("bot", None)
    ask(desk)
    second = episode(desk)
    assert second.id != first.id
    assert second.ended_at is None


def test_a_snoozed_conversation_waits_for_the_customer(desk: Desk, admin: FlaskClient, login: Login) -> None:
    policy(admin, resolution_minutes=60)
    ask(desk)
    take(desk, desk.anna)
    due = episode(desk).resolution_due_at
    assert due is not None
    anna = login(desk.anna.email)
    until = (now() + timedelta(days=1)).isoformat()
    snoozed = anna.post(f"/api/v1/operator/conversations/{desk.conversation_id}/snooze", json={"until": until})
    assert snoozed.get_json()["sla"]["paused"] is True
    assert episode(desk).check_at is None
    with desk.database.transaction(SYSTEM) as session:
        session.execute(update(Episode).values(resolution_left=Episode.resolution_left + 600))
    desk.say("I am back")
    found = episode(desk)
    assert found.paused_at is None
    assert found.resolution_due_at is not None
    assert timedelta(seconds=590) < found.resolution_due_at - due < timedelta(seconds=630)
    assert found.check_at is not None


# Wall, reports, rights


def test_wall_and_reports(desk: Desk, admin: FlaskClient, login: Login) -> None:
    put_team(admin, "sales", is_default=True)
    policy(admin, first_response_minutes=10, resolution_minutes=60)
    desk.say("hello")
    ask(desk, "a price please")
    there(desk, desk.boris)
    anna = login(desk.anna.email)
    wall = anna.get("/api/v1/operator/wall").get_json()
    assert (wall["waiting"], wall["teams"][0]["waiting"], wall["teams"][0]["open"]) == (1, 1, True)
    take(desk, desk.anna)
    with desk.database.transaction(desk.anna) as session:
        messages.post_by_operator(session, desk.anna, desk.conversation_id, client_id="1", content="Good day")
        closing.close(session, desk.anna, desk.conversation_id)
    since, until = now() - timedelta(days=1), now() + timedelta(hours=1)
    query = {"from": since.isoformat(), "to": until.isoformat()}
    assert anna.get("/api/v1/operator/reports", query_string=query).status_code == 403
    answer = admin.get("/api/v1/operator/reports", query_string=query)
    assert answer.status_code == 200, answer.get_json()
    found = answer.get_json()
    assert found["containment"] == {"conversations": 1, "handed_over": 1, "share": 0.0}
    assert [(one["conversations"], one["handed_over"], one["channel"]) for one in found["volumes"]] == [(1, 1, "web")]
    assert found["topics"] == [{"topic": "quote", "count": 1, "share": 1.0}]
    assert [found[key]["count"] for key in ("wait", "first_response", "resolution")] == [1, 1, 1]
    assert [(one["clock"], one["met"], one["breached"]) for one in found["sla"]] == [
        ("first_response", 1, 0),
        ("resolution", 1, 0),
    ]
    assert found["satisfaction"]["count"] == 0
    far = {"from": (until - timedelta(days=93)).isoformat(), "to": until.isoformat()}
    assert admin.get("/api/v1/operator/reports", query_string=far).get_json()["error"] == "period_invalid"


def test_the_team_is_listed_and_presence_told(desk: Desk, login: Login) -> None:
    anna = login(desk.anna.email)
    told = anna.put("/api/v1/operator/presence", json={"status": "away"}).get_json()
    assert (told["status"], told["load"], told["vanish_seconds"]) == ("away", 0, 90)
    assert anna.post("/api/v1/operator/heartbeat").get_json()["status"] == "away"
    listed = anna.get("/api/v1/operator/team").get_json()["items"]
    assert [(one["name"], one["status"]) for one in listed] == [("Anna", "away")]
    assert anna.put("/api/v1/operator/presence", json={"status": "lunch"}).status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("get", "/admin/teams", None),
        ("put", "/admin/teams/x", {"names": {"en": "X"}}),
        ("get", "/admin/holidays", None),
        ("get", "/admin/customer-classes", None),
        ("get", "/admin/sla-policies", None),
        ("post", "/admin/sla-policies", {"name": "X"}),
        ("get", "/admin/desk", None),
        ("put", "/admin/desk", {"auto_assign": True}),
    ],
)
def test_only_an_administrator_arranges_the_desk(desk: Desk, login: Login, method: str, path: str, body: Any) -> None:
    assert login(desk.anna.email).open(f"/api/v1{path}", method=method.upper(), json=body).status_code == 403


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"hours": {"mon": ["8-17"]}}, "hours_invalid"),
        ({"hours": {"funday": []}}, "hours_invalid"),
        ({"timezone": "Mars/Olympus"}, "hours_invalid"),
        ({"timezone": "../../etc/passwd"}, "hours_invalid"),
        ({"topics": ["gossip"]}, "topic_unknown"),
    ],
)
def test_what_makes_no_sense_is_refused(admin: FlaskClient, fields: dict[str, Any], error: str) -> None:
    answer = admin.put("/api/v1/admin/teams/x", json={"names": {"en": "X"}, **fields})
    assert (answer.status_code, answer.get_json()["error"]) == (422, error)


def test_a_guest_without_a_company_is_routed_too(desk: Desk, app: Any) -> None:
    guest = app.test_client()
    opened = guest.post("/api/v1/conversations").get_json()
    asked = guest.post(f"/api/v1/conversations/{opened['id']}/handover", json={"reason": "delivery"})
    assert asked.get_json()["position"] == 1
    assert episode(desk, UUID(opened["id"])).company_id is None
    answer = guest.post(
        f"/api/v1/conversations/{opened['id']}/callback", json={"kind": "email", "contact": "me@home.example"}
    )
    assert answer.status_code == 201, answer.get_json()
