"""Words that take something away or put one quantity in the place of another. Pure, in four languages."""

from __future__ import annotations

import re
from decimal import Decimal

from actions.phrases import product_phrase
from actions.references import numbers_in, without_pointers

_REMOVE = re.compile(
    r"\b(?:remove|delete|drop|take (?:out|off)|take .+ (?:out|off)|cross out|without|get rid|"
    r"прибер\w*|прибрати|видал\w*|забер\w*|викин\w*|мінусу\w*|без|не треба|не потрібн\w*|"
    r"убер\w*|убрать|удал\w*|забер\w*|выкин\w*|минусу\w*|не над\w*|не нужн\w*|"
    r"usu[nń]\w*|wyrzu\w*|wywal\w*|zabierz\w*|skasuj\w*|odejmij\w*|bez|niepotrzebn\w*)\b|don'?t need",
    re.IGNORECASE,
)
_NUMBER = r"(\d{1,6}(?:[.,]\d{1,3})?)"
_NEW_NOT_OLD = re.compile(
    rf"{_NUMBER}\D{{0,14}}?\b(?:not|instead of|а не|не|замість|вместо|a nie|nie|zamiast)\s+{_NUMBER}", re.IGNORECASE
)
_NOT_OLD_NEW = re.compile(
    rf"\b(?:not|не|nie)\s+{_NUMBER}\D{{0,14}}?\b(?:but|а|but to|tylko|lecz|a)\s+{_NUMBER}", re.IGNORECASE
)
_OLD_TO_NEW = re.compile(
    rf"(?:change|from|міня\w+|меня\w+|зміни\w*|zmień|zmieni\w+|з|с|z)\s+{_NUMBER}\s*(?:to|на|na)\s+{_NUMBER}",
    re.IGNORECASE,
)


def new_and_old(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The wanted quantity and the one it replaces, as far as ``text`` says."""
    for pattern, new, old in ((_NOT_OLD_NEW, 2, 1), (_OLD_TO_NEW, 2, 1), (_NEW_NOT_OLD, 1, 2)):
        match = pattern.search(text)
        if match:
            return Decimal(match[new].replace(",", ".")), Decimal(match[old].replace(",", "."))
    found = numbers_in(without_pointers(text))
    return (found[-1] if found else None), None


# Words of changing that name no goods; the words of asking are known to actions/phrases.py.
_CHANGING = re.compile(
    r"\b(?:no|not|nope|actually|half|double|twice|change|changed|quantity|qty|lower|reduce|increase|raise|set|make|let|"
    r"still|anyway|mistake|typo|correction|instead|wait|oops|sorry|"
    r"ні|нє|не|ой|помилк\w*|поправк\w*|зроб\w*|постав\w*|зміни\w*|змен\w*|збіль\w*|поміня\w*|міня\w*|хай|нехай|давай\w*|"
    r"однак|таки|кільк\w*|вдвічі|удвічі|половин\w*|більше|менше|звідти|стоп|краще|вибач\w*|тільки|лише|"
    r"нет|неа|ошиб\w*|исправ\w*|сдела\w*|поставь\w*|измен\w*|поменя\w*|меня\w*|умень\w*|увелич\w*|пусть|количеств\w*|"
    r"однако|таки|вдвое|больше|меньше|оттуда|лучше|извин\w*|только|"
    r"nie|oj|ojej|pomyłk\w*|pomylk\w*|poprawk\w*|popraw\w*|zrób\w*|zrob\w*|zmie[ńn]\w*|zmniejsz\w*|zwiększ\w*|zwieksz\w*|"
    r"niech|będzie|bedzie|ilość|ilosc|ilości|ilosci|połow\w*|polow\w*|więcej|wiecej|mniej|stamtąd|stamtad|lepiej|"
    r"jednak|przepraszam|sorki|ustaw\w*|tylko|dwa razy)\b",
    re.IGNORECASE,
)


def goods_in(text: str) -> str:
    """The words of a change that name goods: "make the red buttons 60" is "red buttons"; "" where none do."""
    kept = product_phrase(_CHANGING.sub(" ", _REMOVE.sub(" ", text))).split()
    return " ".join(word for word in kept if sum(letter.isalpha() for letter in word) >= 3 and not numbers_in(word))


def removes(text: str) -> bool:
    """Whether ``text`` asks to take something away."""
    return _REMOVE.search(text) is not None
