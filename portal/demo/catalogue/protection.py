# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Circuit breakers, residual current devices, fuses and surge protection."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.family import Family, Variant, family, grid, table

_POLES: Final = {"1P": 1.0, "1P+N": 1.7, "2P": 2.2, "3P": 3.4, "3P+N": 4.5, "4P": 4.7}
_RATINGS: Final = (6, 10, 13, 16, 20, 25, 32, 40, 50, 63)


def _mcb(v: Variant) -> float:
    curve = {"B": 1.0, "C": 1.05, "D": 1.35}[v["curve"]]
    rating = 1.35 if v["amps"] > 40 else 1.15 if v["amps"] > 25 or v["amps"] < 10 else 1.0
    return 2.35 * _POLES[v["poles"]] * curve * rating


_STANDARD_MCB: Final = (
    grid(poles=["1P", "3P"], curve=["B", "C"], amps=_RATINGS)
    + grid(poles=["1P+N"], curve=["B", "C"], amps=[6, 10, 16, 20, 25, 32])
    + grid(poles=["2P"], curve=["B", "C"], amps=_RATINGS)
    + grid(poles=["3P+N"], curve=["B", "C"], amps=[16, 20, 25, 32, 40, 63])
)
_INDUSTRIAL_MCB: Final = grid(poles=["1P", "2P", "3P"], curve=["C", "D"], amps=[2, 4, 6, 10, 16, 20, 25, 32, 40, 63])

