# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Installation, power and single-core cables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from portal.demo.catalogue.choices import BLACK, BLUE, BROWN, GNYE, GREY, PUTUP_METRES, PUTUPS, RED, WHITE
from portal.demo.catalogue.family import Family, Variant, cross, family, grid, table

_CUT_AND_RINGS: Final = [PUTUPS["cut"], PUTUPS["r100"]]
_CUT_AND_DRUM: Final = [PUTUPS["cut"], PUTUPS["d500"]]


def metres(v: Variant) -> int:
    """A ring or drum is sold whole; cut lengths by the metre."""
    return PUTUP_METRES[v["putup"].code]


def shortest(v: Variant) -> int:
    """Cut lengths start at 10 m."""
    return max(10, metres(v)) if metres(v) == 1 else metres(v)


def per_metre(base: float, copper: float) -> Callable[[Variant], float]:
    """Price a metre by its copper; whole rings and drums are a little cheaper."""

    def rule(v: Variant) -> float:
        saving = {1: 1.08, 50: 1.02, 100: 1.0}.get(metres(v), 0.97)
        return float((base + copper * v.get("cores", 1) * v["section"]) * saving)

    return rule


CABLES: Final[tuple[Family, ...]] = (
    family(
        "nym-j", ("installation-cables", "kabtel", "m"), ("NYM-{cores}X{section}-{putup}", "KT-NYMJ-{cores}G{section}-{putup}"),
        cross(table("cores section", "2 1.5, 3 1.5, 3 2.5, 3 4, 3 6, 4 1.5, 4 2.5, 5 1.5, 5 2.5, 5 4, 5 6, 5 10, 5 16"),
              putup=[PUTUPS["cut"], PUTUPS["r50"], PUTUPS["r100"], PUTUPS["d500"]]),
        per_metre(0.16, 0.112),
        en=("Cable NYM-J {cores}x{section} mm², {putup}",
            "PVC-sheathed copper installation cable for fixed wiring indoors, in plaster and in conduit.",
            "NYM, NYM {cores}x{section}, installation cable, house wiring cable"),
        uk=("Кабель NYM-J {cores}х{section} мм², {putup}",
            "Мідний кабель у ПВХ-оболонці для стаціонарної проводки в приміщеннях, під штукатуркою та в трубах.",
            "NYM {cores}х{section}, нюм, силовий кабель, кабель для проводки"),
        ru=("Кабель NYM-J {cores}х{section} мм², {putup}",
            "Медный кабель в ПВХ-оболочке для стационарной проводки в помещениях, под штукатуркой и в трубах.",
            "NYM {cores}х{section}, нюм, силовой кабель, кабель для проводки"),
        pl=("Przewód NYM-J {cores}x{section} mm², {putup}",
            "Miedziany przewód instalacyjny w powłoce PVC do układania na stałe w pomieszczeniach, pod tynkiem i w rurkach.",
            "NYM {cores}x{section}, enym, przewód okrągły"),
        pack=metres, step=metres, moq=shortest, fixed={"voltage": "300/500", "material": "Cu"}, lead=2,
    ),
    family(
        "ydyp", ("installation-cables", "kabtel", "m"), ("YDYP-{cores}X{section}-{putup}", "KT-YDYP-{cores}X{section}-{putup}"),
        cross(table("cores section", "2 1.5, 3 1.5, 3 2.5, 3 4, 4 1.5, 5 1.5, 5 2.5"), putup=_CUT_AND_RINGS),
        per_metre(0.13, 0.108),
        en=("Flat cable YDYp {cores}x{section} mm² 450/750 V, {putup}",
            "Flat copper installation cable with PVC insulation and sheath, for laying under plaster.",
            "YDYp, flat twin and earth, flat installation cable"),
        uk=("Кабель плоский YDYp {cores}х{section} мм² 450/750 В, {putup}",
            "Плоский мідний кабель із ПВХ-ізоляцією та оболонкою для прокладання під штукатуркою.",
            "плоский кабель, YDYp {cores}х{section}, кабель під штукатурку"),
        ru=("Кабель плоский YDYp {cores}х{section} мм² 450/750 В, {putup}",
            "Плоский медный кабель с ПВХ-изоляцией и оболочкой для прокладки под штукатуркой.",
            "плоский кабель, YDYp {cores}х{section}, кабель под штукатурку"),
        pl=("Przewód płaski YDYp {cores}x{section} mm² 450/750 V, {putup}",
            "Płaski przewód miedziany w izolacji i powłoce PVC do układania pod tynkiem.",
            "YDYp {cores}x{section}, przewód płaski, ydyp żo"),
        pack=metres, step=metres, moq=shortest, fixed={"voltage": "450/750", "material": "Cu"}, lead=2,
    ),
    family(
        "ydy", ("installation-cables", "kabtel", "m"), ("YDY-{cores}X{section}-{putup}", "KT-YDY-{cores}X{section}-{putup}"),
        cross(table("cores section", "3 1.5, 3 2.5, 4 4, 4 6, 5 2.5, 5 4, 5 6, 5 10"), putup=_CUT_AND_RINGS),
        per_metre(0.15, 0.11),
        en=("Round cable YDY {cores}x{section} mm² 450/750 V, {putup}",
            "Round copper installation cable with PVC insulation and sheath for surface and conduit wiring.",
            "YDY, round installation cable"),
        uk=("Кабель круглий YDY {cores}х{section} мм² 450/750 В, {putup}",
            "Круглий мідний кабель із ПВХ-ізоляцією та оболонкою для відкритої проводки й прокладання в трубах.",
            "YDY {cores}х{section}, круглий кабель"),
        ru=("Кабель круглый YDY {cores}х{section} мм² 450/750 В, {putup}",
            "Круглый медный кабель с ПВХ-изоляцией и оболочкой для открытой проводки и прокладки в трубах.",
            "YDY {cores}х{section}, круглый кабель"),
        pl=("Przewód okrągły YDY {cores}x{section} mm² 450/750 V, {putup}",
            "Okrągły przewód miedziany w izolacji i powłoce PVC do układania na tynku i w rurkach.",
            "YDY {cores}x{section}, ydy żo, przewód okrągły"),
        pack=metres, step=metres, moq=shortest, fixed={"voltage": "450/750", "material": "Cu"}, lead=2,
    ),
    family(
        "vvgng", ("installation-cables", "kabtel", "m"), ("VVGNG-{cores}X{section}-{putup}", "KT-VVGNG-LS-{cores}X{section}-{putup}"),
        cross(table("cores section", "2 1.5, 2 2.5, 3 1.5, 3 2.5, 3 4, 3 6, 4 4, 4 10, 5 2.5, 5 4, 5 6, 5 10, 5 16"), putup=[*_CUT_AND_RINGS, PUTUPS["d500"]]),
        per_metre(0.14, 0.11),
        en=("Cable VVGng-LS {cores}x{section} mm² 0.66 kV, {putup}",
            "Copper power cable with low-smoke PVC that does not spread fire when laid in bundles.",
            "VVG, VVGng, low smoke cable"),
        uk=("Кабель ВВГнг-LS {cores}х{section} мм² 0,66 кВ, {putup}",
            "Мідний силовий кабель зниженого димовиділення, не поширює горіння при груповому прокладанні.",
            "ВВГ {cores}х{section}, ВВГнг, ввг нг, силовий кабель"),
        ru=("Кабель ВВГнг-LS {cores}х{section} мм² 0,66 кВ, {putup}",
            "Медный силовой кабель с пониженным дымовыделением, не распространяет горение при групповой прокладке.",
            "ВВГ {cores}х{section}, ВВГнг, ввг нг, силовой кабель"),
        pl=("Kabel VVGng-LS (ВВГнг) {cores}x{section} mm² 0,66 kV, {putup}",
            "Miedziany kabel o ograniczonym wydzielaniu dymu, nierozprzestrzeniający płomienia w wiązce.",
            "VVG, VVGng, kabel niskodymowy"),
        pack=metres, step=metres, moq=shortest, fixed={"voltage": "380/660", "material": "Cu"}, lead=3,
    ),
    family(
        "vvg-p", ("installation-cables", "kabtel", "m"), ("VVGP-{cores}X{section}-{putup}", "KT-VVGP-{cores}X{section}-{putup}"),
        cross(table("cores section", "2 1.5, 2 2.5, 2 4, 3 1.5, 3 2.5, 3 4, 3 6"), putup=_CUT_AND_RINGS),
        per_metre(0.11, 0.106),
        en=("Flat cable VVG-Png {cores}x{section} mm² 0.66 kV, {putup}",
            "Flat copper cable that does not spread fire, for laying under plaster.", "VVG-P, flat VVG"),
        uk=("Кабель ВВГ-Пнг {cores}х{section} мм² 0,66 кВ, {putup}",
            "Плоский мідний кабель, що не поширює горіння, для прокладання під штукатуркою.",
            "ВВГп {cores}х{section}, плоский ВВГ, кабель для розеток"),
        ru=("Кабель ВВГ-Пнг {cores}х{section} мм² 0,66 кВ, {putup}",
            "Плоский медный кабель, не распространяющий горение, для прокладки под штукатуркой.",
            "ВВГп {cores}х{section}, плоский ВВГ, кабель для розеток"),
        pl=("Kabel płaski VVG-Png (ВВГ-Пнг) {cores}x{section} mm² 0,66 kV, {putup}",
            "Płaski kabel miedziany nierozprzestrzeniający płomienia, do układania pod tynkiem.", "VVG-P, VVG płaski"),
        pack=metres, step=metres, moq=shortest, fixed={"voltage": "380/660", "material": "Cu"}, lead=3,
    ),
    family(
        "nyy-j", ("power-cables", "ferrokab", "m"), ("NYY-{cores}X{section}-{putup}", "FK-NYYJ-{cores}X{section}-{putup}"),
        cross(table("cores section", "3 1.5, 3 2.5, 3 4, 3 6, 4 10, 4 16, 4 25, 4 35, 4 50, 5 2.5, 5 4, 5 6, 5 10, 5 16"), putup=_CUT_AND_DRUM),
        per_metre(0.34, 0.118),
        en=("Underground cable NYY-J {cores}x{section} mm² 0.6/1 kV, {putup}",
            "Copper cable with PVC insulation and sheath for laying in the ground, in water and in concrete.",
            "NYY, earth cable, buried cable"),
        uk=("Кабель NYY-J {cores}х{section} мм² 0,6/1 кВ, {putup}",
            "Мідний кабель у ПВХ-ізоляції та оболонці для прокладання в землі, воді та бетоні.",
            "NYY {cores}х{section}, кабель у землю, підземний кабель"),
        ru=("Кабель NYY-J {cores}х{section} мм² 0,6/1 кВ, {putup}",
            "Медный кабель в ПВХ-изоляции и оболочке для прокладки в земле, воде и бетоне.",
            "NYY {cores}х{section}, кабель в землю, подземный кабель"),
        pl=("Kabel ziemny NYY-J {cores}x{section} mm² 0,6/1 kV, {putup}",
            "Kabel miedziany w izolacji i powłoce PVC do układania w ziemi, wodzie i betonie.",
            "NYY {cores}x{section}, kabel ziemny, YKY"),
        pack=metres, step=metres, moq=shortest, fixed={"voltage": "600/1000", "material": "Cu"}, lead=5,
    ),
    family(
        "yakxs", ("power-cables", "ferrokab", "m"), ("YAKXS-{cores}X{section}-{putup}", "FK-YAKXS-{cores}X{section}-{putup}"),
        cross(table("cores section", "4 16, 4 25, 4 35, 4 50, 4 70, 4 95, 4 120, 1 240"), putup=_CUT_AND_DRUM),
        per_metre(0.75, 0.027),
        en=("Aluminium cable YAKXS {cores}x{section} mm² 0.6/1 kV XLPE, {putup}",
            "Aluminium power cable with cross-linked polyethylene insulation for service lines in the ground.",
            "XLPE cable, aluminium cable, service cable"),
        uk=("Кабель алюмінієвий YAKXS {cores}х{section} мм² 0,6/1 кВ, {putup}",
            "Алюмінієвий силовий кабель з ізоляцією зі зшитого поліетилену для ввідних ліній у землі.",
            "АПвВГ, кабель зі зшитого поліетилену, ввідний кабель"),
        ru=("Кабель алюминиевый YAKXS {cores}х{section} мм² 0,6/1 кВ, {putup}",
            "Алюминиевый силовой кабель с изоляцией из сшитого полиэтилена для вводных линий в земле.",
            "АПвВГ, кабель из сшитого полиэтилена, вводной кабель"),
        pl=("Kabel aluminiowy YAKXS {cores}x{section} mm² 0,6/1 kV, {putup}",
            "Kabel elektroenergetyczny aluminiowy w izolacji XLPE, do przyłączy układanych w ziemi.",
            "YAKXS {cores}x{section}, kabel XLPE, kabel przyłączeniowy"),
        pack=metres, step=metres, moq=shortest, fixed={"voltage": "600/1000", "material": "Al / XLPE"}, lead=7,
    ),
    family(
        "n2xh", ("power-cables", "ferrokab", "m"), ("N2XH-{cores}X{section}-{putup}", "FK-N2XH-{cores}X{section}-{putup}"),
        cross(table("cores section", "3 1.5, 3 2.5, 5 2.5, 5 4, 5 10, 5 16"), putup=_CUT_AND_DRUM),
        per_metre(0.42, 0.128),
        en=("Halogen-free cable N2XH-J {cores}x{section} mm² XLPE, {putup}",
            "Copper cable with XLPE insulation and halogen-free sheath for public buildings, class B2ca.",
            "halogen-free cable, LSZH, XLPE"),
        uk=("Кабель безгалогенний N2XH-J {cores}х{section} мм², {putup}",
            "Мідний кабель з ізоляцією XLPE та безгалогенною оболонкою для громадських будівель, клас B2ca.",
            "безгалогенний кабель, LSZH"),
        ru=("Кабель безгалогенный N2XH-J {cores}х{section} мм², {putup}",
            "Медный кабель с изоляцией XLPE и безгалогенной оболочкой для общественных зданий, класс B2ca.",
            "безгалогенный кабель, LSZH"),
        pl=("Kabel bezhalogenowy N2XH-J {cores}x{section} mm², {putup}",
            "Kabel miedziany w izolacji XLPE i powłoce bezhalogenowej do budynków użyteczności publicznej, klasa B2ca.",
            "kabel bezhalogenowy, LSZH, N2XH"),
        pack=metres, step=metres, moq=shortest, fixed={"voltage": "600/1000", "material": "Cu / XLPE"}, lead=6,
    ),
    family(
        "h07v-k", ("single-core", "kabtel", "m"), ("H07VK-{section}-{colour}", "KT-H07VK-{section}-{colour}"),
        [v for v in grid(section=[1.5, 2.5, 4, 6, 10, 16, 25, 35], colour=[BLACK, BLUE, BROWN, GNYE, GREY, RED])
         if v["section"] <= 6 or v["colour"].code in {"BK", "BU", "GNYE"}],
        lambda v: 0.03 + 0.105 * v["section"],
        en=("Wire H07V-K {section} mm², {colour}, ring 100 m",
            "Flexible single-core copper wire for switchboards and conduit, 450/750 V.",
            "H07V-K, LgY, panel wire, stranded wire, flexible single core"),
        uk=("Провід H07V-K {section} мм², {colour}, бухта 100 м",
            "Гнучкий мідний монтажний провід для щитів і прокладання в трубах, 450/750 В.",
            "ПВ-3 {section}, ПВ3, монтажний провід, багатодротовий провід"),
        ru=("Провод H07V-K {section} мм², {colour}, бухта 100 м",
            "Гибкий медный монтажный провод для щитов и прокладки в трубах, 450/750 В.",
            "ПВ-3 {section}, ПВ3, ПуГВ, монтажный провод, многопроволочный провод"),
        pl=("Przewód H07V-K (LgY) {section} mm², {colour}, krążek 100 m",
            "Giętki miedziany przewód jednożyłowy do rozdzielnic i rurek, 450/750 V.",
            "LgY {section}, linka, przewód linkowy"),
        pack=100, step=100, fixed={"voltage": "450/750", "material": "Cu"}, lead=2,
    ),
    family(
        "h05v-k", ("single-core", "kabtel", "m"), ("H05VK-{section}-{colour}", "KT-H05VK-{section}-{colour}"),
        grid(section=[0.5, 0.75, 1.0], colour=[BLUE, RED, BLACK, WHITE, BROWN, GREY]),
        lambda v: 0.025 + 0.1 * v["section"],
        en=("Wire H05V-K {section} mm², {colour}, ring 100 m",
            "Flexible copper wire for control circuits and machine wiring, 300/500 V.",
            "H05V-K, control wire, hook-up wire"),
        uk=("Провід H05V-K {section} мм², {colour}, бухта 100 м",
            "Гнучкий мідний провід для кіл керування та внутрішнього монтажу машин, 300/500 В.",
            "провід керування, монтажний провід {section}"),
        ru=("Провод H05V-K {section} мм², {colour}, бухта 100 м",
            "Гибкий медный провод для цепей управления и внутреннего монтажа машин, 300/500 В.",
            "провод управления, монтажный провод {section}"),
        pl=("Przewód H05V-K {section} mm², {colour}, krążek 100 m",
            "Giętki przewód miedziany do obwodów sterowniczych i okablowania maszyn, 300/500 V.",
            "LgY {section}, linka sterownicza"),
        pack=100, step=100, fixed={"voltage": "300/500", "material": "Cu"}, lead=2,
    ),
)
