"""Refusals of teaching."""

from __future__ import annotations

from portal.shared.errors import Conflict, Invalid, NotFound, PortalError
from portal.shared.texts import N_


class ReviewItemNotFound(NotFound):
    """There is no such message in the list."""

    code = "review_item_not_found"
    default_detail = N_("This message is not in the review list. It may have been erased.")


class NothingToReview(Invalid):
    """Only what a buyer wrote in words can be taught."""

    code = "not_reviewable"
    default_detail = N_("Only a message that a buyer wrote in words can be put into the review list.")


class UnknownIntent(Invalid):
    """The model has no such intent."""

    code = "unknown_intent"
    default_detail = N_("The assistant has no such intent. Choose one of the list.")


class TrainingTextUnfit(Invalid):
    """Nothing to learn from, or too long."""

    code = "training_text"
    default_detail = N_("Write what the assistant shall learn in 2 to 300 characters.")


class ModelTrouble(PortalError):
    """Training, measuring or serving a model did not work; the detail says why and how to go on."""

    code = "model"
    status = 500


class RetrainingUnderWay(Conflict):
    """One at a time."""

    code = "retraining"
    default_detail = "Another retraining or rollback is under way; wait until it has ended."
