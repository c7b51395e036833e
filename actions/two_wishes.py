"""Two wishes in one message: a question and, after an "and", something to add, or the other way round. Pure."""

from __future__ import annotations

import re

_JOINT = r"(?:\s*[,.;?!]+\s*(?:and|also|та|і|й|ще|и|ещё|еще|а|oraz|i|jeszcze)?\s+|\s+(?:and|also|та|і|й|и|а|oraz|i)\s+)"
_POLITE = r"(?:(?:please|also|then|ще|ещё|еще|також|также|заодно|jeszcze|też|proszę|будь ласка|пожалуйста)\s+)*"
_ADD = (
    r"(?:add|put|throw in|order me|дода(?:й|ти)\w*|докинь\w*|покла(?:ди|ді)\w*|"
    r"добав(?:ь|те|ить|ити)\w*|закинь\w*|положи\w*|"
    r"dodaj\w*|dodać|wrzu[ćc]\w*|dorzu[ćc]\w*|włóż\w*)"
)
_ASK = r"(?:where|when|what(?:'s| is)|де|коли|що з|який|яка|где|когда|что с|какой|gdzie|kiedy|co z|jaki)"
_ORDER = r"(?:orders?|замовленн\w*|заказ\w*|zamówieni\w*|zamowieni\w*|SO-?\d{4,})"
_THEN_ADD = re.compile(rf"^(?P<first>.+?){_JOINT}(?P<rest>{_POLITE}{_ADD}\s.+)$", re.IGNORECASE | re.DOTALL)
_THEN_ASK = re.compile(
    rf"^(?P<first>.+?){_JOINT}(?P<rest>{_POLITE}{_ASK}\b.*\b{_ORDER}\b.*)$", re.IGNORECASE | re.DOTALL
)


def addition_after(question: str) -> str:
    """What ``question`` also asks to add: "where is my order and add 10 gloves" is "add 10 gloves"; else ""."""
    match = _THEN_ADD.match(question)
    return match["rest"] if match else ""


def question_after(addition: str) -> tuple[str, str]:
    """``addition`` without the question about an order that ends it, and that question; "" where there is none."""
    match = _THEN_ASK.match(addition)
    return (match["first"], match["rest"]) if match else (addition, "")
