"""`portal accounts …`: letting people in from the command line."""

from __future__ import annotations

import click

from portal.security.permissions import BUYER_ROLES, STAFF_ROLES, Role


@click.group()
def accounts() -> None:
    """People and companies."""


@accounts.command()
@click.argument("email")
@click.option("--name", default="", help="The person's name.")
@click.option("--company", help="The customer's external id or exact name; without it the person is staff.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in (*BUYER_ROLES, *STAFF_ROLES)]),
)
def invite(email: str, name: str, company: str | None, roles: tuple[str, ...]) -> None:
    """Create an account for EMAIL and print the one-time link to choose its password."""
    from portal.accounts import queries
    from portal.accounts.service.inviting import invite as invite_person
    from portal.security.actor import Actor, Via
    from portal.shared.database import Database
    from portal.shared.errors import PortalError
    from portal.shared.settings import load_settings

    settings = load_settings()
    database = Database(settings.database_url.get_secret_value(), pool_size=1, application_name="prilavok-cli")
    actor = Actor.system("command line", Via.CLI)
    try:
        with database.transaction(actor) as session:
            found = queries.company_by_reference(session, company) if company else None
            if company and found is None:
                raise click.ClickException(f"There is no customer {company!r}.")
            secret = invite_person(
                session,
                actor,
                email=email,
                name=name,
                company_id=found.id if found else None,
                roles=frozenset(Role(role) for role in roles),
            )
    except PortalError as error:
        details = "; ".join(f"{field}: {fault}" for field, fault in error.fields.items())
        raise click.ClickException(f"{error.detail} {details}".strip()) from error
    finally:
        database.dispose()
    click.echo(f"{settings.web_url}/reset/{secret}")


COMMANDS = [accounts]
