"""Refusals of proposals."""

from __future__ import annotations

from portal.shared.errors import Conflict, NotFound
from portal.shared.texts import N_


class ProposalNotFound(NotFound):
    """No such proposal, or somebody else's."""

    code = "proposal_not_found"
    default_detail = N_("This proposal does not exist any more. Ask for a new one.")


class ProposalApplied(Conflict):
    """Its lines are in the cart already."""

    code = "proposal_applied"
    default_detail = N_("These lines are in the cart already. Ask for a new proposal.")
