"""WhatsApp against the published Cloud API and its published sample webhooks."""

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
from portal.files.service import storing
from tests.channels.conftest import Office
from tests.fakes.meta import NUMBER, TOKEN, Graph, error
from tests.fakes.providers import serving

OLENA = "48500600700"
APP_SECRET = "app-secret-of-meta"


@dataclass
class Phone:
    office: Office
    graph: Graph
    account: ChannelAccount
    count: int = 0

    def batch(self, *messages: dict[str, Any], statuses: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
        """A webhook as the documentation shows it (components: entry, changes, value)."""
        value: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": NUMBER},
        }
        if messages:
            value |= {"contacts": [{"profile": {"name": "Olena"}, "wa_id": OLENA}], "messages": list(messages)}
        if statuses:
            value["statuses"] = list(statuses)
        change = {"value": value, "field": "messages"}
        return {"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": [change]}]}

    def message(self, words: str = "", kind: str = "text", **content: Any) -> dict[str, Any]:
        self.count += 1
        inner = content or {"text": {"body": words}}
        return {"from": OLENA, "id": f"wamid.in{self.count}", "timestamp": str(1749416383 + self.count), "type": kind,
                **inner}  # fmt: skip

    def call(self, body: Any, secret: str = APP_SECRET) -> Any:
        raw = json.dumps(body).encode()
        signature = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
        return self.office.post(self.account, raw, X_Hub_Signature_256=f"sha256={signature}")

    def say(self, words: str) -> None:
        assert self.call(self.batch(self.message(words))).status_code == 200
        self.office.work()

    def answer(self, words: str, *titles: str) -> None:
        conversation = self.office.contact().conversation_id
        assert conversation
        buttons = [{"title": title, "payload": f"/{place}"} for place, title in enumerate(titles)]
        self.office.answer(conversation, words, buttons=buttons)
        self.office.work()


@pytest.fixture
def phone(office: Office) -> Iterator[Phone]:
    with serving(Graph()) as graph:
        assert isinstance(graph, Graph)
        given = {
            "phone_number_id": NUMBER,
            "number": "15550783881",
            "access_token": TOKEN,
            "app_secret": APP_SECRET,
            "verify_token": "verify-me",
            "template": "please_answer",
        }
        yield Phone(office, graph, office.add("whatsapp", given, api_url=graph.url))
        assert graph.broken == []


def test_the_address_is_verified(phone: Phone) -> None:
    path = f"/api/v1/channels/whatsapp/{phone.account.key}?hub.mode=subscribe&hub.challenge=1158201444"
    answer = phone.office.client.get(f"{path}&hub.verify_token=verify-me")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "1158201444")
    assert phone.office.client.get(f"{path}&hub.verify_token=guess").status_code == 403


def test_every_message_of_a_batch_enters_once_and_in_order(phone: Phone) -> None:
    first, second, third = phone.message("one"), phone.message("two"), phone.message("three")
    for body in (phone.batch(third, first), phone.batch(first, second), phone.batch(third)):
        assert phone.call(body).status_code == 200
    phone.office.work()
    assert phone.office.said() == ["one", "two", "three"]
    assert phone.call(phone.batch(phone.message("forged")), secret="other").status_code == 403
    unsigned = phone.office.post(phone.account, phone.batch(phone.message("forged")))
    assert unsigned.status_code == 403


@pytest.mark.parametrize(
    ("titles", "shape"),
    [
        ((), "text"),
        (("Yes", "No"), "button"),
        (("Yes", "No", "Later", "Never"), "list"),
        (("A title that is longer than twenty letters", "Another"), "button"),
        (tuple(f"Choice number {n}" for n in range(12)), "numbered"),
        (("A very long title that begins like the other: one", "A very long title that begins like the other: two"),
         "numbered"),
    ],
    ids=["none", "buttons", "list", "cut", "many", "alike"],
)  # fmt: skip
def test_choices_take_the_shape_that_there_is(phone: Phone, titles: tuple[str, ...], shape: str) -> None:
    phone.say("hi")
    phone.answer("What now?", *titles)
    sent = phone.graph.sent[-1]
    if shape in ("text", "numbered"):
        assert sent["type"] == "text"
        assert ("1. " in sent["text"]["body"]) == (shape == "numbered")
    else:
        assert sent["interactive"]["type"] == shape
    if shape == "numbered":
        phone.say("2")
        assert phone.office.latest().payload == "/1"


