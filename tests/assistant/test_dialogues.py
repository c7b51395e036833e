"""Dialogues over the real Rasa and the real actions: effects in the shop, not only words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.assistant.conftest import Buyer
from tests.assistant.portal_stand_in import Shop


def test_free_text_lines_are_added_and_the_unsure_one_is_asked_back(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("20 m NYM 3x1.5 and 5 16A breakers")
    assert shop.cart == {"CAB-001": Decimal(20)}
    assert "NYM-J 3x1.5" in said
    assert "need your choice" in said
    buyer.say("the second one")
    assert shop.cart == {"CAB-001": Decimal(20), "BRK-116": Decimal(5)}


def test_unknown_lines_are_named(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("add 3 boxes of unobtainium")
    assert "unobtainium" in said
    assert not shop.cart


def test_order_status_by_number_and_without(buyer: Buyer) -> None:
    assert "SO-100045" in buyer.say("where is my order 100045?")
    assert "SO-100046" in buyer.say("what's the status of my last order")


def test_an_unknown_order_is_said_to_be_unknown(buyer: Buyer) -> None:
    said = buyer.say("status of order #999999")
    assert "did not find an order" in said


def test_proposal_picked_by_line(buyer: Buyer, shop: Shop) -> None:
    buyer.say("fill my cart with the usual")
    assert not shop.cart, "a proposal must not change the cart"
    buyer.say("the second one")
    assert shop.cart == {"GLV-00L": Decimal(5)}


def test_proposal_confirmed_with_yes(buyer: Buyer, shop: Shop) -> None:
    buyer.say("fill my cart with the usual")
    buyer.say("yes please")
    assert set(shop.cart) == {"BRK-016", "GLV-00L"}


def test_proposal_refused_leaves_the_cart(buyer: Buyer, shop: Shop) -> None:
    buyer.say("fill my cart with the usual")
    buyer.say("no thanks")
    buyer.say("yes")
    assert not shop.cart, "a refused question must not be answered by a later yes"


def test_checkout_is_confirmed_and_bound_to_the_cart_that_was_shown(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    said = buyer.say("checkout please, PO number is 77812")
    assert "77812" in said
    assert len(shop.orders) == 2
    shop.change("GLV-00L", Decimal(1))  # somebody else of the company changes the cart meanwhile
    assert "changed" in buyer.say("yes")
    assert len(shop.orders) == 2
    buyer.say("checkout, PO 77812")
    assert "placed" in buyer.press("Yes, place the order")
    assert len(shop.orders) == 3
    assert shop.calls[-1]["body"]["po_number"] == "77812"


def test_quantities_are_changed_in_words(buyer: Buyer, shop: Shop) -> None:
    buyer.say("12 boxes of gloves size L")
    buyer.say("no, 20 not 12")
    assert shop.cart["GLV-00L"] == Decimal(20)
    buyer.say("remove the gloves from the cart")
    assert not shop.cart


def test_clearing_asks_first(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    buyer.say("empty my cart")
    assert shop.cart
    buyer.press("Yes, empty it")
    assert not shop.cart


def test_reorder_asks_first(buyer: Buyer, shop: Shop) -> None:
    buyer.say("repeat order 100045")
    assert not shop.cart
    buyer.say("yes")
    assert shop.cart == {"BRK-016": Decimal(10)}


def test_search_then_add_by_position(buyer: Buyer, shop: Shop) -> None:
    buyer.say("show me circuit breakers")
    cards = buyer.last["messages"][0]["cards"]
    assert [card["product"]["sku"] for card in cards] == ["BRK-016", "BRK-116"]
    buyer.say("add the second one")
    assert shop.cart == {"BRK-116": Decimal(1)}


def test_price_and_stock_of_one_product(buyer: Buyer) -> None:
    assert "0.89" in buyer.say("how much is NYM 3x1.5 CAB-001")
    assert "1,200" in buyer.say("is it in stock?")
    assert "not in stock" in buyer.say("is CAB-002 available")


def test_request_for_quotation_from_beginning_to_end(buyer: Buyer, shop: Shop) -> None:
    assert "What shall we quote" in buyer.say("I need a quote")
    assert "By when" in buyer.say("500 m NYM 3x1.5 and 40 boxes of gloves")
    assert "Shall I send it" in buyer.say("by 15 december")
    said = buyer.say("target price 0.70 per metre")
    assert "target price €0.70" in said
    assert "Shall I send it" in said
    assert len(shop.rfqs) == 1
    buyer.say("yes, send it")
    rfq = list(shop.rfqs.values())[-1]
    assert [line["quantity"] for line in rfq["lines"]] == ["500", "40"]
    assert rfq["needed_by"].endswith("-12-15")
    assert [line.get("target_price") for line in rfq["lines"]] == ["0.70", None]


def test_request_in_one_sentence(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("please quote 500 m NYM 3x1.5 needed by 15 december")
    assert "anything the sales manager" in said
    buyer.press("Nothing to add")
    buyer.press("Yes, send it")
    assert list(shop.rfqs.values())[-1]["needed_by"].endswith("-12-15")


def test_a_form_can_be_interrupted_and_gone_on_with(buyer: Buyer, shop: Shop) -> None:
    buyer.say("I need a quote")
    assert "SO-100045" in buyer.say("where is my order 100045?")
    assert "By when" in buyer.say("500 m NYM 3x1.5")
    buyer.say("cancel")
    assert "Cancelled" in buyer.last["messages"][0]["text"]
    assert "empty" in buyer.say("show my cart")
    assert len(shop.rfqs) == 1


def test_accepting_a_quote_asks_first(buyer: Buyer, shop: Shop) -> None:
    assert "120.00" in buyer.say("I accept RFQ-1003")
    assert shop.rfqs["RFQ-1003"]["status"] == "quoted"
    assert "SO-100999" in buyer.say("yes")
    assert shop.calls[-1]["body"] == {"quote_version": 2}


def test_a_person_is_fetched_and_the_bot_is_silent(buyer: Buyer, shop: Shop) -> None:
    assert buyer.say("I want to talk to a person") == ""
    assert shop.handovers == ["I want to talk to a person"]
    assert buyer.last["messages"] == []


def test_after_two_failures_in_a_row_a_person_is_offered_and_told_what_was_written(buyer: Buyer, shop: Shop) -> None:
    buyer.say("what's the weather tomorrow")
    assert "colleague" in buyer.say("tell me a joke")
    assert not shop.handovers
    assert buyer.say("yes please") == ""
    assert "weather tomorrow" in shop.handovers[0]
    assert "tell me a joke" in shop.handovers[0]


def test_the_offer_of_a_person_can_be_refused(buyer: Buyer, shop: Shop) -> None:
    buyer.say("what's the weather tomorrow")
    buyer.say("tell me a joke")
    buyer.say("no thanks")
    buyer.say("yes")
    assert not shop.handovers


def test_a_pressed_guess_stands_for_what_was_written(buyer: Buyer) -> None:
    """Whatever was guessed: the button carries the message's words and number."""
    buyer.say('/order_status{"said": "hmm 100045 perhaps", "order_number": "SO-100045"}')
    assert "SO-100045" in buyer.last["messages"][0]["text"]
    buyer.say('/search_product{"said": "circuit breaker for the kitchen"}')
    assert buyer.last["messages"][0]["cards"][0]["product"]["sku"] == "BRK-016"


