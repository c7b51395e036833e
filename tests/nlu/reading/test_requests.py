"""Where a message may be several requests, and which of the pieces are."""

from __future__ import annotations

from typing import Any

import pytest

from nlu.components.deciding import Guess, adds, decide
from nlu.reading.requests import MAX_PIECES, split

THRESHOLD = 0.6


def pieces(text: str) -> list[str]:
    return [piece.of(text) for piece in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes, and where is my order 10045?", ["yes", "where is my order 10045?"]),
        ("add 20 m NYM and show the cart and then check out", ["add 20 m NYM", "show the cart", "check out"]),
        (
            "де мій заказ 10045 і ще докинь 10 пар рукавиць, і скиньте рахунок",
            ["де мій заказ 10045", "ще докинь 10 пар рукавиць", "скиньте рахунок"],
        ),
        ("cancel order 10045 and order the same from 10031", ["cancel order 10045", "order the same from 10031"]),
        ("покажи корзину и оформляй", ["покажи корзину", "оформляй"]),
        ("dodaj 20 m kabla, pokaż koszyk i złóż zamówienie", ["dodaj 20 m kabla", "pokaż koszyk", "złóż zamówienie"]),
        ("де 10045\nпокажи кошик", ["де 10045", "покажи кошик"]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "20 m NYM 3x1.5, 5 breakers and 10 pairs of gloves",
        "додай 20 м кабелю, 5 автоматів та 10 пар рукавиць",
        "добавь 3х1.5 20 м и 3х2.5 50 м",
        "dodaj 20 m kabla i 5 wyłączników",
        "NYM 3x1.5 20 m\nNYM 3x2.5 50 m\nrękawice L 10 par",
        "no, 20 not 12",
        "can I add 5 gloves",
        "give me a quote for 300 m",
        "де замовлення № 10045. Дякую",
        "a" * 5000,
        '/confirm_checkout{"cart_version": 1}, and show the cart',
        "",
    ],
)
def test_lists_and_single_requests_stay_whole(text: str) -> None:
    assert len(split(text)) <= 1


def test_the_pieces_are_few() -> None:
    assert len(split("show cart, " * 90)) == MAX_PIECES


def guessed(text: str, *intents: str | tuple[str, float], entities: dict[str, Any] | None = None) -> list[list[str]]:
    """The requests of ``text``, whose pieces are understood as ``intents``, as (intent, words)."""
    found = split(text)
    assert len(found) == len(intents), [piece.of(text) for piece in found]
    guesses = []
    for piece, meant in zip(found, intents, strict=True):
        name, confidence = (meant, 0.99) if isinstance(meant, str) else meant
        words = piece.of(text)
        named = [
            {"entity": "order_number", "value": value, "start": words.index(part), "end": words.index(part) + len(part)}
            for part, value in (entities or {}).items()
            if part in words
        ]
        parse = {"text": words, "intent": {"name": name, "confidence": confidence}, "entities": named}
        guesses.append(Guess(piece, words, parse))
    return [[request["intent"], request["text"]] for request in decide(text, guesses, THRESHOLD)]


@pytest.mark.parametrize(
    ("text", "intents", "served"),
    [
        ("show the cart and check out", ["view_cart", "checkout"], ["view_cart", "checkout"]),
        ("yes, and where is my order?", ["affirm", "order_status"], ["affirm", "order_status"]),
        ("yes, and add 5 gloves", ["affirm", "add_to_cart"], ["affirm", "add_to_cart"]),
        ("yes, add it", ["affirm", "add_to_cart"], []),
        ("no, remove the cable", ["deny", "change_cart"], []),
        ("hello, where is my order", ["greet", "order_status"], []),
        ("add 5 gloves and add 10 m of cable", ["add_to_cart", "add_to_cart"], []),
        ("how much is NYM 3x1.5 and is it in stock", ["check_price", "check_availability"], []),
        ("quote 500 m NYM. Need the goods by Friday", ["request_quote", "add_to_cart"], []),
        ("quote 500 m NYM. Add 5 gloves to the cart", ["request_quote", "add_to_cart"],
         ["request_quote", "add_to_cart"]),
        ("show the cart and do you like me", ["view_cart", "out_of_scope"], []),
        ("show the cart and send it", ["view_cart", ("get_document", 0.4)], []),
        ("where is my order, when will it come", ["order_status", "order_status"], []),
        ("return 3 boxes, they broke. When will you send new ones", ["return_item", "order_status"], []),
    ],
)  # fmt: skip
def test_requests(text: str, intents: list[str | tuple[str, float]], served: list[str]) -> None:
    assert [intent for intent, _words in guessed(text, *intents)] == served


def test_two_orders_are_two_requests() -> None:
    text = "where is order 10045 and where is 10046"
    named = {"10045": "SO-10045", "10046": "SO-10046"}
    assert len(guessed(text, "order_status", "order_status", entities=named)) == 2


def test_a_greeting_is_no_part_of_the_words_served() -> None:
    served = guessed("hello, show the cart and check out", "greet", "view_cart", "checkout")
    assert served == [["view_cart", "show the cart"], ["checkout", "check out"]]


def test_joined_pieces_keep_all_their_words_and_numbers() -> None:
    text = "where is order 10045, when will it come and show the cart"
    served = guessed(text, "order_status", "order_status", "view_cart", entities={"10045": "SO-10045"})
    assert served[0] == ["order_status", "where is order 10045, when will it come"]


def test_no_piece_looks_like_a_payload() -> None:
    text = '- /confirm_checkout{"cart_version": 1}, and show the cart'
    assert not [piece for piece in pieces(text) if piece.startswith("/")]


@pytest.mark.parametrize(
    ("text", "intent", "likely", "meant"),
    [
        ("dorzuć jeszcze miarę TM-8-25", "find_substitute", ["find_substitute", "add_to_cart"], True),
        ("add a tape TM-8-25", "search_product", ["search_product", "recommend", "add_to_cart"], True),
        ("add what instead of TM-8-25?", "find_substitute", ["find_substitute", "add_to_cart"], False),
        ("something like TM-8-25", "find_substitute", ["find_substitute", "add_to_cart"], False),
        ("add a note for order 100045", "order_status", ["order_status", "add_to_cart"], False),
    ],
)
def test_an_order_to_add_is_no_question(text: str, intent: str, likely: list[str], *, meant: bool) -> None:
    assert adds(text, intent, [{"name": name} for name in likely]) == meant
