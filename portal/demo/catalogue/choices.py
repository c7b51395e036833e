# ruff: noqa: E501 - a text stays on one line, so that the four languages can be read side by side
# fmt: off
"""Values with words in four languages that several families share."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.family import Choice, choice

WHITE: Final = choice("WH", "white", "білий/біла/біле/білі", "белый/белая/белое/белые", "biały/biała/białe/białe")
BLACK: Final = choice("BK", "black", "чорний/чорна/чорне/чорні", "чёрный/чёрная/чёрное/чёрные", "czarny/czarna/czarne/czarne")
GREY: Final = choice("GY", "grey", "сірий/сіра/сіре/сірі", "серый/серая/серое/серые", "szary/szara/szare/szare")
RED: Final = choice("RD", "red", "червоний/червона/червоне/червоні", "красный/красная/красное/красные",
                    "czerwony/czerwona/czerwone/czerwone")
BLUE: Final = choice("BU", "blue", "синій/синя/синє/сині", "синий/синяя/синее/синие",
                     "niebieski/niebieska/niebieskie/niebieskie")
BROWN: Final = choice("BN", "brown", "коричневий/коричнева/коричневе/коричневі",
                      "коричневый/коричневая/коричневое/коричневые", "brązowy/brązowa/brązowe/brązowe")
GREEN: Final = choice("GN", "green", "зелений/зелена/зелене/зелені", "зелёный/зелёная/зелёное/зелёные",
                      "zielony/zielona/zielone/zielone")
YELLOW: Final = choice("YE", "yellow", "жовтий/жовта/жовте/жовті", "жёлтый/жёлтая/жёлтое/жёлтые",
                       "żółty/żółta/żółte/żółte")
ORANGE: Final = choice("OG", "orange", "помаранчевий/помаранчева/помаранчеве/помаранчеві",
                       "оранжевый/оранжевая/оранжевое/оранжевые", "pomarańczowy/pomarańczowa/pomarańczowe/pomarańczowe")
GNYE: Final = choice("GNYE", "green-yellow", "жовто-зелений/жовто-зелена/жовто-зелене/жовто-зелені",
                     "жёлто-зелёный/жёлто-зелёная/жёлто-зелёное/жёлто-зелёные",
                     "żółto-zielony/żółto-zielona/żółto-zielone/żółto-zielone")
CLEAR: Final = choice("TR", "transparent", "прозорий/прозора/прозоре/прозорі",
                      "прозрачный/прозрачная/прозрачное/прозрачные",
                      "przezroczysty/przezroczysta/przezroczyste/przezroczyste")
ANTHRACITE: Final = choice("AN", "anthracite", "антрацит", "антрацит", "antracyt")
CREAM: Final = choice("CR", "cream", "кремовий/кремова/кремове/кремові", "кремовый/кремовая/кремовое/кремовые",
                      "kremowy/kremowa/kremowe/kremowe")
SILVER: Final = choice("SI", "silver", "срібний/срібна/срібне/срібні", "серебристый/серебристая/серебристое/серебристые",
                       "srebrny/srebrna/srebrne/srebrne")
CYAN: Final = choice("C", "cyan", "блакитний", "голубой", "błękitny")
MAGENTA: Final = choice("M", "magenta", "пурпурний", "пурпурный", "purpurowy")

PUTUPS: Final = {
    "cut": choice("M", "cut to length", "відріз", "отрез", "na metry"),
    "r50": choice("R50", "ring 50 m", "бухта 50 м", "бухта 50 м", "krążek 50 m"),
    "r100": choice("R100", "ring 100 m", "бухта 100 м", "бухта 100 м", "krążek 100 m"),
    "r200": choice("R200", "ring 200 m", "бухта 200 м", "бухта 200 м", "krążek 200 m"),
    "box305": choice("B305", "box 305 m", "бухта в коробці 305 м", "бухта в коробке 305 м", "karton 305 m"),
    "d500": choice("D500", "drum 500 m", "барабан 500 м", "барабан 500 м", "bęben 500 m"),
}
PUTUP_METRES: Final = {"M": 1, "R50": 50, "R100": 100, "R200": 200, "B305": 305, "D500": 500}

ZINC: Final = choice("ZN", "zinc plated", "оцинкований/оцинкована/оцинковане/оцинковані",
                     "оцинкованный/оцинкованная/оцинкованное/оцинкованные",
                     "ocynkowany/ocynkowana/ocynkowane/ocynkowane")
A2: Final = choice("A2", "stainless steel A2", "нержавіюча сталь A2", "нержавеющая сталь A2", "stal nierdzewna A2")
BLACK_OXIDE: Final = choice("BO", "black oxide", "воронована сталь", "воронёная сталь", "oksydowana")


AC230: Final = choice("230VAC", "230 V AC", "230 В AC", "230 В AC", "230 V AC")
AC24: Final = choice("24VAC", "24 V AC", "24 В AC", "24 В AC", "24 V AC")
DC24: Final = choice("24VDC", "24 V DC", "24 В DC", "24 В DC", "24 V DC")
DC12: Final = choice("12VDC", "12 V DC", "12 В DC", "12 В DC", "12 V DC")


def finish(code: str, en: str, uk: str, ru: str, pl: str) -> Choice:
    """Make a material or finish that reads the same whatever it is said of."""
    return choice(code, en, uk, ru, pl)


ZN88: Final = finish("ZN88", "8.8 zinc plated", "8.8, цинк", "8.8, цинк", "kl. 8.8 ocynk")
ZN: Final = finish("ZN", "zinc plated", "цинк", "цинк", "ocynk")
ZN8: Final = finish("ZN8", "class 8 zinc plated", "кл. 8, цинк", "кл. 8, цинк", "kl. 8 ocynk")
ZN109: Final = finish("ZN109", "10.9 zinc plated", "10.9, цинк", "10.9, цинк", "kl. 10.9 ocynk")
BK129: Final = finish("BK129", "12.9 black", "12.9, без покриття", "12.9, без покрытия", "kl. 12.9 czarna")
SS: Final = finish("A2", "stainless A2", "нерж. A2", "нерж. A2", "nierdzewna A2")
YZ: Final = finish("YZ", "yellow zinc", "жовтий цинк", "жёлтый цинк", "żółty ocynk")
