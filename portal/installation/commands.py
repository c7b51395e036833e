"""Commands of the installation: run, db, setup, backup, restore, upgrade. `portal.cli` mounts the group."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from portal.installation import settings_file
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
@click.option("--only", multiple=True, metavar="NAME", help="Start this process alone, e.g. web; may be repeated.")
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
    """Run COMMAND while the database server is running, e.g. `portal db use -- portal import stock FILE`."""
    import subprocess

    from portal.installation.processes import portal_environment

    here = Installation.current()
    with explained(), running_database(here, lambda line: click.echo(line, err=True)) as values:
        environment = portal_environment(here, values) | {"DATABASE_OWNER_URL": values["DATABASE_OWNER_URL"]}
        sys.exit(subprocess.run(command, check=False, env=environment).returncode)


@installation.command()
@click.option("--supplier-name", prompt="Your company's name", help="Shown to customers.")
@click.option("--email", prompt="E-mail of the first administrator")
@click.option("--name", prompt="Name of the first administrator")
@click.option("--web-url", default="", help="Public address, e.g. https://shop.example; loopback until it is given.")
@click.option("--locale", type=click.Choice(["en", "uk", "ru", "pl"]), default="en", show_default=True)
def setup(*, supplier_name: str, email: str, name: str, web_url: str, locale: str) -> None:
    """Set up a real installation: no demo data, no known passwords; prints a one-time link."""
    from portal.installation.first_setup import Answers, set_up

    here = Installation.current()
    answers = Answers(supplier_name=supplier_name, email=email, name=name, web_url=web_url, locale=locale)
    with explained(), running_database(here, click.echo, external_url=external_url(here)) as values:
        link = set_up(here, values, answers, click.echo)
        click.echo(
            f"\nThe installation is in {here.var_dir}. It answers on this machine alone until WEB_HOST says"
            f" otherwise.\nStart it with `bin/with portal portal run`, then choose the administrator's password"
            f" at\n\n  {link}\n"
        )


@installation.command()
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--without-models", is_flag=True, help="Leave out what `make setup` builds again.")
def backup(*, archive: Path, without_models: bool) -> None:
    """Save database, files, models, settings and keys in ARCHIVE (.tar). The product may be running."""
    from portal.installation.backup import back_up

    here = Installation.current()
    with explained():
        settings_file.read(here.settings_file)
        with running_database(here, click.echo) as values:
            back_up(here, values, archive, click.echo, with_models=not without_models)
    click.echo(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB. It holds the keys: keep it as safe as they are.")


@installation.command()
@click.argument("archive", type=click.Path(dir_okay=False, exists=True, path_type=Path))
def restore(*, archive: Path) -> None:
    """Make the installation that ARCHIVE holds, in the (empty) folder VAR_DIR."""
    from portal.installation.restore import restore as restore_archive

    here = Installation.current()
    with explained():
        manifest = restore_archive(here, archive, click.echo, external_url=external_url(here))
    click.echo(f"Restored the state of {manifest.created_at:%Y-%m-%d %H:%M} UTC into {here.var_dir}.")
    if not manifest.with_models:
        click.echo("The archive holds no models: run `make setup` before the next start.")


@installation.command("upgrade")
def upgrade_installation() -> None:
    """After the sources were updated: back up, then bring settings and tables to their version."""
    from portal.installation.upgrade import upgrade as upgrade_to_sources

    here = Installation.current()
    with explained():
        settings_file.read(here.settings_file)
        with running_database(here, click.echo) as values:
            saved = upgrade_to_sources(here, values, click.echo)
    click.echo(f"Done. The state before is in {saved}.")


COMMANDS = list(installation.commands.values())
