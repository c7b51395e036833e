"""The portal's HTTP API as the actions use it: one small file a topic."""

from actions.api.cart import CartApi
from actions.api.catalogue import CatalogueApi
from actions.api.client import Caller, Client
from actions.api.company import CompanyApi
from actions.api.conversations import ConversationsApi
from actions.api.notices import NoticesApi
from actions.api.orders import OrdersApi
from actions.api.rfqs import RfqsApi

__all__ = ["Caller", "Client", "Portal"]


class Portal:
    """The whole API on behalf of one turn of one dialogue."""

    def __init__(self, client: Client) -> None:
        self.cart = CartApi(client)
        self.catalogue = CatalogueApi(client)
        self.company = CompanyApi(client)
        self.conversations = ConversationsApi(client)
        self.notices = NoticesApi(client)
        self.orders = OrdersApi(client)
        self.rfqs = RfqsApi(client)
