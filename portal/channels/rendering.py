"""Choices as numbered lines, for channels without buttons or with too few of them."""

from __future__ import annotations

from portal.channels.ports import Said
from portal.channels.texts import choose_by_number


def numbered(said: Said) -> tuple[str, bool]:
    """The words with the choices below, numbered from one; whether there are any."""
    if not said.choices:
        return said.text, False
    rows = [f"{place}. {choice.title}" for place, choice in enumerate(said.choices, 1)]
    return "\n\n".join(filter(None, [said.text, "\n".join([choose_by_number(said.locale), *rows])])), True