def test_a_language_that_was_asked_for_holds(buyer: Buyer) -> None:
    buyer.locale = "uk"
    buyer.say("покажи мої замовлення будь ласка")
    buyer.say("speak English please")
    assert "Order SO-100045" in buyer.say("де моє замовлення 100045")
    assert "Zamówienie SO-100045" in buyer.say("gdzie jest moje zamówienie numer 100045")
    assert "Замовлення SO-100045" in buyer.say("де зараз моє замовлення номер 100045")


def test_what_is_against_cuts_is_searched_for(buyer: Buyer) -> None:
    buyer.locale = "uk"
    buyer.say("є щось проти порізів?")
    assert buyer.intent == "search_product"
    assert "порізів" in buyer.last["messages"][0]["text"]


def test_a_success_between_failures_resets_the_count(buyer: Buyer, shop: Shop) -> None:
    for text in ("tell me a joke", "show my cart", "what's the weather tomorrow"):
        buyer.say(text)
    assert not shop.handovers


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("де моє замовлення 100045", "Замовлення SO-100045"),
        ("где мой заказ 100045", "Заказ SO-100045"),
        ("gdzie jest moje zamówienie 100045", "Zamówienie SO-100045"),
        ("where is my order 100045", "Order SO-100045"),
    ],
    ids=["uk", "ru", "pl", "en"],
)
def test_answers_come_in_the_language_of_the_message(buyer: Buyer, text: str, part: str) -> None:
    assert part in buyer.say(text)


