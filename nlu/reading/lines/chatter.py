"""Parts of a message that surround an order: greetings, deadlines, sites, numbers of orders, prices, signatures.

They are replaced by GAP, which ends no name and begins none.
"""

from __future__ import annotations

import re
from typing import Final

GAP: Final = "\u241f"

_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|"
    r"(?:січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листопад|груд)(?:ня|ень|того|тня|ні|ні|ень)?\w*|"
    r"(?:январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*|"
    r"(?:styczni|luteg|marc|kwietni|maj|czerwc|lipc|sierpni|wrześni|październik|listopad|grudni)\w*"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|-го|го|-е)?\.?\s+(?:of\s+)?(?:{_MONTHS})(?:\s+\d{{4}})?|"
    rf"(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)|\d{1,2}-?го|"
    r"\d{1,2}(?:[:.]\d{2})?\s*(?:ранку|утра|вечора|вечера|годин\w*|часов|часа|am|pm|o'clock)\b|"
    r"\d{1,2}[:.]\d{2})(?:\s*р\.|\s*г\.|\s*r\.)?"
)
_DAY_EN = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|tomorrow|today|tonight|noon|"
    r"(?:the )?week(?:end)?|month|"
    r"monday|morning|afternoon|evening|eod|end of (?:the )?(?:day|week|month)"
)
_DAY_SLAVIC = (
    r"понед[іе]л\w+|вівтор\w+|вторник\w*|серед[уиі]|сред[уые]|четвер\w*|четвр\w*|п['’ʼ]?ятниц\w+|субот\w+|"
    r"суббот\w+|неділ\w+|"
    r"недел\w+|воскресень\w+|післязавтра|послезавтра|завтра\w*|сьогодн\w+|сегодня\w*|тижн\w+|тиждень|місяц\w+|"
    r"месяц\w+|"
    r"ранк\w+|утр[ауо]|обід\w?|обед\w?|вечор\w+|вечер\w*|вчора|"
    r"poniedzi[ał]\w+|wtor[e]?k\w*|[śs]rod[ęeyąa]|czwart\w+|pi[ąa]t\w+|sobot\w+|niedziel\w+|jutr\w+|dzi[śs]\w*|"
    r"pojutrze|"
    r"tygodni\w*|tydzie[ńn]|miesi[ąa]c\w*|rana|rano|południ\w+|wieczor\w*|koniec|końca"
)
_END = rf"(?=\s*(?:$|[\n,.;:!?)–—{GAP}]|\s-\s))"
_DEADLINES: Final = (
    (
        rf"(?:(?:i |we )?need(?:ed)? (?:it |them |this |all )?|required |due |deliver(?:y|ed)? |to be delivered )?"
        rf"\b(?:by|until|till|before|for|on|not later than|no later than|latest|from)\s+(?:the\s+|next\s+|this\s+|"
        rf"coming\s+|early\s+|late\s+)*"
        rf"(?:(?:{_DAY_EN})\b(?:\s+(?:morning|afternoon|evening|noon|at \S+|next week))?|{_DATE})"
    ),
    rf"\b(?:next|this|coming)\s+(?:week|month|(?:{_DAY_EN}))\b",
    r"\b(?:within|in)\s+\d+\s*(?:working\s+)?(?:days?|weeks?|hours?)\b",
    r"(?:need(?:ed)? (?:it|them)\s+)?\b(?:asap|a\.s\.a\.p\.?|urgent(?:ly)?|tomorrow(?: morning)?|today)\b",
    (
        rf"\b(?:до|на|к|ко|по|у|в|во|з|с|не пізніше|не позднее|не пізніш\w*)\s+(?:(?:кінця|конца|початку|начала|"
        rf"наступн\w+|следующ\w+|цього|цей|"
        rf"цю|эт\w+|цієї|ближайш\w+|найближч\w+|середин\w+|самого)\s+)*(?:(?:{_DAY_SLAVIC})\b(?:\s+(?:вранці|зранку|"
        rf"утром|вечером|ввечері|"
        rf"до обіду|до обеда|после обеда|{_DATE}))?|{_DATE})"
    ),
    (
        rf"\b(?:do|na|w|we|przed|od|najpóźniej)\s+(?:(?:końca|najbliższ\w+|przyszł\w+|tego|ten|tę|następn\w+|początku|"
        rf"połowy|najpóźniej)\s+)*"
        rf"(?:(?:{_DAY_SLAVIC})\b(?:\s+(?:rano|wieczorem|{_DATE}))?|{_DATE})"
    ),
    (
        r"\b(?:завтра|сьогодні|сегодня|терміново|срочно|післязавтра|послезавтра|jutro|dzisiaj|dziś|pojutrze|pilnie|"
        r"якнайшвидше|"
        r"як\s?найшвидше|як можна швидше|как можно скорее|побыстрее|jak najszybciej|чим швидше|pilne)\b"
    ),
    (
        r"\b(?:одним (?:куском|відрізком|отрезком|шматком)|одной бухтой|однією бухтою|in one piece|one length|"
        r"w jednym (?:odcinku|kawałku))\b"
    ),
    r"\b(?:протягом|впродовж|в течение|w ciągu)\s+\d+\s*\w+",
)
_NAMED = (
    r"(?:\s+(?:на|в|у|по|w|we|na|przy|nr|no|in|at|№|#)\s*[^\s,:;]+|"
    r"\s+[«\"“„(]?[А-ЯІЇЄҐA-ZŁŚŻŹĆÓ№#][^\s,:;]*|\s+№?\d{1,4}(?=\s*[,:;.)]|\s*$)){0,3}"
)
_SITES: Final = (
    (
        r"\b(?:for|to|at|into)\s+(?:the\s+|our\s+|my\s+)?(?:[\w'’.-]+\s+){0,2}(?:site|warehouse|office|project|plant|"
        r"factory|workshop|store|branch|"
        rf"kitchen|canteen|department|depot|building site|job|crew|team|lab|laboratory|hotel|restaurant|"
        rf"school)\b(?:\s+(?:in\s+|no\.?\s*)?[A-Z0-9]\S*?)?{_END}"
    ),
    (
        r"\b(?:на|для|до|в|у|по)\s+(?:наш\w*\s+|нов\w+\s+|друг\w+\s+)?(?:об['’ʼ]?[єе]кт\w*|об[ъь]?ект\w*|склад(?:у|і|"
        r"а|ом|е)?|будов\w+|стройк\w+|"
        r"будівництв\w+|строительств\w+|стройплощадк\w+|будмайданчик\w*|офіс\w*|офис\w*|цех\w*|завод\w*|філі\w+|"
        r"филиал\w*|магазин\w*|"
        r"майстерн\w+|мастерск\w+|бригад\w+|дільниц\w+|участ[оу]?к\w*|кухн\w+|їдальн\w+|столов\w+|лаборатор\w+|"
        r"ресторан\w*|кафе|школ\w+|"
        rf"лікарн\w+|больниц\w+|про[еє]кт\w*|садоч?к\w*|садик\w*|готел\w+|серверн\w+)\b{_NAMED}"
    ),
    (
        r"\b(?:na|dla|do|w)\s+(?:nasz\w+\s+|now\w+\s+)?(?:budow\w+|magazyn\w*|obiekt\w*|biur\w+|zakład\w*|warsztat\w*|"
        r"hal[iuęa]\w*|oddział\w*|"
        r"sklep\w*|ekip\w+|brygad\w+|projekt\w*|inwestycj\w+|kuchni\w*|stołówk\w+|szpital\w*|szkoł\w+|restauracj\w+|"
        r"firm\w+|laboratori\w+|"
        rf"hotel\w*|serwerown\w+)\b{_NAMED}"
    ),
)
_NUMBER = r"\s*(?:no\.?|number|nr\.?|num\.?|№|#|номер\w*|numer\w*)?\s*:?\s*"
_REFERENCES: Final = (
    (
        rf"(?:\b(?:to|for|under|ref\.?|our|per|as per|до|к|для|за|згідно|згідно з|по|согласно|do|wg|pod|"
        rf"według)\s+)?(?:\b(?:order|замовлен\w+|заказ\w*|zamówieni\w+)\s+)?"
        rf"\b(?:(?-i:PO|Po)|P/O|P\.O\.|purchase order|our ref|ref)\b\.?{_NUMBER}[A-Z]{{0,4}}[-/]?\d[\w/-]*"
    ),
    rf"\bpo\s*(?:number|no\.?|nr\.?|#|№){_NUMBER}[A-Z]{{0,4}}[-/]?\d[\w/-]*",
    (
        r"(?:\b(?:to|for|under|до|к|для|за|згідно|згідно з|по|согласно|do|wg|pod|według)\s+)?\b(?:order|request|"
        r"замовлен\w+|заказ\w*|заявк\w+|рахун\w+|"
        r"сч[её]т\w*|угод\w+|договор\w*|zamówieni\w+|zlecen\w+|umow\w+|faktur\w+)\s*"
        r"(?:(?:no\.?|number|nr\.?|num\.?|№|#|номер\w*|numer\w*)\s*:?\s*[A-ZА-Я]{0,4}[-/]?\d[\w/-]*|"
        r"[A-ZА-Я]{1,4}-\d[\w/-]*)"
    ),
    r"\b(?:SO|RFQ|INV)-\d[\w-]*",
    r"\b(?:nasz znak|our ref\w*|your ref\w*|наш вих\w*|вих|исх)\.?\s*[:№#]?\s*\d[\w/-]*",
    (
        r"\b(?:item|art|article|part|sku|cat|арт|артикул|код|nr kat|indeks|code|symbol|kod)\.?\s*(?:no|nr|number|№|"
        r"#)?\.?\s*:?\s+"
        r"(?=[A-ZА-Яa-zа-я]{0,6}[-/.]?\d[\w./-]{3,})"
    ),
)
_PRICES: Final = (
    (
        r"(?:\b(?:по|за|до|ціною|ценой|at|for|po|za|do|max\.?|макс\.?|not more than|up to|target)\s+|"
        r"@\s*)?(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?\s*"
        r"(?:грн|uah|eur(?:o|os)?|євро|евро|usd|\$|€|zł(?:ot\w+)?|zl|pln|руб(?:л\w+)?|₽|₴|"
        r"дол(?:ар\w*)?)(?!\w)\.?(?:\s*(?:/|за|per|each|a|za)\s*(?:шт|pc|pcs|szt|m|м|кг|kg|l|л)\b\.?)?"
    ),
    r"[€$]\s*\d+(?:[.,]\d+)?",
)
_CONTACTS: Final = (
    r"\S+@\S+\.\w+",
    r"https?://\S+",
    r"(?:тел\.?|tel\.?|phone|моб\.?)?\s*\+\d[\d\s()-]{7,}\d",
    r"\b0\d{2}[\s-]\d{3}[\s-]\d{2}[\s-]\d{2}\b",
)
_DELIVERIES: Final = (
    (
        r"(?:\b(?:with|z|з|с|із|including)\s+)?\b(?:delivery|delivered to|deliver to|ship(?:ped)? to|shipping|"
        r"доставк[аоуиі]\w*|доставити (?:на|в|до)|доставить (?:на|в|до)|"
        r"привезти (?:на|в|до)|dostaw(?:a|ą|ę|y)|wysyłk[aąęi]|odbi[óo]r(?:em)?|самовив\w+|самовыв\w+)\b"
        r"(?:(?!\d+\s*(?:шт|pcs|szt))(?:\b(?:ul|вул|ул|st|буд|м|г|д)\.|[^:;\n.?!]))*(?=$|[\n;:?!]|\.(?:\s|$))"
    ),
    r"\bdo you (?:have|sell|stock)(?: time to)?\b",
    (
        r"(?:\b(?:на|za|at|to|na|по)\s+)?\b(?:адрес[аоуіи]\w*|address|adres\w*|вул\.|ул\.|ul\.|вулиц\w+|улиц\w+|"
        r"ulic\w+)\s*[^:;\n?!]*?(?=$|[\n;:?!])"
    ),
)
_NAMES_AFTER = r"(?:[ ,]+[^\W\d]+){0,2}(?=\s*[,!.:\n–—])"
_GREETINGS: Final = (
    (
        rf"^\s*(?:hi(?: there)?|hello|hey|good\s+(?:morning|afternoon|day|evening)|dear|morning|привіт|вітаю|"
        rf"доброго (?:дня|ранку|вечора|времени суток)|"
        r"добр(?:ий|ого|ый|ое|ой) (?:день|дня|ранок|вечір|утро|вечер)|здравствуйте|привет(?:ствую)?|dzie[ńn] dobry|"
        r"cze[śs][ćc]|witam|hej|"
        rf"szanowni państwo|dobry wieczór|шановні|вельмишановні)\b(?:{_NAMES_AFTER}|[,!.]?)"
    ),
)
_CLOSING: Final = (
    (
        r"(?:\b(?:thanks?(?: you)?|thx|tnx|cheers|(?:kind |best |warm )?regards|many thanks|sincerely|дякую|"
        r"дякуємо|щиро дякую|"
        r"спасиб[оі]|благодар[юі]\w*|"
        r"з повагою|с уважением|dzi[ęe]kuj\w+|dzi[ęe]ki|pozdrawiam|z poważaniem|z góry dzi[ęe]k\w+|заздалегідь дякую|"
        r"наперед дякую|заранее спасибо)\b)"
        r"(?:[^\d;]{0,70}$)"
    ),
    (
        r"\b(?:thanks(?: a lot| in advance)?|thank you|дякую|спасибо|спасибі|dzi[ęe]kuj[ęe]|please and thank you|"
        r"наперед|заздалегідь|заранее|z góry|in advance)\b"
    ),
    (
        r"\b(?:будь[ -]ласк[аую]|буд ласка|будьте ласкаві|будь добр\w+|будьте добр\w+|if possible|if you can|"
        r"якщо можна|если можно|jeśli można)\b"
    ),
)
_PATTERNS: Final = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (*_CONTACTS, *_GREETINGS, *_REFERENCES, *_PRICES, *_DEADLINES, *_DELIVERIES)
]
_CASED: Final = [re.compile(f"(?i:{_SITES[0]})")]
_SITE_PATTERNS: Final = [re.compile(pattern) for pattern in (*_SITES[1:],)]
_CLOSING_PATTERNS: Final = [re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in _CLOSING]


def without(text: str) -> str:
    """`text` with a GAP for each such part."""
    for pattern in (*_CLOSING_PATTERNS, *_PATTERNS, *_CASED, *_SITE_PATTERNS):
        text = pattern.sub(f" {GAP} ", text)
    return text
