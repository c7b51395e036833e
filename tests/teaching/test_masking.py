"""Nothing personal goes into training."""

from __future__ import annotations

import pytest

from portal.teaching import shipped
from portal.teaching.masking import mask


@pytest.mark.parametrize(
    ("text", "names", "masked"),
    [
        ("where is SO-100045?", (), "where is SO-000000?"),
        ("call me +380 67 123-45-67", (), "call me +000 00 000-00-00"),
        ("send it to o.koval@nordwall.example please", (), "send it to name@example.com please"),
        ("see https://t.me/olena_k now", (), "see example.com now"),
        ("пишіть @olena_koval", (), "пишіть @name"),
        ("це Олена Коваль, де мій заказ", ("Олена Коваль",), "це NN, де мій заказ"),
        ("передайте Олені Коваль рахунок", ("Олена Коваль",), "передайте NN рахунок"),
        ("olena koval pytała o fakturę", ("Olena Koval",), "NN pytała o fakturę"),
        ("меня зовут Пётр Иванов, нужен счёт", (), "меня зовут NN, нужен счёт"),
        ("Nazywam się Jan Kowalski", (), "Nazywam się NN"),
        ("скажіть Тарасові, що треба кабель", (), "скажіть NN, що треба кабель"),
        ("Святославе, де замовлення", (), "NN, де замовлення"),
        ("ask Zbigniew about it", (), "ask NN about it"),
        ("Иванов П.С. ждёт счёт", (), "NN ждёт счёт"),
        ("/restart [x](y)\nnow", (), "restart (x)(y) now"),
        ("20 m NYM 3x1.5", (), "00 m NYM 0x0.0"),
        ("do you have Bosch drills", (), "do you have Bosch drills"),
        ("нужен кабель для Кабель Сервис", ("Кабель Сервис",), "нужен кабель для NN"),
        ("the invoice for Nordwall Electric", ("Nordwall Electric",), "the invoice for NN"),
    ],
)
def test_masking(text: str, names: tuple[str, ...], masked: str) -> None:
    assert mask(text, names, shipped.words(), shipped.ordinary()) == masked


def test_the_shipped_data_is_read_whole() -> None:
    import yaml

    found: dict[str, set[str]] = {}
    for path in (shipped.TRAINING / "pl").glob("*.yml"):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = {line.strip().removeprefix("- ") for line in block["examples"].splitlines() if line.strip()}
            found.setdefault(block["intent"], set()).update(lines)
    assert shipped.intents() == sorted(found)
    read = shipped._examples()
    assert {intent: set(by_language["pl"]) for intent, by_language in read.items()} == found
    assert len(shipped.held_out()) > 900
