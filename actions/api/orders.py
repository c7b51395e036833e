"""Orders."""

from __future__ import annotations

from actions.api.client import Client, Json, segment


class OrdersApi:
    """The company's orders. Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def latest(self, *, limit: int = 5, **filters: str | None) -> Json:
        """A page of orders, the newest first, without their lines.

        Filters: ``cursor``, ``status`` ("open" is everything neither delivered nor cancelled), ``product`` (words),
        ``po_number``, ``since`` and ``until`` (ISO days).
        """
        return await self._client.get("/orders", limit=limit, **filters)

    async def get(self, number: str) -> Json:
        """One order with lines and shipments."""
        return await self._client.get(f"/orders/{segment(number)}")

    async def reorder(self, number: str) -> Json:
        """Put the lines of an order into the cart: {cart, added, skipped}."""
        return await self._client.post(f"/orders/{segment(number)}/reorder")

    async def preview_reorder(self, number: str) -> Json:
        """What repeating the order would put into the cart: {lines with price_then and price, skipped, total, …}."""
        return await self._client.get(f"/orders/{segment(number)}/reorder")

    async def cancel(self, number: str, reason: str) -> Json:
        """The order, cancelled; refused once somebody works on it."""
        return await self._client.post(f"/orders/{segment(number)}/cancel", {"reason": reason})

    async def invoices(self, **filters: str | None) -> Json:
        """Invoices by ``order``, ``number``, ``status`` (open, overdue, paid), and what is owed in all."""
        return await self._client.get("/invoices", limit=10, **filters)
