"""Which notices a message switches on or off."""

from __future__ import annotations

import pytest

from actions.notice_words import KINDS, WHERE, named, switches, wishes

ALL_OFF = dict.fromkeys(KINDS, False)
ALL_ON = dict.fromkeys(KINDS, True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("notify me when my order ships", {"shipment": True}),
        ("let me know when the parcel arrives", {"shipment": True}),
        ("stop messages about quotes", {"quote": False}),
        ("don't remind me about the usual basket any more", {"basket": False}),
        ("tell me when it is back in stock", {"stock": True}),
        ("I want reorder reminders", {"basket": True}),
        ("please warn me about overdue invoices", {"invoice": True}),
        ("all off", ALL_OFF),
        ("turn everything on", ALL_ON),
        ("stop writing to me", ALL_OFF),
        ("unsubscribe", ALL_OFF),
        ("all off except orders", {**ALL_OFF, "shipment": True}),
        ("only invoices", {**ALL_OFF, "invoice": True}),
        ("turn on shipments and switch off quotes", {"shipment": True, "quote": False}),
        ("notify me about orders, quotes and invoices", {"shipment": True, "quote": True, "invoice": True}),
        ("повідомляйте мене, коли замовлення відправлять", {"shipment": True}),
        ("не пишіть мені про пропозиції", {"quote": False}),
        ("вимкни всі сповіщення", ALL_OFF),
        ("нагадуй про прострочені рахунки", {"invoice": True}),
        ("напиши коли з'явиться в наявності", {"stock": True}),
        ("вимкни все крім замовлень", {**ALL_OFF, "shipment": True}),
        ("хочу отримувати нагадування про звичні закупівлі", {"basket": True}),
        ("сообщайте когда заказ отправят", {"shipment": True}),
        ("не присылайте напоминания о счетах", {"invoice": False}),
        ("отключи все уведомления", ALL_OFF),
        ("напиши когда появится на складе", {"stock": True}),
        ("включи уведомления о предложениях", {"quote": True}),
        ("хватит мне писать", ALL_OFF),
        ("powiadom mnie, gdy zamówienie zostanie wysłane", {"shipment": True}),
        ("nie pisz do mnie o ofertach", {"quote": False}),
        ("wyłącz wszystkie powiadomienia", ALL_OFF),
        ("przypominaj o zaległych fakturach", {"invoice": True}),
        ("daj znać, jak towar będzie dostępny", {"stock": True}),
        ("tylko zamówienia", {**ALL_OFF, "shipment": True}),
        ("włącz dostawy i wyłącz faktury", {"shipment": True, "invoice": False}),
        ("which notifications are on?", {}),
        ("які сповіщення увімкнені?", {}),
        ("какие уведомления у меня включены", {}),
        ("jakie powiadomienia mam włączone?", {}),
        ("remind me when it's time to restock", {"basket": True}),
        ("przestańcie mi wysyłać wiadomości o wycenach", {"quote": False}),
        ("daj sygnał jak tylko RFQ-1003 będzie wycenione", {"quote": True}),
        ("сповіщай тільки про відвантаження, решту не треба", {**ALL_OFF, "shipment": True}),
        ("bez wiadomości o koszyku proszę", {"basket": False}),
        ("більше не турбуйте мене нагадуваннями про кошик", {"basket": False}),
        ("отправляйте мне сообщения о счетах", {"invoice": True}),
        ("stop watching CAB-0042", {"stock": False}),
        ("how do I switch off these messages", {}),
        ("як відключити ці повідомлення?", {}),
        ("dont notify me on weekends", {}),
        ("не пиши мне про акции", {}),
        ("бухгалтеру слать напоминания о счетах, мне не надо", {}),
        ("tell me about approvals waiting for me", {}),
        ("notifications", {}),
        ("налаштування сповіщень", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wishes(text: str, wanted: dict[str, bool]) -> None:
    assert wishes(text) == wanted


def test_a_word_counts_for_one_kind() -> None:
    assert named("reorder reminders, regular orders") == ["basket"]
    assert named("orders back in stock") == ["shipment", "stock"]


@pytest.mark.parametrize(
    "text",
    ["where is it?", "when will it arrive", "and where is my order now?", "де воно?", "а коли приїде?",
     "где он сейчас?", "когда будет?", "gdzie ono jest?", "kiedy dojdzie?"],
)  # fmt: skip
def test_a_bare_question_after_news_of_an_order(text: str) -> None:
    assert WHERE.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["where are the gloves?", "when can I pay", "где перчатки", "kiedy zapłacę fakturę", "help"]
)
def test_a_question_about_something_else(text: str) -> None:
    assert not WHERE.fullmatch(text)


def test_clearing_all_says_neither_on_nor_off() -> None:
    assert not switches("clear all")
    assert switches("all off")
