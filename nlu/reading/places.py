"""Addresses as people name them: "to the Riga site", "до складу Київ", "na budowę w Krakowie". Words only: which of a
company's addresses they mean, the portal alone can tell.
"""

from __future__ import annotations

import re

from nlu.reading.found import MAX_TEXT, Found

_WORD = r"[^\W\d_][\w'’ʼ.\-]*"
_NAME = r"(?:[A-ZА-ЯІЇЄҐŁŚŻŹĆŃÓ№#][\w'’ʼ.\-]*|\d{1,4}(?:[/-]?\w)?|вул\.?|ул\.?|ul\.?|просп\w*\.?|st\.?)"
_PLACE = (
    r"warehouse|site|office|depot|branch|shop|store|склад\w*|об['’ʼ]?[єе]кт\w*|офіс\w*|офис\w*|філі\w*|филиал\w*|будов\w*|"
    r"будмайданчик\w*|стройк\w*|стройплощадк\w*|площадк\w*|майданчик\w*|магазин\w*|magazyn\w*|budow\w*|oddzia[łl]\w*|biur\w*|"
    r"obiekt\w*|sklep\w*|hal[ięaey]\w*"
)
_DELIVER = (
    r"(?:deliver(?:y|ed)?|ship(?:ped|ment)?|send|bring|(?:shipping|delivery)?\s?address|адрес\w*(?: доставк\w+)?|"
    r"доставк\w*|доставит\w*|достав(?:те|ь)|відправ\w*|отправ\w*|привез\w*|завез\w*|dostaw\w*|dostarcz\w*|wy[śs]l\w*|przywie[źz]\w*|adres\w*)"
)
_PATTERNS = (
    # to our Riga site
    re.compile(rf"\b(?i:to|for|at)\s+(?P<place>(?:(?i:the|our|my)\s+)?(?:{_NAME}\s+){{1,3}}(?i:{_PLACE}))\b"),
    # до складу Київ, на об'єкт у Львові, to the warehouse in Riga
    re.compile(
        rf"\b(?i:to|до|на|в|у|к|со|do|na|w)\s+(?P<place>(?:(?i:the|our|наш\w*|nasz\w*)\s+)?(?i:{_PLACE})"
        rf"(?:\s+(?:(?i:in|at|on|в|у|на|по|w|we|przy|na)\s+)?{_NAME}(?:[\s,]+{_NAME}){{0,4}}))"
    ),
    # доставка на Шевченка 5, deliver to Brivibas 12
    re.compile(
        rf"\b(?i:{_DELIVER})(?:\s+{_WORD}){{0,3}}?\s*(?i:to|is|:|на|до|в|у|по адресу|за адресою|do|na|pod adres)\s+"
        rf"(?P<place>(?:(?i:our|the|м\.|г\.)\s+)?{_NAME}(?:[\s,]+{_NAME}){{0,4}})"
    ),
)
_TAIL = re.compile(r"[\s,.]+$")


def find_places(text: str) -> list[Found]:
    """The first place that ``text`` names, as ``address`` with its words; empty where it names none."""
    text = text[:MAX_TEXT]
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match:
            words = _TAIL.sub("", match["place"])
            start = match.start("place")
            return [Found("address", start, start + len(words), " ".join(words.split()))]
    return []