def test_presses_of_buttons_and_rows_come_back(phone: Phone) -> None:
    phone.say("hi")
    phone.answer("What now?", "Yes", "No")
    ref = phone.graph.sent[-1]["interactive"]["action"]["buttons"][1]["reply"]["id"]
    reply = {"type": "button_reply", "button_reply": {"id": ref, "title": "No"}}
    phone.call(phone.batch(phone.message(kind="interactive", interactive=reply)))
    phone.office.work()
    assert (phone.office.latest().text, phone.office.latest().payload) == ("No", "/1")


def test_after_a_day_a_template_asks_him_to_write(phone: Phone) -> None:
    phone.say("hi")
    phone.office.pass_time(hours=25)
    phone.answer("Your offer is ready:\n\n10 drills\t2000 EUR", "Accept")
    template = phone.graph.sent[-1]["template"]
    assert (template["name"], template["language"]) == ("please_answer", {"code": "en"})
    assert template["components"][0]["parameters"][0]["text"] == "Your offer is ready: 10 drills 2000 EUR"


def test_states_are_told_late_twice_and_out_of_order(phone: Phone) -> None:
    phone.say("hi")
    phone.answer("one")
    states = [
        {"id": "wamid.1", "status": name, "timestamp": "1749416400", "recipient_id": OLENA}
        for name in ("read", "delivered", "sent", "read")
    ]
    for state in states:
        phone.call(phone.batch(statuses=(state,)))
        phone.office.work()
    assert phone.office.deliveries()[0].state == "read"
    conversation = phone.office.conversation(phone.office.deliveries()[0].conversation_id)
    assert conversation.read_by_buyer == phone.office.messages("bot")[0].seq
    phone.answer("two")
    failed = {"id": "wamid.2", "status": "failed", "recipient_id": OLENA,
              "errors": [{"code": 131026, "title": "Message undeliverable"}]}  # fmt: skip
    phone.call(phone.batch(statuses=(failed,)))
    phone.office.work()
    assert phone.office.deliveries()[1].state == "dead"
    assert "131026" in phone.office.messages("bot")[1].delivery_reason


def test_files_come_in_and_go_out(phone: Phone) -> None:
    phone.graph.files["m1"] = b"SKU;Qty\nD-1;5\n"
    document = {"id": "m1", "mime_type": "text/csv", "filename": "list.csv", "caption": "our list"}
    phone.call(phone.batch(phone.message(kind="document", document=document)))
    phone.office.work()
    message = phone.office.latest()
    assert (message.text, message.attachments[0]["name"]) == ("our list", "list.csv")
    anna = phone.office.make.actor(phone.office.make.staff(name="Anna"))
    with phone.office.database.transaction(anna) as session:
        desk.take(session, anna, message.conversation_id)
        stored = storing.store(session, anna, name="prices.csv", content=b"SKU;Price\nD-1;5\n")
        messages.post_by_operator(
            session, anna, message.conversation_id, client_id="1", content="", file_ids=[stored.id]
        )
    phone.office.work()
    assert phone.graph.uploads[0][2] == b"SKU;Price\nD-1;5\n"
    assert phone.graph.sent[-1]["document"] == {"id": "media1", "filename": "prices.csv"}


@pytest.mark.parametrize("kind", ["sticker", "location", "contacts", "reaction", "unsupported", "system", "next_year"])
def test_kinds_that_nobody_reads_harm_nothing(phone: Phone, kind: str) -> None:
    phone.call(phone.batch({**phone.message(), "type": kind, kind: {"id": "1"}}, phone.message("and words")))
    phone.office.work()
    assert phone.office.said() == ["and words"]


@pytest.mark.parametrize(
    "body", [{}, {"entry": "x"}, {"entry": [{"changes": [{"field": "messages", "value": []}]}]}, {"entry": [1, None]}]
)
def test_odd_bodies_are_acknowledged(phone: Phone, body: Any) -> None:
    assert phone.call(body).status_code == 200
    assert phone.office.events() == []


@pytest.mark.parametrize(
    ("fault", "state"),
    [(error(130429), "pending"), (error(131016), "pending"), (error(190, status=401), "pending"),
     (error(131047), "dead"), (error(100), "dead")],
    ids=["rate", "unavailable", "token", "window", "parameter"],
)  # fmt: skip
def test_errors_are_told_apart(phone: Phone, fault: Any, state: str) -> None:
    phone.say("hi")
    phone.graph.faults = [fault]
    phone.answer("one")
    assert phone.office.deliveries()[0].state == state
    phone.office.pass_time(minutes=10)
    phone.office.work()
    assert phone.office.deliveries()[0].state == ("sent" if state == "pending" else "dead")
