"""Requests, quotes, orders, claims, invoices and general questions over the real Rasa: effects, then words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.assistant.conftest import Buyer
from tests.assistant.portal_stand_in import Shop


def sent(shop: Shop) -> dict[str, Any]:
    """The request that was raised last, as the actions sent it."""
    assert len(shop.rfqs) == 2, "exactly one request is raised"
    return dict(list(shop.rfqs.values())[-1]["sent"])


def test_targets_dates_and_words_in_one_message(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say(
        "I need a quote for 500 m NYM-J 3x1.5 at 0.85 EUR/m and 200 pcs breakers C16 target 2.10 each, "
        "by the end of next week"
    )
    assert "Shall I send it" in said, "nothing is missing, so nothing is asked"
    assert "your words go to the manager" in said
    assert len(shop.rfqs) == 1, "nothing is sent before yes"
    buyer.say("yes")
    request = sent(shop)
    assert [(line.get("sku"), line["quantity"], line["target_price"]) for line in request["lines"]] == [
        ("CAB-001", "500", "0.85"),
        (None, "200", "2.10"),
    ]
    assert request["needed_by"]


def test_an_unsure_product_may_be_chosen_before_sending(buyer: Buyer, shop: Shop) -> None:
    buyer.say("please quote 200 breakers by 15 december, note: for export")
    assert "Taken" in buyer.press("Circuit breaker C16 1P")
    buyer.press("Yes, send it")
    assert [line["sku"] for line in sent(shop)["lines"]] == ["BRK-116"]
    assert sent(shop)["note"] == "for export"


def test_corrections_before_sending(buyer: Buyer, shop: Shop) -> None:
    buyer.say("please quote 500 m NYM 3x1.5 and 40 boxes of gloves")
    buyer.say("by 15 december")
    assert "300" in buyer.say("no, 300 not 500")
    assert "gloves" in buyer.say("remove the second line")
    assert "anything" not in buyer.say("make it by 20 december instead")
    said = buyer.say("add 20 boxes of gloves")
    assert "20 boxes" in said
    buyer.say("send it")
    request = sent(shop)
    assert [(line["sku"], line["quantity"]) for line in request["lines"]] == [("CAB-001", "300"), ("GLV-00L", "20")]
    assert request["needed_by"].endswith("-12-20")


def test_only_the_missing_quantity_is_asked(buyer: Buyer, shop: Shop) -> None:
    buyer.say("I need a quote")
    assert "How many do you need" in buyer.say("gloves and breakers")
    assert "By when" in buyer.say("500 and 20")
    assert "Shall I send it" in buyer.press("No fixed date")
    buyer.say("yes")
    assert [line["quantity"] for line in sent(shop)["lines"]] == ["500", "20"]
    assert "needed_by" not in sent(shop)


def test_an_interruption_is_answered_and_the_question_repeated_briefly(buyer: Buyer, shop: Shop) -> None:
    buyer.say("please quote 500 m NYM 3x1.5")
    said = buyer.say("where is my order 100045?")
    assert "SO-100045" in said
    assert "Back to your request" in said
    buyer.say("by 15 december")
    said = buyer.say("where is my order 100046?")
    assert "is ready. Shall I send it?" in said
    buyer.say("yes")
    assert sent(shop)["needed_by"].endswith("-12-15")


def test_no_is_not_sent_and_cancel_ends_it(buyer: Buyer, shop: Shop) -> None:
    buyer.say("please quote 500 m NYM 3x1.5 by 15 december")
    buyer.press("Nothing to add")
    assert "not sent" in buyer.say("no")
    buyer.say("cancel")
    buyer.say("yes")
    assert len(shop.rfqs) == 1


def test_a_target_in_another_currency_is_said_and_noted(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("quote 500 m NYM 3x1.5 at 0.95 USD/m by 15 december please")
    assert "another currency" in said
    buyer.say("send it")
    line = sent(shop)["lines"][0]
    assert "target_price" not in line
    assert "0.95 USD" in line["comment"]


def test_address_and_po_number_go_along(buyer: Buyer, shop: Shop) -> None:
    buyer.say("quote 500 m NYM 3x1.5 by 15 december, deliver to the Riga site, our PO 4711-A")
    buyer.say("send it")
    request = sent(shop)
    assert "Riga site" in request["note"]
    assert request["po_number"] == "4711-A"


@pytest.mark.parametrize(
    ("locale", "texts", "target"),
    [
        ("uk", ["прорахуйте 500 м NYM 3x1.5 по 0,80 євро за метр, до п'ятниці", "так, надсилай"], "0.80"),
        ("ru", ["нужно КП на 500 м NYM 3x1.5 не дороже 0,80 евро за метр, к пятнице", "да"], "0.80"),
        ("pl", ["proszę o wycenę 500 m NYM 3x1.5 cena docelowa 0,80 euro/m do piątku", "tak"], "0.80"),
    ],
    ids=["uk", "ru", "pl"],
)
def test_targets_in_every_language(buyer: Buyer, shop: Shop, locale: str, texts: list[str], target: str) -> None:
    buyer.locale = locale
    for text in texts:
        buyer.say(text)
    request = sent(shop)
    assert [(line["sku"], line["quantity"], line["target_price"]) for line in request["lines"]] == [
        ("CAB-001", "500", target)
    ]
    assert request["needed_by"]


def test_a_quote_is_accepted_by_line(buyer: Buyer, shop: Shop) -> None:
    shop.quote_lines()
    said = buyer.say("accept only the cable of RFQ-1003")
    assert "only these lines" in said
    assert "80" in said
    assert shop.rfqs["RFQ-1003"]["status"] == "quoted"
    assert "rest is declined" in buyer.say("yes")
    assert shop.calls[-1]["body"] == {"quote_version": 2, "line_ids": [11]}


def test_a_counter_offer_is_stored_with_its_prices(buyer: Buyer, shop: Shop) -> None:
    shop.quote_lines()
    said = buyer.say("RFQ-1003: we would accept 0.75 EUR for the cable, can you do that price?")
    if "Shall I pass it on" not in said:  # the classifier may take it for a question about the price
        said = buyer.say("counter-offer for RFQ-1003: 0.75 for the cable")
    assert "Shall I pass it on" in said
    assert "counter" not in shop.rfqs["RFQ-1003"]
    buyer.say("yes")
    assert shop.rfqs["RFQ-1003"]["counter"]["target_prices"] == {"11": "0.75"}


def test_declining_takes_the_reason_along(buyer: Buyer, shop: Shop) -> None:
    buyer.say("we decline RFQ-1003 because it is too expensive")
    buyer.say("yes")
    assert "too expensive" in shop.rfqs["RFQ-1003"]["decline_reason"]


def test_an_order_is_cancelled_after_asking(buyer: Buyer, shop: Shop) -> None:
    shop.orders["SO-100046"].update(status="placed", status_text="placed")
    assert "Shall I cancel it" in buyer.say("cancel my last order")
    assert shop.orders["SO-100046"]["status"] == "placed"
    assert "is cancelled" in buyer.say("yes")
    assert shop.orders["SO-100046"]["status"] == "cancelled"


def test_an_order_that_is_under_way_is_not_cancelled_but_handed_over(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("cancel order 100045")
    assert "cannot cancel it any more" in said
    buyer.say("yes")
    assert shop.orders["SO-100045"]["status"] == "picking"
    assert "SO-100045" in shop.handovers[0]


def test_an_order_is_known_by_its_goods_and_by_its_po_number(buyer: Buyer, shop: Shop) -> None:
    shop.orders["SO-100045"]["lines"][0]["name"] = "Nitrile gloves size L"
    shop.orders["SO-100045"]["po_number"] = "4711-A"
    assert "SO-100045" in buyer.say("where are my gloves?")
    assert "SO-100045" in buyer.say("status of our PO 4711-A please")


def test_repeating_tells_first_what_has_changed(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("repeat order 100045")
    assert "€3.10 instead of €2.90" in said
    assert not shop.cart


def test_a_claim_asks_what_is_missing_and_is_handed_over_whole(buyer: Buyer, shop: Shop) -> None:
    assert "Which order" in buyer.say("I want to return something")
    assert "What is wrong" in buyer.say("order 100045, 2 of the breakers")
    said = buyer.say("they arrived damaged")
    assert "SO-100045" in said
    assert not shop.handovers
    buyer.say("yes")
    assert all(part in shop.handovers[0] for part in ("SO-100045", "breakers", "damaged"))


def test_a_complete_claim_is_asked_nothing(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("I want to return 2 breakers from order 100045, they are damaged")
    assert "Your claim" in said
    buyer.press("Yes, pass it on")
    assert "damaged" in shop.handovers[0]


def test_invoices_are_told_and_the_pdf_is_offered_by_a_person(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("send me the invoice for order 100045")
    assert "INV-2026-00012" in said
    assert "INV-2026-00013" not in said
    assert "cannot send the PDF" in said
    buyer.say("yes")
    assert "INV-2026-00012" in shop.handovers[0]


def test_what_is_owed_is_told_with_what_is_overdue(buyer: Buyer) -> None:
    said = buyer.say("how much do we owe you")
    assert "€100.00" in said
    assert "overdue: €30.00" in said


def test_general_questions_are_answered_with_the_suppliers_words(buyer: Buyer, shop: Shop) -> None:
    assert "Two working days." in buyer.say("how does your delivery work in general?")
    said = buyer.say("what payment methods do you accept?")
    assert "rather not guess" in said
    assert "30 days" in said
    buyer.say("yes")
    assert shop.handovers


def test_anger_is_answered_with_the_order_and_a_person(buyer: Buyer, shop: Shop) -> None:
    said = buyer.say("this is outrageous, nobody answers and order 100045 is a disaster, terrible service!!!")
    assert "sorry" in said
    buyer.say("yes")
    assert "100045" in shop.handovers[0]
