"""Which kinds of notices a message switches on or off, in four languages."""

# ruff: noqa: E501 - lists of words
from __future__ import annotations

import re

KINDS = ("shipment", "quote", "basket", "stock", "invoice")

_KINDS = {
    # A word counts for the first kind that has it: "reorder" is no order.
    "invoice": r"invoic\w*|overdue|payments?|bills?|unpaid|рахун\w*|фактур\w*|оплат\w*|прострочен\w*|заборгован\w*|сч[её]т\w*|просроч\w*|задолженн\w*|faktur\w*|płatno\w*|platno\w*|zaleg\w*|zaległ\w*|rachun\w*",
    "basket": r"basket\w*|carts?|the usual\w*|usual\w*|re-?order\w*|time to \w+|replenish\w*|regular (?:purchas\w*|order\w*)|what(?:['’]s| is) due|run(?:ning)? (?:low|out)|"
    r"кошик\w*|звичн\w*|регулярн\w*|дозамовл\w*|закінчу\w*|поповн\w*|пора|корзин\w*|обычн\w*|дозаказ\w*|заканчива\w*|пополн\w*|koszyk\w*|zwykł\w*|zwykl\w*|regularn\w*|uzupełn\w*|uzupeln\w*|pora|kończ(?:y|ą)\w*",
    "stock": r"(?:back )?in(?:to)? stock|stock|availab\w*|restock\w*|comes? (?:back|in)|back in|watch\w*|наявн\w*|на склад\w*|з['’ʼ]?явит\w*|знову|завез\w*|надходж\w*|стеж\w*|підписк\w+ на товар|підписат\w+ на товар|"
    r"наличи\w*|появит\w*|снова|поступ\w*|след(?:и|ить|ите)|слеж\w*|подписк\w+ на товар|подписат\w+ на товар|dostępn\w*|dostepn\w*|na stan\w*|stan\w* magazyn\w*|magazyn\w*|pojawi\w*|znów|znow|wróc\w*|wroc\w*|obserw\w*|nayavn\w*|nalichi\w*",
    "quote": r"quot\w*|offers?|rfqs?(?:-\d+)?|пропозиц\w*|кп|розцін\w*|квот\w*|котирув\w*|предложени\w*|расцен\w*|котировк\w*|ofert\w*|wycen\w*|zapytani\w*",
    # without the verbs of sending messages: "wysyłajcie mi", "отправляйте мне"
    "shipment": r"ship\w*|deliver\w*|dispatch\w*|orders?|parcels?|packages?|track\w*|arriv\w*|замовлен\w*|відправ(?!ля?й|те\b)\w*|доставк\w*|посилк\w*|відвантаж\w*|трек\w*|"
    r"заказ\w*|отправ(?!ля?й|ьте\b)\w*|посылк\w*|отгруз\w*|zam[oó]wie\w*|wysyłk\w*|wysylk\w*|wysła\w*|wysla\w*|dostaw(?:a|y|ę|e|ie|ą|om|ach)|dostarcz\w*|paczk\w*|przesyłk\w*|przesyłc\w*|przesylk\w*|śledz\w*",
}
ALL = r"all|every(?:thing)?|any(?:thing)?|completely|всі|усі|все|усе|всіх|усіх|будь-як\w*|жодн\w*|повністю|всё|всех|всякие|любы\w*|полностью|wszystk\w*|każd\w*|żadn\w*|zadn\w*|całkiem|calkiem"
_OFF = (
    r"stop\w*|off|don['’]?t|do not|no more|not any ?more|never|unsubscrib\w*|mut(?:e|ed)|disabl\w*|cancel|without|quit|silence|enough|"
    r"вимкн\w*|вимик\w*|виключ\w*|відключ\w*|не треба|не потрібн\w*|не хочу|не надсил\w*|не пиш\w*|не повідом\w*|не сповіщ\w*|не присил\w*|не нагадуй\w*|не шли\w*|не турбу\w*|стоп|досить|відпи[сш]\w*|скасу\w*|прибер\w*|перестан\w*|припин\w*|зніми|годі|без|"
    r"выключ\w*|отключ\w*|не надо|не нужн\w*|не присыл\w*|не пиш\w*|не сообща\w*|не уведом\w*|не напомин\w*|не беспоко\w*|хватит|отпи[сш]\w*|отмени\w*|убер\w*|убрать|прекрат\w*|сними|"
    r"wyłącz\w*|wylacz\w*|wycisz\w*|nie wysył\w*|nie wysyl\w*|nie pisz\w*|nie powiadam\w*|nie przypom\w*|nie chc\w*|nie informuj\w*|nie dawaj\w*|dość|dosc|wypis\w*|przesta\w*|skończ\w*|skoncz\w*|rezygn\w*|zrezygn\w*|koniec ze?|bez"
)
_ON = (
    r"on|notify|tell|let me know|inform|alert|remind|message|ping|text|warn|write|want|subscrib\w*|enabl\w*|activat\w*|send|keep me|"
    r"увімкн\w*|ввімкн\w*|вмикай\w*|включи\w*|повідом\w*|сповіщ\w*|сповіст\w*|пиши\w*|напиши\w*|нагад\w*|надсил\w*|присил\w*|підпи\w*|хочу|дай\w* знати|дайте знати|кажи\w*|скажи\w*|"
    r"уведом\w*|сообщ\w*|напомин\w*|напомни\w*|присыл\w*|подпи\w*|дай\w* знать|"
    r"włącz\w*|wlacz\w*|powiadom\w*|powiadam\w*|informuj\w*|poinformuj\w*|pisz\w*|napisz\w*|przypom\w*|wysyłaj\w*|wysylaj\w*|chc[ęe]|daj\w* zna[ćc]|zapisz\w*|subskryb\w*"
)
# What is not known for certain to be meant of the kinds: other people's settings, hours, advertising.
_BEYOND = (
    r"weekends?|nights?|вихідн\w*|выходн\w*|weekend\w*|"
    r"accountant\w*|colleagu\w*|бухгалтер\w*|колег\w*|коллег\w*|księgow\w*|ksiegow\w*|promo\w*|discounts?|sales|акці\w*|акци\w*|знижк\w*|скидк\w*|rabat\w*|реклам\w*"
)
_EXCEPT = (
    r"except|but not|apart from|other than|крім|окрім|за винятком|кроме|за исключением|oprócz|oprocz|poza|z wyjątkiem"
)
# Only about switching, never about goods or orders.
_SWITCH = (
    r"(?:switch|turn)(?:ed)?(?: (?:on|off))?|on|off|enable|disable|activate|subscribe|unsubscribe|mute|notify(?: me)?(?: about| of)?|"
    r"увімкн\w*|ввімкн\w*|вмикай\w*|вимкн\w*|вимик\w*|включ\w*|виключ\w*|відключ\w*|підпиш\w*|повідомляй\w*|сповіщай\w*|"
    r"выключ\w*|отключ\w*|подпиш\w*|уведомляй\w*|сообщай\w*|włącz\w*|wlacz\w*|wyłącz\w*|wylacz\w*|wycisz\w*|powiadamiaj\w*|informuj\w*"
)
_ABOUT = r"please|the|me|about|of|kinds?|types?|мені|мене|про|будь ласка|види|мне|меня|обо|о|об|пожалуйста|виды|mnie|mi|o|proszę|rodzaje|w"
_ONLY = r"only|just|лише|(?<!як )тільки|лиш|(?<!как )только|лишь|(?<!jak )tylko|jedynie"
_REST = r"nothing else|the rest|решт\w*|остальн\w*|reszt\w*|nicz?(?:ym)? więcej|нічого більше|ничего больше"
_HOW = re.compile(r"^\W*(?:how|як|как|jak)\b", re.IGNORECASE)
OTHER_WAYS = r"e-?mail\w*|mail\w*|sms\w*|смс\w*|пошт\w*|почт\w*|push\w*|пуш\w*|telegram\w*|телеграм\w*|viber\w*|вайбер\w*|whats ?app\w*"
APPROVALS = r"approv\w*|погодж\w*|согласов\w*|akcept\w*|zatwierdz\w*"
_NOUNS = (
    r"notif\w*|notices?|messages?|alerts?|updates?|when|once|as soon as|if|again|automatically|shout|here|for me|"
    r"сповіщ\w*|сповіст\w*|повідомл\w*|коли|щойно|як|знати|оповіщ\w*|маякни|чекаю|уведомл\w*|оповещ\w*|оповести|когда|как|знать|жду|"
    r"powiadomi\w*|alert\w*|wiadomo\w*|gdy|kiedy|jak|znać|znac|cynk|dla mnie|мене|меня|mnie|товар\w*|produkt\w*|product|article|на|на|na|за|будуть|будут|będą|będzie"
)
_CLAUSE = re.compile(
    r"[.;!?\n]+|,\s*(?=\S)|\b(?:and|but|та|і|й|але|а|и|но|oraz|i|ale|lecz)\b(?=[^.;!?]*\b(?:"
    + _OFF
    + "|"
    + _ON
    + r")\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:what|which|show|list|are|do|is|які|що|покажи\w*|чи|какие|что|покажи\w*|jakie|które|ktore|pokaż\w*|pokaz\w*|czy)\b",
    re.IGNORECASE,
)


