"""Order lines by the tags of a message's words; what the grammar reads in it is one of the things that are weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nlu.reading.lines.tagging import model
from nlu.reading.lines.tagging.align import Wanted, guesses, measured
from nlu.reading.lines.tagging.decoding import Group, groups
from nlu.reading.lines.tagging.features import features
from nlu.reading.lines.tagging.sequence import Word, mark_left_out, sequence
from nlu.reading.lines.wishes import EDGES, Wish

MOST = 500  # words; in more there is hardly a word between the goods, and the grammar reads them alone
_CELLS = re.compile(r"(?:[^;\n]+(?:;[^\s;][^;\n]*){2,}\n?)+")  # rows of cells: "MCB6-1P-C16;12;pcs"
_MINUS = re.compile(r"\w+[^\S\n]+[-−]\w?$")  # "add -3": whoever is given the line's words must see the sign
SHORT = 6  # words of a name; in a longer one there may be talk


def lines(text: str, kept: str, by_grammar: Sequence[Wish], locale: str) -> list[Wish]:
    """The lines of `text`. `kept`: what is left without asides and chatter; `by_grammar`: the lines in that."""
    words = weighed(text, kept, by_grammar, locale)
    if not words or _CELLS.fullmatch(text) or _is_plain(words, by_grammar):
        return list(by_grammar)
    tags = model.load().best(features(words))
    found = [_wish(text, words, group) for group in groups(words, tags)]
    return [wish for wish in found if wish.phrase]


def _is_plain(words: Sequence[Word], by_grammar: Sequence[Wish]) -> bool:
    """Whether a message is counted goods and nothing else, or short and nothing but goods and words of ordering: the
    grammar was made for such.
    """
    if not by_grammar or any(len(wish.phrase.split()) > SHORT for wish in by_grammar):
        return False
    short = len(words) <= SHORT + 2 and not any(word.token.is_stop for word in words[:-1])
    if not short and any(wish.amount is None for wish in by_grammar):
        return False
    naming = [word for word in words if not (word.token.is_sign or word.token.is_conjunction)]
    if short:
        naming = [word for word in naming if not (word.token.is_joining or word.token.is_ordering)]
    read = sum(
        len(wish.phrase.split()) + (wish.amount.end - wish.amount.start if wish.amount else 0) for wish in by_grammar
    )
    return all(word.guess != "O" for word in naming) or (len(by_grammar) == 1 and read >= len(naming))


def weighed(text: str, kept: str, by_grammar: Sequence[Wish], locale: str) -> list[Word]:
    """The words of `text` with all that is known of them before they are tagged; none of an endless text."""
    if len(text.split()) > MOST:
        return []
    words = sequence(text, locale)
    mark_left_out(words, kept)
    for word, guess in zip(words, guesses(text, words, [wanted(wish) for wish in by_grammar]), strict=True):
        word.guess = guess
    return words


def wanted(wish: Wish) -> Wanted:
    """A line of the grammar as it is looked for in the text."""
    quantity, unit = measured(wish.amount) if wish.amount else (Decimal(1), None)
    return Wanted(quantity, unit, wish.phrase)


def _wish(text: str, words: Sequence[Word], group: Group) -> Wish:
    places = sorted([*group.name, *group.count])
    start = words[places[0]].start
    minus = _MINUS.search(text[: start + 1])
    said = text[minus.start() if minus else start : words[places[-1]].end]
    runs: list[list[int]] = []
    for place in group.name:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    named = " ".join(text[words[run[0]].start : words[run[-1]].end] for run in runs)
    phrase = " ".join(named.split()).strip(EDGES)
    bare = (
        phrase[1:-1].strip() if phrase.startswith("(") and phrase.endswith(")") and phrase.count("(") == 1 else phrase
    )
    return Wish(" ".join(said.split()), bare, group.amount)
