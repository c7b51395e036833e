"""The jobs of channels. All may run twice; what a worker left behind is found again every minute."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.channels import queries
from portal.channels.adapters import adapter, adapters
from portal.channels.ports import DeliveryFailed
from portal.channels.service import accounts, commands, delivering, entering, fetching, receiving, speaking
from portal.channels.service.shop import Shop
from portal.conversations import bots
from portal.shared import jobs
from portal.shared.clock import now

log = logging.getLogger(__name__)
FORGOTTEN = timedelta(seconds=30)


def _secret() -> str:
    return jobs.settings().secret_key.get_secret_value()


# Only the database is asked, and somebody waits for an answer: hence beside the bot's turns.
@jobs.job("turns", name="channels.enter")
def enter(contact_id: str) -> None:
    """Let what a contact sent enter his conversation."""
    found = entering.enter(jobs.database(), UUID(contact_id), bots.bot(), Shop.of(jobs.settings()))
    with jobs.database().transaction(speaking.SYSTEM) as session:
        if found is entering.Next.FETCH:
            wake_fetch(session, UUID(contact_id), timedelta(0))
        elif isinstance(found, timedelta):
            wake_enter(session, UUID(contact_id), found)


@jobs.job("io", name="channels.fetch")
def fetch(contact_id: str) -> None:
    """Get the files of a contact's next message."""
    wait = fetching.fetch(jobs.database(), _secret(), UUID(contact_id), Shop.of(jobs.settings()))
    with jobs.database().transaction(speaking.SYSTEM) as session:
        if wait is None:
            wake_enter(session, UUID(contact_id))
        else:
            wake_fetch(session, UUID(contact_id), timedelta(seconds=wait))


@jobs.job("io", name="channels.deliver")
def deliver(contact_id: str) -> None:
    """Deliver what waits for a contact."""
    wait = delivering.deliver(jobs.database(), _secret(), UUID(contact_id))
    if wait is not None:
        with jobs.database().transaction(speaking.SYSTEM) as session:
            wake_delivery(session, UUID(contact_id), timedelta(seconds=wait))


@jobs.registry.periodic(cron="* * * * *", queueing_lock="channels.recover")
@jobs.job("io", name="channels.recover")
def recover(timestamp: int) -> None:  # noqa: ARG001 - the schedule hands its moment over
    """Every minute: see to contacts that somebody forgot, and end links that have run out."""
    before = now() - FORGOTTEN
    with jobs.database().transaction(speaking.SYSTEM) as session:
        for contact_id in queries.forgotten_contacts(session, before):
            wake_enter(session, contact_id)
        for contact_id in queries.due_contacts(session, before):
            wake_delivery(session, contact_id)
        for contact_id in queries.expired_contacts(session, now()):
            contact = queries.locked_contact(session, contact_id)
            if contact is not None and contact.user_id is not None:
                account = queries.account(session, contact.account_id)
                commands.end_link(session, contact, account, Shop.of(jobs.settings()), why="expired")


@jobs.registry.periodic(cron="* * * * * */20", periodic_id="poll", queueing_lock="channels.poll_all")
@jobs.job("io", name="channels.poll_all")
def poll_all(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Every 20 seconds: look into the mailboxes, each in a job of its own."""
    with jobs.database().transaction(speaking.SYSTEM) as session:
        for account in queries.accounts(session, enabled=True):
            if account.provider in adapters() and adapter(account.provider).traits.polls:
                lock = f"channels.poll:{account.id}"
                jobs.defer(session, poll, lock=lock, queueing_lock=lock, key=account.key)


@jobs.job("io", name="channels.poll")
def poll(key: str) -> None:
    """Take in what is new in a mailbox."""
    with jobs.database().transaction(speaking.SYSTEM) as session:
        row = accounts.by_key(session, key)
        account = accounts.opened(row, _secret())
    try:
        events, cursor = adapter(account.provider).poll(account)
    except DeliveryFailed as fault:
        log.warning("channel %s was not read: %s", account.provider, fault.why)
        with jobs.database().transaction(speaking.SYSTEM) as session:
            accounts.by_key(session, key).fault = fault.why[:500]
        return
    with jobs.database().transaction(speaking.SYSTEM) as session:
        row = accounts.by_key(session, key)
        receiving.take_in(session, row, events, wake_enter)
        accounts.save_cursor(session, row.id, cursor)
        row.fault = ""


def wake_enter(session: Session, contact_id: UUID, delay: timedelta | None = None) -> None:
    """Have a contact's events dealt with; one waiting job a contact is enough."""
    jobs.defer(session, enter, queueing_lock=f"channels.enter:{contact_id}", delay=delay, contact_id=str(contact_id))


def wake_fetch(session: Session, contact_id: UUID, delay: timedelta) -> None:
    """Have the files of a contact's next event fetched."""
    lock = f"channels.fetch:{contact_id}"
    jobs.defer(session, fetch, lock=lock, queueing_lock=lock, delay=delay or None, contact_id=str(contact_id))


def wake_delivery(session: Session, contact_id: UUID, delay: timedelta | None = None) -> None:
    """Have what waits for a contact delivered; the lock keeps two workers from sending it twice."""
    lock = f"channels.deliver:{contact_id}"
    jobs.defer(session, deliver, lock=lock, queueing_lock=lock, delay=delay or None, contact_id=str(contact_id))
