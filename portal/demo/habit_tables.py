# ruff: noqa: E501 - a habit stays on one line, as in a table
"""Baskets and one-off jobs by trade, written as portal/demo/habits.py explains."""

from __future__ import annotations

from typing import Final

_SITE: Final = """
site consumables, every 7
{cable}-3X(1\\.5|2\\.5)-R100 | 2 | 1-4 |
LC-[235]-4 | 2 | 1-3 |
TIE-(3\\.6|4\\.8)X(200|300)-BK | 1 | 2-6 |
ITAPE-15-(BK|BU|GNYE) | 1 | 1-2 |
FC-(16|20)-W | 1 | 1-4 | building
FB-60-60-1 | 1 | 2-10 | building
sockets and switches, every 14
DX-AR-(S1|S2|SW|G1|G2)-WH | 4 | 5-30 |
DX-AR-F[123]-WH | 2 | 10-30 |
NP-6X(40|60) | 1 | 1-3 |
boards, every 21
MCB6-1P-(B10|B16|C16|C20) | 3 | 12-36 |
MCB6-3P-C(16|20|25) | 1 | 3-12 |
RCD-[24]P-40-30-A | 1 | 2-8 |
DB-[FS]-(12|18|24)-WH | 1 | 1-4 |
COMB-(1|3)P-12 | 1 | 2-6 |
H07VK-(2\\.5|4|6)-(BK|BU|GNYE) | 2 | 1-2 |
tools and wear, every 35
SDSP-(6|8|10)X(160|210) | 2 | 3-10 |
BIT-PH2-(25|50) | 1 | 1-3 |
CD-125X1\\.0-ME | 1 | 1-3 |
GLV-(PUB|NIT)-(9|10) | 2 | 1-3 |
GLV-WIN-10 | 1 | 1-3 | winter
FL-(30|50)-4000-BK | 1 | 2-6 | dark
quarterly top-up, every 91
FER-(1\\.5|2\\.5)-8 | 2 | 2-6 |
LUG-CU-(16|25)-8 | 1 | 1-4 |
SHO-(ANK|LOW)-(42|43|44) | 2 | 1-3 |
TM-5-25 | 1 | 2-5 |
NTR-L-BU | 1 | 2-5 |
"""

_BUILDING: Final = """
site weekly, every 7
GLV-(PUB|LAT|NIT)-(9|10) | 2 | 2-8 |
TAPE-(PAC|DUC|WRN)-48 | 2 | 1-4 |
FOAM-G-750 | 1 | 12-48 | building
DW-3\\.5X(25|35)-M | 1 | 2-8 |
NP-(6|8)X(40|60|80) | 1 | 3-10 |
anchoring, every 18
WA-M(10|12)X(90|120|150) | 2 | 1-5 | building
CA-V-(300|410) | 1 | 6-24 | building
SDSP-(8|10|12|14)X(160|260) | 3 | 5-15 |
DIA-(125|230)-CO | 1 | 1-4 |
CD-(125|230)X.*-(ME|ST) | 2 | 2-6 |
temporary power, every 40
H07RNF-(3X2\\.5|5X4)-R100 | 1 | 1-2 |
CEE-(PL|CO)-(16|32)-5P | 2 | 2-8 |
EXT-(25|40)-4 | 1 | 1-4 |
FL-(50|100)-6500-BK | 1 | 2-8 | dark
protection, every 60
HLM-(WH|YE) | 1 | 5-20 |
VST-(L|XL)-(YE|OG) | 2 | 10-30 |
SHO-ANK-(42|43|44|45) | 3 | 1-4 |
GLV-WIN-(9|10) | 1 | 3-10 | winter
WRK-WIN-(L|XL) | 1 | 2-6 | winter
MSK-FFP2-V | 1 | 1-4 |
"""

