"""What a hand-over is about, from the bot's last intent and the words of the reason. A pure function with data.

The words are beginnings, in the four languages; the buyer's own words count more than what the bot took them for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

GENERAL = "general"
# ruff: noqa: E501 - words of one language stay on one line
# The order decides between equals: what is wrong with goods or money comes before what is wanted.
WORDS: dict[str, tuple[str, ...]] = {
    "claim": (
        "claim", "damage", "broken", "defect", "complain", "wrong item", "return",
        "рекламац", "пошкодж", "зламан", "розбит", "бракован", "скарг", "поверн",
        "повреж", "слом", "разбит", "брак", "жалоб", "возврат", "вернуть",
        "reklamac", "uszkodz", "zepsut", "wadliw", "zwrot", "zwróc", "skarg",
    ),
    "invoice": (
        "invoice", "payment", "paid", "credit", "overdue", "reconcil", "statement", "vat", "accounting", "accountant", "bank details",
        "рахун", "оплат", "кредит", "заборгован", "звірк", "пдв", "бухгалт", "накладн",
        "счет", "счёт", "задолж", "сверк", "ндс", "реквизит", "реквізит",
        "faktur", "płatno", "zapłac", "kredyt", "zaległ", "saldo", "księgow", "przelew",
    ),
    "delivery": (
        "deliver", "shipment", "shipping", "courier", "parcel", "tracking", "pallet", "truck", "warehouse", "address", "late",
        "достав", "відвантаж", "кур'єр", "посилк", "вантаж", "склад", "запізн", "адрес",
        "отгруз", "курьер", "посылк", "груз", "опазд", "задерж",
        "dostaw", "wysył", "kurier", "paczk", "przesył", "palet", "magazyn", "opóźni",
    ),
    "technical": (
        "technical", "datasheet", "data sheet", "drawing", "compatible", "substitute", "certificate", "manual", "wiring", "voltage", "how to install",
        "техніч", "технич", "сумісн", "совмест", "аналог", "замін", "замен", "сертифік", "сертифик", "інструкц", "инструкц", "кресл", "чертеж", "чертёж",
        "techniczn", "zamiennik", "kompatybil", "certyfikat", "instrukcj", "rysun",
    ),
    "quote": (
        "quote", "quotation", "rfq", "price", "discount", "offer", "contract",
        "ціна", "ціну", "ціни", "знижк", "пропозиц", "договір", "договор", "кошторис",
        "цена", "цену", "цены", "скидк", "предлож", "смет",
        "ofert", "wycen", "cena", "cenę", "ceny", "rabat", "umow",
    ),
    "order": (
        "order", "cart", "cancel",
        "замовлен", "кошик", "скасу",
        "заказ", "корзин", "отмен",
        "zamówi", "koszyk", "anulow",
    ),
}  # fmt: skip
INTENTS: dict[str, str] = {
    "complain": "claim",
    "return_item": "claim",
    "credit_balance": "invoice",
    "get_document": "invoice",
    "faq_payment": "invoice",
    "faq_delivery": "delivery",
    "order_status": "delivery",
    "find_substitute": "technical",
    "faq_warranty": "technical",
    "request_quote": "quote",
    "quote_status": "quote",
    "accept_quote": "quote",
    "counter_quote": "quote",
    "decline_quote": "quote",
    "check_price": "quote",
    "cancel_order": "order",
    "list_orders": "order",
    "checkout": "order",
    "reorder": "order",
    "change_cart": "order",
    "add_to_cart": "order",
}
TOPICS = (*WORDS, GENERAL)
WORD_WEIGHT = 2.0
EARLIER_WEIGHT = 1.0
LEAST_CONFIDENCE = 0.4
_PATTERNS = {
    topic: re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)
    for topic, words in WORDS.items()
}


def topic_of(reason: str, said: Sequence[str] = (), nlu: Mapping[str, Any] | None = None) -> str:
    """One of TOPICS. `said` are the buyer's last messages, newest first; `nlu` is what the bot took the last one for."""
    scores = dict.fromkeys(WORDS, 0.0)
    for text, weight in ((reason, WORD_WEIGHT), *((one, EARLIER_WEIGHT / place) for place, one in enumerate(said, 1))):
        for topic, pattern in _PATTERNS.items():
            scores[topic] += weight * len({match.lower() for match in pattern.findall(text)})
    intent = INTENTS.get(str((nlu or {}).get("intent") or ""))
    confidence = float((nlu or {}).get("confidence") or 0.0)
    if intent is not None and confidence >= LEAST_CONFIDENCE:
        scores[intent] += confidence
    best = max(scores, key=lambda topic: scores[topic])
    return best if scores[best] > 0 else GENERAL
