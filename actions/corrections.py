"""Words that take something away or put one quantity in the place of another. Pure, in four languages."""

from __future__ import annotations

import re
from decimal import Decimal

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


def removes(text: str) -> bool:
    """Whether ``text`` asks to take something away."""
    return _REMOVE.search(text) is not None
