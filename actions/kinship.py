"""Products that differ from another in one thing: "replace the white ones with black", "the same but C25"."""

from __future__ import annotations

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
