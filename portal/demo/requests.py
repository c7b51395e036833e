# ruff: noqa: E501 - a request's line stays on one line, as in a table
"""Requests for quotation: open, quoted and decided ones, with lines by article and lines in free words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from portal.demo.prices import PRICE_LISTS
from portal.demo.products import round_price
from portal.demo.types import Company, Person, Product, Rfq, RfqLine

FIRST_RFQ: Final = 1_001

# company | person's mail name | state | days ago | needed in days | project | note
# then a line each: SKU or - | words | quantity | unit | target price as share of the list price, or - | comment;
# of what is not in the catalogue, and so is bought in, the price in EUR at which it was quoted
_REQUESTS: Final = """
voltera|rasa.kairyte|accepted|48|20|Warehouse lighting, Naujamiestis|Replacement of the old fluorescent fittings, delivery to the site.
LIN-1500-60-4000||64|pcs|0.9|
EM-EM-3||12|pcs|-|
TIE-4.8X300-BK||10|pack|-|

voltera|mindaugas.urbonas|declined|33|10|Temporary power supply|
H07RNF-5X16-R100||200|m|0.85|Drum would be fine too
-|Site distribution board 63 A with two 32 A and four 16 A outlets, IP54|2|pcs|940|

voltera|rasa.kairyte|quoted|6|25|Main switchboard, Švitrigailos g. 11|Please quote the breakers with delivery dates, the panel is built in three weeks.
MCCB-4P-250||1|pcs|0.92|
MCCB-3P-160||4|pcs|0.92|
SPD-T1T2-3PN||2|pcs|-|
-|Busbar system 250 A, 4 poles, 1 m with supports|3|set|185|
CAB-1200X800X300||2|pcs|0.95|With a 200 mm plinth if you have one

voltera|tomas.jankauskas|submitted|2|40|Car park extension, level -1|We expect to decide within two weeks.
NYY-5X16-D500||1000|m|0.9|Two drums, please do not cut
TRAY-300X60||240|m|0.88|
LIN-1500-48-4000||96|pcs|0.87|
-|EV charging station 22 kW, wall mounted, with RFID and MID meter|6|pcs|-|

voltera|rasa.kairyte|submitted|0|14|Winter gloves and base layers for the crews|
GLV-WIN-10||60|pair|0.9|
-|Thermal base layers, black, sizes L and XL|20|set|-|Five L, the rest XL

zakhid|iryna.melnyk|submitted|1|30|ЖК «Рясне», секція 4|Потрібна ціна з доставкою на об'єкт, поставка двома партіями.
VVGNG-3X2.5-D500||6000|m|0.9|
VVGNG-3X1.5-D500||5000|m|0.9|
MCB6-1P-C16||480|pcs|0.88|
-|Щит поверховий на 6 квартир, з місцем під лічильники|9|pcs|-|Креслення надішлемо окремо

zakhid|andrii.hnatiuk|quoted|9|12|Аварійне освітлення, корпус 2|
EM-EM-3||40|pcs|0.93|
EM-EX-3||18|pcs|0.93|

budrex|agnieszka.lis|submitted|3|21|Hala Żerań, zasilanie placu budowy|Proszę o ofertę z terminem dostawy, transport po Państwa stronie.
H07RNF-5X10-R100||400|m|0.88|
CEE-WS-32-5P||16|pcs|0.9|
-|Rozdzielnica budowlana RB 63 A, 4x230 V, 3x16 A, 2x32 A, z wyłącznikiem różnicowoprądowym|4|pcs|-|
FL-200-6500-BK||24|pcs|0.9|

elmont|katarzyna.nowicka|quoted|5|18|Biurowiec Malta, piętra 3-5|Kolor osprzętu biały, proszę o cenę za komplet z ramkami.
DX-AR-G2-WH||360|pcs|0.85|
DX-AR-RJ2-WH||180|pcs|0.85|
DX-AR-F3-WH||200|pcs|-|
LAN-C6A-FTP||6100|m|0.9|

