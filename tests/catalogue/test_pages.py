"""The catalogue's pages, in every language, with the buyer's own data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Company
from portal.catalogue.models import AttributeDefinition
from portal.pricing.models import Price
from tests.factories import Factory

Login = Callable[[str], FlaskClient]
NAMES = {"en": "Hammer 500 g", "uk": "Молоток 500 г", "ru": "Молоток 500 г", "pl": "Młotek 500 g"}


@pytest.fixture
def company(make: Factory) -> Company:
    """A company that bought the hammer before."""
    company = make.company()
    leaf = make.category("hand-tools", make.category("tools"))
    make.save(AttributeDefinition(code="weight", names={"en": "Weight", "uk": "Вага", "ru": "Вес", "pl": "Masa"}))
    hammer = make.product(
        "HAM-1",
        price="12.50",
        names=NAMES,
        descriptions={"en": "For <nails> & more"},
        category_id=leaf.id,
        attributes={"weight": {"value": "500", "labels": {"en": "500 g", "uk": "500 г"}}},
    )
    make.product("HAM-2", names={"en": "Hammer <b>bold</b>"}, category_id=leaf.id, price=None)
    make.save(
        Price(
            price_list_id=make.price_list().id, product_id=hammer.id, min_quantity=Decimal(50), amount=Decimal("11.00")
        )
    )
    make.order(company, [(hammer, "3")], placed_at=datetime(2026, 3, 2, tzinfo=UTC), number="SO-100001")
    return company


@pytest.fixture
def buyer(make: Factory, login: Login, company: Company) -> FlaskClient:
    """Somebody of that company."""
    return login(make.buyer(company).email)


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.get_data(as_text=True)[:2000]
    return response.get_data(as_text=True)


@pytest.mark.parametrize("locale", ["en", "uk", "ru", "pl"])
def test_the_product_page_speaks_the_readers_language(
    make: Factory, login: Login, company: Company, locale: str
) -> None:
    html = page(login(make.buyer(company, locale=locale).email), "/product/HAM-1")
    assert NAMES[locale] in html
    assert "SO-100001" in html
    assert "12" in html
    assert "11" in html
    assert "For &lt;nails&gt; &amp; more" in html
    assert f'lang="{locale}"' in html


def test_another_spelling_leads_to_the_products_own_address(buyer: FlaskClient) -> None:
    response = buyer.get("/product/ham 1")
    assert response.status_code == 302
    assert response.headers["Location"].endswith("/product/HAM-1")
    page(buyer, "/product/nothing", status=404)


def test_the_front_shows_the_tree_and_a_category_its_products(buyer: FlaskClient) -> None:
    front = page(buyer, "/catalogue")
    assert "/catalogue/tools" in front
    assert "HAM-1" not in front
    listed = page(buyer, "/catalogue/hand-tools")
    assert "HAM-1" in listed
    assert "Hammer &lt;b&gt;bold&lt;/b&gt;" in listed
    page(buyer, "/catalogue/nowhere", status=404)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=hammer", {"HAM-1", "HAM-2"}),
        ("q=hammer&attr.weight=500", {"HAM-1"}),
        ("price_max=20", {"HAM-1"}),
        ("price_max=1,50", set()),
        ("in_stock=1&page=1", {"HAM-1", "HAM-2"}),
        ("q=hammer&page=9999999999&price_min=abc", {"HAM-1", "HAM-2"}),
        ("q=hammer&page=5", set()),
    ],
)
def test_searching_and_narrowing_down(buyer: FlaskClient, query: str, expected: set[str]) -> None:
    html = page(buyer, f"/catalogue?{query}")
    assert {sku for sku in ("HAM-1", "HAM-2") if f'data-sku="{sku}"' in html} == expected


def test_pages_need_a_login(client: FlaskClient) -> None:
    assert client.get("/catalogue").status_code in {302, 401}
