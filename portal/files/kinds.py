"""What a file is, told by its bytes alone; what could run on the reader's machine is refused."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO

from portal.files.errors import ActiveContent, FileEmpty, FileTypeRefused

MAX_NAME = 120


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken. `reader` names who reads rows out of it, None when nobody does."""

    content_type: str
    extension: str
    reader: str | None = None


XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "xlsx")
XLS = Kind("application/vnd.ms-excel", "xls", "xls")
CSV = Kind("text/csv", "csv", "text")
TSV = Kind("text/tab-separated-values", "tsv", "text")
TEXT = Kind("text/plain", "txt", "text")
PDF = Kind("application/pdf", "pdf", "pdf")
JPEG = Kind("image/jpeg", "jpg")
PNG = Kind("image/png", "png")
WEBP = Kind("image/webp", "webp")
_SAME = {"jpg": ("jpg", "jpeg"), "txt": ("txt", "csv", "tsv", "text")}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names inside a compound file are UTF-16; a workbook with macros has a storage of this name.
_OLE_MACROS = ("_VBA_PROJECT".encode("utf-16-le"), "Macros".encode("utf-16-le"))
_OLE_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_PDF_SCRIPT = re.compile(rb"/(?:JavaScript|JS|Launch)[\s/(<\[]")
_MARKUP = re.compile(r"<(?:!doctype|html|svg|script|\?xml|body|iframe|math)\b", re.IGNORECASE)
_SCRIPTS = ("#!", "{\\rtf", "%!PS", "@echo", "<")
_HEAD = 4096


def sniff(content: bytes, name: str = "") -> Kind:
    """The kind of `content`; the name decides between CSV and plain text only.

    Raises FileEmpty, FileTypeRefused, ActiveContent.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise FileEmpty
    if content.startswith(b"PK\x03\x04"):
        return _of_zip(content)
    if content.startswith(_OLE):
        return _of_compound(content)
    if content.startswith(b"%PDF-"):
        if _PDF_SCRIPT.search(content):
            raise ActiveContent
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    return _of_text(content, name)


def _of_zip(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            types = archive.read("[Content_Types].xml")[:200_000] if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise FileTypeRefused from error
    if "xl/workbook.xml" not in names:
        raise FileTypeRefused
    if any("vbaproject" in each.lower() for each in names) or b"macroEnabled" in types:
        raise ActiveContent
    return XLSX


def _of_compound(content: bytes) -> Kind:
    if any(each in content for each in _OLE_MACROS):
        raise ActiveContent
    if not any(each in content for each in _OLE_WORKBOOK):
        raise FileTypeRefused
    return XLS


def _of_text(content: bytes, name: str) -> Kind:
    text = decoded(content)
    if text is None:
        raise FileTypeRefused
    head = text[:_HEAD].lstrip()
    if head.startswith(_SCRIPTS) or _MARKUP.search(head):
        raise ActiveContent if _MARKUP.search(head) or head.startswith("#!") else FileTypeRefused
    extension = name.rpartition(".")[2].lower()
    return {"csv": CSV, "tsv": TSV, "tab": TSV}.get(extension, TEXT)


def decoded(content: bytes) -> str | None:
    """The text of the bytes in the encodings that offices of the region use; None when they are no text.

    UTF-8 and UTF-16 are certain; between the two Windows code pages the letters decide.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _in(content, "utf-16")
    if b"\0" in content:
        return _unmarked_utf16(content)
    if any((byte < 32 and byte not in (9, 10, 12, 13, 26)) or byte == 127 for byte in content[:_HEAD]):
        return None
    text = _in(content, "utf-8-sig")
    if text is not None:
        return text
    return max((_in(content, page) or "" for page in ("cp1251", "cp1250")), key=_likeness) or None


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is the page of a Latin or a Cyrillic letter."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        pages = content[start:_HEAD:2]
        if (
            sum(byte in (0, 1, 4, 32) for byte in pages) >= len(pages) * 0.95
            and 0 not in content[1 - start : _HEAD : 2]
        ):
            return _in(content, encoding)
    return None


def _in(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ")


def _likeness(text: str) -> float:
    """How much of what is not ASCII are the letters that the encoding is for, in words of one alphabet."""
    foreign = [char for char in text[:20_000] if ord(char) > 127]
    if not foreign:
        return 0.0
    known = sum(char in _POLISH or char.lower() in _CYRILLIC for char in foreign)
    mixed = len(re.findall(r"[a-zA-Z][а-яіїєґ]|[а-яіїєґ][a-zA-Z]", text[:20_000]))
    return (known - 2 * mixed) / len(foreign)


def safe_name(given: str, kind: Kind) -> str:
    """A name without path, control or direction characters, with the extension that the bytes deserve."""
    base = given.replace("\\", "/").rpartition("/")[2]
    clean = "".join(char for char in unicodedata.normalize("NFC", base) if unicodedata.category(char)[0] != "C")
    clean = re.sub(r'[<>:"|?*\s]+', " ", clean).strip(" .") or "file"
    stem, dot, extension = clean.rpartition(".")
    allowed = _SAME.get(kind.extension, (kind.extension,))
    if not dot or not stem or extension.lower() not in allowed:
        stem, extension = clean, kind.extension
    return f"{stem[: MAX_NAME - 6].rstrip(' .')}.{extension}"
