"""Identifiers of products: SKUs, manufacturers' numbers, EANs."""

from __future__ import annotations

import re
from typing import Final

_CODE: Final = re.compile(r"^(?=.*\d)[A-Za-zА-Яа-яІіЇїЄєҐґ0-9][\w./+-]{3,}$")


def looks_like_code(text: str) -> bool:
    """Whether `text` is one token with digits, as SKUs, manufacturer's numbers and EANs are."""
    return bool(_CODE.match(text))
