# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Bolts, machine screws, nuts, washers and rods by norm."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.choices import BK129, SS, YZ, ZN, ZN8, ZN88, ZN109
from portal.demo.catalogue.family import Choice, Family, Variant, family

_DIAMETER: Final = {f"M{d}": float(d) for d in (3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24)} | {"M2.5": 2.5}
_FACTOR: Final = {"ZN88": 1.0, "ZN": 0.9, "BK129": 1.25, "A2": 3.1, "YZ": 1.0, "ZN8": 1.0, "ZN109": 1.15}


def _threads(rows: str, finishes: tuple[Choice, ...]) -> list[dict[str, object]]:
    """Read "M8: 20 30 40" rows and cross them with finishes."""
    found = []
    for row in rows.split(";"):
        thread, lengths = row.split(":")
        found += [{"thread": thread.strip(), "length": int(length), "finish": one} for one in finishes for length in lengths.split()]
    return found


def _sizes(threads: str, finishes: tuple[Choice, ...]) -> list[dict[str, object]]:
    return [{"thread": thread, "finish": one} for one in finishes for thread in threads.split()]


def bolt_price(v: Variant) -> float:
    """Steel by volume plus handling, dearer in stainless."""
    diameter = _DIAMETER[v["thread"]]
    return float((0.006 + diameter * diameter * (v["length"] + 2.2 * diameter) * 1.55e-5) * _FACTOR[v["finish"].code])


def nut_price(v: Variant) -> float:
    """A nut weighs about as the cube of its thread."""
    return float((0.004 + _DIAMETER[v["thread"]] ** 3 * 3.1e-5) * _FACTOR[v["finish"].code])


def pieces(v: Variant) -> int:
    """Small threads come in boxes of 200, big ones in fewer."""
    diameter = _DIAMETER[v["thread"]]
    return 200 if diameter <= 6 else 100 if diameter <= 10 else 50 if diameter <= 16 else 25


