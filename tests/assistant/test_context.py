"""Short messages about what was just said, over the real Rasa: effects in the cart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.assistant.conftest import Buyer
from tests.assistant.portal_stand_in import Shop

CABLE, THICK, GLOVES, BLACK = "CAB-001", "CAB-002", "GLV-00L", "GLV-00B"


def talk(buyer: Buyer, *texts: str) -> str:
    return [buyer.say(text) for text in texts][-1]


@pytest.mark.parametrize(
    ("locale", "texts", "cart"),
    [
        ("en", ["20 m NYM 3x1.5", "20 more"], {CABLE: 40}),
        ("uk", ["додай 20 м NYM 3x1.5", "ще 20"], {CABLE: 40}),
        ("uk", ["додай 20 м NYM 3x1.5", "20 більше"], {CABLE: 40}),
        ("ru", ["добавь 20 м NYM 3x1.5", "на 5 меньше"], {CABLE: 15}),
        ("pl", ["dodaj 20 m NYM 3x1.5", "jeszcze 5"], {CABLE: 25}),
        ("en", ["20 m NYM 3x1.5", "30"], {CABLE: 30}),
        ("uk", ["додай 20 м NYM 3x1.5", "ні, 30"], {CABLE: 30}),
        ("en", ["20 m NYM 3x1.5", "no, 20 not 12", "make it 25"], {CABLE: 25}),
        ("en", ["20 m NYM 3x1.5", "not 3x1.5 but 3x2.5"], {THICK: 20}),
        ("uk", ["додай 20 м NYM 3x1.5", "не 3х1.5 а 3х2.5"], {THICK: 20}),
        ("ru", ["добавь 20 м NYM 3x1.5", "вместо 3х1.5 возьми 3х2.5"], {THICK: 20}),
        ("pl", ["dodaj 20 m NYM 3x1.5", "zamiast 3x1,5 weź 3x2,5"], {THICK: 20}),
        ("en", ["20 m NYM 3x1.5", "the same but 5 m"], {CABLE: 25}),
        ("uk", ["додай 20 м NYM 3x1.5", "те саме але 5 м"], {CABLE: 25}),
        ("en", ["20 m NYM 3x1.5", "the same but 3x2.5"], {CABLE: 20, THICK: 20}),
        ("pl", ["dodaj 20 m NYM 3x1.5", "to samo ale 3x2,5"], {CABLE: 20, THICK: 20}),
        ("en", ["add 5 boxes of gloves", "and 10 of the black ones"], {GLOVES: 5, BLACK: 10}),
        ("uk", ["додай 5 коробок рукавиць", "і 10 чорних"], {GLOVES: 5, BLACK: 10}),
        ("ru", ["добавь 5 коробок перчаток", "и 10 чёрных"], {GLOVES: 5, BLACK: 10}),
        ("pl", ["dodaj 5 kartonów rękawic", "i 10 czarnych"], {GLOVES: 5, BLACK: 10}),
        ("en", ["is CAB-001 available", "20 m"], {CABLE: 20}),
        ("uk", ["скільки коштує CAB-001", "20"], {CABLE: 20}),
        ("en", ["show me circuit breakers", "the cheaper one, 7 pcs"], {"BRK-016": 7}),
        ("en", ["show me circuit breakers", "add 5 of the second one"], {"BRK-116": 5}),
        ("pl", ["show me circuit breakers", "droższy"], {"BRK-116": 1}),
        ("en", ["show me circuit breakers", "the second one, 20"], {"BRK-116": 20}),
        ("uk", ["покажи Circuit breaker", "другий, 20 шт"], {"BRK-116": 20}),
    ],
)  # fmt: skip
def test_what_was_just_said_is_changed(
    buyer: Buyer, shop: Shop, locale: str, texts: list[str], cart: dict[str, int]
) -> None:
    buyer.locale = locale
    talk(buyer, *texts)
    assert shop.cart == {sku: Decimal(quantity) for sku, quantity in cart.items()}


@pytest.mark.parametrize(
    ("answer", "cart"),
    [
        ("1b, 2a", {"BRK-116": 5, "BRK-016": 3}),
        ("1 b 2 b", {"BRK-116": 8}),
        ("b, a", {"BRK-116": 5, "BRK-016": 3}),
        ("the second and the first", {"BRK-116": 5, "BRK-016": 3}),
        ("the cheap one and the second", {"BRK-016": 5, "BRK-116": 3}),
    ],
)
def test_several_choices_at_once(buyer: Buyer, shop: Shop, answer: str, cart: dict[str, int]) -> None:
    asked = buyer.say("add 5 breakers and 3 automatic breakers")
    assert "1. " in asked
    assert "2. " in asked
    buyer.say(answer)
    assert shop.cart == {sku: Decimal(quantity) for sku, quantity in cart.items()}


def test_one_of_several_choices_leaves_the_others_open(buyer: Buyer, shop: Shop) -> None:
    buyer.say("add 5 breakers and 3 automatic breakers")
    assert "5 breakers" in buyer.say("2b")
    assert shop.cart == {"BRK-116": Decimal(3)}
    buyer.say("the first")
    assert shop.cart == {"BRK-116": Decimal(3), "BRK-016": Decimal(5)}


def test_a_choice_is_interrupted_and_come_back_to(buyer: Buyer, shop: Shop) -> None:
    buyer.say("5 16A breakers")
    said = buyer.say("where is my order 100045?")
    assert "SO-100045" in said
    assert "still waits" in said
    assert "still waits" not in buyer.say("show my cart"), "said once is enough"
    buyer.say("the C16 one")
    assert shop.cart == {"BRK-116": Decimal(5)}


def test_back_to_the_choice_shows_the_candidates_again(buyer: Buyer, shop: Shop) -> None:
    buyer.say("5 16A breakers")
    buyer.say("where is my order 100045?")
    buyer.press("Back to the choice")
    assert [card["type"] for card in buyer.last["messages"][0]["cards"]] == ["choices"]
    buyer.say("the second one")
    assert shop.cart == {"BRK-116": Decimal(5)}


def test_cancelling_forgets_the_open_choice(buyer: Buyer, shop: Shop) -> None:
    buyer.say("5 16A breakers")
    buyer.say("never mind, cancel")
    buyer.say("1b")
    assert not shop.cart


def test_an_exchange_can_be_undone(buyer: Buyer, shop: Shop) -> None:
    talk(buyer, "20 m NYM 3x1.5", "not 3x1.5 but 3x2.5")
    assert shop.cart == {THICK: Decimal(20)}
    buyer.press("Undo")
    assert shop.cart == {CABLE: Decimal(20)}


def test_an_exchange_for_something_unsure_asks_first(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    buyer.say("instead of 3x1.5 take breakers")
    assert shop.cart == {CABLE: Decimal(20)}
    buyer.say("the second one")
    assert shop.cart == {"BRK-116": Decimal(20)}


def test_an_exchange_for_something_unknown_changes_nothing(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    assert "changed nothing" in buyer.say("instead of 3x1.5 take unobtainium")
    assert shop.cart == {CABLE: Decimal(20)}


def test_a_number_after_the_summary_of_an_order_changes_no_quantity(buyer: Buyer, shop: Shop) -> None:
    talk(buyer, "20 m NYM 3x1.5", "check out", "77812")
    assert shop.cart == {CABLE: Decimal(20)}


def test_yes_and_another_request(buyer: Buyer, shop: Shop) -> None:
    buyer.say("fill my cart with the usual")
    said = buyer.say("yes, and where is my order 100045?")
    assert "SO-100045" in said
    assert set(shop.cart) == {"BRK-016", GLOVES}


def test_yes_before_a_request_answers_nothing_where_nothing_was_asked(buyer: Buyer) -> None:
    said = buyer.say("yes, and where is my order 100045?")
    assert len(buyer.last["messages"]) == 1
    assert "SO-100045" in said
