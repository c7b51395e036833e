"""Which tokens of a row make which order lines: the best of all ways to cut it, found by dynamic programming.

A row is cut where a separator stands or where a quantity begins or ends. Every way to read a part (quantity first,
last, in the middle, none) has a score; cuts without a separator cost. All weights are in `weights`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.reading.lines import amounts, phrases, weights, words
from nlu.reading.lines.chatter import GAP
from nlu.reading.lines.multiplied import TIMES
from nlu.reading.lines.tokens import Token
from nlu.reading.lines.types import Amount


@dataclass(frozen=True, slots=True)
class Part:
    """A line as found: tokens `start` to `end`, its name's tokens, its quantity."""

    start: int
    end: int
    name: tuple[int, ...]
    amount: Amount | None
    talk: bool = False


@dataclass(slots=True)
class _Row:
    tokens: Sequence[Token]
    starts: dict[int, list[Amount]]
    ends: dict[int, list[Amount]]
    depth: list[int]
    everywhere: bool
    joined: int = 0  # where the first "and" before a quantity stands

    def within(self, start: int, stop: int) -> list[Amount]:
        """The quantities between two places."""
        return [each for index in range(start, stop) for each in self.starts.get(index, ()) if each.end <= stop]


def parts(tokens: Sequence[Token], locale: str, *, everywhere: bool = False) -> list[Part]:
    """The lines of a row without stops. With `everywhere`, every "and" cuts, as after "5 of each"."""
    row = _Row(tokens, {}, {}, phrases.depths(tokens), everywhere)
    for amount in amounts.find(tokens, locale):
        if everywhere and not (amount.unit or amount.closed or amount.each or amount.worded):
            continue
        row.starts.setdefault(amount.start, []).append(amount)
        row.ends.setdefault(amount.end, []).append(amount)
    row.joined = _first_joined(row)
    places = _places(row)
    best: list[tuple[float, int, Part | None]] = [(0.0, -1, None)]
    for index in range(1, len(places)):
        options = [
            (best[before][0] + score, before, part)
            for before in range(_earliest(row, places, index), index)
            for score, part in [_scored(row, places[before], places[index])]
        ]
        best.append(max(options, key=lambda option: option[0]))
    result: list[Part] = []
    index = len(places) - 1
    while index > 0:
        _, before, part = best[index]
        if part is not None:
            result.append(part)
        index = before
    return result[::-1]


def _first_joined(row: _Row) -> int:
    """Where the first "and" before a quantity stands; behind the end when there is none."""
    for place, token in enumerate(row.tokens[1:], 1):
        if token.is_conjunction and any(each.strength >= weights.LEADING for each in row.starts.get(place + 1, ())):
            return place
    return len(row.tokens)


def _earliest(row: _Row, places: Sequence[int], index: int) -> int:
    """From which place on a line that ends at `places[index]` may begin: few commas and counts fit into one name."""
    budget = weights.SIGNS
    before = index - 1
    near = weights.NEAR if len(places) <= weights.MANY else weights.NEAR // 3
    while before > max(0, index - near):
        for place in range(places[before], places[before + 1]):
            budget -= row.tokens[place].is_comma + any(each.closed for each in row.starts.get(place, ()))
        if budget < 0:
            break
        before -= 1
    return before


def _places(row: _Row) -> list[int]:
    """Where the row may be cut, from 0 to its length."""
    count = len(row.tokens)
    places = {0, count}
    for index, token in enumerate(row.tokens):
        if not row.depth[index] and (token.is_comma or token.is_conjunction):
            places |= {index, index + 1} if token.is_comma else {index}
    for amount in row.within(0, count):
        if amount.strength > 0 and not (row.depth[amount.start] and row.tokens[amount.start].text != "("):
            if amount.place != "end":
                places.add(amount.start)
            if amount.closed or amount.unit or amount.worded:
                places.add(amount.end)
    return sorted(places)


