# ruff: noqa: E501 - a company's facts stay on one line, as in a table
"""The supplier, its customers and the people of both."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from portal.demo.types import Address, Company, Person, Supplier, TaxRate

SUPPLIER: Final = Supplier(
    code="amberline", name="Amberline Trade", legal_name="Amberline Trade UAB", vat_id="LT100014782915", country="LT", city="Kaunas",
    street="Taikos pr. 141", postcode="51132", phone="+370 37 400 118", email="sales@amberline.example", iban="LT607300010151234568",
)  # fmt: skip

# Amberline is registered for VAT where it has a warehouse; elsewhere it is reverse charge or export.
TAX_RATES: Final = tuple(
    TaxRate(tax_class, country, Decimal(percent))
    for country, standard, reduced in (
        ("LT", "21", "21"),
        ("PL", "23", "8"),
        ("UA", "20", "7"),
        ("DE", "0", "0"),
        ("GB", "0", "0"),
    )
    for tax_class, percent in (("standard", standard), ("reduced", reduced))
)

DEMO_COMPANY: Final = "voltera"
_TIMEZONES: Final = {
    "LT": "Europe/Vilnius",
    "PL": "Europe/Warsaw",
    "UA": "Europe/Kyiv",
    "DE": "Europe/Berlin",
    "GB": "Europe/London",
}
_MOBILE: Final = {"LT": "+370 61", "PL": "+48 602", "UA": "+380 67", "DE": "+49 1520", "GB": "+44 7700"}
_LISTS: Final = {"EUR": "EUR-TRADE", "PLN": "PLN-TRADE", "UAH": "UAH-TRADE", "GBP": "GBP-TRADE"}

# code | name | legal name | country | currency | language | trade | VAT id | registration no. | credit limit | terms, days | manager | lapsed, days ago | customer for, days | street | postcode | city | phone | site or second address: label, street, postcode, city
_COMPANIES: Final = """
voltera|Voltera Montažas|Voltera Montažas UAB|LT|EUR|en|electrical contractor|LT100008423716|304817265|20000|30|jonas.petrauskas||2600|Savanorių pr. 178|03154|Vilnius|+370 5 211 4402|Site Naujamiestis, Švitrigailos g. 11, 03228, Vilnius
zakhid|Західелектромонтаж|ТОВ «Західелектромонтаж»|UA|UAH|uk|electrical contractor|384512613027|38451267|900000|21|olena.koval||1900|вул. Городоцька, 222|79040|Львів|+380 32 229 1140|Об'єкт «Рясне», вул. Шевченка, 317, 79069, Львів
elmont|Elmont Instalacje|Elmont Instalacje Sp. z o.o.|PL|PLN|pl|electrical contractor|PL7822467136|0000418823|80000|30|marek.wilk||1400|ul. Obornicka 229|60-650|Poznań|+48 61 820 4417|Budowa Malta, ul. Wiankowa 3, 61-131, Poznań
budrex|Budrex|Budrex Generalny Wykonawca S.A.|PL|PLN|pl|construction|PL5252310948|0000287164|150000|45|marek.wilk||2200|ul. Marywilska 34|03-228|Warszawa|+48 22 519 3300|Budowa Żerań, ul. Modlińska 61, 03-199, Warszawa
bursztyn|Hotele Bursztyn|Hotele Bursztyn Sp. z o.o.|PL|PLN|pl|hotel chain|PL5842719036|0000513377|40000|14|marek.wilk||1100|ul. Długie Ogrody 8|80-765|Gdańsk|+48 58 320 1190|Hotel Sopot, ul. Bohaterów Monte Cassino 55, 81-767, Sopot
technikum|Zespół Szkół Technicznych|Zespół Szkół Technicznych we Wrocławiu|PL|PLN|pl|school|PL8991023451|000193847|15000|30|marek.wilk||1000|ul. Braniborska 57|53-680|Wrocław|+48 71 798 6700|
karpatmash|Карпатмаш|ТОВ «Карпатмаш»|UA|UAH|uk|machine builder|415237809154|41523780|600000|30|olena.koval||1300|вул. Максимовича, 8|76007|Івано-Франківськ|+380 342 559 210|
dniproavt|Дніпроавтоматика|ТОВ «Дніпроавтоматика»|UA|UAH|ru|panel builder|337765204632|33776528|900000|21|olena.koval||1700|просп. Слобожанський, 31|49081|Дніпро|+380 56 371 4280|
likarnia|Міська лікарня № 3|КНП «Міська лікарня № 3»|UA|UAH|uk|hospital|019987319183|01998736|600000|45|olena.koval||900|вул. Волинська, 40|46006|Тернопіль|+380 352 527 118|
podillia|Агросвіт Поділля|ТОВ «Агросвіт Поділля»|UA|UAH|ru|food processing|402218302287|40221836|300000|14|olena.koval|135|1200|вул. Келецька, 120|21030|Вінниця|+380 432 561 730|
hansa|Hansa Schaltanlagen|Hansa Schaltanlagen GmbH|DE|EUR|en|panel builder|DE297641382|HRB 14872|40000|30|jonas.petrauskas||2100|Carl-Hopp-Straße 19|18069|Rostock|+49 381 776 5210|
nordwerk|Nordwerk Maschinenbau|Nordwerk Maschinenbau GmbH|DE|EUR|en|machine builder|DE314870261|HRB 11530|12000|30|jonas.petrauskas||1500|Glashüttenweg 44|23568|Lübeck|+49 451 389 6640|
saules|Saulės Stogai|Saulės Stogai UAB|LT|EUR|en|solar installer|LT100011937218|305662941|15000|21|jonas.petrauskas||640|Ateities pl. 31|52104|Kaunas|+370 37 331 290|
northgate|Northgate Facilities|Northgate Facilities Ltd|GB|GBP|en|facility management|GB318405772|09174426|15000|30|jonas.petrauskas||1600|14 Whitehall Road|LS12 1BE|Leeds|+44 113 496 0142|Bradford depot, 7 Canal Road, BD1 4SJ, Bradford
fenwick|Fenwick & Rowe|Fenwick & Rowe LLP|GB|GBP|en|office|GB274119368|OC361184|2500|14|jonas.petrauskas|240|1250|22 Park Place|LS1 2SP|Leeds|+44 113 496 0187|
"""

# company | name | role | language | job title | mail name | demo login
_PEOPLE: Final = """
voltera|Rasa Kairytė|buyer|en|Buyer|rasa.kairyte|buyer
voltera|Mindaugas Urbonas|buyer|en|Site manager|mindaugas.urbonas|
voltera|Tomas Jankauskas|approver|en|Technical director|tomas.jankauskas|approver
voltera|Eglė Žukauskienė|finance|en|Chief accountant|egle.zukauskiene|finance
voltera|Darius Stankus|company_admin|en|Managing director|darius.stankus|company_admin
zakhid|Ірина Мельник|buyer|uk|Менеджерка із закупівель|iryna.melnyk|other_company_buyer
zakhid|Андрій Гнатюк|buyer|uk|Виконроб|andrii.hnatiuk|
zakhid|Богдан Савчук|company_admin|uk|Директор|bohdan.savchuk|
elmont|Katarzyna Nowicka|buyer|pl|Specjalistka ds. zakupów|katarzyna.nowicka|
elmont|Paweł Zieliński|buyer|pl|Kierownik robót|pawel.zielinski|
elmont|Grzegorz Maj|company_admin|pl|Prezes zarządu|grzegorz.maj|
budrex|Agnieszka Lis|buyer|pl|Starszy kupiec|agnieszka.lis|
budrex|Robert Sowa|approver|pl|Dyrektor zakupów|robert.sowa|
budrex|Monika Duda|finance|pl|Księgowa|monika.duda|
bursztyn|Joanna Formela|buyer|pl|Kierowniczka techniczna|joanna.formela|
bursztyn|Piotr Klawiter|company_admin|pl|Dyrektor operacyjny|piotr.klawiter|
technikum|Barbara Wrona|buyer|pl|Kierownik gospodarczy|barbara.wrona|
technikum|Henryk Bielak|approver|pl|Dyrektor szkoły|henryk.bielak|
karpatmash|Василь Дмитрук|buyer|uk|Начальник постачання|vasyl.dmytruk|
karpatmash|Оксана Левицька|finance|uk|Головна бухгалтерка|oksana.levytska|
dniproavt|Сергей Кравцов|buyer|ru|Снабженец|serhii.kravtsov|
dniproavt|Наталья Рудь|buyer|ru|Инженер-конструктор|nataliia.rud|
dniproavt|Игорь Балабан|company_admin|ru|Директор|ihor.balaban|
likarnia|Галина Семенюк|buyer|uk|Завідувачка господарства|halyna.semeniuk|
likarnia|Роман Бойчук|approver|uk|Заступник директора|roman.boichuk|
podillia|Юрий Ткач|buyer|ru|Главный энергетик|yurii.tkach|
hansa|Jens Petersen|buyer|en|Strategic buyer|jens.petersen|
hansa|Heike Brandt|buyer|en|Work preparation|heike.brandt|
hansa|Uwe Lorenzen|approver|en|Head of operations|uwe.lorenzen|
nordwerk|Anke Thiessen|buyer|en|Purchasing|anke.thiessen|
nordwerk|Matthias Reimer|company_admin|en|Managing director|matthias.reimer|
saules|Lukas Bieliauskas|buyer|en|Project engineer|lukas.bieliauskas|
saules|Greta Norkutė|company_admin|en|Owner|greta.norkute|
northgate|Emma Hartley|buyer|en|Procurement officer|emma.hartley|
northgate|Callum Briggs|buyer|en|Maintenance supervisor|callum.briggs|
northgate|Priya Nair|finance|en|Finance manager|priya.nair|
fenwick|Olivia Marsh|buyer|en|Office manager|olivia.marsh|
|Jonas Petrauskas|manager|en|Account manager, Baltics and West|jonas.petrauskas|manager
|Olena Koval|manager|uk|Менеджерка з роботи з клієнтами, Україна|olena.koval|
|Marek Wilk|manager|pl|Opiekun klienta, Polska|marek.wilk|
|Vaida Šimkutė|head_of_sales|en|Head of sales|vaida.simkute|head_of_sales
|Rimantas Gailius|supplier_finance|en|Credit controller|rimantas.gailius|supplier_finance
|Oksana Bondar|operator|uk|Операторка служби підтримки|oksana.bondar|operator
|Kamil Brzeziński|operator|pl|Konsultant działu obsługi|kamil.brzezinski|second_operator
|Giedrius Mockus|administrator|en|Portal administrator|giedrius.mockus|administrator
"""


def _addresses(
    code: str, legal: str, country: str, main: tuple[str, str, str, str], second: str
) -> tuple[Address, ...]:
    street, postcode, city, phone = main
    found = [
        Address("HQ", "billing", city, legal, street, postcode, city, country, phone),
        Address("MAIN", "shipping", city, legal, street, postcode, city, country, phone),
    ]
    if second:
        label, *place, other_postcode, other_city = (part.strip() for part in second.split(", "))
        found.append(
            Address("SITE", "shipping", label, legal, ", ".join(place), other_postcode, other_city, country, phone)
        )
    assert code
    return tuple(found)


def build_companies(as_of: date) -> tuple[Company, ...]:
    """Read the table of customers; dates count back from `as_of`."""
    found = []
    for row in _COMPANIES.strip().splitlines():
        (
            code,
            name,
            legal,
            country,
            currency,
            locale,
            trade,
            vat,
            register,
            limit,
            terms,
            manager,
            lapsed,
            since,
            street,
            postcode,
            city,
            phone,
            second,
        ) = row.split("|")
        found.append(
            Company(
                code, name, legal, country, currency, locale, _TIMEZONES[country], trade, vat, register, Decimal(limit), int(terms),
                f"{manager}@amberline.example", "EUR-KEY" if code == "hansa" else _LISTS[currency],
                _addresses(code, legal, country, (street, postcode, city, phone), second),
                as_of - timedelta(days=int(since)), as_of - timedelta(days=int(lapsed)) if lapsed else None,
            )
        )  # fmt: skip
    return tuple(found)


def build_people() -> tuple[Person, ...]:
    """Read the table of people; those without a company are the supplier's staff."""
    countries = {row.split("|")[0]: row.split("|")[3] for row in _COMPANIES.strip().splitlines()}
    found = []
    for number, row in enumerate(_PEOPLE.strip().splitlines()):
        company, name, role, locale, job, mail, demo = row.split("|")
        domain = company or SUPPLIER.code
        phone = f"{_MOBILE[countries.get(company, SUPPLIER.country)]} {100 + 13 * number:03d} {117 + 7 * number:03d}"
        found.append(Person(f"{mail}@{domain}.example", name, role, company or None, locale, phone, job, demo or None))
    return tuple(found)
