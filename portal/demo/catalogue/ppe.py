# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Personal protective equipment."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.choices import BLACK, BLUE, CLEAR, GREY, ORANGE, RED, WHITE, YELLOW
from portal.demo.catalogue.family import Family, choice, cross, family, grid

_GLOVES: Final = (
    (1.05, "4131X", choice("PUB", "PU-coated", "з поліуретановим покриттям", "с полиуретановым покрытием", "powlekane poliuretanem")),
    (1.35, "3131X", choice("NIT", "nitrile foam", "зі спіненим нітрилом", "со вспененным нитрилом", "powlekane spienionym nitrylem")),
    (0.95, "2131X", choice("LAT", "latex grip", "з латексним покриттям", "с латексным покрытием", "powlekane lateksem")),
    (2.6, "4X43C", choice("CUT", "cut-resistant C", "протипорізні, рівень C", "противопорезные, уровень C", "przeciwprzecięciowe, poziom C")),
    (4.4, "4X43E", choice("CUE", "cut-resistant E", "протипорізні, рівень E", "противопорезные, уровень E", "przeciwprzecięciowe, poziom E")),
    (2.9, "3232X", choice("WIN", "thermal winter", "зимові утеплені", "зимние утеплённые", "zimowe ocieplane")),
    (3.8, "3122X", choice("LEA", "leather driver", "шкіряні", "кожаные", "skórzane")),
    (7.9, "4143X", choice("WEL", "welding gauntlet", "зварника (краги)", "сварщика (краги)", "spawalnicze")),
)
_GLOVE_PRICE: Final = {glove.code: price for price, _, glove in _GLOVES}
_SHOES: Final = (
    (46.0, "S3", choice("ANK", "Safety ankle boots", "Черевики захисні", "Ботинки защитные", "Trzewiki robocze")),
    (39.0, "S1P", choice("LOW", "Safety shoes", "Напівчеревики захисні", "Полуботинки защитные", "Półbuty robocze")),
    (62.0, "S3 CI", choice("WIN", "Winter safety boots", "Черевики захисні зимові", "Ботинки защитные зимние", "Trzewiki robocze zimowe")),
    (24.0, "S5", choice("RUB", "Safety wellingtons", "Чоботи гумові захисні", "Сапоги резиновые защитные", "Kalosze robocze")),
)
_SHOE_PRICE: Final = {shoe.code: price for price, _, shoe in _SHOES}
_GARMENTS: Final = (
    (31.0, choice("JKT", "Work jacket", "Куртка робоча", "Куртка рабочая", "Bluza robocza")), (26.0, choice("TRS", "Work trousers", "Штани робочі", "Брюки рабочие", "Spodnie robocze")),
    (29.0, choice("BIB", "Bib and brace", "Напівкомбінезон", "Полукомбинезон", "Spodnie ogrodniczki")), (52.0, choice("WIN", "Winter jacket", "Куртка утеплена", "Куртка утеплённая", "Kurtka ocieplana")),
    (14.0, choice("RAI", "Rain suit", "Костюм дощовий", "Костюм дождевой", "Komplet przeciwdeszczowy")),
)
_GARMENT_PRICE: Final = {garment.code: price for price, garment in _GARMENTS}

