"""Every text of the portal is there in every language, with the same placeholders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scripts.texts import LANGUAGES, TRANSLATIONS, extract

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    extract(template)
    with template.open("rb") as stream:
        return {_key(message.id) for message in read_po(stream) if message.id}


def _key(identity: str | list[str] | tuple[str, ...]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _forms(string: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [string] if isinstance(string, str) else list(string or ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete_and_keeps_the_placeholders(language: str, wanted: set[str]) -> None:
    path: Path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as stream:
        catalogue = {_key(message.id): message for message in read_po(stream, locale=language) if message.id}
    assert wanted - catalogue.keys() == set(), "run make texts and translate what is new"
    for key in wanted:
        message = catalogue[key]
        assert not message.fuzzy, key
        originals = _forms(message.id)
        for form in _forms(message.string):
            assert form.strip(), f"{language}: {key!r} is not translated"
            allowed = {place for original in originals for place in PLACEHOLDER.findall(original)}
            assert set(PLACEHOLDER.findall(form)) <= allowed | {"%(num)s"}, f"{language}: {key!r}"