# A question about the order that was just told of, with nothing in it that could be about anything else.
WHERE = re.compile(
    r"\W*(?:(?:and|so|ok|а|і|и|a|no|ну|то)\W+)?(?:where|when|how long|де|коли|скільки|где|куда|когда|сколько|gdzie|kiedy|jak długo)"
    r"(?:\W+(?:is|are|will|does|it|they|that|this|my|the|order|parcel|be|come|arrive|get|here|now|there|delivered|exactly|to|us|"
    r"воно|він|вона|зараз|тепер|буде|приїде|прийде|прибуде|доставлять|доставка|моє|замовлення|посилка|чекати|ж|же|це|його|"
    r"он|оно|она|сейчас|теперь|будет|приедет|прид[её]т|прибудет|доставят|мой|заказ|посылка|ждать|это|его|"
    r"ono|on|ona|jest|teraz|będzie|bedzie|dotrze|dojdzie|przyjedzie|przyjdzie|moje|zamówienie|zamowienie|paczka|przesyłka|to|czekać|się|u nas)){0,6}\W*",
    re.IGNORECASE,
)


def _has(words: str, text: str) -> bool:
    return re.search(rf"\b(?:{words})\b", text, re.IGNORECASE) is not None


def named(text: str) -> list[str]:
    """The kinds that ``text`` names. A word counts for one kind: "reorder reminders" is no order."""
    rest = text
    found = []
    for kind, words in _KINDS.items():
        if _has(words, rest):
            found.append(kind)
            rest = re.sub(rf"\b(?:{words})\b", " ", rest, flags=re.IGNORECASE)
    return [kind for kind in KINDS if kind in found]


