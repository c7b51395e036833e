"""Every table of the portal, so that Alembic sees all of the metadata."""

from __future__ import annotations

from portal.accounts import models as accounts
from portal.answers import models as answers
from portal.assistant_gateway import models as assistant_gateway
from portal.audit import models as audit
from portal.cart import models as cart
from portal.catalogue import models as catalogue
from portal.channels import models as channels
from portal.conversations import models as conversations
from portal.conversations.routing import models as routing
from portal.documents import models as documents
from portal.files import models as files
from portal.notices import models as notices
from portal.orders import models as orders
from portal.pricing import models as pricing
from portal.recommendations import models as recommendations
from portal.rfq import models as rfq
from portal.security import models as security
from portal.shared.database import Base
from portal.teaching import models as teaching
from portal.widget import models as widget

CONCEPTS = (
    accounts,
    answers,
    assistant_gateway,
    audit,
    cart,
    catalogue,
    channels,
    conversations,
    documents,
    files,
    notices,
    orders,
    pricing,
    recommendations,
    rfq,
    routing,
    security,
    teaching,
    widget,
)
metadata = Base.metadata
