"""Products that differ from another in one thing: "replace the white ones with black", "the same but C25"."""

# ruff: noqa: E501 - letters
from __future__ import annotations

import re
from typing import Any

from actions.buttons import button
from actions.cart import say_lines
from actions.steps import carry_out
from actions.turn import Turn
from nlu.reading.inflection import same_word
from nlu.reading.likeness import words_of

Json = dict[str, Any]
LOOKED_AT = 24
MOST_CHOICES = 4

# Letters of article numbers and ratings that look alike in Cyrillic and Latin.
_LATIN = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")
_CODE = re.compile(r"(?<![\w.,])[^\W\d_]{1,3}\d{1,4}(?![\w])")
_CURVES = frozenset("bcd")  # of circuit breakers
_QUALITY = re.compile(r"[^\W\d_]{3,}(?:\s+[^\W\d_]{3,})?")


def other_code(name: str, rest: str) -> str:
    """``name`` with the code ``rest`` in place of its own of the same letters: C16 and С25, in any alphabet; "" where ``rest`` is no code or ``name`` has none like it."""
    code = rest.strip(" .,!?").translate(_LATIN)
    if not _CODE.fullmatch(code):
        return ""
    letters = re.sub(r"\d", "", code).casefold()
    found = list(_CODE.finditer(name.translate(_LATIN)))
    alike = [match for match in found if re.sub(r"\d", "", match[0]).casefold() == letters]
    if letters in _CURVES:
        alike = alike or [match for match in found if re.sub(r"\d", "", match[0]).casefold() in _CURVES]
    if len(alike) != 1 or alike[0][0].casefold() == code.casefold():
        return ""
    return f"{name[: alike[0].start()]}{code.upper()}{name[alike[0].end() :]}"


def one_quality(name: str, old: str, new: str) -> tuple[str, str] | None:
    """``name`` without the word ``old`` in any form, and the word ``new``, where both are mere qualities such as colours.

    The word that a name begins with is what the thing is; it may stand beside them: "заміни білі каски на сині".
    """
    words = name.split()
    before, after = (
        [word for word in said.split() if not same_word(word, words[0])] if _QUALITY.fullmatch(said) else []
        for said in (old, new)
    )
    if len(before) != 1 or len(after) != 1:
        return None
    kept = [word for word in words if not same_word(word.strip(".,;()"), before[0])]
    if len(kept) != len(words) - 1 or kept[0] != words[0]:
        return None
    return " ".join(kept).strip(" ,"), after[0]


async def exchange_for_kin(turn: Turn, line: Json, rest: str, quality: str) -> None:
    """Exchange a line for the product of its own category that is called ``rest`` and has ``quality``.

    Several are offered to choose from; where there is none, that is said and nothing is changed.
    """
    _ = turn.texts._
    own = await turn.portal.catalogue.product(line["sku"])
    hits = (await turn.portal.catalogue.search(f"{rest} {quality}", limit=LOOKED_AT))["items"]
    kin = [hit for hit in hits if hit.get("category") == own.get("category") and _has(hit["name"], quality)]
    shared = [_in_common(hit["name"], rest) for hit in kin]
    nearest = [hit for hit, count in zip(kin, shared, strict=True) if count == max(shared)]
    # another kind of thing of the same category shares hardly a word with it
    if not nearest or max(shared) * 2 < len(words_of(rest)):
        text = _(
            "I did not find in our catalogue: {names}. I can request a quotation for it.", names=f"{rest} {quality}"
        )
        kept = _("I changed nothing.")
        turn.say(f"{text} {kept}", buttons=[button(_("Request a quotation"), "request_quote")])
        return
    quantity = str(line["quantity"])
    if len(nearest) == 1:
        await carry_out(turn, "exchange_line", {"line_id": line["id"], "sku": nearest[0]["sku"], "quantity": quantity})
        return
    asked = {
        "position": 1, "text": f"{rest} {quality}", "phrase": "", "quantity": quantity, "status": "unsure",
        "candidates": nearest[:MOST_CHOICES],
    }  # fmt: skip
    await say_lines(turn, {"lines": [asked], "cart": None}, replaces=str(line["id"]))


def _has(name: str, quality: str) -> bool:
    parts = words_of(name)
    return all(any(same_word(word, part) for part in parts) for word in words_of(quality))


def _in_common(name: str, words: str) -> int:
    parts = words_of(name)
    return sum(any(same_word(word, part) for part in parts) for word in words_of(words))
