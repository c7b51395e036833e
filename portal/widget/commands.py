"""`portal widget …`: websites that may show the chat."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from portal.security.actor import Actor
    from portal.shared.settings import Settings


@contextmanager
def _work() -> Iterator[tuple[Session, Actor, Settings]]:
    from portal.security.actor import Actor, Via
    from portal.shared.database import Database
    from portal.shared.errors import PortalError
    from portal.shared.settings import load_settings

    settings = load_settings()
    database = Database(settings.database_url.get_secret_value(), pool_size=1, application_name="prilavok-cli")
    actor = Actor.system("command line", Via.CLI)
    try:
        with database.transaction(actor) as session:
            yield session, actor, settings
    except PortalError as error:
        faults = "; ".join(f"{field}: {fault}" for field, fault in error.fields.items())
        raise click.ClickException(f"{error.detail} {faults}".strip()) from error
    finally:
        database.dispose()


@click.group()
def widget() -> None:
    """Websites that may show the chat."""


@widget.command("add-site")
@click.argument("name")
@click.option("--origin", "origins", multiple=True, required=True, help="https://shop.example; may be given again.")
@click.option("--identity", is_flag=True, help="The site's server may log buyers in with signed tokens.")
@click.option("--company", help="Only people of this customer (external id or exact name) can be logged in.")
@click.option("--color", default="", help="#RRGGBB")
@click.option("--position", default="right", type=click.Choice(["left", "right"]))
def add_site(
    name: str, origins: tuple[str, ...], identity: bool, company: str | None, color: str, position: str
) -> None:
    """Register a website and print its key, its secret and the tag to put on its pages."""
    from portal.accounts import queries as accounts
    from portal.widget.service import sites

    with _work() as (session, actor, settings):
        found = accounts.company_by_reference(session, company) if company else None
        if company and found is None:
            raise click.ClickException(f"There is no customer {company!r}.")
        site, secret = sites.add(
            session,
            actor,
            settings.secret_key.get_secret_value(),
            name=name,
            origins=origins,
            identity=identity,
            only_company_id=found.id if found else None,
            color=color,
            position=position,
        )
        click.echo(f"key     {site.key}")
        if identity:
            click.echo(f"secret  {secret}   (shown this once; it belongs on the site's server, never on a page)")
        click.echo(f'tag     <script src="{settings.web_url}/widget.js" data-site="{site.key}" async></script>')


@widget.command("sites")
def list_sites() -> None:
    """List the registered websites."""
    from portal.widget import queries

    with _work() as (session, _actor, _settings):
        for site in queries.sites(session):
            state = "on" if site.enabled else "off"
            identity = "log-in" if site.identity else "visitors"
            click.echo(f"{site.key}  {state:3}  {identity:8}  {site.name}  {' '.join(site.origins)}")


@widget.command("change-site")
@click.argument("key")
@click.option("--origin", "origins", multiple=True, help="All of its origins; those not given are dropped.")
@click.option("--identity/--no-identity", default=None)
@click.option("--on/--off", "enabled", default=None)
@click.option("--color")
@click.option("--position", type=click.Choice(["left", "right"]))
def change_site(
    key: str,
    origins: tuple[str, ...],
    identity: bool | None,
    enabled: bool | None,
    color: str | None,
    position: str | None,
) -> None:
    """Change a website's addresses or looks, or switch it off."""
    from portal.widget.service import sites

    with _work() as (session, actor, _settings):
        sites.change(
            session, actor, key, origins=origins or None, identity=identity, enabled=enabled, color=color,
            position=position,
        )  # fmt: skip
        click.echo("changed; it holds within a quarter of a minute")


@widget.command("new-secret")
@click.argument("key")
def new_secret(key: str) -> None:
    """Replace a website's secret and print the new one; tokens signed with the old one open nothing any more."""
    from portal.widget.service import sites

    with _work() as (session, actor, settings):
        click.echo(sites.renew_secret(session, actor, settings.secret_key.get_secret_value(), key))


COMMANDS = [widget]
