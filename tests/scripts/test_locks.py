"""The locks can be published and install the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.locks import FORBIDDEN, LOCKS
from scripts.stamps import fingerprint, is_current, write

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
PINNED = re.compile(r"^([a-z0-9.-]+)==([^ ;]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PINNED.findall((REQUIREMENTS / f"{name}.txt").read_text()))


@pytest.mark.parametrize("name", [*LOCKS, "tools"])
def test_a_lock_has_hashes_and_neither_addresses_nor_cuda(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    assert FORBIDDEN.search(text) is None
    for package in PINNED.finditer(text):
        following = text[package.end() :].split("\n", 2)[1]
        assert "--hash=sha256:" in following, package.group()


def test_old_numpy_stays_in_the_assistants_environment() -> None:
    assert int(pins("portal")["numpy"].split(".")[0]) >= 2
    assert pins("assistant")["numpy"].startswith("1.24.")


def test_both_environments_encode_with_the_same_runtime() -> None:
    for package in ("onnxruntime", "tokenizers"):
        assert pins("portal")[package] == pins("assistant")[package]


def test_tests_run_on_the_versions_that_are_shipped() -> None:
    shipped = pins("portal")
    different = {name for name, version in pins("portal-dev").items() if shipped.get(name, version) != version}
    assert different == set()


def test_a_stamp_follows_its_inputs(tmp_path: Path) -> None:
    source, stamp = tmp_path / "source.txt", tmp_path / "out" / ".stamp"
    source.write_text("one")
    value = fingerprint(tmp_path, [source])
    assert not is_current(stamp, value)
    write(stamp, value)
    assert is_current(stamp, fingerprint(tmp_path, [source]))
    source.write_text("two")
    assert not is_current(stamp, fingerprint(tmp_path, [source]))
    assert fingerprint(tmp_path, [source]) != fingerprint(tmp_path, [source], "another version")
