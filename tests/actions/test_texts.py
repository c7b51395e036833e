"""Every text of the assistant in every language, with all its names and plural forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from actions import formats
from actions.texts import LOCALES, Texts

ACTIONS = Path(__file__).resolve().parents[2] / "actions"
TRANSLATED = tuple(locale for locale in LOCALES if locale != "en")
KEYWORDS = {"_": None, "n_": (1, 2), "n_mark": (1, 2)}
_NAME = re.compile(r"\{(\w+)\}")


def in_the_code() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(ACTIONS, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {message if isinstance(message, str) else tuple(message or ()) for _, _, message, _, _ in found}


def catalogue(locale: str) -> Catalog:
    with (ACTIONS / "locale" / locale / "LC_MESSAGES" / "actions.po").open("rb") as file:
        return read_po(file, locale=locale)


def forms(message: Message) -> tuple[str, ...]:
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_text_is_translated_and_none_is_left_over(locale: str) -> None:
    translated = {
        message.id for message in catalogue(locale) if message.id and all(forms(message)) and not message.fuzzy
    }
    assert translated == in_the_code()


@pytest.mark.parametrize("locale", TRANSLATED)
def test_translations_use_the_names_of_the_text(locale: str) -> None:
    for message in catalogue(locale):
        if message.id:
            plain = message.id if isinstance(message.id, str) else message.id[1]
            for form in forms(message):
                assert set(_NAME.findall(form)) <= set(_NAME.findall(plain)) | {"n"}, form
                assert set(_NAME.findall(plain)) - {"n"} <= set(_NAME.findall(form)), form


@pytest.mark.parametrize(("locale", "count"), [("uk", 3), ("ru", 3), ("pl", 3)])
def test_plurals_have_all_their_forms(locale: str, count: int) -> None:
    for message in catalogue(locale):
        if isinstance(message.id, tuple):
            assert len(forms(message)) == count


@pytest.mark.parametrize(
    ("locale", "quantity", "shown"),
    [("en", 1, "1 box"), ("en", 5, "5 boxes"), ("uk", 1, "1 коробка"), ("uk", 3, "3 коробки"), ("uk", 11, "11 коробок"),
     ("ru", 22, "22 коробки"), ("ru", 2.5, "2,5 коробок"), ("pl", 2, "2 kartony"), ("pl", 12, "12 kartonów")],
)  # fmt: skip
def test_quantities_are_inflected(locale: str, quantity: float, shown: str) -> None:
    assert formats.quantity(quantity, "box", Texts(locale)) == shown


def test_money_and_dates_follow_the_language() -> None:
    price = {"amount": "1234.50", "currency": "EUR"}
    assert formats.money(price, Texts("en")) == "€1,234.50"
    assert formats.money(price, Texts("pl")).replace("\xa0", " ") == "1 234,50 €"
    assert formats.money({"amount": "0.0345", "currency": "EUR"}, Texts("en")) == "€0.0345"
    assert formats.money({"amount": "0.7170", "currency": "EUR"}, Texts("en")) == "€0.717"
    assert formats.money({"amount": "0.5000", "currency": "EUR"}, Texts("en")) == "€0.50"
    assert formats.day("2020-03-09", Texts("pl")) == "9 mar 2020"


@pytest.mark.parametrize("locale", TRANSLATED)
def test_the_language_is_named_in_itself(locale: str) -> None:
    """The English text says "English"; each catalogue names its own language there."""
    assert "English" not in Texts(locale)._("All right, I will answer in English.")
