"""The lines of a request for quotation that is being written. Pure.

A line is {"sku", "description", "quantity" (None until known), "unit", "target_price", "needed_by", "comment",
"options" ([{"sku", "name"}]: what the words may mean)}; only what is set is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from actions.likeness import nearest
from actions.rfq_reading import Said, Target, means_all
from nlu.reading.lines import parse

Json = dict[str, Any]

LONGEST = 500
MOST_OPTIONS = 3
SENT = ("sku", "description", "quantity", "unit", "target_price", "needed_by", "comment")


def from_cart(line: Json) -> Json:
    """A line of the cart."""
    return {
        "sku": line["sku"],
        "description": line["name"],
        "quantity": plain(line["quantity"]),
        "unit": line.get("unit"),
    }


def from_text(line: Json) -> Json:
    """A line of the portal's reading: the product where it is sure, else the buyer's words with what they may mean."""
    product = line.get("product") if line["status"] == "sure" else _exact(line)
    quantity = plain(line["quantity"]) if line.get("quantity") and counted(line) else None
    if product:
        return {
            "sku": product["sku"],
            "description": product["name"],
            "quantity": quantity,
            "unit": product.get("unit"),
            "words": line.get("phrase") or line["text"],
        }
    options = [{"sku": one["sku"], "name": one["name"]} for one in (line.get("candidates") or [])[:MOST_OPTIONS]]
    return {
        "sku": None,
        "description": (line.get("phrase") or line["text"])[:LONGEST],
        "quantity": quantity,
        "unit": line.get("unit"),
        "options": options if line["status"] == "unsure" else [],
    }


def _exact(line: Json) -> Json | None:
    """The candidate whose number the buyer wrote out."""
    written = str(line.get("phrase") or line["text"]).strip().casefold()
    return next((one for one in line.get("candidates") or [] if one["sku"].casefold() == written), None)


def counted(line: Json) -> bool:
    """Whether somebody said how many."""
    if Decimal(str(line["quantity"])) != 1:
        return True
    return any(one.quantity_given for one in parse(line["text"]))


def plain(quantity: object) -> str:
    """A quantity without needless zeros."""
    value = Decimal(str(quantity))
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"


def names_of(lines: Sequence[Json]) -> list[str]:
    """What each line may be called."""
    return [
        " ".join(filter(None, [line["description"], line.get("sku"), line.get("words")]))
        + "".join(f" {option['name']}" for option in line.get("options") or [])
        for line in lines
    ]


def starts(texts: Sequence[str], goods: str) -> list[int]:
    """Where in ``goods`` each of ``texts`` (in its order) begins; where one cannot be found, the place before it."""
    found, at = [], 0
    for text in texts:
        place = goods.find(text, at)
        if place < 0:
            first = text.split()[0] if text.split() else ""
            place = max(goods.find(first, at), at) if first else at
        found.append(place)
        at = place + 1
    return found


def owner(places: Sequence[int], at: int) -> int:
    """The position of the line that stands at or before ``at``."""
    before = [position for position, place in enumerate(places) if place <= at]
    return before[-1] if before else 0


def put_targets(lines: list[Json], said: Said, places: Sequence[int], text: str, currency: str | None) -> list[Target]:
    """Give each target price to its line, and return those that went to a comment (another currency or unit)."""
    odd: list[Target] = []
    everywhere = len(said.targets) == 1 and means_all(text)
    for target in said.targets:
        meant = range(len(lines)) if everywhere else [owner(places, target.at)]
        odd.extend(target for position in meant if not put_target(lines[position], target, currency))
    return odd


def put_target(line: Json, target: Target, currency: str | None) -> bool:
    """Set the line's target price; False where only the words can go along, for its currency or unit is another one."""
    foreign = target.currency is not None and currency is not None and target.currency != currency
    unit = line.get("unit")
    if foreign or (target.unit and unit and target.unit != unit):
        line["target_words"] = target.words
        line.pop("target_price", None)
        return False
    line["target_price"] = f"{target.amount:f}"
    line.pop("target_words", None)
    return True


def put_days(lines: list[Json], said: Said, places: Sequence[int]) -> str | None:
    """One day is for everything and returned; several go each to its line."""
    if len(said.days) == 1 or not lines:
        return said.days[-1].day.isoformat() if said.days else None
    for found in said.days:
        lines[owner(places, found.at)]["needed_by"] = found.day.isoformat()
    return None


def merge(lines: list[Json], new: Sequence[Json], *, more: bool) -> None:
    """Add lines; one of a product that is there replaces its quantity, or with ``more`` is added to it."""
    for line in new:
        same = next((one for one in lines if line["sku"] and one["sku"] == line["sku"]), None)
        if same is None:
            lines.append(line)
            continue
        if line["quantity"] and more and same["quantity"]:
            same["quantity"] = plain(Decimal(same["quantity"]) + Decimal(line["quantity"]))
        elif line["quantity"]:
            same["quantity"] = line["quantity"]
        same.update(
            {name: line[name] for name in ("target_price", "target_words", "needed_by", "comment") if line.get(name)}
        )


def meant(lines: Sequence[Json], words: str) -> int | None:
    """The only line that ``words`` are about."""
    found = nearest(names_of(lines), words)
    return found[0] if len(found) == 1 else None


def uncounted(lines: Sequence[Json]) -> list[Json]:
    """The lines whose quantity is not known."""
    return [line for line in lines if not line["quantity"]]


def sent(line: Json, target: str) -> Json:
    """The line as the portal takes it; ``target`` says a target price that is only words."""
    comment = "; ".join(part for part in (target if line.get("target_words") else "", line.get("comment")) if part)
    given = {**line, "comment": comment[:1000]}
    return {name: given[name] for name in SENT if given.get(name) is not None and given.get(name) != ""}
