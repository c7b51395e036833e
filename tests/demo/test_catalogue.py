import re
from collections import Counter
from decimal import Decimal

import pytest

from portal.demo.catalogue import FAMILIES
from portal.demo.catalogue.attributes import BY_CODE
from portal.demo.catalogue.family import Shown
from portal.demo.products import ean13
from portal.demo.types import Demo, Product, Text

LOCALES = ("en", "uk", "ru", "pl")
# Letters that a language does not have: a text in the wrong column shows at once.
FOREIGN = {"en": "[а-яіїєґ]", "pl": "[ыэъґїє]", "uk": "[ыэъё]", "ru": "[іїєґ]"}
# Type designations stay as they are in a Polish text.
DESIGNATIONS = re.compile(r"\(ВВГ[^)]*\)")


def test_is_about_three_thousand_products(demo: Demo) -> None:
    assert 2_700 <= len(demo.products) <= 3_300


@pytest.mark.parametrize("field", ["sku", "mpn", "ean"])
def test_codes_are_unique(demo: Demo, field: str) -> None:
    counts = Counter(getattr(product, field) for product in demo.products)
    assert [code for code, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_names_tell_articles_of_a_brand_apart(demo: Demo, locale: str) -> None:
    counts = Counter((product.brand, getattr(product.name, locale)) for product in demo.products)
    assert [name for name, count in counts.items() if count > 1] == []


def test_skus_are_safe_in_addresses(demo: Demo) -> None:
    assert [product.sku for product in demo.products if not re.fullmatch(r"[A-Z0-9.-]+", product.sku)] == []


@pytest.mark.parametrize(
    ("twelve", "whole"),
    [("400638133393", "4006381333931"), ("590123412345", "5901234123457"), ("200000000000", "2000000000008")],
)
def test_check_digit_is_that_of_gs1(twelve: str, whole: str) -> None:
    assert ean13(twelve) == whole


def test_eans_are_valid_and_of_the_range_that_is_nobodys(demo: Demo) -> None:
    for product in demo.products:
        assert product.ean == ean13(product.ean[:12])
        assert len(product.ean) == 13
        assert product.ean.startswith("2")


def _texts(demo: Demo) -> list[Text]:
    names = [one.name for one in demo.categories] + [one.name for one in demo.units]
    names += [one.name for one in demo.warehouses] + [one.name for one in demo.price_lists]
    names += [one.name for one in demo.attributes]
    labels = [value.label for product in demo.products for value in product.attributes]
    described = [text for product in demo.products for text in (product.name, product.description)]
    return names + labels + described


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_there_and_in_its_language(demo: Demo, locale: str) -> None:
    for text in _texts(demo):
        words = DESIGNATIONS.sub("", getattr(text, locale))
        assert words.strip()
        assert not re.search(FOREIGN[locale], words.lower()), words
        assert not re.search(r"[{}]", words), words


@pytest.mark.parametrize("locale", LOCALES)
def test_every_article_has_another_name_people_use(demo: Demo, locale: str) -> None:
    assert [product.sku for product in demo.products if not product.synonyms[locale]] == []


@pytest.mark.parametrize("locale", ["uk", "ru", "pl"])
def test_decimals_are_written_with_a_comma(demo: Demo, locale: str) -> None:
    cable = next(product for product in demo.products if product.sku == "NYM-3X1.5-R100")
    assert re.search(r"3[xх]1,5 ", getattr(cable.name, locale))
    assert "3x1.5 " in cable.name.en


@pytest.mark.parametrize(
    ("sku", "uk", "ru", "pl"),
    [
        (
            "MCB6-3P-C16",
            "Автоматичний вимикач 3P C16 6 кА",
            "Автоматический выключатель 3P C16 6 кА",
            "Wyłącznik nadprądowy 3P C16 6 kA",
        ),
        ("DX-AR-F2-WH", "Рамка Aria 2-місна, біла", "Рамка Aria 2-местная, белая", "Ramka Aria 2-krotna, biała"),
        (
            "CAB-400X300X200",
            "Шафа металева навісна 400х300х200 мм IP65",
            "Шкаф металлический навесной 400х300х200 мм IP65",
            "Szafa sterownicza 400x300x200 mm IP65",
        ),
    ],
)
def test_names_read_as_the_trade_writes_them(demo: Demo, sku: str, uk: str, ru: str, pl: str) -> None:
    name = next(product.name for product in demo.products if product.sku == sku)
    assert (name.uk, name.ru, name.pl) == (uk, ru, pl)


@pytest.mark.parametrize(
    ("locale", "number", "words"),
    [
        ("uk", 1, "1 модуль"),
        ("uk", 4, "4 модулі"),
        ("uk", 12, "12 модулів"),
        ("ru", 24, "24 модуля"),
        ("ru", 21, "21 модуль"),
        ("pl", 21, "21 modułów"),
        ("pl", 54, "54 moduły"),
        ("en", 4, "4 modules"),
    ],
)
def test_nouns_agree_with_their_number(locale: str, number: int, words: str) -> None:
    forms = {
        "en": "module/modules",
        "uk": "модуль/модулі/модулів",
        "ru": "модуль/модуля/модулей",
        "pl": "moduł/moduły/modułów",
    }
    assert format(Shown(number, locale), forms[locale]) == words


def test_packaging_fits_together(demo: Demo) -> None:
    for product in demo.products:
        assert product.pack_qty % product.order_step == 0, product.sku
        assert product.moq % product.order_step == 0, product.sku
        assert product.moq >= product.order_step > 0


def test_everything_refers_to_something(demo: Demo) -> None:
    categories, brands = {one.code for one in demo.categories}, {one.code for one in demo.brands}
    units, warehouses = {one.code for one in demo.units}, {one.code for one in demo.warehouses}
    for product in demo.products:
        assert product.category in categories
        assert product.brand in brands
        assert product.unit in units
        assert {level.warehouse for level in product.stock} == warehouses
        assert all(value.attribute in BY_CODE for value in product.attributes)
    assert brands == {product.brand for product in demo.products}
    assert {category.parent for category in demo.categories if category.parent} <= categories


def _price(demo: Demo, sku: str) -> Decimal:
    return next(product.base_price for product in demo.products if product.sku == sku)


@pytest.mark.parametrize(
    ("cheaper", "dearer"),
    [
        ("NYM-3X1.5-R100", "NYM-3X2.5-R100"),
        ("NYM-3X2.5-R100", "NYM-5X2.5-R100"),
        ("NYM-3X1.5-R100", "NYM-3X1.5-M"),
        ("MCB6-1P-C16", "MCB6-3P-C16"),
        ("MCB6-1P-C16", "MCB10-1P-C16"),
        ("D933-M8X30-ZN88", "D933-M8X40-ZN88"),
        ("D933-M8X30-ZN88", "D933-M8X30-A2"),
        ("SDSP-8X160", "SDSP-8X260"),
    ],
)
def test_prices_follow_size(demo: Demo, cheaper: str, dearer: str) -> None:
    assert _price(demo, cheaper) < _price(demo, dearer)


def test_tiers_only_get_better(demo: Demo) -> None:
    last: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for price in demo.prices:
        key = (price.price_list, price.sku)
        if key in last:
            quantity, amount = last[key]
            assert price.min_quantity > quantity, key
            assert price.amount < amount, key
        last[key] = (price.min_quantity, price.amount)
    assert len(last) == len(demo.products) * len(demo.price_lists)


def test_some_things_are_sold_out_and_most_are_not(demo: Demo) -> None:
    def sold_out(product: Product) -> bool:
        return all(level.quantity == 0 for level in product.stock)

    share = sum(map(sold_out, demo.products)) / len(demo.products)
    assert 0.02 < share < 0.1


def test_families_have_one_code_each() -> None:
    assert len({family.code for family in FAMILIES}) == len(FAMILIES)
