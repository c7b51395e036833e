"""Talk around order lines leaves no line, and odd input costs little."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from nlu.reading.lines import grammar, parse
from nlu.reading.lines.tokens import Token
from nlu.reading.lines.types import MAX_LINES
from nlu.reading.lines.wishes import MAX_TOKENS


def _read(text: str, locale: str = "en") -> list[tuple[str, str | None, str]]:
    return [(f"{line.quantity.normalize():f}", line.unit, line.phrase) for line in parse(text, locale)]


@pytest.mark.parametrize(
    ("locale", "text", "meant"),
    [
        ("en", "We don't need glue this time. 5 kg of screws 4x50", ("5", "kg", "screws 4x50")),
        ("en", "20 x 15mm copper elbow", ("20", None, "15mm copper elbow")),
        ("en", "Don't forget the 12 cans of WD-40!", ("12", "can", "WD-40")),
        ("en", "2.5 t of cement... no wait that's for the other site. 12 bags of cement", ("12", "bag", "cement")),
        ("en", "Is the shielded cable in stock? If so 85 metres", ("85", "m", "shielded cable")),
        ("pl", "30 par rękawic zamiast 20", ("30", "pair", "rękawic")),
        ("pl", "Mamy 3 auta, więc 12 apteczek", ("12", None, "apteczek")),
        ("uk", "Минулого разу взяли 8, тому зараз 15 пляшок антисептика", ("15", "can", "антисептика")),
        ("ru", "Третий этаж, спросить Колю. Одна стремянка 3 м", ("1", None, "стремянка 3 м")),
        ("ru", "запасное жало к Hakko 936", ("1", None, "запасное жало к Hakko 936")),
    ],
)
def test_what_asks_for_nothing_leaves_no_line(locale: str, text: str, meant: tuple[str, str | None, str]) -> None:
    assert _read(text, locale) == [meant]


@pytest.mark.parametrize(
    "text",
    ["When will my order arrive? Two guys are waiting on site.", "Floor 3, ask for Kev on 07700 900123", "no glue"],
)
def test_talk_alone_is_no_order(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "7 " * 10_000,
        "1" * 20_000,
        "..." * 7_000,
        "and a " * 3_500,
        "5 x " * 5_000,
        "cable " * 3_400,
        "5\n" * 10_000,
        "cable, " * 3_000,
    ],
)
def test_odd_input_is_read_in_short_parts(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []
    inner = grammar.parts

    def counted(tokens: Sequence[Token], locale: str, *, everywhere: bool = False) -> list[grammar.Part]:
        lengths.append(len(tokens))
        return inner(tokens, locale, everywhere=everywhere)

    monkeypatch.setattr(grammar, "parts", counted)
    assert len(parse(text)) <= MAX_LINES
    assert max(lengths, default=0) <= MAX_TOKENS
    assert sum(lengths) <= len(text) // 2
