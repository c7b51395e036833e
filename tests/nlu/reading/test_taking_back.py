"""Taking back, putting back and giving up, and forms of one word, in four languages."""

# ruff: noqa: E501 - cases, a language to a line
from __future__ import annotations

import pytest

from nlu.reading.inflection import named, same_word
from nlu.reading.taking_back import asks_to_undo, cancels_request, gives_up, put_back


@pytest.mark.parametrize(
    "text",
    [
        "put it back", "put them back please", "bring it back", "undo that too", "put it back in the cart",
        "поверни їх", "поклади їх назад", "назад поклади", "поверни як було", "скасуй останнє",
        "положи обратно", "верни всё как было", "верни, пожалуйста", "ой, верни",
        "włóż je z powrotem", "oddaj to z powrotem", "przywróć", "cofnij ostatnią zmianę",
    ],
)  # fmt: skip
def test_what_was_taken_comes_back(text: str) -> None:
    assert asks_to_undo(text)


@pytest.mark.parametrize(
    "text",
    [
        "put 5 gloves in the cart", "I want to return it", "return the drill", "хочу повернути рукавиці", "поверніть гроші",
        "верните деньги за перчатки", "хочу вернуть заказ", "chcę zwrócić rękawice", "zwróć pieniądze", "put it in the cart",
    ],
)  # fmt: skip
def test_a_return_of_goods_is_another_thing(text: str) -> None:
    assert not asks_to_undo(text)


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("put the gloves back", "gloves"), ("поверни рукавиці назад", "рукавиці"), ("ножі поверни назад", "ножі"),
        ("верни ножи обратно", "ножи"), ("włóż rękawice z powrotem", "rękawice"), ("przywróć noże", "noże"),
        ("put it back", ""), ("хочу повернути рукавиці", ""), ("поверніть гроші за рукавиці", ""), ("add 5 gloves", ""),
    ],
)  # fmt: skip
def test_goods_that_are_to_go_back(text: str, goods: str) -> None:
    assert put_back(text) == goods


@pytest.mark.parametrize(
    ("text", "given_up", "called_off"),
    [
        ("forget it, cancel everything", True, False), ("та ну його, скасуй все", True, False),
        ("да ну его, отмени всё", True, False), ("a daj spokój, anuluj wszystko", True, False),
        ("скасуй запит", True, True), ("отмени запрос", True, True), ("anuluj zapytanie", True, True),
        ("cancel my quote request", True, True), ("wycofaj zapytanie ofertowe", True, True),
        ("отмени запрос RFQ-10004", False, True), ("хочу скасувати запит RFQ-1015", False, True),
        ("cancel the second line", False, False), ("скасуй замовлення", False, False), ("отмени заказ 10045", False, False),
        ("скасуй все крім кабелю", False, False), ("відміни пропозицію", False, False), ("odrzuć ofertę", False, False),
    ],
)  # fmt: skip
def test_what_is_given_up(text: str, given_up: bool, called_off: bool) -> None:
    assert (gives_up(text), cancels_request(text)) == (given_up, called_off)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ніж", "ножів"), ("нож", "ножи"), ("nóż", "noże"), ("knife", "knives"), ("біла", "білі"), ("чёрные", "черный"),
        ("białe", "biały"), ("niebieskie", "niebieski"), ("рукавиці", "рукавички"), ("касок", "каска"), ("kasków", "kask"),
        ("рулеток", "рулетка"), ("wierteł", "wiertło"), ("питания", "питание"), ("gloves", "glove"),
    ],
)  # fmt: skip
def test_forms_of_one_word(one: str, other: str) -> None:
    assert same_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("білі", "сині"), ("ніж", "ніс"), ("кабель", "канал"), ("каска", "касета"), ("червона", "чорна"), ("нож", "ножницы"),
     ("black", "blue"), ("m6", "m8"), ("c16", "c10")],
)  # fmt: skip
def test_other_words(one: str, other: str) -> None:
    assert not same_word(one, other)


def test_what_is_named_in_another_case() -> None:
    names = ["Каска захисна з храповиком, біла", "Ніж з відламним лезом 18 мм", "Блок живлення на DIN-рейку 24 В"]
    assert named(names, "ножів") == [1]
    assert named(names, "блоки живлення") == [2]
    assert named(names, "рукавиці") == []
