"""Reading single products and the category tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from portal.catalogue import queries
from portal.catalogue.errors import CategoryNotFound, ProductNotFound
from portal.catalogue.models import Category, Product
from portal.catalogue.schemas import CategoryOut
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.i18n import pick
from portal.shared.texts import text


def require_view(actor: Actor) -> None:
    """Visitors see the catalogue at list prices; a person logged in needs the right to see it."""
    if actor.is_authenticated:
        actor.require(Permission.CATALOGUE_VIEW)


def find_product(session: Session, actor: Actor, reference: str) -> Product | None:
    """The active product with this SKU, EAN or manufacturer's number, in any case and spacing, or None."""
    require_view(actor)
    return queries.product_by_number(session, reference)


def get_product(session: Session, actor: Actor, reference: str) -> Product:
    """As find_product. Raises ProductNotFound."""
    found = find_product(session, actor, reference)
    if found is None:
        raise ProductNotFound(
            text(
                actor.locale,
                "There is no product with the number %(number)s. Check it, or search by name.",
                number=reference[:60],
            )
        )
    return found


def get_category(session: Session, actor: Actor, code: str) -> Category:
    """The category with this code. Raises CategoryNotFound."""
    require_view(actor)
    found = queries.category_by_code(session, code)
    if found is None:
        raise CategoryNotFound
    return found


def category_tree(session: Session, actor: Actor, locale: str | None = None) -> list[CategoryOut]:
    """The tree with how many active products are in each node and below it; empty branches are left out."""
    require_view(actor)
    nodes = queries.categories(session)
    counts = counts_with_children(nodes, queries.product_counts(session))
    children: dict[int | None, list[Category]] = defaultdict(list)
    for node in nodes:
        if counts.get(node.code):
            children[node.parent_id].append(node)
    return _branch(children, None, None, counts, locale or actor.locale)


def counts_with_children(nodes: Sequence[Category], own: Mapping[int, int]) -> dict[str, int]:
    """Product counts by category code, each including what is below."""
    counts: dict[str, int] = defaultdict(int)
    for node in nodes:
        for code in node.path:
            counts[code] += own.get(node.id, 0)
    return dict(counts)


def _branch(
    children: Mapping[int | None, list[Category]],
    parent_id: int | None,
    parent: str | None,
    counts: Mapping[str, int],
    locale: str,
) -> list[CategoryOut]:
    return [
        CategoryOut(
            code=node.code,
            name=pick(node.names, locale),
            parent=parent,
            count=counts[node.code],
            children=_branch(children, node.id, node.code, counts, locale),
        )
        for node in children.get(parent_id, [])
    ]
