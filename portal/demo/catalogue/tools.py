# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Hand tools, power tools, measuring instruments."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.family import Family, choice, family, grid, table

_VDE: Final = choice("V", "VDE 1000 V", "VDE 1000 В", "VDE 1000 В", "VDE 1000 V")
_STD: Final = choice("S", "two-component handle", "двокомпонентна ручка", "двухкомпонентная ручка", "rękojeść dwukomponentowa")
_PLIERS: Final = (
    choice("COM", "Combination pliers", "Пасатижі", "Пассатижи", "Szczypce uniwersalne"), choice("CUT", "Diagonal cutters", "Бокорізи", "Бокорезы", "Szczypce boczne"),
    choice("NOS", "Long-nose pliers", "Довгогубці", "Длинногубцы", "Szczypce wydłużone"), choice("WPP", "Water pump pliers", "Кліщі переставні", "Клещи переставные", "Szczypce nastawne"),
)
_MACHINES: Final = (
    (119, 18, choice("DD", "Cordless drill driver", "Дриль-шурупокрут акумуляторний", "Дрель-шуруповёрт аккумуляторный", "Wiertarko-wkrętarka akumulatorowa")),
    (139, 18, choice("ID", "Cordless impact driver", "Шурупокрут ударний акумуляторний", "Шуруповёрт ударный аккумуляторный", "Zakrętarka udarowa akumulatorowa")),
    (219, 18, choice("RH", "Cordless rotary hammer SDS-plus", "Перфоратор акумуляторний SDS-plus", "Перфоратор аккумуляторный SDS-plus", "Młotowiertarka akumulatorowa SDS-plus")),
    (149, 18, choice("AG", "Cordless angle grinder 125 mm", "Кутова шліфмашина акумуляторна 125 мм", "Угловая шлифмашина аккумуляторная 125 мм", "Szlifierka kątowa akumulatorowa 125 mm")),
    (129, 18, choice("JS", "Cordless jigsaw", "Лобзик акумуляторний", "Лобзик аккумуляторный", "Wyrzynarka akumulatorowa")),
    (135, 18, choice("RS", "Cordless reciprocating saw", "Шабельна пила акумуляторна", "Сабельная пила аккумуляторная", "Piła szablasta akumulatorowa")),
)
_MACHINE_PRICE: Final = {machine.code: price for price, _, machine in _MACHINES}
_METERS: Final = (
    (34, choice("MM1", "Digital multimeter 600 V CAT III", "Мультиметр цифровий 600 В CAT III", "Мультиметр цифровой 600 В CAT III", "Multimetr cyfrowy 600 V CAT III")),
    (96, choice("MM2", "True RMS multimeter 1000 V CAT IV", "Мультиметр True RMS 1000 В CAT IV", "Мультиметр True RMS 1000 В CAT IV", "Multimetr True RMS 1000 V CAT IV")),
    (78, choice("CM", "Clamp meter 600 A AC/DC", "Кліщі струмові 600 А AC/DC", "Клещи токовые 600 А AC/DC", "Miernik cęgowy 600 A AC/DC")),
    (29, choice("VT", "Two-pole voltage tester 12-1000 V", "Покажчик напруги двополюсний 12-1000 В", "Указатель напряжения двухполюсный 12-1000 В", "Dwubiegunowy wskaźnik napięcia 12-1000 V")),
    (12, choice("NT", "Non-contact voltage tester", "Індикатор напруги безконтактний", "Индикатор напряжения бесконтактный", "Bezdotykowy wskaźnik napięcia")),
    (178, choice("IR", "Insulation tester 1000 V", "Мегаомметр 1000 В", "Мегаомметр 1000 В", "Miernik rezystancji izolacji 1000 V")),
    (88, choice("LL", "Cross-line laser, green", "Лазерний рівень, зелений промінь", "Лазерный уровень, зелёный луч", "Laser krzyżowy zielony")),
    (41, choice("LD", "Laser distance meter 40 m", "Лазерний далекомір 40 м", "Лазерный дальномер 40 м", "Dalmierz laserowy 40 m")),
    (62, choice("TC", "Infrared thermometer -50...+550 °C", "Пірометр -50...+550 °C", "Пирометр -50...+550 °C", "Pirometr -50...+550 °C")),
)
_METER_PRICE: Final = {meter.code: price for price, meter in _METERS}

