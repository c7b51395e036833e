"""Messenger against the published Send API and sample webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from portal.channels.models import ChannelAccount
from portal.conversations.service import desk, messages
from tests.channels.conftest import Office
from tests.fakes.meta import PAGE, TOKEN, Graph, error
from tests.fakes.providers import serving

OLENA = "1254459154682919"
SECRET = "app-secret-of-meta"
AT = 1458692752478


@dataclass
class Page:
    office: Office
    graph: Graph
    account: ChannelAccount

    def call(self, *events: dict[str, Any], page: str = PAGE) -> Any:
        messaging = [{"sender": {"id": OLENA}, "recipient": {"id": PAGE}, "timestamp": AT, **one} for one in events]
        body = {"object": "page", "entry": [{"id": page, "time": AT, "messaging": messaging}]}
        raw = json.dumps(body).encode()
        signature = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
        answer = self.office.post(self.account, raw, X_Hub_Signature_256=f"sha256={signature}")
        self.office.work()
        return answer

    def say(self, words: str, mid: str = "m1") -> None:
        assert self.call({"message": {"mid": mid, "text": words}}).status_code == 200

    def answer(self, words: str, *titles: str) -> None:
        conversation = self.office.contact().conversation_id
        assert conversation
        buttons = [{"title": title, "payload": f"/{place}"} for place, title in enumerate(titles)]
        self.office.answer(conversation, words, buttons=buttons)
        self.office.work()


@pytest.fixture
def page(office: Office) -> Iterator[Page]:
    with serving(Graph()) as graph:
        assert isinstance(graph, Graph)
        given = {"page_id": PAGE, "access_token": TOKEN, "app_secret": SECRET, "verify_token": "verify-me"}
        yield Page(office, graph, office.add("messenger", given, api_url=graph.url, media_url=f"{graph.url}/cdn"))
        assert graph.broken == []


def test_a_batch_with_echoes_and_repeats(page: Page) -> None:
    events = (
        {"message": {"mid": "m2", "text": "two"}, "timestamp": AT + 2},
        {"message": {"mid": "m1", "text": "one"}, "timestamp": AT + 1},
        {"message": {"mid": "e1", "text": "ours", "is_echo": True}, "sender": {"id": PAGE}},
    )
    for _ in range(3):
        page.call(*events)
    page.call({"message": {"mid": "x", "text": "of another page"}}, page="999")
    assert page.office.said() == ["one", "two"]


def test_quick_replies_come_back(page: Page) -> None:
    page.say("hi")
    page.answer("What now?", "Yes", "No")
    replies = page.graph.sent[-1]["message"]["quick_replies"]
    page.call({"message": {"mid": "m9", "text": "No", "quick_reply": {"payload": replies[1]["payload"]}}})
    assert (page.office.latest().text, page.office.latest().payload) == ("No", "/1")
    page.answer("Which?", *[f"Choice {number}" for number in range(14)])
    assert "14. Choice 13" in page.graph.sent[-1]["message"]["text"]


def test_long_answers_are_split(page: Page) -> None:
    page.say("hi")
    page.answer("word " * 1000)
    assert len(page.graph.sent) == 3


def test_watermarks_mark_what_was_read(page: Page) -> None:
    page.say("hi")
    page.answer("one")
    page.call({"delivery": {"mids": ["mid.1"], "watermark": AT}})
    assert page.office.deliveries()[0].state == "delivered"
    page.call({"read": {"watermark": 1}})
    assert page.office.deliveries()[0].state == "delivered", "an old watermark is about older messages"
    page.call({"read": {"watermark": 99999999999999}})
    assert page.office.deliveries()[0].state == "read"


def test_after_a_day_only_a_person_writes_and_after_a_week_nobody(page: Page) -> None:
    page.say("hi")
    page.office.pass_time(hours=25)
    page.answer("from the bot")
    assert page.office.deliveries()[-1].state == "dead"
    conversation = page.office.contact().conversation_id
    assert conversation
    anna = page.office.make.actor(page.office.make.staff(name="Anna"))
    with page.office.database.transaction(anna) as session:
        desk.take(session, anna, conversation)
        messages.post_by_operator(session, anna, conversation, client_id="1", content="from Anna")
    page.office.work()
    assert page.graph.sent[-1]["tag"] == "HUMAN_AGENT"
    page.office.pass_time(days=7)
    with page.office.database.transaction(anna) as session:
        messages.post_by_operator(session, anna, conversation, client_id="2", content="too late")
    page.office.work()
    assert page.office.deliveries()[-1].state == "dead"


def test_files_come_from_metas_addresses_alone(page: Page) -> None:
    page.graph.files["list.csv"] = b"SKU;Qty\nD-1;5\n"
    for place, url in enumerate((f"{page.graph.url}/cdn/list.csv", f"{page.graph.url}/inner/list.csv")):
        attachment = {"type": "file", "payload": {"url": url}}
        page.call({"message": {"mid": f"f{place}", "text": str(place), "attachments": [attachment]}})
    assert [len(one.attachments) for one in page.office.messages("buyer")] == [1, 0]
    assert [one.path for one in page.graph.requests if "list.csv" in one.path] == ["/cdn/list.csv"]


def test_a_link_of_the_account_page_links(page: Page) -> None:
    _user, buyer = page.office.person()
    page.call({"postback": {"mid": "p1", "title": "Get started", "payload": "x",
                            "referral": {"ref": page.office.code(buyer), "source": "SHORTLINK"}}})  # fmt: skip
    assert page.office.contact().user_id == buyer.user_id


def test_the_person_is_gone(page: Page) -> None:
    page.say("hi")
    page.graph.faults = [error(551)]
    page.answer("one")
    assert page.office.deliveries()[0].state == "dead"
    assert page.office.contact().blocked_at is not None
