"""Order lines out of the tags of a message's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nlu.reading.lines.tagging.sequence import Word
from nlu.reading.lines.types import Amount


@dataclass(slots=True)
class Group:
    """The words of one line: those of its name and of its quantity, by their places."""

    name: list[int] = field(default_factory=list)
    count: list[int] = field(default_factory=list)
    amount: Amount | None = None


def groups(words: Sequence[Word], tags: Sequence[str]) -> list[Group]:
    """The lines that `tags` tell, each with a name; their amounts are those that fit the tagged words best."""
    found: list[Group] = []
    shared: list[int] = []
    for index, tag in enumerate(tags):
        if tag == "O":
            continue
        if tag == "E":
            shared.append(index)
            continue
        role = tag[-1]
        if not found or tag[0] == "B" or _is_new(found[-1], words, tags, index, role):
            found.append(Group())
        (found[-1].name if role == "P" else found[-1].count).append(index)
    for group in found:
        group.amount = _fitting(words, group.count)
    found = _completed(found)
    common = _fitting(words, shared)
    if common is not None:
        for group in found:
            group.amount = group.amount or common
    return [group for group in found if group.name]


def _is_new(group: Group, words: Sequence[Word], tags: Sequence[str], index: int, role: str) -> bool:
    """Whether a word behind a gap belongs to no line before it, though its tag does not say so."""
    if tags[index - 1] != "O":
        return False
    filled = group.name if role == "P" else group.count
    return bool(filled) or words[(group.name or group.count)[0]].row != words[index].row


def _completed(found: Sequence[Group]) -> list[Group]:
    """A group that only counts gives its quantity to one before it that has none."""
    result: list[Group] = []
    for group in found:
        if not group.name and result and result[-1].amount is None:
            result[-1].amount = group.amount
            result[-1].count += group.count
        else:
            result.append(group)
    return result


def _fitting(words: Sequence[Word], places: Sequence[int]) -> Amount | None:
    """The reading that covers most of the places and least besides; the surer one of two."""
    wanted = set(places)
    options = {amount for place in places for amount in words[place].amounts}
    if not options:
        return None

    def fit(amount: Amount) -> tuple[int, float]:
        inside = len(wanted & set(range(amount.start, amount.end)))
        return 2 * inside - (amount.end - amount.start), amount.strength

    return max(options, key=fit)
