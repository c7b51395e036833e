"""Roles, settings and schemas of a new installation, on a real server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import pytest

from portal.installation import settings_file
from portal.installation.database import running_database
from portal.installation.layout import Installation, InstallationError
from portal.installation.roles import PROCESS_ROLES


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Settings of a fresh installation whose database runs."""
    here = Installation(tmp_path_factory.mktemp("installation") / "var")
    with running_database(here, lambda _line: None, durable=False) as values:
        yield {**values, "VAR_DIR": str(here.var_dir)}


def test_settings_are_secret_and_kept(settings: Mapping[str, str]) -> None:
    here = Installation(Path(settings["VAR_DIR"]))
    assert here.settings_file.stat().st_mode & 0o777 == 0o600
    with running_database(here, lambda _line: None) as again:
        assert again == {name: value for name, value in settings.items() if name != "VAR_DIR"}
    secrets = [settings[name] for name in settings_file.SECRETS]
    assert len(set(secrets)) == len(secrets)
    assert all(len(secret) >= 40 for secret in secrets)


@pytest.mark.parametrize("role", PROCESS_ROLES, ids=lambda role: role.name)
def test_process_roles_own_nothing_and_bypass_nothing(settings: Mapping[str, str], role: object) -> None:
    with psycopg.connect(settings[role.setting]) as connection:  # type: ignore[attr-defined]
        row = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
        assert row == (False, False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.mine (id int)")


def test_rasa_sees_its_own_schema_alone(settings: Mapping[str, str]) -> None:
    with psycopg.connect(settings["DATABASE_RASA_URL"]) as connection:
        connection.execute("CREATE TABLE events (id int)")
        row = connection.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'events'").fetchone()
        assert row == ("rasa",)
        row = connection.execute("SELECT has_schema_privilege('public', 'USAGE')").fetchone()
        assert row == (False,)


def test_a_server_of_somebody_else_is_adopted(settings: Mapping[str, str], tmp_path: Path) -> None:
    """The embedded server plays a managed one: a user with CREATEROLE who owns an empty database."""
    from portal.installation.embedded_postgres import EmbeddedPostgres

    server = EmbeddedPostgres(Installation(Path(settings["VAR_DIR"])).postgres)
    with psycopg.connect(server.superuser_url(), autocommit=True) as connection:
        connection.execute("CREATE ROLE managed LOGIN CREATEROLE PASSWORD 'managed-secret'")
        for role in PROCESS_ROLES:  # they exist already here, so the managed user must be their administrator
            connection.execute(f"GRANT {role.name} TO managed WITH ADMIN OPTION")
        connection.execute("CREATE DATABASE managed OWNER managed")
    here = Installation(tmp_path / "var")
    url = server.url("managed", "managed-secret", "managed")
    with running_database(here, lambda _line: None, external_url=url) as values:
        assert values[settings_file.EMBEDDED] == "0"
        for role in PROCESS_ROLES:
            with psycopg.connect(values[role.setting]) as connection:
                assert connection.execute("SELECT current_database(), current_user").fetchone() == (
                    "managed",
                    role.name,
                )
    assert not here.postgres.exists()
    with running_database(here, lambda _line: None) as again:
        assert again["DATABASE_OWNER_URL"] == url


def test_ports_of_others_are_left_alone(settings: Mapping[str, str]) -> None:
    import socket

    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = str(squatter.getsockname()[1])
        values, changed = settings_file.with_free_ports(settings_file.with_addresses({**settings, "WEB_PORT": port}))
    assert changed == ["WEB_PORT"]
    assert values["WEB_PORT"] != port
    assert values["WEB_URL"] == f"http://127.0.0.1:{values['WEB_PORT']}"


def test_a_public_address_is_not_replaced(settings: Mapping[str, str]) -> None:
    values = settings_file.with_addresses({**settings, "WEB_URL": "https://shop.example"})
    assert values["WEB_URL"] == "https://shop.example"
    assert values["PORTAL_URL"].startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("line", "why"), [("lower=1", "NAME=value"), ("NO VALUE", "NAME=value")], ids=["name", "no equals sign"]
)
def test_a_broken_settings_line_is_named(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "settings.env"
    path.write_text(f"# comment\n\nGOOD=a=b c\n{line}\n")
    with pytest.raises(InstallationError, match=f"settings.env:4.*{why}"):
        settings_file.read(path)


def test_settings_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "settings.env"
    values = {"A": "1", "B": "with = and spaces and №"}
    settings_file.write(path, values)
    assert settings_file.read(path) == values
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(InstallationError, match="line break"):
        settings_file.write(path, {"A": "1\nB=2"})
