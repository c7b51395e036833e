"""Words of the conversation about a request for quotation, in four languages."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re

CART = re.compile(
    r"\b(?:(?:the|my|our|this|whole|весь|мій|наш|мой|cały|mój|nasz)\s+)*(?:cart|basket|trolley|кошик\w*|корзин\w*|koszyk\w*)\b",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"\W*(?:no|nope|nothing|none|n/a|that'?s (?:all|it)|all good|not? (?:more|fixed date|date|deadline|hurry|rush)|any ?time|whenever|doesn'?t matter|skip|"
    r"ні|нема|нічого|це все|все|байдуже|(?:це )?не ?важливо|без різниці|все одно|не принципово|коли завгодно|без дати|не терміново|пропусти\w*|нет|ничего|это всё|всё|(?:это )?не ?важно|без разницы|вс[её] равно|не принципиально|когда угодно|без даты|"
    r"не срочно|пропусти\w*|nie|nic|to wszystko|obojętn\w*|bez różnicy|wszystko jedno|kiedykolwiek|bez terminu|nie pilne|pomiń)\b(?:[\s,]+(?:else|more|when|yet|thanks?|thank you|please|to add|"
    r"більше|коли|поки|дякую|спасибі|додати|больше|когда|пока|спасибо|добавить|więcej|kiedy|na razie|dziękuję|dzięki|dodać|fixed date|такого|особливого|особенного))*\W*",
    re.IGNORECASE,
)
SEND = re.compile(
    r"\W*(?:(?:ok|okay|yes|please|just|так|да|tak|ну)\W+)*(?:send(?: it)?(?: off)?|submit(?: it)?|go ahead|відправ\w+|надішл\w+|надсила\w+|шли|отправ\w+|высыла\w+|"
    r"wy[śs]lij|wysy[łl]aj)(?:\W+(?:it|please|now|запит|запрос|його|его|to|zapytanie|прошу|będę|далі|дальше))*\W*",
    re.IGNORECASE,
)
DONT_KNOW = re.compile(
    r"(?:don'?t|do not) know|not sure|unknown|to be (?:agreed|defined)|не знаю|невідомо|неизвестно|поки не|пока не|nie wiem|jeszcze nie|do ustalenia",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\?\s*$|\b(?:orders?|замовлен\w*|заказ\w*|zam[oó]wieni\w*|where|how much|how long|де|где|gdzie|скільки коштує|сколько стоит|ile kosztuje)\b",
    re.IGNORECASE,
)
