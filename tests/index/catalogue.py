"""A small catalogue as a wholesaler has it; names in four languages, some products in one only."""

from __future__ import annotations

from index.documents import SearchDocument

ELECTRICAL, CABLES, PROTECTION, FASTENERS, PPE = 1, 2, 3, 4, 5
_ids = iter(range(1, 1000))


def _cables() -> list[SearchDocument]:
    return [
        SearchDocument(
            id=next(_ids),
            sku=f"CAB-NYM-{cores}X{size:g}".replace(".", ""),
            mpn=f"NYM-J {cores}x{size:g}",
            eans=[f"59010000{cores}{int(size * 10):03d}1"],
            names={
                "en": f"NYM-J {cores}x{size:g} mm² copper installation cable, coil 100 m",
                "uk": f"Кабель мідний NYM-J {cores}х{size:g} мм², бухта 100 м".replace(".", ","),
                "ru": f"Кабель медный NYM-J {cores}×{size:g} мм², бухта 100 м".replace(".", ","),
                "pl": f"Przewód miedziany NYM-J {cores}x{size:g} mm², krążek 100 m".replace(".", ","),
            },
            brand="Elektrokabel",
            categories=["cables", "Cables", "Кабелі", "Кабели", "Kable i przewody"],
            attributes={"cores": str(cores), "cross_section": f"{size:g}"},
            synonyms=["kabel"],
            price=10.0 * cores * size,
            in_stock=cores != 5,
            category_ids=[ELECTRICAL, CABLES],
        )
        for cores in (3, 5)
        for size in (1.5, 2.5, 4.0)
    ]


def _breakers() -> list[SearchDocument]:
    return [
        SearchDocument(
            id=next(_ids),
            sku=f"MCB-{poles}P-{curve}{rating}",
            mpn=f"S20{poles}-{curve}{rating}",
            names={
                "en": f"Miniature circuit breaker S20{poles}, {poles}P, {rating} A, curve {curve}",
                "uk": f"Автоматичний вимикач S20{poles}, {poles}P, {rating} А, характеристика {curve}",
                "ru": f"Автоматический выключатель S20{poles}, {poles}P, {rating} А, характеристика {curve}",
                "pl": f"Wyłącznik nadprądowy S20{poles}, {poles}P, {rating} A, charakterystyka {curve}",
            },
            brand="ABB",
            categories=["breakers", "Circuit breakers", "Автоматичні вимикачі", "Автоматы", "Wyłączniki"],
            attributes={"poles": str(poles), "rating": str(rating), "curve": curve},
            synonyms=["автомат", "MCB"],
            price=4.0 * poles + rating / 10,
            in_stock=True,
            category_ids=[ELECTRICAL, PROTECTION],
        )
        for poles in (1, 3)
        for curve in ("B", "C")
        for rating in (10, 16, 25)
    ]


def _screws() -> list[SearchDocument]:
    return [
        SearchDocument(
            id=next(_ids),
            sku=f"BLT-933-M{thread}X{length}",
            mpn=f"DIN933 M{thread}X{length}",
            names={
                "en": f"Hex head bolt DIN 933 M{thread}x{length}, steel 8.8, zinc plated",
                "pl": f"Śruba z łbem sześciokątnym DIN 933 M{thread}x{length}, kl. 8.8, ocynk",
            },
            brand="Bossard",
            categories=["bolts", "Bolts", "Śruby"],
            attributes={"thread": f"M{thread}", "length": str(length)},
            price=0.1 * length,
            in_stock=True,
            category_ids=[FASTENERS],
        )
        for thread in (6, 8)
        for length in (20, 40, 60)
    ]


def _gloves() -> list[SearchDocument]:
    """Described in English alone: whoever asks in another language must be understood."""
    kinds = {
        "cut": "Cut-resistant work gloves, HPPE liner, polyurethane palm",
        "winter": "Warm winter work gloves, insulated, for cold weather",
        "nitrile": "Disposable nitrile gloves, powder free, box of 100",
        "welding": "Leather welding gloves, heat resistant, long cuff",
    }
    return [
        SearchDocument(
            id=next(_ids),
            sku=f"GLV-{kind.upper()}-9",
            mpn=f"G{number}-9",
            names={"en": f"{text}, size 9"},
            descriptions={"en": "Hand protection for warehouse and assembly."},
            brand="Safehand",
            categories=["gloves", "Gloves"],
            attributes={"size": "9"},
            price=5.0,
            in_stock=kind != "winter",
            category_ids=[PPE],
        )
        for number, (kind, text) in enumerate(kinds.items(), 100)
    ]


CATALOGUE: list[SearchDocument] = [*_cables(), *_breakers(), *_screws(), *_gloves()]
BY_SKU: dict[str, SearchDocument] = {document.sku: document for document in CATALOGUE}
