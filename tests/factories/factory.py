"""Makes rows with sensible defaults and real commits."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Self, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Company, Membership, User
from portal.accounts.service.identity import actor_of
from portal.catalogue.models import Category, Product, StockLevel, Unit, Warehouse
from portal.orders.models import Order, OrderLine
from portal.pricing.models import Price, PriceList, TaxRate
from portal.security.actor import Actor, Via
from portal.security.permissions import Role
from portal.security.tokens import hash_password
from portal.shared.database import Base, Database

Row = TypeVar("Row", bound=Base)


@lru_cache(maxsize=1)
def _hash() -> str:
    return hash_password(Factory.PASSWORD)


class Factory:
    """One per test; numbers its rows."""

    PASSWORD = "correct horse battery"

    def __init__(self, database: Database, actor: Actor) -> None:
        self.database = database
        self.session: Session = database.session(actor)
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    def save(self, row: Row) -> Row:
        """Add and commit."""
        self.session.add(row)
        self.session.commit()
        return row

    def _first(self, model: type[Row], make: Row, **where: Any) -> Row:
        found = self.session.scalar(select(model).filter_by(**where))
        self.session.commit()
        return found if found is not None else self.save(make)

    def unit(self, code: str = "pcs", decimals: int = 0) -> Unit:
        """A unit of sale, once."""
        return self._first(
            Unit, Unit(code=code, names={"en": code}, symbols={"en": code}, decimals=decimals), code=code
        )

    def price_list(self, code: str = "EUR", currency: str = "EUR") -> PriceList:
        """A price list, once; the first is the default."""
        made = PriceList(code=code, names={"en": code}, currency=currency, is_default=code == "EUR")
        return self._first(PriceList, made, code=code)

    def company(self, name: str | None = None, **fields: Any) -> Company:
        """A customer with a price list in euros and 20 % VAT."""
        prices = self.price_list(fields.pop("price_list", "EUR"), fields.get("currency", "EUR"))
        country = fields.pop("country", "PL")
        self._first(TaxRate, TaxRate(country=country, tax_class="standard", percent=Decimal(20)), country=country)
        values: dict[str, Any] = {
            "currency": prices.currency,
            "locale": "en",
            "payment_terms_days": 14,
        } | fields
        return self.save(
            Company(
                name=name or f"Company {next(self._numbers)}",
                country=country,
                price_list_id=prices.id,
                **values,
            )
        )

    def buyer(
        self, company: Company | None = None, *roles: Role, order_limit: Decimal | None = None, **fields: Any
    ) -> User:
        """A person of a company, a buyer unless told otherwise, with the password `Factory.PASSWORD`."""
        company = company or self.company()
        number = next(self._numbers)
        values: dict[str, Any] = {
            "email": f"person{number}@customer.example",
            "name": f"Person {number}",
        } | fields
        user = self.save(User(kind="buyer", password_hash=_hash(), **values))
        self.save(
            Membership(
                user_id=user.id,
                company_id=company.id,
                roles=[role.value for role in roles or (Role.BUYER,)],
                order_limit=order_limit,
            )
        )
        return user

    def staff(self, *roles: Role, **fields: Any) -> User:
        """One of the supplier's people, an operator unless told otherwise."""
        number = next(self._numbers)
        values: dict[str, Any] = {
            "email": f"staff{number}@supplier.example",
            "name": f"Staff {number}",
        } | fields
        return self.save(
            User(
                kind="staff",
                staff_roles=[role.value for role in roles or (Role.OPERATOR,)],
                password_hash=_hash(),
                **values,
            )
        )

    def actor(self, user: User, company: Company | None = None, via: Via = Via.API) -> Actor:
        """The actor that logging in would make."""
        made = actor_of(self.session, user, company.id if company else None, via=via)
        self.session.commit()
        return made

    def category(self, code: str = "tools", parent: Category | None = None) -> Category:
        """A category, once."""
        path = [*(parent.path if parent else []), code]
        made = Category(code=code, names={"en": code.title()}, parent_id=parent.id if parent else None, path=path)
        return self._first(Category, made, code=code)

    def product(
        self, sku: str | None = None, price: str | None = "10.00", stock: str = "100", **fields: Any
    ) -> Product:
        """A product at a price in the euro list, with stock in one warehouse."""
        number = next(self._numbers)
        unit = self.unit(fields.pop("unit", "pcs"))
        values: dict[str, Any] = {
            "names": {"en": f"Product {number}"},
            "category_id": self.category().id,
            "mpn": f"MPN-{number}",
            "lead_time_days": 5,
        } | fields
        product = self.save(Product(sku=sku or f"SKU-{number:05}", unit=unit.code, **values))
        if price is not None:
            self.save(Price(price_list_id=self.price_list().id, product_id=product.id, amount=Decimal(price)))
        warehouse = self._first(Warehouse, Warehouse(code="MAIN", names={"en": "Main"}), code="MAIN")
        self.save(StockLevel(product_id=product.id, warehouse_code=warehouse.code, quantity=Decimal(stock)))
        return product

    def order(
        self,
        company: Company,
        lines: list[tuple[Product, str]],
        placed_at: datetime | None = None,
        **fields: Any,
    ) -> Order:
        """A past order at 10.00 a piece."""
        number = next(self._numbers)
        at = placed_at or datetime.now(UTC)
        subtotal = sum((Decimal(quantity) * 10 for _product, quantity in lines), Decimal(0))
        values: dict[str, Any] = {"status": "delivered", "number": f"SO-{900_000 + number}"} | fields
        order = self.save(
            Order(
                company_id=company.id,
                currency=company.currency,
                subtotal=subtotal,
                tax=Decimal(0),
                total=subtotal,
                placed_at=at,
                **values,
            )
        )
        for position, (product, quantity) in enumerate(lines, start=1):
            self.save(
                OrderLine(
                    order_id=order.id,
                    company_id=company.id,
                    position=position,
                    product_id=product.id,
                    sku=product.sku,
                    name=product.names["en"],
                    quantity=Decimal(quantity),
                    unit=product.unit,
                    unit_price=Decimal(10),
                    net=Decimal(quantity) * 10,
                    tax_percent=Decimal(0),
                    placed_at=at,
                )
            )
        return order