_HOTEL: Final = """
housekeeping, every 7
HYG-(TR|ZZ) | 2 | 3-8 |
HYG-(B60|B120) | 2 | 4-10 |
HYG-(SO|FC) | 2 | 2-5 |
NTR-(S|M)-BU | 1 | 2-6 |
lamps, every 21
LED-(A60-E27-(8|10)|C37-E14-5|PAR16-GU10-5)-2700 | 3 | 1-5 |
BAT-(AA|AAA)-24 | 2 | 1-3 |
DL-120-9-3000 | 1 | 2-6 |
maintenance, every 35
SEA-SAN-(WH|TR) | 1 | 3-8 |
DX-LN-(S1|G1|GU)-(WH|BK) | 2 | 2-8 |
SPR-(PEN|SIL)-400 | 1 | 2-4 |
PAP-A4-80-B | 1 | 3-8 |
FAN-(T|F)-(300|400) | 2 | 3-12 | summer
HEA-C-2000 | 1 | 2-6 | winter
"""

_SCHOOL: Final = """
office, every 21
PAP-A4-80-(B|C) | 1 | 5-16 | school
PEN-(BP|WB)-(BU|BK) | 2 | 1-4 | school
BND-75-(BK|BU) | 1 | 1-4 | school
TON-T(120|220)-BK | 1 | 1-3 | school
cleaning, every 28
HYG-(TR|ZZ|B120|FC) | 4 | 1-4 | school
NTR-M-BU | 1 | 1-2 |
workshop, every 45
LC-[23]-4 | 1 | 1-2 | school
H05VK-0\\.75-(BU|RD|BK) | 2 | 1-1 | school
MCB6-1P-B(10|16) | 1 | 3-10 | school
SDR-(PH2|SL5\\.5)X.*-V | 2 | 3-8 | school
GLS-SP-TR | 1 | 5-20 | school
T8-1200-18-4000 | 1 | 1-2 | dark
"""

_MACHINES: Final = """
fasteners, every 7
D912-(M5X16|M6X20|M6X30|M8X25|M8X30)-ZN88 | 3 | 1-3 |
D933-(M8X25|M8X30|M10X30)-ZN88 | 2 | 1-3 |
D125-(M6|M8|M10)-ZN | 2 | 1-3 |
D985-(M6|M8)-ZN8 | 1 | 1-3 |
machine wiring, every 14
YSLYJZ-(4X0\\.75|7X1\\.0|4X1\\.5|12X1\\.0)-M | 2 | 30-120 |
H05VK-(0\\.75|1\\.0)-(BU|RD) | 2 | 1-3 |
GL-M(16|20|25)-PA | 2 | 2-6 |
FER-(0\\.75|1\\.0|1\\.5)-8 | 2 | 1-4 |
control gear, every 24
CON-(9|12|18)-24VDC | 1 | 2-8 |
MPCB-(1\\.6-2\\.5|2\\.5-4|4-6\\.3) | 2 | 2-6 |
REL-(2|4)CO-24VDC | 1 | 5-20 |
PSU-24-(120|240) | 1 | 1-4 |
PIL-(B|L)-(GN|RD) | 2 | 3-10 |
shop floor, every 30
CD-125X1\\.0-(ME|IN) | 1 | 2-6 |
FD-125-(60|80) | 1 | 1-4 |
HSS-(4\\.2|5\\.0|6\\.8|8\\.5)-.* | 3 | 5-20 |
SPR-(CUT|BRK)-400 | 1 | 6-12 |
GLV-(NIT|CUT)-(9|10) | 2 | 1-4 |
HYG-(IW|HP) | 1 | 1-4 |
BIT-TX(20|25|30)-50 | 1 | 1-3 |
FAN-F-(450|500) | 1 | 1-3 | summer
"""

