"""Texts in the reader's language, for services, jobs and pages alike: one gettext catalogue, `portal/translations`.

In Python call `text(locale, "…")` and `ntext(locale, "…", "…", n)`; templates use `_()`. `N_` marks a constant.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.support import NullTranslations, Translations

DIRECTORY = Path(__file__).resolve().parent.parent / "translations"


@lru_cache(maxsize=8)
def catalogue(locale: str) -> NullTranslations:
    """The compiled catalogue of a language; English is the source."""
    return Translations.load(str(DIRECTORY), [locale], domain="messages")


def text(locale: str, message: str, /, **values: object) -> str:
    """`message` in `locale`, with `%(name)s` filled in."""
    found = catalogue(locale).ugettext(message)
    return found % values if values else found


def ntext(locale: str, singular: str, plural: str, n: int, /, **values: object) -> str:
    """The right plural form for `n`, which is available as `%(num)s`."""
    return catalogue(locale).ungettext(singular, plural, n) % {"num": n, **values}


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a constant for extraction; translate it where it is shown."""
    return message
