"""Which product a line of free text means: the company's own name for it first, then exact numbers, then the search,
re-ranked by what the company buys.

A wrong product silently added is worse than a question: a line is `sure` only when the company chose the product for
these words before, when its number is exact, or when one candidate alone has every figure and word of the phrase (and
can be had in the asked quantity), or when of several such ones the company has only ever bought one, or when the
search is sure and hardly a word is missing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from nlu.reading.lines import ParsedLine
from nlu.reading.lines.codes import looks_like_code
from portal.cart.agreement import Agreement, agree, figures, normal
from portal.cart.conversion import Converted, Step, convert
from portal.cart.ports import Purchase
from portal.cart.quantities import MAX_QUANTITY
from portal.cart.service.lines import rules_of
from portal.cart.service.vocabulary import Known
from portal.catalogue.models import Product, Unit
from portal.catalogue.queries import plain_number
from portal.catalogue.search import Resolved

RELEVANT = 0.33  # on the demo catalogue what people mean scores above this, what nobody sells below
MOST_WORDS = 0.75
TELLING = 2  # words that name one article without a figure
OFTEN = 3  # orders that make a product the company's usual one
# "0 gloves", "100000000 gloves": a number was meant for a quantity and cannot be one, so 1 is no safe guess
_NO_QUANTITY = re.compile(r"(?:0+|\d{7,})\s+\S")
_SKU = re.compile(r"[A-Z]{2,}(?:-[A-Z0-9]+)+")  # "PIL-B-GN" in "5 buttons PIL-B-GN"
# "add -3 gloves": a minus before what is counted, unlike the dash of a list ("- 3 gloves") or of "gloves -3"
_MINUS = re.compile(r"\w\s+[-−]\d")
MAX_ROUNDING = Decimal(2)  # rounding up to more than this times the asked quantity is asked about


@dataclass(slots=True)
class Candidate:
    """A product for a line, and how it fits."""

    product: Product
    agreement: Agreement
    converted: Converted
    quantity: Decimal
    times: int = 0
    score: float = 0.0
    is_named: bool = False  # the phrase is exactly its name

    @property
    def fits(self) -> bool:
        """Whether the asked quantity can be ordered without rounding, in a unit that leads to the product's."""
        return self.converted.step is not Step.UNCLEAR and self.quantity == self.converted.quantity


@dataclass(slots=True)
class Resolution:
    """What a line turned out to be."""

    line: ParsedLine
    status: str = "unknown"
    chosen: Candidate | None = None
    candidates: list[Candidate] = field(default_factory=list)
    usual: bool = False
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What resolving the lines of one text needs, read at once."""

    units: Mapping[str, Unit]
    by_code: Mapping[str, Sequence[Product]]
    found: Mapping[int, Resolved]
    products: Mapping[int, Product]
    history: Mapping[int, Purchase]
    known: Mapping[str, Known] = field(default_factory=dict)


def codes_in(line: ParsedLine) -> list[str]:
    """What in a line may be a product's number: its own column, the whole phrase, single words with digits."""
    words = [word.strip(",.:;()") for word in line.phrase.split()]
    coded = [word for word in words if looks_like_code(word) or _SKU.fullmatch(word)]
    long_enough = [word for word in coded if len(plain_number(word)) >= 5]
    return [code for code in (line.code, line.phrase, *long_enough) if code and len(code) <= 60]


def exact_products(by_code: Mapping[str, Sequence[Product]], line: ParsedLine) -> Sequence[Product] | None:
    """The products whose number the line gives; a word in a longer phrase counts only as a SKU."""
    for code in (line.code, line.phrase):
        found = by_code.get(plain_number(code)) if code else None
        if found:
            return found
    for code in codes_in(line):
        key = plain_number(code)
        found = [each for each in by_code.get(key, ()) if plain_number(each.sku) == key]
        if found:
            return found
    return None


def resolve(facts: Facts, line: ParsedLine, choices: Mapping[int, str]) -> Resolution:
    """What one line means: the SKU in `choices` at its position, the company's own name, a number, or what is found."""
    result = Resolution(line)
    picked = choices.get(line.position)
    if picked:
        exact: Sequence[Product] | None = facts.by_code.get(plain_number(picked), ())
    elif line.sought in facts.known:
        result.known = facts.known[line.sought]
        exact = [result.known.product]
    else:
        exact = exact_products(facts.by_code, line)
    if exact:
        result.candidates = [_candidate(facts, line, product) for product in exact]
        sure = len(exact) == 1 and (picked or _quantity_is_plain(result.candidates[0], line))
    else:
        result.candidates = _ranked(facts, line)
        sure = _is_sure(result, facts.found.get(line.position))
    if not result.candidates:
        return result
    result.status = "sure" if sure else "unsure"
    result.chosen = result.candidates[0]
    return result