BOLTS: Final[tuple[Family, ...]] = (
    family(
        "din933", ("bolts", "fastorn", "pcs"), ("D933-{thread}X{length}-{finish}", "FT933.{thread}.{length}.{finish}"),
        _threads("M4: 10 12 16 20; M5: 10 12 16 20 25 30; M6: 12 16 20 25 30 35 40 50 60; M8: 16 20 25 30 35 40 45 50 60 70 80; M10: 20 25 30 35 40 45 50 60 70 80 100; M12: 25 30 35 40 50 60 70 80 100; M14: 40 50 60; M16: 30 40 50 60 70 80 100; M20: 50 60 70 80 100", (ZN88, SS)), bolt_price,
        en=("Hex bolt DIN 933 {thread}x{length}, {finish}", "Hexagon head bolt threaded to the head, ISO 4017.", "hex screw, set screw, bolt {thread}x{length}, ISO 4017"),
        uk=("Болт DIN 933 {thread}х{length}, {finish}", "Болт із шестигранною головкою та повною різьбою, ISO 4017.", "болт шестигранний, болт {thread}х{length}, болт повна різьба"),
        ru=("Болт DIN 933 {thread}х{length}, {finish}", "Болт с шестигранной головкой и полной резьбой, ISO 4017.", "болт шестигранный, болт {thread}х{length}, болт полная резьба"),
        pl=("Śruba DIN 933 {thread}x{length}, {finish}", "Śruba z łbem sześciokątnym i gwintem na całej długości, ISO 4017.", "śruba sześciokątna, śruba {thread}x{length}, śruba pełny gwint"),
        pack=pieces, step=pieces, fixed={"standard": "DIN 933"}, lead=2,
    ),
    family(
        "din912", ("bolts", "fastorn", "pcs"), ("D912-{thread}X{length}-{finish}", "FT912.{thread}.{length}.{finish}"),
        _threads("M3: 8 10 12 16 20; M4: 8 10 12 16 20 25 30; M5: 10 12 16 20 25 30 40; M6: 12 16 20 25 30 40 50; M8: 16 20 25 30 40 50 60; M10: 25 30 40 50 60 80; M12: 30 40 50 60 80; M16: 50 60 80", (ZN88, BK129)), lambda v: bolt_price(v) * 1.15,
        en=("Socket head cap screw ISO 4762 {thread}x{length}, {finish}", "Hexagon socket cap screw, DIN 912, for machines and fixtures.", "allen screw, DIN 912, socket cap screw {thread}x{length}, SHCS"),
        uk=("Гвинт ISO 4762 (DIN 912) {thread}х{length}, {finish}", "Гвинт із циліндричною головкою та внутрішнім шестигранником, для верстатів і оснастки.", "гвинт під шестигранник, імбусовий гвинт, DIN 912 {thread}х{length}"),
        ru=("Винт ISO 4762 (DIN 912) {thread}х{length}, {finish}", "Винт с цилиндрической головкой и внутренним шестигранником, для станков и оснастки.", "винт под шестигранник, имбусовый винт, DIN 912 {thread}х{length}"),
        pl=("Śruba ISO 4762 (DIN 912) {thread}x{length}, {finish}", "Śruba z łbem walcowym i gniazdem sześciokątnym, do maszyn i oprzyrządowania.", "imbus, śruba imbusowa, ampulowa, DIN 912 {thread}x{length}"),
        pack=pieces, step=pieces, fixed={"standard": "ISO 4762"}, lead=3,
    ),
    family(
        "din912-a2", ("bolts", "inoxel", "pcs"), ("D912-{thread}X{length}-{finish}", "IX912.{thread}.{length}"),
        _threads("M3: 8 10 16; M4: 10 12 16 20; M5: 12 16 20 30; M6: 16 20 25 30 40; M8: 20 25 30 40 50", (SS,)), lambda v: bolt_price(v) * 1.1,
        en=("Socket head cap screw ISO 4762 {thread}x{length}, {finish}", "Stainless hexagon socket cap screw for food and outdoor equipment.", "stainless allen screw, DIN 912 A2"),
        uk=("Гвинт ISO 4762 (DIN 912) {thread}х{length}, {finish}", "Нержавіючий гвинт із внутрішнім шестигранником для харчового та вуличного обладнання.", "нержавіючий гвинт, імбус нержавійка"),
        ru=("Винт ISO 4762 (DIN 912) {thread}х{length}, {finish}", "Нержавеющий винт с внутренним шестигранником для пищевого и уличного оборудования.", "нержавеющий винт, имбус нержавейка"),
        pl=("Śruba ISO 4762 (DIN 912) {thread}x{length}, {finish}", "Nierdzewna śruba imbusowa do urządzeń spożywczych i zewnętrznych.", "imbus nierdzewny, imbus A2"),
        pack=pieces, step=pieces, fixed={"standard": "ISO 4762"}, lead=4,
    ),
    family(
        "din7985", ("bolts", "fastorn", "pcs"), ("D7985-{thread}X{length}-{finish}", "FT7985.{thread}.{length}.{finish}"),
        _threads("M2.5: 6 10; M3: 6 8 10 12 16 20; M4: 8 10 12 16 20 30; M5: 10 12 16 20 30; M6: 12 16 20 30", (ZN, SS)), lambda v: bolt_price(v) * 0.9,
        en=("Pan head screw DIN 7985 {thread}x{length} PZ, {finish}", "Machine screw with raised cheese head and cross recess, ISO 7045.", "machine screw, pan head screw, ISO 7045"),
        uk=("Гвинт DIN 7985 {thread}х{length} PZ, {finish}", "Гвинт із напівкруглою головкою та хрестовим шліцом, ISO 7045.", "гвинт напівкругла голова, гвинт хрестовий"),
        ru=("Винт DIN 7985 {thread}х{length} PZ, {finish}", "Винт с полукруглой головкой и крестовым шлицем, ISO 7045.", "винт полукруглая головка, винт крестовой"),
        pl=("Wkręt DIN 7985 {thread}x{length} PZ, {finish}", "Wkręt do metalu z łbem walcowym wypukłym i gniazdem krzyżowym, ISO 7045.", "śrubka krzyżakowa, wkręt do metalu"),
        pack=pieces, step=pieces, fixed={"standard": "DIN 7985", "drive": "PZ"}, lead=3,
    ),
    family(
        "din7991", ("bolts", "fastorn", "pcs"), ("D7991-{thread}X{length}-{finish}", "FT7991.{thread}.{length}.{finish}"),
        _threads("M4: 10 12 16 20; M5: 12 16 20 25; M6: 12 16 20 25 30; M8: 16 20 25 30 40; M10: 25 30 40 50", (ZN109, SS)), lambda v: bolt_price(v) * 1.1,
        en=("Countersunk socket screw DIN 7991 {thread}x{length}, {finish}", "Hexagon socket countersunk screw, ISO 10642.", "countersunk allen screw, flat head screw, ISO 10642"),
        uk=("Гвинт потайний DIN 7991 {thread}х{length}, {finish}", "Гвинт із потайною головкою та внутрішнім шестигранником, ISO 10642.", "потай під шестигранник, гвинт потай"),
        ru=("Винт потайной DIN 7991 {thread}х{length}, {finish}", "Винт с потайной головкой и внутренним шестигранником, ISO 10642.", "потай под шестигранник, винт потай"),
        pl=("Śruba stożkowa DIN 7991 {thread}x{length}, {finish}", "Śruba z łbem stożkowym i gniazdem sześciokątnym, ISO 10642.", "imbus stożkowy, śruba wpuszczana"),
        pack=pieces, step=pieces, fixed={"standard": "DIN 7991"}, lead=3,
    ),
    family(
        "din931", ("bolts", "fastorn", "pcs"), ("D931-{thread}X{length}-{finish}", "FT931.{thread}.{length}.{finish}"),
        _threads("M6: 40 50 60 70 80; M8: 50 60 70 80 90 100 120; M10: 60 70 80 90 100 120 140; M12: 70 80 90 100 120 140 160; M16: 80 90 100 120 140 160; M20: 100 120 140 160", (ZN88,)), bolt_price,
        en=("Hex bolt DIN 931 {thread}x{length}, {finish}", "Hexagon head bolt with plain shank, ISO 4014.", "partially threaded bolt, hex bolt with shank, ISO 4014"),
        uk=("Болт DIN 931 {thread}х{length}, {finish}", "Болт із шестигранною головкою та неповною різьбою, ISO 4014.", "болт неповна різьба, болт {thread}х{length}"),
        ru=("Болт DIN 931 {thread}х{length}, {finish}", "Болт с шестигранной головкой и неполной резьбой, ISO 4014.", "болт неполная резьба, болт {thread}х{length}"),
        pl=("Śruba DIN 931 {thread}x{length}, {finish}", "Śruba z łbem sześciokątnym i gwintem niepełnym, ISO 4014.", "śruba niepełny gwint, śruba {thread}x{length}"),
        pack=pieces, step=pieces, fixed={"standard": "DIN 931"}, lead=3,
    ),
    family(
        "iso7380", ("bolts", "fastorn", "pcs"), ("I7380-{thread}X{length}-{finish}", "FT7380.{thread}.{length}.{finish}"),
        _threads("M3: 6 8 10 12 16; M4: 8 10 12 16 20; M5: 8 10 12 16 20 25; M6: 10 12 16 20 25 30; M8: 12 16 20 25 30 40", (ZN109, SS)), lambda v: bolt_price(v) * 1.05,
        en=("Button head screw ISO 7380 {thread}x{length}, {finish}", "Low round head with hexagon socket, for covers and profiles.", "button head screw, dome head allen screw"),
        uk=("Гвинт ISO 7380 {thread}х{length}, {finish}", "Низька напівкругла головка з внутрішнім шестигранником, для кришок і профілів.", "гвинт напівкругла головка під шестигранник, гвинт меблевий"),
        ru=("Винт ISO 7380 {thread}х{length}, {finish}", "Низкая полукруглая головка с внутренним шестигранником, для крышек и профилей.", "винт полукруглая головка под шестигранник, винт мебельный"),
        pl=("Śruba ISO 7380 {thread}x{length}, {finish}", "Łeb kulisty niski z gniazdem sześciokątnym, do pokryw i profili.", "imbus z łbem kulistym, śruba grzybkowa imbusowa"),
        pack=pieces, step=pieces, fixed={"standard": "ISO 7380"}, lead=3,
    ),
    family(
        "din603", ("bolts", "fastorn", "pcs"), ("D603-{thread}X{length}-{finish}", "FT603.{thread}.{length}"),
        _threads("M6: 30 40 50 60 80; M8: 30 40 50 60 80 100 120; M10: 40 50 60 80 100 120; M12: 60 80 100 120", (ZN,)), bolt_price,
        en=("Carriage bolt DIN 603 {thread}x{length}, {finish}", "Mushroom head square neck bolt for timber and cable trays.", "coach bolt, cup square bolt"),
        uk=("Болт меблевий DIN 603 {thread}х{length}, {finish}", "Болт із грибоподібною головкою та квадратним підголовком, для дерева й лотків.", "болт з квадратним підголовком, меблевий болт"),
        ru=("Болт мебельный DIN 603 {thread}х{length}, {finish}", "Болт с грибовидной головкой и квадратным подголовком, для дерева и лотков.", "болт с квадратным подголовком, мебельный болт"),
        pl=("Śruba zamkowa DIN 603 {thread}x{length}, {finish}", "Śruba z łbem grzybkowym i podsadzeniem, do drewna i koryt kablowych.", "śruba podsadzana, śruba wozowa, grzybek"),
        pack=pieces, step=pieces, fixed={"standard": "DIN 603"}, lead=3,
    ),
    family(
        "din571", ("screws", "fastorn", "pcs"), ("D571-{thread}X{length}-{finish}", "FT571.{thread}.{length}"),
        _threads("M6: 40 50 60 80 100; M8: 50 60 80 100 120 140; M10: 60 80 100 120 140 160; M12: 80 100 120 160", (ZN,)), lambda v: bolt_price(v) * 0.95,
        en=("Coach screw DIN 571 {thread}x{length}, {finish}", "Hexagon head wood screw for heavy fixings with plugs.", "coach screw, lag bolt, hex wood screw"),
        uk=("Шуруп глухар DIN 571 {thread}х{length}, {finish}", "Шуруп із шестигранною головкою для важкого кріплення в дерево та дюбель.", "глухар, шуруп під ключ"),
        ru=("Шуруп глухарь DIN 571 {thread}х{length}, {finish}", "Шуруп с шестигранной головкой для тяжёлого крепления в дерево и дюбель.", "глухарь, шуруп под ключ"),
        pl=("Wkręt do drewna DIN 571 {thread}x{length}, {finish}", "Wkręt z łbem sześciokątnym do ciężkich mocowań w drewnie i kołkach.", "wkręt na klucz, wkręt kluczykowy"),
        pack=pieces, step=pieces, fixed={"standard": "DIN 571"}, lead=3,
    ),
    family(
        "din934", ("nuts-washers", "fastorn", "pcs"), ("D934-{thread}-{finish}", "FT934.{thread}.{finish}"), _sizes("M3 M4 M5 M6 M8 M10 M12 M16 M20 M24", (ZN8, SS, YZ)), nut_price,
        en=("Hex nut DIN 934 {thread}, {finish}", "Hexagon nut, regular pitch, ISO 4032.", "nut {thread}, hex nut, ISO 4032"),
        uk=("Гайка DIN 934 {thread}, {finish}", "Шестигранна гайка зі стандартним кроком, ISO 4032.", "гайка {thread}, гайка шестигранна"),
        ru=("Гайка DIN 934 {thread}, {finish}", "Шестигранная гайка со стандартным шагом, ISO 4032.", "гайка {thread}, гайка шестигранная"),
        pl=("Nakrętka DIN 934 {thread}, {finish}", "Nakrętka sześciokątna, skok normalny, ISO 4032.", "nakrętka {thread}, mutra, nakrętka sześciokątna"),
        pack=pieces, step=pieces, fixed={"standard": "DIN 934"}, lead=2,
    ),
    family(
        "din985", ("nuts-washers", "fastorn", "pcs"), ("D985-{thread}-{finish}", "FT985.{thread}.{finish}"), _sizes("M3 M4 M5 M6 M8 M10 M12 M16", (ZN8, SS)), lambda v: nut_price(v) * 1.5,
        en=("Lock nut DIN 985 {thread}, {finish}", "Self-locking nut with nylon insert.", "nyloc nut, nylon insert nut, lock nut"),
        uk=("Гайка самостопорна DIN 985 {thread}, {finish}", "Гайка з нейлоновим кільцем.", "самоконтрувальна гайка, гайка з нейлоном"),
        ru=("Гайка самоконтрящаяся DIN 985 {thread}, {finish}", "Самостопорящаяся гайка с нейлоновым кольцом.", "самоконтрящаяся гайка, гайка с нейлоном"),
        pl=("Nakrętka samohamowna DIN 985 {thread}, {finish}", "Nakrętka samozabezpieczająca z wkładką poliamidową.", "nakrętka z teflonem, samokontrująca, nylon"),
        pack=pieces, step=pieces, fixed={"standard": "DIN 985"}, lead=2,
    ),
    family(
        "din125", ("nuts-washers", "fastorn", "pcs"), ("D125-{thread}-{finish}", "FT125.{thread}.{finish}"), _sizes("M3 M4 M5 M6 M8 M10 M12 M16 M20", (ZN, SS)), lambda v: nut_price(v) * 0.42,
        en=("Flat washer DIN 125 {thread}, {finish}", "Plain washer form A, ISO 7089.", "washer {thread}, flat washer, ISO 7089"),
        uk=("Шайба плоска DIN 125 {thread}, {finish}", "Плоска шайба форми A, ISO 7089.", "шайба {thread}, шайба звичайна"),
        ru=("Шайба плоская DIN 125 {thread}, {finish}", "Плоская шайба формы A, ISO 7089.", "шайба {thread}, шайба обычная"),
        pl=("Podkładka płaska DIN 125 {thread}, {finish}", "Podkładka okrągła forma A, ISO 7089.", "podkładka {thread}, podkładka zwykła"),
        pack=lambda v: 2 * pieces(v), step=pieces, fixed={"standard": "DIN 125"}, lead=2,
    ),
    family(
        "din9021", ("nuts-washers", "fastorn", "pcs"), ("D9021-{thread}-{finish}", "FT9021.{thread}.{finish}"), _sizes("M4 M5 M6 M8 M10 M12 M16", (ZN, SS)), lambda v: nut_price(v) * 0.95,
        en=("Fender washer DIN 9021 {thread}, {finish}", "Large plain washer, outer diameter three times the thread, ISO 7093.", "penny washer, repair washer, wide washer"),
        uk=("Шайба збільшена DIN 9021 {thread}, {finish}", "Плоска шайба, зовнішній діаметр утричі більший за різьбу, ISO 7093.", "кузовна шайба, широка шайба"),
        ru=("Шайба увеличенная DIN 9021 {thread}, {finish}", "Плоская шайба, наружный диаметр втрое больше резьбы, ISO 7093.", "кузовная шайба, широкая шайба"),
        pl=("Podkładka poszerzana DIN 9021 {thread}, {finish}", "Podkładka powiększona, średnica trzykrotna, ISO 7093.", "podkładka szeroka, podkładka karoseryjna"),
        pack=pieces, step=pieces, fixed={"standard": "DIN 9021"}, lead=2,
    ),
    family(
        "din127", ("nuts-washers", "fastorn", "pcs"), ("D127-{thread}-{finish}", "FT127.{thread}.{finish}"), _sizes("M3 M4 M5 M6 M8 M10 M12 M16 M20", (ZN, SS)), lambda v: nut_price(v) * 0.5,
        en=("Spring washer DIN 127 {thread}, {finish}", "Spring lock washer form B, square ends.", "split washer, lock washer, grower washer"),
        uk=("Шайба пружинна DIN 127 {thread}, {finish}", "Пружинна шайба форми B.", "гровер, шайба гровера"),
        ru=("Шайба пружинная DIN 127 {thread}, {finish}", "Пружинная шайба формы B.", "гровер, шайба гровера"),
        pl=("Podkładka sprężynowa DIN 127 {thread}, {finish}", "Podkładka sprężysta forma B.", "grower, podkładka sprężynująca"),
        pack=lambda v: 2 * pieces(v), step=pieces, fixed={"standard": "DIN 127"}, lead=2,
    ),
    family(
        "din975", ("nuts-washers", "fastorn", "pcs"), ("D975-{thread}-{finish}", "FT975.{thread}.{finish}"), _sizes("M5 M6 M8 M10 M12 M16 M20", (ZN, SS)), lambda v: (0.35 + _DIAMETER[v["thread"]] ** 2 * 0.0145) * _FACTOR[v["finish"].code],
        en=("Threaded rod DIN 975 {thread}, 1 m, {finish}", "Fully threaded rod for suspending cable trays, ducts and pipes.", "studding, all-thread, threaded bar"),
        uk=("Шпилька різьбова DIN 975 {thread}, 1 м, {finish}", "Шпилька з повною різьбою для підвішування лотків, повітроводів і труб.", "шпилька {thread}, різьбовий прут"),
        ru=("Шпилька резьбовая DIN 975 {thread}, 1 м, {finish}", "Шпилька с полной резьбой для подвеса лотков, воздуховодов и труб.", "шпилька {thread}, резьбовой прут"),
        pl=("Pręt gwintowany DIN 975 {thread}, 1 m, {finish}", "Pręt z gwintem na całej długości do podwieszania koryt, kanałów i rur.", "szpilka gwintowana, pręt {thread}"),
        pack=10, step=5, fixed={"standard": "DIN 975", "metres": 1}, lead=2,
    ),
)
