"""Which model is served: swapped whole, kept, taken back, and given way to a newly set-up one."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.teaching.errors import ModelTrouble, RetrainingUnderWay
from portal.teaching.model.serving import Card, Models

FIGURES = {"accuracy": 0.95, "out_of_scope_recall": 0.9}


def set_up(var: Path, name: str, content: bytes, age: int = 0) -> None:
    folder = var / "models" / "rasa"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.tar.gz").write_bytes(content)
    moment = datetime.now(UTC).timestamp() - age
    os.utime(folder / f"{name}.tar.gz", (moment, moment))


def teach(models: Models, number: int) -> None:
    file = models.folder / f"made-{number}"
    file.write_bytes(f"taught {number}".encode())
    trained_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
    models.swap(file, Card(name=f"taught-{number}", base="base-1", trained_at=trained_at, examples=1, figures=FIGURES))


@pytest.fixture
def models(tmp_path: Path) -> Models:
    set_up(tmp_path, "base-0", b"old", age=60)
    set_up(tmp_path, "base-1", b"base")
    return Models(tmp_path)


def served(models: Models) -> bytes:
    return models.served_file.read_bytes()


def test_at_first_the_newest_of_the_set_up_is_served(models: Models, tmp_path: Path) -> None:
    assert models.state() is None
    assert models.prepare() == "base-1"
    assert served(models) == b"base"
    models.served_file.unlink()
    assert models.prepare() == "base-1"
    assert served(models) == b"base"
    with pytest.raises(ModelTrouble, match="make setup"):
        Models(tmp_path / "elsewhere").prepare()


def test_a_taught_model_stays_served_over_starts_and_can_be_taken_back(models: Models) -> None:
    models.prepare()
    teach(models, 1)
    assert Models(models.folder.parent).prepare() == "taught-1"
    assert served(models) == b"taught 1"
    state = models.rollback()
    assert (state.served, state.former, served(models)) == ("base-1", "taught-1", b"base")
    assert models.prepare() == "base-1"
    assert models.rollback().served == "taught-1"
    assert served(models) == b"taught 1"


def test_the_former_model_outlives_what_the_set_up_deletes(models: Models, tmp_path: Path) -> None:
    models.prepare()
    teach(models, 1)
    set_up(tmp_path, "base-2", b"new", age=5)
    os.utime(tmp_path / "models" / "rasa" / "base-1.tar.gz")
    (tmp_path / "models" / "rasa" / "base-0.tar.gz").unlink()
    models.rollback()
    assert served(models) == b"base"


def test_a_model_that_was_set_up_anew_takes_the_place_of_a_taught_one(models: Models, tmp_path: Path) -> None:
    models.prepare()
    teach(models, 1)
    set_up(tmp_path, "base-2", b"new data", age=-5)
    assert models.prepare() == "base-2"
    assert served(models) == b"new data"
    with pytest.raises(ModelTrouble, match="no former model"):
        models.rollback()


def test_only_a_few_are_kept_and_never_without_the_two_in_use(models: Models) -> None:
    models.prepare()
    for number in range(1, 8):
        teach(models, number)
    files = {path.name.removesuffix(".tar.gz") for path in (models.folder / "models").glob("*.tar.gz")}
    assert len(files) == 4
    assert {"taught-7", "taught-6"} <= files
    assert {card.name for card in models.cards()} <= files
    assert not list(models.folder.rglob("*.partial"))


def test_one_at_a_time(models: Models) -> None:
    with models.locked(), pytest.raises(RetrainingUnderWay), Models(models.folder.parent).locked():
        pass
