# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Tapes, sealants and aerosols; paper, filing, toner, batteries, cleaning, climate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from portal.demo.catalogue.choices import BLACK, BLUE, BROWN, CLEAR, CYAN, GREEN, GREY, MAGENTA, RED, WHITE, YELLOW
from portal.demo.catalogue.family import Family, Variant, choice, family, grid, table

_SEALANTS: Final = (
    (3.1, choice("SAN", "sanitary silicone", "силікон санітарний", "силикон санитарный", "silikon sanitarny")), (2.8, choice("UNI", "universal silicone", "силікон універсальний", "силикон универсальный", "silikon uniwersalny")),
    (2.1, choice("ACR", "acrylic sealant", "герметик акриловий", "герметик акриловый", "akryl malarski")), (5.9, choice("MSP", "MS polymer", "герметик MS-полімер", "герметик MS-полимер", "uszczelniacz MS polimer")),
)


def _flat(price: float) -> Callable[[Variant], float]:
    """Price a family that has but one article."""
    return lambda _v: price


_SEALANT_PRICE: Final = {sealant.code: price for price, sealant in _SEALANTS}
_AEROSOLS: Final = (
    (4.6, choice("PEN", "Penetrating oil", "Мастило проникне", "Смазка проникающая", "Smar penetrujący")), (5.2, choice("CON", "Contact cleaner", "Очищувач контактів", "Очиститель контактов", "Preparat do styków")),
    (5.9, choice("ZNC", "Zinc spray", "Цинк-спрей", "Цинк-спрей", "Cynk w sprayu")), (4.9, choice("SIL", "Silicone spray", "Силіконове мастило", "Силиконовая смазка", "Smar silikonowy")),
    (4.2, choice("BRK", "Brake and parts cleaner", "Очищувач деталей", "Очиститель деталей", "Zmywacz techniczny")), (6.8, choice("CUT", "Cutting oil", "Олива для різання металу", "Масло для резки металла", "Olej do cięcia i wiercenia")),
)
_AEROSOL_PRICE: Final = {aerosol.code: price for price, aerosol in _AEROSOLS}
_HYGIENE: Final = (
    (18.9, "pack", choice("ZZ", "Paper towels Z-fold, 4000 sheets", "Рушники паперові Z-складання, 4000 шт.", "Полотенца бумажные Z-сложения, 4000 шт.", "Ręczniki papierowe ZZ, 4000 szt.")),
    (21.5, "pack", choice("TR", "Toilet paper jumbo, 12 rolls", "Папір туалетний джамбо, 12 рулонів", "Бумага туалетная джамбо, 12 рулонов", "Papier toaletowy jumbo, 12 rolek")),
    (16.5, "roll", choice("IW", "Industrial wiping roll 2x350 m", "Рушник промисловий рулонний 350 м", "Полотенце промышленное рулонное 350 м", "Czyściwo przemysłowe 350 m")),
    (8.4, "pcs", choice("SO", "Liquid soap 5 l", "Мило рідке 5 л", "Мыло жидкое 5 л", "Mydło w płynie 5 l")),
    (11.9, "pcs", choice("HP", "Heavy-duty hand paste 2.5 kg", "Паста для рук 2,5 кг", "Паста для рук 2,5 кг", "Pasta do mycia rąk 2,5 kg")),
    (9.6, "pcs", choice("DI", "Hand disinfectant 1 l", "Антисептик для рук 1 л", "Антисептик для рук 1 л", "Płyn do dezynfekcji rąk 1 l")),
    (3.9, "roll", choice("B60", "Bin bags 60 l, 50 pcs", "Пакети для сміття 60 л, 50 шт.", "Мешки для мусора 60 л, 50 шт.", "Worki na śmieci 60 l, 50 szt.")),
    (5.7, "roll", choice("B120", "Bin bags 120 l, 25 pcs", "Пакети для сміття 120 л, 25 шт.", "Мешки для мусора 120 л, 25 шт.", "Worki na śmieci 120 l, 25 szt.")),
    (6.2, "pcs", choice("FC", "Floor cleaner 5 l", "Засіб для миття підлоги 5 л", "Средство для мытья пола 5 л", "Płyn do podłóg 5 l")),
    (4.4, "pack", choice("MF", "Microfibre cloths, 10 pcs", "Серветки з мікрофібри, 10 шт.", "Салфетки из микрофибры, 10 шт.", "Ściereczki z mikrofibry, 10 szt.")),
)

