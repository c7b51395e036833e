"""What a purchaser types, and what must come first."""

from __future__ import annotations

import pytest

from index.documents import DocumentError, Filters
from index.engine import SearchEngine
from tests.index.catalogue import BY_SKU, CABLES, CATALOGUE, ELECTRICAL, PPE

SKU_BY_ID = {document.id: document.sku for document in CATALOGUE}


def found(engine: SearchEngine, query: str, limit: int = 10, filters: Filters | None = None) -> list[str]:
    return [SKU_BY_ID[hit.id] for hit in engine.search(query, limit=limit, filters=filters).hits]


@pytest.mark.parametrize(
    ("query", "sku"),
    [
        ("MCB-3P-C16", "MCB-3P-C16"),
        ("mcb3pc16", "MCB-3P-C16"),
        ("S203-C16", "MCB-3P-C16"),
        ("S203 C16", "MCB-3P-C16"),
        ("s203/c16", "MCB-3P-C16"),
        ("S203-С16", "MCB-3P-C16"),  # Cyrillic С
        ("5901000030251", "CAB-NYM-3X25"),
        ("DIN933 M8X40", "BLT-933-M8X40"),
        ("please send S203-C16 today", "MCB-3P-C16"),
    ],
)
def test_an_article_number_in_any_spelling_comes_first(engine: SearchEngine, query: str, sku: str) -> None:
    answer = engine.search(query)
    assert SKU_BY_ID[answer.hits[0].id] == sku
    assert "exact" in answer.hits[0].why
    assert not answer.relaxed


def test_the_beginning_of_a_number_finds_all_that_begin_so(engine: SearchEngine) -> None:
    hits = engine.search("S203-C").hits
    assert {SKU_BY_ID[hit.id] for hit in hits if "prefix" in hit.why} == {"MCB-3P-C10", "MCB-3P-C16", "MCB-3P-C25"}


@pytest.mark.parametrize(
    "query",
    ["кабель 3х2,5", "кабель 3x2.5", "кабель 3×2,5 мм²", "kabel 3x2,5", "cable 3 x 2.5 mm2", "przewód 3x2,5 mm²"],
)
def test_a_size_is_one_thing_however_it_is_written(engine: SearchEngine, query: str) -> None:
    assert found(engine, query)[0] == "CAB-NYM-3X25"


@pytest.mark.parametrize(
    "query",
    [
        "автомат 16А 3 полюси C",
        "автоматический выключатель трёхполюсный C 16 А",
        "wyłącznik nadprądowy 3-biegunowy 16A charakterystyka C",
        "three-pole circuit breaker 16 A curve C",
        "circuit breaker 3P C 16 А",  # Cyrillic А
    ],
)
def test_rating_and_poles_are_understood_in_every_language(engine: SearchEngine, query: str) -> None:
    assert found(engine, query)[0] == "MCB-3P-C16"


@pytest.mark.parametrize(
    ("query", "sku"),
    [
        ("rękawice odporne na przecięcie", "GLV-CUT-9"),
        ("рукавички проти порізів", "GLV-CUT-9"),
        ("тёплые зимние перчатки", "GLV-WINTER-9"),
        ("rękawice spawalnicze skórzane", "GLV-WELDING-9"),
        ("одноразовые нитриловые перчатки", "GLV-NITRILE-9"),
    ],
)
def test_goods_described_in_english_alone_are_found_in_other_languages(
    engine: SearchEngine, query: str, sku: str
) -> None:
    assert sku in found(engine, query)[:3]


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ("cirkuit braker 16A", "MCB-"),
        ("кабел мидный 3х4", "CAB-NYM-3X4"),
        ("glovs nitril", "GLV-NITRILE"),
        ("przewud miedziany 5x4", "CAB-NYM-5X4"),
        ("kabel miedziany 5x1,5", "CAB-NYM-5X15"),
        ("sruba szesciokatna M8x60", "BLT-933-M8X60"),
    ],
)
def test_typing_errors_are_forgiven(engine: SearchEngine, query: str, start: str) -> None:
    assert found(engine, query)[0].startswith(start)


