# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Wood and self-tapping screws, anchors, plugs, rivets."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.choices import BLACK_OXIDE, SS, YZ, ZN
from portal.demo.catalogue.family import Family, Variant, choice, cross, family, table


def _screw(v: Variant) -> float:
    return float(0.9 + 100 * v["diameter"] ** 2 * v["length"] * 2.3e-5)


SCREWS: Final[tuple[Family, ...]] = (
    family(
        "chipboard", ("screws", "fastorn", "pack"), ("WS-{diameter}X{length}-{finish}", "FTW{diameter}X{length}{finish}"),
        cross(table("diameter length", "3.0 16, 3.0 20, 3.0 30, 3.5 16, 3.5 25, 3.5 35, 3.5 45, 4.0 20, 4.0 30, 4.0 40, 4.0 50, 4.0 60, 4.5 40, 4.5 60, 5.0 40, 5.0 50, 5.0 60, 5.0 80, 5.0 100, 6.0 60, 6.0 80, 6.0 100, 6.0 120, 6.0 160"), finish=[YZ, ZN]), _screw,
        en=("Wood screw {diameter}x{length} countersunk TX, {finish}, 100 pcs", "Chipboard and wood screw with milling ribs under the head.", "chipboard screw, wood screw, torx screw"),
        uk=("Шуруп по дереву {diameter}х{length} потай TX, {finish}, 100 шт.", "Шуруп для дерева та ДСП із зенкувальними ребрами під головкою.", "саморіз по дереву, шуруп ДСП, саморіз {diameter}х{length}"),
        ru=("Шуруп по дереву {diameter}х{length} потай TX, {finish}, 100 шт.", "Шуруп для дерева и ДСП с зенкующими рёбрами под головкой.", "саморез по дереву, шуруп ДСП, саморез {diameter}х{length}"),
        pl=("Wkręt do drewna {diameter}x{length} stożkowy TX, {finish}, 100 szt.", "Wkręt do drewna i płyt wiórowych z żebrami frezującymi pod łbem.", "wkręt meblowy, wkręt ciesielski, wkręt torx, setka wkrętów"),
        fixed={"drive": "TX"}, lead=1,
    ),
    family(
        "self-drill", ("screws", "fastorn", "pack"), ("SD-{diameter}X{length}-{finish}", "FT7504K{diameter}X{length}{finish}"),
        cross(table("diameter length", "4.2 13, 4.2 16, 4.2 19, 4.2 25, 4.8 16, 4.8 19, 4.8 25, 4.8 38, 5.5 19, 5.5 25, 5.5 32, 5.5 50, 6.3 25, 6.3 38"), finish=[ZN, SS]), lambda v: _screw(v) * (3.2 if v["finish"].code == "A2" else 1.25),
        en=("Self-drilling screw DIN 7504K {diameter}x{length}, {finish}, 100 pcs", "Hexagon head self-drilling screw for sheet metal and profiles.", "tek screw, self-tapping screw, roofing screw"),
        uk=("Саморіз зі свердлом DIN 7504K {diameter}х{length}, {finish}, 100 шт.", "Саморіз із шестигранною головкою для листового металу та профілів.", "саморіз по металу, блоха, покрівельний саморіз"),
        ru=("Саморез со сверлом DIN 7504K {diameter}х{length}, {finish}, 100 шт.", "Саморез с шестигранной головкой для листового металла и профилей.", "саморез по металлу, кровельный саморез, клоп"),
        pl=("Wkręt samowiercący DIN 7504K {diameter}x{length}, {finish}, 100 szt.", "Wkręt z łbem sześciokątnym do blach i profili.", "blachowkręt, farmer, samowiert, wkręt do blachy"),
        fixed={"standard": "DIN 7504K"}, lead=2,
    ),
    family(
        "drywall", ("screws", "fastorn", "box"), ("DW-{diameter}X{length}-{function}", "FTD{diameter}X{length}{function}"),
        cross(table("diameter length", "3.5 25, 3.5 35, 3.5 45, 3.5 55, 4.2 70"), function=[choice("M", "metal stud", "для металевого профілю", "для металлического профиля", "do profili metalowych"), choice("W", "timber stud", "для дерева", "для дерева", "do drewna")], finish=[BLACK_OXIDE]), lambda v: 6.5 + v["length"] * 0.09,
        en=("Drywall screw {diameter}x{length}, {function}, 1000 pcs", "Phosphated screw for fixing plasterboard.", "plasterboard screw, drywall screw"),
        uk=("Саморіз для гіпсокартону {diameter}х{length}, {function}, 1000 шт.", "Фосфатований саморіз для кріплення гіпсокартону.", "чорний саморіз, саморіз ГК, гіпсокартонник"),
        ru=("Саморез для гипсокартона {diameter}х{length}, {function}, 1000 шт.", "Фосфатированный саморез для крепления гипсокартона.", "чёрный саморез, саморез ГКЛ"),
        pl=("Wkręt do płyt g-k {diameter}x{length}, {function}, 1000 szt.", "Wkręt fosfatowany do mocowania płyt gipsowo-kartonowych.", "wkręt do gipsu, wkręt do karton-gipsu, czarny wkręt"),
        fixed={"drive": "PH"}, lead=1,
    ),
    family(
        "nail-plug", ("anchors", "ankerit", "pack"), ("NP-{diameter}X{length}", "AKN{diameter}X{length}"), table("diameter length", "5 30, 6 40, 6 60, 6 80, 8 60, 8 80, 8 100, 8 120, 10 100"), lambda v: 1.8 + v["diameter"] * v["length"] / 105,
        en=("Nail plug {diameter}x{length}, 100 pcs", "Hammer-set plug with countersunk collar, for battens and trunking.", "hammer fixing, knock-in plug, nail-in anchor"),
        uk=("Дюбель-цвях {diameter}х{length}, 100 шт.", "Дюбель швидкого монтажу з потайним бортом, для рейок і кабель-каналів.", "швидкий монтаж, дюбель швидкого монтажу, ударний дюбель"),
        ru=("Дюбель-гвоздь {diameter}х{length}, 100 шт.", "Дюбель быстрого монтажа с потайным бортом, для реек и кабель-каналов.", "быстрый монтаж, дюбель быстрого монтажа"),
        pl=("Kołek szybkiego montażu {diameter}x{length}, 100 szt.", "Kołek wbijany z kołnierzem stożkowym, do listew i kanałów kablowych.", "szybki montaż, kołek wbijany, kołek SM"),
        lead=1,
    ),
    family(
        "wall-plug", ("anchors", "ankerit", "pack"), ("PL-{diameter}X{length}", "AKP{diameter}X{length}"), table("diameter length", "5 25, 6 30, 6 50, 8 40, 8 65, 10 50, 10 80, 12 60, 14 70"), lambda v: 0.7 + v["diameter"] ** 2 * v["length"] / 1350,
        en=("Nylon wall plug {diameter}x{length}, 100 pcs", "Expansion plug of polyamide for concrete and brick.", "rawlplug, wall plug, expansion plug"),
        uk=("Дюбель нейлоновий {diameter}х{length}, 100 шт.", "Розпірний дюбель із поліаміду для бетону та цегли.", "дюбель, пробка, розпірний дюбель"),
        ru=("Дюбель нейлоновый {diameter}х{length}, 100 шт.", "Распорный дюбель из полиамида для бетона и кирпича.", "дюбель, пробка, распорный дюбель"),
        pl=("Kołek rozporowy nylonowy {diameter}x{length}, 100 szt.", "Kołek z poliamidu do betonu i cegły.", "kołek, dybel, kołek rozporowy"),
        lead=1,
    ),
    family(
        "wedge", ("anchors", "ankerit", "pcs"), ("WA-{thread}X{length}", "AKW{thread}X{length}"), table("thread length", "M6 60, M8 75, M8 95, M8 115, M10 90, M10 120, M10 150, M12 110, M12 150, M12 180, M16 125, M16 175, M20 170"), lambda v: 0.1 + int(v["thread"][1:]) ** 2 * v["length"] * 3.6e-5,
        en=("Wedge anchor {thread}x{length}, zinc plated", "Through-bolt anchor for cracked concrete, ETA option 1.", "through bolt, expansion anchor, stud anchor"),
        uk=("Анкер клиновий {thread}х{length}, цинк", "Анкер для наскрізного монтажу в бетоні з тріщинами, ETA опція 1.", "клиновий анкер, анкерний болт"),
        ru=("Анкер клиновой {thread}х{length}, цинк", "Анкер для сквозного монтажа в бетоне с трещинами, ETA опция 1.", "клиновой анкер, анкерный болт"),
        pl=("Kotwa opaskowa {thread}x{length}, ocynk", "Kotwa mechaniczna do betonu zarysowanego, ETA opcja 1.", "kotwa segmentowa, kotwa rozporowa, kotwa do betonu"),
        fixed={"finish": ZN}, pack=lambda v: 50 if v["thread"] in {"M6", "M8"} else 25, step=lambda v: 50 if v["thread"] in {"M6", "M8"} else 25, lead=2,
    ),
    family(
        "drop-in", ("anchors", "ankerit", "pcs"), ("DI-{thread}", "AKD{thread}"), table("thread length", "M6 25, M8 30, M10 40, M12 50, M16 65"), lambda v: 0.05 + int(v["thread"][1:]) ** 2 * 0.0021,
        en=("Drop-in anchor {thread}x{length}", "Steel anchor with internal thread for suspending pipes and trays from ceilings.", "drop-in anchor, knock-in anchor, ceiling anchor"),
        uk=("Анкер забивний {thread}х{length}", "Сталевий анкер із внутрішньою різьбою для підвісу труб і лотків до стелі.", "забивний анкер, цанга сталева"),
        ru=("Анкер забивной {thread}х{length}", "Стальной анкер с внутренней резьбой для подвеса труб и лотков к потолку.", "забивной анкер, цанга стальная"),
        pl=("Tuleja kotwiąca {thread}x{length}", "Stalowa kotwa wbijana z gwintem wewnętrznym do podwieszania rur i koryt.", "kotwa wbijana, tuleja rozprężna, HKD"),
        pack=100, step=100, lead=2,
    ),
    family(
        "rivet", ("anchors", "fastorn", "pack"), ("RV-{diameter}X{length}", "FT7337.{diameter}.{length}"), table("diameter length", "3.2 6, 3.2 8, 3.2 10, 4.0 8, 4.0 10, 4.0 12, 4.0 16, 4.8 10, 4.8 12, 4.8 16, 4.8 20"), lambda v: 1.1 + v["diameter"] * v["length"] * 0.032,
        en=("Blind rivet Al/St {diameter}x{length}, 100 pcs", "Open-end blind rivet with dome head, DIN 7337.", "pop rivet, blind rivet"),
        uk=("Заклепка витяжна Al/St {diameter}х{length}, 100 шт.", "Витяжна заклепка з плоскою головкою, DIN 7337.", "сліпа заклепка, заклепка"),
        ru=("Заклёпка вытяжная Al/St {diameter}х{length}, 100 шт.", "Вытяжная заклёпка с плоской головкой, DIN 7337.", "слепая заклёпка, заклёпка"),
        pl=("Nit zrywalny Al/St {diameter}x{length}, 100 szt.", "Nit jednostronnie zamykany z łbem płaskim, DIN 7337.", "nit, nity zrywane, popnit"),
        fixed={"standard": "DIN 7337"}, lead=2,
    ),
    family(
        "chemical", ("anchors", "ankerit", "pcs"), ("CA-{function}-{volume}", "AKC{function}{volume}"), [{"function": f, "volume": n} for f, n in ((choice("P", "polyester", "поліефірний", "полиэфирный", "poliestrowa"), 300), (choice("V", "vinylester", "вінілефірний", "винилэфирный", "winyloestrowa"), 300), (choice("V", "vinylester", "вінілефірний", "винилэфирный", "winyloestrowa"), 410), (choice("E", "epoxy", "епоксидний", "эпоксидный", "epoksydowa"), 385))], lambda v: {"P": 6.2, "V": 9.9, "E": 21.5}[v["function"].code] * v["volume"] / 300,
        en=("Chemical anchor {function} {volume} ml", "Injection mortar cartridge with two mixer nozzles.", "resin anchor, injection mortar"),
        uk=("Анкер хімічний {function} {volume} мл", "Картридж ін'єкційної маси, два змішувачі в комплекті.", "хімічний анкер, рідкий дюбель"),
        ru=("Анкер химический {function} {volume} мл", "Картридж инъекционной массы, два смесителя в комплекте.", "химический анкер, жидкий дюбель"),
        pl=("Kotwa chemiczna {function} {volume} ml", "Kartusz żywicy iniekcyjnej z dwoma mieszalnikami.", "żywica kotwiąca, kotwa wklejana"),
        pack=12, lead=3,
    ),
)
