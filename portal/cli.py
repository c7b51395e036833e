"""The command `portal`."""

from __future__ import annotations

import importlib
import importlib.util

import click

GROUPS = (
    "installation",
    "demo",
    "importing",
    "recommendations",
    "audit",
    "accounts",
    "channels",
    "widget",
    "teaching",
    "conversations",
)


@click.group()
def main() -> None:
    """Prilavok: run it, set it up, import into it, look after it."""


@main.command()
@click.argument("queue", type=click.Choice(["turns", "io", "heavy"]))
@click.option("--port", type=int, envvar="WORKER_PORT", help="Serve /healthz and /readyz on this loopback port.")
def worker(queue: str, port: int | None) -> None:
    """Work through one queue until stopped."""
    from portal.worker import run_worker

    run_worker(queue, port)


def _mount() -> None:
    """Add the commands that the concepts bring: `COMMANDS` of their commands.py; the installation's at the top."""
    for group in GROUPS:
        if (
            importlib.util.find_spec(f"portal.{group}") is None
            or importlib.util.find_spec(f"portal.{group}.commands") is None
        ):
            continue
        module = importlib.import_module(f"portal.{group}.commands")
        commands = module.installation.commands.values() if group == "installation" else module.COMMANDS
        for command in commands:
            main.add_command(command)


_mount()

if __name__ == "__main__":
    main()
