"""Words around an order line that name no product: greetings, verbs, "to my cart", "please"."""

from __future__ import annotations

import re
from typing import Final

_LEADING: Final = (
    # en
    r"hello|hi|hey|please|pls|plz|can you|could you|kindly|add(?: to (?:my |the )?(?:cart|basket))?|adn|"
    r"put(?: in)?|order|buy|"
    r"give me|get me|let me have|let us have|i'?ll take|i take|i(?:'d| would) like(?: to (?:order|buy|add))?|"
    r"i (?:also )?need|we (?:also )?need|(?:i |we )?want(?: to (?:buy|order|add))?|throw in|send(?: me| us)?|"
    r"urgent(?:ly)?|asap|also|and|plus|another|more|some|then|the|cart|basket|"
    r"to (?:my |the )?(?:cart|basket)|(?:in|into) (?:my |the )?(?:cart|basket)|sku|art(?:icle)?\.?(?: "
    r"no\.?)?|item no\.?|"
    # uk
    r"привіт|добрий день|вітаю|будь ласка|додай(?:те)?|додати|добав(?:те|ити)?|докинь(?:те)?|"
    r"закинь(?:те)?|поклади|покладіть|кинь|"
    r"дай(?:те)?|візьму|беру|замов(?:те|ляю|ити)?|купити|хочу (?:купити|замовити)|(?:мені |нам )?(?:ще "
    r")?(?:треба|потрібно|потрібні|потрібен|потрібна)|"
    r"терміново|срочно|нам|мені|ще|також|і ще|та ще|(?:в|у|до) (?:кошик[ау]?|корзину)|кошик|артикул|арт\.?|"
    # ru
    r"привет|добрый день|здравствуйте|пожалуйста|пжл|плиз|пліз|добавь(?:те)?|добавить|положи(?:те)?|"
    r"закажи(?:те)?|заказать|купить|"
    r"хочу (?:купить|заказать)|(?:мне |нам )?(?:ещё |еще )?(?:надо|нужно|нужны|нужен|нужна)|возьму|"
    r"возьмём|бер[уё]м?|нам|мне|"
    r"срочно|ещё|еще|также|и ещё|и еще|(?:в|у) (?:корзину|корзине)|корзина|"
    # pl
    r"cześć|dzień dobry|proszę|poproszę|dodaj(?:cie)?|dodać|wrzuć|włóż|dorzuć|dorzucić|daj(?:cie)?|wezmę|"
    r"pilnie|biorę|zamów(?:cie)?|zamawiam|"
    r"kup(?:ić)?|chcę (?:kupić|zamówić)|(?:potrzeba|potrzebuję|potrzebujemy|potrzebny|potrzebne)(?: nam| "
    r"mi)?|nam|mi|jeszcze|też|także|"
    r"do koszyka|koszyk|nr art\.?|indeks"
)
_TRAILING: Final = (
    r"please|pls|plz|thanks|thank you|urgently|asap|too|and|and also|"
    r"і|та|й|и|i|oraz|терміново|срочно|pilnie|as well|for (?:me|us)|(?:to|in|into) (?:my |the )?(?:cart|"
    r"basket)|(?:my|the) cart|"
    r"будь ласка|дякую|мені|нам|(?:в|у|до) (?:кошик[ау]?|корзину)|кинь|(?:кинь|додай|поклади) (?:в|у|до) "
    r"(?:кошик[ау]?|корзину)|"
    r"пожалуйста|пжл|спасибо|мне|кинь в корзину|добавь|"
    r"proszę|poproszę|dziękuję|do koszyka|dla mnie|dla nas"
)
_START: Final = re.compile(rf"^(?:{_LEADING})(?=[\s:,.!—–-]|$)[\s:,.!—–-]*", re.IGNORECASE)
_END: Final = re.compile(rf"[\s,.!—–-]+(?:{_TRAILING})[\s.!?]*$", re.IGNORECASE)
_EDGES: Final = " \t,.:;!?-—–=|*•·"


def strip(text: str) -> str:
    """`text` without the words around it."""
    text = text.strip(" \t,:;|*•·—–")
    while True:
        shorter = _END.sub("", _START.sub("", text, count=1), count=1).strip(" \t,:;|*•·—–")
        if shorter == text:
            return text
        text = shorter


def tidy(phrase: str) -> str:
    """A product phrase without punctuation at its edges and without "of" in front."""
    phrase = phrase.strip(_EDGES)
    phrase = re.sub(r"^(?:of|the|z|на|for)\s+", "", phrase, flags=re.IGNORECASE).strip(_EDGES)
    if phrase.startswith("(") and phrase.endswith(")"):
        phrase = phrase[1:-1]
    return re.sub(r"\(\s*\)", "", re.sub(r"\s+", " ", phrase)).strip(_EDGES)