def says(words: str, text: str) -> bool:
    """Whether one of ``words`` (a pattern: OTHER_WAYS, APPROVALS) stands in ``text``."""
    return _has(words, text)


def switches(text: str) -> bool:
    """Whether ``text`` says on or off in so many words."""
    return _has(_OFF, text) or _has(_ON, text)


def watched(text: str) -> str:
    """``text`` without the words about notices: what is left may name a product that is waited for."""
    for words in (_OFF, _ON, _KINDS["stock"], _NOUNS):
        text = re.sub(rf"\b(?:{words})\b", " ", text, flags=re.IGNORECASE)
    return text


def wishes(text: str) -> dict[str, bool]:
    """What to switch on (True) or off; empty where ``text`` only asks, or names nothing that could be switched.

    "All off except orders" and "only invoices" say something of every kind; "stop writing to me" switches all off.
    """
    if _HOW.match(text) or _has(_BEYOND, text) or (_ASKS.match(text) and not _has(_OFF, text)):
        return {}
    kinds = named(text)
    if not kinds and _has(APPROVALS, text):
        return {}
    head, *exception = re.split(rf"\b(?:{_EXCEPT})\b", text, maxsplit=1, flags=re.IGNORECASE)
    if exception and named(exception[0]):
        base = not _has(_OFF, head)
        return {kind: (kind in named(exception[0])) != base for kind in KINDS}
    alone = _has(_REST, text) or (_has(_ONLY, text) and not _has(_OFF, text))
    if alone and kinds:
        return {kind: kind in kinds for kind in KINDS}
    return _by_clause(text)


def all_except(text: str) -> dict[str, bool]:
    """What "all on except invoices" and "вимкни все крім замовлень" wish: so plain that no talk of notices need precede.

    Empty where anything else may be meant: a verb that is not about switching, a number, a product.
    """
    head, *exception = re.split(rf"\b(?:{_EXCEPT})\b", text, maxsplit=1, flags=re.IGNORECASE)
    if not exception or re.search(r"\d", text) or not _has(ALL, head):
        return {}
    rest = re.sub(rf"\b(?:{_SWITCH}|{ALL}|{_NOUNS}|{_ABOUT})\b", " ", head, flags=re.IGNORECASE)
    if not _has(_SWITCH, head) or re.search(r"[^\W_]{2,}", rest) or not named(exception[0]):
        return {}
    return wishes(text)


def _by_clause(text: str) -> dict[str, bool]:
    result: dict[str, bool] = {}
    sign: bool | None = None
    for clause in _CLAUSE.split(text):
        off, on = _has(_OFF, clause), _has(_ON, clause)
        sign = (not off) if off or on or sign is None else sign
        kinds = named(clause)
        if not kinds and _has(ALL, clause):
            kinds = list(KINDS)
        result |= dict.fromkeys(kinds, sign)
    if not result and _has(_OFF, text):
        return dict.fromkeys(KINDS, False)
    return result
