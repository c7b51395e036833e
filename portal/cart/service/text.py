"""Free text to products: exact numbers first, then the search, re-ranked by what the company bought before.

A wrong product silently added is worse than a question: a line is `sure` only when its number is exact, or when one
candidate alone has every figure and word of the phrase (and can be had in the asked quantity), or when of several
such ones the company has only ever bought one, or when the search is sure and hardly a word is missing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import true
from sqlalchemy.orm import Session

from portal.cart import queries
from portal.cart.errors import NoLinesFound
from portal.cart.ports import Purchase, PurchaseHistory
from portal.cart.present import present_cart
from portal.cart.quantities import MAX_QUANTITY
from portal.cart.schemas import TextLineOut, TextLines
from portal.cart.service.lines import Wanted, add_wanted, rules_of
from portal.cart.textlines import ParsedLine, parse
from portal.cart.textlines.agreement import Agreement, agree, figures, normal
from portal.cart.textlines.conversion import Converted, Step, convert
from portal.cart.textlines.quantity import looks_like_code
from portal.catalogue import queries as catalogue
from portal.catalogue.errors import SearchUnavailable
from portal.catalogue.models import Product, Unit
from portal.catalogue.plain_search import plain_search
from portal.catalogue.present import present_products
from portal.catalogue.queries import plain_number
from portal.catalogue.schemas import ProductOut
from portal.catalogue.search import Resolved, SearchEngine
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.i18n import pick
from portal.shared.money import plain
from portal.shared.texts import text

MAX_CANDIDATES = 4
LOOKED_AT = 12  # candidates asked of the search; enough to see whether the best one stands alone
RELEVANT = 0.33  # on the demo catalogue what people mean scores above this, what nobody sells below
MOST_WORDS = 0.75
BATCH = 15
MAX_PHRASE = 300
MAX_PLAIN = 30  # phrases looked up without the index: each is a query of its own
OFTEN = 3  # orders that make a product the company's usual one
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


@dataclass(frozen=True, slots=True)
class Context:
    """What resolving the lines of one text needs, read at once."""

    session: Session
    actor: Actor
    locale: str
    units: Mapping[str, Unit]
    by_code: Mapping[str, Sequence[Product]]
    found: Mapping[int, Resolved]
    products: Mapping[int, Product]
    history: Mapping[int, Purchase]
    degraded: bool


def read_text(
    session: Session,
    actor: Actor,
    engine: SearchEngine,
    purchases: PurchaseHistory,
    given: str,
    *,
    locale: str | None = None,
    choices: Mapping[int, str] | None = None,
    apply: bool = False,
    source: str = "page",
) -> TextLines:
    """The products that a text asks for; with `apply` the sure and the chosen ones are put into the cart.

    `choices` maps a line's position to the SKU picked for it, or to "" to leave the line out.
    While the index does not answer, the database's plain search proposes. Raises NoLinesFound, CartFull.
    """
    actor.require(Permission.CART_EDIT)
    lines = parse(given, locale or actor.locale)
    if not lines:
        raise NoLinesFound
    context = _context(session, actor, engine, purchases, lines, locale or actor.locale, choices or {})
    resolved = [_resolve(context, line, choices or {}) for line in lines]
    added = 0
    if apply:
        wanted = _wanted(resolved, choices or {}, source)
        added = len(wanted)
        if wanted:
            add_wanted(session, actor, wanted)
    cart = present_cart(session, actor) if apply else None
    return TextLines(lines=_present(context, resolved), cart=cart, added=added, degraded=context.degraded)


def _context(
    session: Session,
    actor: Actor,
    engine: SearchEngine,
    purchases: PurchaseHistory,
    lines: Sequence[ParsedLine],
    locale: str,
    choices: Mapping[int, str],
) -> Context:
    codes = {code for line in lines for code in _codes(line)} | {sku for sku in choices.values() if sku}
    by_code = queries.products_by_codes(session, codes)
    open_lines = [line for line in lines if _exact(by_code, line) is None and line.position not in choices]
    found: dict[int, Resolved] = {}
    degraded = False
    if open_lines:
        answers, degraded = _search(session, engine, [line.phrase for line in open_lines], locale)
        found = {line.position: answer for line, answer in zip(open_lines, answers, strict=True)}
    ids = {hit.product_id for answer in found.values() for hit in answer.hits}
    products = {key: each for key, each in catalogue.products_by_ids(session, ids).items() if each.active}
    company_id: UUID = actor.require_company()
    return Context(
        session=session,
        actor=actor,
        locale=locale,
        units=catalogue.units(session),
        by_code=by_code,
        found=found,
        products=products,
        history=purchases(session, company_id, set(products)),
        degraded=degraded,
    )


def _search(session: Session, engine: SearchEngine, phrases: Sequence[str], locale: str) -> tuple[list[Resolved], bool]:
    """Candidates for each phrase, and whether the index failed and the database's plain search stepped in.

    A few phrases are asked at a time, so that no call runs into its time limit.
    """
    found: list[Resolved] = []
    try:
        for start in range(0, len(phrases), BATCH):
            batch = [phrase[:MAX_PHRASE] for phrase in phrases[start : start + BATCH]]
            found.extend(engine.resolve(batch, locale, limit=LOOKED_AT))
    except SearchUnavailable:
        rest = phrases[len(found) :]
        found += [Resolved(plain_search(session, each, true(), limit=LOOKED_AT).hits) for each in rest[:MAX_PLAIN]]
        found += [Resolved([])] * (len(phrases) - len(found))
        return found, True
    return found, False


def _codes(line: ParsedLine) -> list[str]:
    """What in a line may be a product's number: its own column, the whole phrase, single words with digits."""
    words = [word.strip(",.:;()") for word in line.phrase.split()]
    long_enough = [word for word in words if looks_like_code(word) and len(plain_number(word)) >= 5]
    return [code for code in (line.code, line.phrase, *long_enough) if code and len(code) <= 60]


