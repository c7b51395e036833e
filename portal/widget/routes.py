"""The chat's own calls."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.conversations.schemas import ConversationPath
from portal.security import rate_limits, web
from portal.widget.schemas import IdentityIn, IdentityOut, LeadIn, LeadOut, LeadsQuery, SiteOut, SitePath, StaffLeads
from portal.widget.service import identity, leads, sites

api = APIBlueprint("widget_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Chat on websites")])
IDENTITIES_PER_MINUTE = 120  # of one site from one address, behind which a whole company may sit


@api.get("/widget/sites/<key>", responses={200: SiteOut})
@web.public
def site(path: SitePath) -> Response:
    """What the chat needs to show itself on a registered website."""
    found = sites.serving(web.session(), path.key, web.foreign_origin())
    return web.reply(
        SiteOut.model_validate(
            {
                "key": found.key,
                "supplier": web.settings().supplier_name,
                "color": found.color,
                "position": found.position,
                "identity": found.identity,
            }
        )
    )


@api.post("/widget/identity", responses={200: IdentityOut})
@web.public
def identify(body: IdentityIn) -> Response:
    """Log a buyer in with a token that the website's server signed; see docs/widget.md."""
    session = web.session()
    found = sites.serving(session, body.site, web.foreign_origin())
    rate_limits.count(
        session, f"identity:{found.key}:{web.remote_address()}", limit=IDENTITIES_PER_MINUTE, window_seconds=60
    )
    return web.reply(identity.log_in(session, web.settings(), found, body.token))


@api.post("/conversations/<uuid:conversation_id>/lead", responses={201: LeadOut})
@web.public
def post_lead(path: ConversationPath, body: LeadIn) -> Response:
    """A visitor asks for an offer: kept, told in the conversation, and a person is called."""
    stored = leads.post(web.session(), web.actor(), path.conversation_id, body, address=web.remote_address())
    return web.reply(stored, 201)


@api.get("/staff/leads", responses={200: StaffLeads})
def list_leads(query: LeadsQuery) -> Response:
    """What visitors asked offers for, newest first."""
    return web.reply(leads.for_staff(web.session(), web.actor(), query))
