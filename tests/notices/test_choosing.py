"""Switching kinds on and off: API, pages, audit, walls; and what the conversation makes of notices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.conversations import queries as conversations
from portal.conversations.service import messages, opening
from portal.notices.kinds import Kind
from portal.notices.models import Notice, NoticeChoice, ProductWatch
from portal.security.permissions import Role
from tests.factories import Factory
from tests.notices.conftest import SYSTEM, Office

OFF = {"shipment": False, "quote": False, "basket": False, "stock": False, "invoice": False}


class NoBot:
    def wake(self, session: Any, conversation_id: Any) -> None:
        """Nobody answers."""


def test_all_is_off_until_it_is_switched_on(office: Office, login: Callable[[str], FlaskClient]) -> None:
    client = login(office.user.email)
    assert client.get("/api/v1/me/notices").get_json() == {"kinds": OFF, "not_allowed": [], "watching": 0}
    answer = client.put("/api/v1/me/notices", json={"kinds": {"shipment": True, "quote": True}})
    assert answer.get_json()["kinds"] == OFF | {"shipment": True, "quote": True}
    client.put("/api/v1/me/notices", json={"kinds": {"quote": False}})
    assert client.get("/api/v1/me/notices").get_json()["kinds"] == OFF | {"shipment": True}
    assert client.put("/api/v1/me/notices", json={"kinds": {"weather": True}}).status_code == 422
    with office.database.transaction(SYSTEM) as session:
        data = session.scalars(
            select(AuditEntry.data).where(AuditEntry.action == "notices.chosen").order_by(AuditEntry.id)
        )
        assert list(data) == [{"on": ["quote", "shipment"], "off": []}, {"on": [], "off": ["quote"]}]


def test_a_role_rules_kinds_out(make: Factory, login: Callable[[str], FlaskClient]) -> None:
    client = login(make.buyer(None, Role.FINANCE).email)
    assert client.get("/api/v1/me/notices").get_json()["not_allowed"] == ["basket"]
    refused = client.put("/api/v1/me/notices", json={"kinds": {"basket": True}})
    assert (refused.status_code, refused.get_json()["error"]) == (403, "forbidden")
    assert client.put("/api/v1/me/notices", json={"kinds": {"basket": False}}).status_code == 200


def test_the_suppliers_staff_have_none(make: Factory, login: Callable[[str], FlaskClient]) -> None:
    assert login(make.staff().email).get("/api/v1/me/notices").status_code == 403


def test_watching_over_the_api(office: Office, login: Callable[[str], FlaskClient]) -> None:
    client = login(office.user.email)
    missing, there = office.make.product(stock="0"), office.make.product()
    answer = client.post(f"/api/v1/products/{missing.sku}/watch", json={})
    assert (answer.status_code, answer.get_json()["watching"]) == (201, True)
    assert client.post(f"/api/v1/products/{missing.sku}/watch", json={}).status_code == 201
    state = client.get("/api/v1/me/notices").get_json()
    assert (state["watching"], state["kinds"]["stock"]) == (1, True)
    assert client.post(f"/api/v1/products/{there.sku}/watch", json={}).get_json()["error"] == "product_in_stock"
    assert client.post("/api/v1/products/NONE-1/watch", json={}).status_code == 404
    client.put("/api/v1/me/notices", json={"kinds": {"stock": False}})
    assert client.get("/api/v1/me/notices").get_json()["watching"] == 0
    client.post(f"/api/v1/products/{missing.sku}/watch", json={})
    assert client.delete(f"/api/v1/products/{missing.sku}/watch").get_json()["watching"] is False


def test_another_company_sees_neither_choice_nor_wait_nor_notice(office: Office, colleague: Callable[..., Any]) -> None:
    office.wants(Kind.SHIPMENT, Kind.STOCK)
    office.move(office.order(), "confirmed")
    office.work()
    product = office.make.product(stock="0")
    office.make.save(ProductWatch(user_id=office.user.id, company_id=office.company.id, product_id=product.id))
    _user, stranger = colleague(company=office.make.company())
    for actor, seen in ((office.buyer, 1), (stranger, 0)):
        with office.database.transaction(actor) as session:
            for model in (NoticeChoice, ProductWatch, Notice):
                assert len(session.scalars(select(model)).all()) == seen, model


def test_the_bot_learns_of_notices_only_until_somebody_speaks(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    order = office.order()
    office.move(order, "confirmed")
    office.work()
    office.move(order, "shipped", carrier="DHL")
    office.work()
    conversation_id = office.told()[0].conversation_id
    with office.database.transaction(office.buyer) as session:
        about = {"kind": "shipment", "number": order.number}
        assert conversations.fresh_notices(session, conversation_id, 99) == [about, about]
        messages.post_by_buyer(
            session,
            office.buyer,
            conversation_id,
            client_id="c1",
            content="hi",
            payload=None,
            bot=NoBot(),
            per_minute=9,
        )
        assert conversations.fresh_notices(session, conversation_id, 99) == []


def test_a_notice_waits_for_the_bots_answer_and_comes_after_it(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    with office.database.transaction(office.buyer) as session:
        conversation = opening.open_for_buyer(session, office.buyer).conversation
        messages.post_by_buyer(
            session,
            office.buyer,
            conversation.id,
            client_id="c1",
            content="hi",
            payload=None,
            bot=NoBot(),
            per_minute=9,
        )
    office.move(office.order(), "confirmed")
    assert office.work() == 1
    assert office.told() == []
    with office.database.transaction(SYSTEM) as session:
        session.get_one(type(conversation), conversation.id).answered_seq = 1
    assert office.work() == 1
    assert len(office.told()) == 1


def test_notices_keep_the_language_that_the_conversation_has(office: Office) -> None:
    office.wants(Kind.SHIPMENT)
    with office.database.transaction(office.buyer) as session:
        opening.open_for_buyer(session, office.buyer.with_locale("pl"))
    office.move(office.order(), "confirmed")
    office.work()
    with office.database.transaction(office.buyer) as session:
        assert opening.for_news(session, office.buyer).locale == "pl"
    assert office.told()[0].text.startswith("Your order")


def browser(office: Office) -> FlaskClient:
    client = office.app.test_client()
    client.post("/login", data={"email": office.user.email, "password": Factory.PASSWORD, "csrf_token": token(client)})
    return client


def token(client: FlaskClient, path: str = "/login") -> str:
    page = client.get(path).get_data(as_text=True)
    return page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def test_the_account_page_has_a_switch_for_each_kind(office: Office) -> None:
    client = browser(office)
    assert client.get("/account").get_data(as_text=True).count('name="kinds"') == 5
    saved = client.post(
        "/account/notices", data={"csrf_token": token(client, "/account"), "kinds": ["basket", "invoice"]}
    )
    assert saved.location == "/account#notices"
    page = client.get("/account").get_data(as_text=True)
    assert page.count(" checked") == 2
    assert "data-expects" in page


def test_the_product_page_offers_to_watch_what_is_not_in_stock(office: Office) -> None:
    client = browser(office)
    product = office.make.product(stock="0")
    path = f"/product/{product.sku}"
    assert "Tell me when it is back" in client.get(path).get_data(as_text=True)
    client.post(f"{path}/watch", data={"csrf_token": token(client, path)})
    assert "Do not tell me any more" in client.get(path).get_data(as_text=True)
    client.post(f"{path}/watch", data={"csrf_token": token(client, path), "off": "1"})
    assert "Tell me when it is back" in client.get(path).get_data(as_text=True)
    assert "Tell me when" not in client.get(f"/product/{office.make.product().sku}").get_data(as_text=True)
