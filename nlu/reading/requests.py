"""Where one message may hold several requests: "add 20 m NYM, show the cart and then check out". Pure.

The words alone only tell where a new request may begin: behind the end of a sentence, or behind a comma or an "and"
that is followed by a word with which requests begin. Whether the pieces are requests the classifier decides
(``nlu.components.requests``). A list of goods has no such words, so it is never torn.
"""

# ruff: noqa: E501 - lists of words, a language or a kind to a line
from __future__ import annotations

import re
from dataclasses import dataclass

MAX_PIECES = 8
MAX_TEXT = 1200

# Words that tell somebody to do something.
_ORDERS = (
    # English
    r"add|put|throw|order|show|list|cancel|check ?out|send|e-?mail|give me|tell me|remove|delete|drop|clear|empty|repeat|"
    r"re-?order|return|quote|request|accept|decline|reject|find|search|look for|place (?:the|my|this|an?) order|connect|"
    r"transfer|call|change|switch|confirm|fill|open|get me|let me (?:talk|speak|know|see)|i(?:'d like| want| need| would like)|"
    r"we (?:need|want)|need (?:to|the|an?)|undo|"
    # Ukrainian
    r"дода(?:й|йте|ти)|докин(?:ь|ьте|ути)|закин(?:ь|ьте)|кин(?:ь|ьте)|поклад(?:и|іть)|добав(?:те|ити)?|покаж(?:и|іть)|показати|"
    r"скин(?:ь|ьте)|вишл(?:и|іть)|надішл(?:и|іть)|надісл\w+|відправ(?:те|ити)?|пришл(?:и|іть)|скасу(?:й|йте|вати)|відмін(?:и|іть|ити)|"
    r"оформ(?:и|іть|ляй|ляємо|люй|люємо|ити|ляйте)|замов(?:те|ити|ляю|ляємо)?|прибер(?:и|іть)|видал(?:и|іть)|очист(?:и|іть)|"
    r"повтор(?:и|іть|ити)|поверн(?:и|іть|ути)|порахуй(?:те)?|прорахуй(?:те)?|прийм(?:и|іть|аю|аємо)|відхил(?:и|іть|яю)|знайд(?:и|іть)|"
    r"пошукай(?:те)?|хочу|треба|потріб\w+|дай(?:те)?|скаж(?:и|іть)|підкаж(?:и|іть)|перевір(?:те)?|з['’ʼ]?єднай(?:те)?|поклич(?:те)?|"
    r"підтверд(?:и|іть|жую)|заповн(?:и|іть)|зміни(?:ть)?|переключи(?:ть|ся)?|порадь(?:те)?|"
    # Russian
    r"добавь(?:те)?|докин[уь](?:те)?|закин[уь](?:те)?|полож(?:и|ите)|покаж(?:и|ите)|показать|скинь(?:те)?|вышл(?:и|ите)|пришл(?:и|ите)|"
    r"отправь(?:те)?|отмен(?:и|ите|ить)|оформ(?:и|ите|ляй|ляем|ляйте|ить)|закаж(?:и|ите)|заказать|убер(?:и|ите)|удал(?:и|ите)|очист(?:и|ите)|"
    r"повтор(?:и|ите|ить)|верн(?:и|ите|уть)|посчитай(?:те)?|просчитай(?:те)?|прим(?:и|ите)|принимаю|отклон(?:и|ите|яю)|найд(?:и|ите)|"
    r"поищ(?:и|ите)|нужн\w|надо|подскаж(?:и|ите)|провер(?:ь|ьте)|соедин(?:и|ите)|позов(?:и|ите)|подтверд(?:и|ите|ждаю)|"
    r"заполн(?:и|ите)|измен(?:и|ите)|переключ(?:и|ите|ись)|посоветуй(?:те)?"
)
_ORDERS_POLISH = (
    r"dodaj(?:cie)?|dorzu[ćc](?:cie)?|wrzu[ćc](?:cie)?|w[łl][óo][żz](?:cie)?|poka[żz](?:cie)?|wy[śs]lij(?:cie)?|prze[śs]lij(?:cie)?|"
    r"przy[śs]lij(?:cie)?|anuluj(?:cie)?|odwo[łl]aj(?:cie)?|zam[óo]w(?:cie|ić|ic)?|z[łl][óo][żz] zam\w+|sk[łl]adam|usu[ńn](?:cie)?|"
    r"wyczy[śs][ćc](?:cie)?|opr[óo][żz]nij|powt[óo]rz(?:cie|yć)?|zwr[óo][ćc](?:cie|ić)?|wyce[ńn](?:cie)?|przyjmij(?:cie)?|przyjmuj[ęe]|"
    r"odrzu[ćc]|odrzucam|znajd[źz](?:cie)?|poszukaj(?:cie)?|szukam|chc[ęe]|potrzebuj[ęe]|potrzebn\w|prosz[ęe]|poprosz[ęe]|daj(?:cie)?|"
    r"powiedz(?:cie)?|sprawd[źz](?:cie)?|po[łl][ąa]cz(?:cie)?|potwierd[źz]|potwierdzam|uzupe[łl]nij|zmie[ńn](?:cie)?|we[źz](?:cie)?"
)
# Words that ask.
_QUESTIONS = (
    r"where(?:'s)?|when|what(?:'s)?|how (?:much|many|long|do|can)|is (?:it|there|the|my)|are (?:there|the|my)|do (?:you|we)|can (?:you|i|we)|"
    r"could you|which|why|any news|"
    r"де|коли|скільки|що (?:з|там|по)|шо (?:з|там|по)|чи|як(?:ий|а|е|і|у|ого) |почому|почім|чому|є|можна|можете|"
    r"где|когда|сколько|что (?:с|там|по)|чё (?:с|там|по)|как(?:ой|ая|ое|ие|ую) |почём|почем|почему|есть ли|можно|можете"
)
_QUESTIONS_POLISH = r"gdzie|kiedy|ile|co (?:z|tam)|czy|jak(?:i|a|ie|ą)|po ile|dlaczego"
_POLITE = (
    r"(?:(?:please|pls|also|then|kindly|just|so|ще|іще|також|потім|заодно|будь ласка|ну|прошу|ещё|еще|также|потом|пожалуйста|jeszcze|też|"
    r"tez|potem|proszę|prosze|może|moze|mi|мені|мне|нам|ви|вы)[\s,]+)*"
)
_AND = (
    r"and(?: then| also)?|then|plus|&|"
    r"та|і|й|а|а (?:ще|також|потім)|і (?:ще|також|потім)|й ще|та ще|потім|"
    r"и|а (?:ещё|еще|также|потом)|и (?:ещё|еще|также|потом)|потом|да и|"
    r"oraz|i|a|i jeszcze|a potem|i potem|potem|a tak[żz]e"
)
_POLISH = re.compile(rf"{_POLITE}(?:(?P<orders>{_ORDERS_POLISH})|(?P<asks>{_QUESTIONS_POLISH}))(?!\w)", re.IGNORECASE)
_ANY = re.compile(
    rf"{_POLITE}(?:(?P<orders>{_ORDERS}|{_ORDERS_POLISH})|(?P<asks>{_QUESTIONS}|{_QUESTIONS_POLISH}))(?!\w)",
    re.IGNORECASE,
)
_BREAK = re.compile(
    rf"(?P<end>[.;]+\s+|[!?]+[.!?]*\s+|\s*\n\s*)(?P<and1>(?:{_AND})\s+)?"
    rf"|\s*,\s*(?P<and2>(?:{_AND})\s+)?|\s+(?P<and3>{_AND})\s+|\s+[–—-]\s+(?P<and4>(?:{_AND})\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` may be a request of its own.

    ``opens`` says how it begins: "orders" (tells to do something), "asks", or "" (the first piece of a message may begin
    anyhow). ``joined`` says whether an "and" stands before it, ``ended`` whether a sentence ended there.
    """

    start: int
    end: int
    opens: str
    joined: bool = False
    ended: bool = False

    def of(self, text: str) -> str:
        """Its words; never with a slash in front, which marks what a button sends."""
        return text[self.start : self.end].strip(" \t\n,;–—-").lstrip("/ \t\n,;–—-")


def split(text: str) -> list[Piece]:
    """The pieces of ``text`` that may be requests, at most ``MAX_PIECES``; one piece where it cannot be several."""
    if len(text) > MAX_TEXT or text.startswith("/"):
        return [Piece(0, len(text), "")]
    starts: list[tuple[int, int, str, bool, bool]] = []
    for match in _BREAK.finditer(text):
        if match.end() >= len(text) or match.start() == 0:
            continue
        joint = next((match[name] for name in ("and1", "and2", "and3", "and4") if match[name]), "")
        # "a quote" and "can I add" are English, "i dodaj" and "a gdzie" are Polish
        opener = (_POLISH if joint.strip().casefold() in {"a", "i"} else _ANY).match(text, match.end())
        if opener is None or len(starts) + 1 >= MAX_PIECES:
            continue
        kind = "orders" if opener["orders"] else "asks"
        starts.append((match.start(), match.end(), kind, bool(joint), match["end"] is not None))
    first = _ANY.match(text.lstrip())
    kinds = "" if first is None else "orders" if first["orders"] else "asks"
    found = []
    start, how = 0, (kinds, False, False)
    for before, after, kind, joined, ended in starts:
        found.append(Piece(start, before, *how))
        start, how = after, (kind, joined, ended)
    found.append(Piece(start, len(text), *how))
    return [piece for piece in found if piece.of(text)]
