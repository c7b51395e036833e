"""How a product family is written down: axes of attributes, text templates in four languages, a price rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

LOCALES: Final = ("en", "uk", "ru", "pl")
FORMS: Final = {"": 0, "m": 0, "f": 1, "n": 2, "p": 3}

Variant = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with a word in each language; Slavic words may have up to four forms (m/f/n/plural)."""

    code: str
    words: dict[str, tuple[str, ...]]

    def word(self, locale: str, form: str = "") -> str:
        """Return the word in a language, in the asked grammatical form where it has forms."""
        forms = self.words[locale]
        return forms[min(FORMS[form], len(forms) - 1)]


def choice(code: str, en: str, uk: str, ru: str, pl: str) -> Choice:
    """Make a choice; forms are separated by a slash, in the order masculine/feminine/neuter/plural."""
    texts = {"en": en, "uk": uk, "ru": ru, "pl": pl}
    return Choice(code, {locale: tuple(text.split("/")) for locale, text in texts.items()})


@dataclass(frozen=True, slots=True)
class Words:
    """Name and description templates of a family in one language, and what people call it."""

    name: str
    description: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """One family of articles. ``pack``, ``step`` and ``moq`` are quantities or functions of the variant;
    ``price`` returns the base price in EUR per unit.
    """

    code: str
    category: str
    brand: str
    unit: str
    sku: str
    mpn: str
    variants: tuple[Variant, ...]
    price: Callable[[Variant], float]
    words: dict[str, Words]
    pack: int | Callable[[Variant], int] = 1
    step: int | Callable[[Variant], int] = 1
    moq: int | Callable[[Variant], int] = 0
    lead: int = 3
    fixed: dict[str, Any] = field(default_factory=dict)

    def quantities(self, variant: Variant) -> tuple[int, int, int]:
        """Return pack quantity, order step and minimum order quantity of a variant."""
        pack, step, moq = (rule(variant) if callable(rule) else rule for rule in (self.pack, self.step, self.moq))
        return pack, step, max(moq, step)


Texts = tuple[str, str, str]


def family(
    code: str,
    where: tuple[str, str, str],
    codes: tuple[str, str],
    variants: Iterable[Variant],
    price: Callable[[Variant], float],
    *,
    en: Texts,
    uk: Texts,
    ru: Texts,
    pl: Texts,
    **options: Any,
) -> Family:
    """Write a family down. ``where`` is (category, brand, unit), ``codes`` the SKU and maker's number templates;
    a language's texts are (name, description, synonyms separated by commas).
    """
    words = {
        locale: Words(name, text, tuple(word.strip() for word in also.split(",") if word.strip()))
        for locale, (name, text, also) in {"en": en, "uk": uk, "ru": ru, "pl": pl}.items()
    }
    category, brand, unit = where
    return Family(code, category, brand, unit, *codes, tuple(variants), price, words, **options)


def grid(**axes: Iterable[Any]) -> list[dict[str, Any]]:
    """Return every combination of the axes, the last one running fastest."""
    return [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]


def table(columns: str, rows: str) -> list[dict[str, Any]]:
    """Read rows separated by commas, cells by blanks: ``table("cores section", "3 1.5, 3 2.5")``."""
    names = columns.split()
    return [dict(zip(names, map(_cell, row.split()), strict=True)) for row in rows.split(",")]


def cross(left: Iterable[Variant], **axes: Iterable[Any]) -> list[dict[str, Any]]:
    """Combine each variant of a table with every combination of further axes."""
    return [{**one, **other} for one in left for other in grid(**axes)]


def _cell(text: str) -> int | float | str:
    if text.startswith("0") and text.isdigit() and len(text) > 1:
        return text  # a size such as NH00, no number
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def plural_form(locale: str, number: int) -> int:
    """Return which of a noun's forms follows a number: one, few (2-4, Slavic), many."""
    if locale == "en":
        return 0 if number == 1 else 1
    if number == 1 or (locale != "pl" and number % 10 == 1 and number % 100 != 11):
        return 0
    return 1 if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else 2


class Shown:
    """A value as people of one language write it; used by the templates: ``{section}``, ``{colour:f}`` for a
    grammatical form, ``{modules:модуль/модулі/модулів}`` for a number with its noun.
    """

    __slots__ = ("locale", "value")

    def __init__(self, value: Any, locale: str) -> None:
        self.value = value
        self.locale = locale

    def __format__(self, spec: str) -> str:
        if isinstance(self.value, Choice):
            return self.value.word(self.locale, spec)
        if "/" in spec:
            return f"{self.value} {spec.split('/')[plural_form(self.locale, self.value)]}"
        text = f"{self.value:.10g}" if isinstance(self.value, float) else str(self.value)
        if self.locale == "en":
            return text
        text = re.sub(r"(?<=\d)\.(?=\d)", ",", text)
        # Between numbers Cyrillic texts write their own "х".
        return text if self.locale == "pl" else re.sub(r"(?<=\d)x(?=\d)", "х", text)


def render(template: str, variant: Variant, locale: str) -> str:
    """Fill a name, description or synonym template in a language."""
    return template.format(**{key: Shown(value, locale) for key, value in variant.items()})


def render_code(template: str, variant: Variant) -> str:
    """Fill a SKU or maker's number template: choices by their code, numbers with a point."""
    return template.format(
        **{key: value.code if isinstance(value, Choice) else value for key, value in variant.items()}
    )
