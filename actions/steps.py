"""Steps that a button carries out, or "yes" after the question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from actions.turn import Turn

Step = Callable[[Turn, dict[str, Any]], Awaitable[None]]

STEPS: dict[str, Step] = {}


def step(name: str) -> Callable[[Step], Step]:
    """Register a step under the name of its payload intent."""

    def register(function: Step) -> Step:
        STEPS[name] = function
        return function

    return register


async def carry_out(turn: Turn, name: str, arguments: dict[str, Any]) -> None:
    """Do the step; the question it answers is over, unless the step asks another one."""
    turn.remember("pending", None)
    await STEPS[name](turn, arguments)