def test_a_correction_is_told(engine: SearchEngine) -> None:
    assert engine.search("braker").corrections == {"braker": "breaker"}


def test_numbers_are_not_forgiven(engine: SearchEngine) -> None:
    answer = engine.search("S203-C17")
    assert not any("exact" in hit.why for hit in answer.hits)
    assert answer.corrections == {}


def test_what_has_every_word_is_not_called_relaxed_and_the_rest_is(engine: SearchEngine) -> None:
    assert not engine.search("copper cable 3x2.5").relaxed
    nearest = engine.search("spacecraft upholstery")
    assert nearest.relaxed
    assert nearest.hits


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"category_ids": [CABLES]}, {sku for sku in BY_SKU if sku.startswith("CAB")}),
        ({"category_ids": [ELECTRICAL], "attributes": {"poles": "3"}}, {s for s in BY_SKU if s.startswith("MCB-3P")}),
        ({"attributes": {"rating": ["10", "25"], "curve": "B", "poles": "1"}}, {"MCB-1P-B10", "MCB-1P-B25"}),
        ({"in_stock": False}, {"CAB-NYM-5X15", "CAB-NYM-5X25", "CAB-NYM-5X4", "GLV-WINTER-9"}),
        ({"price_min": 100, "price_max": 125}, {"CAB-NYM-3X4", "CAB-NYM-5X25"}),
    ],
    ids=["category", "parent and attribute", "several values", "out of stock", "price"],
)
def test_filters_hold_for_words_and_meaning_alike(
    engine: SearchEngine, content: dict[str, object], expected: set[str]
) -> None:
    filters = Filters.from_dict(content)
    for query in ("cable breaker gloves", "захист рук"):
        hits = set(found(engine, query, limit=50, filters=filters))
        assert hits <= expected
        assert hits


def test_filters_hold_for_exact_numbers(engine: SearchEngine) -> None:
    hits = found(engine, "S203-C16", filters=Filters(category_ids=(PPE,)))
    assert "MCB-3P-C16" not in hits


def test_an_unknown_filter_is_refused() -> None:
    with pytest.raises(DocumentError, match="colour"):
        Filters.from_dict({"colour": "red"})


def test_pages_follow_each_other_without_gap_or_repetition(engine: SearchEngine) -> None:
    whole = found(engine, "cable breaker", limit=20)
    parts = [
        SKU_BY_ID[hit.id]
        for start in (0, 5, 10, 15)
        for hit in engine.search("cable breaker", limit=5, offset=start).hits
    ]
    assert parts == whole
    assert len(set(parts)) == len(parts)


def test_suggestions_complete_the_last_word(engine: SearchEngine) -> None:
    completions, hits = engine.suggest("circuit bre")
    assert "circuit breaker" in completions
    assert hits
    assert all(SKU_BY_ID[hit.id].startswith("MCB") for hit in hits)


def test_similar_products_are_of_the_same_kind(engine: SearchEngine) -> None:
    hits = engine.similar(BY_SKU["MCB-3P-C16"].id, limit=5)
    assert len(hits) == 5
    assert all(SKU_BY_ID[hit.id].startswith("MCB") for hit in hits)


def test_a_full_phrase_is_sure_and_a_vague_one_is_not(engine: SearchEngine) -> None:
    full = engine.resolve("circuit breaker 3P 16A curve C")
    assert SKU_BY_ID[full.hits[0].id] == "MCB-3P-C16"
    assert full.confidence > 0.75
    assert full.margin > 0.06
    vague = engine.resolve("circuit breaker")
    assert vague.margin < 0.03
    number = engine.resolve("S203-C16")
    assert number.confidence == 1
    assert number.margin > 0.3
    assert engine.resolve("spacecraft upholstery").confidence < full.confidence / 2
