# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""The category tree, brands, units, warehouses of the demo supplier."""

from __future__ import annotations

from typing import Final

from portal.demo.types import Brand, Category, Text, Unit, Warehouse

_TREE: Final = """
cables|Cables and wires|Кабелі та проводи|Кабели и провода|Kable i przewody
.installation-cables|Installation cables|Силові кабелі для проводки|Силовые кабели для проводки|Przewody instalacyjne
.power-cables|Underground and power cables|Кабелі для прокладання в землі|Кабели для прокладки в земле|Kable ziemne i elektroenergetyczne
.single-core|Single-core wires|Монтажні проводи|Монтажные провода|Przewody jednożyłowe
.flexible-cables|Flexible cords and cables|Гнучкі шнури та кабелі|Гибкие шнуры и кабели|Przewody giętkie i oponowe
.control-data|Control and data cables|Контрольні та слабкострумові кабелі|Контрольные и слаботочные кабели|Przewody sterownicze i teletechniczne
protection|Circuit protection|Захист і комутація|Защита и коммутация|Zabezpieczenia i łączniki
.mcb|Circuit breakers|Автоматичні вимикачі|Автоматические выключатели|Wyłączniki nadprądowe
.rcd|RCDs and RCBOs|ПЗВ і диференційні автомати|УЗО и дифавтоматы|Wyłączniki różnicowoprądowe
.fuses|Fuses and surge protection|Запобіжники та захист від перенапруг|Предохранители и УЗИП|Bezpieczniki i ograniczniki przepięć
.switching|Contactors and control gear|Контактори та апаратура керування|Контакторы и аппаратура управления|Styczniki i aparatura sterownicza
distribution|Enclosures and terminals|Щити, корпуси та клеми|Щиты, корпуса и клеммы|Rozdzielnice, obudowy i złączki
.terminals|Terminal blocks and connectors|Клеми та з'єднувачі|Клеммы и соединители|Złączki i zaciski
.enclosures|Enclosures and boxes|Щити та коробки|Щиты и коробки|Rozdzielnice i puszki
.glands|Cable glands|Кабельні вводи|Кабельные вводы|Dławnice kablowe
wiring|Sockets and switches|Розетки та вимикачі|Розетки и выключатели|Gniazda i łączniki
.flush-devices|Flush-mounted series|Прихований монтаж|Скрытый монтаж|Osprzęt podtynkowy
.surface-devices|Surface-mounted IP44|Накладний монтаж IP44|Накладной монтаж IP44|Osprzęt natynkowy IP44
.industrial-plugs|Industrial plugs and extension leads|Силові роз'єми та подовжувачі|Силовые разъёмы и удлинители|Wtyczki przemysłowe i przedłużacze
lighting|Lighting|Освітлення|Освещение|Oświetlenie
.lamps|LED lamps|Світлодіодні лампи|Светодиодные лампы|Źródła światła LED
.luminaires|Luminaires and panels|Світильники та панелі|Светильники и панели|Oprawy i panele
.floodlights|Floodlights|Прожектори|Прожекторы|Naświetlacze
installation|Installation material|Монтажні матеріали|Монтажные материалы|Materiały instalacyjne
.conduit|Conduit and trunking|Труби та кабель-канали|Трубы и кабель-каналы|Rury i kanały kablowe
.ties-marking|Cable ties and tapes|Стяжки та ізострічка|Стяжки и изолента|Opaski i taśmy izolacyjne
.lugs|Lugs, ferrules and heat-shrink|Наконечники та термоусадка|Наконечники и термоусадка|Końcówki i rury termokurczliwe
tools|Tools|Інструмент|Инструмент|Narzędzia
.hand-tools|Hand tools|Ручний інструмент|Ручной инструмент|Narzędzia ręczne
.power-tools|Power tools and instruments|Електроінструмент і прилади|Электроинструмент и приборы|Elektronarzędzia i mierniki
.drill-bits|Drill bits|Свердла та бури|Свёрла и буры|Wiertła
.abrasives|Discs and blades|Диски та полотна|Диски и полотна|Tarcze i brzeszczoty
fasteners|Fasteners|Кріплення|Крепёж|Elementy złączne
.bolts|Bolts and machine screws|Болти та гвинти|Болты и винты|Śruby i wkręty maszynowe
.screws|Self-tapping and wood screws|Саморізи та шурупи|Саморезы и шурупы|Wkręty
.nuts-washers|Nuts, washers and rods|Гайки, шайби, шпильки|Гайки, шайбы, шпильки|Nakrętki, podkładki, pręty
.anchors|Anchors and plugs|Анкери та дюбелі|Анкеры и дюбели|Kotwy i kołki
ppe|Personal protection|Засоби індивідуального захисту|Средства индивидуальной защиты|Środki ochrony indywidualnej
.gloves|Gloves|Рукавички|Перчатки|Rękawice
.footwear|Safety footwear|Спецвзуття|Спецобувь|Obuwie robocze
.head-eyes|Head, eyes, ears, breathing|Голова, очі, слух, дихання|Голова, глаза, слух, дыхание|Głowa, oczy, słuch, oddech
.workwear|Workwear and vests|Спецодяг і жилети|Спецодежда и жилеты|Odzież robocza i kamizelki
chemistry|Tapes, sealants, aerosols|Стрічки, герметики, аерозолі|Ленты, герметики, аэрозоли|Taśmy, uszczelniacze, aerozole
office|Office and facility|Офіс і господарство|Офис и хозтовары|Biuro i utrzymanie obiektu
.paper|Paper and notebooks|Папір і блокноти|Бумага и блокноты|Papier i notesy
.writing|Writing and filing|Письмо та архівація|Письмо и архивация|Pisanie i archiwizacja
.toner|Toner and batteries|Тонери та елементи живлення|Тонеры и элементы питания|Tonery i baterie
.cleaning|Cleaning and hygiene|Прибирання та гігієна|Уборка и гигиена|Czystość i higiena
.climate|Fans and heaters|Вентилятори та обігрівачі|Вентиляторы и обогреватели|Wentylatory i grzejniki
"""

