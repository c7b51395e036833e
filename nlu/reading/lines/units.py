"""Words for units of sale in four languages, and the technical units that never make a quantity."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

# Canonical code -> words; forms are listed, for stems would catch names of goods.
_WORDS: Final[dict[str, str]] = {
    "pcs": "pc pcs pce pcs. piece pieces ea unit units item items "
    "шт штука штуки штук штуку штучки штучок од одиниць одиниці "
    "ед единиц единицы "
    "szt sztuk sztuka sztuki sztukę sztuke",
    "m": "m mtr mtrs meter meters metre metres "
    "м метр метра метри метрів метров метры мп м/п м.п пм п.м "
    "metr metra metry metrów metrow mb",
    "km": "km км",
    "pack": "pack packs packet packets pk pkt pkts "
    "пачка пачки пачок пачек пачку уп упак упаковка упаковки упаковок упаковку "
    "paczka paczki paczek paczkę paczke opak opakowanie opakowania opakowań opakowan op",
    "box": "box boxes carton cartons ctn case cases "
    "коробка коробки коробок коробку кор ящик ящика ящики ящиків ящиков "
    "pudełko pudełka pudełek pudelko pudelka pudelek karton kartony kartonów kartonow kartona",
    "roll": "roll rolls рулон рулона рулони рулонів рулоны рулонов рул rolka rolki rolek rolkę rolke",
    "ring": "ring rings coil coils бухта бухти бухт бухту бухты krążek krążki krążków krazek krazki krazkow "
    "zwój zwoje zwojów",
    "drum": "drum drums reel reels spool spools барабан барабана барабани барабанів барабаны барабанов "
    "котушка котушки котушок котушку катушка катушки катушек катушку "
    "bęben bębny bębnów bębna beben bebny bebnow szpula szpule szpul szpulę",
    "pair": "pair pairs pr prs пара пари пар пары para pary par",
    "set": "set sets kit kits комплект комплекта комплекти комплектів комплекты комплектов компл "
    "набір набори наборів набор набора наборы наборов komplet komplety kompletów kompletow kpl zestaw "
    "zestawy zestawów",
    "kg": "kg kgs kilo kilos kilogram kilograms кг кіло кило кілограм кілограмів килограмм килограммов "
    "kilogramy kilogramów",
    "l": "l ltr litre litres liter liters л літр літра літрів литр литра литров litr litra litry litrów",
    "pallet": "pallet pallets палета палети палет палету палеты паллета паллеты паллет піддон піддони "
    "піддонів "
    "поддон поддона поддонов paleta palety palet paletę",
    "tube": "tube tubes cartridge cartridges тюбик тюбика тюбики тюбиків тюбиков туба туби туб тубы "
    "tubka tubki tubek tuba tuby kartusz kartusze kartuszy",
    "can": "can cans tin tins bottle bottles балон балони балонів баллон баллона баллонов банка банки банок "
    "пляшка пляшки пляшок бутылка бутылки бутылок puszka puszki puszek butelka butelki butelek",
    "bag": "bag bags мішок мішки мішків мешок мешка мешков worek worki worków",
    "sheet": "sheet sheets лист листа листи листів листы листов arkusz arkusze arkuszy",
    "ream": "ream reams ryza ryzy ryz ryzę пачка_паперу",
}
UNITS: Final[dict[str, str]] = {word: code for code, words in _WORDS.items() for word in words.split()}
# "tin boxes", "puszka instalacyjna": these name goods too, so they count as units only before a further word that
# is introduced by a number; the parser keeps them in the phrase.
ALSO_GOODS: Final = frozenset({"can", "tube", "sheet", "bag", "pair", "set", "ring", "drum", "box", "ream"})
_GOODS: Final = "puszka puszki puszek коробок коробка коробки коробку tuba tuby туба туби туб ring rings case cases"
GOODS_WORDS: Final = frozenset(_GOODS.split())
FACTORS: Final[dict[str, tuple[str, Decimal]]] = {"km": ("m", Decimal(1000))}
CONTAINERS: Final = frozenset({"ring", "drum", "roll", "box", "pack", "pallet", "bag", "set"})

_RATINGS: Final = (
    "a а ma ма ka ка ah агод v в kv кв vdc vac w вт kw квт mw va ва kva hz гц mm мм cm см dm mm2 мм2 mm² мм² mm^2 "
    "кв.мм sqmm lm лм k к bar бар nm нм j дж db дб g г mg ml мл ° °c c ip ω ohm ом mah мач \" ' '' inch inches "
    "дюйм дюйма дюймов cal cala cali ″ ′ μm mkm мкм gb гб mb/s mbit"
)
_TECHNICAL: Final = frozenset(_RATINGS.split())
_TECHNICAL_NOUN: Final = re.compile(
    r"^(phase|phases|pole|poles|core|cores|gang|way|ways|pin|pins|module|modules|mod|port|ports|fold|"
    r"полюс\w*|жил\w*|фаз\w*|модул\w*|порт\w*|клавіш\w*|клавиш\w*|контактн\w*|"
    r"bieg\w*|żył\w*|zyl\w*|faz\w*|modu[łl]\w*|port[óo]w)$"
)
_GLUED: Final = re.compile(r"^(\d+(?:[.,]\d+)?)([^\W\d_][^\d\s]*)$")


def unit_of(word: str) -> str | None:
    """The canonical unit that a word names, or None."""
    return UNITS.get(word.strip(".,:;()").lower()) if word else None


def is_technical(word: str) -> bool:
    """Whether a number before this word is a rating or a size, not a quantity."""
    folded = word.strip(",;:()").rstrip(".").lower()
    return folded in _TECHNICAL or bool(_TECHNICAL_NOUN.match(folded))


def glued(token: str) -> tuple[str, str] | None:
    """`40шт` as ("40", "pcs"); None when the letters are no unit of sale (16A, 400V, 6mm)."""
    found = _GLUED.match(token.rstrip(".,:;)"))
    if not found:
        return None
    unit = unit_of(found.group(2))
    return (found.group(1), unit) if unit and not is_technical(found.group(2)) else None
