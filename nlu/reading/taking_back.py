"""Taking back and giving up: "undo", "поклади рукавиці назад", "та ну його, скасуй все", "anuluj zapytanie". Pure."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re

MOST_LETTERS = 120

_SORRY = r"(?:(?:no|oh|oops|damn|shit|please|wait|sorry|ні|ой|блін|нет|блин|nie|ups|ojej|o|kurde|kurczę|cholera|jednak|будь ласка|пожалуйста|proszę)\W+)*"
_LAST = r"(?:last|останн\w*|последн\w*|ostatni\w*)"
_IT = (
    r"(?:it|that|this|them|everything|його|її|їх|це|те|все|усе|его|её|ее|их|это|то|всё|все|go|je|ją|ja|ich|to|wszystko)"
)
_THAT = (
    rf"(?:{_IT}|те,? що було|то,? що було|to,? co by[łl]o|то,? что было|what (?:it|there) was|the|change|one|step|змін\w*|дію|изменени\w*|действи\w*|"
    r"zmian\w*|jak było|як було|как было)"
)
_BACK = r"(?:back|назад|обратно|на місце|на место|взад|z powrotem|spowrotem|na miejsce)"
_INTO_CART = (
    r"(?:(?:in(?:to)?|to)\s+(?:the\s+|my\s+)?(?:cart|basket)|(?:у|в|до)\s+(?:кошик\w*|корзин\w*)|(?:do|w)\s+koszyk\w*)"
)
_PUT = r"(?:put|bring|поклад\w+|постав\w*|полож\w+|клади|w[łl][óo][żz]\w*|wrzu\w+|wstaw\w*|dodaj|oddaj\w*)"
_RETURN = r"(?:поверн\w+|верн\w+|верта\w+|przywr\w+|return)"
_TOO = r"(?:\W+(?:too|as well|also|теж|також|тоже|też|tez))?(?:\W+(?:please|будь ласка|пожалуйста|proszę))?\W*"
_UNDO = re.compile(
    rf"\W*{_SORRY}(?:"
    rf"(?:undo|revert|roll\s?back|take (?:it|that) back|{_PUT}\s+(?:{_IT}\s+)?{_BACK}(?:\s+{_IT})?(?:\s+{_INTO_CART})?(?: how it was| as it was)?|go back|change (?:it|that) back)"
    rf"(?:\W+(?:{_THAT}|{_LAST}))*"
    rf"|{_BACK}\s+(?:{_IT}\s+)?{_PUT}"
    rf"|(?:скасу\w*|відмін\w*|отмен\w*|anuluj|cofn\w*|wycofaj)\W+(?:{_THAT}\W+)*{_LAST}(?:\W+{_THAT})*"
    rf"|(?:поверн\w+|верн\w+|откат\w+|відкот\w+|cofnij|cofnąć|cofnac|przywr\w+)(?:\W+(?:{_THAT}|{_LAST}|{_BACK}|{_INTO_CART}))*"
    rf"|return (?:it|them|that)\s+{_INTO_CART}"
    r"|як було|как было|jak było"
    rf"){_TOO}",
    re.IGNORECASE,
)
_PUT_BACK = re.compile(
    rf"\W*{_SORRY}(?:"
    rf"(?:{_PUT}|{_RETURN})\s+(?:{_BACK}\s+)?(?:the\s+|ті\s+|те\s+|эти\s+|te\s+)?(?P<one>[^,.;!?\d]{{2,60}}?)\s*(?:(?:{_BACK}|{_INTO_CART})\s*)*"
    rf"|(?P<two>[^,.;!?\d]{{2,60}}?)\s+(?:{_PUT}|{_RETURN})\s+(?:{_BACK}|{_INTO_CART})(?:\s+{_INTO_CART})?"
    rf"){_TOO}",
    re.IGNORECASE,
)
_CLEARLY_BACK = re.compile(rf"\b(?:{_BACK}|{_INTO_CART}|przywr\w+)(?!\w)", re.IGNORECASE)
_WHATEVER = (
    r"(?:(?:oh|ah|no|ok|well|forget (?:it|about it)|never ?mind|screw it|to hell with it|you know what|actually|а|та|ай|ох|ой|ну|да|слухай|знаєш|нет|ні|все|всё|"
    r"ну його|та ну його|до біса|на фіг|нафіг|забудь|забудьте|не треба|не хочу|передумав\w*|передумал\w*|стоп|досить|"
    r"ну его|да ну его|к чёрту|к черту|на фиг|нафиг|не надо|хватит|слушай|знаешь|"
    r"a|daj spokój|daj spokoj|dajmy spokój|dobra|nie|nieważne|niewazne|zapomnij|mniejsza|jednak|stop|wiesz co|olać to|olac to)[\s,.!–—-]+)*"
)
_CANCEL = (
    r"(?:cancel|drop|scrap|stop|abort|withdraw|скасу\w+|відмін\w+|відклик\w+|відкли[чк]\w+|прибер\w*|отмен\w+|отзов\w+|отозва\w+|убер\w*|сними|зніми|"
    r"anuluj\w*|odwo[łl]\w+|wycofa\w*|skasuj\w*|zrezygnuj\w*)"
)
_REQUEST = r"(?:request|rfq|inquiry|enquiry|form|claim|complaint|запит\w*|запрос\w*|заявк\w*|форм[уаы]|претензі\w*|претензи\w*|рекламаці\w*|zapytani\w*|formularz\w*|reklamacj\w*|zgłoszeni\w*)"
_OWN = r"(?:the|my|this|that|whole|entire|of|for|a|quote|quotation|price|цей|мій|весь|на|ціну|пропозицію|розцінку|этот|мой|цену|предложение|расценку|to|ten|moje|to|całe|ofertowe|o|ofertę|wycenę|cenę)"
_EVERYTHING = r"(?:it|this|that|all|everything|the lot|це|його|усе|все|всё|это|его|to|wszystko|całość|wszystkie)"
_PLEASE = (
    r"(?:\W+(?:please|будь ласка|пожалуйста|proszę|then|now|одразу|сразу|completely|повністю|полностью|całkiem))*\W*"
)
_GIVES_UP = re.compile(
    rf"\W*{_WHATEVER}(?:{_CANCEL}\W+(?:{_OWN}\s+)*(?:{_EVERYTHING}|{_REQUEST})(?:\s+(?:{_OWN}|{_REQUEST}))*"
    rf"|(?:{_EVERYTHING}|{_REQUEST})\s+{_CANCEL}){_PLEASE}",
    re.IGNORECASE,
)
_CANCELS_REQUEST = re.compile(
    rf"\W*{_WHATEVER}(?:(?:i|we)\s+(?:want|would like|need)\s+to\s+|(?:хочу|хочемо|хотим|треба|нужно|надо|chcę|chcemy|proszę)\s+)?"
    rf"(?:{_CANCEL}\W+(?:{_OWN}\s+)*{_REQUEST}|{_REQUEST}\s+{_CANCEL})(?:\s+{_OWN})*(?:\W*(?:№|#|number|no\.?|номер|nr)?\W*(?:rfq)?\W?\d[\d-]*)?{_PLEASE}",
    re.IGNORECASE,
)


def asks_to_undo(text: str) -> bool:
    """Whether ``text`` asks to take the last change back, or to put back what it took, and says nothing else."""
    return len(text) <= MOST_LETTERS and _UNDO.fullmatch(text) is not None


def put_back(text: str) -> str:
    """The goods that are to go back where they were: "поклади рукавиці назад" is "рукавиці"; "" where none are named."""
    if len(text) > MOST_LETTERS or _CLEARLY_BACK.search(text) is None or asks_to_undo(text):
        return ""
    match = _PUT_BACK.fullmatch(text)
    return (match["one"] or match["two"]).strip() if match else ""


def gives_up(text: str) -> bool:
    """Whether ``text`` drops what is under way and says nothing else: "forget it, cancel everything", "скасуй запит"."""
    return len(text) <= MOST_LETTERS and _GIVES_UP.fullmatch(text) is not None


def cancels_request(text: str) -> bool:
    """Whether ``text`` calls a request for quotation off, as against declining the offer that answers it."""
    return len(text) <= MOST_LETTERS and _CANCELS_REQUEST.fullmatch(text) is not None
