"""What the letters leave of the four languages."""

from __future__ import annotations

import pytest

from nlu.components.letters import possible_languages, without_codes


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("KNF-18 5, HLM-WH 3", ""), ("SO-100001", ""), ("MCB6-1P-C16", ""), ("покажи MCB6-1P-C16", "покажи"),
        ("5 gloves size L", "gloves size L"), ("ABB 16A", "ABB"), ("stop-button", "stop-button"),
    ],
)  # fmt: skip
def test_codes_belong_to_no_language(text: str, words: str) -> None:
    assert " ".join(without_codes(text).replace(",", " ").split()) == words
