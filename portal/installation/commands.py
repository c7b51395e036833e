"""Commands of the installation: run, db, setup, backup, restore, upgrade. `portal.cli` mounts the group."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from portal.installation.database import running_database
from portal.installation.layout import Installation
from portal.shared.errors import PortalError


@contextmanager
def explained() -> Iterator[None]:
    """An error that a person can act on ends the command with its text instead of a traceback."""
    try:
        yield
    except PortalError as error:
        click.secho(f"✗ {error.detail}", fg="red", err=True)
        sys.exit(1)


def external_url(installation: Installation) -> str | None:
    """DATABASE_URL as a person gave it; of an existing installation it comes from its own settings file."""
    return None if installation.exists() else os.environ.get("DATABASE_URL")


@click.group()
def installation() -> None:
    """Run and look after an installation."""


@installation.command()
@click.option("--demo", is_flag=True, help="Load the demo supplier on the first start and show its logins.")
@click.option(
    "--only", multiple=True, metavar="NAME", help="Start this process alone, e.g. web; may be repeated."
)
def run(*, demo: bool, only: tuple[str, ...]) -> None:
    """Start the whole product and watch over it; Ctrl-C stops it."""
    from portal.installation.supervisor import Supervisor

    here = Installation.current()
    with explained():
        sys.exit(Supervisor(here, demo=demo, only=only, external_url=external_url(here)).run())


@installation.group()
def db() -> None:
    """The database's tables."""


@db.command()
def upgrade() -> None:
    """Apply the migrations that are missing."""
    from portal.migrations import runner

    here = Installation.current()
    with explained(), running_database(here, click.echo, external_url=external_url(here)) as values:
        runner.upgrade(values["DATABASE_OWNER_URL"])
    click.echo("The tables are current.")


@db.command()
def check() -> None:
    """Fail when the models and the migrations differ."""
    from portal.migrations import runner

    here = Installation.current()
    with explained(), running_database(here, click.echo, external_url=external_url(here)) as values:
        runner.check(values["DATABASE_OWNER_URL"])


@db.command()
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
def use(command: tuple[str, ...]) -> None:
    """Run COMMAND while the database server is running, e.g. `portal db use portal import catalogue FILE`."""
    import subprocess

    from portal.installation.processes import portal_environment

    here = Installation.current()
    with explained(), running_database(here, lambda line: click.echo(line, err=True)) as values:
        environment = portal_environment(here, values) | {"DATABASE_OWNER_URL": values["DATABASE_OWNER_URL"]}
        sys.exit(subprocess.run(command, check=False, env=environment).returncode)


COMMANDS = list(installation.commands.values())
