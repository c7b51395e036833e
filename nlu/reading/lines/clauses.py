"""Clauses of a message that ask for nothing: reasons, refusals, second thoughts, what happened before, questions.

`without` leaves a GAP for each. A clause that counts goods ("5 kg", "10 шт") stays unless it refuses or takes back.
"""

from __future__ import annotations

import re
from typing import Final

from nlu.reading.lines import numbers, words
from nlu.reading.lines.chatter import GAP
from nlu.reading.lines.units import MEASURES, unit_of

_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zа-яіїєґąćęłńóśźż]|\d)|(?<=[?!])\s+|(?<=;)\s*")
_CLAUSE: Final = re.compile(
    rf"(,\s+|\s[-–—]\s|:\s|;|\(|\)|\.(?=\s|$)|\.{{2,}}|…|[!?]|{GAP}"
    r"|\s(?:and|i|і|и|та|й)\s+(?=(?:no|not|nie|не)\s)|\s(?:but|just|only|але|тільки|лише|но|только|лишь|ale|"
    r"tylko)\s)",
    re.IGNORECASE,
)
_NUMBER: Final = r"\d+(?:[.,]\d+)?"
# "8 not 5", "instead of 20"
_NOT_THAT: Final = re.compile(
    r"[,(]?\s*\b(?:and not|not|rather than|instead of|а не|и не|не|замість|вместо|a nie|nie|zamiast)\s+"
    rf"(?:the\s+)?{_NUMBER}(?:\s*(?:шт|pcs|szt)\b\.?)?(?=\s|[,.;)]|$)\)?",
    re.IGNORECASE,
)
_REPLACING: Final = re.compile(
    r"\b(?:instead(?! of)|zamiast tego|замість (?:цього|того|них)|вместо (?:этого|того|них))\b", re.IGNORECASE
)
_INSTEAD: Final = re.compile(
    r"[,(]?\s*\b(?:rather than|instead of|замість|вместо|zamiast)\s+(?:(?:last|the|тих|тех|tych)\s+)?[^,.;:()\n]*\)?",
    re.IGNORECASE,
)
# "20 gloves, no, make it 10" counts 10
_COUNTED_ANEW: Final = re.compile(
    rf"\b({_NUMBER})(\s[^\d.;:!?\n]*?[^\s,–—-])[\s,–—-]+(?:no|sorry|ні|нет|nie|ой|вернее|точніше|raczej)\b,?\s*"
    rf"(?:ні|нет|wait|sorry|make (?:it|that)|лучше|краще|lepiej)?,?\s*({_NUMBER})(?=\s*(?:$|[.;!?\n]))",
    re.IGNORECASE,
)
_TAKEN_BACK: Final = re.compile(
    r"^.*?(?:\.{2,}|…|,|[?!]|\s[-–—])\s*(?:actually,?\s+|oh\s+|а\s+|ой,?\s+|ох,?\s+|a\s+)?"
    r"(?:no,? wait|wait,? no|no,? sorry|sorry|no,? that['’]?s|scratch that|forget (?:it|that)|never ?mind|ні|нет|nie|"
    r"забудь\w*|стоп|передумал\w*|передума\w+|zapomnij\w*|wróć|jednak nie)\b,?"
    r"(?:\s*(?:то|це|это|to|that['’]?s|it['’]?s)\s+(?:на|для|for|na|dla)\s+[^.;!?\n]*)?",
    re.IGNORECASE,
)
_BECAUSE: Final = re.compile(
    r"[,(]?\s*\b(?:because|cause|since (?:we|the|our)|as (?:the|our|we|it)\s(?=[^,.]*\b(?:is|are|was|were|has|"
    r"have)\b)|"
    r"as they|бо|тому що|оскільки|потому что|так как|т\.к\.|поскольку|ponieważ|poniewaz|bo|gdyż|jako że)\b"
    r"[^.;:!?,()\n]*\)?",
    re.IGNORECASE,
)
_THEREFORE: Final = re.compile(
    r"^(.*?)[,.…]*\s*\b(?:so(?=\s+(?:could|can|we|i|i['’]d|i['’]ll|please|pls|we['’]d|this|now|let|need|add|send|"
    r"just|\d))|"
    r"więc|wiec|dlatego|тому(?!\s+що)|тож|отже|поэтому|потому(?!\s+что)|так что)\b",
    re.IGNORECASE | re.DOTALL,
)
_REFUSED: Final = re.compile(
    r"\b(?:(?:don['’]?t|do not|doesn['’]?t|didn['’]?t|won['’]?t|no longer) (?:need|want|require|send|add|forget)|"
    r"not? need(?:ed)?|no more|enough|in stock already|"
    r"не (?:треба|потр[іе]б\w+|нужн\w+|надо|над[оі]|над|хоч\w+|беремо|берем|брати|брать)|"
    r"nie (?:trzeba|potrzeb\w+|chc\w+|bierz\w+)|zbędn\w+|(?:вже )?досить|(?<!не\s)хватает|(?<!не\s)вистачає)\b",
    re.IGNORECASE,
)
_NOT_REFUSED: Final = re.compile(r"\b(?:(?:don['’]?t|do not) forget|не забу\w+|nie zapom\w+)\b", re.IGNORECASE)
_NEGATED: Final = re.compile(
    r"(?:^\s*(?:and\s+|but\s+)?(?:no|without|minus|bez|без)\s+(?=[^\W\d_])|"
    r"\b(?:not|\w+n['’]t|don?t|nothing|none|не|нема|немає|нет|нету|нічого|ничего|nie|nic|niczego|ani)\b)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:last time|last (?:week|month|order)|previously|yesterday|ostatnio|poprzednio|wczoraj|(?:минул|прошл)\w+\s+"
    r"(?:разу?|тижня|недел\w+)|попередн\w+|в прошлый|вчора|вчера)\b",
    re.IGNORECASE,
)
_COMPARED: Final = re.compile(
    r"[,(]?\s*\b(?:(?:the )?same as|like|as|як(?: і)?|(?:такие )?как(?: и)?|такі як|takie jak|такі ж як|jak|"
    r"tak jak|co)\s+(?:we had\s+)?"
    r"(?:last time|last (?:week|month)|previously|ostatnio|poprzednio|(?:минулого|прошлого|того)\s+разу|"
    r"в прошлый раз|в минулий раз|ostatnim razem|zawsze|always|usual|завжди|всегда|зазвичай|обычно|zwykle)\b\)?",
    re.IGNORECASE,
)
_LET_KNOW: Final = re.compile(
    r"^\W*(?:please )?(?:let (?:me|us) know|advise|дайте знат[иь]|дай знат[иь]|dajcie znać|daj znać|"
    r"proszę o informację)\b",
    re.IGNORECASE,
)
_COMPLAINED: Final = re.compile(
    r"^\W*(?:i have |i['’]ve got |mam |маю |у мене |у меня )?(?:a )?(?:question|query|complaint|problem|pytanie|"
    r"reklamacj\w+|"
    r"питання|скарга|претенз\w+|вопрос|жалоба|проблема)\s+(?:about|on|with|regarding|do|o|z|по|щодо|про|о|с|з)\b",
    re.IGNORECASE,
)
# A question whether goods are there names them; how many follows.
_STOCKED: Final = re.compile(
    r"^\W*(?:can you check (?:if|whether)|do you (?:have|stock|sell|carry)|have you got|is|are|czy(?: macie)?|"
    r"macie|чи(?: є| маєте)?|"
    r"есть(?: ли)?|у вас есть|prodajecie)\s+(?:the\s+)?([^?\n]*?)\s*(?:\b(?:(?:is|are|są|jest|є|"
    r"есть)\s+)?(?:in stock|available|na magazynie|"
    r"w magazynie|dostępn\w+|на складі|на складе|в наявності|в наличии|sold by the \w+|sprzedajecie na \w+))?\s*\?",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"^\s*(?:(?:and|а|a|та|hey|hi)\s+)?(?:what|when|where|who|why|how|which|is|are|does|did|will|could we|"
    r"do you(?!\s+"
    r"(?:have|stock|sell|carry))|чи (?!є|маєте)|коли|який|яка|яке|які|де|скільки|хто|як|ви|вы|когда|как\w*|где|"
    r"сколько|почему|чому|czy (?!macie|jest|są)|kiedy|jak\w*|gdzie|ile|dlaczego|kto)\b",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(rf"(?:^|[\s(x×х–—-]){_NUMBER}\s*([^\W\d_]+)?")


def without(text: str) -> str:
    """`text` with a GAP for each clause that asks for nothing."""
    return "\n".join(" ".join(map(_sentence, _SENTENCE.split(row))) for row in text.split("\n"))


def _sentence(said: str) -> str:
    said = _COMPARED.sub(f" {GAP} ", said)
    said = _COUNTED_ANEW.sub(r"\3\2", said)
    said = _TAKEN_BACK.sub(f" {GAP} ", said, count=1) if _TAKEN_BACK.match(said) else said
    if _COMPLAINED.match(said) or (_LET_KNOW.match(said) and not _counts(said)):
        return GAP
    said = _STOCKED.sub(r" \1 ", said)
    said = _REPLACING.sub(f" {GAP} ", said)
    said = _NOT_THAT.sub(" ", said)
    said = _INSTEAD.sub(f" {GAP} ", said)
    said = _BECAUSE.sub(f" {GAP} ", said)
    therefore = _THEREFORE.match(said)
    if therefore and _counts(said[therefore.end() :]):
        said = f"{GAP} {said[therefore.end() :]}"
    if said.rstrip().endswith("?") and _ASKED.match(said) and not _counts(said):
        return GAP
    parts = _CLAUSE.split(said)
    inside = [index > 0 and parts[index - 1] == "(" for index in range(len(parts))]
    return "".join(part if index % 2 or inside[index] else _clause(part) for index, part in enumerate(parts))


def _clause(said: str) -> str:
    """A clause, or a GAP where it refuses, denies, or tells what was."""
    if not said.strip() or _NOT_REFUSED.search(said):
        return _NOT_REFUSED.sub(" ", said)
    if _REFUSED.search(said):
        return f" {GAP} "
    if _counts_goods(said):
        return said
    told = any(words.is_stating(word) for word in re.findall(r"[\w'’]+", said))
    ordered = any(words.is_ordering(word) for word in re.findall(r"[\w'’]+", said))
    if _BEFORE.search(said) or (told and not ordered) or (_NEGATED.search(said) and not _counts(said)):
        return f" {GAP} "
    return said


def _counts(said: str) -> bool:
    """Whether there is a number, in digits or words."""
    return any(letter.isdigit() for letter in said) or any(
        numbers.words([word]) is not None for word in re.findall(r"[^\W\d_]{3,}", said)
    )


def _counts_goods(said: str) -> bool:
    """Whether there is a number with a unit of sale."""
    return any(unit_of(found.group(1) or "") not in {None, "t"} for found in _COUNTED.finditer(said)) or any(
        unit_of(word) in MEASURES - {"g", "t"} and len(word) > 3 for word in re.findall(r"[^\W\d_]+", said)
    )