_PANELS: Final = """
panel parts, every 7
TB-(SC|PI)-(2\\.5|4)-GY | 2 | 5-20 |
TB-(SC|PI)-(2\\.5|4)-GNYE | 1 | 1-5 |
H07VK-(1\\.5|2\\.5)-(BK|BU|RD) | 3 | 1-4 |
FER-(0\\.75|1\\.5|2\\.5)-8 | 2 | 1-4 |
breakers, every 10
MCB10-(1|3)P-C(6|10|16) | 3 | 6-24 |
MCB10-3P-D(16|20|25) | 1 | 2-8 |
CON-(9|12|25)-(24VDC|230VAC) | 2 | 2-8 |
MPCB-(1-1\\.6|2\\.5-4|6-10) | 2 | 2-8 |
cabinets, every 16
CAB-(400X300X200|600X400X200|800X600X250) | 2 | 1-4 |
RAIL-2-P | 1 | 5-20 |
WD-(40X60|60X60) | 2 | 6-20 |
GL-M(20|25|32)-PA | 2 | 2-8 |
PSU-24-(60|120|240) | 1 | 1-5 |
big gear, every 32
MCCB-3P-(100|160|250) | 1 | 1-3 |
LUG-CU-(35|50|70)-(8|10) | 2 | 2-6 |
RCD-4P-(40|63)-30-A | 1 | 1-4 |
SPD-T1T2-3PN | 1 | 1-3 |
HS-(9\\.5|12\\.7)-BK | 1 | 1-3 |
TIE-2\\.5X100-WH | 1 | 3-8 |
"""

_CARE: Final = """
hygiene, every 7
NTR-(S|M|L)-BU | 3 | 5-15 | flu
HYG-(DI|SO) | 2 | 5-15 | flu
HYG-(ZZ|TR|B120) | 3 | 3-10 |
MSK-FFP2-N | 1 | 2-8 | flu
office, every 28
PAP-A4-80-C | 1 | 6-16 |
PEN-BP-BU | 1 | 2-5 |
BND-50-BU | 1 | 2-4 |
TON-T220-BK | 1 | 2-4 |
electrical upkeep, every 21
T8-(600|1200)-.*-4000 | 2 | 1-2 | dark
LED-A60-E27-10-4000 | 1 | 2-5 | dark
BAT-(AA|AAA|CR2032)-(24|5) | 2 | 2-6 |
DX-AR-(G1|S1)-WH | 2 | 5-10 |
MCB6-1P-C16 | 1 | 3-6 |
FAN-(T|F)-(300|400) | 1 | 2-8 | summer
"""

_FOOD: Final = """
plant upkeep, every 10
NTR-(L|XL)-BU | 1 | 3-8 |
HYG-(B120|IW|FC) | 2 | 3-8 |
GLV-(NIT|CUT)-10 | 1 | 2-5 |
electrical upkeep, every 16
VVGNG-(3X2\\.5|5X2\\.5)-R100 | 1 | 1-3 | building
CON-(18|25|32)-230VAC | 1 | 1-4 |
MCB6-3P-C(25|32) | 1 | 3-9 |
LIN-1200-36-4000 | 1 | 4-12 |
stainless, every 30
D933-(M8X30|M10X40)-A2 | 2 | 1-2 |
D912-(M6X20|M8X30)-A2 | 1 | 1-2 |
D934-(M8|M10)-A2 | 1 | 1-2 |
SPR-SIL-400 | 1 | 6-12 |
SHO-RUB-(42|43|44) | 2 | 1-3 | winter
"""

_SOLAR: Final = """
strings, every 9
PV-(4|6)-(BK|RD)-R100 | 2 | 2-8 | building
D933-(M8X25|M10X30)-A2 | 1 | 1-4 | building
D985-M8-A2 | 1 | 1-4 | building
TIE-4\\.8X(200|300)-BK | 1 | 5-15 | building
protection, every 21
SPD-T2-PV-.* | 1 | 2-8 | building
MCB6-3P-(B|C)(16|25|32) | 1 | 3-9 | building
CYL10X38-(16|20) | 1 | 1-4 | building
DBW-(8|12) | 1 | 2-8 | building
wear, every 45
HOLE-(22|32) | 1 | 1-3 |
GLV-(PUB|CUT)-9 | 1 | 1-3 |
SD-5\\.5X(25|32)-SS|SD-5\\.5X(25|32)-A2 | 1 | 3-10 | building
BIT-TX30-50 | 1 | 1-3 |
"""

