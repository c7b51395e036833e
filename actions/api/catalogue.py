"""Products."""

from __future__ import annotations

from collections.abc import Mapping

from actions.api.client import Client, Json, segment


class CatalogueApi:
    """What can be bought, at this buyer's prices. Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def search(
        self, query: str, *, limit: int = 5, cursor: str | None = None, filters: Mapping[str, str] | None = None
    ) -> Json:
        """A page of hits; ``filters`` are price_min, price_max and in_stock."""
        return await self._client.get("/products", q=query[:300], limit=limit, cursor=cursor, **(filters or {}))

    async def product(self, sku: str) -> Json:
        """One product with its price tiers, stock by warehouse and substitutes."""
        return await self._client.get(f"/products/{segment(sku)}")
