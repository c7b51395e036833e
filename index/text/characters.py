"""Characters: one spelling for what looks or means the same."""

import re
import unicodedata

_LOOKALIKES = {
    "а": "a",
    "в": "b",
    "е": "e",
    "і": "i",
    "к": "k",
    "м": "m",
    "н": "h",
    "о": "o",
    "р": "p",
    "с": "c",
    "т": "t",
    "у": "y",
    "х": "x",
}
_TO_LATIN = str.maketrans(_LOOKALIKES)
_TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in _LOOKALIKES.items()})
_SAME = str.maketrans(
    {
        "ё": "е",
        "×": "x",
        "✕": "x",
        "⁄": "/",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "″": '"',
        "”": '"',
        "“": '"',
        "′": "'",
        "ø": " ",
        "⌀": " ",
        "\u00ad": None,
        "\u200b": None,
    }
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ`](?=[^\W\d_])")
_CYRILLIC = re.compile(r"[а-яіїєґ]")
_LATIN = re.compile(r"[a-ząćęłńóśźż]")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """Lower case, compatibility characters resolved (``mm²`` to ``mm2``), dashes, quotes and ё unified."""
    folded = unicodedata.normalize("NFKC", text.replace("½", " 1/2").replace("¼", " 1/4").replace("¾", " 3/4"))
    return _APOSTROPHE.sub("", folded.casefold().translate(_SAME))


def is_cyrillic(token: str) -> bool:
    """Whether the token has a Cyrillic letter."""
    return _CYRILLIC.search(token) is not None


def unify_script(token: str) -> str:
    """Repair a token typed on the wrong keyboard layout: ``16А`` and ``3х2.5`` with Cyrillic letters,
    ``cиній``.

    Letters beside digits become Latin when all of them look Latin; in words the majority's script wins.
    """
    cyrillic = _CYRILLIC.findall(token)
    if not cyrillic:
        return token
    if any(character.isdigit() for character in token):
        return token.translate(_TO_LATIN) if all(letter in _LOOKALIKES for letter in cyrillic) else token
    latin = _LATIN.findall(token)
    if not latin:
        return token
    if len(cyrillic) >= len(latin):
        return token.translate(_TO_CYRILLIC)
    return token.translate(_TO_LATIN)


def identifier_key(text: str) -> str:
    """What remains of an article number when case, dashes, spaces, dots and slashes are ignored."""
    return unify_script(_NOT_ALPHANUMERIC.sub("", normalise(text)))
