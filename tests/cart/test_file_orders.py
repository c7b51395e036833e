"""An order in a file: over the API and on the cart page."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.security.permissions import Role
from tests.factories import Factory
from tests.fakes.search import FakeSearch
from tests.files.browsing import Browser
from tests.files.building import PNG, pdf, xlsx

Login = Callable[[str], FlaskClient]


@pytest.fixture
def email(make: Factory, app: Flask) -> str:
    make.unit("m")
    for number in range(45):
        make.product(f"CAB-{number:04}", names={"en": f"Cable {number}"}, price="2.00")
    app.extensions["prilavok.search"] = FakeSearch({})
    return str(make.buyer(make.company()).email)


def upload(client: FlaskClient, content: bytes, name: str = "order.xlsx") -> str:
    made = client.post("/api/v1/files", data={"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")
    assert made.status_code == 201, made.json
    return str(made.json["id"])


def table(count: int) -> list[list[object]]:
    lines = [[n + 1, f"CAB-{n:04}", f"Cable {n}", n + 2, 2.0, 2.0 * (n + 2)] for n in range(count)]
    return [["No", "SKU", "Name", "Quantity", "Price", "Sum"], *lines, ["Total", None, None, 900, None, 1800.0]]


def test_forty_lines_go_into_the_cart(login: Login, email: str) -> None:
    buyer = login(email)
    file_id = upload(buyer, xlsx(table(40)))
    read = buyer.post("/api/v1/cart/text", json={"file_id": file_id, "apply": True})
    assert read.status_code == 200, read.json
    assert read.json["added"] == 40
    assert {line["status"] for line in read.json["lines"]} == {"sure"}
    cart = {line["sku"]: Decimal(line["quantity"]) for line in buyer.get("/api/v1/cart").json["lines"]}
    assert cart == {f"CAB-{n:04}": Decimal(n + 2) for n in range(40)}


def test_a_pdf_and_a_csv_say_the_same(login: Login, email: str) -> None:
    buyer = login(email)
    rows = [
        [(50, "No"), (90, "Code"), (180, "Name"), (400, "Qty")],
        [(50, "1"), (90, "CAB-0003"), (180, "x"), (400, "7")],
    ]
    csv = "Код;Кількість\r\nCAB-0003;7\r\n".encode("cp1251")
    for file_id in (upload(buyer, pdf(rows), "a.pdf"), upload(buyer, csv, "a.csv")):
        (line,) = buyer.post("/api/v1/cart/text", json={"file_id": file_id}).json["lines"]
        assert (line["product"]["sku"], Decimal(line["quantity"])) == ("CAB-0003", Decimal(7))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (PNG, "photo.png", "file_unreadable"),
        (pdf([]), "scan.pdf", "file_unreadable"),
        (xlsx([["Name", "Qty"], ["Cable", "=1+1"]]), "formulas.xlsx", "quantities_empty"),
        (xlsx([["Name", "Qty"]]), "header.xlsx", "no_file_lines"),
        (xlsx(table(45)[:1] + [[1, f"X-{n:05}", "x", 1] for n in range(201)]), "long.xlsx", "too_many_lines"),
    ],
)
def test_what_cannot_be_read_is_said(login: Login, email: str, content: bytes, name: str, code: str) -> None:
    buyer = login(email)
    refused = buyer.post("/api/v1/cart/text", json={"file_id": upload(buyer, content, name)})
    assert (refused.status_code, refused.json["error"]) == (422, code)
    assert len(refused.json["detail"]) > 30


def test_text_and_file_exclude_each_other(login: Login, email: str) -> None:
    buyer = login(email)
    file_id = upload(buyer, xlsx(table(1)))
    assert buyer.post("/api/v1/cart/text", json={"file_id": file_id, "text": "5 cables"}).status_code == 422
    assert buyer.post("/api/v1/cart/text", json={}).status_code == 422


def test_who_may_not_buy_gets_no_lines(make: Factory, login: Login) -> None:
    reader = login(make.buyer(make.company(), Role.FINANCE).email)
    file_id = upload(reader, xlsx(table(1)))
    assert reader.post("/api/v1/cart/text", json={"file_id": file_id}).status_code == 403


def test_the_cart_page_reads_a_file_and_adds_it(app: Flask, email: str) -> None:
    browser = Browser(app, email)
    sent: dict[str, Any] = {"text": "", "file": (io.BytesIO(xlsx(table(3))), "order.xlsx")}
    page = browser.post("/cart/text", **sent)
    assert page.status_code == 200, page.text
    assert "order.xlsx" in page.text
    file_id = page.text.split('name="file_id" value="')[1].split('"')[0]
    assert browser.post("/cart/text/add", text="", file_id=file_id).status_code == 303
    assert "CAB-0002" in browser.get("/cart")


def test_the_cart_page_says_what_is_wrong_with_a_file_and_keeps_the_text(app: Flask, email: str) -> None:
    browser = Browser(app, email)
    sent: dict[str, Any] = {"text": "5 cables", "file": (io.BytesIO(PNG), "photo.png")}
    page = browser.post("/cart/text", **sent)
    assert page.status_code == 422
    assert "5 cables" in page.text
    assert "not read" in page.text