def test_short_messages_keep_the_language_of_the_dialogue(buyer: Buyer) -> None:
    buyer.say("покажи мої замовлення будь ласка")
    assert "кошик" in buyer.say("ok").casefold() or "Що зробити" in buyer.last["messages"][0]["text"]


def test_an_unreachable_portal_is_admitted(buyer: Buyer, shop: Shop) -> None:
    shop.answer_with = (503, "unavailable")
    assert "could not reach the order system" in buyer.say("show my cart")


def test_guests_are_asked_to_log_in(buyer: Buyer, shop: Shop) -> None:
    shop.answer_with = (401, "login_required")
    assert "log in" in buyer.say("show my cart")


def test_a_stale_turn_says_nothing(buyer: Buyer, shop: Shop) -> None:
    shop.answer_with = (409, "stale_turn")
    assert buyer.say("show my cart") == ""
    assert buyer.last["messages"] == []


def test_every_call_says_for_whom_and_writes_carry_a_key(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    write = next(call for call in shop.calls if call["method"] == "POST")
    headers = {name.casefold(): value for name, value in write["headers"].items()}
    assert headers["x-dialogue-id"] == buyer.dialogue
    assert headers["x-epoch"] == "1"
    assert headers["accept-language"] == "en"
    assert len(headers["x-turn-id"]) == 36
    assert len(headers["idempotency-key"]) == 36


@pytest.mark.parametrize(
    ("locale", "texts", "cart"),
    [
        ("uk", ["скільки коштує CAB-001", "а є на складі?", "додай його 5 м"], {"CAB-001": 5}),
        ("ru", ["10 коробок перчаток L", "нет, 12 а не 10"], {"GLV-00L": 12}),
        ("ru", ["покажи Circuit breaker", "в корзину 3 шт первого"], {"BRK-016": 3}),
        ("pl", ["po ile CAB-001", "dostępny?", "weź 20"], {"CAB-001": 20}),
        ("pl", ["wypełnij koszyk jak zwykle", "tylko pierwszy", "tak"], {"BRK-016": 5}),
    ],
    ids=["uk: it", "ru: correcting", "ru: of the first", "pl: take", "pl: only the first"],
)
def test_referring_back_in_every_language(
    buyer: Buyer, shop: Shop, locale: str, texts: list[str], cart: dict[str, int]
) -> None:
    buyer.locale = locale
    for text in texts:
        buyer.say(text)
    assert shop.cart == {sku: Decimal(quantity) for sku, quantity in cart.items()}


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("uk", ["потрібна комерційна пропозиція", "500 м NYM 3x1.5", "до п'ятниці", "немає", "так"]),
        ("ru", ["нужно коммерческое предложение", "500 м NYM 3x1.5", "где мой заказ 100045", "к пятнице", "нет", "да"]),
        ("pl", ["potrzebuję oferty", "500 m NYM 3x1.5", "do piątku", "nie", "tak"]),
    ],
    ids=["uk", "ru", "pl"],
)
def test_request_for_quotation_in_every_language(buyer: Buyer, shop: Shop, locale: str, texts: list[str]) -> None:
    buyer.locale = locale
    for text in texts:
        buyer.say(text)
    rfq = list(shop.rfqs.values())[-1]
    assert [(line["sku"], line["quantity"]) for line in rfq["lines"]] == [("CAB-001", "500")]
    assert rfq["needed_by"]
    assert rfq["note"] is None


