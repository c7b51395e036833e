"""Order numbers as people write them."""

from __future__ import annotations

import re

PREFIX = "SO-"


def spelled(given: str) -> list[str]:
    """The numbers that `given` may mean, likeliest first: `#100045`, `SO 100045`, `зам. 100 045` -> SO-100045, 100045.

    Orders taken over from another system keep their own numbers, so the text as it stands comes first.
    """
    plain = given.strip().upper()
    found = [plain] if plain else []
    digits = re.sub(r"\D", "", given)
    if digits:
        found += [f"{PREFIX}{digits}", digits]
    return list(dict.fromkeys(found))