_BRANDS: Final = (
    "Kabtel Ferrokab Ampero Voltmar Klemtor Boxwell Domelux Lumiora Norlight Rurex Bindal Presskon Hartmeister Drillex"
    " Korundex Fastorn Inoxel Ankerit Protegra Stalwerk Hermetal Papirena Tonerra Cleanova Ventora Metrivolt Cordax"
)

_UNITS: Final = """
pcs|piece|штука|штука|sztuka|pcs|шт.|шт.|szt.
m|metre|метр|метр|metr|m|м|м|m
pack|pack|упаковка|упаковка|opakowanie|pack|уп.|уп.|op.
box|box|коробка|коробка|karton|box|кор.|кор.|kart.
pair|pair|пара|пара|para|pair|пара|пара|para
roll|roll|рулон|рулон|rolka|roll|рул.|рул.|rol.
set|set|комплект|комплект|komplet|set|компл.|компл.|kpl.
kg|kilogram|кілограм|килограмм|kilogram|kg|кг|кг|kg
ream|ream|пачка|пачка|ryza|ream|пач.|пач.|ryza
"""


def _categories() -> tuple[Category, ...]:
    found: list[Category] = []
    parent: str | None = None
    for position, row in enumerate(_TREE.strip().splitlines(), start=1):
        code, *names = row.split("|")
        if not code.startswith("."):
            parent = code
        found.append(Category(code.lstrip("."), parent if code[0] == "." else None, Text(*names), position))
    return tuple(found)


def _units() -> tuple[Unit, ...]:
    rows = (row.split("|") for row in _UNITS.strip().splitlines())
    return tuple(Unit(row[0], Text(*row[1:5]), Text(*row[5:9]), 1 if row[0] == "kg" else 0) for row in rows)


CATEGORIES: Final = _categories()
UNITS: Final = _units()
# GS1 keeps the prefixes 20-29 for use inside a company: no code made from them is a real article's.
BRANDS: Final = tuple(Brand(name.lower(), name, f"2{number * 3709:06d}") for number, name in enumerate(_BRANDS.split(), 11))
WAREHOUSES: Final = (
    Warehouse("KUN", Text("Kaunas central", "Каунас, центральний", "Каунас, центральный", "Kowno, centralny"), "Kaunas", "LT"),
    Warehouse("WRO", Text("Wrocław", "Вроцлав", "Вроцлав", "Wrocław"), "Wrocław", "PL"),
    Warehouse("LVV", Text("Lviv", "Львів", "Львов", "Lwów"), "Львів", "UA"),
)
