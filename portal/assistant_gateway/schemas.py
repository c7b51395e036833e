"""What the assistant's own calls take and give."""

from __future__ import annotations

from pydantic import BaseModel


class ContextOut(BaseModel):
    """For whom the assistant speaks."""

    locale: str
    authenticated: bool
    first_name: str
    company: str | None
    cart_version: int | None
    cart_line_count: int