def _candidate(facts: Facts, line: ParsedLine, product: Product) -> Candidate:
    unit = facts.units.get(product.unit)
    converted = convert(line, product.unit, product.pack_quantity)
    quantity = rules_of(product, unit).up(converted.quantity)
    bought = facts.history.get(product.id)
    said = _uncut(line.sought)
    return Candidate(
        product,
        agree(line.sought, _texts(product)),
        converted,
        quantity,
        times=bought.times if bought else 0,
        is_named=any(_uncut(name) == said for name in product.names.values()),
    )


def _uncut(name: str) -> str:
    """A name without its commas: who copies one by hand leaves them out."""
    return " ".join(normal(name).replace(",", " ").split())


def _texts(product: Product) -> list[list[str]]:
    """Everything that names a product, by language: people write in the one and order in the other."""
    common = [product.sku, product.mpn, product.brand]
    attributes = [value for value in product.attributes.values() if isinstance(value, dict)]
    common += [str(value.get("value", "")) for value in attributes]
    groups = []
    for code in {*product.names, *product.synonyms}:
        known = product.synonyms.get(code, ())
        synonyms: list[Any] = known if isinstance(known, list) else [known] if known else []
        labels = [str((value.get("labels") or {}).get(code, "")) for value in attributes]
        groups.append([product.names.get(code, ""), *map(str, synonyms), *labels, *common])
    return groups or [common]


def _ranked(facts: Facts, line: ParsedLine) -> list[Candidate]:
    """The search's candidates, those first that have every figure, by relevance and by what the company buys."""
    answer = facts.found.get(line.position)
    found = []
    for hit in answer.hits if answer else ():
        if hit.product_id in facts.products and hit.score >= RELEVANT:
            candidate = _candidate(facts, line, facts.products[hit.product_id])
            candidate.score = hit.score
            found.append(candidate)
    found.sort(key=lambda each: (not each.agreement.figures, -_rank(each)))
    return found


def _rank(each: Candidate) -> float:
    """Relevance (0 to 1) with a little for agreeing words, for a quantity that fits, and for being bought often."""
    habit = 0.05 * min(math.log2(1 + each.times), 3.0)
    return each.score + 0.25 * each.agreement.words + (0.06 if each.fits else 0.0) + habit


def _is_sure(result: Resolution, answer: Resolved | None) -> bool:
    """Whether the first candidate may be taken without asking; the meant or usual one is moved to the front."""
    if not result.candidates or answer is None:
        return False
    full = [each for each in result.candidates if each.agreement.full]
    named = [each for each in full if each.is_named]
    best = named[0] if len(named) == 1 else _meant(result, full)
    if best is None:
        best = result.candidates[0]
        searched = answer.sure and answer.hits[0].product_id == best.product.id
        # Without a figure a phrase names a family rather than an article: only the search may be sure of one then, or
        # several words of which its kin have only some ("white helmets" beside helmets of other colours).
        alone = len(full) == 1 and full[0] is best if not figures(result.line.sought) else not full
        told_apart = alone and not figures(result.line.sought) and _tells_apart(result, best)
        if not (told_apart or (searched and alone and best.agreement.figures and best.agreement.words >= MOST_WORDS)):
            return False
    result.candidates = [best, *(each for each in result.candidates if each is not best)]
    return _quantity_is_plain(best, result.line)


def _tells_apart(result: Resolution, best: Candidate) -> bool:
    """Whether the words of a phrase without figures name one of several candidates that are alike."""
    words = sum(sum(map(str.isalpha, word)) > 2 for word in normal(result.line.sought).split())
    return words >= TELLING and any(0 < each.agreement.words < 1 for each in result.candidates if each is not best)


def _meant(result: Resolution, full: Sequence[Candidate]) -> Candidate | None:
    """The one of the candidates with every figure and word that is meant: the only one that can be had in the asked
    quantity, or the only one that the company buys.
    """
    if not figures(result.line.sought):
        return None
    equals = [each for each in full if each.fits] or list(full)
    if len(equals) == 1:
        return equals[0]
    bought = [each for each in equals if each.times > 0]
    if len(bought) == 1 and bought[0].times >= OFTEN:
        result.usual = True
        return bought[0]
    return None


def _quantity_is_plain(candidate: Candidate, line: ParsedLine) -> bool:
    """Whether the quantity is certain enough to add: the unit is understood and rounding stays moderate."""
    if candidate.converted.step is Step.UNCLEAR or candidate.quantity > MAX_QUANTITY:
        return False
    if not line.quantity_given and _NO_QUANTITY.match(line.phrase):
        return False
    minus = _MINUS.search(line.text)
    if minus is not None and line.text.find(line.phrase) > minus.start():
        return False
    return not line.quantity_given or candidate.quantity <= candidate.converted.quantity * MAX_ROUNDING
