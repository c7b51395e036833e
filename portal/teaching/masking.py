"""Takes personal data out of a text before it may be trained on.

Digits, addresses and names carry nothing that the classifier needs: it reads every digit as a zero anyway. Names are
found by what the portal knows of the conversation's people, by how people introduce themselves, and, because others
may be named, by being written with a capital letter where no word of the training data is. A reviewer sees the
result before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

NAME = "NN"
EMAIL = "name@example.com"
LINK = "example.com"
HANDLE = "@name"

_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_LINK = re.compile(r"(?:https?://|www\.|\bt\.me/)\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@\w{3,}")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*")
_SPACE = re.compile(r"\s+")
_MARKUP = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")"})
_CAPITAL = r"[A-ZŁŚŻŹĆŃÓĄĘА-ЯІЇЄҐЁ][\w'’ʼ\-]+"
_INTRODUCED = re.compile(
    r"(?P<how>\b(?i:my name is|i am|i'm|this is|it's|regards,?|"
    r"мене звати|мене звуть|мене зовуть|з повагою,?|це|"
    r"меня зовут|с уважением,?|это|"
    r"nazywam się|nazywam sie|mam na imię|mam na imie|z poważaniem,?|pozdrawiam,?|tu)\s+)"
    rf"(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}})"
)
_INITIALS = re.compile(rf"{_CAPITAL}\s+[A-ZА-ЯІЇЄҐ]\.(?:\s?[A-ZА-ЯІЇЄҐ]\.)?(?!\w)")
_LEAST = 3  # letters of a name; shorter ones are taken only as they are


def mask(
    text: str,
    names: Iterable[str] = (),
    known: Collection[str] = frozenset(),
    ordinary: Collection[str] = frozenset(),
) -> str:
    """One line without personal data.

    Args:
        text: What a buyer wrote.
        names: Of the people and companies of the conversation, in any number of words.
        known: Words (casefolded) that are never taken for names by their capital letter alone.
        ordinary: Words that are written with a small letter: among `names` they are masked only as names are written.
    """
    shown = _SPACE.sub(" ", text.translate(_MARKUP)).strip().lstrip("/").strip()
    shown = _EMAIL.sub(EMAIL, shown)
    shown = _LINK.sub(LINK, shown)
    shown = _HANDLE.sub(HANDLE, shown)
    for pattern in _patterns(names, ordinary):
        shown = pattern.sub(NAME, shown)
    shown = _INTRODUCED.sub(lambda found: _introduced(found, known), shown)
    shown = _INITIALS.sub(NAME, shown)
    shown = _strangers(shown, known) if known else shown
    shown = re.sub(rf"{NAME}(?:[\s\-]+{NAME})+", NAME, shown)
    return _DIGIT.sub("0", shown)


def _patterns(names: Iterable[str], ordinary: Collection[str]) -> list[re.Pattern[str]]:
    """One for each word of a name, in any case and with the endings of Slavic cases."""
    made = {}
    for word in {found for name in names for found in _WORD.findall(name)}:
        folded = word.casefold()
        if len(word) < _LEAST:
            made[folded] = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        elif folded not in ordinary:
            stem = word[: max(_LEAST, len(word) - 2)]
            made[folded] = re.compile(rf"(?<!\w){re.escape(stem)}\w{{0,5}}(?!\w)", re.IGNORECASE)
        else:  # "Magazyn", "Роман": an ordinary word too, so only as a name is written
            made[folded] = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return list(made.values())


def _introduced(found: re.Match[str], known: Collection[str]) -> str:
    """What stands behind "this is" is a name unless it is known, as "Bosch" is."""
    sure = found["how"].strip().casefold().rstrip(",") not in {"i am", "i'm", "this is", "it's", "це", "это", "tu"}
    if sure or found["name"].split()[0].casefold() not in known:
        return f"{found['how']}{NAME}"
    return found[0]


def _strangers(text: str, known: Collection[str]) -> str:
    """Words with one capital letter that the training data does not know, unless they begin a sentence.

    At a sentence's beginning only one that is followed by a comma is taken: somebody is spoken to.
    """

    def replaced(found: re.Match[str]) -> str:
        word = found[0]
        written_as_name = len(word) >= _LEAST and word[0].isupper() and word[1:].islower()
        if not written_as_name or word.casefold() in known:
            return word
        before, after = text[: found.start()].rstrip(), text[found.end() :]
        begins = not before or before[-1] in ".!?:;"
        return NAME if not begins or after.startswith(",") else word

    return _WORD.sub(replaced, text)
