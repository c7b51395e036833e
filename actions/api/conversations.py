"""The conversation itself."""

from __future__ import annotations

from collections.abc import Sequence

from actions.api.client import Client, Json


class ConversationsApi:
    """Handing over. Every method raises ``PortalError``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def hand_over(self, reason: str, said: Sequence[Json] = ()) -> Json:
        """Put this conversation into the operators' queue; the portal tells the buyer, behind what was ``said``."""
        body = {"reason": reason[:500], **({"said": list(said)} if said else {})}
        return await self._client.post("/conversations/current/handover", body)
