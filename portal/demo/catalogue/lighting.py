# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""LED lamps, luminaires and floodlights."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.choices import ANTHRACITE, BLACK, WHITE
from portal.demo.catalogue.family import Family, Variant, choice, cross, family, grid, table


def _lit(rows: str, *ccts: int) -> list[dict[str, object]]:
    """Read "watts lumens" rows and cross them with colour temperatures."""
    return cross(table("watts lumens", rows), cct=ccts)


def _bulbs() -> list[Variant]:
    shapes = {"R50": ("E14", "6 480"), "R63": ("E27", "9 720"), "A60": ("E27", "8 806, 10 1055, 13 1521, 15 1700"), "C37": ("E14", "5 470, 7 806"), "G45": ("E14", "5 470, 7 806"), "PAR16": ("GU10", "5 400, 7 560"), "MR16": ("GU5.3", "5 400, 7 560")}
    return [{"size": shape, "cap": cap, **v} for shape, (cap, rows) in shapes.items() for v in _lit(rows, 2700, 4000, 6500)]


LIGHTING: Final[tuple[Family, ...]] = (
    family(
        "led-lamp", ("lamps", "lumiora", "pcs"), ("LED-{size}-{cap}-{watts}-{cct}", "LU{size}{watts}{cct}"), _bulbs(), lambda v: 0.85 + v["watts"] * 0.13 + (0.35 if v["size"] in {"PAR16", "MR16"} else 0),
        en=("LED lamp {size} {cap} {watts} W {cct} K, {lumens} lm", "LED retrofit lamp, service life 15,000 h, CRI 80.", "LED bulb, light bulb, {watts}W bulb"),
        uk=("Лампа світлодіодна {size} {cap} {watts} Вт {cct} К, {lumens} лм", "Світлодіодна лампа, строк служби 15 000 год, CRI 80.", "LED-лампа, лампочка, лампа {cap}"),
        ru=("Лампа светодиодная {size} {cap} {watts} Вт {cct} К, {lumens} лм", "Светодиодная лампа, срок службы 15 000 ч, CRI 80.", "LED-лампа, лампочка, лампа {cap}"),
        pl=("Żarówka LED {size} {cap} {watts} W {cct} K, {lumens} lm", "Źródło światła LED, trwałość 15 000 h, CRI 80.", "żarówka, ledówka, żarówka {cap}"),
        pack=10, step=10, lead=2,
    ),
    family(
        "filament", ("lamps", "lumiora", "pcs"), ("FIL-{size}-{cap}-{watts}-{cct}", "LUFIL{size}{watts}{cct}"), cross(table("size cap watts lumens", "A60 E27 7 806, A60 E27 11 1521, C35 E14 4 470, G95 E27 7 806, ST64 E27 7 806"), cct=[2700, 4000]), lambda v: 1.9 + v["watts"] * 0.18 + (2.2 if v["size"] in {"G95", "ST64"} else 0),
        en=("LED filament lamp {size} {cap} {watts} W {cct} K, {lumens} lm", "Clear glass lamp with visible filaments, for decorative fittings.", "filament bulb, Edison bulb, vintage lamp"),
        uk=("Лампа філаментна LED {size} {cap} {watts} Вт {cct} К, {lumens} лм", "Прозора лампа з видимими нитками, для декоративних світильників.", "лампа Едісона, філамент, ретро лампа"),
        ru=("Лампа филаментная LED {size} {cap} {watts} Вт {cct} К, {lumens} лм", "Прозрачная лампа с видимыми нитями, для декоративных светильников.", "лампа Эдисона, филамент, ретро лампа"),
        pl=("Żarówka LED Filament {size} {cap} {watts} W {cct} K, {lumens} lm", "Przezroczyste źródło światła z widocznymi włóknami, do opraw dekoracyjnych.", "żarówka Edisona, filament, żarówka retro"),
        pack=10, step=10, lead=3,
    ),
    family(
        "led-tube", ("lamps", "lumiora", "pcs"), ("T8-{length}-{watts}-{cct}", "LUT8{length}{cct}"), cross(table("length watts lumens", "600 9 900, 1200 18 1800, 1500 24 2400"), cct=[4000, 6500]), lambda v: 2.2 + v["watts"] * 0.16,
        en=("LED tube T8 {length} mm {watts} W {cct} K", "Glass LED tube to replace fluorescent lamps, single-ended supply.", "LED tube, fluorescent replacement"),
        uk=("Лампа світлодіодна T8 {length} мм {watts} Вт {cct} К", "Скляна LED-трубка на заміну люмінесцентної лампи, одностороннє підключення.", "LED-трубка, лампа денного світла"),
        ru=("Лампа светодиодная T8 {length} мм {watts} Вт {cct} К", "Стеклянная LED-трубка на замену люминесцентной лампы, одностороннее подключение.", "LED-трубка, лампа дневного света"),
        pl=("Świetlówka LED T8 {length} mm {watts} W {cct} K", "Szklana tuba LED zastępująca świetlówkę, zasilanie jednostronne.", "tuba LED, świetlówka, jarzeniówka"),
        fixed={"cap": "G13"}, pack=25, step=25, lead=3,
    ),
    family(
        "panel", ("luminaires", "norlight", "pcs"), ("PAN-{size}-{watts}-{cct}", "NLP{size}{watts}{cct}"), cross(table("size watts lumens", "600x600 32 3840, 600x600 40 4800, 1200x300 36 4320, 300x300 18 1800"), cct=[3000, 4000, 6500]), lambda v: 8 + v["watts"] * 0.42,
        en=("LED panel {size} mm {watts} W {cct} K, {lumens} lm", "Recessed ceiling panel, UGR<19, driver included.", "ceiling panel, Armstrong panel, office panel"),
        uk=("Панель світлодіодна {size} мм {watts} Вт {cct} К, {lumens} лм", "Вбудована стельова панель, UGR<19, драйвер у комплекті.", "LED-панель, світильник армстронг, стельова панель"),
        ru=("Панель светодиодная {size} мм {watts} Вт {cct} К, {lumens} лм", "Встраиваемая потолочная панель, UGR<19, драйвер в комплекте.", "LED-панель, светильник армстронг, потолочная панель"),
        pl=("Panel LED {size} mm {watts} W {cct} K, {lumens} lm", "Panel sufitowy do wbudowania, UGR<19, zasilacz w komplecie.", "kaseton LED, panel sufitowy, panel do rastra"),
        fixed={"colour": WHITE}, pack=4, lead=4,
    ),
    family(
        "downlight", ("luminaires", "norlight", "pcs"), ("DL-{diameter}-{watts}-{cct}", "NLD{diameter}{cct}"), cross(table("diameter watts lumens", "90 6 500, 120 9 800, 170 15 1350, 225 24 2300"), cct=[3000, 4000]), lambda v: 3.2 + v["watts"] * 0.42,
        en=("LED downlight Ø{diameter} mm {watts} W {cct} K", "Slim recessed downlight for suspended ceilings.", "downlight, recessed spot, slim light"),
        uk=("Світильник вбудований LED Ø{diameter} мм {watts} Вт {cct} К", "Тонкий точковий світильник для підвісних стель.", "даунлайт, точковий світильник, спот"),
        ru=("Светильник встраиваемый LED Ø{diameter} мм {watts} Вт {cct} К", "Тонкий точечный светильник для подвесных потолков.", "даунлайт, точечный светильник, спот"),
        pl=("Oprawa wpuszczana LED Ø{diameter} mm {watts} W {cct} K", "Płaska oprawa typu downlight do sufitów podwieszanych.", "downlight, oczko sufitowe, plafon wpuszczany"),
        pack=10, lead=4,
    ),
    family(
        "linear", ("luminaires", "norlight", "pcs"), ("LIN-{length}-{watts}-{cct}", "NLH{length}{watts}{cct}"), cross(table("length watts lumens", "600 18 2160, 1200 36 4320, 1500 48 5760, 1500 60 7200"), cct=[4000, 6500]), lambda v: 9 + v["watts"] * 0.4,
        en=("Damp-proof LED luminaire {length} mm {watts} W {cct} K IP65", "Polycarbonate luminaire for car parks, workshops and cold rooms.", "batten, tri-proof light, vapour-proof luminaire"),
        uk=("Світильник вологозахищений LED {length} мм {watts} Вт {cct} К IP65", "Полікарбонатний світильник для паркінгів, цехів і холодильних камер.", "лінійний світильник, пиловологозахищений світильник"),
        ru=("Светильник влагозащищённый LED {length} мм {watts} Вт {cct} К IP65", "Поликарбонатный светильник для паркингов, цехов и холодильных камер.", "линейный светильник, пылевлагозащищённый светильник"),
        pl=("Oprawa hermetyczna LED {length} mm {watts} W {cct} K IP65", "Oprawa z poliwęglanu do parkingów, warsztatów i chłodni.", "hermetyk LED, oprawa liniowa, lampa garażowa"),
        fixed={"ip": "IP65"}, pack=4, lead=4,
    ),
    family(
        "floodlight", ("floodlights", "norlight", "pcs"), ("FL-{watts}-{cct}-{colour}", "NLF{watts}{cct}{colour}"), [{**v, "lumens": v["watts"] * 100} for v in grid(watts=[10, 20, 30, 50, 100, 150, 200], cct=[4000, 6500], colour=[BLACK, WHITE])], lambda v: 3.4 + v["watts"] * 0.31,
        en=("LED floodlight {watts} W {cct} K IP65, {colour}", "Aluminium outdoor floodlight with toughened glass, {lumens} lm.", "floodlight, outdoor light, security light"),
        uk=("Прожектор світлодіодний {watts} Вт {cct} К IP65, {colour}", "Алюмінієвий вуличний прожектор із загартованим склом, {lumens} лм.", "LED-прожектор, вуличний світильник"),
        ru=("Прожектор светодиодный {watts} Вт {cct} К IP65, {colour}", "Алюминиевый уличный прожектор с закалённым стеклом, {lumens} лм.", "LED-прожектор, уличный светильник"),
        pl=("Naświetlacz LED {watts} W {cct} K IP65, {colour}", "Aluminiowy naświetlacz zewnętrzny ze szkłem hartowanym, {lumens} lm.", "halogen, reflektor LED, lampa zewnętrzna"),
        fixed={"ip": "IP65"}, lead=4,
    ),
    family(
        "highbay", ("floodlights", "norlight", "pcs"), ("HB-{watts}-{cct}", "NLHB{watts}{cct}"), [{**v, "lumens": v["watts"] * 150} for v in grid(watts=[100, 150, 200], cct=[4000, 5000])], lambda v: 28 + v["watts"] * 0.42,
        en=("LED high-bay {watts} W {cct} K, {lumens} lm IP65", "Suspended UFO luminaire for halls and warehouses from 6 m up.", "high bay, UFO light, warehouse light"),
        uk=("Світильник промисловий підвісний LED {watts} Вт {cct} К, {lumens} лм IP65", "Підвісний світильник типу UFO для цехів і складів заввишки від 6 м.", "хайбей, UFO, світильник для складу"),
        ru=("Светильник промышленный подвесной LED {watts} Вт {cct} К, {lumens} лм IP65", "Подвесной светильник типа UFO для цехов и складов высотой от 6 м.", "хайбей, UFO, колокол, светильник для склада"),
        pl=("Oprawa przemysłowa High Bay LED {watts} W {cct} K, {lumens} lm IP65", "Oprawa zwieszana typu UFO do hal i magazynów o wysokości od 6 m.", "high bay, dzwon LED, lampa na halę"),
        fixed={"ip": "IP65"}, lead=8,
    ),
    family(
        "strip", ("lamps", "lumiora", "roll"), ("STRIP-{watts}-{cct}-{ip}", "LUS{watts}{cct}{ip}"), grid(watts=[4.8, 9.6, 14.4], cct=[3000, 4000], ip=["IP20", "IP65"], metres=[5]), lambda v: (4.2 + v["watts"] * 0.75) * (1.4 if v["ip"] == "IP65" else 1),
        en=("LED strip 24 V {watts} W/m {cct} K {ip}, 5 m", "Self-adhesive LED strip, can be cut every 5 cm.", "LED tape, strip light, ribbon"),
        uk=("Світлодіодна стрічка 24 В {watts} Вт/м {cct} К {ip}, 5 м", "Самоклейна LED-стрічка, ріжеться кожні 5 см.", "LED-стрічка, діодна стрічка"),
        ru=("Светодиодная лента 24 В {watts} Вт/м {cct} К {ip}, 5 м", "Самоклеящаяся LED-лента, режется каждые 5 см.", "LED-лента, диодная лента"),
        pl=("Taśma LED 24 V {watts} W/m {cct} K {ip}, 5 m", "Samoprzylepna taśma LED, cięcie co 5 cm.", "pasek LED, ledy na taśmie"),
        lead=4,
    ),
    family(
        "emergency", ("luminaires", "norlight", "pcs"), ("EM-{function}-{watts}", "NLE{function}{watts}"), grid(function=[choice("EX", "exit sign", "табло «ВИХІД»", "табло «ВЫХОД»", "znak WYJŚCIE"), choice("EM", "emergency luminaire", "аварійний світильник", "аварийный светильник", "oprawa awaryjna")], watts=[1, 3]), lambda v: 19 + v["watts"] * 4,
        en=("{function} LED {watts} W, 3 h", "Maintained and non-maintained operation, self-test, IP42.", "emergency light, exit sign, escape lighting"),
        uk=("{function} LED {watts} Вт, 3 год", "Постійний і непостійний режим, самоперевірка, IP42.", "аварійне освітлення, вихід, евакуаційний світильник"),
        ru=("{function} LED {watts} Вт, 3 ч", "Постоянный и непостоянный режим, самопроверка, IP42.", "аварийное освещение, выход, эвакуационный светильник"),
        pl=("{function} LED {watts} W, 3 h", "Praca na jasno i na ciemno, autotest, IP42.", "oświetlenie awaryjne, ewakuacyjne, wyjście"),
        lead=6,
    ),
    family(
        "sensor", ("luminaires", "lumiora", "pcs"), ("PIR-{function}-{colour}", "LUM{function}{colour}"), grid(function=[choice("180", "wall-mounted 180°", "настінний 180°", "настенный 180°", "ścienny 180°"), choice("360", "ceiling 360°", "стельовий 360°", "потолочный 360°", "sufitowy 360°"), choice("MW", "microwave 360°", "мікрохвильовий 360°", "микроволновый 360°", "mikrofalowy 360°")], colour=[WHITE, ANTHRACITE]), lambda v: 9.4 if v["function"].code != "MW" else 13.2,
        en=("Motion sensor {function}, {colour}", "Switches lighting by movement and daylight; range up to 12 m.", "PIR, motion detector, occupancy sensor"),
        uk=("Датчик руху {function}, {colour}", "Вмикає світло за рухом і освітленістю; дальність до 12 м.", "сенсор руху, датчик присутності"),
        ru=("Датчик движения {function}, {colour}", "Включает свет по движению и освещённости; дальность до 12 м.", "сенсор движения, датчик присутствия"),
        pl=("Czujnik ruchu {function}, {colour}", "Załącza światło po wykryciu ruchu i zmierzchu; zasięg do 12 m.", "czujka ruchu, PIR, detektor obecności"),
        lead=4,
    ),
)
