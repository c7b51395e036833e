"""Which of a company's addresses somebody means: by its code, or in words and any alphabet.

"the Rjasne site", "до об'єкта Рясне" and "Рясное" all mean the address labelled «Об'єкт «Рясне»».
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.errors import AddressUnclear
from portal.accounts.models import Address
from portal.security.actor import Actor
from portal.shared.texts import text

MAX_WORDS: Final = 200
DEFAULT_CODE: Final = "MAIN"


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_CYRILLIC: Final = dict(
    zip("абвгґдеєжзиіїйклмнопрстуфхцчшщюяыэё", "abvhgdeezziiiiklmnoprstufhccssuaiee", strict=True),
)
# one spelling for what transliterations write in several ways: Zeran, Żerań, Жерань; Rjasne, Riasne, Ryasne, Рясне
_SPELLINGS: Final = (
    ("shch", "s"), ("szcz", "s"), ("kh", "h"), ("ch", "c"), ("cz", "c"), ("sh", "s"), ("sz", "s"), ("zh", "z"),
    ("rz", "z"), ("ts", "c"), ("w", "v"), ("x", "ks"), ("ja", "a"), ("ya", "a"), ("ia", "a"), ("ju", "u"), ("yu", "u"),
    ("iu", "u"), ("je", "e"), ("ye", "e"), ("ie", "e"), ("j", "i"), ("y", "i"), ("ii", "i"), ("ł", "l"),
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
# what kind of place it is; the words of a kind count as one
_KINDS: Final = (
    _words(
        "site obekt obiekt budov budova budovi budove stroika stroiku stroiki stroike construction ploscadk maidancik",
        "budmaidancik",
    ),
    _words("warehouse depot sklad magazin storehouse"),
    _words("office ofis buro hq headquarters main holovn hlavn centrala"),
    _words("hotel"),
)
_EMPTY: Final = _words(
    "the to our my at in on for do na v u k ve pod nas nasa nasu nasogo naseho nasego address adres adresa adresu",
    "adresi ul vul prosp street st deliver delivery city m h po za dostavka please",
)


def shipping_addresses(session: Session, actor: Actor) -> Sequence[Address]:
    """Where the actor's company can have goods delivered, by code."""
    company_id = actor.require_company()
    return [each for each in queries.addresses(session, company_id) if each.kind == "shipping"]


def default_address(addresses: Sequence[Address]) -> Address | None:
    """Where goods go when nothing is said: the main address, else the first one; None when there is none."""
    main = next((each for each in addresses if each.code == DEFAULT_CODE), None)
    return main or (addresses[0] if addresses else None)


def find_address(session: Session, actor: Actor, given: str) -> Address | None:
    """The address that `given` means; with nothing given the default one, or None where the company has none.

    Raises AddressUnclear, with the addresses to choose from, when it may be none or several.
    """
    addresses = shipping_addresses(session, actor)
    given = given.strip()[:MAX_WORDS]
    if not given:
        return default_address(addresses)
    found = matching(addresses, given)
    if len(found) == 1:
        return found[0]
    choices = [{"code": each.code, "text": one_line(each)} for each in found or addresses]
    listed = "; ".join(choice["text"] for choice in choices)
    if not choices:
        detail = text(actor.locale, "Your company has no delivery address yet. Ask your account manager to add one.")
    elif found:
        detail = text(actor.locale, "Several addresses fit “%(given)s”: %(listed)s.", given=given, listed=listed)
    else:
        detail = text(
            actor.locale,
            "None of your company's addresses fits “%(given)s”. There are: %(listed)s.",
            given=given,
            listed=listed,
        )
    raise AddressUnclear(detail, fields={"address": detail}, extra={"choices": choices})


def one_line(address: Address) -> str:
    """An address in a line: what it is called, then where it is."""
    place = ", ".join(part for part in (address.street, f"{address.postcode} {address.city}".strip()) if part)
    if not address.label or address.label.casefold() == address.city.casefold():
        return place
    return f"{address.label} ({place})"


def matching(addresses: Sequence[Address], given: str) -> list[Address]:
    """The addresses that `given` may mean: one of that code or name, else all whose words fit best. Pure."""
    by_code = [each for each in addresses if each.code.casefold() == given.casefold()]
    by_label = [each for each in addresses if each.label and folded(each.label) == folded(given)]
    if by_code or len(by_label) == 1:
        return by_code or by_label
    words = [word for word in folded(given) if word not in _EMPTY]
    scored = [(_score(words, each), each) for each in addresses]
    best = max((score for score, _ in scored), default=0.0)
    return [each for score, each in scored if best > 0 and score == best]


def _score(words: Sequence[str], address: Address) -> float:
    """How well the words fit: a name counts more than a street or town, the kind of place least."""
    label, code = folded(address.label), folded(address.code)
    place = folded(f"{address.street} {address.city} {address.postcode}")
    score = 0.0
    for word in words:
        kind = _kind(word)
        if kind is not None:
            if any(_kind(other) == kind for other in (*label, *code)):
                score += 0.5
        elif any(_alike(word, other) for other in (*label, *code)):
            score += 4
        elif any(_alike(word, other) for other in place):
            score += 2
        elif not word.isdigit():
            score -= 1
    return score


def _kind(word: str) -> int | None:
    for number, words in enumerate(_KINDS):
        if any(word == other or (len(other) > 4 and word[: len(other)] == other) for other in words):
            return number
    return None


def _alike(word: str, other: str) -> bool:
    """Whether two words differ in their ending at most; figures must be equal."""
    if word == other:
        return True
    if any(character.isdigit() for character in word + other) or min(len(word), len(other)) < 4:
        return False
    same = max(4, min(len(word), len(other)) - 2)
    return word[:same] == other[:same] and abs(len(word) - len(other)) <= 3


def folded(text_: str) -> list[str]:
    """The words in plain Latin letters, however they were spelled."""
    return [_fold(match[0]) for match in _WORD.finditer(text_.casefold())]


def _fold(word: str) -> str:
    word = "".join(_CYRILLIC.get(character, character) for character in re.sub(r"['’ʼьъ]", "", word))
    word = "".join(part for part in unicodedata.normalize("NFKD", word) if not unicodedata.combining(part))
    for spelled, plain in _SPELLINGS:
        word = word.replace(spelled, plain)
    return word
