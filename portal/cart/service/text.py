"""Free text to cart lines: read, resolved, and put into the cart where that is sure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from babel.dates import format_date
from sqlalchemy import true
from sqlalchemy.orm import Session

from nlu.reading.lines import ParsedLine, parse
from portal.cart import queries
from portal.cart.conversion import Step
from portal.cart.errors import NoLinesFound
from portal.cart.ports import PurchaseHistory
from portal.cart.present import present_cart
from portal.cart.schemas import TextLineOut, TextLines
from portal.cart.service import vocabulary
from portal.cart.service.lines import Wanted, add_wanted, rules_of
from portal.cart.service.resolving import Facts, Resolution, codes_in, exact_products, resolve
from portal.cart.vocabulary_key import MAX_PHRASE as MAX_NAME
from portal.cart.vocabulary_key import phrase_key
from portal.catalogue import queries as catalogue
from portal.catalogue.errors import SearchUnavailable
from portal.catalogue.plain_search import plain_search
from portal.catalogue.present import present_products
from portal.catalogue.schemas import ProductOut
from portal.catalogue.search import Resolved, SearchEngine
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.i18n import pick
from portal.shared.money import plain
from portal.shared.texts import text

MAX_CANDIDATES = 4
LOOKED_AT = 12  # candidates asked of the search; enough to see whether the best one stands alone
BATCH = 15
MAX_PHRASE = 300
MAX_PLAIN = 30  # phrases looked up without the index: each is a query of its own


def read_text(
    session: Session,
    actor: Actor,
    engine: SearchEngine,
    purchases: PurchaseHistory,
    given: str | Sequence[ParsedLine],
    *,
    locale: str | None = None,
    choices: Mapping[int, str] | None = None,
    apply: bool = False,
    source: str = "page",
    learn: Collection[int] | None = None,
) -> TextLines:
    """The products that a text, or a file's lines, ask for; with `apply` the sure and the chosen are put into the cart.

    `choices` maps a line's position to the SKU picked for it, or to "" to leave the line out. The company's
    vocabulary learns them when they are applied; with `learn` only those at its positions, for a page posts the sure
    ones back too.
    While the index does not answer, the database's plain search proposes. Raises NoLinesFound, CartFull.
    """
    actor.require(Permission.CART_EDIT)
    lines = parse(given, locale or actor.locale) if isinstance(given, str) else list(given)
    if not lines:
        raise NoLinesFound
    facts, degraded = _facts(session, actor, engine, purchases, lines, locale or actor.locale, choices or {})
    resolved = [resolve(facts, line, choices or {}) for line in lines]
    added = 0
    if apply:
        wanted = _wanted(resolved, choices or {}, source)
        added = len(wanted)
        if wanted:
            add_wanted(session, actor, wanted)
        _remember(session, actor, resolved, choices or {}, learn)
    cart = present_cart(session, actor) if apply else None
    return TextLines(lines=_present(session, actor, facts, resolved), cart=cart, added=added, degraded=degraded)


def _remember(
    session: Session,
    actor: Actor,
    resolved: Sequence[Resolution],
    choices: Mapping[int, str],
    learn: Collection[int] | None,
) -> None:
    """Teach the vocabulary what was picked, and count what was taken from it."""
    for each in resolved:
        position, phrase = each.line.position, each.line.sought
        taught = choices.get(position) and (learn is None or position in learn)
        if taught and each.chosen and phrase_key(phrase) and len(phrase) <= MAX_NAME:
            vocabulary.learn(session, actor, phrase, each.chosen.product.sku)
    vocabulary.count_use(session, (each.known.entry.id for each in resolved if each.known and each.status == "sure"))


def _facts(
    session: Session,
    actor: Actor,
    engine: SearchEngine,
    purchases: PurchaseHistory,
    lines: Sequence[ParsedLine],
    locale: str,
    choices: Mapping[int, str],
) -> tuple[Facts, bool]:
    codes = {code for line in lines for code in codes_in(line)} | {sku for sku in choices.values() if sku}
    by_code = queries.products_by_codes(session, codes)
    known = vocabulary.known(session, actor, {line.sought for line in lines if line.position not in choices})
    open_lines = [
        line
        for line in lines
        if line.position not in choices and line.sought not in known and exact_products(by_code, line) is None
    ]
    found: dict[int, Resolved] = {}
    degraded = False
    if open_lines:
        answers, degraded = _search(session, engine, [line.sought for line in open_lines], locale)
        found = {line.position: answer for line, answer in zip(open_lines, answers, strict=True)}
    ids = {hit.product_id for answer in found.values() for hit in answer.hits}
    products = {key: each for key, each in catalogue.products_by_ids(session, ids).items() if each.active}
    facts = Facts(
        units=catalogue.units(session),
        by_code=by_code,
        found=found,
        products=products,
        history=purchases(session, actor.require_company(), set(products)),
        known=known,
    )
    return facts, degraded


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


def _present(session: Session, actor: Actor, facts: Facts, resolved: Sequence[Resolution]) -> list[TextLineOut]:
    shown = {each.product.id for result in resolved for each in result.candidates[:MAX_CANDIDATES]}
    products = present_products(session, actor, shown)
    return [_line_out(actor.locale, facts, result, products) for result in resolved]


def _line_out(locale: str, facts: Facts, result: Resolution, products: Mapping[int, ProductOut]) -> TextLineOut:
    line, chosen = result.line, result.chosen
    sure = result.status == "sure" and chosen is not None
    return TextLineOut.model_validate(
        {
            "position": line.position,
            "text": line.text,
            "quantity": chosen.quantity if sure and chosen else line.quantity,
            "unit": chosen.product.unit if sure and chosen else line.unit,
            "phrase": line.phrase,
            "sought": line.sought,
            "status": result.status,
            "product": products.get(chosen.product.id) if sure and chosen else None,
            "candidates": [
                products[each.product.id]
                for each in result.candidates[:MAX_CANDIDATES]
                if not sure and each.product.id in products
            ],
            "note": _note(locale, facts, result),
            "asked_quantity": line.quantity,
            "asked_unit": line.unit,
        }
    )


def _note(locale: str, facts: Facts, result: Resolution) -> str:
    """What was done to the quantity, and why this product, in the reader's language."""
    chosen, line = result.chosen, result.line
    if chosen is None:
        return ""
    notes = []
    symbol = _symbol(facts, chosen.product.unit, locale)
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
        rules = rules_of(chosen.product, facts.units.get(chosen.product.unit))
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
    if result.known:
        day = format_date(result.known.entry.created_at, "d MMM", locale=locale)
        notes.append(text(locale, "As you chose on %(day)s.", day=day))
    return " ".join(notes)


def _symbol(facts: Facts, unit: str, locale: str) -> str:
    found = facts.units.get(unit)
    return pick(found.symbols, locale) if found else unit
