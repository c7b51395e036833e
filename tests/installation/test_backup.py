"""An installation saved, restored into an empty folder, upgraded: the real database, files and keys."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from portal.installation import settings_file
from portal.installation.backup import back_up
from portal.installation.database import running_database
from portal.installation.first_setup import Answers, set_up
from portal.installation.layout import Installation, InstallationError
from portal.installation.restore import restore
from portal.installation.upgrade import upgrade
from portal.migrations import runner
from portal.shared.errors import Conflict

ANSWERS = Answers("Elektro Nord", "anna@nord.example", "Anna", "https://shop.nord.example", "pl")


def silent(_line: str) -> None:
    """Report to nobody."""


@dataclass(frozen=True)
class Saved:
    """An installation and its archive."""

    installation: Installation
    archive: Path
    link: str


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    base = tmp_path_factory.mktemp("saved")
    here = Installation(base / "var")
    with running_database(here, silent, durable=False) as values:
        link = set_up(here, values, ANSWERS, silent)
    (here.files / "offer.pdf").write_bytes(b"%PDF")
    (here.models / "rasa").mkdir()
    (here.models / "rasa" / "model.tar.gz").write_bytes(b"model")
    with running_database(here, silent) as values:
        with psycopg.connect(values["DATABASE_RASA_URL"]) as connection:
            connection.execute("CREATE TABLE events AS SELECT 7 AS id")
        back_up(here, values, base / "saved.tar", silent)
    return Saved(here, base / "saved.tar", link)


def people(values: Mapping[str, str]) -> list[tuple[object, ...]]:
    with psycopg.connect(values["DATABASE_OWNER_URL"], options="-c app.kind=system") as connection:
        return connection.execute("SELECT email, kind, password_hash FROM users").fetchall()


def test_setup_invites_one_administrator_without_a_password(saved: Saved) -> None:
    assert saved.link.startswith("https://shop.nord.example/reset/")
    with running_database(saved.installation, silent) as values:
        assert people(values) == [("anna@nord.example", "staff", None)]
        assert values["SUPPLIER_NAME"] == "Elektro Nord"
        assert values["SECURE_COOKIES"] == "true"
        with pytest.raises(Conflict, match="administrator already"):
            set_up(saved.installation, values, ANSWERS, silent)


def test_an_archive_is_for_its_maker_alone(saved: Saved) -> None:
    assert saved.archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(saved.archive) as archive:
        names = set(archive.getnames())
    assert {"manifest.json", "database.dump", "settings.env", "files/offer.pdf", "models/rasa/model.tar.gz"} <= names


def test_restore_into_an_empty_folder(saved: Saved, tmp_path: Path) -> None:
    there = Installation(tmp_path / "elsewhere")
    restore(there, saved.archive, silent)
    before = settings_file.read(saved.installation.settings_file)
    with running_database(there, silent) as values:
        assert people(values) == [("anna@nord.example", "staff", None)]
        for name in (*settings_file.SECRETS, "SUPPLIER_NAME", "WEB_URL"):
            assert values[name] == before[name]
        assert values["DATABASE_OWNER_URL"] != before["DATABASE_OWNER_URL"]
        runner.check(values["DATABASE_OWNER_URL"])
        with psycopg.connect(values["DATABASE_RASA_URL"]) as connection:
            assert connection.execute("SELECT id FROM events").fetchone() == (7,)
            connection.execute("INSERT INTO events VALUES (8)")
        with psycopg.connect(values["DATABASE_WEB_URL"]) as connection:
            assert connection.execute("SELECT count(*) FROM users").fetchone() == (0,), "the wall came back too"
    assert (there.files / "offer.pdf").read_bytes() == b"%PDF"
    assert (there.models / "rasa" / "model.tar.gz").read_bytes() == b"model"
    assert not (there.var_dir / ".restoring").exists()


def test_restore_keeps_models_that_the_archive_lacks(saved: Saved, tmp_path: Path) -> None:
    with running_database(saved.installation, silent) as values:
        archive = back_up(saved.installation, values, tmp_path / "small.tar", silent, with_models=False)
    there = Installation(tmp_path / "var")
    there.create_folders()
    (there.models / "built").write_text("here")
    assert not restore(there, archive, silent).with_models
    assert (there.models / "built").read_text() == "here"


def test_restore_refuses_a_folder_with_an_installation(saved: Saved) -> None:
    with pytest.raises(InstallationError, match="empty folder"):
        restore(saved.installation, saved.archive, silent)


def archive_of(path: Path, manifest: Mapping[str, object] | None) -> Path:
    with tarfile.open(path, "w") as archive:
        data = json.dumps(manifest).encode() if manifest else b"else"
        member = tarfile.TarInfo("manifest.json" if manifest else "else.txt")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return path


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        (None, "no backup of Prilavok"),
        ({"surprise": 1}, "cannot be read"),
        (
            {"product": "9.0", "created_at": "2030-01-01T00:00:00Z", "revision": "9999", "with_models": False},
            "newer than this one",
        ),
    ],
    ids=["something else", "broken manifest", "newer product"],
)
def test_restore_refuses_what_it_cannot_read(tmp_path: Path, manifest: Mapping[str, object] | None, why: str) -> None:
    there = Installation(tmp_path / "var")
    with pytest.raises(InstallationError, match=why):
        restore(there, archive_of(tmp_path / "odd.tar", manifest), silent)
    assert list(there.var_dir.iterdir()) == []


def test_upgrade_saves_first_and_adds_new_settings(saved: Saved, tmp_path: Path) -> None:
    there = Installation(tmp_path / "var")
    restore(there, saved.archive, silent)
    old = settings_file.read(there.settings_file)
    del old["INDEX_TOKEN"], old["WORKER_IO_PORT"]
    settings_file.write(there.settings_file, old)
    with running_database(there, silent) as values:
        before = upgrade(there, values, silent)
    after = settings_file.read(there.settings_file)
    assert before.exists()
    assert after["INDEX_TOKEN"]
    assert after["WORKER_IO_PORT"]
    assert after["SECRET_KEY"] == old["SECRET_KEY"]


def test_upgrade_refuses_while_the_product_runs(saved: Saved) -> None:
    import fcntl

    with (saved.installation.run / "supervisor.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with running_database(saved.installation, silent) as values, pytest.raises(InstallationError, match="running"):
            upgrade(saved.installation, values, silent)
