"""What a backup says about itself, and which revision of the tables a database or the code has."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

import psycopg
from alembic.script import ScriptDirectory
from pydantic import BaseModel

from portal.installation.layout import SOURCES
from portal.migrations import runner

FORMAT = 1


class Manifest(BaseModel):
    """The first member of a backup, `manifest.json`."""

    format: int = FORMAT
    product: str
    created_at: datetime
    revision: str
    with_models: bool


def product_version() -> str:
    """The version of the sources, from pyproject.toml where the product is not installed as a package."""
    try:
        return version("prilavok")
    except PackageNotFoundError:
        import tomllib

        with (SOURCES / "pyproject.toml").open("rb") as stream:
            return str(tomllib.load(stream)["project"]["version"])


def database_revision(owner_url: str) -> str:
    """The migration that the database's tables are at; empty when there are no tables."""
    with psycopg.connect(owner_url, connect_timeout=10) as connection:
        row = connection.execute("SELECT to_regclass('public.alembic_version')").fetchone()
        if row is None or row[0] is None:
            return ""
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(found[0]) if found else ""


def code_revisions() -> set[str]:
    """Every migration that this version of the product knows."""
    scripts = ScriptDirectory.from_config(runner.config(""))
    return {script.revision for script in scripts.walk_revisions()}
