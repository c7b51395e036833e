"""The cart, check-out and questions about products over the real Rasa: undo, foresight, several changes at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.assistant.conftest import Buyer
from tests.assistant.portal_stand_in import Shop


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en", "undo"), ("uk", "скасуй останнє"), ("ru", "верни как было"), ("pl", "cofnij")],
)
def test_the_last_change_is_taken_back_in_words(buyer: Buyer, shop: Shop, locale: str, words: str) -> None:
    buyer.locale = locale
    shop.change("GLV-00L", Decimal(3))
    buyer.say("20 m NYM 3x1.5" if locale in {"en", "pl"} else "20 м NYM 3х1,5")
    assert shop.cart == {"GLV-00L": Decimal(3), "CAB-001": Decimal(20)}
    buyer.say(words)
    assert shop.cart == {"GLV-00L": Decimal(3)}


def test_a_button_takes_back_its_own_change_only(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    undo = buyer.payloads()["Undo"]
    buyer.say("12 boxes of gloves size L")
    assert "has changed since" in buyer.say(undo)
    assert len(shop.cart) == 2
    buyer.press("Undo")
    assert shop.cart == {"CAB-001": Decimal(20)}
    buyer.press("Undo")
    assert not shop.cart


def test_emptying_and_removing_are_taken_back(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    buyer.say("empty my cart")
    buyer.press("Yes, empty it")
    buyer.press("Undo")
    assert shop.cart == {"CAB-001": Decimal(20)}
    buyer.say("remove the cable from the cart")
    assert not shop.cart
    buyer.say("undo that")
    assert shop.cart == {"CAB-001": Decimal(20)}


def test_several_changes_in_one_message_are_one_change(buyer: Buyer, shop: Shop) -> None:
    for sku in ("CAB-001", "GLV-00L", "BRK-016"):
        shop.change(sku, Decimal(12))
    buyer.say("show my cart")
    said = buyer.say("remove the second one, make the third 40")
    assert shop.cart == {"CAB-001": Decimal(12), "BRK-016": Decimal(40)}
    assert "40" in said
    assert "instead of 12" in said
    buyer.say("undo")
    assert set(shop.cart.values()) == {Decimal(12)}
    assert len(shop.cart) == 3


def test_everything_but_what_is_named_is_removed(buyer: Buyer, shop: Shop) -> None:
    for sku in ("CAB-001", "GLV-00L", "BRK-016"):
        shop.change(sku, Decimal(12))
    buyer.say("remove everything but the gloves")
    assert shop.cart == {"GLV-00L": Decimal(12)}


@pytest.mark.parametrize(("words", "quantity"), [("half of it", 6), ("20 more", 32), ("make it 20", 20)])
def test_quantities_are_reckoned(buyer: Buyer, shop: Shop, words: str, quantity: int) -> None:
    buyer.say("12 boxes of gloves size L")
    buyer.say(words)
    assert shop.cart == {"GLV-00L": Decimal(quantity)}


def test_the_summary_is_corrected_before_the_yes(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    assert "Delivery to: Vilnius" in buyer.say("checkout please")
    assert "4711" in buyer.say("PO 4711 instead")
    assert "Naujamiestis" in buyer.say("deliver to the Naujamiestis site")
    said = buyer.say("no wait, 30 not 20")
    assert "Shall I place the order" in said
    assert "4711" in said
    buyer.say("yes")
    assert len(shop.orders) == 3
    body = shop.calls[-1]["body"]
    assert (body["po_number"], body["address"]) == ("4711", "SITE")
    assert list(shop.orders.values())[-1]["lines"][0]["quantity"] == "30"


def test_the_other_address_is_the_one_not_chosen(buyer: Buyer) -> None:
    buyer.say("20 m NYM 3x1.5")
    buyer.say("checkout please")
    assert "Delivery to: Site Naujamiestis" in buyer.say("deliver to the other site")


def test_an_order_that_would_be_refused_is_not_asked_about(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    shop.foretold = "order_limit_exceeded"
    said = buyer.say("checkout please")
    assert "would be refused" in said
    assert "Yes, place the order" not in buyer.payloads()
    buyer.say("yes")
    assert len(shop.orders) == 2


def test_a_proposal_is_thinned_out_in_words(buyer: Buyer, shop: Shop) -> None:
    buyer.say("fill my cart with the usual")
    said = buyer.say("without the gloves, twice as much")
    assert "10" in said
    buyer.say("yes")
    assert shop.cart == {"BRK-016": Decimal(10)}


def test_a_search_is_narrowed_in_words(buyer: Buyer, shop: Shop) -> None:
    buyer.say("show me circuit breakers under 20 euro in stock")
    asked = [call for call in shop.calls if call["path"].startswith("/products")]
    assert any("price_max=20" in call["query"] and "in_stock=true" in call["query"] for call in asked)
