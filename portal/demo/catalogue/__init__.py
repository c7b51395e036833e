"""Catalogue data of the demo supplier, one module per product group."""

from __future__ import annotations

from typing import Final

from portal.demo.catalogue.cables import CABLES
from portal.demo.catalogue.cables_flexible import FLEXIBLE_CABLES
from portal.demo.catalogue.drills import DRILLS
from portal.demo.catalogue.enclosures import ENCLOSURES
from portal.demo.catalogue.family import Family
from portal.demo.catalogue.fasteners import BOLTS
from portal.demo.catalogue.installation import INSTALLATION
from portal.demo.catalogue.lighting import LIGHTING
from portal.demo.catalogue.office import CHEMISTRY_AND_PAPER
from portal.demo.catalogue.ppe import PPE
from portal.demo.catalogue.protection import PROTECTION
from portal.demo.catalogue.screws import SCREWS
from portal.demo.catalogue.switching import SWITCHING
from portal.demo.catalogue.tools import TOOLS
from portal.demo.catalogue.wiring import WIRING

FAMILIES: Final[tuple[Family, ...]] = (
    *CABLES, *FLEXIBLE_CABLES, *PROTECTION, *SWITCHING, *ENCLOSURES, *WIRING, *LIGHTING, *INSTALLATION,
    *TOOLS, *DRILLS, *BOLTS, *SCREWS, *PPE, *CHEMISTRY_AND_PAPER,
)  # fmt: skip
