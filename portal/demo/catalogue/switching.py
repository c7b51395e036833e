# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Contactors, relays, control gear, terminal blocks."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.choices import AC24, AC230, BLUE, DC12, DC24, GNYE, GREEN, GREY, RED, WHITE, YELLOW
from portal.demo.catalogue.family import Family, choice, family, grid, table

_SCREW: Final = choice("SC", "screw clamp", "гвинтова", "винтовая", "śrubowa")
_PUSH: Final = choice("PI", "push-in", "пружинна push-in", "пружинная push-in", "sprężynowa push-in")
_FLUSH_BUTTON: Final = choice("B", "push button", "кнопка", "кнопка", "przycisk")
_LAMP: Final = choice("L", "pilot light LED 24 V", "сигнальна лампа LED 24 В", "сигнальная лампа LED 24 В", "lampka sygnalizacyjna LED 24 V")
_LIT: Final = choice("BL", "illuminated push button", "кнопка з підсвіткою", "кнопка с подсветкой", "przycisk podświetlany")
_KW: Final = {9: 4, 12: 5.5, 18: 7.5, 25: 11, 32: 15, 40: 18.5, 50: 22, 65: 30, 80: 37, 95: 45}

SWITCHING: Final[tuple[Family, ...]] = (
    family(
        "contactor", ("switching", "voltmar", "pcs"), ("CON-{amps}-{coil}", "VM-K{amps}{coil}"),
        [{**v, "kw": _KW[v["amps"]]} for v in grid(amps=list(_KW), coil=[AC230, DC24])],
        lambda v: (11 + 0.75 * v["amps"] + (v["amps"] / 20) ** 2) * (1.25 if v["coil"].code == "24VDC" else 1),
        en=("Contactor 3P {amps} A, {kw} kW AC-3, coil {coil}", "Power contactor for motors and heating, 1 NO + 1 NC auxiliary contacts.", "contactor, motor contactor, power contactor"),
        uk=("Контактор 3P {amps} А, {kw} кВт AC-3, котушка {coil}", "Силовий контактор для двигунів і обігріву, допоміжні контакти 1НВ + 1НЗ.", "пускач, магнітний пускач, ПМЛ"),
        ru=("Контактор 3P {amps} А, {kw} кВт AC-3, катушка {coil}", "Силовой контактор для двигателей и обогрева, дополнительные контакты 1НО + 1НЗ.", "пускатель, магнитный пускатель, ПМЛ, КМИ"),
        pl=("Stycznik 3P {amps} A, {kw} kW AC-3, cewka {coil}", "Stycznik mocy do silników i ogrzewania, styki pomocnicze 1NO + 1NC.", "stycznik silnikowy, stycznik mocy"),
        fixed={"poles": "3P"}, lead=6,
    ),
    family(
        "mod-contactor", ("switching", "ampero", "pcs"), ("MCON-{poles}-{amps}", "AM-MK{poles}{amps}"), grid(poles=["2P", "4P"], amps=[20, 25, 40, 63]),
        lambda v: (9 + v["amps"] * 0.42) * (1.45 if v["poles"] == "4P" else 1),
        en=("Modular contactor {poles} {amps} A 230 V AC", "Quiet DIN-rail contactor for lighting, boilers and heat pumps.", "modular contactor, installation contactor, day/night contactor"),
        uk=("Контактор модульний {poles} {amps} А 230 В AC", "Безшумний контактор на DIN-рейку для освітлення, бойлерів і теплових насосів.", "модульний контактор, безшумний контактор"),
        ru=("Контактор модульный {poles} {amps} А 230 В AC", "Бесшумный контактор на DIN-рейку для освещения, бойлеров и тепловых насосов.", "модульный контактор, бесшумный контактор"),
        pl=("Stycznik modułowy {poles} {amps} A 230 V AC", "Cichy stycznik na szynę DIN do oświetlenia, bojlerów i pomp ciepła.", "stycznik instalacyjny, stycznik bezgłośny"),
        fixed={"coil": AC230}, lead=4,
    ),
    family(
        "overload", ("switching", "voltmar", "pcs"), ("OLR-{range}", "VM-TR{range}"), grid(range=["0.63-1", "1-1.6", "1.6-2.5", "2.5-4", "4-6", "5.5-8", "7-10", "9-13", "12-18", "17-25", "23-32", "30-40"]),
        lambda v: 14 + float(v["range"].split("-")[1]) * 0.55,
        en=("Thermal overload relay {range} A", "Class 10A overload relay that plugs onto the contactor; manual or automatic reset.", "overload relay, thermal relay, motor overload"),
        uk=("Теплове реле {range} А", "Реле перевантаження класу 10A, встановлюється на контактор; ручне або автоматичне повернення.", "теплове реле, РТЛ, реле перевантаження"),
        ru=("Тепловое реле {range} А", "Реле перегрузки класса 10A, устанавливается на контактор; ручной или автоматический возврат.", "тепловое реле, РТЛ, РТИ, реле перегрузки"),
        pl=("Przekaźnik termiczny {range} A", "Przekaźnik przeciążeniowy klasy 10A do montażu na styczniku; kasowanie ręczne lub automatyczne.", "termik, przekaźnik termobimetalowy"),
        lead=6,
    ),
    family(
        "mpcb", ("switching", "voltmar", "pcs"), ("MPCB-{range}", "VM-MS{range}"), grid(range=["0.4-0.63", "0.63-1", "1-1.6", "1.6-2.5", "2.5-4", "4-6.3", "6-10", "9-14", "13-18", "17-23", "20-25", "24-32"]),
        lambda v: 26 + float(v["range"].split("-")[1]) * 0.8,
        en=("Motor protection circuit breaker {range} A", "Manual motor starter with adjustable overload and fixed short-circuit release.", "motor starter, MPCB, motor breaker"),
        uk=("Автомат захисту двигуна {range} А", "Ручний пускач двигуна з регульованим тепловим і фіксованим електромагнітним розчіплювачем.", "мотор-автомат, автомат пуску двигуна"),
        ru=("Автомат защиты двигателя {range} А", "Ручной пускатель двигателя с регулируемым тепловым и фиксированным электромагнитным расцепителем.", "мотор-автомат, автомат пуска двигателя, АПД"),
        pl=("Wyłącznik silnikowy {range} A", "Ręczny wyłącznik silnikowy z nastawnym wyzwalaczem przeciążeniowym i stałym zwarciowym.", "wyłącznik silnikowy, M611, motorowy"),
        fixed={"poles": "3P"}, lead=7,
    ),
    family(
        "pilot", ("switching", "voltmar", "pcs"), ("PIL-{function}-{colour}", "VM-22{function}{colour}"), grid(function=[_FLUSH_BUTTON, _LAMP, _LIT], colour=[GREEN, RED, YELLOW, BLUE, WHITE]),
        lambda v: {"B": 4.2, "L": 3.1, "BL": 9.8}[v["function"].code],
        en=("{function} 22 mm, {colour}", "Control unit for 22.5 mm panel cut-out, IP65 at the front.", "push button, pilot light, control unit 22 mm, indicator"),
        uk=("{function} 22 мм, {colour:f}", "Для монтажного отвору 22,5 мм, лицьова частина IP65.", "кнопка, сигнальна лампа, індикатор, кнопка пуск-стоп"),
        ru=("{function} 22 мм, {colour:f}", "Для монтажного отверстия 22,5 мм, лицевая часть IP65.", "кнопка, сигнальная лампа, индикатор, кнопка пуск-стоп"),
        pl=("{function} 22 mm, kolor {colour:m}", "Do otworu montażowego 22,5 mm, od frontu IP65.", "przycisk, lampka, kontrolka, sterownik 22 mm"),
        lead=4,
    ),
    family(
        "relay", ("switching", "voltmar", "pcs"), ("REL-{poles}-{coil}", "VM-R{poles}{coil}"), grid(poles=["2CO", "4CO"], coil=[DC12, DC24, AC24, AC230]),
        lambda v: 4.1 if v["poles"] == "2CO" else 5.4,
        en=("Plug-in relay {poles}, coil {coil}", "Industrial relay with LED and test lever; fits an 8- or 14-pin socket.", "interface relay, ice-cube relay, plug-in relay"),
        uk=("Реле проміжне {poles}, котушка {coil}", "Промислове реле зі світлодіодом і важелем тесту, під 8- або 14-контактну колодку.", "проміжне реле, інтерфейсне реле, реле з колодкою"),
        ru=("Реле промежуточное {poles}, катушка {coil}", "Промышленное реле со светодиодом и рычагом теста, под 8- или 14-контактную колодку.", "промежуточное реле, интерфейсное реле, реле с колодкой"),
        pl=("Przekaźnik przemysłowy {poles}, cewka {coil}", "Przekaźnik z diodą LED i dźwignią testową, do gniazda 8- lub 14-pinowego.", "przekaźnik pomocniczy, przekaźnik elektromagnetyczny"),
        pack=10, lead=5,
    ),
    family(
        "psu", ("switching", "voltmar", "pcs"), ("PSU-{voltage}-{watts}", "VM-PS{watts}-{voltage}"), grid(voltage=["24"], watts=[15, 30, 60, 120, 240, 480]) + grid(voltage=["12"], watts=[15, 30, 60]),
        lambda v: 14 + v["watts"] * 0.36,
        en=("DIN-rail power supply {voltage} V DC {watts} W", "Switch-mode power supply 100-240 V AC, short-circuit proof, LED indication.", "power supply, PSU, 24V supply"),
        uk=("Блок живлення на DIN-рейку {voltage} В DC {watts} Вт", "Імпульсний блок живлення 100-240 В AC, стійкий до короткого замикання, зі світловою індикацією.", "блок живлення, БЖ 24 В, джерело живлення"),
        ru=("Блок питания на DIN-рейку {voltage} В DC {watts} Вт", "Импульсный блок питания 100-240 В AC, устойчив к короткому замыканию, со световой индикацией.", "блок питания, БП 24 В, источник питания"),
        pl=("Zasilacz na szynę DIN {voltage} V DC {watts} W", "Zasilacz impulsowy 100-240 V AC, odporny na zwarcie, z sygnalizacją LED.", "zasilacz 24V, zasilacz impulsowy"),
        lead=5,
    ),
    family(
        "terminal", ("terminals", "klemtor", "pcs"), ("TB-{function}-{section}-{colour}", "KL{function}{section}{colour}"), grid(function=[_SCREW, _PUSH], section=[2.5, 4, 6, 10, 16, 35], colour=[GREY, BLUE, GNYE]),
        lambda v: (0.32 + v["section"] * 0.085) * (2.6 if v["colour"].code == "GNYE" else 1) * (1.25 if v["function"].code == "PI" else 1),
        en=("Terminal block {section} mm², {function}, {colour}", "Feed-through terminal block for DIN rail TS35.", "terminal block, DIN terminal, feed-through terminal"),
        uk=("Клема прохідна {section} мм², {function}, {colour:f}", "Прохідна клема на DIN-рейку TS35.", "клемник, клемна колодка, ЗНІ, клема на DIN-рейку"),
        ru=("Клемма проходная {section} мм², {function}, {colour:f}", "Проходная клемма на DIN-рейку TS35.", "клеммник, клеммная колодка, ЗНИ, клемма на DIN-рейку"),
        pl=("Złączka szynowa {section} mm², {function}, {colour:f}", "Złączka przelotowa na szynę DIN TS35.", "listwa zaciskowa, złączka ZUG, zacisk na szynę"),
        pack=lambda v: 50 if v["section"] <= 6 else 20, step=10, lead=3,
    ),
    family(
        "lever", ("terminals", "klemtor", "pcs"), ("LC-{way}-{section}", "KL-LC{way}/{section}"), table("way section", "2 4, 3 4, 5 4, 2 6, 3 6, 5 6"), lambda v: 0.16 + 0.045 * v["way"] + 0.03 * (v["section"] - 4),
        en=("Lever connector {way} x {section} mm²", "Compact splicing connector with levers for solid and stranded wires, reusable.", "splice connector, lever nut, quick connector"),
        uk=("Клема з важелем {way} х {section} мм²", "Компактна з'єднувальна клема з важелями для одно- та багатодротових проводів, багаторазова.", "ваго, клема ваго, швидкозатискна клема"),
        ru=("Клемма с рычагом {way} х {section} мм²", "Компактная соединительная клемма с рычагами для одно- и многопроволочных проводов, многоразовая.", "ваго, клемма ваго, быстрозажимная клемма"),
        pl=("Szybkozłączka z dźwignią {way} x {section} mm²", "Kompaktowa złączka instalacyjna z dźwigniami do drutu i linki, wielokrotnego użytku.", "wago, złączka wago, szybkozłączka"),
        pack=lambda v: {2: 100, 3: 50, 5: 25}[v["way"]], step=lambda v: {2: 100, 3: 50, 5: 25}[v["way"]], lead=2,
    ),
    family(
        "comb", ("terminals", "ampero", "pcs"), ("COMB-{poles}-{modules}", "AM-CB{poles}{modules}"), grid(poles=["1P", "2P", "3P"], modules=[12, 54]), lambda v: (1.8 if v["modules"] == 12 else 6.6) * (0.6 + 0.4 * int(v["poles"][0])),
        en=("Busbar comb {poles} pin, {modules:module/modules}", "Copper connecting busbar for circuit breakers, 10 mm², 63 A.", "comb busbar, phase busbar, pin busbar"),
        uk=("Шина з'єднувальна {poles} штирова, {modules:модуль/модулі/модулів}", "Мідна гребінка для з'єднання автоматів, 10 мм², 63 А.", "гребінка, шина PIN, гребінка для автоматів"),
        ru=("Шина соединительная {poles} штыревая, {modules:модуль/модуля/модулей}", "Медная гребёнка для соединения автоматов, 10 мм², 63 А.", "гребёнка, шина PIN, гребёнка для автоматов"),
        pl=("Szyna łączeniowa {poles} sztyftowa, {modules:moduł/moduły/modułów}", "Miedziana szyna grzebieniowa do wyłączników, 10 mm², 63 A.", "grzebień, szyna grzebieniowa, mostek"),
        lead=3,
    ),
)
