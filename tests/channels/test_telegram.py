"""Telegram from end to end: webhook to conversation, answer to chat, against the published Bot API."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from portal.channels.adapters import adapter
from portal.channels.ports import Account
from tests.channels.conftest import Bot
from tests.fakes.providers import Reply
from tests.fakes.telegram import TOKEN, blocked, too_many


def test_words_enter_and_the_answer_goes_out(bot: Bot) -> None:
    bot.say("потрібен кабель")
    office = bot.office
    contact = office.contact()
    assert (contact.external_id, contact.name, contact.locale) == ("42", "Olena", "uk")
    message = office.messages("buyer")[0]
    assert (message.text, message.channel) == ("потрібен кабель", "telegram")
    conversation = office.conversation(message.conversation_id)
    assert (conversation.channel, conversation.locale, conversation.company_id) == ("telegram", "uk", None)
    assert office.bot.woken == [conversation.id]
    answer = office.answer(conversation.id, "Ось що є.", buttons=[{"title": "До кошика", "payload": "/add"}])
    office.work()
    assert bot.provider.sent == [
        {
            "chat_id": 42,
            "text": "Ось що є.",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {"inline_keyboard": [[{"text": "До кошика", "callback_data": f"m:{answer.id.hex}:0"}]]},
        }
    ]
    delivery = office.deliveries()[0]
    assert (delivery.state, delivery.attempts, delivery.provider_ids) == ("sent", 1, ["1001"])
    assert office.messages("bot")[0].delivery == "sent"
    assert office.events()[0].body == {}, "what was said is kept once, in the message"


def test_a_webhook_repeated_three_times_makes_one_message(bot: Bot) -> None:
    update = bot.message("hello")
    again = {**update, "update_id": update["update_id"] + 100}  # the same message under another update
    for one in (update, update, update, again):
        assert bot.call(one).status_code == 200
        bot.office.work()
    assert bot.office.said() == ["hello"]


def test_what_waits_enters_in_the_providers_order(bot: Bot) -> None:
    first, second, third = bot.message("one"), bot.message("two"), bot.message("three")
    for update in (third, first, second):
        bot.call(update)
    bot.office.work()
    assert bot.office.said() == ["one", "two", "three"]


def test_a_wrong_or_missing_signature_stores_nothing(bot: Bot) -> None:
    for secret in ("wrong", ""):
        answer = bot.call(bot.message("hello"), secret)
        assert (answer.status_code, answer.get_json()["error"]) == (403, "signature_invalid")
    assert bot.office.events() == []
    path = f"/api/v1/channels/telegram/{'x' * 24}"
    assert bot.office.client.post(path, json=bot.message("hello")).status_code == 404
    assert bot.office.client.post(f"/api/v1/channels/smoke/{bot.account.key}", json={}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b"{}", b'{"update_id": "x"}', b"\xff\xfe", b'{"update_id": 1' + b"0" * 40 + b"}"],
    ids=["empty", "list", "null", "broken", "no id", "wrong id", "no text", "endless id"],
)
def test_what_is_no_update_is_refused(bot: Bot, body: bytes) -> None:
    assert bot.call(body).status_code in (403, 422)
    assert bot.office.events() == []


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "poll": {"id": "1"}},
        {"update_id": 2, "message": "words"},
        {"update_id": 3, "message": {"chat": {"id": 1, "type": "group"}, "text": "hi", "from": {"id": 1}}},
        {"update_id": 4, "channel_post": {"chat": {"id": 1, "type": "channel"}, "text": "hi"}},
        {"update_id": 5, "message": {"chat": {"id": 1, "type": "private"}, "text": "hi", "from": {"is_bot": True}}},
    ],
    ids=["poll", "odd", "group", "channel", "another bot"],
)
def test_what_is_not_for_us_is_acknowledged_and_left(bot: Bot, update: dict[str, Any]) -> None:
    assert bot.call(update).status_code == 200
    assert bot.office.events() == []


def test_a_kind_that_nobody_reads_is_answered_so(bot: Bot) -> None:
    bot.call(bot.message(None, sticker={"file_id": "s1", "emoji": "👍"}))
    bot.office.work()
    assert bot.office.said() == []
    assert "Напишіть" in bot.provider.texts()[0]


def test_an_edited_message_is_not_a_new_one(bot: Bot) -> None:
    bot.say("10 boxes")
    edited = bot.message("12 boxes")
    bot.call({"update_id": edited["update_id"], "edited_message": edited["message"]})
    bot.office.work()
    assert bot.office.said() == ["10 boxes"]
    note = bot.office.messages("system")[-1]
    assert note.internal
    assert "12 boxes" in note.text
    assert bot.provider.sent == [], "what is for the desk is not delivered"


def test_a_huge_message_becomes_a_file(bot: Bot) -> None:
    words = "кабель ВВГ 3x2.5 100 м\n" * 400
    bot.say(words)
    message = bot.office.messages("buyer")[0]
    assert len(message.text) <= 4000
    assert message.attachments[0]["size"] == len(words.encode())


def test_a_long_answer_is_split_where_a_reader_pauses(bot: Bot) -> None:
    bot.say("hi")
    conversation = bot.office.messages("buyer")[0].conversation_id
    words = "\n\n".join(f"Paragraph {number}. " + "😀 word " * 60 for number in range(40))
    bot.office.answer(conversation, words, buttons=[{"title": "Yes", "payload": "/affirm"}])
    bot.office.work()
    sent = bot.provider.sent
    assert len(sent) > 3
    assert "".join("".join(bot.provider.texts()).split()) == "".join(words.split())
    assert [("reply_markup" in one) for one in sent] == [False] * (len(sent) - 1) + [True]


def test_a_button_comes_back_as_its_payload_and_stops_spinning(bot: Bot) -> None:
    bot.say("hi")
    conversation = bot.office.messages("buyer")[0].conversation_id
    cards = [{"type": "product", "product": {"name": "Drill", "sku": "D-1"}, "buttons": [
        {"title": "Add", "payload": '/add_product{"sku": "D-1"}'}]}]  # fmt: skip
    bot.office.answer(conversation, "Here:", cards=cards)
    bot.office.work()
    assert "Drill (D-1)" in bot.provider.texts()[0]
    data = bot.provider.sent[0]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    answer = bot.call(bot.pressed(data))
    assert answer.get_json() == {"method": "answerCallbackQuery", "callback_query_id": "4382bfdwdsb323b2d9"}
    bot.office.work()
    pressed = bot.office.messages("buyer")[-1]
    assert (pressed.text, pressed.payload) == ("Add", '/add_product{"sku": "D-1"}')


@pytest.mark.parametrize(
    "data", ["/place_order", "m:00000000000040008000000000000000:0", "m:x:y", "m::", "portal:person"]
)
def test_a_made_up_button_presses_nothing(bot: Bot, data: str) -> None:
    bot.say("hi")
    bot.call(bot.pressed(data))
    bot.office.work()
    assert bot.office.said() == ["hi"]
    assert "більше не діє" in bot.provider.texts()[-1]


def test_another_chats_button_presses_nothing(bot: Bot) -> None:
    bot.say("hi", chat=1)
    bot.say("hi", chat=2)
    first = bot.office.contact("1").conversation_id
    assert first
    theirs = bot.office.answer(first, "Shall I?", buttons=[{"title": "Yes", "payload": "/affirm"}])
    bot.call(bot.pressed(f"m:{theirs.id.hex}:0", chat=2))
    bot.office.work()
    assert bot.office.said() == ["hi", "hi"]


def test_media_come_in_and_go_out(bot: Bot) -> None:
    bot.provider.files["doc1"] = b"SKU;Qty\nD-1;5\n"
    bot.call(
        bot.message(None, caption="my list", document={"file_id": "doc1", "file_name": "list.csv", "file_size": 16})
    )
    bot.office.work()
    message = bot.office.messages("buyer")[0]
    assert (message.text, message.attachments[0]["name"], message.attachments[0]["readable"]) == (
        "my list", "list.csv", True)  # fmt: skip
    with bot.office.database.transaction(bot.office.make.actor(bot.office.make.staff(name="Anna"))) as session:
        from portal.conversations.service import desk, messages
        from portal.files.service import storing

        anna = session.info["actor"]
        desk.take(session, anna, message.conversation_id)
        stored = storing.store(session, anna, name="offer.txt", content=b"the offer")
        messages.post_by_operator(
            session, anna, message.conversation_id, client_id="1", content="Our offer", file_ids=[stored.id]
        )
    bot.office.work()
    document = next(one for one in bot.provider.sent if "document" in one)
    assert (document["document"], document["content"]) == ("offer.txt", b"the offer")
    assert bot.provider.texts()[-1] == "Our offer"


def test_a_file_that_is_no_file_of_ours_is_named_and_the_words_still_enter(bot: Bot) -> None:
    bot.provider.files["exe"] = b"MZ\x90\x00\x03"
    bot.call(bot.message(None, caption="look", document={"file_id": "exe", "file_name": "run.exe"}))
    bot.call(bot.message(None, caption="gone", document={"file_id": "gone", "file_name": "a.pdf"}))
    bot.office.work()
    assert bot.office.said() == ["look", "gone"]
    assert any("run.exe" in one for one in bot.provider.texts())
    assert any("a.pdf" in one for one in bot.provider.texts())


def test_rate_limits_are_respected_and_nothing_overtakes(bot: Bot) -> None:
    bot.say("hi")
    conversation = bot.office.messages("buyer")[0].conversation_id
    bot.provider.faults = [too_many(30)]
    bot.office.answer(conversation, "one")
    bot.office.work()
    bot.office.answer(conversation, "two")
    bot.office.work()
    assert bot.provider.texts() == []
    assert len(bot.provider.requests) == 1, "asked to wait, nobody asks again"
    bot.office.pass_time(seconds=31)
    bot.office.work()
    assert bot.provider.texts() == ["one", "two"]


def test_faults_are_tried_again_until_it_arrives_once(bot: Bot) -> None:
    bot.say("hi")
    conversation = bot.office.messages("buyer")[0].conversation_id
    bot.provider.faults = [Reply(500, {}), Reply(502, b"<html>"), Reply(200, b"<html>")]
    bot.office.answer(conversation, "one")
    bot.office.answer(conversation, "two")
    for _ in range(6):
        bot.office.work()
        bot.office.pass_time(minutes=6)
    assert bot.provider.texts() == ["one", "two"]
    assert [one.state for one in bot.office.deliveries()] == ["sent", "sent"]


def test_a_day_of_faults_ends_on_the_list_of_dead_letters_which_can_be_tried_again(bot: Bot) -> None:
    from portal.channels import tasks
    from portal.channels.service import dead
    from tests.channels.conftest import SYSTEM

    bot.say("hi")
    conversation = bot.office.messages("buyer")[0].conversation_id
    bot.provider.faults = [Reply(503, {})] * 400
    bot.office.answer(conversation, "one")
    for _ in range(30):
        bot.office.work()
        bot.office.pass_time(hours=1)
    bot.office.work()
    assert bot.office.deliveries()[0].state == "dead"
    assert bot.office.messages("bot")[0].delivery == "failed"
    bot.provider.faults = []
    with bot.office.database.transaction(SYSTEM) as session:
        letter = dead.letters(session, SYSTEM)[0]
        assert "503" in letter.reason
        dead.retry(session, SYSTEM, letter.id, tasks.wake_delivery)
    bot.office.work()
    assert bot.provider.texts() == ["one"]


def test_who_blocks_the_bot_gets_nothing_until_he_is_back(bot: Bot) -> None:
    bot.say("hi")
    conversation = bot.office.messages("buyer")[0].conversation_id
    bot.provider.faults = [blocked()]
    bot.office.answer(conversation, "one")
    bot.office.answer(conversation, "two")
    bot.office.work()
    assert [one.state for one in bot.office.deliveries()] == ["dead", "dead"]
    assert len(bot.provider.requests) == 1
    bot.say("I am back")
    bot.office.answer(conversation, "three")
    bot.office.work()
    assert bot.provider.texts() == ["three"]


def test_no_token_is_logged_or_kept(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="portal")
    caplog.set_level(logging.WARNING)
    bot.say("hi")
    conversation = bot.office.messages("buyer")[0].conversation_id
    bot.provider.faults = [Reply(500, {}), blocked()]
    bot.office.answer(conversation, "one")
    for _ in range(3):
        bot.office.work()
        bot.office.pass_time(minutes=10)
    assert TOKEN not in caplog.text
    assert "one" not in caplog.text.split()
    assert all(TOKEN not in one.reason for one in bot.office.deliveries())
    assert TOKEN not in bot.account.secrets
    assert TOKEN not in repr(Account("1", "k", "telegram", "n", {"token": TOKEN}))


def test_the_provider_is_told_where_to_call(bot: Bot) -> None:
    from portal.channels.service import accounts

    secret = bot.office.app.extensions["prilavok.settings"].secret_key.get_secret_value()
    account = accounts.opened(bot.account, secret)
    assert "https://shop.example/hook" in adapter("telegram").connect(account, "https://shop.example/hook")
    assert bot.provider.requests[-1].json()["allowed_updates"]
