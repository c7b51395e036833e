"""Real-looking texts, with their prefixes, that every export is compared with torch on."""

_QUERIES = (
    "3-core copper cable 2.5 mm2 100 m",
    "16A miniature circuit breaker 3 poles curve C",
    "cut resistant gloves size 9",
    "M8x40 hex bolt zinc plated",
    "laptop",
    "4k monitor 27 inch",
    "автомат 16А 3 полюси",
    "кабель ВВГнг 3х2,5 мідний",
    "рукавички захисні від порізів",
    "саморізи по дереву 4х50",
    "автоматический выключатель 16 А трехполюсный",
    "кабель медный трёхжильный для розеток",
    "перчатки рабочие с латексным покрытием",
    "где мой заказ 10234?",
    "kabel 3x2,5 miedź 100 m",
    "wyłącznik nadprądowy B16 jednobiegunowy",
    "rękawice robocze odporne na przecięcie",
    "wkręty do drewna 4x50 ocynkowane",
    "proszę o wycenę 20 sztuk",
    "S203-C16",
)
_PASSAGES = (
    "Copper installation cable NYM-J 3x2.5 mm², 300/500 V, grey PVC sheath, for fixed laying, coil of 100 m.",
    "Miniature circuit breaker 3P, 16 A, curve C, 6 kA, DIN rail, 3 modules wide.",
    "Hexagon head screw ISO 4017 M8×40, steel 8.8, zinc plated, full thread, pack of 200.",
    "Cut-resistant gloves, HPPE liner with polyurethane palm, EN 388 level 4X43D, size 9.",
    'HP Pavilion notebook 43.2 cm (17") 1440 x 900 pixels, 4 GB DDR2-SDRAM, 250 GB HDD, Windows',
    "Xerox 006R90321 toner cartridge Original Black 6 pc(s)",
    "A4 copy paper, 80 g/m², 500 sheets, whiteness CIE 161, for laser and inkjet printers.",
    "Кабель мідний ВВГнг-LS 3×2,5 мм², ізоляція та оболонка з ПВХ, не підтримує горіння, бухта 100 м.",
    "Автоматичний вимикач триполюсний 16 А, характеристика C, 6 кА, на DIN-рейку.",
    "Рукавички захисні від порізів, поліуретанове покриття долоні, розмір 9.",
    "Саморіз для деревини з потаємною головкою, жовтий цинк, 4×50 мм, упаковка 500 шт.",
    "Кабель силовой медный ВВГнг-LS 3×2,5 мм², оболочка из ПВХ, не распространяет горение, бухта 100 м.",
    "Автоматический выключатель трёхполюсный, 16 А, характеристика C, отключающая способность 6 кА.",
    "Перчатки трикотажные с латексным покрытием ладони, размер 9, для погрузочных работ.",
    "Болт с шестигранной головкой DIN 933 М8×40, класс прочности 8.8, оцинкованный.",
    "Przewód instalacyjny YDYp 3x2,5 mm², 450/750 V, biały, krążek 100 m.",
    "Wyłącznik nadprądowy 3-biegunowy, 16 A, charakterystyka C, 6 kA, na szynę DIN.",
    "Rękawice antyprzecięciowe powlekane poliuretanem, rozmiar 9, EN 388.",
    "Wkręt do drewna z łbem stożkowym, ocynk żółty, 4×50 mm, opakowanie 500 szt.",
    "Śruba z łbem sześciokątnym M8×40 klasa 8.8, ocynkowana, pełny gwint.",
)

CHECK_TEXTS: tuple[str, ...] = tuple(f"query: {text}" for text in _QUERIES) + tuple(
    f"passage: {text}" for text in (*_PASSAGES, " ".join(_PASSAGES[:6]), " ".join(_PASSAGES))
)
