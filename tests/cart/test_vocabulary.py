"""A company's own names for products: learned, used first, replaced, forgotten, seen by nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from portal.accounts.models import Company
from portal.audit.models import AuditEntry
from portal.cart.vocabulary_key import phrase_key
from portal.catalogue.models import Product
from portal.security.actor import Actor
from portal.security.permissions import Role
from tests.factories import Factory
from tests.fakes.search import FakeSearch

Login = Callable[[str], FlaskClient]
PHRASE = "16A breakers"


@pytest.fixture
def breakers(app: Flask, make: Factory) -> dict[str, Product]:
    found = {code: make.product(f"MCB-1P-{code}", names={"en": f"Breaker {code} 16A"}) for code in ("B16", "C16")}
    ids = [product.id for product in found.values()]
    phrases = [PHRASE, "breaker 16a", "five 16A breakers", "16A breaker", "16A  Breakers!"]
    app.extensions["prilavok.search"] = FakeSearch(dict.fromkeys(phrases, (ids, False)))
    return found


def ask(api: FlaskClient, text: str = f"five {PHRASE}", **more: object) -> dict:
    line: dict = api.post("/api/v1/cart/text", json={"text": text, **more}).get_json()["lines"][0]
    return line


def pick(api: FlaskClient, sku: str) -> None:
    ask(api, apply=True, choices={"1": sku})


def entries(api: FlaskClient) -> list[dict]:
    found: list[dict] = api.get("/api/v1/cart/vocabulary").get_json()["items"]
    return found


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Автоматів на 16А", "автоматы 16а", True),
        ("кабель ВВГнг 3х1,5", "Кабель ввгнг 3x1.5", True),
        ("rękawice nitrylowe L", "rękawic nitrylowych L", True),
        ("NYM 3x1.5", "NYM 3x2.5", False),
        ("gloves L", "gloves XL", False),
        ("contactor 25A", "contactor 32A", False),
    ],
)
def test_forms_of_a_name_are_one_name_and_figures_tell_names_apart(first: str, second: str, same: bool) -> None:
    assert (phrase_key(first) == phrase_key(second)) is same


@pytest.mark.parametrize("phrase", ["", " ", "12", "—", "на", "…"])
def test_what_names_nothing_has_no_key(phrase: str) -> None:
    assert phrase_key(phrase) == ""


def test_a_choice_is_asked_once(api: FlaskClient, breakers: dict[str, Product]) -> None:
    assert ask(api)["status"] == "unsure"
    pick(api, "MCB-1P-C16")
    line = ask(api, "3 16A breaker")
    assert (line["status"], line["product"]["sku"], line["quantity"]) == ("sure", "MCB-1P-C16", 3)
    assert "As you chose on" in line["note"]


def test_colleagues_share_the_names_and_other_companies_never_see_them(
    login: Login, make: Factory, api: FlaskClient, company: Company, breakers: dict[str, Product]
) -> None:
    pick(api, "MCB-1P-C16")
    colleague, stranger = login(make.buyer(company).email), login(make.buyer(make.company()).email)
    assert ask(colleague)["status"] == "sure"
    assert ask(stranger)["status"] == "unsure"
    assert entries(stranger) == []
    (entry,) = entries(api)
    assert stranger.delete(f"/api/v1/cart/vocabulary/{entry['id']}").status_code == 404
    assert len(entries(colleague)) == 1


def test_a_later_choice_replaces_an_earlier_one(api: FlaskClient, breakers: dict[str, Product]) -> None:
    pick(api, "MCB-1P-C16")
    pick(api, "MCB-1P-B16")
    (entry,) = entries(api)
    assert (entry["sku"], entry["times"], entry["phrase"]) == ("MCB-1P-B16", 1, PHRASE)
    assert ask(api)["product"]["sku"] == "MCB-1P-B16"


def test_only_what_is_added_is_learned_and_what_is_taken_is_counted(
    api: FlaskClient, breakers: dict[str, Product]
) -> None:
    ask(api, choices={"1": "MCB-1P-C16"})
    assert entries(api) == []
    pick(api, "MCB-1P-C16")
    ask(api)
    assert entries(api)[0]["times"] == 1
    ask(api, apply=True)
    assert entries(api)[0]["times"] == 2


def test_a_withdrawn_product_is_no_answer(api: FlaskClient, make: Factory, breakers: dict[str, Product]) -> None:
    pick(api, "MCB-1P-C16")
    with make.database.transaction(Actor.system("test")) as session:
        session.execute(update(Product).where(Product.sku == "MCB-1P-C16").values(active=False))
    line = ask(api)
    assert line["status"] == "unsure" or line["product"]["sku"] != "MCB-1P-C16"
    assert entries(api)[0]["active"] is False


def test_a_quantity_that_does_not_fit_is_asked_about_with_the_known_product(
    app: Flask, api: FlaskClient, make: Factory, breakers: dict[str, Product]
) -> None:
    make.product("BOX", names={"en": "Screws"}, order_step=Decimal(500), min_quantity=Decimal(500))
    api.post("/api/v1/cart/vocabulary", json={"phrase": "silver screws", "sku": "BOX"})
    line = ask(api, "3 silver screws")
    assert (line["status"], [each["sku"] for each in line["candidates"]]) == ("unsure", ["BOX"])


def test_names_are_taught_and_forgotten_over_the_api(
    api: FlaskClient, make: Factory, breakers: dict[str, Product]
) -> None:
    answer = api.post("/api/v1/cart/vocabulary", json={"phrase": "kitchen  breaker", "sku": "MCB-1P-B16"})
    assert (answer.status_code, answer.get_json()["phrase"]) == (201, "kitchen breaker")
    assert ask(api, "2 kitchen breakers")["product"]["sku"] == "MCB-1P-B16"
    assert api.delete(f"/api/v1/cart/vocabulary/{answer.get_json()['id']}").status_code == 204
    assert entries(api) == []
    with make.database.transaction(Actor.system("test")) as session:
        said = select(AuditEntry.action).where(AuditEntry.action.startswith("vocabulary.")).order_by(AuditEntry.id)
        actions = list(session.scalars(said))
    assert actions == ["vocabulary.learned", "vocabulary.forgotten"]


@pytest.mark.parametrize(
    ("phrase", "sku", "status"),
    [("", "MCB-1P-B16", 422), ("12", "MCB-1P-B16", 422), ("x" * 201, "MCB-1P-B16", 422), ("fine name", "NO-SUCH", 404)],
)
def test_what_cannot_be_kept_is_refused(
    api: FlaskClient, breakers: dict[str, Product], phrase: str, sku: str, status: int
) -> None:
    assert api.post("/api/v1/cart/vocabulary", json={"phrase": phrase, "sku": sku}).status_code == status


def test_who_may_not_buy_may_not_teach(
    login: Login, make: Factory, company: Company, breakers: dict[str, Product]
) -> None:
    viewer = login(make.buyer(company, Role.FINANCE).email)
    body = {"phrase": "fine name", "sku": "MCB-1P-B16"}
    assert viewer.post("/api/v1/cart/vocabulary", json=body).status_code == 403
    assert viewer.get("/api/v1/cart/vocabulary").status_code == 403


def test_the_page_lists_names_and_forgets_one(
    app: Flask, make: Factory, company: Company, breakers: dict[str, Product]
) -> None:
    browser = app.test_client()
    found = re.search(r'name="csrf[-_]token" (?:content|value)="([^"]+)"', browser.get("/login").text)
    assert found
    user = make.buyer(company)
    browser.post("/login", data={"email": user.email, "password": Factory.PASSWORD, "csrf_token": found.group(1)})
    assert "No names yet" in browser.get("/account/names").text
    assert 'href="/account/names"' in browser.get("/account").text
    token = re.search(r'name="csrf[-_]token" (?:content|value)="([^"]+)"', browser.get("/cart").text)
    assert token
    form = {"csrf_token": token.group(1), "text": f"five {PHRASE}"}
    page = browser.post("/cart/text", data=form).text
    assert 'name="asked" value="1"' in page
    browser.post("/cart/text/add", data={**form, "choice-1": "MCB-1P-C16"})
    assert "No names yet" in browser.get("/account/names").text, "a choice that nobody was asked for teaches nothing"
    browser.post("/cart/text/add", data={**form, "choice-1": "MCB-1P-C16", "asked": "1"})
    page = browser.get("/account/names").text
    assert PHRASE in page
    assert "MCB-1P-C16" in page
    action = re.search(r'action="(/account/names/[0-9a-f-]{36}/forget)"', page)
    assert action
    browser.post(action.group(1), data=form)
    assert "No names yet" in browser.get("/account/names").text
