"""Order lines out of free text in English, Ukrainian, Russian and Polish. Pure: knows no catalogue and no database."""

from nlu.reading.lines.parser import parse
from nlu.reading.lines.types import ParsedLine

__all__ = ["ParsedLine", "parse"]
