# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Sockets and switches in series and colours."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.choices import ANTHRACITE, BLACK, CREAM, SILVER, WHITE
from portal.demo.catalogue.family import Choice, Family, Variant, choice, family, grid

ARIA: Final = choice("AR", "Aria", "Aria", "Aria", "Aria")
LINEA: Final = choice("LN", "Linea", "Linea", "Linea", "Linea")
NORDA: Final = choice("ND", "Norda", "Norda", "Norda", "Norda")
_COLOURS: Final = {"AR": (WHITE, CREAM), "LN": (WHITE, BLACK, SILVER), "ND": (WHITE, CREAM, ANTHRACITE)}
_SERIES_FACTOR: Final = {"AR": 1.0, "LN": 1.7, "ND": 1.35}
_COLOUR_FACTOR: Final = {"WH": 1.0, "CR": 1.05, "BK": 1.25, "SI": 1.35, "AN": 1.25}

_MECHANISMS: Final = (
    (3.1, choice("S1", "1-gang switch", "Вимикач одноклавішний", "Выключатель одноклавишный", "Łącznik jednobiegunowy")),
    (4.0, choice("S2", "2-gang switch", "Вимикач двоклавішний", "Выключатель двухклавишный", "Łącznik świecznikowy")),
    (5.6, choice("S3", "3-gang switch", "Вимикач триклавішний", "Выключатель трёхклавишный", "Łącznik potrójny")),
    (3.5, choice("SW", "two-way switch", "Перемикач прохідний", "Переключатель проходной", "Łącznik schodowy")),
    (5.2, choice("SX", "intermediate switch", "Перемикач перехресний", "Переключатель перекрёстный", "Łącznik krzyżowy")),
    (4.4, choice("S1L", "1-gang switch with indicator", "Вимикач одноклавішний з підсвіткою", "Выключатель одноклавишный с подсветкой", "Łącznik jednobiegunowy z podświetleniem")),
    (3.6, choice("BB", "bell push", "Кнопка дзвінка", "Кнопка звонка", "Przycisk dzwonkowy")),
    (14.5, choice("DM", "LED dimmer 5-150 W", "Димер LED 5-150 Вт", "Диммер LED 5-150 Вт", "Ściemniacz LED 5-150 W")),
    (3.3, choice("G1", "earthed socket 16 A", "Розетка з заземленням 16 А", "Розетка с заземлением 16 А", "Gniazdo z uziemieniem 16 A")),
    (6.1, choice("G2", "double earthed socket 16 A", "Розетка подвійна з заземленням 16 А", "Розетка двойная с заземлением 16 А", "Gniazdo podwójne z uziemieniem 16 A")),
    (4.8, choice("GC", "earthed socket with lid", "Розетка з заземленням і кришкою", "Розетка с заземлением и крышкой", "Gniazdo z uziemieniem i klapką")),
    (15.9, choice("GU", "socket with USB A+C charger", "Розетка з USB A+C", "Розетка с USB A+C", "Gniazdo z ładowarką USB A+C")),
    (5.5, choice("TV", "TV socket", "Розетка телевізійна", "Розетка телевизионная", "Gniazdo antenowe TV")),
    (7.2, choice("RJ1", "data socket RJ45 Cat.6", "Розетка комп'ютерна RJ45 Cat.6", "Розетка компьютерная RJ45 Cat.6", "Gniazdo komputerowe RJ45 Cat.6")),
    (11.8, choice("RJ2", "double data socket 2xRJ45 Cat.6", "Розетка комп'ютерна подвійна 2xRJ45 Cat.6", "Розетка компьютерная двойная 2xRJ45 Cat.6", "Gniazdo komputerowe podwójne 2xRJ45 Cat.6")),
    (21.0, choice("TH", "room thermostat", "Терморегулятор", "Терморегулятор", "Termostat pokojowy")),
    (9.8, choice("BL", "blind switch", "Вимикач жалюзі", "Выключатель жалюзи", "Łącznik żaluzjowy")),
)
_PRICES: Final = {mechanism.code: price for price, mechanism in _MECHANISMS}
_SURFACE: Final = {"S1", "S2", "SW", "BB", "GC", "G2"}