CHEMISTRY_AND_PAPER: Final[tuple[Family, ...]] = (
    family(
        "sealant", ("chemistry", "hermetal", "pcs"), ("SEA-{function}-{colour}", "HT{function}{colour}"), [v for v in grid(function=[s for _, s in _SEALANTS], colour=[WHITE, CLEAR, GREY, BLACK, BROWN], volume=[300]) if v["function"].code != "ACR" or v["colour"].code in {"WH", "GY", "BN"}], lambda v: _SEALANT_PRICE[v["function"].code],
        en=("{function}, {colour}, {volume} ml", "Cartridge for a standard gun.", "silicone, sealant, caulk"),
        uk=("{function}, {colour}, {volume} мл", "Картридж під стандартний пістолет.", "силікон, герметик у тубі"),
        ru=("{function}, {colour}, {volume} мл", "Картридж под стандартный пистолет.", "силикон, герметик в тубе"),
        pl=("{function}, {colour}, {volume} ml", "Kartusz do standardowego wyciskacza.", "silikon, akryl, uszczelniacz"),
        pack=12, lead=1,
    ),
    family(
        "foam", ("chemistry", "hermetal", "pcs"), ("FOAM-{function}-{volume}", "HTF{function}{volume}"), grid(function=[choice("G", "gun-grade", "професійна (під пістолет)", "профессиональная (под пистолет)", "pistoletowa"), choice("S", "straw-grade", "побутова (з трубкою)", "бытовая (с трубкой)", "wężykowa"), choice("W", "winter gun-grade", "зимова професійна", "зимняя профессиональная", "pistoletowa zimowa"), choice("F", "fire-rated", "протипожежна", "противопожарная", "ogniochronna")], volume=[500, 750]), lambda v: {"G": 5.1, "S": 4.6, "W": 5.6, "F": 9.4}[v["function"].code] * v["volume"] / 750,
        en=("PU foam {function}, {volume} ml", "One-component polyurethane mounting foam.", "expanding foam, mounting foam"),
        uk=("Піна монтажна {function}, {volume} мл", "Однокомпонентна поліуретанова піна.", "монтажка, поліуретанова піна"),
        ru=("Пена монтажная {function}, {volume} мл", "Однокомпонентная полиуретановая пена.", "монтажка, полиуретановая пена"),
        pl=("Pianka montażowa {function}, {volume} ml", "Jednoskładnikowa pianka poliuretanowa.", "pianka PU, pianka poliuretanowa"),
        pack=12, lead=1,
    ),
    family(
        "aerosol", ("chemistry", "hermetal", "pcs"), ("SPR-{function}-{volume}", "HTS{function}{volume}"), grid(function=[a for _, a in _AEROSOLS], volume=[200, 400]), lambda v: _AEROSOL_PRICE[v["function"].code] * (1 if v["volume"] == 400 else 0.65),
        en=("{function}, aerosol {volume} ml", "Workshop and maintenance aerosol.", "spray, lubricant, cleaner"),
        uk=("{function}, аерозоль {volume} мл", "Аерозоль для майстерень та обслуговування.", "спрей, вд-шка, рідкий ключ"),
        ru=("{function}, аэрозоль {volume} мл", "Аэрозоль для мастерских и обслуживания.", "спрей, вэдэшка, жидкий ключ"),
        pl=("{function}, aerozol {volume} ml", "Aerozol warsztatowy i serwisowy.", "spray, odrdzewiacz, zmywacz"),
        pack=12, lead=1,
    ),
    family(
        "tape", ("chemistry", "hermetal", "roll"), ("TAPE-{function}-{width}", "HTT{function}{width}"), grid(function=[choice("MSK", "Masking tape", "Стрічка малярна", "Лента малярная", "Taśma malarska"), choice("DUC", "Duct tape, silver", "Стрічка армована сіра", "Лента армированная серая", "Taśma naprawcza srebrna"), choice("PAC", "Packing tape, clear", "Скотч пакувальний прозорий", "Скотч упаковочный прозрачный", "Taśma pakowa przezroczysta"), choice("ALU", "Aluminium tape", "Стрічка алюмінієва", "Лента алюминиевая", "Taśma aluminiowa"), choice("WRN", "Barrier tape red-white", "Стрічка сигнальна червоно-біла", "Лента сигнальная красно-белая", "Taśma ostrzegawcza biało-czerwona")], width=[25, 38, 48], metres=[50]), lambda v: {"MSK": 0.045, "DUC": 0.095, "PAC": 0.03, "ALU": 0.12, "WRN": 0.05}[v["function"].code] * v["width"] + 0.2,
        en=("{function} {width} mm x {metres} m", "Self-adhesive tape for site, workshop and packing.", "tape, adhesive tape, scotch"),
        uk=("{function} {width} мм х {metres} м", "Стрічка для будівництва, майстерні та пакування.", "скотч, клейка стрічка, липка стрічка"),
        ru=("{function} {width} мм х {metres} м", "Лента для стройки, мастерской и упаковки.", "скотч, клейкая лента, липкая лента"),
        pl=("{function} {width} mm x {metres} m", "Taśma na budowę, do warsztatu i pakowania.", "taśma klejąca, taśma samoprzylepna, duct tape"),
        pack=6, step=6, lead=1,
    ),
    family(
        "paper", ("paper", "papirena", "ream"), ("PAP-{size}-{weight}-{class}", "PP{size}{weight}{class}"), table("size weight class", "A4 80 C, A4 80 B, A4 80 A, A4 90 A, A4 120 A, A4 160 A, A3 80 C, A3 80 A, A5 80 B"), lambda v: {"C": 3.6, "B": 4.2, "A": 4.9}[v["class"]] * v["weight"] / 80 * {"A4": 1, "A3": 2.05, "A5": 0.56}[v["size"]],
        en=("Office paper {size} {weight} g/m², class {class}, 500 sheets", "White paper for copiers, laser and inkjet printers.", "copy paper, printer paper, {size} paper"),
        uk=("Папір офісний {size} {weight} г/м², клас {class}, 500 арк.", "Білий папір для копірів, лазерних і струменевих принтерів.", "папір {size}, папір для принтера, ксероксний папір"),
        ru=("Бумага офисная {size} {weight} г/м², класс {class}, 500 л.", "Белая бумага для копиров, лазерных и струйных принтеров.", "бумага {size}, бумага для принтера, ксероксная бумага"),
        pl=("Papier ksero {size} {weight} g/m², klasa {class}, 500 ark.", "Biały papier do kopiarek, drukarek laserowych i atramentowych.", "papier do drukarki, papier {size}, ryza papieru"),
        fixed={"sheets": 500}, pack=5, step=5, lead=1,
    ),
    family(
        "notebook", ("paper", "papirena", "pcs"), ("NB-{size}-{sheets}-{function}", "PPN{size}{sheets}{function}"), grid(size=["A4", "A5"], sheets=[48, 96], function=[choice("SQ", "squared", "клітинка", "клетка", "kratka"), choice("LN", "ruled", "лінійка", "линейка", "linia")]), lambda v: (0.7 + v["sheets"] * 0.016) * (1.5 if v["size"] == "A4" else 1),
        en=("Notebook {size}, {sheets} sheets, {function}", "Hard cover, sewn block.", "notepad, exercise book"),
        uk=("Блокнот {size}, {sheets} арк., {function}", "Тверда обкладинка, зшитий блок.", "зошит, записник"),
        ru=("Блокнот {size}, {sheets} л., {function}", "Твёрдая обложка, сшитый блок.", "тетрадь, записная книжка"),
        pl=("Brulion {size}, {sheets} kart., {function}", "Twarda oprawa, blok szyty.", "zeszyt, notes"),
        pack=10, lead=1,
    ),
    family(
        "pen", ("writing", "papirena", "box"), ("PEN-{function}-{colour}", "PPP{function}{colour}"), grid(function=[choice("BP", "Ballpoint pens 0.7 mm, 50 pcs", "Ручки кулькові 0,7 мм, 50 шт.", "Ручки шариковые 0,7 мм, 50 шт.", "Długopisy 0,7 mm, 50 szt."), choice("GEL", "Gel pens 0.5 mm, 12 pcs", "Ручки гелеві 0,5 мм, 12 шт.", "Ручки гелевые 0,5 мм, 12 шт.", "Długopisy żelowe 0,5 mm, 12 szt."), choice("PM", "Permanent markers 2 mm, 10 pcs", "Маркери перманентні 2 мм, 10 шт.", "Маркеры перманентные 2 мм, 10 шт.", "Markery permanentne 2 mm, 10 szt."), choice("WB", "Whiteboard markers, 10 pcs", "Маркери для дошки, 10 шт.", "Маркеры для доски, 10 шт.", "Markery suchościeralne, 10 szt.")], colour=[BLUE, BLACK, RED, GREEN]), lambda v: {"BP": 9.5, "GEL": 7.9, "PM": 6.9, "WB": 7.4}[v["function"].code],
        en=("{function}, {colour}", "Writing supplies for office and workshop.", "pen, marker, biro"),
        uk=("{function}, {colour:p}", "Письмове приладдя для офісу та майстерні.", "ручка, маркер, фломастер"),
        ru=("{function}, {colour:p}", "Письменные принадлежности для офиса и мастерской.", "ручка, маркер, фломастер"),
        pl=("{function}, {colour:p}", "Artykuły piśmiennicze do biura i warsztatu.", "długopis, pisak, flamaster"),
        lead=1,
    ),
    family(
        "binder", ("writing", "papirena", "pcs"), ("BND-{spine}-{colour}", "PPB{spine}{colour}"), grid(spine=[50, 75], colour=[BLACK, BLUE, RED, GREEN, GREY, YELLOW]), lambda v: 1.85 if v["spine"] == 50 else 2.05,
        en=("Lever arch file A4 {spine} mm, {colour}", "Polypropylene cover, metal edges, label pocket.", "binder, ring binder, folder"),
        uk=("Папка-реєстратор A4 {spine} мм, {colour:f}", "Поліпропіленове покриття, металева окантовка, кишеня для етикетки.", "сегрегатор, реєстратор, папка"),
        ru=("Папка-регистратор A4 {spine} мм, {colour:f}", "Полипропиленовое покрытие, металлическая окантовка, карман для этикетки.", "сегрегатор, регистратор, папка"),
        pl=("Segregator A4 {spine} mm, {colour}", "Okładka z polipropylenu, metalowe okucia, kieszeń na etykietę.", "teczka, skoroszyt, segregator dźwigniowy"),
        pack=10, step=5, lead=1,
    ),
    family(
        "toner", ("toner", "tonerra", "pcs"), ("TON-{size}-{colour}", "TNR{size}{colour}"), [v for v in grid(size=["T120", "T220", "T310", "T460"], colour=[BLACK, CYAN, MAGENTA, YELLOW]) if v["size"] in {"T310", "T460"} or v["colour"].code == "BK"], lambda v: {"T120": 29, "T220": 48, "T310": 52, "T460": 83}[v["size"]] * (1.15 if v["colour"].code != "BK" else 1),
        en=("Toner cartridge Tonerra {size}, {colour}", "Original cartridge for Tonerra {size} laser printers.", "toner, printer cartridge, ink"),
        uk=("Тонер-картридж Tonerra {size}, {colour}", "Оригінальний картридж для лазерних принтерів Tonerra {size}.", "картридж, тонер, заправка принтера"),
        ru=("Тонер-картридж Tonerra {size}, {colour}", "Оригинальный картридж для лазерных принтеров Tonerra {size}.", "картридж, тонер, заправка принтера"),
        pl=("Toner Tonerra {size}, {colour}", "Oryginalny toner do drukarek laserowych Tonerra {size}.", "kaseta z tonerem, wkład do drukarki"),
        lead=3,
    ),
    family(
        "battery", ("toner", "lumiora", "pack"), ("BAT-{size}-{way}", "LUB{size}{way}"), table("size way", "AA 4, AA 24, AAA 4, AAA 24, 9V 1, C 2, D 2, CR2032 5, CR123A 2"), lambda v: {"AA": 0.42, "AAA": 0.42, "9V": 2.3, "C": 1.3, "D": 1.9, "CR2032": 0.6, "CR123A": 2.4}[v["size"]] * v["way"],
        en=("Battery {size}, {way} in a pack", "Alkaline or lithium cells for instruments and remotes.", "batteries, {size} cell"),
        uk=("Батарейки {size}, {way} шт. в упаковці", "Лужні або літієві елементи для приладів і пультів.", "батарейка {size}, елемент живлення"),
        ru=("Батарейки {size}, {way} шт. в упаковке", "Щелочные или литиевые элементы для приборов и пультов.", "батарейка {size}, элемент питания"),
        pl=("Baterie {size}, {way} szt. w opakowaniu", "Ogniwa alkaliczne lub litowe do mierników i pilotów.", "bateria {size}"),
        lead=1,
    ),
    *(
        family(
            f"hygiene-{item.code.lower()}", ("cleaning", "cleanova", unit), ("HYG-{function}", "CN{function}-1"), [{"function": item}], _flat(price),
            en=("{function}", "Janitorial supplies for offices, hotels and workshops.", "janitorial, cleaning supplies, hygiene"),
            uk=("{function}", "Товари для прибирання офісів, готелів і цехів.", "клінінг, господарські товари, господарка"),
            ru=("{function}", "Товары для уборки офисов, отелей и цехов.", "клининг, хозтовары"),
            pl=("{function}", "Artykuły do sprzątania biur, hoteli i hal.", "środki czystości, chemia gospodarcza"),
            lead=1,
        )
        for price, unit, item in _HYGIENE
    ),
    family(
        "fan", ("climate", "ventora", "pcs"), ("FAN-{function}-{diameter}", "VNF{function}{diameter}"), [{**v, "function": f} for f, rows in ((choice("T", "Desk fan", "Вентилятор настільний", "Вентилятор настольный", "Wentylator biurkowy"), "230 25, 300 45"), (choice("F", "Floor fan", "Вентилятор підлоговий", "Вентилятор напольный", "Wentylator podłogowy"), "400 50, 450 90, 500 120")) for v in table("diameter watts", rows)], lambda v: 12 + v["watts"] * 0.38,
        en=("{function} Ø{diameter} mm {watts} W", "Three speeds, metal guard.", "fan, cooling fan, ventilator"),
        uk=("{function} Ø{diameter} мм {watts} Вт", "Три швидкості, металева решітка.", "вентилятор, обдув"),
        ru=("{function} Ø{diameter} мм {watts} Вт", "Три скорости, металлическая решётка.", "вентилятор, обдув"),
        pl=("{function} Ø{diameter} mm {watts} W", "Trzy biegi, metalowa osłona.", "wiatrak, wentylator"),
        lead=3,
    ),
    family(
        "heater", ("climate", "ventora", "pcs"), ("HEA-{function}-{watts}", "VNH{function}{watts}"), grid(function=[choice("C", "Convector heater", "Конвектор електричний", "Конвектор электрический", "Grzejnik konwektorowy"), choice("G", "Fan heater, industrial", "Теплова гармата електрична", "Тепловая пушка электрическая", "Nagrzewnica elektryczna")], watts=[2000, 3000]), lambda v: (32 if v["function"].code == "C" else 58) * v["watts"] / 2000,
        en=("{function} {watts} W", "Thermostat and overheating cut-out.", "heater, space heater"),
        uk=("{function} {watts} Вт", "Терморегулятор і захист від перегріву.", "обігрівач, дуйка"),
        ru=("{function} {watts} Вт", "Терморегулятор и защита от перегрева.", "обогреватель, дуйка"),
        pl=("{function} {watts} W", "Termostat i zabezpieczenie przed przegrzaniem.", "farelka, dmuchawa, grzejnik"),
        lead=3,
    ),
)
