"""Which pieces of a message are requests of their own. Pure."""

# ruff: noqa: E501 - lists of words, a language or a kind to a line
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from nlu.reading.requests import Piece

# What is no request: it belongs to the one beside it. Yes and no are requests only at the beginning.
IDLE = frozenset({"nlu_fallback", "out_of_scope", "greet", "thank", "goodbye", "help", "complain", "cancel_dialog"})
YES_NO = frozenset({"affirm", "deny"})
# "Yes, add it" and "no, 20 not 12" are one answer, not an answer and a request.
ELABORATES = frozenset(
    {"add_to_cart", "change_cart", "pick_option", "checkout", "accept_quote", "clear_cart", "search_product"}
)
# "Yes, and place the order" says yes twice.
CONFIRMS = frozenset({"checkout", "accept_quote"})
SURE = 0.9
VERY_SURE = 0.95
# What goes on telling what the one before began; these are one request however many sentences tell it.
BELONGS: dict[str, frozenset[str]] = {
    "accept_quote": frozenset({"accept_quote", "checkout", "affirm", "faq_delivery"}),
    "add_to_cart": frozenset({"add_to_cart", "search_product", "pick_option"}),
    "autofill_cart": frozenset({"autofill_cart", "add_to_cart"}),
    "change_cart": frozenset({"change_cart", "search_product", "pick_option", "add_to_cart"}),
    "check_availability": frozenset({"check_price", "order_status"}),
    "check_price": frozenset({"check_availability", "faq_payment"}),
    "checkout": frozenset({"checkout", "affirm"}),
    "counter_quote": frozenset({"counter_quote", "check_price", "request_quote", "faq_payment"}),
    "faq_delivery": frozenset({"faq_delivery"}),
    "faq_payment": frozenset({"faq_payment"}),
    "faq_warranty": frozenset({"faq_warranty"}),
    "find_substitute": frozenset({"find_substitute", "search_product", "check_price", "check_availability", "recommend"}),
    "get_document": frozenset({"get_document", "faq_delivery"}),
    "order_status": frozenset({"check_availability", "faq_delivery"}),
    "pick_option": frozenset({"pick_option", "change_cart", "add_to_cart", "check_price", "check_availability"}),
    "recommend": frozenset({"recommend", "search_product"}),
    "request_quote": frozenset(
        {"request_quote", "add_to_cart", "search_product", "check_price", "check_availability", "counter_quote",
         "faq_delivery", "faq_payment", "change_cart", "recommend", "autofill_cart"}
    ),
    "return_item": frozenset(
        {"return_item", "order_status", "faq_warranty", "faq_delivery", "cancel_order", "change_cart",
         "search_product", "add_to_cart"}
    ),
    "search_product": frozenset({"search_product", "check_price", "check_availability", "recommend", "find_substitute"}),
    "talk_to_human": frozenset({"talk_to_human"}),
}  # fmt: skip
# What is a whole request in two words.
SHORT = frozenset(
    {"view_cart", "checkout", "list_orders", "talk_to_human", "credit_balance", "clear_cart", "quote_status"}
)
NUMBERS = ("order_number", "rfq_number", "invoice_number", "number")
# "Add" begins an addition whatever was told before it.
_ADDS = re.compile(
    r"(?:\w+\s+)??(?:add|put|throw|дода\w+|докин\w+|закин\w+|кин\w+|поклад\w+|добав\w+|полож\w+|dodaj\w*|dorzu\w+|wrzu\w+|w[łl][óo]\w+)\b",
    re.IGNORECASE,
)
# What an addition of goods with a number in their name is at times taken for.
_LIKE_ADDING = frozenset(
    {"find_substitute", "search_product", "check_availability", "recommend", "pick_option", "nlu_fallback"}
)
_IT = re.compile(
    r"\b(?:it|its|them|that|this|його|її|їх|він|вона|воно|цей|ця|це|его|её|ее|их|он|она|оно|этот|эта|это|ją|ich|ona|ono)\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:yes|yeah|yep|yup|ok(?:ay)?|sure|fine|right|no|nope|nah|так|ага|ок(?:ей)?|добре|згод\w+|да|ладно|хорошо|ні|нє|нет|не|"
    r"tak|dobra|dobrze|jasne|nie|go ahead|confirm(?:ed)?)(?:[\s,]+(?:please|thanks|thank you|sure|ok|right|yes|no|дякую|спасибо|пожалуйста|будь ласка|звичайно|конечно|dzięki|dziękuję|"
    r"proszę|jasne|oczywiście|да|так|tak|ні|нет|nie))*[\s.!,]*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]{2,}")
_DIGIT = re.compile(r"\d")


def adds(text: str, intent: str, ranking: list[dict[str, Any]]) -> bool:
    """Whether ``text`` tells to add something with a number, though its ``intent`` is a question about goods.

    ``add_to_cart`` must be among the likeliest three of ``ranking``.
    """
    likely = {str(one.get("name")) for one in ranking[:3]}
    firm = intent in _LIKE_ADDING and "add_to_cart" in likely and "?" not in text
    return firm and _ADDS.match(text) is not None and _DIGIT.search(text) is not None


@dataclass
class Guess:
    """A piece and how it was understood on its own."""

    piece: Piece
    text: str
    parse: dict[str, Any]
    counts: bool = True

    @property
    def intent(self) -> str:
        """Its best intent."""
        return str((self.parse.get("intent") or {}).get("name") or "")

    @property
    def confidence(self) -> float:
        """Of the intent."""
        return float((self.parse.get("intent") or {}).get("confidence") or 0.0)

    def numbers(self) -> set[str]:
        """The references it names."""
        return {str(one.get("value")) for one in self.parse.get("entities") or [] if one.get("entity") in NUMBERS}


