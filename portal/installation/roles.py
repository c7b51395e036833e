"""The database's roles: an owner, and for each process one that owns nothing and cannot bypass the walls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql

DATABASE = "prilavok"
OWNER = "prilavok_owner"
RASA = "prilavok_rasa"


@dataclass(frozen=True)
class Role:
    """A login role: the setting that holds its connection address, and how many connections it may open."""

    name: str
    setting: str
    connections: int


ROLES = (
    Role(OWNER, "DATABASE_OWNER_URL", -1),
    Role("prilavok_web", "DATABASE_WEB_URL", 50),
    Role("prilavok_worker", "DATABASE_WORKER_URL", 90),
    Role("prilavok_search", "DATABASE_SEARCH_URL", 10),
    Role(RASA, "DATABASE_RASA_URL", 15),
)
PROCESS_ROLES = tuple(role for role in ROLES if role.name != OWNER)


def create_roles(connection: psycopg.Connection, passwords: Mapping[str, str], *, owner: bool = True) -> None:
    """Create the roles, or give them these passwords if they exist.

    Args:
        connection: As a superuser, or as a role with CREATEROLE; in autocommit or not, the caller commits.
        passwords: By role name.
        owner: Whether the owner is ours to make too (not on a server that somebody else runs).
    """
    known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    for role in ROLES if owner else PROCESS_ROLES:
        rights = "NOSUPERUSER NOREPLICATION NOBYPASSRLS NOCREATEROLE"
        rights += " CREATEDB" if role.name == OWNER else " NOCREATEDB"
        verb = "ALTER" if role.name in known else "CREATE"
        connection.execute(
            sql.SQL("{} ROLE {} LOGIN {} CONNECTION LIMIT {} PASSWORD {}").format(
                sql.SQL(verb),
                sql.Identifier(role.name),
                sql.SQL(rights) if owner else sql.SQL(""),
                sql.Literal(role.connections),
                sql.Literal(passwords[role.name]),
            )
        )


def create_database(connection: psycopg.Connection, name: str = DATABASE) -> bool:
    """Create the database, the owner's, on an autocommit connection. Returns whether it was missing."""
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if found:
        return False
    database, owner = sql.Identifier(name), sql.Identifier(OWNER)
    connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
    return True


def arrange_schemas(connection: psycopg.Connection, owner: str = OWNER) -> None:
    """Who may look into which schema of the connected database; Rasa sees its own alone.

    The owner is a member of Rasa's role, so that backup, erasure and retention reach Rasa's tables.
    """
    who = sql.Identifier(owner)
    rasa = sql.Identifier(RASA)
    users = sql.SQL(", ").join(sql.Identifier(role.name) for role in PROCESS_ROLES if role.name != RASA)
    connection.execute(sql.SQL("GRANT {} TO {} WITH INHERIT TRUE, SET TRUE").format(rasa, who))
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    connection.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(who))
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(users))
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS rasa AUTHORIZATION {}").format(rasa))
    connection.execute(sql.SQL("ALTER ROLE {} SET search_path = rasa").format(rasa))


def close_database(connection: psycopg.Connection, name: str) -> None:
    """Nobody but our roles connects to the database; imports, which run as the worker, stage in temporary tables."""
    database = sql.Identifier(name)
    users = sql.SQL(", ").join(sql.Identifier(role.name) for role in PROCESS_ROLES)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, users))
    connection.execute(
        sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(database, sql.Identifier("prilavok_worker"))
    )