dniproavt|serhii.kravtsov|submitted|1|28|Шкафы управления насосами, 6 шт.|Просьба указать срок поставки по каждой позиции.
CAB-1000X800X300||6|pcs|0.93|
CON-80-230VAC||12|pcs|0.9|
PSU-24-480||6|pcs|0.9|
-|Преобразователь частоты 15 кВт, 3х400 В, с панелью|6|pcs|-|Можно аналог, согласуем

hansa|jens.petersen|quoted|12|30|Frame contract, first half of next year|Quarterly call-offs, prices fixed for six months.
MCB10-3P-C16||600|pcs|0.82|
CON-25-24VDC||150|pcs|0.85|
H07VK-2.5-BK||8000|m|0.88|
TB-PI-2.5-GY||6000|pcs|0.85|

northgate|emma.hartley|submitted|4|35|Leeds office park, relamping|
PAN-600X600-40-4000||220|pcs|0.85|
-|Disposal of about 400 fluorescent tubes|1|set|-|Certificate needed
"""


def build_rfqs(
    companies: Mapping[str, Company], people: Mapping[str, Person], products: Mapping[str, Product], as_of: datetime
) -> tuple[Rfq, ...]:
    """Read the requests; days count back from `as_of`, numbers follow the time they were raised."""
    blocks = [block.splitlines() for block in _REQUESTS.strip().split("\n\n")]
    ordered = sorted(enumerate(blocks), key=lambda pair: (-int(pair[1][0].split("|")[3]), pair[0]))
    return tuple(
        _rfq(f"RFQ-{FIRST_RFQ + index}", block, companies, people, products, as_of)
        for index, (_, block) in enumerate(ordered)
    )


def _office_hours(as_of: datetime, days: int, number: int) -> datetime:
    """A moment so many days ago, on a workday; of today, two hours ago."""
    if days == 0:
        return as_of - timedelta(hours=2)
    day = as_of - timedelta(days=days)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day.replace(hour=7 + number % 6, minute=number * 7 % 60, second=0)


def _rfq(
    number: str,
    block: list[str],
    companies: Mapping[str, Company],
    people: Mapping[str, Person],
    products: Mapping[str, Product],
    as_of: datetime,
) -> Rfq:
    code, mail, state, days, needed, project, note = block[0].split("|")
    company, person = companies[code], people[f"{mail}@{code}.example"]
    raised = _office_hours(as_of, int(days), int(number[-2:]))
    quoted = state in {"quoted", "accepted", "declined"}
    decided = state in {"accepted", "declined"}
    rate = next(one.rate for one in PRICE_LISTS if one.code == company.price_list)
    lines = tuple(_line(position, row, products, rate, quoted) for position, row in enumerate(block[1:], start=1))
    return Rfq(
        number, code, person.email, raised, state, company.currency, project, note, (raised + timedelta(days=int(needed))).date(), lines,
        company.account_manager,
        quoted_at=raised + timedelta(hours=7 + len(lines) * 3) if quoted else None,
        quoted_by=company.account_manager if quoted else None,
        valid_until=(raised + timedelta(days=30)).date() if quoted else None,
        decided_at=raised + timedelta(days=3, hours=2) if decided else None,
        decided_by=person.email if decided else None,
    )  # fmt: skip


def _line(position: int, row: str, products: Mapping[str, Product], rate: Decimal, quoted: bool) -> RfqLine:
    sku, words, quantity, unit, target, comment = row.split("|")
    if sku == "-":
        offer = round_price(Decimal(target) * rate) if quoted else None
        return RfqLine(
            position,
            None,
            words,
            Decimal(quantity),
            unit,
            None,
            None,
            offer,
            None,
            21 if quoted else None,
            comment or None,
        )
    product = products[sku]
    base = product.base_price * rate
    wanted = round_price(base * Decimal(target)) if target != "-" else None
    offer = (
        round_price(base * (Decimal(target) + Decimal("0.03") if target != "-" else Decimal("0.95")))
        if quoted
        else None
    )
    return RfqLine(
        position, sku, words, Decimal(quantity), unit, wanted, None, offer, sku if quoted else None, product.lead_time_days if quoted else None, comment or None
    )  # fmt: skip