def test_my_cart_becomes_a_request(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    buyer.say("I need a quote")
    assert "By when" in buyer.say("my cart")


def test_a_request_in_one_sentence_keeps_goods_and_deadline_alone(buyer: Buyer, shop: Shop) -> None:
    buyer.say("I need a quotation for 300 m NYM 3x1.5 and 20 boxes of gloves by the end of next month")
    said = buyer.press("Nothing to add")
    assert "quotation for" not in said.split("\n", 1)[1].replace("Your request for quotation", "")
    assert "Needed by" in said
    buyer.say("yes")
    rfq = list(shop.rfqs.values())[-1]
    assert [(line["sku"], line["quantity"]) for line in rfq["lines"]] == [("CAB-001", "300"), ("GLV-00L", "20")]


@pytest.mark.parametrize("text", ["the C16 one", "C16 1P"])
def test_a_candidate_is_chosen_by_its_name(buyer: Buyer, shop: Shop, text: str) -> None:
    buyer.say("5 16A breakers")
    buyer.say(text)
    assert shop.cart == {"BRK-116": Decimal(5)}


def test_two_open_lines_are_answered_in_one_message(buyer: Buyer, shop: Shop) -> None:
    buyer.say("add 5 breakers and 3 automatic breakers")
    assert "C16" not in buyer.say("the second and the first").replace("Circuit breaker C16", "")
    assert shop.cart == {"BRK-116": Decimal(5), "BRK-016": Decimal(3)}


@pytest.mark.parametrize("text", ["#100045", "so100045", "зам. 100045", "zamówienie SO-100045", "SO-100045"])
def test_a_bare_number_asks_where_the_order_is(buyer: Buyer, shop: Shop, text: str) -> None:
    assert "SO-100045" in buyer.say(text)
    buyer.say("yes")
    assert not shop.cart, "a bare number repeats no order"


@pytest.mark.parametrize(
    "text",
    [
        "where is my order SO-100045 and add 10 boxes of gloves",
        "add 10 boxes of gloves and where is my order SO-100045",
    ],
)
def test_two_wishes_in_one_message(buyer: Buyer, shop: Shop, text: str) -> None:
    assert "SO-100045" in buyer.say(text)
    assert shop.cart == {"GLV-00L": Decimal(10)}


@pytest.mark.parametrize("text", ["undo", "поверни назад", "верни обратно", "cofnij"])
def test_an_emptied_cart_is_brought_back_in_words(buyer: Buyer, shop: Shop, text: str) -> None:
    buyer.say("20 m NYM 3x1.5")
    buyer.say("empty my cart")
    buyer.say("yes")
    assert not shop.cart
    buyer.say(text)
    assert shop.cart == {"CAB-001": Decimal(20)}


def test_a_removed_line_is_brought_back_in_words(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    buyer.say("прибери перший")
    assert not shop.cart
    buyer.say("поверни назад")
    assert shop.cart == {"CAB-001": Decimal(20)}


def test_why_a_price_is_about_the_product_just_shown(buyer: Buyer) -> None:
    buyer.say("how much is CAB-001")
    assert "0.89" in buyer.say("why this price?")


def test_a_thumb_confirms(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    buyer.say("checkout PO-77812")
    buyer.say("👍")
    assert shop.calls[-1]["body"]["po_number"] == "77812"


def test_a_yes_after_something_else_asks_again_before_it_costs_money(buyer: Buyer, shop: Shop) -> None:
    buyer.say("20 m NYM 3x1.5")
    buyer.say("checkout, PO 77812")
    buyer.say("where is my order 100045")
    said = buyer.say("yes")
    assert len(shop.orders) == 2
    assert "77812" in said
    assert "Shall I place the order" in said
    buyer.say("yes")
    assert len(shop.orders) == 3


def test_a_yes_after_something_else_accepts_no_quote(buyer: Buyer, shop: Shop) -> None:
    buyer.say("I accept RFQ-1003")
    buyer.say("show my cart")
    assert "Shall I accept it" in buyer.say("yes")
    assert shop.rfqs["RFQ-1003"]["status"] == "quoted"
    buyer.say("yes")
    assert shop.rfqs["RFQ-1003"]["status"] == "accepted"
