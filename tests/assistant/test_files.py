"""Files in dialogues: alone, with words, and inside a request for quotation."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.assistant.conftest import Buyer
from tests.assistant.portal_stand_in import Shop


def test_a_file_alone_is_an_order(buyer: Buyer, shop: Shop) -> None:
    said = buyer.send("list")
    assert shop.cart == {"CAB-001": Decimal(20)}
    assert "need your choice" in said
    assert "unobtainium" in said
    buyer.say("the second one")
    assert shop.cart == {"CAB-001": Decimal(20), "BRK-116": Decimal(5)}


@pytest.mark.parametrize(
    "words", ["add this", "hi, here is our list", "asdf qwer", "add everything on this list to my cart"]
)
def test_words_and_file_go_together(buyer: Buyer, shop: Shop, words: str) -> None:
    buyer.say(words, "list")
    assert shop.cart == {"CAB-001": Decimal(20)}


def test_two_files_are_one_answer(buyer: Buyer, shop: Shop) -> None:
    shop.files["more"] = "4 boxes of gloves"
    buyer.say("add these", "list", "more")
    assert shop.cart == {"CAB-001": Decimal(20), "GLV-00L": Decimal(4)}


def test_asking_for_prices_adds_nothing(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("what do these cost?", "list")
    assert not shop.cart
    assert "NYM-J 3x1.5" in said
    assert "1.00" in said or "0." in said
    buyer.press("Add them to the cart")
    assert shop.cart == {"CAB-001": Decimal(20)}


def test_what_cannot_be_read_is_offered_to_a_person(buyer: Buyer, shop: Shop) -> None:
    said = buyer.send("photo")
    assert "stays here" in said
    assert not shop.cart
    buyer.press("Talk to a person")
    assert "photo.xlsx" in shop.handovers[-1]


def test_a_quotation_for_the_list(buyer: Buyer, shop: Shop) -> None:
    assert "By when" in buyer.say("I need a quotation for this list please", "list")
    said = buyer.press("No fixed date")
    assert "Attached: list.xlsx" in said
    buyer.press("Yes, send it")
    body = next(call["body"] for call in reversed(shop.calls) if call["path"] == "/rfqs" and call["method"] == "POST")
    assert body["file_ids"] == ["list"]
    assert [line["quantity"] for line in body["lines"]] == ["20", "5", "3"]


def test_a_file_answers_the_form(buyer: Buyer, shop: Shop) -> None:
    assert "What shall we quote" in buyer.say("I need a quote")
    assert "By when" in buyer.send("list")
    assert "By when" in buyer.send("photo"), "a second file is attached, and the question stands"
    assert "Attached: list.xlsx, photo.xlsx" in buyer.press("No fixed date")


def test_a_photo_is_quoted_as_attached(buyer: Buyer, shop: Shop) -> None:
    buyer.send("photo")
    assert "By when" in buyer.press("Request a quotation")
    buyer.press("No fixed date")
    buyer.press("Yes, send it")
    body = next(call["body"] for call in reversed(shop.calls) if call["path"] == "/rfqs" and call["method"] == "POST")
    assert body["file_ids"] == ["photo"]
    assert "photo.xlsx" in body["lines"][0]["description"]
