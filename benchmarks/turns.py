"""Whether a turn gets slower as the conversation grows.

The first turns are measured twice, in a conversation before the long one and in one after it, so that a machine that
becomes slower or faster meanwhile is not taken for growth.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median

import httpx

from benchmarks.chat import SAYINGS, Listener, listeners
from benchmarks.figures import percentile
from tests.e2e.talk import api, start_afresh
from tests.stack import Stack

EARLY, LATE = 10, 300
# A window of whole rounds of the sayings around a turn, so that the same messages are compared.
WINDOW = 2 * len(SAYINGS)
MOST_RATIO = 1.3
BUSY_SECONDS = 3.0
TRIES = 40


def long_conversation(stack: Stack, say: Callable[[str], None]) -> list[str]:
    """The lines of the report: the 10th turn and the 300th of conversations of one buyer."""
    early = _around(_conversation(stack, EARLY + WINDOW // 2, say), EARLY)
    times = _conversation(stack, LATE + WINDOW, say)
    early += _around(_conversation(stack, EARLY + WINDOW // 2, say), EARLY)
    late = times[-2 * WINDOW :]
    ratio = median(late) / median(early)
    verdict = "within" if ratio <= MOST_RATIO else "OVER"
    return [
        f"- turns around the {EARLY}th, of two conversations, before and after the long one: {_figures(early)}",
        f"- turns around the {LATE}th: {_figures(late)}; the whole conversation: {_figures(times[2:])}",
        f"- ratio of the medians {ratio:.2f}, {verdict} the {MOST_RATIO} that is allowed",
    ]


def _conversation(stack: Stack, turns: int, say: Callable[[str], None]) -> list[float]:
    """Seconds of each turn of a conversation that begins anew. Waits where the portal finds the buyer too fast."""
    start_afresh(stack, "buyer")
    times: list[float] = []
    with listeners([api(stack, "buyer")]) as opened:
        for number in range(turns):
            times.append(_turn(opened[0], SAYINGS[number % len(SAYINGS)]))
            if number % (6 * len(SAYINGS)) == 6 * len(SAYINGS) - 1:
                say(f"turns to {number + 1}: median {1000 * median(times[-6 * len(SAYINGS) :]):.0f} ms")
    return times


def _turn(buyer: Listener, text: str) -> float:
    for _ in range(TRIES):
        try:
            return buyer.turn(text)
        except httpx.HTTPStatusError as refusal:
            if refusal.response.status_code != httpx.codes.TOO_MANY_REQUESTS:
                raise
            time.sleep(BUSY_SECONDS)
    raise TimeoutError(f"the portal takes no more messages: {text}")


def _around(times: Sequence[float], turn: int) -> list[float]:
    """The turns of the window around ``turn``, counted from 1."""
    start = turn - WINDOW // 2
    return list(times[start : start + WINDOW])


def _figures(times: Sequence[float]) -> str:
    return f"median {1000 * median(times):.0f} ms, p95 {1000 * percentile(times, 0.95):.0f} ms (n = {len(times)})"
