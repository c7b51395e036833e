"""What is new in a mail: its words without the letters it answers and without the signature."""

from __future__ import annotations

import html
import re

# "On Monday, Olena wrote:", as mail programs put it in our languages, over one line or two.
_INTRODUCTIONS = re.compile(
    r"^(?:on .{4,200} wrote"
    r"|.{4,200}\b(?:пише|писав|писала|написав|написав\(ла\)|написала|пишет|писал|писала|написал|написал\(а\)|написала)"
    r"|.{4,200}\b(?:pisze|napisał|napisała|napisał\(a\)|napisał/a)"
    r"|.{4,200}<[^<>@]+@[^<>]+>"
    r"|(?:am|le|el) .{4,200}(?:schrieb|écrit|escribió).*) ?:\s*$",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(
    r"^(?:-{2,} ?(?:original message|forwarded message|пересланн?е повідомлення|оригінальне повідомлення"
    r"|исходное сообщение|пересылаемое сообщение|wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana)"
    r".*-{2,}|_{20,})\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^\*?(?:from|від|від кого|от|от кого|od)\*?:\s.+@", re.IGNORECASE)
_DROPPED = re.compile(r"<(script|style|head|blockquote)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{0,2000}>")


def fresh_words(text: str) -> str:
    """The text down to the first quoted letter; a mail that answers below the quotation keeps what is its own."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    skip = 0
    for place, line in enumerate(lines):
        stripped = line.strip()
        # "-- " is the signature's mark, RFC 3676
        if line == "-- " or _SEPARATORS.match(stripped) or _HEADER.match(stripped):
            break
        if place < skip or stripped.startswith(">"):
            continue
        skip = place + _introduction(stripped, lines[place + 1].strip() if place + 1 < len(lines) else "")
        if skip == place:
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _introduction(line: str, following: str) -> int:
    """How many lines say who wrote what is quoted below: none, this one, or it and the next."""
    if _INTRODUCTIONS.match(line):
        return 1
    return 2 if line.lower().startswith("on ") and _INTRODUCTIONS.match(f"{line} {following}") else 0


def plain(source: str) -> str:
    """The text of a mail that has none but HTML; the letters it quotes are left out."""
    bare = _TAGS.sub("", _BREAKS.sub("\n", _DROPPED.sub("", source[:500_000])))
    lines = (" ".join(line.split()) for line in html.unescape(bare).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
