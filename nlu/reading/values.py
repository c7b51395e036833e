"""All readers at once."""

from __future__ import annotations

from datetime import date

from nlu.reading.dates import find_deadline, load_library
from nlu.reading.documents import find_documents
from nlu.reading.found import MAX_TEXT, Found, overlaps
from nlu.reading.money import find_money
from nlu.reading.places import find_places
from nlu.reading.reasons import find_reasons
from nlu.reading.references import find_references


def find_values(text: str, locale: str, today: date) -> list[Found]:
    """Everything but order lines that ``text`` names, in its order; a sum or a date is no order's number."""
    text = text[:MAX_TEXT]
    money = find_money(text)
    deadline = find_deadline(text, locale, today)
    dates = [Found("date", deadline.start, deadline.end, deadline.day.isoformat())] if deadline else []
    taken = [(one.start, one.end) for one in (*money, *dates)]
    numbers = [
        one
        for one in find_references(text)
        if one.kind not in {"number", "order_number"} or not overlaps((one.start, one.end), taken)
    ]
    found = [*numbers, *money, *dates, *find_documents(text), *find_places(text), *find_reasons(text)]
    return sorted(found, key=lambda one: one.start)


def warm_up() -> None:
    """Load what is slow to load, some half a second."""
    load_library()