_FACILITY: Final = """
janitorial, every 7
HYG-(ZZ|TR|B120|SO|FC) | 4 | 3-10 |
NTR-(M|L)-BU | 1 | 2-6 |
lamps, every 14
LED-A60-E27-(8|10)-(2700|4000) | 2 | 2-6 |
T8-(1200|1500)-.*-4000 | 1 | 1-3 | dark
PAN-600X600-(32|40)-4000 | 1 | 2-8 |
EM-EM-3 | 1 | 1-4 |
maintenance, every 21
SEA-(SAN|UNI|ACR)-WH | 2 | 4-12 |
SPR-(PEN|CON)-400 | 2 | 2-6 |
TIE-4\\.8X(200|300)-WH | 1 | 2-5 |
PL-(6|8)X(30|40) | 1 | 1-4 |
WS-(4\\.0|5\\.0)X(40|50)-YZ | 1 | 2-5 |
BAT-(AA|9V)-(24|1) | 1 | 1-5 |
seasonal, every 30
FAN-F-(400|450|500) | 2 | 2-10 | summer
HEA-(C|G)-(2000|3000) | 1 | 2-8 | winter
GLV-WIN-(9|10) | 1 | 1-4 | winter
EAR-PL | 1 | 1-2 |
"""

_OFFICE: Final = """
stationery, every 14
PAP-A4-80-A | 1 | 2-6 |
PEN-(BP|GEL)-(BU|BK) | 1 | 1-2 |
HYG-(SO|TR) | 1 | 1-2 |
printing, every 45
TON-T310-(BK|C|M|YE) | 2 | 1-2 |
BND-75-BK | 1 | 1-3 |
BAT-AA-24 | 1 | 1-1 |
"""

TRADES: Final = {
    "electrical contractor": _SITE, "construction": _BUILDING, "hotel chain": _HOTEL, "school": _SCHOOL, "machine builder": _MACHINES,
    "panel builder": _PANELS, "hospital": _CARE, "food processing": _FOOD, "solar installer": _SOLAR,
    "facility management": _FACILITY, "office": _OFFICE,
}  # fmt: skip

# One-off jobs: a few big orders in two years, far from the usual basket.
PROJECTS: Final = {
    "electrical contractor": ("{cable}-5X(2\\.5|4|6|10)-.*", "NYY-(4X25|5X10|5X16)-M", "TRAY-(100|200)X60", "MCCB-3P-(100|160)", "PAN-600X600-40-4000", "LIN-1500-48-4000", "CEE-WS-(16|32)-5P", "DB-S-54-WH", "LUG-CU-(50|70)-10"),
    "construction": ("NYY-5X16-M", "CAB-1000X800X300", "FL-200-6500-BK", "D975-M(10|12)-ZN", "WA-M16X.*", "CX-(RH|AG|DD)-18", "DIA-350-CO"),
    "hotel chain": ("DX-LN-.*-BK", "DX-LN-F[123]-BK", "DL-(120|170)-.*-3000", "LAN-C6-UTP", "FIL-.*-2700"),
    "machine builder": ("CAB-.*", "CON-(32|40|50)-24VDC", "H07RNF-4X4-R100", "PSU-24-480", "LIYCY-.*-R100"),
    "panel builder": ("CAB-1200X800X300", "MCCB-4P-(200|250)", "NH1-(200|250)", "LUG-CU-(120|150)-12", "CON-(80|95)-230VAC"),
    "solar installer": ("PV-6-(BK|RD)-D500", "YAKXS-4X(35|50)-M", "TRAY-200X60", "SPD-T1T2-3PN"),
}  # fmt: skip
