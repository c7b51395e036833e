"""The page of a proposal."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from flask import Flask

from tests.factories import Factory


def test_ticked_lines_go_into_the_cart(app: Flask, make: Factory) -> None:
    company = make.company()
    user = make.buyer(company)
    for sku in ("AAA", "BBB"):
        product = make.product(sku, names={"en": f"Thing {sku}"})
        for turn in range(5, 0, -1):
            make.order(company, [(product, "10")], placed_at=datetime.now(UTC) - timedelta(days=14 * turn))
    browser = app.test_client()
    token = re.search(r'name="csrf[-_]token" (?:content|value)="([^"]+)"', browser.get("/login").text)
    assert token
    browser.post("/login", data={"email": user.email, "password": Factory.PASSWORD, "csrf_token": token.group(1)})
    page = browser.get("/cart/proposal").text
    again = re.search(r'name="csrf[-_]token" (?:content|value)="([^"]+)"', page)
    found = re.search(r'name="id" value="([^"]+)"', page)
    assert again
    assert found
    assert "every 2 weeks" in page
    ids = re.findall(r'name="line_ids" value="([^"]+)"', page)
    assert len(ids) == 2
    assert found.group(1) in browser.get("/cart/proposal").text  # the same one while it is fresh
    form = {"id": found.group(1), "line_ids": ids[0], f"quantity-{ids[0]}": "3", "csrf_token": again.group(1)}
    assert browser.post("/cart/proposal/apply", data=form).location == "/cart"
    cart = browser.get("/cart").text
    assert cart.count('id="line-') == 1
    assert 'value="3"' in cart
    assert browser.post("/cart/proposal/apply", data=form).location == "/cart"
    made = browser.post("/cart/proposal", data={"csrf_token": again.group(1)})
    assert made.location.startswith("/cart/proposal?id=")
