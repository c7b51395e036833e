"""What people write: once each, in order, with checked buttons."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from portal.conversations.errors import ButtonNotOffered, ConversationNotFound, TextInvalid
from portal.conversations.models import Message
from portal.conversations.schemas import PERSON
from portal.conversations.service import messages, ownership, reading, writing
from portal.security.actor import Actor
from portal.shared.errors import Forbidden, TooManyRequests
from tests.conversations.conftest import Desk
from tests.factories import Factory

SYSTEM = Actor.system("test")
YES = {"title": "Yes, order", "payload": '/confirm{"cart": "7"}'}
ADD = {"title": "Add", "payload": '/add{"sku": "A-1"}'}


def offer(desk: Desk) -> None:
    with desk.database.transaction(SYSTEM) as session:
        conversation = ownership.lock(session, desk.conversation_id)
        card = {"type": "product", "product": {"sku": "A-1"}, "buttons": [ADD]}
        writing.by_bot(session, conversation, uuid4(), [{"text": "Order?", "buttons": [YES], "cards": [card]}])


def stored(desk: Desk, seq: int) -> Message:
    with desk.database.transaction(SYSTEM) as session:
        return session.scalars(select(Message).where(Message.seq == seq)).one()


def test_a_repeated_client_id_is_stored_once(desk: Desk) -> None:
    first = desk.say("hello", client_id="same")
    assert desk.say("hello", client_id="same") == first
    assert desk.now().last_seq == first
    assert len(desk.bot.woken) == 1


def test_twenty_at_once_get_twenty_numbers_and_duplicates_one(desk: Desk) -> None:
    threads = [threading.Thread(target=desk.say, args=(f"n{n % 20}", f"id-{n % 20}")) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with desk.database.transaction(SYSTEM) as session:
        numbers = session.scalars(select(Message.seq).order_by(Message.seq)).all()
    assert numbers == list(range(1, 21))


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "x" * 4001], ids=["empty", "blank", "control", "long"])
def test_unfit_texts_are_refused(desk: Desk, text: str) -> None:
    with pytest.raises(TextInvalid):
        desk.say(text, client_id="x")
    assert desk.now().last_seq == 0


def test_the_rate_is_limited_per_person(desk: Desk) -> None:
    for n in range(3):
        desk.say(f"m{n}", client_id=f"m{n}", per_minute=3)
    with pytest.raises(TooManyRequests) as refusal:
        desk.say("m3", client_id="m3", per_minute=3)
    assert 0 < refusal.value.extra["retry_after"] <= 60
    assert desk.say("m0", client_id="m0", per_minute=3) == 1  # a repeat is no new message


def test_a_slash_stays_a_persons_text(desk: Desk) -> None:
    seq = desk.say('/confirm{"cart": "7"}', client_id="x")
    assert (stored(desk, seq).text, stored(desk, seq).payload) == ('/confirm{"cart": "7"}', None)


@pytest.mark.parametrize("button", [YES, ADD], ids=["of the message", "of a card"])
def test_an_offered_button_is_pressed(desk: Desk, button: dict[str, str]) -> None:
    offer(desk)
    seq = desk.say("", client_id="press", payload=button["payload"])
    assert (stored(desk, seq).text, stored(desk, seq).payload) == (button["title"], button["payload"])


def test_an_invented_button_is_refused(desk: Desk) -> None:
    offer(desk)
    with pytest.raises(ButtonNotOffered):
        desk.say("Yes", client_id="press", payload='/confirm{"cart": "8"}')


def test_a_button_of_another_conversation_is_refused(desk: Desk, make: Factory) -> None:
    offer(desk)
    other = make.actor(make.buyer(desk.company))
    with desk.database.transaction(other) as session:
        from portal.conversations.service import opening

        theirs = opening.open_for_buyer(session, other).conversation.id
    with pytest.raises(ButtonNotOffered), desk.database.transaction(other) as session:
        messages.post_by_buyer(
            session,
            other,
            theirs,
            client_id="x",
            content="",
            payload=YES["payload"],
            bot=desk.bot,
            per_minute=99,
        )


def test_writing_a_buttons_title_presses_it(desk: Desk) -> None:
    offer(desk)
    assert stored(desk, desk.say(" yes, ORDER ", client_id="a")).payload == YES["payload"]
    # Once the buyer has said something else, the words are only words.
    assert stored(desk, desk.say("Yes, order", client_id="b")).payload is None


def test_buttons_in_suggestions_were_not_offered(desk: Desk) -> None:
    with desk.database.transaction(SYSTEM) as session:
        conversation = ownership.lock(session, desk.conversation_id)
        writing.by_bot(session, conversation, uuid4(), [{"text": "Order?", "buttons": [YES]}], internal=True)
    with pytest.raises(ButtonNotOffered):
        desk.say("", client_id="x", payload=YES["payload"])


def test_the_portals_own_button_asks_for_a_person_without_the_bot(desk: Desk) -> None:
    with desk.database.transaction(SYSTEM) as session:
        conversation = ownership.lock(session, desk.conversation_id)
        writing.by_system(session, conversation, "Away", buttons=[{"title": "Talk", "payload": PERSON}])
    desk.say("", client_id="x", payload=PERSON)
    assert desk.now().state == "queued"
    assert desk.bot.woken == []


def test_a_colleague_does_not_read_or_write_it(desk: Desk, make: Factory) -> None:
    colleague = make.actor(make.buyer(desk.company))
    with pytest.raises(ConversationNotFound), desk.database.transaction(colleague) as session:
        reading.messages(session, colleague, desk.conversation_id, None, 10)
    with pytest.raises(ConversationNotFound), desk.database.transaction(colleague) as session:
        reading.require_writable(session, colleague, desk.conversation_id)


def test_staff_without_the_desk_do_not_write_as_buyers(desk: Desk) -> None:
    with pytest.raises(Forbidden), desk.database.transaction(desk.anna) as session:
        reading.require_writable(session, desk.anna, desk.conversation_id)


def test_another_company_sees_no_row_at_all(desk: Desk, make: Factory) -> None:
    desk.say("secret", client_id="x")
    stranger = make.actor(make.buyer(make.company()))
    with desk.database.transaction(stranger) as session:
        assert session.scalar(select(func.count()).select_from(Message)) == 0


def test_operator_and_buyer_may_use_the_same_client_id(desk: Desk) -> None:
    desk.say("hello", client_id="1")
    with desk.database.transaction(desk.anna) as session:
        from portal.conversations.service import desk as operators

        operators.take(session, desk.anna, desk.conversation_id)
    for _ in range(2):
        with desk.database.transaction(desk.anna) as session:
            message = messages.post_by_operator(
                session, desk.anna, desk.conversation_id, client_id="1", content="Hi, Anna here"
            )
            assert message.text == "Hi, Anna here"
    with desk.database.transaction(desk.buyer) as session:
        found = reading.messages(session, desk.buyer, desk.conversation_id, 0, 10).items
    assert [(one.author, one.client_id) for one in found] == [("buyer", "1"), ("system", None), ("operator", "1")]
