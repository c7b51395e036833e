"""What a reader finds: a value and where in the text it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# Long enough for whatever a person writes by hand; what is pasted is read by the parser of order lines.
MAX_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Found:
    """``text[start:end]`` means ``value``, which is of ``kind``."""

    kind: str
    start: int
    end: int
    value: Any

    def as_entity(self) -> dict[str, Any]:
        """In the shape of Rasa's entities."""
        return {"entity": self.kind, "start": self.start, "end": self.end, "value": self.value}


def overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether ``span`` shares a character with one of ``taken``."""
    start, end = span
    return any(start < other_end and end > other_start for other_start, other_end in taken)
