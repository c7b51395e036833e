"""What the buyer wants to be told unasked."""

from __future__ import annotations

from collections.abc import Mapping

from actions.api.client import Client, Json, segment


class NoticesApi:
    """Notices by kind (shipment, quote, basket, stock, invoice). Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def get(self) -> Json:
        """{kinds: {kind: on}, not_allowed: [kind], watching: how many products}."""
        return await self._client.get("/me/notices")

    async def choose(self, kinds: Mapping[str, bool]) -> Json:
        """Switch kinds on or off; the state afterwards."""
        return await self._client.put("/me/notices", {"kinds": dict(kinds)})

    async def watch(self, sku: str) -> Json:
        """Tell the buyer when the product is in stock again: {sku, name, watching}."""
        return await self._client.post(f"/products/{segment(sku)}/watch")

    async def unwatch(self, sku: str) -> Json:
        """End the wait: {sku, name, watching}."""
        return await self._client.delete(f"/products/{segment(sku)}/watch")
