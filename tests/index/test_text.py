"""How texts are cut into terms."""

from __future__ import annotations

import pytest

from index.text.characters import identifier_key
from index.text.stems import stems
from index.text.terms import document_terms, query_terms


def first_forms(text: str) -> list[str]:
    return [term.forms[0][0] for term in query_terms(text)]


@pytest.mark.parametrize(
    "text",
    ["3x2,5", "3х2.5", "3 × 2,5", "3×2.50", "3*2,5", "3 X 2.5"],
    ids=["comma", "cyrillic", "sign", "zero", "star", "capital"],
)
def test_sizes_have_one_form(text: str) -> None:
    assert first_forms(text) == ["3x2.5"]


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        (("16A", "16 A", "16 А", "16А", "16 amp", "16 ампер", "16-A"), "16a"),
        (("0,5 kg", "0.5кг", "500 g", "500 г", "0.50 kg"), "500g"),
        (("2,5 mm²", "2.5мм2", "2,5 кв.мм", "2.5 sq mm"), "2.5mm2"),
        (("3P", "3 полюси", "3-biegunowy", "3 poles", "3-полюсный"), "3pole"),
        (("220В", "220 V", "220 вольт"), "220v"),
        (("100 m", "100м", "100 метрів", "100 metrów"), "100m"),
        (("DIN 933", "DIN933", "din-933"), "din933"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_measures_have_one_form(texts: tuple[str, ...], form: str) -> None:
    assert {tuple(first_forms(text)) for text in texts} == {(form,)}


def test_words_say_counts() -> None:
    assert "3pole" in first_forms("трёхполюсный автомат")
    assert "3pole" in first_forms("триполюсний автомат")
    assert "1pole" in first_forms("wyłącznik jednobiegunowy")


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("рукавички", "рукавичками", "uk"),
        ("мідний", "мідного", "uk"),
        ("вимикачі", "вимикач", "uk"),
        ("перчатки", "перчатками", "ru"),
        ("выключатели", "выключатель", "ru"),
        ("przewody", "przewodów", "pl"),
        ("gloves", "glove", "en"),
    ],
)
def test_inflected_words_share_a_stem(one: str, other: str, language: str) -> None:
    assert set(stems(one, language)) & set(stems(other, language))
    assert set(stems(one)) & set(stems(other, language))


def test_polish_without_diacritics_is_the_same() -> None:
    assert set(stems("sruba")) & set(stems("śruba", "pl"))


def test_function_words_are_left_out_of_queries_unless_alone() -> None:
    assert first_forms("gloves for the winter") == ["glove", "winter"]
    assert first_forms("the") == ["the"]


def test_a_document_is_found_by_the_parts_of_a_size_too() -> None:
    assert {"3x2.5", "2.5", "2.5mm2"} <= set(document_terms("NYM 3x2,5 mm²"))


@pytest.mark.parametrize("text", ["S203-C16", "s203c16", "S 203 / C16", "S203.C16", "s203_c16", "S203-С16"])
def test_article_numbers_have_one_key(text: str) -> None:
    assert identifier_key(text) == "s203c16"
