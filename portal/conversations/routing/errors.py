"""Refusals of the desk's routing."""

from __future__ import annotations

from portal.shared.errors import Conflict, Invalid, NotFound
from portal.shared.texts import N_


class HoursInvalid(Invalid):
    """Hours, a time zone or a day that cannot be read."""

    code = "hours_invalid"
    default_detail = N_("Give hours by day, as in “08:00-17:00”, and a time zone by its name, as in “Europe/Warsaw”.")


class TopicUnknown(Invalid):
    """A topic that the desk does not tell apart."""

    code = "topic_unknown"
    default_detail = N_("There is no such topic.")


class ClassUnknown(Invalid):
    """A class of customers that does not exist."""

    code = "customer_class_unknown"
    default_detail = N_("There is no such class of customers. Create it first.")


class CompanyUnknown(NotFound):
    """No such customer."""

    code = "company_not_found"
    default_detail = N_("There is no such customer.")


class PolicyNotFound(NotFound):
    """No such SLA policy."""

    code = "sla_policy_not_found"
    default_detail = N_("There is no such SLA policy.")


class PolicyExists(Conflict):
    """Two policies for the same class and topic would contradict each other."""

    code = "sla_policy_exists"
    default_detail = N_("There is a policy for this class and topic already. Change that one.")


class HolidayNotFound(NotFound):
    """No such day."""

    code = "holiday_not_found"
    default_detail = N_("There is no such holiday.")


class CallbackNotFound(NotFound):
    """No such request."""

    code = "callback_not_found"
    default_detail = N_("There is no such request for a call or an e-mail.")


class ContactInvalid(Invalid):
    """Neither a telephone number nor an e-mail address."""

    code = "contact_invalid"
    default_detail = N_("Give a telephone number with its country code, or an e-mail address.")


class NotWaiting(Conflict):
    """Only who waits for a person can ask to be called back."""

    code = "not_waiting"
    default_detail = N_("You can ask for a call or an e-mail while you wait for a colleague.")


class PeriodInvalid(Invalid):
    """A report over too long a time, or one that ends before it begins."""

    code = "period_invalid"
    default_detail = N_("Choose a period of 1 to 92 days.")
