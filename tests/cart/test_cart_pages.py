"""The cart page, with and without script."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import Factory
from tests.fakes.search import FakeSearch


@pytest.fixture
def browser(app: Flask, make: Factory) -> FlaskClient:
    """A browser of a buyer who is logged in."""
    app.extensions["prilavok.search"] = FakeSearch({})
    make.product("CAB-1", names={"en": "Grey cable"})
    user = make.buyer()
    client = app.test_client()
    token = csrf(client, "/login")
    client.post("/login", data={"email": user.email, "password": Factory.PASSWORD, "csrf_token": token})
    return client


def csrf(client: FlaskClient, path: str = "/cart") -> str:
    found = re.search(r'name="csrf[-_]token" (?:content|value)="([^"]+)"', client.get(path).text)
    assert found, "the page has no CSRF token"
    return found.group(1)


def test_adding_changing_removing_and_taking_back_by_forms(browser: FlaskClient) -> None:
    token = csrf(browser)
    answer = browser.post("/cart/lines", data={"sku": "CAB-1", "quantity": "3", "csrf_token": token})
    assert (answer.status_code, answer.location) == (303, "/cart")
    page = browser.get("/cart").text
    assert "Grey cable" in page
    line = re.search(r'action="(/cart/lines/[0-9a-f-]{36})"', page)
    assert line
    browser.post(line.group(1), data={"quantity": "5", "csrf_token": token})
    assert 'value="5"' in browser.get("/cart").text
    browser.post(line.group(1), data={"remove": "1", "csrf_token": token})
    page = browser.get("/cart").text
    assert "Undo: Grey cable removed" in page
    assert "/product/CAB-1" not in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    browser.post("/cart/undo", data={"csrf_token": token, "version": version.group(1)})
    assert 'value="5"' in browser.get("/cart").text
    browser.post("/cart/undo", data={"csrf_token": token, "version": version.group(1)})
    assert 'value="5"' in browser.get("/cart").text, "a button of an older page must not take more back"
    assert "Undo: quantity of Grey cable" in browser.get("/cart").text


def test_htmx_gets_the_page_at_once(browser: FlaskClient) -> None:
    token = csrf(browser)
    answer = browser.post(
        "/cart/lines",
        data={"sku": "CAB-1", "quantity": "3"},
        headers={"HX-Request": "true", "X-CSRFToken": token},
    )
    assert answer.status_code == 200
    assert 'id="cart-page"' in answer.text
    assert "Grey cable" in answer.text
    assert "toast" in answer.headers["HX-Trigger"]


def test_a_wrong_quantity_is_explained_on_the_page(browser: FlaskClient) -> None:
    token = csrf(browser)
    for quantity in ("", "many", "-1", "1e99", "2.5", "NaN"):
        answer = browser.post(
            "/cart/lines",
            data={"sku": "CAB-1", "quantity": quantity, "csrf_token": token},
            follow_redirects=True,
        )
        assert answer.status_code == 200, quantity
        assert "data-toast" in answer.text, quantity
        assert "The cart is empty" in answer.text, quantity


def test_a_list_is_read_and_added(browser: FlaskClient) -> None:
    token = csrf(browser)
    read = browser.post("/cart/text", data={"text": "CAB-1 x 4\n2 unicorns", "csrf_token": token})
    assert read.status_code == 200
    assert 'name="choice-1"' in read.text
    assert "unicorns" in read.text
    browser.post("/cart/text/add", data={"text": "CAB-1 x 4\n2 unicorns", "choice-1": "CAB-1", "csrf_token": token})
    assert 'value="4"' in browser.get("/cart").text


def test_a_list_added_by_htmx_says_so_in_a_toast(browser: FlaskClient) -> None:
    answer = browser.post(
        "/cart/text/add",
        data={"text": "CAB-1 x 4"},
        headers={"HX-Request": "true", "X-CSRFToken": csrf(browser)},
    )
    assert "1 line is in the cart" in answer.headers["HX-Trigger"]


def test_an_empty_list_keeps_the_page(browser: FlaskClient) -> None:
    answer = browser.post("/cart/text", data={"text": "please", "csrf_token": csrf(browser)})
    assert answer.status_code == 422
    assert "please" in answer.text


def test_text_is_escaped(browser: FlaskClient) -> None:
    evil = "2 <script>alert(1)</script>"
    page = browser.post("/cart/text", data={"text": evil, "csrf_token": csrf(browser)}).text
    assert "<script>alert" not in page


def test_without_the_token_nothing_happens(browser: FlaskClient) -> None:
    assert browser.post("/cart/lines", data={"sku": "CAB-1", "quantity": "3"}).status_code == 400
    assert "Grey cable" not in browser.get("/cart").text
