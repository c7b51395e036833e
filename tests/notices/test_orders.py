"""What a buyer hears of his orders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from portal.conversations.service import closing, desk, opening
from portal.notices import tasks
from portal.notices.kinds import Kind
from portal.orders.schemas import StatusIn
from portal.orders.service import changing
from tests.notices.conftest import Office


def ship(office: Office, order: Any) -> None:
    office.move(order, "confirmed")
    office.move(order, "shipped", carrier="DHL", tracking="JJD0001", eta=date(2030, 12, 12))


def test_nothing_is_told_to_those_who_did_not_ask(office: Office) -> None:
    ship(office, office.order())
    office.work()
    assert office.messages() == []


def test_a_shipment_comes_into_the_chat_with_carrier_tracking_card_and_a_way_out(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    order = office.order()
    office.move(order, "confirmed")
    office.work()
    office.move(order, "shipped", carrier="DHL", tracking="JJD0001", eta=date(2030, 12, 12))
    office.work()
    first, second = office.told()
    assert first.text == f"Your order {order.number} is confirmed."
    assert second.text == (
        f"Your order {order.number} is on its way. DHL, tracking number JJD0001. Expected on 12 December 2030."
    )
    assert (second.author, second.notice) == ("bot", {"kind": "shipment", "number": order.number})
    assert second.cards[0]["order"]["number"] == order.number
    payloads = [one["payload"] for one in second.cards[0]["buttons"]]
    assert payloads == [f'/order_status{{"order_number": "{order.number}"}}']
    assert second.buttons == [
        {"title": "Stop these messages", "payload": '/set_notices{"kind": "shipment", "state": "off"}'}
    ]


def test_a_job_that_runs_twice_tells_once(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    office.move(office.order(), "confirmed")
    ((_name, arguments),) = office.waiting()
    tasks.order_moved.func(**arguments)
    tasks.order_moved.func(**arguments)
    assert len(office.told()) == 1


def test_a_step_that_was_overtaken_is_left_to_the_later_one(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    ship(office, office.order())
    assert office.work() == 2
    assert [message.text.split(".")[0].split(" is ")[1] for message in office.told()] == ["on its way"]


def test_picking_is_nothing_to_write_home_about(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    office.move(office.order(), "picking")
    assert office.waiting() == []


def test_the_news_dies_with_the_transaction(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    order = office.order()
    session = office.database.session(office.manager)
    changing.advance(session, office.manager, order.number, StatusIn(status="confirmed"))
    session.rollback()
    session.close()
    assert office.waiting() == []


def test_who_cancels_his_order_knows_it(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    order = office.order()
    with office.database.transaction(office.buyer) as session:
        changing.cancel(session, office.buyer, order.number)
    office.work()
    assert office.told() == []


def test_a_cancelled_order_says_why(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    order = office.order()
    office.move(order, "cancelled", note="The article is discontinued.")
    office.work()
    assert office.told()[0].text == (
        f"Your order {order.number} has been cancelled. Reason: The article is discontinued."
    )


def test_an_order_is_told_to_whoever_placed_it_and_one_of_nobody_to_all(
    office: Office, colleague: Callable[..., Any]
) -> None:
    user, actor = colleague()
    office.wants(Kind.SHIPMENT)
    office.wants(Kind.SHIPMENT, actor=actor)
    office.move(office.order(), "confirmed")
    office.move(office.order(placed_by=None), "confirmed")
    office.work()
    assert [len(office.told()), len(office.told(user))] == [2, 1]


def test_another_company_hears_nothing(office: Office, colleague: Callable[..., Any]) -> None:
    user, actor = colleague(company=office.make.company())
    office.wants(Kind.SHIPMENT, actor=actor)
    office.wants(Kind.SHIPMENT)
    office.move(office.order(placed_by=None), "confirmed")
    office.work()
    assert [len(office.told()), len(office.told(user))] == [1, 0]


def test_it_comes_in_the_language_of_the_person(office: Office, colleague: Callable[..., Any]) -> None:
    user, actor = colleague(locale="uk")
    office.wants(Kind.SHIPMENT, actor=actor)
    order = office.order(placed_by=user.id)
    office.move(order, "confirmed")
    office.move(order, "shipped", carrier="Нова пошта", tracking="5900", eta=date(2030, 12, 12))
    office.work()
    assert office.told(user)[0].text == (
        f"Ваше замовлення {order.number} уже в дорозі. Нова пошта, номер відстеження 5900. Очікується 12 грудня 2030."
    )


def test_while_an_operator_has_the_conversation_the_portal_speaks(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    anna = office.make.actor(office.make.staff(name="Anna"))
    with office.database.transaction(office.buyer) as session:
        conversation_id = opening.open_for_buyer(session, office.buyer).conversation.id
    with office.database.transaction(anna) as session:
        desk.take(session, anna, conversation_id)
    office.move(office.order(), "confirmed")
    office.work()
    notice = office.told()[0]
    assert notice.author == "system"
    assert notice.buttons == []
    assert notice.cards[0]["buttons"] == []
    assert notice.conversation_id == conversation_id


def test_a_closed_conversation_stays_closed(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    anna = office.make.actor(office.make.staff(name="Anna"))
    with office.database.transaction(office.buyer) as session:
        conversation_id = opening.open_for_buyer(session, office.buyer).conversation.id
    with office.database.transaction(anna) as session:
        closing.close(session, anna, conversation_id)
    office.move(office.order(), "confirmed")
    office.work()
    assert office.told()[0].conversation_id != conversation_id


def test_somebody_locked_out_hears_nothing(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    office.move(office.order(), "confirmed")
    office.user.active = False
    office.make.save(office.user)
    office.work()
    assert office.messages() == []
