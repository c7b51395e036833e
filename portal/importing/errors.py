"""What can be wrong with a file."""

from __future__ import annotations

from portal.shared.errors import PortalError


class ImportRejected(PortalError):
    """The file as a whole cannot be used, or some of its rows cannot and --partial was not given."""

    code = "import_rejected"
    status = 422
    default_detail = "Nothing was imported."


class RowFault(ValueError):
    """One row cannot be used: which field, why, and what stood there."""

    def __init__(self, field: str, reason: str, value: object = "") -> None:
        self.field = field
        self.reason = reason
        self.value = "" if value is None else str(value)[:200]
        super().__init__(f"{field}: {reason}")


class RowSkipped(RowFault):
    """The row is well-formed but is not for this import (no customer, not a product); that is no error."""