def _scored(row: _Row, start: int, end: int) -> tuple[float, Part | None]:
    """The best reading of the tokens from `start` to `end` as one line, less what the cut at `start` costs."""
    cost = _cut_cost(row, start)
    while start < end and (
        row.tokens[start].is_comma or row.tokens[start].is_conjunction or row.tokens[start].text == "."
    ):
        start += 1
    stop = end
    while start < stop and (row.tokens[stop - 1].is_comma or row.tokens[stop - 1].text == "."):
        stop -= 1
    if start == stop:
        return -cost, None
    inner = row.within(start, stop)
    options = [_named_only(row, start, stop, inner)]
    options += [
        _with_amount(row, start, stop, inner, each)
        for each in inner
        if each.strength > -1 and _fits(row, start, stop, each)
    ]
    score, part = max(options, key=lambda option: option[0])
    return score - cost, part


def _cut_cost(row: _Row, start: int) -> float:
    """What it costs to cut before `start`."""
    if start == 0:
        return 0.0
    token, before = row.tokens[start], row.tokens[start - 1]
    if token.is_comma or before.is_comma:
        return 0.0
    if token.low in TIMES or before.low == "sds":
        return weights.CUT_AT_NUMBER + weights.CUT_AT_COUNT
    if token.is_conjunction:
        return _joint_cost(row, start)
    if words.is_joining(before.text) and not before.is_sign:
        return weights.CUT_AT_NUMBER + 1
    costs = [
        weights.CUT_AT_COUNT if each.closed or each.worded else weights.CUT_AFTER_MEASURE
        for each in row.ends.get(start, ())
    ]
    if token.unit or words.is_measure(token.text) or words.continues_name(token.text):
        costs = [cost + weights.AFTER_MEASURE for cost in costs]
    costs += [_begin_cost(row, each) for each in row.starts.get(start, ()) if each.place != "end"]
    return min(costs, default=weights.CUT_AT_NUMBER + 1)


def _joint_cost(row: _Row, start: int) -> float:
    """What it costs to cut before an "and"."""
    token = row.tokens[start]
    if token.low in {"plus", "плюс"}:
        return 2 * weights.AND_IN_LIST
    if token.text in {"+", "&"}:
        return 0.0
    if row.everywhere:
        return weights.AND_OF_EACH
    listed = any(each.is_comma for each in row.tokens[:start]) or _word_at(row, start + 1) in {"a", "an"}
    closing = not any(each.is_comma and each.text != GAP for each in row.tokens[start:])
    if (listed and closing) or _counted_on(row, start):
        return weights.AND_IN_LIST
    ends = any(each.strength > 0 for each in row.ends.get(start, ()))
    begins = (*row.starts.get(start, ()), *row.starts.get(start + 1, ()))
    starts = any(each.strength > 0 and each.place != "end" for each in begins)
    return 0.0 if ends or starts else weights.AND_WITHOUT_AMOUNT


def _counted_on(row: _Row, start: int) -> bool:
    """Whether "and" already joined what was counted before it: "eight plugs and four coils and a belt"."""
    return row.joined < start


def _begin_cost(row: _Row, each: Amount) -> float:
    if each.closed or each.worded:
        return weights.CUT_AT_COUNT
    if each.unit and words.continues_name(_word_at(row, each.end)):
        return weights.CUT_AT_MEASURE + weights.AFTER_MEASURE
    return weights.CUT_AT_MEASURE if each.unit else weights.CUT_AT_NUMBER + words.is_figure(_word_at(row, each.end))


def _fits(row: _Row, start: int, stop: int, amount: Amount) -> bool:
    """Whether nothing but talk stands before a quantity that must come first, or after one that must come last."""
    if amount.place == "start" and amount.start > start:
        return _is_talk(row.tokens[amount.start - 1])
    if amount.place == "end" and amount.end < stop:
        return _is_talk(row.tokens[amount.end])
    return True


def _is_talk(token: Token) -> bool:
    return token.is_sign or token.is_joining or token.is_ordering or token.is_talking or token.is_stating


def _word_at(row: _Row, index: int) -> str:
    return row.tokens[index].low if index < len(row.tokens) else ""


def _begin(row: _Row, start: int, stop: int) -> int:
    """Where a line begins behind talk."""
    while start < stop and _is_talk(row.tokens[start]):
        start += 1
    return start