def _exact(by_code: Mapping[str, Sequence[Product]], line: ParsedLine) -> Sequence[Product] | None:
    """The products whose number the line gives; a word in a longer phrase counts only as a SKU."""
    for code in (line.code, line.phrase):
        found = by_code.get(plain_number(code)) if code else None
        if found:
            return found
    for code in _codes(line):
        key = plain_number(code)
        found = [each for each in by_code.get(key, ()) if plain_number(each.sku) == key]
        if found:
            return found
    return None


def _resolve(context: Context, line: ParsedLine, choices: Mapping[int, str]) -> Resolution:
    result = Resolution(line)
    picked = choices.get(line.position)
    if picked:
        exact: Sequence[Product] | None = context.by_code.get(plain_number(picked), ())
    else:
        exact = _exact(context.by_code, line)
    if exact:
        result.candidates = [_candidate(context, line, product) for product in exact]
        sure = len(exact) == 1 and (picked or _quantity_is_plain(result.candidates[0], line))
    else:
        result.candidates = _ranked(context, line)
        sure = _is_sure(result, context.found.get(line.position))
    if not result.candidates:
        return result
    result.status = "sure" if sure else "unsure"
    result.chosen = result.candidates[0]
    return result


def _candidate(context: Context, line: ParsedLine, product: Product) -> Candidate:
    unit = context.units.get(product.unit)
    converted = convert(line, product.unit, product.pack_quantity)
    quantity = rules_of(product, unit).up(converted.quantity)
    bought = context.history.get(product.id)
    said = normal(line.phrase)
    return Candidate(
        product,
        agree(line.phrase, _texts(product)),
        converted,
        quantity,
        times=bought.times if bought else 0,
        is_named=any(normal(name) == said for name in product.names.values()),
    )


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


