"""`portal demo …`."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import click


@click.group()
def demo() -> None:
    """The demo supplier (see docs/demo.md)."""


@demo.command()
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]),
    help="The day on which the two years of history end, in UTC; now unless given.",
)
@click.option("--seed", type=int, help="Another number makes other companies' habits.")
def load(as_of: datetime | None, seed: int | None) -> None:
    """Load the demo supplier into an empty database."""
    from portal.demo.generate import SEED
    from portal.demo.load import load_demo
    from portal.shared.clock import now
    from portal.shared.database import Database
    from portal.shared.errors import PortalError
    from portal.shared.settings import load_settings

    settings = load_settings()
    database = Database(settings.database_url.get_secret_value(), pool_size=1, application_name="prilavok-demo")
    moment = as_of.replace(tzinfo=UTC) if as_of else now().replace(second=0, microsecond=0)
    started = time.monotonic()
    try:
        new = load_demo(database, settings.var_dir, moment, seed=SEED if seed is None else seed, say=click.echo)
    except PortalError as error:
        raise click.ClickException(error.detail) from error
    finally:
        database.dispose()
    click.echo(f"The demo is loaded ({time.monotonic() - started:.0f} s)." if new else "The demo was loaded before.")


@demo.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: {role: {email, password}}.")
def logins(*, as_json: bool) -> None:
    """Show the logins of the demo's people."""
    from portal.demo.load import read_logins
    from portal.shared.errors import PortalError
    from portal.shared.settings import load_settings

    try:
        found = read_logins(load_settings().var_dir)
    except PortalError as error:
        raise click.ClickException(error.detail) from error
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for role, login in found.items():
        click.echo(f"{role:<20} {login['email']:<36} {login['password']}")


@demo.command()
def people() -> None:
    """List every buyer of the demo: e-mail, role, company. They share the password that `logins` shows."""
    from portal.demo.companies import build_people

    for person in build_people():
        if person.company is not None and person.role == "buyer":
            click.echo(f"{person.email:<40} {person.role:<14} {person.company}")


COMMANDS = [demo]
