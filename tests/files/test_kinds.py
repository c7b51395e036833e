"""What a file is, told by its bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from portal.files import kinds
from portal.files.errors import ActiveContent, FileEmpty, FileTypeRefused
from portal.files.kinds import safe_name, sniff
from tests.files.building import PNG, pdf, xlsx


def zipped(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (xlsx([["a", 1]]), "order.exe", kinds.XLSX.content_type),
        (pdf([[(50, "a")]]), "order.xlsx", "application/pdf"),
        (PNG, "photo.pdf", "image/png"),
        (b"\xff\xd8\xff\xe0" + b"x" * 20, "photo", "image/jpeg"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "x.webp", "image/webp"),
        (b"name;qty\ncable;5\n", "a.csv", "text/csv"),
        (b"20 m NYM 3x1.5\n", "a.html", "text/plain"),
        ("Кабель;5".encode("utf-16"), "a.csv", "text/csv"),
        ("Кабель;5".encode("utf-16-le"), "a.txt", "text/plain"),
    ],
)
def test_the_bytes_decide(content: bytes, name: str, content_type: str) -> None:
    assert sniff(content, name).content_type == content_type


@pytest.mark.parametrize("content", [b"", b"  \n\t ", b"\0\0\0"])
def test_nothing_is_no_file(content: bytes) -> None:
    with pytest.raises(FileEmpty):
        sniff(content)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"\xef\xbb\xbf  <svg xmlns='http://www.w3.org/2000/svg'/>",
        b"name,qty\n<script>alert(1)</script>,5\n",
        b"#!/bin/sh\nrm -rf /\n",
        pdf([[(50, "a")]], extra="/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        zipped(**{"[Content_Types].xml": b"macroEnabled", "xl/workbook.xml": b"", "xl/vbaProject.bin": b"x"}),
    ],
    ids=["html", "svg", "script in csv", "shell", "pdf", "xlsm"],
)
def test_what_could_run_is_refused(content: bytes) -> None:
    with pytest.raises(ActiveContent):
        sniff(content)


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0\x03\0\0\0",
        b"\x7fELF\x02\x01",
        zipped(a=b"b"),
        b"PK\x03\x04broken",
        b"{\\rtf1 x}",
        b"GIF89a\x01\0\x01\0",
    ],
    ids=["exe", "elf", "zip", "broken zip", "rtf", "gif"],
)
def test_other_kinds_are_refused(content: bytes) -> None:
    with pytest.raises(FileTypeRefused):
        sniff(content)


@pytest.mark.parametrize(
    ("given", "kind", "name"),
    [
        ("../../etc/passwd", kinds.TEXT, "passwd.txt"),
        ("C:\\Users\\me\\замовлення.xlsx", kinds.XLSX, "замовлення.xlsx"),
        ("invoice\u202efdp.exe", kinds.PDF, "invoicefdp.exe.pdf"),
        ('a"b<c>.csv', kinds.CSV, "a b c.csv"),
        ("", kinds.PNG, "file.png"),
        ("x" * 300 + ".jpeg", kinds.JPEG, "x" * 114 + ".jpeg"),
    ],
)
def test_names_are_made_harmless(given: str, kind: kinds.Kind, name: str) -> None:
    assert safe_name(given, kind) == name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_cyrillic_in_every_encoding(encoding: str) -> None:
    assert kinds.decoded("Кабель ВВГнг; 5\nІзострічка; 3".encode(encoding)) == "Кабель ВВГнг; 5\nІзострічка; 3"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1250"])
def test_polish_in_every_encoding(encoding: str) -> None:
    text = "Rękawice żółte; 5\nŚruba łącząca; 3\nPrzewód; ilość"
    assert kinds.decoded(text.encode(encoding)) == text
