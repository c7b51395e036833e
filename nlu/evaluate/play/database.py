"""What a dialogue did, read from the product's database."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import Any

import psycopg2

Json = dict[str, Any]


class Database:
    """Reads as the product itself does; changes nothing."""

    def __init__(self) -> None:
        address = os.environ.get("DATABASE_WORKER_URL") or os.environ.get("DATABASE_OWNER_URL")
        if not address:
            raise SystemExit("no DATABASE_WORKER_URL: run it with bin/with, on an installation that was started once")
        self._connection = psycopg2.connect(address.replace("postgresql+psycopg://", "postgresql://"))
        self._connection.set_session(readonly=True)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query in a transaction of its own."""
        with self._connection, self._connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.kind', 'system', true)")
            cursor.execute(query, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def owner(self, conversation: str) -> tuple[str | None, str | None]:
        """User and company of a conversation."""
        user, company = self.rows(
            "SELECT user_id::text, company_id::text FROM conversations WHERE id = %s", conversation
        )[0]
        return user, company

    def cart(self, user: str | None) -> dict[str, Decimal]:
        """The open cart's quantities by SKU."""
        found = self.rows(
            "SELECT p.sku, l.quantity FROM cart_lines l JOIN carts c ON c.id = l.cart_id "
            "JOIN products p ON p.id = l.product_id WHERE c.user_id = %s AND c.status = 'open' ORDER BY l.position",
            user,
        )
        return {sku: Decimal(quantity).normalize() for sku, quantity in found}

    def orders(self, user: str | None) -> list[Json]:
        """The person's orders, newest first."""
        found = self.rows(
            "SELECT id::text, number, status, po_number FROM orders WHERE placed_by = %s "
            "ORDER BY placed_at DESC, number DESC",
            user,
        )
        return [dict(zip(("id", "number", "status", "po_number"), row, strict=True)) for row in found]

    def order_lines(self, order: str) -> dict[str, Decimal]:
        """An order's quantities by SKU."""
        found = self.rows("SELECT sku, quantity FROM order_lines WHERE order_id = %s ORDER BY position", order)
        return {sku: Decimal(quantity).normalize() for sku, quantity in found}

    def rfqs(self, user: str | None) -> list[Json]:
        """The person's requests for quotation, newest first."""
        found = self.rows(
            "SELECT id::text, number, status, needed_by, note FROM rfqs WHERE created_by = %s "
            "ORDER BY created_at DESC, number DESC",
            user,
        )
        return [dict(zip(("id", "number", "status", "needed_by", "note"), row, strict=True)) for row in found]

    def rfq_lines(self, rfq: str) -> list[Json]:
        """A request's lines."""
        found = self.rows(
            "SELECT p.sku, l.description, l.quantity, l.target_price, l.needed_by FROM rfq_lines l "
            "LEFT JOIN products p ON p.id = l.product_id WHERE l.rfq_id = %s ORDER BY l.position",
            rfq,
        )
        return [
            dict(zip(("sku", "description", "quantity", "target_price", "needed_by"), row, strict=True))
            for row in found
        ]

    def conversation(self, identity: str) -> Json:
        """State, reason of the hand-over and what was understood last."""
        row = self.rows("SELECT state, handover_reason, last_nlu FROM conversations WHERE id = %s", identity)[0]
        return {"state": row[0], "reason": row[1] or "", "nlu": row[2] or {}}

    def notices(self, user: str | None) -> dict[str, bool]:
        """Which kinds of notices a person has switched on."""
        found = self.rows("SELECT unnest(kinds) FROM notice_choices WHERE user_id = %s", user)
        on = {kind for (kind,) in found}
        return {kind: kind in on for kind in ("shipment", "quote", "basket", "stock", "invoice")}

    def names(self, company: str | None) -> dict[str, str]:
        """The company's own names for products: phrase to SKU."""
        found = self.rows(
            "SELECT v.phrase, p.sku FROM vocabulary_entries v JOIN products p ON p.id = v.product_id "
            "WHERE v.company_id = %s",
            company,
        )
        return {str(phrase): str(sku) for phrase, sku in found}

    def foreign_order(self, company: str | None) -> str:
        """The number of some other company's order."""
        return str(self.rows("SELECT number FROM orders WHERE company_id <> %s LIMIT 1", company)[0][0])
