"""`portal audit verify`."""

from __future__ import annotations

import click

from portal.audit import service
from portal.security.actor import Actor, Via
from portal.shared.database import Database
from portal.shared.settings import load_settings


@click.group()
def audit() -> None:
    """The audit log."""


@audit.command()
def verify() -> None:
    """Check every seal; ends with 1 when entries were changed, added or removed after they were sealed."""
    database = Database(load_settings().database_url.get_secret_value(), application_name="prilavok-cli")
    with database.transaction(Actor.system("audit verify", Via.CLI)) as session:
        broken = service.verify(session)
    database.dispose()
    if broken:
        raise click.ClickException(f"These seals do not fit their entries: {', '.join(map(str, broken))}")
    click.echo("Every seal fits its entries.")


COMMANDS = [audit]