PROTECTION: Final[tuple[Family, ...]] = (
    family(
        "mcb-6ka", ("mcb", "ampero", "pcs"), ("MCB6-{poles}-{curve}{amps}", "AM6{curve}{amps}{poles}"), _STANDARD_MCB, _mcb,
        en=("Circuit breaker {poles} {curve}{amps} 6 kA",
            "Miniature circuit breaker for DIN rail, {amps} A, curve {curve}, against overload and short circuit in dwellings and offices.",
            "MCB, breaker, miniature circuit breaker, {amps}A breaker, {curve}{amps}"),
        uk=("Автоматичний вимикач {poles} {curve}{amps} 6 кА",
            "Модульний автоматичний вимикач на DIN-рейку, {amps} А, характеристика {curve}; захист від перевантаження та короткого замикання.",
            "автомат, автомат {amps}А, автомат {curve}{amps}, модульний автомат"),
        ru=("Автоматический выключатель {poles} {curve}{amps} 6 кА",
            "Модульный автоматический выключатель на DIN-рейку, {amps} А, характеристика {curve}; защита от перегрузки и короткого замыкания.",
            "автомат, автомат {amps}А, автомат {curve}{amps}, модульный автомат"),
        pl=("Wyłącznik nadprądowy {poles} {curve}{amps} 6 kA",
            "Wyłącznik modułowy na szynę DIN, {amps} A, charakterystyka {curve}; zabezpieczenie przeciążeniowe i zwarciowe.",
            "eska, es {curve}{amps}, bezpiecznik automatyczny, korek, {curve}{amps}"),
        pack=12, fixed={"breaking": 6, "standard": "EN 60898-1"}, lead=2,
    ),
    family(
        "mcb-10ka", ("mcb", "voltmar", "pcs"), ("MCB10-{poles}-{curve}{amps}", "VM10-{poles}{curve}{amps}"), _INDUSTRIAL_MCB, lambda v: _mcb(v) * 1.75,
        en=("Circuit breaker {poles} {curve}{amps} 10 kA",
            "Industrial circuit breaker for DIN rail, {amps} A, curve {curve}, for switchboards and machines.",
            "MCB 10kA, industrial breaker, {curve}{amps} 10kA"),
        uk=("Автоматичний вимикач {poles} {curve}{amps} 10 кА",
            "Промисловий автоматичний вимикач на DIN-рейку, {amps} А, характеристика {curve}; для щитів і верстатів.",
            "автомат 10 кА, промисловий автомат, автомат {curve}{amps}"),
        ru=("Автоматический выключатель {poles} {curve}{amps} 10 кА",
            "Промышленный автоматический выключатель на DIN-рейку, {amps} А, характеристика {curve}; для щитов и станков.",
            "автомат 10 кА, промышленный автомат, автомат {curve}{amps}"),
        pl=("Wyłącznik nadprądowy {poles} {curve}{amps} 10 kA",
            "Wyłącznik przemysłowy na szynę DIN, {amps} A, charakterystyka {curve}; do rozdzielnic i maszyn.",
            "eska 10kA, es 10kA, wyłącznik przemysłowy"),
        pack=12, fixed={"breaking": 10, "standard": "EN 60947-2"}, lead=4,
    ),
    family(
        "rccb", ("rcd", "ampero", "pcs"), ("RCD-{poles}-{amps}-{leakage}-{rcd_type}", "AMR{poles}{amps}/{leakage}{rcd_type}"),
        grid(poles=["2P"], amps=[25, 40, 63], leakage=[30, 100], rcd_type=["AC", "A"])
        + grid(poles=["4P"], amps=[25, 40, 63], leakage=[30, 100, 300], rcd_type=["AC", "A"])
        + grid(poles=["4P"], amps=[40, 63], leakage=[30], rcd_type=["B"]),
        lambda v: (14.5 if v["poles"] == "2P" else 24) * {"AC": 1, "A": 1.3, "B": 7.5}[v["rcd_type"]] * (0.85 + v["amps"] / 160),
        en=("RCD {poles} {amps} A {leakage} mA type {rcd_type}", "Residual current circuit breaker without overcurrent protection; protects people against electric shock.",
            "RCD, RCCB, earth leakage breaker, residual current device"),
        uk=("ПЗВ {poles} {amps} А {leakage} мА тип {rcd_type}", "Пристрій захисного вимкнення без захисту від надструму; захищає людей від ураження струмом.",
            "пристрій захисного вимкнення, УЗО, диференційне реле, вимикач диференційний"),
        ru=("УЗО {poles} {amps} А {leakage} мА тип {rcd_type}", "Устройство защитного отключения без защиты от сверхтока; защищает людей от поражения током.",
            "устройство защитного отключения, дифференциальный выключатель, ВДТ"),
        pl=("Wyłącznik różnicowoprądowy {poles} {amps} A {leakage} mA typ {rcd_type}", "Wyłącznik różnicowoprądowy bez członu nadprądowego; chroni ludzi przed porażeniem.",
            "różnicówka, RCD, wyłącznik różnicowy"),
        pack=1, fixed={"standard": "EN 61008-1"}, lead=3,
    ),
    family(
        "rcbo", ("rcd", "ampero", "pcs"), ("RCBO-{poles}-{curve}{amps}-{leakage}{rcd_type}", "AMD{poles}{curve}{amps}{rcd_type}"),
        grid(poles=["1P+N"], curve=["B", "C"], amps=[6, 10, 16, 20, 25, 32], leakage=[30], rcd_type=["A"])
        + grid(poles=["1P+N"], curve=["C"], amps=[10, 16, 20, 25, 32], leakage=[30], rcd_type=["AC"]) + grid(poles=["3P+N"], curve=["C"], amps=[16, 25, 32], leakage=[30], rcd_type=["A"]),
        lambda v: (19 if v["poles"] == "1P+N" else 58) * (1.2 if v["rcd_type"] == "A" else 1) * (1.1 if v["amps"] > 25 else 1),
        en=("RCBO {poles} {curve}{amps} {leakage} mA type {rcd_type} 6 kA", "Combined residual current and overcurrent protection for one circuit.",
            "RCBO, combined RCD MCB, residual current breaker with overload"),
        uk=("Диференційний автомат {poles} {curve}{amps} {leakage} мА тип {rcd_type} 6 кА", "Поєднує захист від струму витоку, перевантаження та короткого замикання в одному колі.",
            "дифавтомат, диф, диференційний автоматичний вимикач"),
        ru=("Дифавтомат {poles} {curve}{amps} {leakage} мА тип {rcd_type} 6 кА", "Объединяет защиту от тока утечки, перегрузки и короткого замыкания в одной цепи.",
            "дифференциальный автомат, диф, АВДТ"),
        pl=("Wyłącznik różnicowo-nadprądowy {poles} {curve}{amps} {leakage} mA typ {rcd_type} 6 kA", "Zabezpieczenie różnicowoprądowe, przeciążeniowe i zwarciowe jednego obwodu.",
            "RCBO, różnicówka z nadprądówką, kombinowany"),
        fixed={"breaking": 6, "standard": "EN 61009-1"}, lead=3,
    ),
    family(
        "afdd", ("rcd", "voltmar", "pcs"), ("AFDD-{curve}{amps}", "VM-AF{curve}{amps}"), grid(curve=["B", "C"], amps=[10, 16, 20]), lambda v: 84 + v["amps"] * 0.4,
        en=("Arc fault detection device {curve}{amps} 30 mA", "Detects dangerous arcs in cables and disconnects the circuit; with RCD and breaker functions.", "AFDD, arc fault breaker"),
        uk=("Пристрій захисту від дугового пробою {curve}{amps} 30 мА", "Виявляє небезпечне іскріння в проводці та вимикає коло; з функціями ПЗВ і автомата.", "AFDD, УЗДП, захист від іскріння"),
        ru=("Устройство защиты от дугового пробоя {curve}{amps} 30 мА", "Обнаруживает опасное искрение в проводке и отключает цепь; с функциями УЗО и автомата.", "УЗДП, AFDD, УЗИс, защита от искрения"),
        pl=("Detektor iskrzenia AFDD {curve}{amps} 30 mA", "Wykrywa niebezpieczne iskrzenie w przewodach i rozłącza obwód; z funkcją różnicową i nadprądową.", "AFDD, wyłącznik przeciwiskrzeniowy"),
        fixed={"poles": "1P+N", "leakage": 30}, lead=10,
    ),
    family(
        "isolator", ("mcb", "ampero", "pcs"), ("ISO-{poles}-{amps}", "AMS{poles}{amps}"), grid(poles=["1P", "2P", "3P", "4P"], amps=[32, 40, 63, 100]),
        lambda v: _POLES[v["poles"]] * (2.0 + v["amps"] / 35),
        en=("Switch disconnector {poles} {amps} A", "Modular main switch for DIN rail, for isolating a board or a circuit under load.", "main switch, isolator"),
        uk=("Вимикач навантаження {poles} {amps} А", "Модульний ввідний вимикач на DIN-рейку для вимкнення щита або лінії під навантаженням.", "ввідний рубильник, роз'єднувач, модульний рубильник"),
        ru=("Выключатель нагрузки {poles} {amps} А", "Модульный вводной выключатель на DIN-рейку для отключения щита или линии под нагрузкой.", "вводной рубильник, разъединитель, модульный рубильник"),
        pl=("Rozłącznik izolacyjny {poles} {amps} A", "Modułowy rozłącznik główny na szynę DIN do odłączania rozdzielnicy lub obwodu pod obciążeniem.", "rozłącznik, FR {amps}, wyłącznik główny"),
        lead=3,
    ),
    family(
        "mccb", ("mcb", "voltmar", "pcs"), ("MCCB-{poles}-{amps}", "VM-MC{amps}-{poles}"), grid(poles=["3P", "4P"], amps=[63, 80, 100, 125, 160, 200, 250]),
        lambda v: (52 + v["amps"] * 0.72) * (1.28 if v["poles"] == "4P" else 1),
        en=("Moulded case circuit breaker {poles} {amps} A 36 kA", "Power circuit breaker with adjustable thermal release, for main distribution boards.", "MCCB, moulded case breaker"),
        uk=("Силовий автоматичний вимикач {poles} {amps} А 36 кА", "Автоматичний вимикач у литому корпусі з регульованим тепловим розчіплювачем, для головних щитів.", "силовий автомат, литий автомат, автомат на ввід"),
        ru=("Силовой автоматический выключатель {poles} {amps} А 36 кА", "Автоматический выключатель в литом корпусе с регулируемым тепловым расцепителем, для главных щитов.", "силовой автомат, литой автомат, автомат на ввод"),
        pl=("Wyłącznik mocy {poles} {amps} A 36 kA", "Wyłącznik kompaktowy z regulowanym wyzwalaczem termicznym, do rozdzielnic głównych.", "MCCB, wyłącznik kompaktowy"),
        fixed={"breaking": 36}, lead=12,
    ),
    family(
        "fuse-nh", ("fuses", "voltmar", "pcs"), ("NH{size}-{amps}", "VM-NH{size}GG{amps}"),
        table("size amps", "00 25, 00 35, 00 50, 00 63, 00 80, 00 100, 00 125, 00 160, 1 160, 1 200, 1 250, 2 250, 2 315, 2 400"),
        lambda v: 2.6 + v["amps"] * 0.026,
        en=("Fuse link NH{size} gG {amps} A 500 V", "Knife-blade fuse link for cable and line protection.", "NH fuse, blade fuse, HRC fuse"),
        uk=("Плавка вставка NH{size} gG {amps} А 500 В", "Ножова плавка вставка для захисту кабелів і ліній.", "ПН-2, запобіжник ножовий, вставка NH"),
        ru=("Плавкая вставка NH{size} gG {amps} А 500 В", "Ножевая плавкая вставка для защиты кабелей и линий.", "ППН, предохранитель ножевой, вставка NH"),
        pl=("Wkładka bezpiecznikowa NH{size} gG {amps} A 500 V", "Wkładka nożowa do zabezpieczania kabli i linii.", "WT-{size}, bezpiecznik nożowy, wkładka mocy"),
        pack=3, step=3, lead=4,
    ),
    family(
        "fuse-cyl", ("fuses", "voltmar", "pcs"), ("CYL{size}-{amps}", "VM-CH{size}GG{amps}"), grid(size=["10x38"], amps=[2, 4, 6, 10, 16, 20, 25, 32]) + grid(size=["14x51"], amps=[16, 25, 32, 50]),
        lambda v: 0.55 if v["size"] == "10x38" else 1.15,
        en=("Cylindrical fuse {size} gG {amps} A", "Cylindrical fuse link for DIN-rail fuse holders.", "cartridge fuse, cylindrical fuse link"),
        uk=("Запобіжник циліндричний {size} gG {amps} А", "Циліндрична плавка вставка для тримачів на DIN-рейку.", "циліндрична вставка, плавкий запобіжник"),
        ru=("Предохранитель цилиндрический {size} gG {amps} А", "Цилиндрическая плавкая вставка для держателей на DIN-рейку.", "цилиндрическая вставка, плавкий предохранитель"),
        pl=("Wkładka cylindryczna {size} gG {amps} A", "Wkładka bezpiecznikowa cylindryczna do podstaw na szynę DIN.", "bezpiecznik cylindryczny, wkładka topikowa"),
        pack=10, step=10, lead=4,
    ),
    family(
        "spd", ("fuses", "ampero", "pcs"), ("SPD-{class}-{poles}", "AM-SP{class}-{poles}"), grid(**{"class": ["T1+T2", "T2", "T2-PV"], "poles": ["1P+N", "3P", "3P+N"]}),
        lambda v: {"T1+T2": 42, "T2": 18, "T2-PV": 26}[v["class"]] * {"1P+N": 1, "3P": 1.7, "3P+N": 2.1}[v["poles"]],
        en=("Surge protective device {class} {poles}", "Protects installations and electronics against lightning and switching surges.", "SPD, surge arrester, lightning protection"),
        uk=("Обмежувач перенапруги {class} {poles}", "Захищає електроустановку та електроніку від грозових і комутаційних перенапруг.", "ПЗІП, розрядник, грозозахист, УЗІП"),
        ru=("Ограничитель перенапряжения {class} {poles}", "Защищает электроустановку и электронику от грозовых и коммутационных перенапряжений.", "УЗИП, ОПН, разрядник, грозозащита"),
        pl=("Ogranicznik przepięć {class} {poles}", "Chroni instalację i elektronikę przed przepięciami atmosferycznymi i łączeniowymi.", "ochronnik przeciwprzepięciowy, odgromnik, SPD"),
        lead=6,
    ),
)
