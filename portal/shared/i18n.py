"""Picking a name in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from portal.shared.settings import LOCALES

LANGUAGE_NAMES = {"en": "English", "uk": "Українська", "ru": "Русский", "pl": "Polski"}
_FALLBACKS = {
    "uk": ("ru", "en", "pl"),
    "ru": ("uk", "en", "pl"),
    "pl": ("en", "uk", "ru"),
    "en": ("pl", "uk", "ru"),
}


def pick(names: Mapping[str, str] | None, locale: str) -> str:
    """The text of `names` in `locale`, else in the nearest language that has one, else empty."""
    if not names:
        return ""
    for code in (locale, *_FALLBACKS.get(locale, LOCALES)):
        if names.get(code):
            return names[code]
    return next(iter(names.values()), "")


def normalise_locale(value: str | None, default: str = "en") -> str:
    """`value` (en, en-GB, uk_UA, ua) as one of our languages, else `default`."""
    code = (value or "").replace("_", "-").split("-")[0].lower()
    code = {"ua": "uk"}.get(code, code)
    return code if code in LOCALES else default
