# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Drill bits, discs and blades."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.family import Family, choice, cross, family, grid, table

_MATERIALS: Final = (choice("ME", "for metal", "по металу", "по металлу", "do metalu"), choice("IN", "for stainless steel", "по нержавіючій сталі", "по нержавеющей стали", "do stali nierdzewnej"), choice("ST", "for stone", "по каменю", "по камню", "do kamienia"))

DRILLS: Final[tuple[Family, ...]] = (
    family(
        "sds-plus", ("drill-bits", "drillex", "pcs"), ("SDSP-{diameter}X{length}", "DX4-{diameter}.{length}"),
        table("diameter length", "5 110, 5 160, 5.5 110, 6 110, 6 160, 6 210, 6 260, 6.5 160, 7 160, 8 110, 8 160, 8 210, 8 260, 8 310, 8 460, 10 110, 10 160, 10 210, 10 260, 10 310, 10 460, 12 160, 12 210, 12 260, 12 460, 14 160, 14 210, 14 260, 14 460, 15 260, 16 210, 16 260, 16 460, 18 260, 18 460, 20 260, 20 460, 22 260, 22 460, 24 260, 25 460"), lambda v: 1.1 + v["diameter"] * v["length"] / 330,
        en=("SDS-plus drill bit {diameter}x{length} mm, 4-edge", "Four-edged carbide hammer drill bit for reinforced concrete.", "SDS bit, hammer drill bit, masonry bit {diameter}x{length}"),
        uk=("Бур SDS-plus {diameter}х{length} мм, 4 кромки", "Твердосплавний бур із чотирма кромками для залізобетону.", "бур по бетону, сверло для перфоратора, бур {diameter}х{length}"),
        ru=("Бур SDS-plus {diameter}х{length} мм, 4 кромки", "Твердосплавный бур с четырьмя кромками для железобетона.", "бур по бетону, сверло для перфоратора, бур {diameter}х{length}"),
        pl=("Wiertło SDS-plus {diameter}x{length} mm, 4-ostrzowe", "Wiertło udarowe z węglikiem, czteroostrzowe, do żelbetu.", "wiertło do betonu, wiertło udarowe, SDS {diameter}x{length}"),
        pack=lambda v: 5 if v["length"] <= 210 else 1, lead=2,
    ),
    family(
        "sds-max", ("drill-bits", "drillex", "pcs"), ("SDSM-{diameter}X{length}", "DXM-{diameter}.{length}"), table("diameter length", "12 340, 14 340, 16 340, 16 540, 18 340, 18 540, 20 320, 20 520, 22 520, 24 520, 25 520, 28 570, 30 570, 32 570, 35 570, 40 570"), lambda v: 9 + v["diameter"] * v["length"] / 440,
        en=("SDS-max drill bit {diameter}x{length} mm", "Hammer drill bit with a full carbide head for deep holes in concrete.", "SDS max bit, large hammer bit"),
        uk=("Бур SDS-max {diameter}х{length} мм", "Бур із твердосплавною головкою для глибоких отворів у бетоні.", "бур SDS max, бур для відбійника"),
        ru=("Бур SDS-max {diameter}х{length} мм", "Бур с твердосплавной головкой для глубоких отверстий в бетоне.", "бур SDS max, бур для тяжёлого перфоратора"),
        pl=("Wiertło SDS-max {diameter}x{length} mm", "Wiertło z pełną głowicą węglikową do głębokich otworów w betonie.", "wiertło SDS max, wiertło do młota"),
        lead=4,
    ),
    family(
        "hss", ("drill-bits", "drillex", "pcs"), ("HSS-{diameter}-{class}", "DXH{class}{diameter}"), cross([{"diameter": one} for one in [1.0, 1.5, 2.0, 2.5, 3.0, 3.1, 3.2, 3.3, 3.5, 3.8, 4.0, 4.1, 4.2, 4.5, 4.8, 5.0, 5.1, 5.2, 5.5, 6.0, 6.5, 6.8, 7.0, 7.5, 8.0, 8.5, 9.0, 10.0, 10.2, 11.0, 12.0, 13.0]], **{"class": ["HSS-G", "HSS-Co5"]}), lambda v: (0.5 + v["diameter"] ** 1.7 * 0.07) * (2.1 if v["class"] == "HSS-Co5" else 1),
        en=("Metal drill bit {class} Ø{diameter} mm", "Ground twist drill, DIN 338, point angle 118-135°.", "twist drill, HSS drill, drill bit {diameter}"),
        uk=("Свердло по металу {class} Ø{diameter} мм", "Шліфоване спіральне свердло, DIN 338, кут 118-135°.", "сверло {diameter}, свердло HSS, кобальтове свердло"),
        ru=("Сверло по металлу {class} Ø{diameter} мм", "Шлифованное спиральное сверло, DIN 338, угол 118-135°.", "сверло {diameter}, сверло HSS, кобальтовое сверло"),
        pl=("Wiertło do metalu {class} Ø{diameter} mm", "Wiertło kręte szlifowane, DIN 338, kąt 118-135°.", "wiertło {diameter}, wiertło HSS, wiertło kobaltowe"),
        fixed={"standard": "DIN 338"}, pack=lambda v: 10 if v["diameter"] <= 8 else 5, lead=2,
    ),
    family(
        "hole-saw", ("drill-bits", "drillex", "pcs"), ("HOLE-{diameter}", "DXS{diameter}"), grid(diameter=[16, 19, 22, 25, 29, 32, 35, 40, 44, 51, 60, 68, 76, 83, 102]), lambda v: 4.2 + v["diameter"] * 0.14,
        en=("Bi-metal hole saw Ø{diameter} mm", "HSS-Co8 hole saw for metal, wood and plastic.", "hole cutter, hole saw"),
        uk=("Коронка біметалева Ø{diameter} мм", "Коронка HSS-Co8 по металу, дереву та пластику.", "коронка по металу, коронка під підрозетник"),
        ru=("Коронка биметаллическая Ø{diameter} мм", "Коронка HSS-Co8 по металлу, дереву и пластику.", "коронка по металлу, коронка под подрозетник"),
        pl=("Otwornica bimetalowa Ø{diameter} mm", "Otwornica HSS-Co8 do metalu, drewna i tworzyw.", "otwornica, piła otworowa, korona"),
        lead=3,
    ),
    family(
        "cut-disc", ("abrasives", "korundex", "pcs"), ("CD-{diameter}X{thickness}-{material}", "KXC{diameter}{thickness}{material}"), [v for v in cross(table("diameter thickness bore", "115 1.0 22.23, 125 1.0 22.23, 125 1.6 22.23, 125 2.5 22.23, 150 1.6 22.23, 180 2.0 22.23, 230 2.0 22.23, 230 3.0 22.23, 350 3.5 25.4"), material=_MATERIALS) if not (v["material"].code == "IN" and v["diameter"] == 350) and not (v["material"].code == "ST" and v["thickness"] < 2)], lambda v: 0.42 + v["diameter"] ** 2 * v["thickness"] / 72000 * (1.15 if v["material"].code == "IN" else 1),
        en=("Cutting disc {diameter}x{thickness}x{bore} mm, {material}", "Reinforced cutting-off wheel, 80 m/s.", "cutting wheel, slitting disc, grinder disc"),
        uk=("Круг відрізний {diameter}х{thickness}х{bore} мм, {material}", "Армований відрізний круг, 80 м/с.", "відрізний диск, диск для болгарки, круг на болгарку"),
        ru=("Круг отрезной {diameter}х{thickness}х{bore} мм, {material}", "Армированный отрезной круг, 80 м/с.", "отрезной диск, диск для болгарки, круг на болгарку"),
        pl=("Tarcza do cięcia {diameter}x{thickness}x{bore} mm, {material}", "Tarcza zbrojona, 80 m/s.", "tarcza do flexa, tarcza do szlifierki, tarcza tnąca"),
        pack=lambda v: 50 if v["diameter"] <= 125 else 25, step=lambda v: 10 if v["diameter"] <= 125 else 5, lead=1,
    ),
    family(
        "flap-disc", ("abrasives", "korundex", "pcs"), ("FD-{diameter}-{grit}", "KXF{diameter}P{grit}"), grid(diameter=[115, 125], grit=[40, 60, 80, 120]), lambda v: 1.75 if v["diameter"] == 115 else 1.98,
        en=("Flap disc {diameter} mm P{grit} zirconia", "Conical flap disc for steel and stainless steel.", "flap wheel, sanding disc"),
        uk=("Круг пелюстковий {diameter} мм P{grit} цирконієвий", "Конічний пелюстковий круг по сталі та нержавійці.", "пелюстковий диск, торцевий круг, зачисний круг"),
        ru=("Круг лепестковый {diameter} мм P{grit} циркониевый", "Конический лепестковый круг по стали и нержавейке.", "лепестковый диск, торцевой круг, зачистной круг"),
        pl=("Ściernica listkowa {diameter} mm P{grit} cyrkonowa", "Ściernica stożkowa do stali i stali nierdzewnej.", "lamelka, tarcza listkowa, lamelkowa"),
        pack=10, step=10, lead=2,
    ),
    family(
        "diamond", ("abrasives", "korundex", "pcs"), ("DIA-{diameter}-{function}", "KXD{diameter}{function}"), grid(diameter=[115, 125, 230, 350], function=[choice("CO", "for concrete", "по бетону", "по бетону", "do betonu"), choice("TI", "for tile", "по плитці", "по плитке", "do glazury"), choice("UN", "universal", "універсальний", "универсальный", "uniwersalna")]), lambda v: (6 + (v["diameter"] / 100) ** 2.4 * 3.1) * (1.15 if v["function"].code == "CO" else 1),
        en=("Diamond blade {diameter} mm, {function}", "Laser-welded segments or continuous rim.", "diamond disc, diamond cutting blade"),
        uk=("Диск алмазний {diameter} мм, {function}", "Лазерне зварювання сегментів або суцільна кромка.", "алмазний круг, алмазка"),
        ru=("Диск алмазный {diameter} мм, {function}", "Лазерная сварка сегментов или сплошная кромка.", "алмазный круг, алмазка"),
        pl=("Tarcza diamentowa {diameter} mm, {function}", "Segmenty spawane laserowo lub ciągły wieniec.", "diament, diamentówka"),
        lead=3,
    ),
    family(
        "jigsaw-blade", ("abrasives", "drillex", "pack"), ("JSB-{function}-{length}", "DXJ{function}{length}"), grid(function=[choice("W", "for wood", "по дереву", "по дереву", "do drewna"), choice("WF", "for wood, clean cut", "по дереву, чистий різ", "по дереву, чистый рез", "do drewna, czyste cięcie"), choice("M", "for metal", "по металу", "по металлу", "do metalu"), choice("L", "for laminate", "по ламінату", "по ламинату", "do laminatu")], length=[75, 100, 132]), lambda v: 4.2 + v["length"] * 0.022,
        en=("Jigsaw blades {length} mm, {function}, 5 pcs", "T-shank blades.", "jigsaw blade, saw blade"),
        uk=("Полотна для лобзика {length} мм, {function}, 5 шт.", "Хвостовик типу T.", "пилки для лобзика, полотно"),
        ru=("Полотна для лобзика {length} мм, {function}, 5 шт.", "Хвостовик типа T.", "пилки для лобзика, полотно"),
        pl=("Brzeszczoty do wyrzynarki {length} mm, {function}, 5 szt.", "Chwyt typu T.", "brzeszczot, piłki do wyrzynarki"),
        lead=2,
    ),
)
