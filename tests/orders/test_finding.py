"""Finding orders by what was in them, and what repeating one would cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Company
from portal.catalogue.models import Product
from portal.orders.finding import named
from tests.factories import Factory

Login = Callable[[str], FlaskClient]
GLOVES = {"en": "Nitrile gloves L", "uk": "Рукавички нітрилові", "ru": "Перчатки нитриловые", "pl": "Rękawice L"}
CABLE = {"en": "Cable NYM-J 3x1.5", "uk": "Кабель NYM-J 3x1,5", "ru": "Кабель NYM-J 3x1,5", "pl": "Przewód NYM-J 3x1,5"}
THICK = {"en": "Cable NYM-J 3x2.5", "uk": "Кабель NYM-J 3x2,5", "ru": "Кабель NYM-J 3x2,5", "pl": "Przewód NYM-J 3x2,5"}
NAMES = {1: ["GLV-1", *GLOVES.values()], 2: ["CAB-1", *CABLE.values()], 3: ["CAB-2", *THICK.values()]}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("gloves", [1]), ("рукавичок", [1]), ("перчатки", [1]), ("rękawiczki", [1]), ("nitrile glove", [1]),
        ("cable", [2, 3]), ("кабеля 3х2,5", [3]), ("NYM 3x1.5", [2]), ("cab-2", [3]),
        ("cement", []), ("", []), ("a", []), ("pallet of cement and gravel", []),
    ],
)  # fmt: skip
def test_words_name_purchases_in_any_language(words: str, ids: list[int]) -> None:
    assert named(NAMES, words) == ids


@pytest.fixture
def company(make: Factory) -> Company:
    return make.company()


@pytest.fixture
def goods(make: Factory) -> tuple[Product, Product]:
    return make.product("GLV-1", price="12.00", names=GLOVES), make.product("CAB-1", names=CABLE)


def _numbers(api: FlaskClient, **query: str) -> list[str]:
    return [order["number"] for order in api.get("/api/v1/orders", query_string=query).json["items"]]


def test_orders_are_found_by_product_po_number_and_day(
    make: Factory, login: Login, company: Company, goods: tuple[Product, Product]
) -> None:
    gloves, cable = goods
    now = datetime.now(UTC)
    old = make.order(company, [(gloves, "5")], now - timedelta(days=60), po_number="PO-77/a")
    new = make.order(company, [(gloves, "2"), (cable, "100")], now - timedelta(days=2))
    make.order(make.company("Other"), [(gloves, "9")], now, po_number="PO-77/a")
    api = login(make.buyer(company).email)
    assert _numbers(api, product="рукавички") == [new.number, old.number]
    assert _numbers(api, product="cable") == [new.number]
    assert _numbers(api, product="helicopter") == []
    assert _numbers(api, po_number="po-77/A") == [old.number]
    assert _numbers(api, since=str((now - timedelta(days=10)).date())) == [new.number]
    assert _numbers(api, until=str((now - timedelta(days=10)).date())) == [old.number]
    assert _numbers(api, product="gloves", since=str(new.placed_at.date()), until=str(now.date())) == [new.number]
    assert api.get("/api/v1/orders", query_string={"since": "soon"}).status_code == 422


def test_the_preview_of_repeating_tells_what_changed_and_changes_nothing(
    make: Factory, login: Login, company: Company, goods: tuple[Product, Product]
) -> None:
    gloves, cable = goods
    cable.active = False
    make.session.commit()
    order = make.order(company, [(gloves, "5"), (cable, "100")])
    api = login(make.buyer(company).email)
    shown = api.get(f"/api/v1/orders/{order.number}/reorder").json
    assert [(each["sku"], each["price_then"]["amount"], each["price"]["amount"]) for each in shown["lines"]] == [
        ("GLV-1", "10.00", "12.00")
    ]
    assert [each["sku"] for each in shown["skipped"]] == ["CAB-1"]
    assert shown["total"]["amount"] == "60.00"
    assert api.get("/api/v1/cart").json["lines"] == []
    stranger = login(make.buyer(make.company("Other")).email)
    assert stranger.get(f"/api/v1/orders/{order.number}/reorder").status_code == 404
