"""What the letters leave of the four languages."""

from __future__ import annotations

import pytest

from nlu.components.letters import possible_languages


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("є рукавички?", {"uk"}),
        ("це все", {"uk", "ru"}),
        ("вы где", {"ru"}),
        ("оплата", {"uk", "ru"}),
        ("объявление і ціна", {"uk", "ru"}),  # a mixture
        ("zapovny koshyk", {"en", "uk", "ru", "pl"}),  # transliterated
        ("ціна s203-c00", {"uk"}),  # the code is Latin
        ("00000", {"en", "uk", "ru", "pl"}),
        ("", {"en", "uk", "ru", "pl"}),
    ],
)
def test_possible_languages(text: str, languages: set[str]) -> None:
    assert possible_languages(text) == languages
