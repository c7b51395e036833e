"""How prices, days, places, projects and remarks are said in a request for quotation, in four languages."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re

LABELLED = re.compile(
    r"(?:^|(?<=[\s,;.]))(?P<label>note|comment|remark|ps|p\.s\.|title|subject|примітк\w+|коментар\w*|назва|тема|примечани\w+|комментари\w+|"
    r"название|uwag\w+|notatk\w+|komentarz\w*|tytu[łl]|temat)\s*[:–—-]\s*(?P<words>[^\n;]{2,400})",
    re.IGNORECASE,
)
TITLE_LABEL = re.compile(r"title|subject|назва|тема|название|tytu|temat", re.IGNORECASE)
PROJECT = re.compile(
    r"\b(?:for|на|для|под|під|dla|na|do)\s+(?:the\s+|our\s+|наш\w*\s+|nasz\w*\s+)?(?P<words>(?:project|про[єе]кт\w*|об['’ʼ]?[єе]кт\w*|тендер\w*|tender\w*|projekt\w*|inwestycj\w*|przetarg\w*)"
    r"\s+[\"«„“]?[^\W\d_][^\n,;.\d]{1,60}?|(?:[^\W\d_]+\s+){1,4}(?:project|tender))(?=[\"»”]?\s*(?:[,;.:\n]|$|\b(?:by|until|до|к|do|with|of|з|с|z)\b|\d))",
    re.IGNORECASE,
)
PO_BEFORE = re.compile(
    r"(?:\b(?:with|under|our|my|nr|no|number|номер|numer|наш\w*|мій|мой|nasz\w*|із|з|с|z)\s+)*\b(?:p\.?o\.?|purchase order|номер закуп\w*|numer zakup\w*|our (?:ref|no)|наш номер(?: замовлення| заказа)?|nasz numer(?: zam\S*)?)[\s\w.:#№-]{0,14}$",
    re.IGNORECASE,
)
PLACE_BEFORE = re.compile(
    r"(?:[\s,;.]*\b(?:and|та|і|и|oraz|i)\b)?[\s,;.]*(?:please\s+)?(?:\b(?:deliver\w*|ship\w*|shipping|send|bring|достав\w*|адрес\w*|відправ\w*|отправ\w*|привез\w*|завез\w*|dostaw\w*|dostarcz\w*|adres\w*|wy[śs]\w*)"
    r"(?:\s+[^\W\d_]+){0,3}?[\s:]*)?(?:\b(?:to|is|for|at|на|до|в|у|к|за адресою|по адресу|do|na|w|pod adres)\b[\s:]*)?(?:\b(?:the|our)\s+)?$",
    re.IGNORECASE,
)
DUE_BEFORE = re.compile(
    r"[\s,]*(?:\b(?:and|та|і|и|oraz|i)\s+)?(?:\b(?:we\s+)?(?:need(?:ed)?|required?|deliver(?:ed|y)?|потріб\w+|треба|нуж\w+|надо|доставк\w+|potrzeb\w+|dostaw\w+|termin\w*|термін\w*|срок\w*|строк\w*|deadline)\s*(?:it|them|is|all|все|всё|це|это|wszystko)?[\s:–-]*)?"
    r"(?:\b(?:no later than|not later than|latest|by|until|before|on|at|till|due|for|не пізніше|не позднее|максимум|до|к|ко|на|у|в|najpóźniej|nie później niż|do|na|w|we|przed)\b\s*){0,2}(?:\b(?:the|end of)\s+)*$",
    re.IGNORECASE,
)
SURE_DUE = re.compile(
    r"\b(?:by|until|before|on|till|due|deadline|needed|required|latest|до|к|ко|на|не пізніше|не позднее|do|na|przed|najpóźniej|termin\w*|термін\w*|срок\w*|строк\w*)[\s:–-]*$",
    re.IGNORECASE,
)
BARE_DAY = re.compile(r"\d{1,2}[./]\d{1,2}")
MEASURE = re.compile(r"\s*(?:mm|мм|cm|см|m\b|м\b|kg|кг|[\"″'’]|inch|дюйм|cal|[xх×]\d)", re.IGNORECASE)

PRICE_BEFORE = (
    r"(?:[\s,(–—-]*(?:\b(?:at|for|with|to|by|around|about|is|of|a|the|our|we (?:want|need|hope for|expect)|want|would like|under|below|within|target(?:ing|ed)?|price[sd]?|max(?:imum)?|up to|no more than|not more than|at most|"
    r"по|за|до|з|із|с|в|не дорожче|не більше(?: ніж)?|не вище|близько|приблизно|ціною|ціна|ціну|ціни|цільов\w+|бажан\w+|хочемо|хотіли б|очіку\w+|макс\w*|"
    r"не дороже|не больше|не более|не выше|около|примерно|цене|цена|цену|ценой|целев\w+|желаем\w+|хотим|хотели бы|ожида\w+|"
    r"po|za|do|w|z|nie dro[żz]ej(?: ni[żz])?|nie wi[ęe]cej(?: ni[żz])?|oko[łl]o|cen[aęyie]+|docelow\w+|oczekiwan\w+|chcemy|maks\w*)\b|[@:=(~≤<-]))*[\s(]*$"
)
PRICE_FIRST = re.compile(PRICE_BEFORE, re.IGNORECASE)
EACH = (
    r"(?:each|apiece|a piece|per (?:unit|item|one|piece|met(?:re|er)|box|pack|pair|roll|kg)|/\s?[^\W\d_]{1,6}\b|за (?:шт\w*|одиницю|единицу|метр\w*|одну|один|кг|пару|упаковку|коробку)|кожн\w+|кажд\w+|"
    r"za (?:szt\w*|metr\w*|jeden|jedn\S+|kg|par\S+|opak\w*|karton\w*)|ka[żz]d\w+|szt\.?(?!\w)|шт\.?(?!\w))"
)
PRICE_AFTER = re.compile(
    rf"[\s)]*(?:{EACH}|net(?:to)?\b|нетто|без пдв|без ндс|bez vat|excl\.? vat|max(?:imum)?\b|макс\w*|maks\w*)?[\s)]*(?:{EACH})?(?:\s*(?:net(?:to)?\b|max\b))?\)?",
    re.IGNORECASE,
)
CONNECTIVE = re.compile(r"[\s,;.]*(?:\b(?:and|та|і|й|и|oraz|i|а|a|plus|also|також|также)\b\s+)?", re.IGNORECASE)
OF = re.compile(r"\s*(?:of|z|із|з|из|с)\s", re.IGNORECASE)
# a price without a currency: only where the words before say so, and with the cents written out
BARE_PRICE = re.compile(
    r"(?:\b(?:at|max\.?|maximum|no more than|not more than|target(?: price)?(?: of| is)?|under|по|по ціні|по цене|за ціною|не дорожче|не більше|не дороже|не более|цільова|целевая|po|po cenie|w cenie|nie dro[żz]ej ni[żz]|maks\w*\.?|docelow\w+)|@)"
    r"[\s:]*(?P<n>\d{1,6}[.,]\d{2,4})(?!\d|[.,]\d|\s*(?:mm|мм|m|м|cm|см|kg|кг|l|л|x|х|%)\b)",
    re.IGNORECASE,
)
# an answer where prices are expected: "0.85 for the cable and 2.10 for the breakers"
LOOSE_PRICE = re.compile(
    r"(?<![\w.,/-])(?P<n>\d{1,6}[.,]\d{2,4})(?=\s+(?:for|на|за|для|по|dla|za|na)\b)|(?:\b(?:for|на|за|для|dla|za|na)\s+[^\d,;]{2,40}?\s|[:=–-]\s*)(?P<n2>\d{1,6}[.,]\d{2,4})(?!\d|[.,]\d)",
    re.IGNORECASE,
)
BUDGET_BEFORE = re.compile(
    r"\b(?:budget|in total|total|overall|бюджет\w*|загал\w*|всього|разом|итог\w*|всего|сумм\w*|общ\w+|bud[żz]et\w*|razem|[łl][ąa]cznie|w sumie)[\s\w:]{0,12}$",
    re.IGNORECASE,
)
BUDGET_AFTER = re.compile(
    r"\s*(?:in total|total|altogether|overall|загалом|всього|разом|за все|итого|всего|за всё|razem|[łl][ąa]cznie|w sumie|za wszystko)\b",
    re.IGNORECASE,
)
ALL = re.compile(
    r"\b(?:all|everything|both|for each|each of|every|все|всі|усе|усі|всё|все|обидва|оба|кожн\w+ позиц\w+|кажд\w+ позиц\w+|wszystk\w+|oba|obie)\b",
    re.IGNORECASE,
)
