"""The assistant's texts: English in the code, the other languages in gettext catalogues beside it."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

LOCALES = ("en", "uk", "ru", "pl")
DOMAIN = "actions"
FOLDER = Path(__file__).resolve().parent / "locale"


@lru_cache(maxsize=len(LOCALES))
def catalogue(locale: str) -> gettext.NullTranslations:
    """The texts of ``locale``; raises ``FileNotFoundError`` when a catalogue was not compiled (make setup does it)."""
    if locale == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, localedir=FOLDER, languages=[locale])


def n_mark(one: str, many: str) -> tuple[str, str]:
    """Marks a text with plural forms for extraction where it is not yet rendered."""
    return one, many


class Texts:
    """Finds texts in one language. ``_`` and ``n_`` are the names that the extraction of messages looks for."""

    def __init__(self, locale: str) -> None:
        self.locale = locale if locale in LOCALES else "en"
        self._catalogue = catalogue(self.locale)

    def _(self, text: str, **values: object) -> str:
        """``text`` in this language, its {names} filled."""
        found = self._catalogue.gettext(text)
        return found.format(**values) if values else found

    def n_(self, one: str, many: str, count: int, **values: object) -> str:
        """The plural form that ``count`` needs; ``{n}`` is ``count`` unless given otherwise."""
        return self._catalogue.ngettext(one, many, count).format(**{"n": count, **values})
