"""Filling the cart from history: what is due, why, and what became of the proposal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.cart import queries as carts
from portal.cart.models import Cart
from portal.cart.quantities import MAX_QUANTITY
from portal.cart.service.carts import lock_cart
from portal.cart.service.lines import Wanted, add_wanted, rules_of
from portal.catalogue import queries as catalogue
from portal.catalogue.models import Product, Unit
from portal.recommendations import queries
from portal.recommendations.errors import ProposalApplied, ProposalNotFound
from portal.recommendations.habits import Habit, Purchase, cadence, habit, recent_shares
from portal.recommendations.models import Proposal, ProposalLine
from portal.recommendations.reasons import reason
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now, today
from portal.shared.ids import new_id

MODEL = "intervals-1"
SHARE_WEIGHT = 0.5
HISTORY = timedelta(days=760)
LIKELY = 0.30
POSSIBLE = 0.15
FEW = 3
MAX_LINES = 40
FRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A product that is due; `score` orders the proposal."""

    product_id: int
    habit: Habit
    probability: float
    score: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Products due, likeliest first, and the days on which the company ordered."""

    due: Sequence[Due]
    order_days: Sequence[date]


def rank(history: Mapping[int, Sequence[Purchase]], on: date) -> Drawn:
    """Every product with a habit, the one most to be expected within the company's cadence first. Pure.

    The order adds to the probability SHARE_WEIGHT times the recent share of orders: measured, on real orders without
    much rhythm the share tells more, on regular ones the interval, and the sum is near the better one on both.
    """
    days = sorted({purchase.on for purchases in history.values() for purchase in purchases})
    horizon = cadence(days)
    shares = recent_shares(history)
    found = []
    for product_id, purchases in history.items():
        known = habit(purchases)
        if known is not None:
            probability = known.probability(on, horizon)
            found.append(Due(product_id, known, probability, probability + SHARE_WEIGHT * shares[product_id]))
    found.sort(key=lambda each: (-each.score, each.product_id))
    return Drawn(found, days)


def propose(session: Session, actor: Actor, as_of: date | None = None) -> Proposal:
    """A stored proposal of what is due for the actor's company; without lines when nothing is.

    Left out: what is in the cart, what is on its way, and what is no longer sold. `as_of` judges as on that day, by
    the orders before it: for trying the model on history that ended long ago.
    """
    actor.require(Permission.CART_EDIT)
    company_id, user_id = actor.require_company(), actor.require_user()
    day = as_of or today()
    drawn = draw(session, company_id, user_id, day)
    made = Proposal(id=new_id(), company_id=company_id, user_id=user_id, model=MODEL)
    session.add(made)
    session.flush()
    chosen = _choose(drawn.due)
    products = catalogue.products_by_ids(session, {each.product_id for each in chosen})
    units = catalogue.units(session)
    position = 0
    for each in chosen:
        product = products.get(each.product_id)
        quantity = _quantity(each.habit, product, units) if product is not None and product.active else None
        if product is None or quantity is None:
            continue
        position += 1
        since = sum(1 for order_day in drawn.order_days if order_day >= each.habit.first_on)
        code, facts = reason(each.habit, day, since)
        session.add(
            ProposalLine(
                id=new_id(),
                company_id=company_id,
                proposal_id=made.id,
                product_id=product.id,
                position=position,
                quantity=quantity,
                probability=round(each.probability, 4),
                reason_code=code,
                reason_data=facts,
                last_ordered_on=each.habit.last_on,
            )
        )
    session.flush()
    return made


def draw(session: Session, company_id: UUID, user_id: UUID, on: date) -> Drawn:
    """What is due for a company on a day, without what is in the person's cart or on order."""
    start = datetime.combine(on, time(), UTC)
    until = start + timedelta(days=1) if on >= today() else start
    drawn = rank(queries.purchases(session, company_id, start - HISTORY, until), on)
    taken = queries.taken(session, company_id, user_id)
    return Drawn([each for each in drawn.due if each.product_id not in taken], drawn.order_days)


def _choose(due: Sequence[Due]) -> list[Due]:
    """The likely ones; a few possible ones when hardly anything is likely."""
    likely = [each for each in due if each.probability >= LIKELY]
    if len(likely) < FEW:
        likely = [each for each in due if each.probability >= POSSIBLE][:FEW]
    return likely[:MAX_LINES]


def _quantity(known: Habit, product: Product, units: Mapping[str, Unit]) -> Decimal | None:
    """The usual quantity as the product is sold today: whole packs if it always came in such, else whole steps."""
    rules = rules_of(product, units.get(product.unit))
    quantity = rules.up(known.quantity)
    pack = product.pack_quantity
    if pack > 1 and rules.fault(pack) is None and quantity > pack / 2:
        packs = max(round(quantity / pack), 1)
        # Within a tenth of a whole pack nobody counts single pieces.
        if abs(packs * pack - quantity) <= pack / 10:
            quantity = packs * pack
    return quantity if quantity <= MAX_QUANTITY and rules.fault(quantity) is None else None


def current(session: Session, actor: Actor) -> Proposal:
    """The person's proposal of the last hour while nothing of it was ordered or is in the cart, else a new one."""
    actor.require(Permission.CART_EDIT)
    company_id, user_id = actor.require_company(), actor.require_user()
    found = queries.latest_open(session, company_id, user_id, now() - FRESH)
    if found is None:
        return propose(session, actor)
    proposed = {product.id for _line, product in queries.lines(session, found.id)}
    return propose(session, actor) if proposed & queries.taken(session, company_id, user_id) else found


def get_proposal(session: Session, actor: Actor, proposal_id: UUID, *, lock: bool = False) -> Proposal:
    """The person's own proposal. Raises ProposalNotFound."""
    actor.require(Permission.CART_EDIT)
    found = queries.proposal(session, proposal_id, actor.require_user(), lock=lock)
    if found is None or found.company_id != actor.company_id:
        raise ProposalNotFound
    return found


def apply(
    session: Session,
    actor: Actor,
    proposal_id: UUID,
    line_ids: Collection[UUID] | None = None,
    quantities: Mapping[UUID, Decimal] | None = None,
) -> Cart:
    """Put the chosen lines (all when None) into the cart and note what became of each line.

    What is in the cart meanwhile, or no longer sold, is left alone. Raises ProposalNotFound, ProposalApplied,
    QuantityInvalid, CartFull.
    """
    made = get_proposal(session, actor, proposal_id, lock=True)
    if made.applied_at is not None:
        raise ProposalApplied
    changed = quantities or {}
    cart = lock_cart(session, actor)
    rows = queries.lines(session, made.id)
    present = carts.lines_of_products(session, cart.id, [product.id for _line, product in rows])
    wanted = []
    for line, product in rows:
        if (line_ids is not None and line.id not in line_ids) or not product.active:
            line.outcome = "removed"
            continue
        quantity = changed.get(line.id, line.quantity)
        line.outcome = "kept" if quantity == line.quantity else "changed"
        if product.id not in present:
            wanted.append(Wanted(product, quantity, "proposal"))
    if wanted:
        add_wanted(session, actor, wanted, cart=cart)
    made.applied_at = now()
    audit.record(session, actor, "proposal.applied", "proposal", made.id, added=len(wanted), of=len(rows))
    session.flush()
    return cart
