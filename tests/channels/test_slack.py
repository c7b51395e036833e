"""Slack against the published Web API, Events API and interactivity payloads."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

from portal.channels.models import ChannelAccount
from portal.conversations.service import desk, messages
from portal.files.service import storing
from tests.channels.conftest import Office
from tests.fakes.providers import serving
from tests.fakes.slack import TOKEN, Slack, error

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
CHANNEL = "D024BE91L"


@dataclass
class Workspace:
    office: Office
    slack: Slack
    account: ChannelAccount
    count: int = 0

    def post(self, raw: bytes, kind: str = "application/json", *, secret: str = SECRET, age: int = 0) -> Any:
        stamp = str(int(time.time()) - age)
        signature = "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
        path = f"/api/v1/channels/slack/{self.account.key}"
        headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
        answer = self.office.client.post(path, data=raw, headers=headers)
        self.office.work()
        return answer

    def event(self, words: str = "", **more: Any) -> bytes:
        self.count += 1
        stamp = f"1355517523.{self.count:06}"
        event = {"type": "message", "channel": CHANNEL, "channel_type": "im", "user": "U2147483697", "text": words,
                 "ts": stamp, "event_ts": stamp, **more}  # fmt: skip
        body = {
            "token": "x",
            "team_id": "T061EG9R6",
            "type": "event_callback",
            "event": event,
            "event_id": "Ev08MFMKH6",
        }
        return json.dumps(body).encode()

    def say(self, words: str, **more: Any) -> None:
        assert self.post(self.event(words, **more)).status_code == 200

    def answer(self, words: str, *titles: str) -> None:
        conversation = self.office.contact().conversation_id
        assert conversation
        buttons = [{"title": title, "payload": f"/{place}"} for place, title in enumerate(titles)]
        self.office.answer(conversation, words, buttons=buttons)
        self.office.work()


@pytest.fixture
def workspace(office: Office) -> Iterator[Workspace]:
    with serving(Slack()) as slack:
        assert isinstance(slack, Slack)
        given = {"bot_token": TOKEN, "signing_secret": SECRET, "team_id": "T061EG9R6", "app_id": "A1"}
        options = {"api_url": f"{slack.url}/api/", "media_url": f"{slack.url}/files-pri"}
        yield Workspace(office, slack, office.add("slack", given, **options))
        assert slack.broken == []


def test_the_challenge_is_answered(workspace: Workspace) -> None:
    body = {
        "token": "x",
        "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
        "type": "url_verification",
    }
    assert workspace.post(json.dumps(body).encode()).get_json()["challenge"] == body["challenge"]


def test_signatures_count_for_five_minutes(workspace: Workspace) -> None:
    event = workspace.event("hi")
    assert workspace.post(event, secret="other").status_code == 403
    assert workspace.post(event, age=400).status_code == 403
    assert workspace.office.post(workspace.account, event).status_code == 403
    assert workspace.office.events() == []


def test_repeats_edits_and_other_bots(workspace: Workspace) -> None:
    event = workspace.event("10 &lt; 20 &amp; 30")
    for _ in range(3):
        workspace.post(event)
    workspace.say("ours", bot_id="B1")
    workspace.say("in a channel", channel_type="channel")
    changed = {"user": "U2147483697", "text": "now 12", "ts": "1355517523.000001"}
    workspace.say("", subtype="message_changed", message=changed, previous_message={"text": "10"})
    workspace.say("", subtype="message_deleted")
    assert workspace.office.said() == ["10 < 20 & 30"]
    assert "now 12" in workspace.office.messages("system")[-1].text


def test_buttons_come_back_as_a_form(workspace: Workspace) -> None:
    workspace.say("hi")
    workspace.answer("What now? <b>", "Yes", "No")
    sent = workspace.slack.sent[-1]
    assert sent["text"] == "What now? &lt;b&gt;"
    button = sent["blocks"][1]["elements"][1]
    payload = {"type": "block_actions", "user": {"id": "U1", "name": "olena"}, "channel": {"id": CHANNEL},
               "actions": [{**button, "block_id": "=qXel", "action_ts": "1548426417.840180"}]}  # fmt: skip
    raw = urlencode({"payload": json.dumps(payload)}).encode()
    for _ in range(3):
        assert workspace.post(raw, "application/x-www-form-urlencoded").status_code == 200
    assert (workspace.office.latest().text, workspace.office.latest().payload) == ("No", "/1")
    assert len(workspace.office.said()) == 2


def test_long_answers_and_many_choices(workspace: Workspace) -> None:
    workspace.say("hi")
    workspace.answer("word " * 1500, *[f"Choice {number}" for number in range(30)])
    assert len(workspace.slack.sent) == 3
    assert "30. Choice 29" in workspace.slack.sent[-1]["blocks"][0]["text"]["text"]


def test_files_come_in_and_go_out(workspace: Workspace) -> None:
    workspace.slack.files["list.csv"] = b"SKU;Qty\nD-1;5\n"
    own = {"id": "F1", "name": "list.csv", "size": 14,
           "url_private_download": f"{workspace.slack.url}/files-pri/list.csv"}  # fmt: skip
    foreign = {**own, "url_private_download": f"{workspace.slack.url}/thief/list.csv"}
    workspace.say("our list", subtype="file_share", files=[own])
    workspace.say("theirs", subtype="file_share", files=[foreign])
    assert [len(one.attachments) for one in workspace.office.messages("buyer")] == [1, 0]
    assert not any(one.path.startswith("/thief") for one in workspace.slack.requests)
    conversation = workspace.office.contact().conversation_id
    assert conversation
    anna = workspace.office.make.actor(workspace.office.make.staff(name="Anna"))
    with workspace.office.database.transaction(anna) as session:
        desk.take(session, anna, conversation)
        stored = storing.store(session, anna, name="offer.txt", content=b"the offer")
        messages.post_by_operator(session, anna, conversation, client_id="1", content="", file_ids=[stored.id])
    workspace.office.work()
    assert workspace.slack.uploads == [b"the offer"]
    assert workspace.slack.shared[0]["channel_id"] == CHANNEL


@pytest.mark.parametrize(
    ("fault", "state"),
    [(error("ratelimited", status=429, **{"Retry-After": "30"}), "pending"), (error("internal_error"), "pending"),
     (error("token_revoked"), "pending"), (error("channel_not_found"), "dead"), (error("msg_too_long"), "dead")],
    ids=["rate", "passing", "token", "gone", "long"],
)  # fmt: skip
def test_errors_are_told_apart(workspace: Workspace, fault: Any, state: str) -> None:
    workspace.say("hi")
    workspace.slack.faults = [fault]
    workspace.answer("one")
    assert workspace.office.deliveries()[0].state == state
    workspace.office.pass_time(minutes=10)
    workspace.office.work()
    assert workspace.office.deliveries()[0].state == ("sent" if state == "pending" else "dead")
