"""What a message looks like to the models: one spelling of white space, case and digits, and a bounded length."""

import re
import unicodedata

MAX_CHARACTERS = 600

_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")


def clean(text: str) -> str:
    """Drop control, zero-width and direction characters, join white space, keep the first ``MAX_CHARACTERS``."""
    shown = unicodedata.normalize("NFKC", text[: 4 * MAX_CHARACTERS])
    shown = "".join(
        " " if c in "\n\r\t" else c for c in shown if c in "\n\r\t" or unicodedata.category(c) not in _INVISIBLE
    )
    return _SPACE.sub(" ", shown).strip()[:MAX_CHARACTERS]


def normalise(text: str) -> str:
    """Cleaned, caseless, every digit a zero: which order is meant does not change what is wanted."""
    return _DIGIT.sub("0", clean(text).casefold())
