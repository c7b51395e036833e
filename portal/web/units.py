"""Units of sale as people read them: counted, and as what a price is for."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import gettext, ngettext

GENERAL_PLURAL = 5  # fractions take the form of the general plural: 2.5 pairs


def counted(unit: str, amount: Decimal, shown: str) -> str | None:
    """``amount``, written ``shown``, with a unit whose word bends with the number; None for every other unit."""
    n = int(abs(amount)) if amount == amount.to_integral_value() else GENERAL_PLURAL
    match unit:
        case "pcs":
            return str(ngettext("%(quantity)s pc", "%(quantity)s pcs", n, quantity=shown))
        case "pack":
            return str(ngettext("%(quantity)s pack", "%(quantity)s packs", n, quantity=shown))
        case "box":
            return str(ngettext("%(quantity)s box", "%(quantity)s boxes", n, quantity=shown))
        case "pair":
            return str(ngettext("%(quantity)s pair", "%(quantity)s pairs", n, quantity=shown))
        case "roll":
            return str(ngettext("%(quantity)s roll", "%(quantity)s rolls", n, quantity=shown))
        case "set":
            return str(ngettext("%(quantity)s set", "%(quantity)s sets", n, quantity=shown))
        case "ream":
            return str(ngettext("%(quantity)s ream", "%(quantity)s reams", n, quantity=shown))
    return None


def priced_by(unit: str, symbol: str) -> str:
    """What a price is for: "per piece", "per m"."""
    match unit:
        case "pcs":
            return str(gettext("per piece"))
        case "pair":
            return str(gettext("per pair"))
        case "ream":
            return str(gettext("per ream"))
    return str(gettext("per %(unit)s", unit=symbol))
