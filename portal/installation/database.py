"""The installation's database, on whichever server: made ready, and running while somebody works with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg

from portal.installation import roles, settings_file
from portal.installation.embedded_postgres import EmbeddedPostgres
from portal.installation.layout import Installation, InstallationError

Report = Callable[[str], None]


@contextmanager
def running_database(
    installation: Installation,
    report: Report = print,
    *,
    durable: bool = True,
    external_url: str | None = None,
) -> Iterator[dict[str, str]]:
    """The database accepts connections inside the block; afterwards the embedded server is as it was before.

    On the first call the settings file is written and the embedded server created, or the roles are made on
    the server of `external_url`. Later calls take everything from the file. Tables are the migrations' work.

    Args:
        installation: Where it lives.
        report: Told what takes long.
        durable: False gives a new embedded server that forgets in a power cut, for tests.
        external_url: Address of an empty database on a server that somebody else runs, as its owner.

    Yields:
        The installation's settings by name (DATABASE_WEB_URL and so on).

    Raises:
        InstallationError: The server cannot be started or reached.
    """
    installation.create_folders()
    if external_url and not installation.exists():
        settings_file.write(installation.settings_file, _adopt(external_url))
    if not _is_embedded(installation):
        values = settings_file.read(installation.settings_file)
        _check(values["DATABASE_OWNER_URL"])
        yield values
        return
    server = EmbeddedPostgres(installation.postgres, durable=durable)
    with server.in_use(report):
        yield _settle(installation, server)


def _is_embedded(installation: Installation) -> bool:
    if not installation.exists():
        return True
    return settings_file.read(installation.settings_file).get(settings_file.EMBEDDED, "1") == "1"


def _settle(installation: Installation, server: EmbeddedPostgres) -> dict[str, str]:
    """Roles, database and addresses agree with each other, after a first start or a change of port."""
    if installation.exists():
        before = settings_file.read(installation.settings_file)
        values = settings_file.with_database_port(before, server.port)
    else:
        before = {}
        passwords = settings_file.new_passwords()
        urls = {role.setting: server.url(role.name, passwords[role.name], roles.DATABASE) for role in roles.ROLES}
        values = settings_file.initial({settings_file.EMBEDDED: "1", **urls})
    with psycopg.connect(server.superuser_url(), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [roles.DATABASE]).fetchone()
        if before and known:
            _remember(installation, before, values)
            return values
        roles.create_roles(connection, _passwords(values))
        with psycopg.connect(server.superuser_url("template1"), autocommit=True) as template:
            # databases made later, for tests or a restore, have the extension without a superuser
            template.execute("CREATE EXTENSION IF NOT EXISTS vector")
        roles.create_database(connection)
        roles.close_database(connection, roles.DATABASE)
    with psycopg.connect(server.superuser_url(roles.DATABASE), autocommit=True) as connection:
        roles.arrange_schemas(connection)
    _remember(installation, before, values)
    return values


def _remember(installation: Installation, before: Mapping[str, str], values: Mapping[str, str]) -> None:
    if values != before:
        settings_file.write(installation.settings_file, values)


def _passwords(values: Mapping[str, str]) -> dict[str, str]:
    return {role.name: unquote(urlsplit(values[role.setting]).password or "") for role in roles.ROLES}


def _adopt(owner_url: str) -> dict[str, str]:
    """The settings for a server that somebody else runs: its database belongs to the given user.

    Raises:
        InstallationError: The server does not answer, or the user may not create roles.
    """
    parts = urlsplit(owner_url)._replace(scheme="postgresql")
    passwords = settings_file.new_passwords()
    with _connect(urlunsplit(parts)) as connection:
        row = connection.execute(
            "SELECT rolname, rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        if row is None or not row[1]:
            raise InstallationError(
                "The user in DATABASE_URL may not create roles, which the tenant wall needs: "
                "give it CREATEROLE and the ownership of an empty database, then repeat."
            )
        roles.create_roles(connection, passwords, owner=False)
        roles.arrange_schemas(connection, owner=row[0])
    urls = {"DATABASE_OWNER_URL": urlunsplit(parts)}
    for role in roles.PROCESS_ROLES:
        account = f"{quote(role.name)}:{quote(passwords[role.name])}"
        place = parts.netloc.rpartition("@")[2]
        urls[role.setting] = urlunsplit(parts._replace(netloc=f"{account}@{place}"))
    return settings_file.initial({settings_file.EMBEDDED: "0", **urls})


def _check(url: str) -> None:
    with _connect(url) as connection:
        connection.execute("SELECT 1")


def _connect(url: str) -> psycopg.Connection:
    try:
        return psycopg.connect(url, connect_timeout=10)
    except psycopg.OperationalError as error:
        place = urlsplit(url).netloc.rpartition("@")[2]
        raise InstallationError(f"The database server {place} does not answer: {error}") from error
