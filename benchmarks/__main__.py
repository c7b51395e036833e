"""``python -m benchmarks [--data FOLDER] [--seconds N] [--only PART …]``: measure and write docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections.abc import Collection, Sequence
from pathlib import Path

import httpx

from benchmarks.chat import listeners, one_after_another, open_loop
from benchmarks.default_pipeline import beside_the_default
from benchmarks.figures import spread, write_section
from benchmarks.product import idle_share, index_times, memory, people, portal, search_times
from benchmarks.turns import long_conversation
from tests.e2e.talk import api, wait_for_search
from tests.stack import Stack, running_product

PARTS = ("start", "chat", "turns", "search", "imports", "default")
BUYERS = 20
SINGLE_TURNS = 200
TURN = "A chat turn, from sending to the answer on the live stream"
LARGE = "Icecat and Online Retail, about 25,700 products"
ICECAT = Path("icecat/products.jsonl.gz")
RETAIL = Path("online_retail/transactions.parquet")
RETAIL_CUSTOMER = "17841"
RETAIL_DAY = "2011-09-28"


def say(text: str) -> None:
    """Progress for whoever waits."""
    print(text, flush=True)  # noqa: T201 - a command that talks to a person


def imports(stack: Stack, data: Path) -> list[str]:
    """Import the real files; a line for each."""
    lines = []
    for title, words in (
        ("Icecat, 19,406 products", ("catalogue", str(data / ICECAT), "--format", "icecat")),
        ("Online Retail, 370,931 lines", ("orders", str(data / RETAIL), "--format", "online-retail")),
        ("Icecat again, nothing changed", ("catalogue", str(data / ICECAT), "--format", "icecat")),
    ):
        output, seconds = portal(stack, "import", *words)
        told = [line.strip() for line in output.splitlines() if re.search(r"rows/s|rows a second|MiB", line)]
        lines.append(f"| {title} | {seconds:.0f} s | {'; '.join(told[-2:])} |")
        say(lines[-1])
    return ["| file | wall clock | said by the command |", "| --- | --- | --- |", *lines]


def retail_proposal(stack: Stack) -> list[str]:
    """A buyer of the imported retailer's busiest customer asks for his usual basket, as of the data's last days."""
    password = "benchmarks only, thrown away"  # noqa: S105 - of a person in a temporary database
    link, _seconds = portal(
        stack, "accounts", "invite", "bench@retail.example", "--company", RETAIL_CUSTOMER, "--role", "buyer"
    )
    secret = link.strip().rsplit("/", 1)[-1]
    with httpx.Client(base_url=stack.url, timeout=60) as browser:
        page = browser.get(f"/reset/{secret}").text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        if token is None:
            raise RuntimeError("the page of the invitation has no form")
        form = {"password": password, "repeat": password, "csrf_token": token.group(1)}
        saved = browser.post(f"/reset/{secret}", data=form)
        if saved.status_code != httpx.codes.FOUND:
            raise RuntimeError(f"the invitation was not taken: {saved.status_code}")
        given = browser.post("/api/v1/tokens", json={"email": "bench@retail.example", "password": password}).json()
        headers = {"Authorization": f"Bearer {given['access_token']}"}
        times, lines = [], 0
        for _ in range(20):
            began = time.perf_counter()
            answer = browser.post("/api/v1/cart/proposals", params={"as_of": RETAIL_DAY}, headers=headers)
            times.append(time.perf_counter() - began)
            answer.raise_for_status()
            lines = len(answer.json()["lines"])
    say(f"proposal: {lines} lines, {spread(times)}")
    told = f"Cart proposal for Online Retail's customer {RETAIL_CUSTOMER} as of {RETAIL_DAY}"
    return ["", f"{told}: {lines} lines, {spread(times)}"]


def chat(stack: Stack, seconds: float) -> tuple[list[str], list[float]]:
    """Turns of one buyer, then of many at once: the lines of the report, and the one buyer's seconds."""
    clients = people(stack, BUYERS)
    with listeners(clients) as opened:
        single = one_after_another(opened[0], SINGLE_TURNS)
        say(f"one buyer: {spread(single)}")
        many, late = open_loop(opened, seconds)
        say(f"{len(opened)} buyers: {spread(many)}, {late} without an answer")
    load = f"{len(clients)} buyers, each writing every 5 to 10 s for {seconds:.0f} s (open loop)"
    lines = [
        f"- one buyer, one message after the other: {spread(single)}",
        f"- {load}: {spread(many)}; {late} without an answer",
    ]
    return lines, single