def _lost(inner: Sequence[Amount], amount: Amount | None, begin: int, stop: int) -> float:
    """What quantities cost that stay in a name."""
    cost, covered = 0.0, amount.end if amount else -1
    seen = -1
    for each in inner:
        outside = amount is None or each.end <= amount.start or each.start >= covered
        if outside and each.start >= seen and each.strength > 0 and each.place != "start":
            cost += weights.LOST_COUNT if each.closed else weights.LOST_MEASURE if each.unit else 0.0
            seen = each.end if each.unit or each.closed else seen
    if (
        amount is not None
        and not amount.closed
        and amount.place == "any"
        and any(each.end == stop and each.place == "end" for each in inner)
    ):
        cost += 0.0 if amount.end == stop else weights.LOST_NUMBER
    if inner and amount is not inner[0] and inner[0].place == "start" and inner[0].strength >= weights.LEADING:
        cost += (
            weights.LOST_NUMBER if inner[0].start == begin and (amount is None or amount.start > inner[0].end) else 0.0
        )
    return cost


def _commas(row: _Row, start: int, stop: int, amount: Amount | None) -> float:
    cost = 0.0
    for index in range(start, stop):
        if not row.tokens[index].is_comma or row.depth[index] or row.tokens[index].text == "\u241f":
            continue
        after = row.tokens[index + 1].text if index + 1 < stop else ""
        if amount and index + 1 == amount.start and amount.end >= stop:
            cost += weights.COMMA_BEFORE_AMOUNT if amount.closed or amount.unit else weights.COMMA_IN_NAME
        elif row.everywhere:
            cost += weights.COMMA_IN_NAME
        elif _describes(row, index + 1, stop):
            cost += weights.COMMA_BEFORE_ATTRIBUTE - 0.4
        elif words.continues_name(after) or words.is_size(after):
            cost += weights.COMMA_BEFORE_ATTRIBUTE
        elif words.is_figure(after) and not (amount and index + 1 >= amount.start):
            cost += 0.2
        else:
            cost += weights.COMMA_IN_NAME + (0.5 if amount and index + 1 == amount.end else 0.0)
    return cost


def _describes(row: _Row, index: int, stop: int) -> bool:
    """As in "3 m length", "pack of 10": a size of the product or of its package."""
    low = [each.low for each in row.tokens[index : min(stop, index + 3)]]
    return len(low) == 3 and (words.is_measure(low[2]) or (low[0] == "pack" and low[1] == "of" and low[2].isdigit()))


def _named_only(row: _Row, start: int, stop: int, inner: Sequence[Amount]) -> tuple[float, Part]:
    name, talk = phrases.name_alone(row.tokens, start, stop)
    cost = _lost(inner, None, _begin(row, start, stop), stop) + _commas(row, start, stop, None)
    if len(name) == 2 and row.tokens[name[1]].unit and phrases.only_measures(row.tokens, name):
        cost += weights.LOST_COUNT
    if not name:
        return -0.05 - max(0.0, _commas(row, start, stop, None)), Part(start, stop, (), None, talk=True)
    return (-0.05 if talk else 0.0) - cost, Part(start, stop, () if talk else name, None, talk=talk)


def _with_amount(row: _Row, start: int, stop: int, inner: Sequence[Amount], amount: Amount) -> tuple[float, Part]:
    before, heading = phrases.before_amount(row.tokens, start, amount.start)
    after = phrases.after_amount(row.tokens, amount.end, stop)
    cost = _lost(inner, amount, _begin(row, start, stop), stop) + _commas(row, start, stop, amount)
    score = amount.strength - cost
    if amount.start == start and amount.end + 1 < stop and row.tokens[amount.end].is_conjunction:
        score -= weights.LOST_COUNT * any(
            each.strength >= weights.LEADING for each in row.starts.get(amount.end + 1, ())
        )
    if (amount.place == "start" and before) or (amount.place == "end" and after):
        return -9.0, Part(start, stop, (), amount)
    if heading and not after and not before:
        before = ()
    if before and after:
        of = row.tokens[amount.end - 1].low == "of"
        if of:
            before = ()
            score -= weights.LOST_WORDS
        else:
            score -= weights.INSIDE
    name = (*before, *after)
    if name and phrases.only_measures(row.tokens, name):
        score -= weights.COMMA_IN_NAME + weights.LOST_MEASURE
    if not name:
        alone = amount.strength if amount.each else weights.AMOUNT_ALONE + 0.1 * amount.strength
        return alone - cost, Part(start, stop, (), amount)
    return score, Part(start, stop, name, amount)
