"""``bin/with assistant python -m nlu.evaluate COMMAND …``; ``COMMAND --help`` says what it takes."""

from __future__ import annotations

import sys
from importlib import import_module

# Each module has ``main(arguments) -> exit status``; it is imported only when its command runs.
COMMANDS = {
    "dialogues": "whole conversations played against the running product",
    "intents": "how well the trained model tells what is meant",
    "public": "our classifier beside a linear head and Rasa's own pipeline on public data",
    "order-lines": "how well order lines are read out of free text",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the named measurement, ``intents`` if none is named; returns the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    name = words.pop(0) if words and not words[0].startswith("-") else "intents"
    if name not in COMMANDS:
        known = "\n".join(f"  {command:12} {text}" for command, text in COMMANDS.items())
        sys.stderr.write(f"python -m nlu.evaluate: there is no measurement {name!r}; there are\n{known}\n")
        return 2
    module = import_module(f"nlu.evaluate.{name.replace('-', '_')}")
    status: int = module.main(words)
    return status


if __name__ == "__main__":
    raise SystemExit(main())
