"""``python -m nlu.evaluate dialogues FOLDER``: plays conversations against the running product.

Each is judged by what it did to the database (cart, orders, requests, conversation), not by the bot's words alone.
Run it in the assistant's environment while `make run` runs: ``bin/with assistant python -m nlu.evaluate dialogues
tests/assistant/dialogues``. It writes as people of the demo do: into their carts, and it places orders.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from nlu.evaluate.play.player import Played, Player
from nlu.evaluate.play.script import LANGUAGES, BadScriptError, Dialogue, read_folder
from nlu.evaluate.play.shop import Address


def play_all(dialogues: list[Dialogue]) -> list[Played]:
    """Play every dialogue, the languages side by side."""
    address = Address.of_installation()
    by_language = [[one for one in dialogues if one.lang == lang] for lang in LANGUAGES]

    def play(mine: list[Dialogue]) -> list[Played]:
        player = Player(address, mine[0].lang)
        try:
            return [player.play(dialogue) for dialogue in mine]
        finally:
            player.close()

    with ThreadPoolExecutor(len(LANGUAGES)) as pool:
        return [played for many in pool.map(play, filter(None, by_language)) for played in many]


def summary(played: list[Played], seconds: float) -> dict[str, Any]:
    """{"dialogues", "passed", "steps", "by_lang", "failed": [{name, file, failures, said}]}."""
    return {
        "dialogues": len(played),
        "passed": sum(one.passed for one in played),
        "steps": sum(len(one.dialogue.steps) for one in played),
        "seconds": round(seconds, 1),
        "by_lang": {
            lang: {
                "dialogues": sum(one.dialogue.lang == lang for one in played),
                "passed": sum(one.passed for one in played if one.dialogue.lang == lang),
            }
            for lang in LANGUAGES
        },
        "failed": [
            {
                "name": one.dialogue.name,
                "file": one.dialogue.file.name,
                "failures": one.failures,
                "said": one.said,
            }
            for one in played
            if not one.passed
        ],
    }


def _print(figures: dict[str, Any], *, record: bool) -> None:
    sys.stdout.write(f"{figures['passed']} of {figures['dialogues']} dialogues passed, {figures['steps']} steps\n")
    for lang, of_language in figures["by_lang"].items():
        sys.stdout.write(f"  {lang}: {of_language['passed']} of {of_language['dialogues']}\n")
    for failed in figures["failed"]:
        sys.stdout.write(f"✗ {failed['name']} ({failed['file']})\n")
        sys.stdout.writelines(f"    {failure}\n" for failure in failed["failures"])
        if record:
            sys.stdout.writelines(f"      {line}\n" for line in failed["said"])


def main(arguments: list[str] | None = None) -> int:
    """Entry point; the exit status is 0 only if every dialogue passed."""
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate dialogues", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with *.yml, or one of them")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--only", default="", help="play only dialogues whose name or file has these words")
    parser.add_argument("--every", type=int, default=1, help="play only every n-th dialogue of each language")
    parser.add_argument("--record", action="store_true", help="print what was said in those that failed")
    options = parser.parse_args(arguments)
    try:
        dialogues = read_folder(options.folder)
    except BadScriptError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    wanted = [one for one in dialogues if options.only in f"{one.name} {one.file.name}"]
    sample = [one for lang in LANGUAGES for one in [each for each in wanted if each.lang == lang][:: options.every]]
    started = time.monotonic()
    played = play_all(sample)
    figures = summary(played, time.monotonic() - started)
    if options.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    else:
        _print(figures, record=options.record)
    return 0 if figures["passed"] == figures["dialogues"] > 0 else 1
