"""``python -m scripts.texts``: read the texts out of the sources into the gettext catalogues (portal environment)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "portal" / "translations"
LANGUAGES = ("uk", "ru", "pl")
KEYWORDS = ("text:2", "ntext:2,3", "N_", "_l", "gettext", "ngettext:1,2")


def _pybabel(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", "-q", *arguments], check=True, cwd=ROOT)


def extract(target: Path) -> None:
    """Write every text of the portal to a template file."""
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    _pybabel("extract", "-F", "babel.cfg", *keywords, "--no-location", "--sort-output", "-o", str(target), "portal")


def main() -> None:
    """Bring the catalogues up to date; texts that are gone are dropped, new ones are empty."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        extract(template)
        for language in LANGUAGES:
            catalogue = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
            catalogue.parent.mkdir(parents=True, exist_ok=True)
            verb = "update" if catalogue.exists() else "init"
            extra = ["--no-fuzzy-matching", "--ignore-obsolete"] if verb == "update" else []
            _pybabel(verb, "-i", str(template), "-d", str(TRANSLATIONS), "-l", language, *extra)


if __name__ == "__main__":
    main()