TOOLS: Final[tuple[Family, ...]] = (
    family(
        "screwdriver", ("hand-tools", "hartmeister", "pcs"), ("SDR-{size}X{length}-{function}", "HM{size}{function}"),
        [{**v, "function": f} for f in (_STD, _VDE) for v in table("drive size length", "SL SL2.5 75, SL SL3.5 100, SL SL4.0 100, SL SL5.5 125, SL SL6.5 150, PH PH0 60, PH PH1 80, PH PH2 100, PH PH3 150, PZ PZ1 80, PZ PZ2 100, TX TX10 80, TX TX15 80, TX TX20 100, TX TX25 100, TX TX30 115")],
        lambda v: (2.1 + v["length"] * 0.018) * (1.65 if v["function"].code == "V" else 1),
        en=("Screwdriver {size}x{length} mm, {function}", "Chrome-vanadium-molybdenum blade, magnetised tip.", "screwdriver {drive}, {size} driver"),
        uk=("Викрутка {size}х{length} мм, {function}", "Стрижень із хром-ванадій-молібденової сталі, намагнічене жало.", "викрутка {drive}, відвертка"),
        ru=("Отвёртка {size}х{length} мм, {function}", "Стержень из хром-ванадий-молибденовой стали, намагниченное жало.", "отвёртка {drive}, отвертка"),
        pl=("Wkrętak {size}x{length} mm, {function}", "Grot ze stali chromowo-wanadowo-molibdenowej, końcówka namagnesowana.", "śrubokręt, śrubokręt {drive}, krzyżak, płaski"),
        pack=6, lead=2,
    ),
    family(
        "pliers", ("hand-tools", "hartmeister", "pcs"), ("PLI-{function}-{length}-{class}", "HMP{function}{length}{class}"), grid(**{"function": _PLIERS, "length": [160, 180, 200], "class": ["PRO", "VDE"]}), lambda v: (8.5 + (v["length"] - 160) * 0.05) * (1.5 if v["class"] == "VDE" else 1),
        en=("{function} {length} mm {class}", "Forged chrome-vanadium steel, hardened cutting edges.", "pliers, {function}, cutters"),
        uk=("{function} {length} мм {class}", "Кована хром-ванадієва сталь, загартовані різальні кромки.", "плоскогубці, кусачки, {function}"),
        ru=("{function} {length} мм {class}", "Кованая хром-ванадиевая сталь, закалённые режущие кромки.", "плоскогубцы, кусачки, {function}"),
        pl=("{function} {length} mm {class}", "Kuta stal chromowo-wanadowa, hartowane krawędzie tnące.", "kombinerki, obcęgi, {function}, cążki"),
        lead=2,
    ),
    family(
        "spanner", ("hand-tools", "hartmeister", "pcs"), ("SPN-{size}", "HMC{size}"), grid(size=[str(n) for n in (6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 27, 30, 32)]), lambda v: 1.3 + int(v["size"]) ** 1.55 / 19,
        en=("Combination spanner {size} mm", "Open and ring ends, DIN 3113, matt chrome.", "combination wrench, ring spanner, wrench {size}"),
        uk=("Ключ комбінований {size} мм", "Ріжково-накидний ключ, DIN 3113, матовий хром.", "гайковий ключ, ключ на {size}, ріжковий ключ"),
        ru=("Ключ комбинированный {size} мм", "Рожково-накидной ключ, DIN 3113, матовый хром.", "гаечный ключ, ключ на {size}, рожковый ключ"),
        pl=("Klucz płasko-oczkowy {size} mm", "Klucz DIN 3113, chromowany matowo.", "klucz {size}, oczkowy, płaski"),
        lead=2,
    ),
    family(
        "bit", ("hand-tools", "drillex", "pack"), ("BIT-{size}-{length}", "DXB{size}{length}"), grid(size=["PH1", "PH2", "PH3", "PZ1", "PZ2", "PZ3", "TX10", "TX15", "TX20", "TX25", "TX30", "TX40", "SL5.5"], length=[25, 50, 90]), lambda v: 3.4 * {25: 1, 50: 1.6, 90: 2.3}[v["length"]],
        en=("Screwdriver bits {size}x{length} mm, 10 pcs", 'Impact-rated S2 steel bits, 1/4" hex shank.', "driver bits, impact bits, {size} bit"),
        uk=("Біти {size}х{length} мм, 10 шт.", 'Ударостійкі біти зі сталі S2, хвостовик 1/4".', "насадки для шурупокрута, біта {size}"),
        ru=("Биты {size}х{length} мм, 10 шт.", 'Ударопрочные биты из стали S2, хвостовик 1/4".', "насадки для шуруповёрта, бита {size}"),
        pl=("Bity {size}x{length} mm, 10 szt.", 'Bity udarowe ze stali S2, chwyt 1/4".', "końcówki do wkrętarki, bit {size}, groty"),
        lead=1,
    ),
    family(
        "hex-key", ("hand-tools", "hartmeister", "pcs"), ("HEX-{size}", "HMH{size}"), grid(size=["1.5", "2", "2.5", "3", "4", "5", "6", "8", "10", "12"]), lambda v: 0.45 + float(v["size"]) ** 1.3 * 0.16,
        en=("Hex key {size} mm, long, ball end", "L-key of hardened chrome-vanadium steel.", "allen key, hexagon key"),
        uk=("Ключ шестигранний {size} мм, довгий, з кулькою", "Г-подібний ключ із загартованої хром-ванадієвої сталі.", "імбусовий ключ, шестигранник"),
        ru=("Ключ шестигранный {size} мм, длинный, с шариком", "Г-образный ключ из закалённой хром-ванадиевой стали.", "имбусовый ключ, шестигранник"),
        pl=("Klucz imbusowy {size} mm, długi, z kulką", "Klucz trzpieniowy z hartowanej stali chromowo-wanadowej.", "imbus, ampul, klucz sześciokątny"),
        pack=10, lead=2,
    ),
    family(
        "socket-wrench", ("hand-tools", "hartmeister", "pcs"), ("SKT-{drive}-{size}", "HMS{drive}{size}"), [{"drive": d, "size": str(n)} for d, sizes in (("1/4", (4, 5, 6, 7, 8, 10, 12, 13)), ("1/2", (10, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 30, 32))) for n in sizes], lambda v: (1.2 if v["drive"] == "1/4" else 2.1) + int(v["size"]) * 0.11,
        en=('Hex socket {drive}" {size} mm', "Six-point chrome-vanadium socket, DIN 3124.", "socket, socket wrench, nut driver {size}"),
        uk=('Головка торцева {drive}" {size} мм', "Шестигранна головка з хром-ванадієвої сталі, DIN 3124.", "головка на {size}, торцева голівка"),
        ru=('Головка торцевая {drive}" {size} мм', "Шестигранная головка из хром-ванадиевой стали, DIN 3124.", "головка на {size}, торцевая головка"),
        pl=('Nasadka sześciokątna {drive}" {size} mm', "Nasadka chromowo-wanadowa, DIN 3124.", "nasadka {size}, klucz nasadowy"),
        lead=2,
    ),
    family(
        "tape-measure", ("hand-tools", "hartmeister", "pcs"), ("TM-{metres}-{width}", "HMT{metres}{width}"), table("metres width", "3 16, 5 19, 5 25, 8 25, 10 25"), lambda v: 2.2 + v["metres"] * 0.95,
        en=("Tape measure {metres} m x {width} mm", "Nylon-coated blade, class II accuracy, magnetic hook.", "measuring tape, tape rule"),
        uk=("Рулетка {metres} м х {width} мм", "Полотно з нейлоновим покриттям, клас точності II, магнітний зачіп.", "рулетка вимірювальна, метр"),
        ru=("Рулетка {metres} м х {width} мм", "Полотно с нейлоновым покрытием, класс точности II, магнитный зацеп.", "рулетка измерительная, метр"),
        pl=("Miara zwijana {metres} m x {width} mm", "Taśma powlekana nylonem, klasa dokładności II, haczyk magnetyczny.", "metrówka, taśma miernicza, miarka"),
        lead=2,
    ),
    family(
        "knife", ("hand-tools", "hartmeister", "pcs"), ("KNF-{function}", "HMK{function}"), grid(function=[choice("18", "snap-off 18 mm", "з відламним лезом 18 мм", "с отламным лезвием 18 мм", "z ostrzem łamanym 18 mm"), choice("25", "snap-off 25 mm", "з відламним лезом 25 мм", "с отламным лезвием 25 мм", "z ostrzem łamanym 25 mm"), choice("TRP", "trapezoid blade", "з трапецієвидним лезом", "с трапециевидным лезвием", "z ostrzem trapezowym"), choice("CBL", "cable dismantling with hook", "монтерський з п'яткою", "монтёрский с пяткой", "monterski z hakiem")]), lambda v: {"18": 3.2, "25": 5.1, "TRP": 6.4, "CBL": 9.8}[v["function"].code],
        en=("Knife, {function}", "Metal guide, non-slip handle.", "cutter, utility knife, stanley knife"),
        uk=("Ніж {function}", "Металева напрямна, неслизька ручка.", "канцелярський ніж, ніж будівельний"),
        ru=("Нож {function}", "Металлическая направляющая, нескользящая ручка.", "канцелярский нож, строительный нож"),
        pl=("Nóż {function}", "Prowadnica metalowa, uchwyt antypoślizgowy.", "nożyk, łamak, nóż do tapet"),
        pack=6, lead=1,
    ),
    family(
        "crimper", ("hand-tools", "presskon", "pcs"), ("CRT-{function}", "PKT{function}"), grid(function=[choice("F6", "for ferrules 0.25-6 mm²", "для втулкових наконечників 0,25-6 мм²", "для втулочных наконечников 0,25-6 мм²", "do tulejek 0,25-6 mm²"), choice("F16", "for ferrules 6-16 mm²", "для втулкових наконечників 6-16 мм²", "для втулочных наконечников 6-16 мм²", "do tulejek 6-16 mm²"), choice("INS", "for insulated terminals 0.5-6 mm²", "для ізольованих наконечників 0,5-6 мм²", "для изолированных наконечников 0,5-6 мм²", "do końcówek izolowanych 0,5-6 mm²"), choice("RJ", "for RJ45 plugs", "для конекторів RJ45", "для коннекторов RJ45", "do wtyków RJ45"), choice("HYD", "hydraulic, lugs 16-300 mm²", "гідравлічний, наконечники 16-300 мм²", "гидравлический, наконечники 16-300 мм²", "hydrauliczna, końcówki 16-300 mm²")]), lambda v: {"F6": 24, "F16": 31, "INS": 22, "RJ": 19, "HYD": 148}[v["function"].code],
        en=("Crimping tool {function}", "Ratchet or hydraulic mechanism, exchangeable dies.", "crimper, crimping pliers"),
        uk=("Прес-інструмент {function}", "Храповий або гідравлічний механізм, змінні матриці.", "обтискач, обжимні кліщі, кримпер"),
        ru=("Пресс-инструмент {function}", "Храповой или гидравлический механизм, сменные матрицы.", "обжимные клещи, кримпер, обжимка"),
        pl=("Praska {function}", "Mechanizm zapadkowy lub hydrauliczny, wymienne matryce.", "zaciskarka, prasa do końcówek"),
        lead=5,
    ),
    family(
        "machine", ("power-tools", "cordax", "pcs"), ("CX-{function}-{voltage}", "CDX{function}{voltage}"), [{"function": m, "voltage": str(volts)} for _, volts, m in _MACHINES] + [{"function": m, "voltage": "12"} for _, _, m in _MACHINES if m.code in {"DD", "ID"}], lambda v: _MACHINE_PRICE[v["function"].code] * (0.7 if v["voltage"] == "12" else 1),
        en=("{function} {voltage} V", "Brushless Cordax system tool, supplied without battery and charger.", "cordless tool, {function}, battery tool"),
        uk=("{function} {voltage} В", "Безщітковий інструмент системи Cordax, без акумулятора та зарядного пристрою.", "акумуляторний інструмент, шурик, болгарка"),
        ru=("{function} {voltage} В", "Бесщёточный инструмент системы Cordax, без аккумулятора и зарядного устройства.", "аккумуляторный инструмент, шурик, болгарка"),
        pl=("{function} {voltage} V", "Narzędzie bezszczotkowe systemu Cordax, bez akumulatora i ładowarki.", "wkrętarka, narzędzie akumulatorowe, flex"),
        lead=5,
    ),
    family(
        "tool-battery", ("power-tools", "cordax", "pcs"), ("CX-{function}-{voltage}", "CDX{function}{voltage}"), grid(function=[choice("B2", "Battery 2.0 Ah", "Акумулятор 2,0 А·год", "Аккумулятор 2,0 А·ч", "Akumulator 2,0 Ah"), choice("B5", "Battery 5.0 Ah", "Акумулятор 5,0 А·год", "Аккумулятор 5,0 А·ч", "Akumulator 5,0 Ah"), choice("CH", "Fast charger", "Зарядний пристрій швидкий", "Зарядное устройство быстрое", "Ładowarka szybka")], voltage=["12", "18"]), lambda v: {"B2": 39, "B5": 69, "CH": 42}[v["function"].code] * (0.75 if v["voltage"] == "12" else 1),
        en=("{function} {voltage} V Cordax", "Fits every tool of the Cordax {voltage} V system.", "battery pack, charger, accumulator"),
        uk=("{function} {voltage} В Cordax", "Підходить до всіх інструментів системи Cordax {voltage} В.", "батарея до шурупокрута, зарядка"),
        ru=("{function} {voltage} В Cordax", "Подходит ко всем инструментам системы Cordax {voltage} В.", "батарея для шуруповёрта, зарядка"),
        pl=("{function} {voltage} V Cordax", "Pasuje do wszystkich narzędzi systemu Cordax {voltage} V.", "bateria do wkrętarki, ładowarka"),
        lead=5,
    ),
    family(
        "meter", ("power-tools", "metrivolt", "pcs"), ("MV-{function}", "MV{function}-2"), grid(function=[m for _, m in _METERS]), lambda v: _METER_PRICE[v["function"].code],
        en=("{function}", "Supplied with case, leads or batteries as applicable and a calibration sheet.", "tester, meter, measuring instrument"),
        uk=("{function}", "У комплекті чохол, щупи або батарейки та протокол калібрування.", "тестер, вимірювальний прилад, прозвонка"),
        ru=("{function}", "В комплекте чехол, щупы или батарейки и протокол калибровки.", "тестер, измерительный прибор, прозвонка"),
        pl=("{function}", "W komplecie pokrowiec, przewody lub baterie oraz protokół kalibracji.", "miernik, tester, próbówka"),
        lead=6,
    ),
)