def _ranked(context: Context, line: ParsedLine) -> list[Candidate]:
    """The search's candidates, those first that have every figure, by relevance and by what the company buys."""
    answer = context.found.get(line.position)
    found = []
    for hit in answer.hits if answer else ():
        if hit.product_id in context.products and hit.score >= RELEVANT:
            candidate = _candidate(context, line, context.products[hit.product_id])
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
        # Without a figure a phrase names a family rather than an article: only the search may be sure of one then.
        alone = len(full) == 1 and full[0] is best if not figures(result.line.phrase) else not full
        if not (searched and alone and best.agreement.figures and best.agreement.words >= MOST_WORDS):
            return False
    result.candidates = [best, *(each for each in result.candidates if each is not best)]
    return _quantity_is_plain(best, result.line)


def _meant(result: Resolution, full: Sequence[Candidate]) -> Candidate | None:
    """The one of the candidates with every figure and word that is meant: the only one that can be had in the asked
    quantity, or the only one that the company buys.
    """
    if not figures(result.line.phrase):
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
    return not line.quantity_given or candidate.quantity <= candidate.converted.quantity * MAX_ROUNDING


def _wanted(resolved: Sequence[Resolution], choices: Mapping[int, str], source: str) -> list[Wanted]:
    by_product: dict[int, Wanted] = {}
    for each in resolved:
        if each.status != "sure" or each.chosen is None or choices.get(each.line.position) == "":
            continue
        product, quantity = each.chosen.product, each.chosen.quantity
        before = by_product.get(product.id)
        total = quantity + (before.quantity if before else Decimal(0))
        by_product[product.id] = Wanted(product, total, source)
    return list(by_product.values())


def _present(context: Context, resolved: Sequence[Resolution]) -> list[TextLineOut]:
    shown = {each.product.id for result in resolved for each in result.candidates[:MAX_CANDIDATES]}
    products = present_products(context.session, context.actor, shown)
    return [_line_out(context, result, products) for result in resolved]


def _line_out(context: Context, result: Resolution, products: Mapping[int, ProductOut]) -> TextLineOut:
    line, chosen = result.line, result.chosen
    sure = result.status == "sure" and chosen is not None
    return TextLineOut.model_validate(
        {
            "position": line.position,
            "text": line.text,
            "quantity": chosen.quantity if sure and chosen else line.quantity,
            "unit": chosen.product.unit if sure and chosen else line.unit,
            "phrase": line.phrase,
            "status": result.status,
            "product": products.get(chosen.product.id) if sure and chosen else None,
            "candidates": [
                products[each.product.id]
                for each in result.candidates[:MAX_CANDIDATES]
                if not sure and each.product.id in products
            ],
            "note": _note(context, result),
            "asked_quantity": line.quantity,
            "asked_unit": line.unit,
        }
    )


def _note(context: Context, result: Resolution) -> str:
    """What was done to the quantity, and why this product, in the reader's language."""
    chosen, line, locale = result.chosen, result.line, context.actor.locale
    if chosen is None:
        return ""
    notes = []
    symbol = _symbol(context, chosen.product.unit, locale)
    if chosen.converted.step is Step.UNCLEAR:
        notes.append(text(locale, "Sold by another unit (%(unit)s): please check the quantity.", unit=symbol))
    if result.status == "unsure":
        return " ".join(notes)
    if chosen.converted.step is Step.PACKS:
        notes.append(
            text(
                locale,
                "%(packs)s × %(pack)s %(unit)s = %(quantity)s %(unit)s.",
                packs=plain(line.quantity),
                pack=plain(chosen.product.pack_quantity),
                quantity=plain(chosen.converted.quantity),
                unit=symbol,
            )
        )
    if chosen.quantity != chosen.converted.quantity:
        rules = rules_of(chosen.product, context.units.get(chosen.product.unit))
        notes.append(
            text(
                locale,
                "Rounded up from %(asked)s to %(quantity)s %(unit)s: sold from %(least)s in steps of %(step)s.",
                asked=plain(chosen.converted.quantity),
                quantity=plain(chosen.quantity),
                unit=symbol,
                least=plain(rules.least),
                step=plain(rules.step),
            )
        )
    if result.usual:
        notes.append(text(locale, "The one you usually order."))
    return " ".join(notes)


def _symbol(context: Context, unit: str, locale: str) -> str:
    found = context.units.get(unit)
    return pick(found.symbols, locale) if found else unit
