"""Mails of accounts, and forgetting what has ended.

Secrets are made when the job runs, so that none is ever stored in the queue.
"""

from __future__ import annotations

from uuid import UUID

from portal.accounts import queries
from portal.accounts.service.forgetting import forget
from portal.accounts.service.passwords import RESET_LIFETIME, create_link
from portal.audit import service as audit
from portal.security.actor import Actor
from portal.shared import jobs
from portal.shared.clock import now
from portal.shared.mail import send_mail
from portal.shared.texts import text


@jobs.job("io", name="accounts.send_reset", retry=jobs.backoff(5))
def send_reset(user_id: str) -> None:
    """Mail a password reset link, valid for an hour."""
    settings = jobs.settings()
    actor = Actor.system("password reset")
    with jobs.database().transaction(actor) as session:
        user = queries.user_by_id(session, UUID(user_id))
        if user is None or not user.active:
            return
        secret = create_link(session, user.id, "reset", RESET_LIFETIME)
        audit.record(session, actor, "password.reset_sent", "user", user.id)
        to, locale, name = user.email, user.locale, user.name
    send_mail(
        settings,
        to=to,
        subject=text(locale, "Choose a new password"),
        body=text(
            locale,
            "Hello %(name)s,\n\nsomebody asked for a new password for this e-mail. Follow the link within an hour:\n\n"
            "%(link)s\n\nIf it was not you, ignore this mail: nothing changes.\n",
            name=name,
            link=f"{settings.web_url}/reset/{secret}",
        ),
    )


@jobs.registry.periodic(cron="17 * * * *")
@jobs.job("heavy", name="accounts.forget")
def forget_ended(timestamp: int) -> None:  # noqa: ARG001 - the schedule hands its moment over
    """Every hour: delete ended tokens and links, old counters and remembered answers."""
    with jobs.database().transaction(Actor.system("forgetting")) as session:
        forget(session, now())
