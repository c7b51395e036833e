# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Distribution boards, boxes, cable glands."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.choices import BLACK, CLEAR, GREY, WHITE
from portal.demo.catalogue.family import Family, choice, family, grid, table

_FLUSH: Final = choice("F", "flush", "вбудований", "встраиваемый", "podtynkowa")
_SURFACE: Final = choice("S", "surface", "накладний", "накладной", "natynkowa")
_BRASS: Final = choice("BR", "nickel-plated brass", "латунь нікельована", "латунь никелированная", "mosiądz niklowany")
_NYLON: Final = choice("PA", "polyamide", "поліамід", "полиамид", "poliamid")

ENCLOSURES: Final[tuple[Family, ...]] = (
    family(
        "board", ("enclosures", "boxwell", "pcs"), ("DB-{function}-{modules}-{colour}", "BW{function}{modules}{colour}"), grid(function=[_FLUSH, _SURFACE], modules=[4, 8, 12, 18, 24, 36, 54], colour=[WHITE, CLEAR]),
        lambda v: (4.5 + v["modules"] * 0.92) * (1.08 if v["function"].code == "F" else 1),
        en=("Distribution board {function}, {modules:module/modules}, {colour} door IP40", "Plastic consumer unit with DIN rail, N and PE bars.", "consumer unit, fuse box, distribution board, breaker panel"),
        uk=("Щит розподільний {function}, {modules:модуль/модулі/модулів}, {colour:p} дверцята IP40", "Пластиковий бокс із DIN-рейкою та шинами N і PE.", "щиток, бокс під автомати, електрощит, щит квартирний"),
        ru=("Щит распределительный {function}, {modules:модуль/модуля/модулей}, {colour:f} дверца IP40", "Пластиковый бокс с DIN-рейкой и шинами N и PE.", "щиток, бокс под автоматы, электрощит, щит квартирный"),
        pl=("Rozdzielnica {function} {modules:moduł/moduły/modułów}, drzwi {colour:p} IP40", "Rozdzielnica z tworzywa z szyną DIN oraz listwami N i PE.", "skrzynka bezpiecznikowa, rozdzielnia, tablica na bezpieczniki"),
        fixed={"ip": "IP40"}, lead=4,
    ),
    family(
        "board-ip65", ("enclosures", "boxwell", "pcs"), ("DBW-{modules}", "BWH{modules}"), grid(modules=[4, 8, 12, 18, 24, 36]), lambda v: 8.5 + v["modules"] * 1.6,
        en=("Weatherproof distribution board {modules:module/modules} IP65", "Surface-mounted enclosure with a transparent door for damp rooms and outdoors.", "waterproof consumer unit, outdoor board"),
        uk=("Щит вологозахищений {modules:модуль/модулі/модулів} IP65", "Накладний бокс із прозорими дверцятами для вологих приміщень і вулиці.", "вуличний щиток, герметичний бокс"),
        ru=("Щит влагозащищённый {modules:модуль/модуля/модулей} IP65", "Накладной бокс с прозрачной дверцей для влажных помещений и улицы.", "уличный щиток, герметичный бокс"),
        pl=("Rozdzielnica hermetyczna {modules:moduł/moduły/modułów} IP65", "Rozdzielnica natynkowa z przezroczystymi drzwiami do pomieszczeń wilgotnych i na zewnątrz.", "rozdzielnica zewnętrzna, hermetyk"),
        fixed={"ip": "IP65"}, lead=4,
    ),
    family(
        "cabinet", ("enclosures", "boxwell", "pcs"), ("CAB-{height}X{width}X{depth}", "BWM{height}.{width}.{depth}"),
        table("height width depth", "300 200 150, 300 300 150, 400 300 200, 400 400 200, 500 400 200, 500 500 250, 600 400 200, 600 600 250, 700 500 250, 800 600 250, 800 600 300, 1000 600 300, 1000 800 300, 1200 800 300"),
        lambda v: 18 + v["height"] * v["width"] / 3600 + v["depth"] / 12,
        en=("Steel wall cabinet {height}x{width}x{depth} mm IP65", "Powder-coated wall enclosure RAL 7035 with mounting plate and cam lock.", "control cabinet, steel enclosure, wall box with mounting plate"),
        uk=("Шафа металева навісна {height}х{width}х{depth} мм IP65", "Шафа з порошковим покриттям RAL 7035, з монтажною панеллю та замком.", "щит металевий, ЩМП, бокс металевий, шафа керування"),
        ru=("Шкаф металлический навесной {height}х{width}х{depth} мм IP65", "Шкаф с порошковым покрытием RAL 7035, с монтажной панелью и замком.", "щит металлический, ЩМП, бокс металлический, шкаф управления"),
        pl=("Szafa sterownicza {height}x{width}x{depth} mm IP65", "Szafa wisząca stalowa, malowana proszkowo RAL 7035, z płytą montażową i zamkiem.", "obudowa metalowa, szafka sterownicza, skrzynka z płytą montażową"),
        fixed={"ip": "IP65"}, lead=8,
    ),
    family(
        "junction", ("enclosures", "boxwell", "pcs"), ("JB-{width}X{height}X{depth}", "BWJ{width}{height}{depth}"), table("width height depth", "65 65 40, 80 80 50, 100 100 50, 150 110 70, 190 140 70, 240 190 90, 300 220 120"),
        lambda v: 0.7 + v["width"] * v["height"] * v["depth"] / 420000,
        en=("Junction box {width}x{height}x{depth} mm IP55", "Surface junction box with knock-out membranes, grey.", "junction box, surface box, cable box"),
        uk=("Коробка розподільна {width}х{height}х{depth} мм IP55", "Накладна розгалужувальна коробка з мембранними вводами, сіра.", "розпайка, розпаювальна коробка, розгалужувальна коробка"),
        ru=("Коробка распределительная {width}х{height}х{depth} мм IP55", "Накладная ответвительная коробка с мембранными вводами, серая.", "распайка, распаечная коробка, ответвительная коробка"),
        pl=("Puszka natynkowa {width}x{height}x{depth} mm IP55", "Puszka rozgałęźna z membranowymi wejściami kabli, szara.", "puszka łączeniowa, puszka hermetyczna, rozgałęźna"),
        fixed={"ip": "IP55", "colour": GREY}, pack=10, lead=2,
    ),
    family(
        "flush-box", ("enclosures", "boxwell", "pcs"), ("FB-{diameter}-{depth}-{way}", "BWU{diameter}{depth}{way}"), table("diameter depth way", "60 40 1, 60 60 1, 68 45 1, 68 60 1, 68 45 2, 68 45 3, 80 40 1"), lambda v: (0.16 + v["depth"] * 0.004) * v["way"],
        en=("Flush mounting box Ø{diameter} mm, depth {depth} mm, {way}-gang", "Back box for sockets and switches in masonry or plasterboard.", "back box, pattress, wall box"),
        uk=("Коробка монтажна Ø{diameter} мм, глибина {depth} мм, постів: {way}", "Підрозетник для встановлення розеток і вимикачів у цеглу, бетон або гіпсокартон.", "підрозетник, установча коробка, стакан"),
        ru=("Коробка монтажная Ø{diameter} мм, глубина {depth} мм, постов: {way}", "Подрозетник для установки розеток и выключателей в кирпич, бетон или гипсокартон.", "подрозетник, установочная коробка, стакан"),
        pl=("Puszka podtynkowa Ø{diameter} mm, głębokość {depth} mm, x{way}", "Puszka pod gniazda i łączniki do muru lub płyty gipsowo-kartonowej.", "puszka pod gniazdko, puszka instalacyjna, pogłębiana"),
        pack=50, step=10, lead=2,
    ),
    family(
        "gland", ("glands", "boxwell", "pcs"), ("GL-{thread}-{material}", "BWG{thread}{material}"), [{**v, "size": f"Ø {v['range_mm']} mm"} for v in
        [{**t, "material": m} for t in table("thread range_mm", "M12 3-6.5, M16 4-8, M20 6-12, M25 13-18, M32 18-25, M40 22-32, M50 32-38, M63 37-44") for m in (_NYLON, _BRASS)]],
        lambda v: (0.18 if v["material"].code == "PA" else 0.75) * (int(v["thread"][1:]) / 16) ** 1.5,
        en=("Cable gland {thread}, {material}, cable {range_mm} mm, IP68", "Cable gland with lock nut and sealing ring.", "cable gland, PG gland, strain relief"),
        uk=("Кабельний ввід {thread}, {material}, кабель {range_mm} мм, IP68", "Кабельний ввід із контргайкою та ущільнювальним кільцем.", "сальник, гермоввід, кабельний сальник"),
        ru=("Кабельный ввод {thread}, {material}, кабель {range_mm} мм, IP68", "Кабельный ввод с контргайкой и уплотнительным кольцом.", "сальник, гермоввод, кабельный сальник"),
        pl=("Dławnica kablowa {thread}, {material}, kabel {range_mm} mm, IP68", "Dławnica z nakrętką i pierścieniem uszczelniającym.", "dławik, dławik kablowy, przepust"),
        fixed={"ip": "IP68"}, pack=10, step=10, lead=3,
    ),
    family(
        "din-rail", ("enclosures", "boxwell", "pcs"), ("RAIL-{metres}-{function}", "BWR{metres}{function}"), grid(metres=[1, 2], function=[choice("P", "perforated", "перфорована", "перфорированная", "perforowana"), choice("N", "plain", "суцільна", "сплошная", "pełna")]),
        lambda v: 1.9 * v["metres"],
        en=("DIN rail TS35x7.5, {function}, {metres} m", "Zinc-plated steel mounting rail.", "DIN rail, mounting rail, omega rail"),
        uk=("DIN-рейка TS35х7,5, {function}, {metres} м", "Монтажна рейка з оцинкованої сталі.", "дін рейка, рейка монтажна"),
        ru=("DIN-рейка TS35х7,5, {function}, {metres} м", "Монтажная рейка из оцинкованной стали.", "дин рейка, рейка монтажная"),
        pl=("Szyna DIN TS35x7,5, {function}, {metres} m", "Szyna montażowa ze stali ocynkowanej.", "szyna montażowa, szyna th35, euroszyna"),
        pack=10, lead=2,
    ),
    family(
        "duct-slot", ("enclosures", "boxwell", "pcs"), ("WD-{width}X{height}", "BWD{width}.{height}"), table("width height", "25 40, 25 60, 40 40, 40 60, 60 60, 60 80, 80 80, 100 80"), lambda v: 2.4 + v["width"] * v["height"] / 820,
        en=("Slotted wiring duct {width}x{height} mm, 2 m, grey", "Wiring duct with cover for control cabinets.", "wiring duct, panel trunking, slotted trunking"),
        uk=("Короб перфорований {width}х{height} мм, 2 м, сірий", "Перфорований кабельний короб із кришкою для шаф керування.", "перфорований кабель-канал, гребінчастий короб"),
        ru=("Короб перфорированный {width}х{height} мм, 2 м, серый", "Перфорированный кабельный короб с крышкой для шкафов управления.", "перфорированный кабель-канал, гребенчатый короб"),
        pl=("Korytko grzebieniowe {width}x{height} mm, 2 m, szare", "Korytko kablowe perforowane z pokrywą do szaf sterowniczych.", "korytko perforowane, grzebień do szafy"),
        fixed={"metres": 2}, pack=8, lead=4,
    ),
    family(
        "ind-plug", ("industrial-plugs", "domelux", "pcs"), ("CEE-{function}-{amps}-{poles}", "DX-C{function}{amps}{poles}"),
        grid(function=[choice("PL", "plug", "вилка", "вилка", "wtyczka"), choice("CO", "connector", "розетка переносна", "розетка переносная", "gniazdo przenośne"), choice("WS", "wall socket", "розетка стаціонарна", "розетка стационарная", "gniazdo stałe")], amps=[16, 32, 63], poles=["3P", "4P", "5P"]),
        lambda v: {"PL": 2.6, "CO": 3.3, "WS": 5.4}[v["function"].code] * {16: 1, 32: 1.45, 63: 6.2}[v["amps"]] * {"3P": 1, "4P": 1.15, "5P": 1.3}[v["poles"]],
        en=("CEE {function} {amps} A {poles} IP44", "Industrial plug and socket connector to EN 60309.", "CEE plug, commando socket, three-phase plug, industrial connector"),
        uk=("{function} CEE {amps} А {poles} IP44", "Силовий промисловий роз'єм за EN 60309.", "силова розетка, силова вилка, трифазна розетка, CEE"),
        ru=("{function} CEE {amps} А {poles} IP44", "Силовой промышленный разъём по EN 60309.", "силовая розетка, силовая вилка, трёхфазная розетка, CEE"),
        pl=("{function} CEE {amps} A {poles} IP44", "Złącze przemysłowe zgodne z EN 60309.", "siła, wtyczka siłowa, gniazdo siłowe, CEE"),
        fixed={"ip": "IP44"}, lead=4,
    ),
    family(
        "extension", ("industrial-plugs", "domelux", "pcs"), ("EXT-{metres}-{way}", "DX-EX{metres}{way}"), table("metres way", "1.5 3, 3 3, 5 3, 3 5, 5 5, 10 1, 25 4, 40 4, 50 4"), lambda v: 4 + v["metres"] * 1.05 + v["way"] * 0.6,
        en=("Extension lead {metres} m, sockets: {way}, 3x1.5 mm²", "Extension lead with earthed sockets and child protection.", "extension cord, cable reel, power strip"),
        uk=("Подовжувач {metres} м, гнізд: {way}, 3х1,5 мм²", "Подовжувач із заземленням і захисними шторками.", "переноска, подовжувач на котушці, трійник"),
        ru=("Удлинитель {metres} м, гнёзд: {way}, 3х1,5 мм²", "Удлинитель с заземлением и защитными шторками.", "переноска, удлинитель на катушке, тройник"),
        pl=("Przedłużacz {metres} m, gniazd: {way}, 3x1,5 mm²", "Przedłużacz z uziemieniem i przesłonami torów prądowych.", "przedłużacz, bęben, listwa zasilająca"),
        fixed={"colour": BLACK}, lead=3,
    ),
)