PPE: Final[tuple[Family, ...]] = (
    family(
        "glove", ("gloves", "protegra", "pair"), ("GLV-{function}-{size}", "PT{function}{size}"), [{"function": g, "size": size, "en388": level} for _, level, g in _GLOVES for size in ("7", "8", "9", "10", "11")], lambda v: _GLOVE_PRICE[v["function"].code],
        en=("Work gloves, {function}, size {size}, EN 388 {en388}", "Protective gloves for assembly, site and warehouse work.", "safety gloves, work gloves size {size}, hand protection"),
        uk=("Рукавички робочі {function}, розмір {size}, EN 388 {en388}", "Захисні рукавички для монтажу, будівництва та складу.", "рукавиці робочі, перчатки, рукавички {size}"),
        ru=("Перчатки рабочие {function}, размер {size}, EN 388 {en388}", "Защитные перчатки для монтажа, стройки и склада.", "рукавицы, перчатки {size}, хб перчатки"),
        pl=("Rękawice robocze {function}, rozmiar {size}, EN 388 {en388}", "Rękawice ochronne do montażu, na budowę i do magazynu.", "rękawiczki robocze, wampirki, rękawice {size}"),
        pack=lambda v: 12 if v["function"].code in {"PUB", "NIT", "LAT"} else 6, step=lambda v: 12 if v["function"].code in {"PUB", "NIT", "LAT"} else 6, lead=1,
    ),
    family(
        "nitrile", ("gloves", "protegra", "box"), ("NTR-{size}-{colour}", "PTN{size}{colour}"), grid(size=["S", "M", "L", "XL"], colour=[BLUE, BLACK]), lambda v: 5.4 if v["colour"].code == "BU" else 6.1,
        en=("Disposable nitrile gloves {size}, {colour}, 100 pcs", "Powder-free, EN 374 and EN 455.", "disposable gloves, examination gloves, nitrile gloves"),
        uk=("Рукавички нітрилові одноразові {size}, {colour:p}, 100 шт.", "Неопудрені, EN 374 та EN 455.", "одноразові рукавички, медичні рукавички, нітрилки"),
        ru=("Перчатки нитриловые одноразовые {size}, {colour:p}, 100 шт.", "Неопудренные, EN 374 и EN 455.", "одноразовые перчатки, медицинские перчатки"),
        pl=("Rękawice nitrylowe jednorazowe {size}, {colour:p}, 100 szt.", "Bezpudrowe, EN 374 i EN 455.", "rękawiczki jednorazowe, nitryle, rękawice diagnostyczne"),
        pack=10, lead=1,
    ),
    family(
        "shoe", ("footwear", "stalwerk", "pair"), ("SHO-{function}-{shoe_size}", "SW{function}{shoe_size}"), [{"function": s, "class": level, "shoe_size": n} for _, level, s in _SHOES for n in range(36, 49)], lambda v: _SHOE_PRICE[v["function"].code],
        en=("{function} {class} SRC, size {shoe_size}", "Protective toe cap, anti-perforation midsole, EN ISO 20345.", "safety shoes, work boots, steel toe boots"),
        uk=("{function} {class} SRC, розмір {shoe_size}", "Захисний носок, антипрокольна устілка, EN ISO 20345.", "робочі черевики, спецвзуття, берці"),
        ru=("{function} {class} SRC, размер {shoe_size}", "Защитный подносок, антипрокольная стелька, EN ISO 20345.", "рабочие ботинки, спецобувь, берцы"),
        pl=("{function} {class} SRC, rozmiar {shoe_size}", "Podnosek ochronny, wkładka antyprzebiciowa, EN ISO 20345.", "buty robocze, buty BHP, obuwie ochronne"),
        lead=4,
    ),
    family(
        "helmet", ("head-eyes", "protegra", "pcs"), ("HLM-{colour}", "PTH{colour}"), grid(colour=[WHITE, YELLOW, BLUE, RED, ORANGE]), lambda _v: 8.9,
        en=("Safety helmet with ratchet, {colour}", "ABS shell, vented, six-point harness, EN 397.", "hard hat, safety helmet"),
        uk=("Каска захисна з храповиком, {colour:f}", "Корпус ABS, вентиляція, шеститочкове кріплення, EN 397.", "каска будівельна, шолом захисний"),
        ru=("Каска защитная с храповиком, {colour:f}", "Корпус ABS, вентиляция, шеститочечное крепление, EN 397.", "каска строительная, шлем защитный"),
        pl=("Hełm ochronny z pokrętłem, {colour}", "Skorupa ABS, wentylowany, więźba sześciopunktowa, EN 397.", "kask budowlany, kask ochronny"),
        pack=20, lead=2,
    ),
    family(
        "glasses", ("head-eyes", "protegra", "pcs"), ("GLS-{function}-{colour}", "PTG{function}{colour}"), grid(function=[choice("SP", "Safety spectacles", "Окуляри захисні відкриті", "Очки защитные открытые", "Okulary ochronne"), choice("OV", "Safety over-spectacles", "Окуляри захисні для носіння поверх коригувальних", "Очки защитные для ношения поверх корригирующих", "Okulary ochronne nakładane"), choice("GO", "Safety goggles", "Окуляри захисні закриті", "Очки защитные закрытые", "Gogle ochronne")], colour=[CLEAR, GREY, YELLOW]), lambda v: {"SP": 2.4, "OV": 3.3, "GO": 5.6}[v["function"].code],
        en=("{function}, {colour} lens", "Polycarbonate, scratch-resistant and anti-fog, EN 166.", "safety glasses, eye protection"),
        uk=("{function}, лінза {colour:f}", "Полікарбонат, стійкі до подряпин і запотівання, EN 166.", "захисні окуляри, очки"),
        ru=("{function}, линза {colour:f}", "Поликарбонат, стойкие к царапинам и запотеванию, EN 166.", "защитные очки"),
        pl=("{function}, szybka {colour:f}", "Poliwęglan, odporne na zarysowania i zaparowanie, EN 166.", "okulary BHP, okulary ochronne, gogle"),
        pack=10, lead=1,
    ),
    family(
        "mask", ("head-eyes", "protegra", "box"), ("MSK-{class}-{function}", "PTM{class}{function}"), cross([{"class": one} for one in ("FFP1", "FFP2", "FFP3")], function=[choice("V", "with valve", "з клапаном", "с клапаном", "z zaworem"), choice("N", "without valve", "без клапана", "без клапана", "bez zaworu")]), lambda v: {"FFP1": 8.5, "FFP2": 11.9, "FFP3": 21}[v["class"]] * (1.25 if v["function"].code == "V" else 1),
        en=("Respirator {class} NR {function}, 20 pcs", "Folding particulate respirator, EN 149.", "dust mask, face mask, respirator"),
        uk=("Респіратор {class} NR {function}, 20 шт.", "Складаний протиаерозольний респіратор, EN 149.", "маска від пилу, пилова маска, маска {class}"),
        ru=("Респиратор {class} NR {function}, 20 шт.", "Складной противоаэрозольный респиратор, EN 149.", "маска от пыли, пылевая маска, маска {class}"),
        pl=("Półmaska filtrująca {class} NR {function}, 20 szt.", "Składana półmaska przeciwpyłowa, EN 149.", "maseczka, maska przeciwpyłowa, maska {class}"),
        lead=1,
    ),
    family(
        "ears", ("head-eyes", "protegra", "pcs"), ("EAR-{function}", "PTE{function}"), grid(function=[choice("25", "Ear muffs 25 dB", "Навушники протишумні 25 дБ", "Наушники противошумные 25 дБ", "Nauszniki przeciwhałasowe 25 dB"), choice("31", "Ear muffs 31 dB", "Навушники протишумні 31 дБ", "Наушники противошумные 31 дБ", "Nauszniki przeciwhałasowe 31 dB"), choice("PL", "Ear plugs 37 dB, 200 pairs", "Беруші 37 дБ, 200 пар", "Беруши 37 дБ, 200 пар", "Stopery 37 dB, 200 par")]), lambda v: {"25": 7.8, "31": 12.6, "PL": 17.5}[v["function"].code],
        en=("{function}", "Hearing protection, EN 352.", "ear defenders, hearing protection, earplugs"),
        uk=("{function}", "Засоби захисту слуху, EN 352.", "захист слуху, вкладиші протишумні"),
        ru=("{function}", "Средства защиты слуха, EN 352.", "защита слуха, противошумные вкладыши"),
        pl=("{function}", "Ochrona słuchu, EN 352.", "ochronniki słuchu, zatyczki do uszu"),
        lead=1,
    ),
    family(
        "vest", ("workwear", "protegra", "pcs"), ("VST-{size}-{colour}", "PTV{size}{colour}"), grid(size=["M", "L", "XL", "XXL", "3XL"], colour=[YELLOW, ORANGE]), lambda _v: 2.2,
        en=("High-visibility vest {size}, {colour}", "Two reflective bands, EN ISO 20471 class 2.", "hi-vis vest, reflective vest, safety vest"),
        uk=("Жилет сигнальний {size}, {colour}", "Дві світловідбивні смуги, EN ISO 20471 клас 2.", "жилетка, світловідбивний жилет, рефлективний жилет"),
        ru=("Жилет сигнальный {size}, {colour}", "Две световозвращающие полосы, EN ISO 20471 класс 2.", "жилетка, светоотражающий жилет"),
        pl=("Kamizelka ostrzegawcza {size}, {colour:f}", "Dwa pasy odblaskowe, EN ISO 20471 klasa 2.", "kamizelka odblaskowa, odblask"),
        pack=10, lead=1,
    ),
    family(
        "garment", ("workwear", "stalwerk", "pcs"), ("WRK-{function}-{size}", "SWK{function}{size}"), grid(function=[g for _, g in _GARMENTS], size=["S", "M", "L", "XL", "XXL", "3XL"]), lambda v: _GARMENT_PRICE[v["function"].code] * (1.08 if v["size"] == "3XL" else 1),
        en=("{function} {size}, graphite", "Cotton-polyester with reinforced stress points.", "workwear, {function}, overalls"),
        uk=("{function} {size}, графіт", "Бавовна з поліестером, підсилені місця навантаження.", "спецодяг, роба, робочий одяг"),
        ru=("{function} {size}, графит", "Хлопок с полиэстером, усиленные места нагрузки.", "спецодежда, роба, рабочая одежда"),
        pl=("{function} {size}, grafit", "Bawełna z poliestrem, wzmocnione miejsca narażone na tarcie.", "ubranie robocze, odzież BHP, drelich"),
        lead=4,
    ),
    family(
        "first-aid", ("workwear", "protegra", "set"), ("AID-{function}", "PTA{function}"), grid(function=[choice("10", "First-aid kit, 10 people", "Аптечка на 10 осіб", "Аптечка на 10 человек", "Apteczka na 10 osób"), choice("30", "First-aid kit, 30 people", "Аптечка на 30 осіб", "Аптечка на 30 человек", "Apteczka na 30 osób"), choice("EYE", "Eye wash station 2x500 ml", "Станція для промивання очей 2х500 мл", "Станция для промывания глаз 2х500 мл", "Stacja do płukania oczu 2x500 ml")]), lambda v: {"10": 19, "30": 44, "EYE": 29}[v["function"].code],
        en=("{function}", "Wall-mounted case with contents list.", "first aid box, medical kit"),
        uk=("{function}", "Настінний кейс із переліком вмісту.", "аптечка виробнича, набір першої допомоги"),
        ru=("{function}", "Настенный кейс с перечнем содержимого.", "аптечка производственная, набор первой помощи"),
        pl=("{function}", "Walizka ścienna ze spisem zawartości.", "apteczka zakładowa, zestaw pierwszej pomocy"),
        lead=3,
    ),
)
