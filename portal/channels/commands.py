"""`portal channels …`: accounts at providers, and deliveries that were given up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from portal.security.actor import Actor, Via
from portal.shared.errors import PortalError
from portal.shared.settings import load_settings

ACTOR = Actor.system("command line", Via.CLI)


@contextmanager
def _session() -> Iterator[Session]:
    from portal.shared.database import Database

    settings = load_settings()
    database = Database(settings.database_url.get_secret_value(), pool_size=1, application_name="prilavok-cli")
    try:
        with database.transaction(ACTOR) as session:
            yield session
    except PortalError as error:
        details = "; ".join(f"{field}: {fault}" for field, fault in error.fields.items())
        raise click.ClickException(f"{error.detail} {details}".strip()) from error
    finally:
        database.dispose()


@click.group()
def channels() -> None:
    """Messengers and mailboxes."""


@channels.command("list")
def list_accounts() -> None:
    """Show the accounts, their webhooks and what ails them."""
    from portal.channels import queries
    from portal.channels.service import accounts

    with _session() as session:
        for one in queries.accounts(session):
            state = "on " if one.enabled else "off"
            address = accounts.webhook_address(load_settings().web_url, one)
            click.echo(f"{state} {one.provider:10} {one.name:30} {one.key}  {address}")
            if one.fault:
                click.echo(f"    fault: {one.fault}")


@channels.command()
@click.argument("provider")
@click.option("--name", default="", help="What people call the account.")
@click.option("--set", "pairs", multiple=True, metavar="NAME=VALUE", help="A field or option that is not secret.")
def add(provider: str, name: str, pairs: tuple[str, ...]) -> None:
    """Add an account of PROVIDER and print its webhook.

    Secrets are asked for, or read from the environment as CHANNEL_<NAME>: a command line is seen by every user of the
    machine, so they are not taken from there.
    """
    from portal.channels.adapters import adapter
    from portal.channels.service import accounts

    settings = load_settings()
    given = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    with _session() as session:
        fields = adapter(provider).traits.fields
        if secret := {field.name for field in fields if field.secret} & given.keys():
            raise click.ClickException(f"{', '.join(sorted(secret))}: leave this out, it will be asked for.")
        for field in fields:
            if field.name in given:
                continue
            found = os.environ.get(f"CHANNEL_{field.name.upper()}", "")
            if not found and (field.required or field.secret):
                default = None if field.required else ""
                found = click.prompt(field.explained, hide_input=field.secret, default=default, show_default=False)
            given[field.name] = found
        account = accounts.add(
            session, ACTOR, settings.secret_key.get_secret_value(), provider=provider, name=name, given=given
        )
        click.echo(f"{account.key}\n{accounts.webhook_address(settings.web_url, account)}")


@channels.command()
@click.argument("key")
def connect(key: str) -> None:
    """Tell the provider of the account KEY where to call."""
    from portal.channels.adapters import adapter
    from portal.channels.ports import DeliveryFailed
    from portal.channels.service import accounts

    settings = load_settings()
    with _session() as session:
        row = accounts.by_key(session, key)
        account = accounts.opened(row, settings.secret_key.get_secret_value())
        webhook = accounts.webhook_address(settings.web_url, row)
    try:
        click.echo(adapter(account.provider).connect(account, webhook))
    except DeliveryFailed as fault:
        raise click.ClickException(fault.why) from fault


@channels.command()
@click.argument("key")
def enable(key: str) -> None:
    """Switch the account KEY on; what waited goes out."""
    _switch(key, on=True)


@channels.command()
@click.argument("key")
def disable(key: str) -> None:
    """Switch the account KEY off: its webhooks are refused, its answers wait."""
    _switch(key, on=False)


def _switch(key: str, *, on: bool) -> None:
    from portal.channels.service import accounts

    with _session() as session:
        account = accounts.switch(session, ACTOR, key, on=on)
        click.echo(f"{account.name} is {'on' if on else 'off'}")


@channels.command("dead")
@click.option("--limit", default=200, show_default=True)
def dead_letters(limit: int) -> None:
    """List deliveries that were given up."""
    from portal.channels.service import dead

    with _session() as session:
        for one in dead.letters(session, ACTOR, limit):
            when = one.created_at.isoformat(timespec="seconds")
            click.echo(
                f"{one.id:8} {when} {one.provider:10} {one.account} to {one.contact or '?'}, conversation "
                f"{one.conversation_id} message {one.seq}, {one.attempts} attempts: {one.reason}"
            )


@channels.command("retry")
@click.argument("ids", nargs=-1, type=int)
@click.option("--all", "every", is_flag=True, help="All that were given up.")
def retry_dead(ids: tuple[int, ...], *, every: bool) -> None:
    """Try deliveries again that were given up, by their numbers."""
    from portal.channels import tasks
    from portal.channels.service import dead

    if not ids and not every:
        raise click.ClickException("Give the numbers that `portal channels dead` shows, or --all.")
    with _session() as session:
        wanted = sorted(one.id for one in dead.letters(session, ACTOR, 10_000)) if every else ids
        for number in wanted:
            dead.retry(session, ACTOR, number, tasks.wake_delivery)
        click.echo(f"{len(wanted)} will be tried again")


COMMANDS = [channels]
