"""Taking changes of the cart back: every kind of change, exactly, the last one first."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.models import User
from portal.cart.models import Cart
from portal.cart.service.lines import Wanted, add_wanted
from portal.security.actor import Actor
from portal.shared.database import Database
from tests.factories import Factory

Json = dict[str, Any]


@pytest.fixture
def api(login: Callable[[str], FlaskClient], make: Factory, buyer: User) -> FlaskClient:
    for sku in ("A", "B", "C"):
        make.product(sku, names={"en": f"Cable {sku}"})
    return login(buyer.email)


def add(api: FlaskClient, sku: str, quantity: int) -> Json:
    answer = api.post("/api/v1/cart/lines", json={"sku": sku, "quantity": quantity})
    assert answer.status_code == 201, answer.get_json()
    return dict(answer.get_json())


def undo(api: FlaskClient, version: int | None = None) -> Json:
    answer = api.post("/api/v1/cart/undo", json={} if version is None else {"version": version})
    return dict(answer.get_json())


def content(cart: Json) -> list[tuple[str, float, str]]:
    return [(line["sku"], line["quantity"], line["id"]) for line in cart["lines"]]


def change(api: FlaskClient, cart: Json, kind: str) -> Json:
    first = cart["lines"][0]["id"]
    last = cart["lines"][-1]["id"]
    match kind:
        case "add":
            return add(api, "C", 1)
        case "grow":
            return add(api, "A", 5)
        case "set":
            return dict(api.patch(f"/api/v1/cart/lines/{first}", json={"quantity": 9}).get_json())
        case "remove":
            return dict(api.delete(f"/api/v1/cart/lines/{first}").get_json())
        case "clear":
            return dict(api.delete("/api/v1/cart").get_json())
        case _:
            body = {
                "lines": [{"line_id": first, "quantity": 0}, {"line_id": last, "quantity": 40}],
                "add": [{"sku": "C", "quantity": 3}],
            }
            return dict(api.post("/api/v1/cart/changes", json=body).get_json())


@pytest.mark.parametrize("kind", ["add", "grow", "set", "remove", "clear", "together"])
def test_every_change_is_taken_back_exactly(api: FlaskClient, kind: str) -> None:
    add(api, "A", 2)
    before = add(api, "B", 3)
    after = change(api, before, kind)
    assert content(after) != content(before)
    back = undo(api, after["version"])
    assert content(back) == content(before)
    assert back["version"] == after["version"] + 1


def test_the_last_five_changes_are_taken_back_one_after_the_other(api: FlaskClient) -> None:
    for quantity in range(1, 8):
        add(api, "A", quantity)
    quantities = [undo(api)["lines"][0]["quantity"] for _ in range(5)]
    assert quantities == [21, 15, 10, 6, 3]
    answer = api.post("/api/v1/cart/undo", json={})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "nothing_to_restore")


def test_nothing_is_taken_back_from_a_cart_that_changed_meanwhile(api: FlaskClient) -> None:
    seen = add(api, "A", 2)
    add(api, "B", 1)
    answer = api.post("/api/v1/cart/undo", json={"version": seen["version"]})
    assert (answer.status_code, answer.get_json()["error"]) == (409, "cart_changed")
    assert len(answer.get_json()["cart"]["lines"]) == 2


def test_restore_is_another_name_of_undo(api: FlaskClient) -> None:
    add(api, "A", 2)
    api.delete("/api/v1/cart")
    assert [line["sku"] for line in api.post("/api/v1/cart/restore").get_json()["lines"]] == ["A"]


def test_the_button_says_what_it_takes_back(api: FlaskClient) -> None:
    cart = add(api, "A", 2)
    assert cart["undo"]["text"] == "Undo: Cable A added"
    assert change(api, add(api, "B", 1), "together")["undo"]["text"] == "Undo: change of 3 lines"
    cleared = api.delete("/api/v1/cart").get_json()
    assert (cleared["undo"]["what"], cleared["undo"]["text"]) == ("cleared", "Undo: emptied")


def test_several_changes_are_all_or_none(api: FlaskClient, make: Factory) -> None:
    make.product("RING", min_quantity=Decimal(100), order_step=Decimal(100))
    cart = add(api, "A", 2)
    line = cart["lines"][0]["id"]
    body = {"lines": [{"line_id": line, "quantity": 7}], "add": [{"sku": "RING", "quantity": 150}]}
    answer = api.post("/api/v1/cart/changes", json=body)
    assert (answer.status_code, answer.get_json()["nearest"]) == (422, ["100", "200"])
    assert api.get("/api/v1/cart").get_json()["lines"][0]["quantity"] == 2
    assert api.post("/api/v1/cart/changes", json={"lines": [{"line_id": line, "quantity": -1}]}).status_code == 422


def test_many_lines_added_at_once_are_one_change(
    api: FlaskClient, make: Factory, buyer: User, database: Database
) -> None:
    actor = make.actor(buyer)
    products = [make.product() for _ in range(3)]
    with database.transaction(actor) as session:
        add_wanted(session, actor, [Wanted(session.merge(each), Decimal(2)) for each in products])
    assert len(api.get("/api/v1/cart").get_json()["lines"]) == 3
    assert undo(api)["lines"] == []


def test_what_an_earlier_release_kept_is_left_alone(
    api: FlaskClient, buyer: User, database: Database, system: Actor
) -> None:
    add(api, "A", 2)
    with database.transaction(system) as session:
        cart = session.scalars(select(Cart).where(Cart.user_id == buyer.id)).one()
        cart.undo = [{"product_id": 1, "quantity": "5", "position": 1, "source": "page", "note": ""}]
    assert api.get("/api/v1/cart").get_json()["undo"] is None
    assert api.post("/api/v1/cart/undo", json={}).status_code == 409
    add(api, "B", 1)
    assert [line["sku"] for line in undo(api)["lines"]] == ["A"]
