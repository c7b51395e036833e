"""Asides around the goods: floors, gate codes, telephone numbers, terms, references, packing, brackets."""

from __future__ import annotations

import re
from typing import Final

from nlu.reading.lines.chatter import GAP

_NAME: Final = r"(?-i:[A-ZА-ЯІЇЄҐŁŚŻŹĆ][\w'’]+)"
_PACKING: Final = (
    (
        r"\bin\s+\d+(?:[.,]\d+)?\s*(?:kg|l|g|ml|litre|ltr)\s+(?:bags|sacks|cans|drums|bottles|tins|canisters|packs|"
        r"tubs)\b"
    ),
    (
        r"\b(?:в|у|w)\s+(?:мішк\w+|мешк\w+|відр\w+|ведр\w+|каністр\w+|канистр\w+|пляшк\w+|бутылк\w+|бочк\w+|"
        r"упаковк\w+|"
        r"workach|wiadrach|kanistrach|beczkach|butelkach|opakowaniach|kartonach|paczkach)"
        r"\s+(?:по|po)\s+\d+(?:[.,]\d+)?(?:\s*(?:кг|kg|л|l|г|g|шт|szt|мл|ml)\b\.?)?"
    ),
    r"\((?:po|по|à|(?:box|pack|case|carton|bag)s? of)\s+\d+[^()]*\)",
)
_PLACES: Final = (
    (
        r"\b(?:in|at|в|у|w|do|на|na)\s+(?:unit|room|block|flat|lokal\w*|помещени\w+|приміщенн\w+|кабинет\w*|кабінет\w*|"
        r"квартир\w+|корпус\w*|секци\w+|секці\w+|pokoj\w*|budyn\w+)\s+\d+\w?\b"
    ),
    r"\b(?:at|to|by|via|from)\s+the\s+(?:back|front|side|main|rear)\s+(?:gate|door|entrance)\b",
    r"\b(?:gate|door|entry|access|alarm)\s+code\b[^\n.;]*",
    r"\b(?:kod|код)\s+(?:do\s+|від\s+|от\s+)?(?:bram\w+|drzwi|domofon\w*|вор[іо]т\w*|двер\w+|домофон\w*)[^\n.;]*",
    r"\b(?:floor|piętro|pietro|поверх|этаж|під['’ʼ]їзд|подъезд)\s*:?\s*\d+\b",
    (
        r"\b(?:\d+(?:st|nd|rd|th|-?й)?|first|second|third|fourth|top|\w+(?:ий|ой|ый|ій)|третье)\s+(?:поверх|этаж|"
        r"floor)\b"
    ),
    (
        r"(?m:^)\s*(?:deliver(?:y)?(?: (?:to|address))?|ship to|site|dostawa|adres(?: dostawy)?|доставка|"
        r"адреса?(?: доставки)?|"
        r"address)\s*:\s*[^\n;]*"
    ),
    (
        r"\b(?:for|in)\s+the\s+(?:(?:meeting|server|store|board|conference|staff|boiler|plant)\s+room|bar|shop|"
        r"van|lads|boys|guys|"
        r"new (?:guys|starters|staff))\b(?=\s*(?:$|[\n,.;!?]|and\b))"
    ),
    (
        r"\b(?:do|na|dla|для|на|в|у)\s+(?:salki|sali|salę|hali|halę|serwerowni|bar|baru|переговорн\w+|залу?|"
        r"бар\w?|хлопців|"
        r"ребят|chłopaków)\b(?=\s*(?:$|[\n,.;!?]))"
    ),
)
_PEOPLE: Final = (
    (
        rf"(?m:^)\s*{_NAME},\s+(?=(?:с|з|зі|від|от|od|from|we|i|ми|мы|прошу|please|proszę|нам|треба|нужно|можна|"
        rf"можно|can|could|"
        r"чи|czy|підготуйте|подготовьте)\b)"
    ),
    rf"\b(?:ask for|asking for|call|phone|text|contact)\s+(?:me|us|him|her|{_NAME})\b[^\n.;!?]*",
    (
        r"\b(?:питати|спитати|запитати|спросить|спросите|pytać|pytajcie|дзвонити|дзвоніть|подзвон\w+|звонить|звоните|"
        r"позвон\w+|dzwonić|dzwońcie|zadzwoń\w*|proszę (?:o telefon|dzwonić))\b[^\n.;!?]*"
    ),
    (
        rf"(?:{_NAME}[ ,:–-]+){{0,2}}(?<!\d)(?:0\d{{4}}\s\d{{6}}|0\d{{3}}[\s-]\d{{3}}[\s-]\d{{3,4}}|"
        rf"0\d{{2}}[\s-]\d{{4}}[\s-]\d{{4}}|"
        r"0\d{2}[\s-]\d{3}[\s-]\d{2}[\s-]\d{2}|8[\s-]?\(?\d{3}\)?[\s-]\d{3}[\s-]\d{2}[\s-]\d{2}|"
        r"\(?\d{3}\)?[\s-]\d{3}[\s-]\d{4}|"
        r"[1-9]\d{2}[\s-]\d{3}[\s-]\d{3}(?!\s*(?:szt|pcs|шт)))(?!\d)"
    ),
    rf"(?:(?m:^)|(?<=[.!?{GAP}]))\s*(?:it['’]?s\s+|this is\s+)?{_NAME}(?:\s+{_NAME})?\s+here\b[^\n.:,;]*",
    rf"(?:(?m:^)|(?<=[.!?{GAP}]))\s*(?:this is|tu|тут|це|это|z tej strony)\s+{_NAME}[^\n.:,;]*",
    r"^\s*(?:hi|hey|hello|привет|привіт|cześć|hej)\s+\w+\s+(?=its\b|it['’]s|this is|это\b|це\b|tu\b)",
    r"\btel\.?\s*:?\s*\+?\d[\d\s()-]{6,}\d\b",
    (
        r"\b(?:это|це|tu)\s+[^\W\d_]+\s+(?:из|з|із|с|зі|z|ze)\s+[^\W\d_]+|\b(?:it['’]?s|"
        r"this is)\s+\w+\s+from\s+(?:the\s+)?\w+"
    ),
    r"\b\d+\s+(?-i:(?:[A-Z]\w+\s+){1,3}(?:Street|St|Road|Rd|Lane|Ave|Avenue|Way|Drive|Close|Court)\b)",
    rf"\b(?:panie|pani|pan|mr|mrs|ms|пане|пані|господин)\.?\s+{_NAME}",
)
_TERMS: Final = (
    (
        r"\b(?:\d+|two|three|four|five|двоє|троє|двое|трое|dwóch|trzech)\s*"
        r"(?:(?:working|business|calendar|робоч\w+|рабочи\w+|банківськ\w+|банковск\w+|roboczych)\s+)?"
        r"(?:days?|weeks?|months?|hours?|years?|дн(?:і|ів|я|ей)|тижн\w+|недел[иь]\w*|місяц\w+|месяц\w+|годин\w*|"
        r"часов|часа|лет|років|"
        r"dni|dnia|tygodni\w*|miesięcy|godzin\w*|lata|people|guys|staff|men|workers|employees|electricians|"
        r"plumbers|людей|чоловік|"
        r"человек|працівник\w+|сотрудник\w+|робітник\w+|osób|ludzi|pracownik\w+)\b(?!\s+\d)"
    ),
    (
        r"\b(?:lead times?|payment terms?|термін\w* (?:поставки|доставки|оплати)|срок\w* (?:поставки|доставки|"
        r"оплаты)|"
        r"termin\w* (?:dostawy|płatności|realizacji))\b[^\n,.;?!]*"
    ),
    (
        r"\b(?:thanks|thank you|дякую|дякуємо|спасибо|спасибі|dzięki|dzieki|dziękuję|dziękujemy)\s+(?:for|за|"
        r"za)\b[^\n.;:!?]*"
    ),
    (
        r"\b(?:рахунок|сч[её]т|faktur[aęy]|invoice)\s+(?:як|как|jak|to|usual|as|"
        r"(?:на|na)\s+(?:тов|ооо|фоп|ип|firm\w+|spółk\w+|фірм\w+|фирм\w+))\b[^\n.;:]*"
    ),
    r"\b(?:opłacon\w+|dated|paid|z dnia|від|от|od|оплачен\w+|сплачен\w+)\s+\d{1,2}\.\d{2}(?:\.\d{2,4})?\b",
    r"\b(?:budget|бюджет\w*|budżet\w*)\b[^\n;,:]*?(?=[\n;,:]|\.\s|$|\bso\b|\bтому\b|\bпоэтому\b|\bwięc\b)",
    r"£\s*\d+(?:[.,]\d+)?|\b\d+\s*(?:quid|pounds?|gbp)\b",
    r"\b(?:price|prices|pricing|cost|quote|цін[аи]|цен[аы]|cen[aęy]|wycen[aęy])\s+(?:on|for|of|za|na|за|на)\b",
)
_REFERENCES: Final = (
    (
        r"\b(?:further to|in reply to|with reference to|referring to|as per|following|w nawiązaniu do|"
        r"w odpowiedzi na|zgodnie z|"
        r"według|у відповідь на|згідно(?: з| із)?|відповідно до|согласно|в ответ на|в соответствии с)\s+"
        r"(?:(?:our|your|the|the attached)\s+)?(?:order|quot\w+|offer|proposal|contract|mail|email|request|"
        r"ofert\w+|umow\w+|wycen\w+|"
        r"mail\w*|rozmow\w+|zapytani\w+|кп|комерційн\w+|коммерческ\w+|пропозиці\w+|предложени\w+|договор\w*|"
        r"рахунк\w+|сч[её]т\w*|"
        r"лист\w*|письм\w+|розмов\w+|разговор\w*)\b[^,;:\n]*?(?=[,;:\n]|\s[-–—]\s|\b(?:please|proszę|prosimy|"
        r"zamawia\w+|прос\w+|прош\w+)\b|$)"
    ),
    (
        r"(?m:^)\s*(?:order|purchase order|замовлення|заказ|заявка|zamówienie|zamowienie)\s*(?:nr|no\.?|№|#)?\s*:?\s*"
        r"(?=\S*\d)[A-ZА-Я\d][\w/-]{3,}\s*(?m:$)"
    ),
    r"\bsame as (?:order\s*)?#?\d{4,}\b(?:\s+(?:except|but|plus))?",
    r"\b(?:ref(?:erence)?|re|dotyczy|dot\.)\s*:?\s+(?:the\s+)?(?:project|job|projektu|budowy|zlecenia)\b[^,.;\n]*",
    (
        r"\b(?:as (?:discussed|agreed|promised|mentioned|we discussed)|like we (?:said|discussed)|"
        r"jak (?:rozmawialiśmy|ustaliliśmy|ustalone|umawialiśmy|się umawialiśmy)|zgodnie z (?:rozmową|ustaleniami)|"
        r"як (?:домовлялис\w+|домовились|обговорили|говорили|домовлено)|как (?:договаривались|договорились|"
        r"обсуждали|говорили))\b"
        r"[^,:;.\n–—]*?(?=[,:;.\n–—]|\s-\s|$)"
    ),
)
_PHRASES: Final = (
    r"\b(?:this time(?: round)?|tym razem|цього разу|на цей раз|(?:в|на) этот раз)\b",
    (
        r"\b(?:either way|in any case|anyway|if so|w każdym razie|tak czy inaczej|tak czy siak|в (?:любом|"
        r"каждом) случае|"
        r"[ув] будь-якому (?:разі|випадку)|так чи інакше|так или иначе|jak tak to|jeśli tak(?: to)?|якщо так|"
        r"если да|если есть|"
        r"якщо є|if you have (?:it|them|any)|in stock|at the moment|right now|"
        r"meanwhile|in the meantime|w międzyczasie|тим часом|між тим|тем временем|пока что|"
        r"(?:just )?(?:the )?one (?:more|last|other|small)? ?thing|jeszcze jedn[oa](?: rzecz)?|tylko jedna rzecz|"
        r"ще одне|ещё одно|"
        r"еще одно|(?:ось|вот) (?:що|что)(?: (?:треба|нужно|надо|потрібно))?|"
        r"(?:i|we) meant|should (?:be|have been|read)|miało być|мало бути|должно быть|"
        r"(?:that |which )?(?:we|i) (?:discussed|talked about|agreed(?: on)?|spoke about|mentioned)|"
        r"o któr\w+ (?:rozmawi|mówi)\w+|"
        r"go (?:ahead )?with (?:it|those|them|that|the \w+ (?:one|ones|option|offer|quote))|"
        r"не хватает|не вистачає|бракує|brakuje(?: nam)?|ran short of)\b"
    ),
    (
        r"\b(?:(?:we['’]?re|we are|i['’]?m|getting)\s+)?(?:running (?:low|out|short)|ran out|run out|getting low|"
        r"short)\s+(?:on|of)\b"
    ),
    r"\b(?:we['’]?re|we are|i['’]?m)\s+(?:fine|ok|good|all set|covered)\s+(?:for|on|with)\b[^\n,.;]*",
    r"\bno (?:rush|hurry|problem|worries)\b[^\n,.;!?]*",
    r"\b(?:would|will) be (?:great|nice|perfect|lovely|good|appreciated)\b",
    r"(?:що|whatever|byle|будь-як\w+|люб\w+)\s+(?:brand|is|фірм\w+|марк\w+)[^\n,.;]*",
)
# A comment after a count: "5 packs (paper ones)"; a bracket after a name belongs to it.
_COMMENT: Final = re.compile(
    r"((?:^|[\s,:–—-])\d+(?:\s*(?!м\b|m\b|кг\b|kg\b|л\b|l\b|мм\b|mm\b|см\b|cm\b)[^\W\d_]{1,12}\.?)?)\s*"
    r"\((?![xх×*]?\s*\d)[^()]*\)(?=\s*(?:$|[\n,;.]))"
)
_ASIDE: Final = re.compile(
    r"\([^()]*(?:\b(?:serial|s/n|nr ser\w*|сер\.|серійн\w+|серийн\w+|bought|kupion\w*|купл\w*|zakup|over|powyżej|"
    r"понад|"
    r"свыше|needed|last|not|nie|не|msds|if|only|если|якщо|jeśli)\b|%|\?)[^()]*\)(?!\s*[-–—:=xх×*]?\s*\d)|"
    r"\((?:[^\W\d_]+[\s,]+){2,}[^\W\d_]+\)(?=\s*(?:$|[\n,;.]))",
    re.IGNORECASE,
)
_PATTERNS: Final = [
    re.compile(pattern, re.IGNORECASE) for pattern in (*_PACKING, *_PEOPLE, *_PLACES, *_REFERENCES, *_PHRASES, *_TERMS)
]


def without(text: str) -> str:
    """`text` with a GAP for each aside."""
    text = _COMMENT.sub(rf"\1 {GAP} ", text)
    text = _ASIDE.sub(f" {GAP} ", text)
    for pattern in _PATTERNS:
        text = pattern.sub(f" {GAP} ", text)
    return text
