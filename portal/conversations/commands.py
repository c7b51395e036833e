"""`portal conversations …`: what the law lets a person ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.orm import Session

from portal.security.actor import Actor, Via

ACTOR = Actor.system("command line", Via.CLI)


@click.group()
def conversations() -> None:
    """Conversations of one person: export them, erase them."""


@contextmanager
def _person(email: str) -> Iterator[tuple[Session, UUID]]:
    from portal.accounts import queries
    from portal.shared.database import Database
    from portal.shared.settings import load_settings

    database = Database(load_settings().database_url.get_secret_value(), pool_size=1, application_name="prilavok-cli")
    try:
        with database.transaction(ACTOR) as session:
            user = queries.user_by_email(session, email)
            if user is None:
                raise click.ClickException(f"There is nobody with the e-mail {email!r}.")
            yield session, user.id
    finally:
        database.dispose()


@conversations.command()
@click.option("--user", "email", required=True, help="The person's e-mail.")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="A file; without it to the screen.")
def export(email: str, to: Path | None) -> None:
    """Give out everything that was said in a person's conversations, as JSON."""
    from portal.conversations.service import erasing

    with _person(email) as (session, user_id):
        found = erasing.export(session, ACTOR, user_id)
    written = json.dumps(found, ensure_ascii=False, indent=2)
    if to is None:
        click.echo(written)
        return
    to.write_text(written + "\n", encoding="utf-8")
    to.chmod(0o600)
    click.echo(f"{len(found['conversations'])} conversations are in {to}.")


@conversations.command()
@click.option("--user", "email", required=True, help="The person's e-mail.")
@click.confirmation_option(prompt="This cannot be undone. Erase the person's conversations?")
def erase(email: str) -> None:
    """Erase a person's conversations, with what the assistant remembers of them."""
    from portal.conversations.service import erasing

    with _person(email) as (session, user_id):
        gone = erasing.erase(session, ACTOR, user_id)
    click.echo(
        f"Erased: {gone.conversations} conversations, {gone.messages} messages, {gone.files} files, "
        f"{gone.assistant_events} events of the assistant."
    )


COMMANDS = [conversations]