def _coloured(series: Choice, **axes: object) -> list[dict[str, object]]:
    return grid(series=[series], colour=_COLOURS[series.code], **axes)  # type: ignore[arg-type]


def _factor(v: Variant) -> float:
    return _SERIES_FACTOR[v["series"].code] * _COLOUR_FACTOR[v["colour"].code]


_ALL: Final = [mechanism for _, mechanism in _MECHANISMS]

WIRING: Final[tuple[Family, ...]] = (
    family(
        "device", ("flush-devices", "domelux", "pcs"), ("DX-{series}-{function}-{colour}", "DX{series}{function}{colour}"),
        [v for series in (ARIA, LINEA, NORDA) for v in _coloured(series, function=_ALL)], lambda v: _PRICES[v["function"].code] * _factor(v),
        en=("{series} {function}, {colour}", "Flush-mounted device of the {series} series, without frame.", "{function}, light switch, wall socket, outlet"),
        uk=("{function} {series}, колір {colour:m}", "Механізм прихованого монтажу серії {series}, без рамки.", "{function}, розетка, вимикач світла, клавіша"),
        ru=("{function} {series}, цвет {colour:m}", "Механизм скрытого монтажа серии {series}, без рамки.", "{function}, розетка, выключатель света, клавиша"),
        pl=("{function} {series}, kolor {colour:m}", "Mechanizm podtynkowy serii {series}, bez ramki.", "{function}, gniazdko, kontakt, pstryczek, włącznik"),
        pack=10, lead=3,
    ),
    family(
        "frame", ("flush-devices", "domelux", "pcs"), ("DX-{series}-F{gangs}-{colour}", "DX{series}F{gangs}{colour}"),
        [v for series in (ARIA, LINEA, NORDA) for v in _coloured(series, gangs=[1, 2, 3, 4, 5])], lambda v: (0.5 + 0.75 * v["gangs"]) * _factor(v),
        en=("{series} frame {gangs}-gang, {colour}", "Cover frame of the {series} series for horizontal or vertical mounting.", "frame, cover plate, surround"),
        uk=("Рамка {series} {gangs}-місна, {colour:f}", "Рамка серії {series} для горизонтального або вертикального монтажу.", "рамка для розеток, рамка на {gangs} пости"),
        ru=("Рамка {series} {gangs}-местная, {colour:f}", "Рамка серии {series} для горизонтального или вертикального монтажа.", "рамка для розеток, рамка на {gangs} поста"),
        pl=("Ramka {series} {gangs}-krotna, {colour:f}", "Ramka serii {series} do montażu poziomego i pionowego.", "ramka do gniazdek, ramka {gangs}x"),
        pack=10, lead=3,
    ),
    family(
        "surface-device", ("surface-devices", "domelux", "pcs"), ("DX-IP44-{function}-{colour}", "DXH{function}{colour}"), grid(function=[m for m in _ALL if m.code in _SURFACE], colour=[WHITE, BLACK]),
        lambda v: _PRICES[v["function"].code] * 1.3,
        en=("Surface-mounted {function} IP44, {colour}", "Splash-proof device for damp rooms, cellars and garages.", "outdoor socket, waterproof switch, damp-proof"),
        uk=("{function} накладного монтажу IP44, колір {colour:m}", "Вологозахищений виріб для підвалів, гаражів і вологих приміщень.", "вулична розетка, вологозахищена розетка"),
        ru=("{function} накладного монтажа IP44, цвет {colour:m}", "Влагозащищённое изделие для подвалов, гаражей и влажных помещений.", "уличная розетка, влагозащищённая розетка"),
        pl=("{function}, natynk IP44, kolor {colour:m}", "Osprzęt bryzgoszczelny do piwnic, garaży i pomieszczeń wilgotnych.", "gniazdo hermetyczne, włącznik hermetyczny"),
        fixed={"ip": "IP44"}, pack=10, lead=3,
    ),
)
