"""Rows out of real files, read in the child process."""

from __future__ import annotations

import io
import subprocess
import threading
import zipfile
from pathlib import Path

import pytest

from portal.files.errors import ActiveContent
from portal.files.reading import run
from portal.files.reading.cells import MAX_ROWS
from portal.shared.errors import Unavailable
from tests.files.building import PNG, pdf, xlsx

LIST = Path(__file__).parent / "data" / "list.xls"


def rows(reader: str, content: bytes) -> list[list[str]]:
    outcome = run.read(reader, content)
    assert outcome.reading == "read", outcome
    assert outcome.tables
    return [row for table in outcome.tables for row in table["rows"]]


def test_a_workbook_gives_its_visible_sheets() -> None:
    content = xlsx([["Name", "Qty"], ["Cable", 20.0], [], ["Tape", 2.5]], [["secret"]], [["last", 1]], hidden=[1])
    assert rows("xlsx", content) == [["Name", "Qty"], ["Cable", "20"], ["Tape", "2.5"], ["last", "1"]]


def test_an_old_workbook_is_read_as_well() -> None:
    found = rows("xls", LIST.read_bytes())
    assert found[1] == ["1", "CAB-0011", "Кабель ВВГнг 3х1,5", "200", "м", "12.5"]
    assert ["secret"] not in found


def test_a_long_sheet_ends_at_the_limit() -> None:
    assert len(rows("xlsx", xlsx([["a", n] for n in range(MAX_ROWS + 50)]))) == MAX_ROWS


def test_formulas_without_a_result_are_blank() -> None:
    assert rows("xlsx", xlsx([["Name", "Qty"], ["Cable", "=2*10"]])) == [["Name", "Qty"], ["Cable"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('name;qty\n"Cable; black";5\n', [["name", "qty"], ["Cable; black", "5"]]),
        ("sep=,\nname,qty,unit\nCable,5,m\n", [["name", "qty", "unit"], ["Cable", "5", "m"]]),
        ("Cable\t5\nTape\t2\n", [["Cable", "5"], ["Tape", "2"]]),
        ("20 m NYM 3x1,5\n5 boxes of gloves, size L\n", [["20 m NYM 3x1,5"], ["5 boxes of gloves, size L"]]),
    ],
    ids=["semicolon, quoted", "Excel's hint", "tabs", "free text"],
)
def test_text_by_its_delimiter(text: str, found: list[list[str]]) -> None:
    assert rows("text", text.encode()) == found


def test_a_pdf_keeps_its_columns_where_a_cell_is_blank() -> None:
    content = pdf(
        [
            [(50, "No"), (90, "Code"), (180, "Name"), (400, "Qty")],
            [(50, "1"), (90, "CAB-0011"), (180, "Cable NYM 3x1.5"), (400, "200")],
            [(50, "2"), (180, "Breaker 16A"), (406, "5")],
        ]
    )
    assert rows("pdf", content) == [
        ["No", "Code", "Name", "Qty"],
        ["1", "CAB-0011", "Cable NYM 3x1.5", "200"],
        ["2", "", "Breaker 16A", "5"],
    ]


def test_a_scan_has_no_text() -> None:
    assert run.read("pdf", pdf([])).reading == "empty"


@pytest.mark.parametrize(("reader", "content"), [("pdf", b"%PDF-1.4 broken"), ("xlsx", b"PK\x03\x04 x"), ("xls", PNG)])
def test_a_damaged_file_is_an_outcome(reader: str, content: bytes) -> None:
    assert run.read(reader, content).reading == "failed"


def test_scripts_hidden_in_the_catalogue_are_found() -> None:
    with pytest.raises(ActiveContent):
        run.read("pdf", pdf([[(50, "a")]], extra="/OpenAction << /S /Java#53cript >>"))


def test_a_bomb_ends_in_the_child() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([["a", 1]]))) as good,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, good.read(name))
        bad.writestr("xl/media/zeros.bin", b"\0" * (130 * 1024 * 1024))
    assert len(stream.getvalue()) < 200_000
    assert run.read("xlsx", stream.getvalue()).reading == "failed"


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "WALL_SECONDS", 0.01)
    assert run.read("xlsx", xlsx([["a", 1]])).reading == "failed"


def test_a_crowd_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "QUEUE_SECONDS", 0.01)
    monkeypatch.setattr(run, "_places", threading.BoundedSemaphore(1))
    with run._places, pytest.raises(Unavailable):
        run.read("text", b"a;1")
    assert run.read("text", b"a;1").reading == "read"


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}
    real = subprocess.run

    def watch(*args, **kwargs):
        seen.update(kwargs["env"])
        return real(*args, **kwargs)

    monkeypatch.setenv("SECRET_KEY", "x" * 48)
    monkeypatch.setattr(subprocess, "run", watch)
    run.read("text", b"a;1")
    assert set(seen) <= {"PATH", "PYTHONPATH", "PYTHONIOENCODING", "PYTHONDONTWRITEBYTECODE", "OPENBLAS_NUM_THREADS"}
