"""Whether a turn gets slower as the conversation grows, and what one message costs in the understanding alone."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Sequence
from statistics import median

import httpx

from benchmarks.chat import SAYINGS, Listener
from benchmarks.figures import percentile
from portal.installation.layout import SOURCES
from tests.stack import Stack, clean_environment

EARLY, LATE = 10, 300
# A window of whole rounds of the sayings around a turn, so that the same messages are compared.
WINDOW = 2 * len(SAYINGS)
MOST_RATIO = 1.3
NLU_SECONDS = 600
BUSY_SECONDS = 3.0
TRIES = 40


def long_conversation(
    buyer: Listener, turns: int = LATE + WINDOW // 2, say: Callable[[str], None] = print
) -> list[float]:
    """Seconds of each turn of one long conversation. Waits where the portal finds the buyer too fast."""
    times = []
    for number in range(turns):
        times.append(_turn(buyer, SAYINGS[number % len(SAYINGS)]))
        if number % 50 == 49:
            say(f"turn {number + 1}: {1000 * times[-1]:.0f} ms")
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


def around(times: Sequence[float], turn: int) -> Sequence[float]:
    """The turns of the window around ``turn`` (counted from 1); the first two turns warm up and are left out."""
    start = max(turn - WINDOW // 2, 2)
    return times[start : start + WINDOW]


def growth(times: Sequence[float]) -> list[str]:
    """The lines of the report about a long conversation."""
    early, late = around(times, EARLY), around(times, LATE)
    ratio = median(late) / median(early)
    verdict = "within" if ratio <= MOST_RATIO else "OVER"
    figures = [
        f"- turns around the {turn}th: median {1000 * median(of):.0f} ms, p95 {1000 * percentile(of, 0.95):.0f} ms"
        for turn, of in ((EARLY, early), (LATE, late))
    ]
    return [
        *figures,
        f"- ratio {ratio:.2f}, {verdict} the {MOST_RATIO} that is allowed",
    ]


def understanding(stack: Stack) -> list[str]:
    """Milliseconds a message of the held-out set takes through the whole pipeline, one after the other."""
    done = subprocess.run(  # noqa: S603 - our own command
        [str(SOURCES / "bin" / "with"), "assistant", "python", "-m", "nlu.evaluate", "intents", "--json"],
        env=clean_environment(stack.installation) | {"VAR_DIR": str(SOURCES / "var")},
        capture_output=True,
        text=True,
        check=True,
        timeout=NLU_SECONDS,
    )
    figures = json.loads(done.stdout)
    count, middle, most = figures["messages"], figures["ms_p50"], figures["ms_p95"]
    return [f"- one message through the understanding alone: p50 {middle} ms, p95 {most} ms (n = {count})"]
