"""Orders."""

from __future__ import annotations

from actions.api.client import Client, Json, segment


class OrdersApi:
    """The company's orders. Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def latest(self, *, limit: int = 5, cursor: str | None = None, status: str | None = None) -> Json:
        """A page of orders, the newest first, without their lines."""
        return await self._client.get("/orders", limit=limit, cursor=cursor, status=status)

    async def get(self, number: str) -> Json:
        """One order with lines and shipments."""
        return await self._client.get(f"/orders/{segment(number)}")

    async def reorder(self, number: str) -> Json:
        """Put the lines of an order into the cart: {cart, added, skipped}."""
        return await self._client.post(f"/orders/{segment(number)}/reorder")
