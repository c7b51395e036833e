"""Order pages, checking out by form, and the mail that follows."""

from __future__ import annotations

import mailbox
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.models import Company, User
from portal.orders.models import Order
from portal.orders.tasks import send_confirmation
from portal.security.actor import Actor
from portal.shared.database import Database
from portal.shared.settings import Settings
from tests.factories import Factory


@pytest.fixture
def company(make: Factory) -> Company:
    return make.company()


@pytest.fixture
def buyer(make: Factory, company: Company) -> User:
    return make.buyer(company)


@pytest.fixture
def browser(app: Flask, make: Factory, buyer: User) -> FlaskClient:
    make.product("CAB-1", names={"en": "Grey cable"})
    client = app.test_client()
    client.post(
        "/login", data={"email": buyer.email, "password": Factory.PASSWORD, "csrf_token": csrf(client, "/login")}
    )
    return client


def csrf(client: FlaskClient, path: str = "/cart") -> str:
    found = re.search(r'name="csrf[-_]token" (?:content|value)="([^"]+)"', client.get(path).text)
    assert found, "the page has no CSRF token"
    return found.group(1)


def checkout(browser: FlaskClient, **form: str) -> tuple[int, str]:
    answer = browser.post("/cart/checkout", data={"csrf_token": csrf(browser), **form})
    return answer.status_code, answer.location or answer.text


def test_checking_out_leads_to_the_order_and_a_second_click_too(browser: FlaskClient) -> None:
    token = csrf(browser)
    browser.post("/cart/lines", data={"sku": "CAB-1", "quantity": "3", "csrf_token": token})
    version = re.search(r'name="version" value="(\d+)"', browser.get("/cart").text)
    assert version
    form = {"version": version.group(1), "po_number": "PO-1"}
    assert checkout(browser, **form) == (302, "/orders/SO-100001")
    assert checkout(browser, **form) == (302, "/orders/SO-100001")
    page = browser.get("/orders/SO-100001").text
    assert "Grey cable" in page
    assert "PO-1" in page
    assert "SO-100001" in browser.get("/orders").text
    assert browser.get("/orders/100001").location == "/orders/SO-100001"


def test_a_refused_checkout_shows_the_cart_with_what_was_typed(browser: FlaskClient) -> None:
    token = csrf(browser)
    browser.post("/cart/lines", data={"sku": "CAB-1", "quantity": "3", "csrf_token": token})
    status, page = checkout(browser, version="1", po_number="PO-77")
    assert status == 409
    assert "PO-77" in page
    assert "Grey cable" in page


def test_an_empty_cart_leads_back_to_it(browser: FlaskClient) -> None:
    assert checkout(browser) == (302, "/cart")


def test_repeating_and_cancelling_by_forms(browser: FlaskClient, make: Factory, company: Company) -> None:
    product = make.product("B", names={"en": "Blue lamp"})
    make.order(company, [(product, "2")], number="SO-5", status="placed")
    token = csrf(browser)
    assert browser.post("/orders/SO-5/reorder", data={"csrf_token": token}).location == "/cart"
    assert "Blue lamp" in browser.get("/cart").text
    assert 'action="/orders/SO-5/cancel"' in browser.get("/orders/SO-5").text
    browser.post("/orders/SO-5/cancel", data={"csrf_token": token})
    assert 'action="/orders/SO-5/cancel"' not in browser.get("/orders/SO-5").text
    assert "Cancelled" in browser.get("/orders/SO-5").text


def test_lists_by_status_and_nonsense_filters(browser: FlaskClient) -> None:
    for query in ("", "?status=open", "?status=delivered", "?status=nonsense"):
        assert browser.get(f"/orders{query}").status_code == 200
    assert browser.get("/orders/SO-404").status_code == 404


def test_the_confirmation_is_mailed_in_the_persons_language(
    app: Flask,
    browser: FlaskClient,
    database: Database,
    settings: Settings,
    system: Actor,
    buyer: User,
) -> None:
    browser.post("/cart/lines", data={"sku": "CAB-1", "quantity": "3", "csrf_token": csrf(browser)})
    checkout(browser)
    with database.transaction(system) as session:
        order_id = str(session.scalars(select(Order.id)).one())
    send_confirmation(order_id)
    (message,) = mailbox.Maildir(settings.maildir)
    assert message["To"] == buyer.email
    assert "SO-100001" in message["Subject"]
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert "Grey cable (CAB-1): 3 pcs" in body.decode()
