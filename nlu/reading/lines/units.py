"""Words for units of sale in four languages, and the technical units that never make a quantity."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from nlu.reading.lines.numbers import without_marks

# Canonical code -> words; forms are listed, for stems would catch names of goods.
_WORDS: Final[dict[str, str]] = {
    "pcs": "lengths pc pcs pce pcs. piece pieces ea unit units item items "
    "шт штк штука штуки штук штуку штучки штучок штучек штучку штуковини од одиниць одиниці "
    "ед единиц единицы sht shtuk shtuki shtuky shtuka "
    "szt szt. sztuk sztuka sztuki sztukę sztuczki",
    "m": "m mtr mtrs meter meters metre metres meteres "
    "м метр метра метри метрів метров метры метрах метру м/п м.п пм п.м пог.м metriv metrov metra "
    "metr metry metrów mb mb.",
    "km": "km км кілометр кілометра кілометри кілометрів километр километра километры километров "
    "kilometr kilometra kilometry kilometrów kilometre kilometres kilometer kilometers",
    "pack": "pack packs packet packets pk pks pkt pkts pkg packages package "
    "пачка пачки пачок пачек пачку уп упак zgrzewka zgrzewki zgrzewek zgrzewkę упаковка упаковки упаковок "
    "упаковку пач pachok pachek upakovok "
    "paczka paczki paczek paczkę pacz opak opakowanie opakowania opakowań op",
    "box": "box boxes bx carton cartons ctn ctns case cases "
    "коробка коробки коробок коробку коробочка коробочок кор короб короба коробів коробов "
    "ящик ящика ящики ящиків ящиков ящ korobok korobka korobki yaschik yaschikov "
    "pudełko pudełka pudełek kartonach karton kartony kartonów kartona kart skrzynka skrzynki skrzynek skrzynkę",
    "roll": "roll rolls рулон рулона рулони рулонів рулоны рулонов рул рулончик rulon rulony rulonov ruloniv "
    "rolka rolki rolek rolkę rolę rol",
    "ring": "ring rings coil coils бухта бухти бухт бухту бухты buhta buhty "
    "krążek krążki krążków zwój zwoje zwojów моток мотка мотки мотків мотков",
    "drum": "drum drums reel reels spool spools барабан барабана барабани барабанів барабаны барабанов "
    "котушка котушки котушок котушку катушка катушки катушек катушку "
    "bęben bębna bębny bębnów szpula szpule szpul szpulę бобіна бобіни бобін бобина бобины бобин",
    "pair": "pair pairs pr prs пара пари пар пары para pary par parę пару",
    "set": "set sets kit kits комплект комплекта комплекти комплектів комплекты комплектов компл к-т к-та к-тів "
    "набір набора набори наборів набору наборы наборов komplet komplety kompletów kpl kompl zestaw "
    "zestawy zestawów",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme кг кіло кило кілограм кілограми кілограма кілограмів "
    "килограмм килограмма килограммы килограммов килограм кілограмчик kilogramy kilogramów kilograma",
    "dag": "dag deko dkg deka dekagramy dekagramów дека деко",
    "g": "g gr gram grams gramme grammes г гр грам грама грамів грами грамм грамма граммов gramów gramy",
    "t": "t ton tons tonne tonnes т тн тонна тонни тонн тонну тонны тонна tona tony",
    "l": "l ltr ltrs lt litre litres liter liters л літр літра літрів літри литр литра литров литры "
    "litr litra litry litrów litriv litrov",
    "pallet": "pallet pallets plt палета палети палет палету палеты паллета паллеты паллет паллету піддон піддони "
    "піддонів піддона поддон поддона поддоны поддонов paleta palety palet paletę",
    "tube": "tube tubes cartridge cartridges тюбик тюбика тюбики тюбиків тюбиков туба туби туб тубы тубу "
    "tubka tubki tubek tuba tuby kartusz kartusze kartuszy тубусы",
    "can": "can cans tin tins bottle bottles btl jar jars bucket buckets canister canisters jerrycan jerrycans "
    "pail pails tub tubs "
    "балон балони балонів балонов балона баллон баллона баллоны баллонов банка банки банок банку баночка баночок "
    "пляшка пляшки пляшок пляшку бутылка бутылки бутылок бутылку бутиль бутилі бутилів бутиля бутель бутля бутлі "
    "бутлів бутыль бутыли бутылей "
    "фл балончик балончика балончики балончиків баллончик баллончика баллончики баллончиков "
    "каністра каністри каністр каністру канистра канистры канистр канистру флакон флакони флаконів флакона флаконов "
    "відро відра відер ведро ведра ведер вёдер "
    "puszkach butelkach puszka puszki puszek puszkę butelka butelki butelek butelkę słoik słoiki słoików wiadro "
    "wiadra wiader "
    "kanister kanistra kanistry kanistrów butla butle butli",
    "bag": "bag bags sack sacks mishok mishka mishky mishkiv meshok meshka meshki meshkov "
    "міш меш мішок мішка мішки мішків мешок мешка мешки мешков worek worka worki worków",
    "sheet": "sheet sheets лист листа листи листів листы листов аркуш аркуша аркуші аркушів arkusz arkusze arkuszy",
    "ream": "ream reams ryza ryzy ryz ryzę",
}
UNITS: Final[dict[str, str]] = {
    form: code for code, words in _WORDS.items() for word in words.split() for form in (without_marks(word), word)
}
# "tin boxes", "puszka instalacyjna": these name goods too; one without a further word is goods, not a unit.
ALSO_GOODS: Final = frozenset({"can", "tube", "sheet", "bag", "pair", "set", "ring", "drum", "box", "ream", "roll"})
FACTORS: Final[dict[str, tuple[str, Decimal]]] = {
    "km": ("m", Decimal(1000)),
    "g": ("kg", Decimal("0.001")),
    "dag": ("kg", Decimal("0.01")),
    "t": ("kg", Decimal(1000)),
}
CONTAINERS: Final = frozenset({"ring", "drum", "roll", "box", "pack", "pallet", "bag", "set"})
MEASURES: Final = frozenset({"m", "km", "kg", "g", "dag", "t", "l"})

_RATINGS: Final = (
    "a а amp amps ma ма ka ка ah ач агод v в volt volts вольт вольта kv кв vdc vac w вт watt ват ватт kw квт mw "
    "va ва kva hz "
    "гц mm мм cm см dm mm2 мм2 mm² мм² mm^2 m2 м2 m² м² m3 м3 m³ м³ "
    "кв.мм sqmm lm лм k к bar бар бара барів nm нм j дж db дб mg ml мл ° °c c ip ω ohm ом mah мач \" ' '' inch "
    "inches "
    "in дюйм дюйма дюймов дюймів cal cala cale cali lb lbs oz ″ ′ μm mkm мкм gb гб tb тб mb/s mbit % deg deg. "
    "degree degrees st стор град градусів градусов гр. st"
)
_TECHNICAL: Final = frozenset(_RATINGS.split())
_TECHNICAL_NOUN: Final = re.compile(
    r"^(phase|phases|pole|poles|core|cores|gang|way|ways|pin|pins|module|modules|mod|port|ports|fold|zone|zones|"
    r"piece-set|"
    r"step|steps|"
    r"ply|seater|layer|layers|drawer|drawers|channel|channels|bit|"
    r"полюс\w*|жил(?:а|ы|и|ьн\w+)?|фаз\w*|модул\w*|порт(?:ів|и|а|ов)?|клавіш\w*|клавиш\w*|контактн\w*|дрот\w*|"
    r"пост(?:и|а|ів|ов)|"
    r"зон\w*|канал(?:и|а|ів|ов|ьн\w+)|місц\w*|предмет\w*|мест(?:а|н\w+)?|дюйм\w*|"
    r"bieg\w*|żył(?:a|y|owy|owe|owa)?|zyl\w*|faz\w*|modu[łl]\w*|port[óo]w|porty|stref\w*|obwod\w*|element(?:y|ów)|"
    r"kanał\w*|warstw\w*)$"
)
_GLUED: Final = re.compile(r"^(\d+(?:[.,]\d+)?)([^\W\d_][^\d\s]*)$")
_FUZZY_LENGTH: Final = 6


@lru_cache(maxsize=16384)
def unit_of(word: str) -> str | None:
    """The canonical unit that a word names, or None."""
    return UNITS.get(word.strip(",:;()").rstrip(".").lower()) if word else None


@lru_cache(maxsize=4096)
def misspelt_unit(word: str) -> str | None:
    """The unit that a longer word means with one letter wrong, missing, doubled or swapped ("упакавок")."""
    folded = word.lower()
    if len(folded) < _FUZZY_LENGTH or not folded.isalpha() or _NO_SLIP.match(folded):
        return None
    found = {_FUZZY[key] for key in _deletions(folded) if key in _FUZZY}
    return found.pop() if len(found) == 1 else None


# Goods whose names are a letter away from a unit.
_NO_SLIP: Final = re.compile(r"^(?:toner|liner|тонер|лайнер|meteo|letter|bagel|packing|boxer|метал|лист[вк])")


def _deletions(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(1, len(word))}


def _fuzzy_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for word, code in UNITS.items():
        if len(word) >= _FUZZY_LENGTH and word.isalpha() and code not in {"pair", "set", "ring"}:
            for key in _deletions(word):
                table[key] = code
    return table


_FUZZY: Final = _fuzzy_table()


@lru_cache(maxsize=16384)
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
