"""The conversation itself."""

from __future__ import annotations

from actions.api.client import Client, Json


class ConversationsApi:
    """Handing over. Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def hand_over(self, reason: str) -> Json:
        """Put this conversation into the operators' queue; the portal tells the buyer."""
        return await self._client.post("/conversations/current/handover", {"reason": reason[:500]})
