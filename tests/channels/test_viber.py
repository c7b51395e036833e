"""Viber against the published REST Bot API and sample callbacks."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from portal.channels.models import ChannelAccount
from tests.channels.conftest import Office
from tests.fakes.providers import serving
from tests.fakes.viber import TOKEN, Viber, error

OLENA = "01234567890A="


@dataclass
class Chat:
    office: Office
    viber: Viber
    account: ChannelAccount
    count: int = 0

    def call(self, event: str, token: str = TOKEN, **more: Any) -> Any:
        self.count += 1
        stamps = {"timestamp": 1457764197627 + self.count, "message_token": 4912661846655238000 + self.count}
        body = {"event": event, **stamps, **more}
        raw = json.dumps(body).encode()
        signature = hmac.new(token.encode(), raw, hashlib.sha256).hexdigest()
        answer = self.office.post(self.account, raw, X_Viber_Content_Signature=signature)
        self.office.work()
        return answer

    def message(self, token: str = TOKEN, number: int | None = None, **content: Any) -> Any:
        sender = {"id": OLENA, "name": "Olena", "language": "uk", "country": "UA", "api_version": 1}
        more = {"message_token": number} if number else {}
        return self.call("message", token, sender=sender, message={"type": "text", **content}, **more)

    def answer(self, words: str, *titles: str) -> None:
        conversation = self.office.contact().conversation_id
        assert conversation
        buttons = [{"title": title, "payload": f"/{place}"} for place, title in enumerate(titles)]
        self.office.answer(conversation, words, buttons=buttons)
        self.office.work()


@pytest.fixture
def chat(office: Office) -> Iterator[Chat]:
    with serving(Viber()) as viber:
        assert isinstance(viber, Viber)
        given = {"token": TOKEN, "sender": "Prilavok", "uri": "prilavok"}
        yield Chat(office, viber, office.add("viber", given, api_url=viber.url, media_url=f"{viber.url}/cdn"))
        assert viber.broken == []


def test_words_buttons_and_repeats(chat: Chat) -> None:
    for _ in range(3):
        assert chat.message(text="привіт", number=4912661846655238145).status_code == 200
    assert chat.office.said() == ["привіт"]
    chat.answer("Що далі?", "Так", "Ні")
    keyboard = chat.viber.sent[-1]["keyboard"]
    assert [one["Text"] for one in keyboard["Buttons"]] == ["Так", "Ні"]
    chat.message(text=keyboard["Buttons"][1]["ActionBody"])
    assert (chat.office.latest().text, chat.office.latest().payload) == ("Ні", "/1")
    assert chat.message(text="forged", token="other").status_code == 403


def test_states_and_leaving(chat: Chat) -> None:
    chat.message(text="hi")
    chat.answer("one")
    about = int(chat.office.deliveries()[0].provider_ids[0])
    for event, state in (("delivered", "delivered"), ("seen", "read"), ("delivered", "read")):
        chat.call(event, user_id=OLENA, message_token=about)
        assert chat.office.deliveries()[0].state == state
    chat.call("unsubscribed", user_id=OLENA)
    chat.answer("two")
    assert chat.office.deliveries()[1].state == "dead"
    chat.call("subscribed", user={"id": OLENA, "name": "Olena"})
    chat.answer("three")
    assert chat.viber.sent[-1]["text"] == "three"


def test_a_link_with_a_code_links(chat: Chat) -> None:
    _user, buyer = chat.office.person()
    user = {"id": OLENA, "name": "Olena", "language": "uk"}
    chat.call("conversation_started", type="open", context=chat.office.code(buyer), user=user, subscribed=False)
    assert chat.office.contact().user_id == buyer.user_id


def test_files_and_what_nobody_reads(chat: Chat) -> None:
    chat.viber.files["list.csv"] = b"SKU;Qty\nD-1;5\n"
    chat.message(type="file", media=f"{chat.viber.url}/cdn/list.csv", file_name="list.csv", size=14)
    assert chat.office.latest().attachments[0]["name"] == "list.csv"
    chat.message(type="sticker", sticker_id=46105)
    chat.call("webhook")
    chat.call("next_year", user_id=OLENA)
    assert len(chat.office.said()) == 1


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (error(12, "tooManyRequests"), "pending"),
        (error(2, "invalidAuthToken"), "pending"),
        (error(6, "notSubscribed"), "dead"),
        (error(3, "badData"), "dead"),
    ],
    ids=["rate", "token", "gone", "bad"],
)
def test_errors_are_told_apart(chat: Chat, fault: Any, state: str) -> None:
    chat.message(text="hi")
    chat.viber.faults = [fault]
    chat.answer("one")
    assert chat.office.deliveries()[0].state == state
