"""Requests for quotation and their quotes."""

from __future__ import annotations

from actions.api.client import Client, Json, segment


class RfqsApi:
    """The company's requests for quotation. Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def latest(self, *, limit: int = 5) -> Json:
        """The newest requests."""
        return await self._client.get("/rfqs", limit=limit)

    async def get(self, number: str) -> Json:
        """One request with its quote."""
        return await self._client.get(f"/rfqs/{segment(number)}")

    async def create(self, request: Json) -> Json:
        """Raise a request: {lines, needed_by?, note?}."""
        return await self._client.post("/rfqs", request)

    async def accept(self, number: str, version: int) -> Json:
        """The order made of the quote, provided it is still at ``version``."""
        return await self._client.post(f"/rfqs/{segment(number)}/accept", {"quote_version": version})

    async def decline(self, number: str, reason: str) -> Json:
        """The request, its quote declined."""
        return await self._client.post(f"/rfqs/{segment(number)}/decline", {"reason": reason})
