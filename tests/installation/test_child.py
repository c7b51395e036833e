"""Supervised processes: started with what they need alone, restarted when they die, ended when they do not listen."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable

import pytest

from portal.installation import child as child_module
from portal.installation.child import Child
from portal.installation.processes import ProcessSpec

SLEEPER = "import time; print('up', flush=True); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


class Lines:
    """What a child printed and what was said about it."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def __call__(self, _name: str, line: str) -> None:
        self.all.append(line)


def spec(code: str) -> ProcessSpec:
    return ProcessSpec("probe", (sys.executable, "-c", code), {"PATH": "/usr/bin"}, "http://127.0.0.1:9/")


def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def test_a_child_gets_its_own_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for everybody")
    lines = Lines()
    probe = Child(spec("import os; print(sorted(os.environ))"), lines)
    probe.start()
    until(lambda: bool(lines.all))
    assert "SECRET_KEY" not in lines.all[0]
    probe.kill()


def test_a_killed_child_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "FIRST_PAUSE", 0.05)
    lines = Lines()
    probe = Child(spec(SLEEPER), lines)
    probe.start()
    until(lambda: lines.all == ["up"])
    first = probe.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)

    def again() -> bool:
        probe.supervise()
        return lines.all.count("up") == 2

    until(again)
    assert probe.restarts == 1
    assert probe.pid not in {None, first}
    assert any("SIGKILL" in line and "again" in line for line in lines.all)
    probe.kill()


def test_a_child_that_keeps_dying_is_given_longer_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(child_module, "LONGEST_PAUSE", 0.04)
    lines = Lines()
    probe = Child(spec("raise SystemExit(3)"), lines)
    probe.start()
    pauses: list[float] = []

    def four_deaths() -> bool:
        probe.supervise()
        if probe._pause not in pauses:
            pauses.append(probe._pause)
        return sum("status 3" in line for line in lines.all) >= 4

    until(four_deaths)
    assert pauses[-1] == 0.04
    assert pauses == sorted(pauses)
    probe.kill()


@pytest.mark.parametrize(("code", "stubborn"), [(SLEEPER, False), (DEAF, True)], ids=["listens", "deaf"])
def test_ending(code: str, *, stubborn: bool) -> None:
    lines = Lines()
    probe = Child(spec(code), lines)
    probe.start()
    until(lambda: lines.all == ["up"])
    probe.terminate()
    if stubborn:
        time.sleep(0.2)
        assert probe.is_running()
    else:
        until(lambda: not probe.is_running())
    assert probe.kill() is stubborn
    assert not probe.is_running()