def turns(stack: Stack) -> list[str]:
    """Whether the 300th turn costs what the 10th does."""
    lines = long_conversation(stack, say)
    for line in lines:
        say(line)
    return lines


def measure(data: Path | None, seconds: float, parts: Collection[str]) -> None:
    """One run over a fresh product; every section of the report that could be measured is replaced."""
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder) / "var"
        began = time.perf_counter()
        with running_product(var, "--demo") as stack:
            first = time.perf_counter() - began
            wait_for_search(stack, 900)
            searchable = time.perf_counter() - began
            say(f"first start {first:.0f} s, everything searchable after {searchable:.0f} s")
        began = time.perf_counter()
        with running_product(var, "--demo") as stack:
            second = time.perf_counter() - began
            say(f"second start {second:.0f} s")
            if "start" in parts:
                lines = [
                    f"- first start, with database, migrations and demo: {first:.0f} s",
                    f"- the same until every product has its vector: {searchable:.0f} s",
                    f"- second start: {second:.0f} s",
                ]
                write_section("start", ["## Starting (everything built)", "", *lines])
            single = _running(stack, seconds, parts)
            if data is not None and "imports" in parts:
                _large(stack, data, seconds / 2)
    if "default" in parts:
        # The product is stopped: what is compared has the machine to itself.
        write_section("default", beside_the_default(single, say))


def _running(stack: Stack, seconds: float, parts: Collection[str]) -> list[float]:
    """What is measured with the demo's catalogue; the seconds of one buyer's turns, if they were needed."""
    single: list[float] = []
    if "chat" in parts:
        lines, single = chat(stack, seconds)
        write_section("chat", [f"## {TURN}", "", "Demo catalogue:", "", *lines])
    elif "default" in parts:
        with listeners([api(stack, "buyer")]) as opened:
            single = one_after_another(opened[0], SINGLE_TURNS)
    if "turns" in parts:
        write_section("turns", ["## A long conversation", "", *turns(stack)])
    if "search" in parts:
        _search_and_memory(stack, "demo catalogue", "small")
    return single


def _large(stack: Stack, data: Path, seconds: float) -> None:
    """The imports, and search and chat with the large catalogue."""
    lines = [*imports(stack, data), *retail_proposal(stack)]
    write_section("imports", ["## Imports of real files into the running product", "", *lines])
    wait_for_search(stack, 3000)
    _search_and_memory(stack, f"with {LARGE}", "large")
    lines, _single = chat(stack, seconds)
    write_section("chat-large", [f"## {TURN}, with {LARGE}", "", *lines])


def _search_and_memory(stack: Stack, title: str, name: str) -> None:
    idle = idle_share(stack)
    client = api(stack, "buyer")
    through_api, inside = search_times(client, 8), index_times(stack, 8)
    used = memory(stack)
    say(f"{title}: {spread(through_api)}; {sum(used.values()):.0f} MiB")
    write_section(
        f"search-{name}",
        [
            f"## Search and memory, {title}",
            "",
            f"- `GET /api/v1/products?q=`, prices, stock and facets included: {spread(through_api)}",
            f"- the index alone: {spread(inside)}",
            f"- idle: {idle:.1f} % of one core",
            f"- memory (PSS): {sum(used.values()):.0f} MiB in all: "
            + ", ".join(f"{part} {size:.0f}" for part, size in sorted(used.items(), key=lambda pair: -pair[1])),
        ],
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with icecat/ and online_retail/; without it they are skipped")
    parser.add_argument("--seconds", type=float, default=90, help="how long twenty buyers write")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="measure these alone")
    given = parser.parse_args(arguments)
    if given.data is not None and not (given.data / ICECAT).exists():
        parser.error(f"{given.data / ICECAT} is missing")
    if given.data is None and "imports" in given.only:
        say("no --data folder: imports and the large catalogue are skipped")
    # How fast a person may write is not what is measured.
    os.environ["MESSAGES_PER_MINUTE"] = "6000"
    began = time.perf_counter()
    measure(given.data, given.seconds, given.only)
    say(f"done in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
