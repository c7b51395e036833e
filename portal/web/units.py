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
            return str(ngettext("%(num)s pc", "%(num)s pcs", n, num=shown))
        case "pack":
            return str(ngettext("%(num)s pack", "%(num)s packs", n, num=shown))
        case "box":
            return str(ngettext("%(num)s box", "%(num)s boxes", n, num=shown))
        case "pair":
            return str(ngettext("%(num)s pair", "%(num)s pairs", n, num=shown))
        case "roll":
            return str(ngettext("%(num)s roll", "%(num)s rolls", n, num=shown))
        case "set":
            return str(ngettext("%(num)s set", "%(num)s sets", n, num=shown))
        case "ream":
            return str(ngettext("%(num)s ream", "%(num)s reams", n, num=shown))
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
