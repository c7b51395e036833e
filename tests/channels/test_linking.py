"""Linking a messenger to a login: only then does it speak for the buyer, and never with what the bot remembered."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.channels.models import ChannelContact, LinkCode
from portal.conversations.service import messages
from tests.accounts.test_login_pages import csrf, enter
from tests.channels.conftest import SYSTEM, Bot

Login = Callable[[str], FlaskClient]


def test_a_code_links_once_and_the_conversation_is_the_buyers(bot: Bot, login: Login) -> None:
    office = bot.office
    user, buyer = office.person()
    bot.say("hello")
    guests = office.conversation(office.messages("buyer")[0].conversation_id)
    made = login(user.email).post("/api/v1/me/channels/link-codes", json={}).get_json()
    assert made["chats"] == [
        {
            "provider": "telegram",
            "title": "Telegram",
            "name": "Shop",
            "url": f"https://t.me/prilavok_bot?start={made['code']}",
        }
    ]
    assert office.rows(LinkCode)[0].code_hash != made["code"], "kept as a hash"
    bot.say(f"/start {made['code']}")
    contact = office.contact()
    assert (contact.user_id, contact.company_id) == (buyer.user_id, buyer.company_id)
    assert "Budmax" in bot.provider.texts()[-1]
    adopted = office.conversation(guests.id)
    assert (adopted.user_id, adopted.company_id, adopted.channel) == (buyer.user_id, buyer.company_id, "web")
    assert adopted.dialogue_id != guests.dialogue_id
    assert adopted.epoch > guests.epoch
    bot.say(made["code"], chat=43)
    assert office.contact("43").user_id is None, "a code works once"
    listed = login(user.email).get("/api/v1/me/channels").get_json()
    assert [(one["provider"], one["name"]) for one in listed["items"]] == [("telegram", "Olena")]


def test_with_a_conversation_open_the_guests_one_ends_and_the_other_goes_on_anew(bot: Bot) -> None:
    office = bot.office
    _user, buyer = office.person()
    web = office.web_conversation(buyer)
    bot.say("hello")
    guests = office.contact().conversation_id
    assert guests
    bot.say(office.code(buyer).lower())
    bot.say("my orders?")
    assert office.conversation(guests).state == "closed"
    now = office.conversation(web.id)
    assert now.dialogue_id != web.dialogue_id
    assert [one.text for one in office.messages("buyer", web.id)] == ["my orders?"]


def test_one_thread_over_channels_and_answers_go_where_he_last_wrote(bot: Bot) -> None:
    office = bot.office
    _user, buyer = office.person()
    bot.say(office.code(buyer))
    conversation = office.contact().conversation_id
    assert conversation
    bot.provider.sent.clear()
    bot.say("from the phone")
    office.answer(conversation, "to the phone")
    office.work()
    with office.database.transaction(buyer) as session:
        messages.post_by_buyer(
            session, buyer, conversation, client_id="w1", content="from the desk", payload=None, bot=office.bot,
            per_minute=100,
        )  # fmt: skip
    office.answer(conversation, "to the desk")
    office.work()
    assert bot.provider.texts() == ["to the phone"]
    assert [(one.text, one.channel) for one in office.messages("buyer", conversation)] == [
        ("from the phone", "telegram"),
        ("from the desk", "web"),
    ]
    bot.say("from the phone again")
    office.answer(conversation, "to the phone again")
    office.work()
    assert bot.provider.texts()[-1] == "to the phone again"


def test_unlinking_stops_what_is_on_its_way_and_begins_a_guests_conversation(bot: Bot, login: Login) -> None:
    office = bot.office
    user, buyer = office.person()
    bot.say(office.code(buyer))
    conversation = office.contact().conversation_id
    assert conversation
    before = office.conversation(conversation).dialogue_id
    office.answer(conversation, "your price is 10 EUR")
    client = login(user.email)
    link = client.get("/api/v1/me/channels").get_json()["items"][0]["id"]
    assert client.delete(f"/api/v1/me/channels/{link}").status_code == 204
    assert client.delete(f"/api/v1/me/channels/{link}").status_code == 404
    office.work()
    assert all("10 EUR" not in one for one in bot.provider.texts())
    assert office.conversation(conversation).dialogue_id != before
    bot.say("still me?")
    assert office.messages("buyer")[-1].company_id is None
    with office.database.transaction(SYSTEM) as session:
        actions = set(session.scalars(select(AuditEntry.action)))
    assert {"channel.added", "channel.code_made", "channel.linked", "channel.unlinked"} <= actions


def test_nobody_unlinks_a_colleagues_messenger(bot: Bot, login: Login) -> None:
    office = bot.office
    _user, buyer = office.person()
    bot.say(office.code(buyer))
    contact = office.contact()
    colleague = office.make.buyer(name="Boris")
    assert login(colleague.email).delete(f"/api/v1/me/channels/{contact.id}").status_code == 404
    assert login(office.make.staff().email).get("/api/v1/me/channels").status_code == 403


def test_a_link_ends_in_time_and_with_the_account(bot: Bot) -> None:
    from portal.channels import tasks

    office = bot.office
    user, buyer = office.person()
    bot.say(office.code(buyer))
    conversation = office.contact().conversation_id
    assert conversation
    with office.database.transaction(SYSTEM) as session:
        session.get_one(User, user.id).active = False
    office.answer(conversation, "your price is 10 EUR")
    office.work()
    assert office.deliveries()[-1].state == "cancelled"
    bot.say("and now?")
    assert office.messages("buyer")[-1].company_id is None
    with office.database.transaction(SYSTEM) as session:
        session.get_one(User, user.id).active = True
    office.pass_time(days=181)
    tasks.recover.func(0)
    office.work()
    assert office.contact().user_id is None
    assert "/account/messengers" in bot.provider.texts()[-1]


def test_codes_run_out_and_trying_them_is_stopped(bot: Bot) -> None:
    office = bot.office
    _user, buyer = office.person()
    code = office.code(buyer)
    office.pass_time(minutes=11)
    bot.say(code)
    assert office.contact().user_id is None
    for number in range(2, 9):
        bot.say(f"/start ABCD-EFG{number}")
    for number in range(2, 9):
        bot.say(f"/start ABCD-EFH{number}")
    fresh = office.code(buyer)
    bot.say(f"/start {fresh}")
    assert office.contact().user_id is None, "who tried ten has to wait"


def test_a_code_makes_the_one_before_it_worthless(bot: Bot) -> None:
    _user, buyer = bot.office.person()
    former = bot.office.code(buyer)
    bot.office.code(buyer)
    bot.say(former)
    assert bot.office.contact().user_id is None


def test_the_walls_of_channels(bot: Bot) -> None:
    office = bot.office
    _user, buyer = office.person()
    bot.say(office.code(buyer))
    stranger = office.make.actor(office.make.buyer())
    with office.database.transaction(stranger) as session:
        assert session.scalars(select(ChannelContact)).all() == []
    for actor in (buyer, stranger):
        with office.database.transaction(actor) as session:
            assert session.scalars(select(LinkCode)).all() == []


def test_the_page_shows_links_and_gives_a_code(bot: Bot) -> None:
    office = bot.office
    client = office.app.test_client()
    user, _buyer = office.person()
    enter(client, user.email)
    page = client.get("/account/messengers")
    assert "Telegram" in page.get_data(as_text=True)
    answer = client.post("/account/messengers/code", data={"csrf_token": csrf(client, "/account/messengers")})
    shown = answer.get_data(as_text=True)
    code = shown.split('translate="no">')[1].split("<")[0]
    assert f"start={code}" in shown
    bot.say(code)
    shown = client.get("/account/messengers").get_data(as_text=True)
    link = office.contact().id
    assert f"/account/messengers/{link}/unlink" in shown
    client.post(f"/account/messengers/{link}/unlink", data={"csrf_token": csrf(client, "/account/messengers")})
    assert office.contact().user_id is None
