# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Conduit, trunking, cable ties, tapes, lugs, ferrules and heat-shrink."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.choices import BLACK, BLUE, GNYE, GREEN, GREY, RED, WHITE, YELLOW
from portal.demo.catalogue.family import Family, choice, cross, family, grid, table

_DIAMETERS: Final = [16, 20, 25, 32, 40, 50]
_FITTINGS: Final = (
    choice("CL", "clip", "кліпса", "клипса", "uchwyt"), choice("CP", "coupling", "муфта", "муфта", "złączka"),
    choice("EL", "90° bend", "поворот 90°", "поворот 90°", "kolanko 90°"), choice("TE", "inspection tee", "трійник", "тройник", "trójnik"),
)
_LUG_HOLES: Final = "6 6, 10 6, 10 8, 16 6, 16 8, 16 10, 25 8, 25 10, 35 8, 35 10, 50 8, 50 10, 50 12, 70 10, 70 12, 95 10, 95 12, 120 12, 120 16, 150 12, 150 16, 185 16, 240 16"

INSTALLATION: Final[tuple[Family, ...]] = (
    family(
        "rigid-conduit", ("conduit", "rurex", "m"), ("RC-{diameter}-{colour}", "RXR{diameter}{colour}"), grid(diameter=_DIAMETERS, colour=[GREY, BLACK]), lambda v: 0.16 + v["diameter"] ** 1.5 / 145,
        en=("Rigid conduit Ø{diameter} mm PVC, {colour}, 3 m lengths", "Plain rigid PVC conduit for surface and concrete installation, 750 N.", "conduit pipe, PVC pipe, rigid pipe"),
        uk=("Труба жорстка ПВХ Ø{diameter} мм, {colour:f}, по 3 м", "Гладка жорстка труба для відкритої проводки та замонолічування, 750 Н.", "гладка труба, труба для кабелю"),
        ru=("Труба жёсткая ПВХ Ø{diameter} мм, {colour:f}, по 3 м", "Гладкая жёсткая труба для открытой проводки и замоноличивания, 750 Н.", "гладкая труба, труба для кабеля"),
        pl=("Rura sztywna PVC Ø{diameter} mm, {colour:f}, odcinki 3 m", "Gładka rura instalacyjna do montażu natynkowego i w betonie, 750 N.", "rurka RL {diameter}, rura elektroinstalacyjna"),
        pack=30, step=3, lead=2,
    ),
    family(
        "flex-conduit", ("conduit", "rurex", "m"), ("FC-{diameter}-{function}", "RXF{diameter}{function}"), grid(diameter=_DIAMETERS, function=[choice("W", "with draw wire", "з протяжкою", "с протяжкой", "z pilotem"), choice("N", "without draw wire", "без протяжки", "без протяжки", "bez pilota")]),
        lambda v: (0.11 + v["diameter"] ** 1.45 / 210) * (1.12 if v["function"].code == "W" else 1),
        en=("Corrugated conduit Ø{diameter} mm {function}, grey", "Flexible PVC conduit, self-extinguishing, 320 N.", "flexible conduit, corrugated pipe, flexi"),
        uk=("Гофротруба ПВХ Ø{diameter} мм {function}, сіра", "Гнучка самозатухаюча ПВХ-труба, 320 Н.", "гофра, гофра {diameter}, гофрована труба"),
        ru=("Гофротруба ПВХ Ø{diameter} мм {function}, серая", "Гибкая самозатухающая ПВХ-труба, 320 Н.", "гофра, гофра {diameter}, гофрированная труба"),
        pl=("Rura karbowana PVC Ø{diameter} mm {function}, szara", "Giętka rura samogasnąca PVC, 320 N.", "peszel, peszel {diameter}, arot, karbowana"),
        pack=lambda v: 100 if v["diameter"] <= 20 else 50 if v["diameter"] <= 32 else 25, step=lambda v: 100 if v["diameter"] <= 20 else 50 if v["diameter"] <= 32 else 25, lead=2,
    ),
    family(
        "conduit-fitting", ("conduit", "rurex", "pcs"), ("RCF-{function}-{diameter}", "RX{function}{diameter}"), grid(function=_FITTINGS, diameter=_DIAMETERS), lambda v: {"CL": 0.04, "CP": 0.06, "EL": 0.16, "TE": 0.24}[v["function"].code] * (v["diameter"] / 16) ** 1.4,
        en=("Conduit {function} Ø{diameter} mm, grey", "Fitting for rigid conduit.", "conduit fitting, pipe clip, conduit bend"),
        uk=("Фітинг для труби: {function} Ø{diameter} мм, сірий", "Аксесуар для жорсткої труби.", "кліпса для труби, тримач труби, з'єднувач труби"),
        ru=("Фитинг для трубы: {function} Ø{diameter} мм, серый", "Аксессуар для жёсткой трубы.", "клипса для трубы, держатель трубы, соединитель трубы"),
        pl=("Osprzęt do rur: {function} Ø{diameter} mm, szary", "Akcesoria do rur sztywnych.", "uchwyt do rurki, kolanko, złączka do rurki"),
        pack=100, step=lambda v: 100 if v["function"].code == "CL" and v["diameter"] < 32 else 10, lead=2,
    ),
    family(
        "trunking", ("conduit", "rurex", "m"), ("TR-{width}X{height}", "RXT{width}{height}"), table("width height", "12 12, 15 10, 25 16, 25 25, 40 16, 40 25, 40 40, 60 40, 60 60, 80 40, 100 40, 100 60, 130 60"), lambda v: 0.3 + v["width"] * v["height"] / 1150,
        en=("Cable trunking {width}x{height} mm, white, 2 m lengths", "PVC mini-trunking with snap-on lid.", "trunking, cable duct, mini-trunking"),
        uk=("Кабель-канал {width}х{height} мм, білий, по 2 м", "ПВХ-короб із кришкою на засувці.", "короб, кабельний короб, канал для проводу"),
        ru=("Кабель-канал {width}х{height} мм, белый, по 2 м", "ПВХ-короб с крышкой на защёлке.", "короб, кабельный короб, канал для провода"),
        pl=("Kanał kablowy {width}x{height} mm, biały, odcinki 2 m", "Listwa instalacyjna PVC z pokrywą zatrzaskową.", "listwa elektroinstalacyjna, korytko, listwa na kable"),
        fixed={"colour": WHITE}, pack=24, step=2, lead=2,
    ),
    family(
        "cable-tie", ("ties-marking", "bindal", "pack"), ("TIE-{width}X{length}-{colour}", "BD{width}{length}{colour}"),
        cross(table("width length", "2.5 100, 2.5 160, 2.5 200, 3.6 140, 3.6 200, 3.6 300, 4.8 200, 4.8 250, 4.8 300, 4.8 370, 7.6 300, 7.6 370, 9.0 530"), colour=[WHITE, BLACK]), lambda v: 0.35 + v["width"] * v["length"] / 270 * (1.06 if v["colour"].code == "BK" else 1),
        en=("Cable ties {width}x{length} mm, {colour}, 100 pcs", "Polyamide 6.6 cable ties; the black ones resist UV.", "zip ties, cable ties, tie wraps"),
        uk=("Стяжки кабельні {width}х{length} мм, {colour:p}, 100 шт.", "Кабельні стяжки з поліаміду 6.6; чорні стійкі до ультрафіолету.", "хомути пластикові, стяжки, хомут-стяжка"),
        ru=("Стяжки кабельные {width}х{length} мм, {colour:p}, 100 шт.", "Кабельные стяжки из полиамида 6.6; чёрные стойки к ультрафиолету.", "хомуты пластиковые, стяжки, хомут-стяжка"),
        pl=("Opaski kablowe {width}x{length} mm, {colour:p}, 100 szt.", "Opaski z poliamidu 6.6; czarne odporne na UV.", "trytytki, zipy, opaski zaciskowe, trytki"),
        lead=1,
    ),
    family(
        "ins-tape", ("ties-marking", "bindal", "roll"), ("ITAPE-{width}-{colour}", "BDT{width}{colour}"), grid(width=[15, 19], colour=[BLACK, BLUE, RED, GNYE, WHITE, YELLOW, GREEN], metres=[20]), lambda v: 0.62 if v["width"] == 15 else 0.79,
        en=("Insulating tape {width} mm x {metres} m, {colour}", "Self-extinguishing PVC tape, 0.13 mm, up to 600 V.", "electrical tape, PVC tape, insulation tape"),
        uk=("Ізострічка {width} мм х {metres} м, {colour:f}", "Самозатухаюча ПВХ-стрічка 0,13 мм, до 600 В.", "ізолента, ізоляційна стрічка"),
        ru=("Изолента {width} мм х {metres} м, {colour:f}", "Самозатухающая ПВХ-лента 0,13 мм, до 600 В.", "изоляционная лента, лента ПВХ"),
        pl=("Taśma izolacyjna {width} mm x {metres} m, {colour:f}", "Samogasnąca taśma PVC 0,13 mm, do 600 V.", "izolacja, izolka, taśma PVC"),
        pack=10, step=10, lead=1,
    ),
    family(
        "lug", ("lugs", "presskon", "pcs"), ("LUG-CU-{section}-{hole}", "PKR{section}-{hole}"), table("section hole", _LUG_HOLES), lambda v: 0.16 + v["section"] * 0.0165,
        en=("Tubular cable lug {section} mm², hole M{hole}, tinned copper", "Crimp cable lug with inspection hole, for copper conductors.", "cable lug, crimp lug, ring lug {section}-{hole}"),
        uk=("Наконечник кабельний ТМЛ {section}-{hole}, мідний луджений", "Наконечник під опресування для мідних жил {section} мм², під болт M{hole}.", "ТМЛ, наконечник мідний, гільза з вушком"),
        ru=("Наконечник кабельный ТМЛ {section}-{hole}, медный лужёный", "Наконечник под опрессовку для медных жил {section} мм², под болт M{hole}.", "ТМЛ, наконечник медный, наконечник под болт"),
        pl=("Końcówka oczkowa rurowa {section} mm² / M{hole}, Cu cynowana", "Końcówka do zaprasowywania na żyłach miedzianych, z otworem kontrolnym.", "końcówka kablowa, KCR, oczko {section}/{hole}"),
        fixed={"material": "Cu/Sn"}, pack=lambda v: 100 if v["section"] <= 50 else 25, step=lambda v: 10 if v["section"] <= 50 else 5, lead=3,
    ),
    family(
        "lug-al", ("lugs", "presskon", "pcs"), ("LUG-AL-{section}-{hole}", "PKA{section}-{hole}"), table("section hole", "16 8, 25 8, 35 10, 50 10, 70 10, 95 12, 120 12, 150 12, 185 16, 240 16"), lambda v: 0.35 + v["section"] * 0.0115,
        en=("Aluminium cable lug {section} mm², hole M{hole}", "Crimp lug for aluminium conductors, filled with contact grease.", "aluminium lug, Al lug"),
        uk=("Наконечник алюмінієвий ТА {section}-{hole}", "Наконечник під опресування для алюмінієвих жил {section} мм², з контактною пастою.", "ТА, алюмінієвий наконечник"),
        ru=("Наконечник алюминиевый ТА {section}-{hole}", "Наконечник под опрессовку для алюминиевых жил {section} мм², с контактной пастой.", "ТА, алюминиевый наконечник"),
        pl=("Końcówka aluminiowa {section} mm² / M{hole}", "Końcówka do zaprasowywania na żyłach aluminiowych, z pastą kontaktową.", "końcówka Al, KRA"),
        fixed={"material": "Al"}, pack=25, step=5, lead=4,
    ),
    family(
        "ferrule", ("lugs", "presskon", "pack"), ("FER-{section}-{length}", "PKF{section}/{length}"), table("section length", "0.5 8, 0.75 8, 1.0 8, 1.5 8, 1.5 12, 2.5 8, 2.5 12, 4 10, 4 12, 6 12, 10 12, 16 12, 25 16, 35 16"), lambda v: (0.85 + v["section"] * 0.34) if v["section"] < 16 else (0.85 + v["section"] * 0.31),
        en=("Insulated ferrules {section} mm², {length} mm, 100 pcs", "Tinned copper wire-end ferrules with collar, DIN colour code.", "bootlace ferrules, wire end sleeves, crimp ferrules"),
        uk=("Наконечники втулкові НШВІ {section}-{length}, 100 шт.", "Втулкові ізольовані наконечники для багатодротових проводів {section} мм².", "НШВІ, гільзи на провід, втулкові наконечники"),
        ru=("Наконечники штыревые НШВИ {section}-{length}, 100 шт.", "Втулочные изолированные наконечники для многопроволочных проводов {section} мм².", "НШВИ, гильзы на провод, втулочные наконечники"),
        pl=("Końcówki tulejkowe izolowane {section}/{length}, 100 szt.", "Tulejki izolowane miedziane cynowane na linkę {section} mm².", "tulejki, tulejki na linkę, końcówki HI"),
        lead=2,
    ),
    family(
        "insulated-terminal", ("lugs", "presskon", "pack"), ("IT-{function}-{section}-{size}", "PKI{function}{section}{size}"),
        cross(table("section size", "1.5 M4, 1.5 M5, 2.5 M4, 2.5 M5, 2.5 M6, 6 M5, 6 M6, 6 M8"), function=[choice("RT", "ring", "кільцевий", "кольцевой", "oczkowe"), choice("FT", "fork", "вилковий", "вилочный", "widełkowe")]), lambda v: 2.4 + v["section"] * 0.62,
        en=("Insulated {function} terminals {section} mm² {size}, 100 pcs", "Pre-insulated crimp terminals with PVC sleeve.", "ring terminals, fork terminals, spade terminals, crimp terminals"),
        uk=("Наконечник ізольований {function} {section} мм² {size}, 100 шт.", "Наконечники під опресування з ПВХ-манжетою.", "НКІ, НВІ, ізольовані наконечники"),
        ru=("Наконечник изолированный {function} {section} мм² {size}, 100 шт.", "Наконечники под опрессовку с ПВХ-манжетой.", "НКИ, НВИ, изолированные наконечники"),
        pl=("Końcówki izolowane {function} {section} mm² {size}, 100 szt.", "Końcówki do zaprasowywania z izolacją PVC.", "oczka izolowane, widełki, konektory"),
        lead=3,
    ),
    family(
        "heat-shrink", ("lugs", "presskon", "m"), ("HS-{diameter}-{colour}", "PKH{diameter}{colour}"), cross(table("diameter", "1.6, 2.4, 3.2, 4.8, 6.4, 9.5, 12.7, 19.1, 25.4, 38.1"), colour=[BLACK, RED, BLUE, GNYE]), lambda v: (0.18 + v["diameter"] * 0.075) * (1.25 if v["colour"].code == "GNYE" else 1),
        en=("Heat-shrink tubing 2:1 Ø{diameter} mm, {colour}", "Polyolefin thin-wall tubing, -55 to +125 °C, in 1 m lengths.", "heat shrink, shrink sleeve, shrink tube"),
        uk=("Трубка термоусадкова 2:1 Ø{diameter} мм, {colour:f}", "Тонкостінна поліолефінова трубка, від -55 до +125 °C, по 1 м.", "термоусадка, термозбіжна трубка, ТУТ"),
        ru=("Трубка термоусадочная 2:1 Ø{diameter} мм, {colour:f}", "Тонкостенная полиолефиновая трубка, от -55 до +125 °C, по 1 м.", "термоусадка, термоусадочная трубка, ТУТ"),
        pl=("Rura termokurczliwa 2:1 Ø{diameter} mm, {colour:f}", "Cienkościenna rura poliolefinowa, od -55 do +125 °C, odcinki 1 m.", "termokurcz, koszulka termokurczliwa, rurka termo"),
        pack=50, step=10, lead=2,
    ),
    family(
        "tray", ("conduit", "rurex", "m"), ("TRAY-{width}X{height}", "RXK{width}{height}"), table("width height", "50 42, 100 42, 200 42, 300 42, 100 60, 200 60, 300 60, 400 60"), lambda v: 2.3 + v["width"] * 0.028 + v["height"] * 0.012,
        en=("Perforated cable tray {width}x{height} mm, galvanised, 3 m lengths", "Steel cable tray 0.7 mm with integrated connector.", "cable tray, cable ladder, tray"),
        uk=("Лоток кабельний перфорований {width}х{height} мм, по 3 м", "Оцинкований сталевий лоток 0,7 мм із замковим з'єднанням.", "лоток, металевий лоток, кабельний лоток"),
        ru=("Лоток кабельный перфорированный {width}х{height} мм, по 3 м", "Оцинкованный стальной лоток 0,7 мм с замковым соединением.", "лоток, металлический лоток, кабельный лоток"),
        pl=("Korytko kablowe perforowane {width}x{height} mm, odcinki 3 m", "Korytko stalowe ocynkowane 0,7 mm ze zintegrowanym łącznikiem.", "koryto kablowe, korytko metalowe, trasa kablowa"),
        pack=3, step=3, lead=5,
    ),
)