def decide(
    text: str, guesses: list[Guess], threshold: float, whole: tuple[str, float] = ("", 0.0)
) -> list[dict[str, Any]]:
    """The requests of ``text`` in their order; empty where it is one request, or not surely several.

    ``whole`` is the intent of the message as a whole and its confidence.
    """
    groups: list[list[Guess]] = []
    for position, guess in enumerate(guesses):
        if position == 0 and not _begins(guess, guesses[1] if len(guesses) > 1 else None):
            guess.counts = False
        if whole[1] >= SURE and whole[0] != guess.intent and _is_scrap(guess):
            guess.counts = False
        if groups and _goes_on(groups[-1], guess, threshold):
            groups[-1].append(guess)
        else:
            groups.append([guess])
    groups = _without_idle(groups, threshold)
    if len(groups) < 2:
        return []
    return [_request(text, group, threshold) for group in groups]


def _begins(guess: Guess, after: Guess | None) -> bool:
    """Whether the first piece is a request. One that begins like none is mostly the reason for the next: "the cart is
    fine, please order".
    """
    if guess.intent in YES_NO:
        return _ANSWER.fullmatch(guess.text) is not None
    if guess.piece.opens:
        return True
    if guess.intent == "add_to_cart" or guess.numbers():
        return guess.confidence >= SURE and (bool(guess.numbers()) or _DIGIT.search(guess.text) is not None)
    parted = after is not None and (after.piece.joined or after.piece.ended)
    return parted and guess.confidence >= VERY_SURE


def _is_scrap(guess: Guess) -> bool:
    """Whether a piece is too short to be a request of its own: "please send it"."""
    if len(_WORDS.findall(guess.text)) > 3 or guess.intent in YES_NO or guess.numbers():
        return False
    return not (guess.intent in SHORT and guess.confidence >= VERY_SURE) and _DIGIT.search(guess.text) is None


def _head(group: list[Guess], threshold: float) -> Guess:
    """The piece of a group that says what it is about."""
    sure = [guess for guess in group if _acts(guess, threshold)]
    return sure[0] if sure else group[0]


def _acts(guess: Guess, threshold: float) -> bool:
    return guess.counts and guess.intent not in IDLE and guess.confidence >= threshold


def _goes_on(group: list[Guess], guess: Guess, threshold: float) -> bool:
    """Whether ``guess`` belongs to the request before it."""
    if not _acts(guess, threshold) or guess.intent in YES_NO:
        return True
    head = _head(group, threshold)
    if not _acts(head, threshold):
        return False
    if head.intent in YES_NO:
        apart = guess.piece.joined and head.intent == "affirm" and guess.intent not in CONFIRMS
        return guess.intent in ELABORATES and not apart
    if guess.intent in BELONGS.get(head.intent, ()):
        return not _own_subject(head, guess)
    return guess.intent == head.intent and not _other_number(head, guess)


def _own_subject(head: Guess, guess: Guess) -> bool:
    """Whether a piece that could go on with the one before names a subject of its own."""
    if guess.intent == "add_to_cart":
        adds = _ADDS.match(guess.text) is not None and _IT.search(guess.text) is None
        return head.intent != "add_to_cart" and adds and len(_WORDS.findall(guess.text)) > 1
    if guess.intent == "order_status":
        return bool(guess.numbers()) and (head.intent != "return_item" or bool(head.numbers() - guess.numbers()))
    if guess.intent in {"check_price", "check_availability", "search_product"}:
        if head.intent in {"return_item", "request_quote", "change_cart"}:
            return False
        if head.intent == "add_to_cart":
            return guess.piece.opens == "asks"
        return _IT.search(guess.text) is None and len(_WORDS.findall(guess.text)) > 4
    return False


def _other_number(head: Guess, guess: Guess) -> bool:
    return bool(guess.numbers()) and guess.numbers() != head.numbers()


def _without_idle(groups: list[list[Guess]], threshold: float) -> list[list[Guess]]:
    """A group that is no request joins the one behind it: a greeting, or words that nobody is sure about."""
    kept: list[list[Guess]] = []
    waiting: list[Guess] = []
    for group in groups:
        if _acts(_head(group, threshold), threshold):
            kept.append([*waiting, *group])
            waiting = []
        else:
            waiting += group
    if waiting and kept:
        kept[-1] += waiting
    return kept


def _request(text: str, group: list[Guess], threshold: float) -> dict[str, Any]:
    head = _head(group, threshold)
    # a greeting in front says nothing about the request; what follows the head belongs to it
    members = group[group.index(head) :]
    start, end = members[0].piece.start, members[-1].piece.end
    words = Piece(start, end, "").of(text)
    entities = [entity for member in members for entity in _moved(member, words)]
    parse = {**head.parse, "text": words, "entities": entities}
    return {"text": words, "intent": head.intent, "confidence": head.confidence, "parse": parse}


def _moved(member: Guess, words: str) -> list[dict[str, Any]]:
    """The entities of ``member`` with their places counted in ``words``."""
    offset = max(words.find(member.text), 0)
    return [
        {**entity, "start": int(entity.get("start") or 0) + offset, "end": int(entity.get("end") or 0) + offset}
        for entity in member.parse.get("entities") or []
    ]
