"""Order lines out of free text in English, Ukrainian, Russian and Polish. Pure: knows no catalogue and no database."""

from portal.cart.textlines.parser import parse
from portal.cart.textlines.types import ParsedLine

__all__ = ["ParsedLine", "parse"]
