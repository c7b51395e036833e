"""GET /products, /products/{sku}, /categories: browsing, narrowing down, paging, prices of the one who asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from portal.catalogue.models import AttributeDefinition, StockLevel
from portal.catalogue.queries import plain_number
from portal.pricing.models import ContractPrice, Price
from tests.factories import Factory

Login = Callable[[str], FlaskClient]


def attribute(value: str) -> dict[str, object]:
    return {"value": value, "labels": {"en": f"{value} mm²", "uk": f"{value} мм²"}}


@pytest.fixture
def cables(make: Factory) -> list[str]:
    """Five cables in a category below another, one of them without stock."""
    root = make.category("cables")
    leaf = make.category("installation-cables", root)
    make.save(AttributeDefinition(code="section", names={"en": "Cross-section", "uk": "Переріз"}, kind="number"))
    skus = []
    for number, section in enumerate(["1.5", "2.5", "2.5", "4", "10"], start=1):
        product = make.product(
            f"NYM-{number}",
            price=f"{number}.50",
            stock="0" if number == 5 else "40",
            names={"en": f"Cable NYM {number}", "uk": f"Кабель NYM {number}"},
            category_id=leaf.id,
            attributes={"section": attribute(section)},
            eans=[f"590000000000{number}"],
            mpn=f"N {number}/x",
        )
        skus.append(product.sku)
    return skus


def skus(body: dict[str, object]) -> list[str]:
    return [item["sku"] for item in body["items"]]  # type: ignore[attr-defined]


def test_a_visitor_sees_the_catalogue_at_list_prices(client: FlaskClient, cables: list[str]) -> None:
    body = client.get("/api/v1/products?category=cables").get_json()
    assert skus(body) == cables
    assert body["total"] == 5
    assert body["items"][0]["price"] == {"amount": "1.50", "currency": "EUR"}
    assert body["items"][4]["in_stock"] is False


def test_pages_follow_each_other_without_gap_or_repeat(client: FlaskClient, cables: list[str]) -> None:
    seen: list[str] = []
    cursor = ""
    for _ in range(3):
        body = client.get(f"/api/v1/products?category=cables&limit=2&cursor={cursor}").get_json()
        seen += skus(body)
        cursor = body["next"]
    assert seen == cables
    assert cursor is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("in_stock=true", ["NYM-1", "NYM-2", "NYM-3", "NYM-4"], id="in stock"),
        pytest.param("price_min=2&price_max=3.50", ["NYM-2", "NYM-3"], id="price range"),
        pytest.param("attr.section=2.5", ["NYM-2", "NYM-3"], id="one value"),
        pytest.param("attr.section=1.5&attr.section=10", ["NYM-1", "NYM-5"], id="either value"),
        pytest.param("attr.section=7", [], id="no such value"),
        pytest.param("category=tools", [], id="another category"),
    ],
)
def test_narrowing_down(client: FlaskClient, make: Factory, cables: list[str], query: str, expected: list[str]) -> None:
    make.category("tools")
    assert cables
    assert skus(client.get(f"/api/v1/products?{query}").get_json()) == expected


def test_facets_count_what_is_shown(client: FlaskClient, cables: list[str]) -> None:
    assert cables
    facets = client.get("/api/v1/products?category=cables", headers={"Accept-Language": "uk"}).get_json()["facets"]
    assert facets["categories"] == [{"code": "installation-cables", "name": "Installation-Cables", "count": 5}]
    (section,) = facets["attributes"]
    assert section["name"] in {"Переріз", "Cross-section"}
    assert [(value["value"], value["count"]) for value in section["values"]] == [
        ("1.5", 1),
        ("2.5", 2),
        ("4", 1),
        ("10", 1),
    ]


def test_the_price_filter_uses_the_customers_own_price(make: Factory, login: Login, cables: list[str]) -> None:
    company = make.company()
    buyer = make.buyer(company)
    product_id = Decimal(0)
    with make.database.transaction(make.session.info["actor"]) as session:
        from portal.catalogue.queries import product_by_number

        product = product_by_number(session, "NYM-5")
        assert product is not None
        product_id = product.id  # type: ignore[assignment]
    make.save(
        ContractPrice(
            company_id=company.id,
            product_id=int(product_id),
            amount=Decimal("1.10"),
            currency="EUR",
            valid_from=date(2020, 1, 1),
            reference="K-17",
        )
    )
    mine = login(buyer.email)
    assert skus(mine.get("/api/v1/products?price_max=1.20").get_json()) == ["NYM-5"]
    other = login(make.buyer().email)
    assert skus(other.get("/api/v1/products?price_max=1.20").get_json()) == []
    detail = mine.get("/api/v1/products/nym 5").get_json()
    assert detail["price"]["amount"] == "1.10"
    assert [step["code"] for step in detail["price_trace"]] == ["list", "contract"]
    assert "K-17" in detail["price_trace"][1]["text"]
    assert len(cables) == 5


@pytest.mark.parametrize("spelling", ["NYM-2", "nym 2", "nym2", "5900000000002", "N2/X"])
def test_a_product_is_found_by_any_of_its_numbers(client: FlaskClient, cables: list[str], spelling: str) -> None:
    response = client.get(f"/api/v1/products/{spelling}")
    assert response.status_code == 200, response.get_json()
    body = response.get_json()
    assert body["sku"] == cables[1]
    assert body["stock"] == [{"warehouse": "MAIN", "name": "Main", "quantity": 40}]
    assert body["category"] == "installation-cables"
    assert [crumb["code"] for crumb in body["categories"]] == ["cables", "installation-cables"]
    assert body["attributes"][0]["value"] == "2.5 mm²"


def test_a_manufacturers_number_of_several_products_finds_none(client: FlaskClient, make: Factory) -> None:
    make.product("A-1", mpn="SAME")
    make.product("A-2", mpn="same")
    response = client.get("/api/v1/products/SAME")
    assert response.status_code == 404
    assert response.get_json()["error"] == "product_not_found"


def test_inactive_products_are_not_sold(client: FlaskClient, make: Factory) -> None:
    make.product("OLD-1", active=False)
    assert client.get("/api/v1/products/OLD-1").status_code == 404
    assert client.get("/api/v1/products").get_json()["total"] == 0


def test_tiers_are_shown(client: FlaskClient, make: Factory) -> None:
    product = make.product("T-1", price="10.00")
    make.save(
        Price(
            price_list_id=make.price_list().id,
            product_id=product.id,
            min_quantity=Decimal(100),
            amount=Decimal("8.1250"),
        )
    )
    tiers = client.get("/api/v1/products/T-1").get_json()["price_tiers"]
    assert tiers == [
        {"min_quantity": 1, "price": {"amount": "10.00", "currency": "EUR"}},
        {"min_quantity": 100, "price": {"amount": "8.125", "currency": "EUR"}},
    ]


def test_while_the_index_is_down_the_database_searches(client: FlaskClient, make: Factory, cables: list[str]) -> None:
    make.product("HAM-1", names={"en": "Hammer 100% steel", "pl": "Młotek"})
    body = client.get("/api/v1/products?q=кабель nym").get_json()
    assert body["degraded"] is True
    assert skus(body) == cables
    assert skus(client.get("/api/v1/products?q=młotek").get_json()) == ["HAM-1"]
    assert skus(client.get("/api/v1/products?q=5900000000003").get_json())[0] == "NYM-3"
    assert skus(client.get("/api/v1/products?q=100%25").get_json()) == ["HAM-1"]
    assert client.get("/api/v1/products/suggest?q=ham").get_json()["items"][0]["sku"] == "HAM-1"


def test_category_tree_counts_what_is_below(client: FlaskClient, cables: list[str]) -> None:
    (root,) = client.get("/api/v1/categories").get_json()["items"]
    assert (root["code"], root["count"]) == ("cables", len(cables))
    assert root["children"][0]["parent"] == "cables"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=0", 422),
        ("limit=101", 422),
        ("price_min=-1", 422),
        ("cursor=nonsense", 422),
        ("cursor=WzFd", 422),
        ("category=nowhere", 404),
    ],
)
def test_nonsense_is_refused_with_a_reason(client: FlaskClient, query: str, status: int) -> None:
    response = client.get(f"/api/v1/products?{query}")
    assert response.status_code == status
    assert response.get_json()["detail"]


def test_a_filter_injects_nothing(client: FlaskClient, make: Factory, cables: list[str]) -> None:
    assert cables
    response = client.get("/api/v1/products", query_string={"attr.se'ction": "2.5' OR 1=1 --", "category": "cables"})
    assert response.status_code == 200
    assert response.get_json()["total"] == 0
    assert make.session.query(StockLevel).count() == 5


def test_numbers_are_compared_without_separators() -> None:
    assert plain_number(" ab-12/3.c ") == "AB123C"
