"""Why a product is proposed: a code with its facts, and the sentence in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.dates import format_date

from portal.recommendations.habits import Habit
from portal.shared.texts import N_, ntext, text

_EACH = {"day": N_("every day"), "week": N_("every week"), "month": N_("every month")}
REGULAR, OVERDUE, OFTEN, TWICE = "regular", "overdue", "often", "twice"


def reason(habit: Habit, today: date, order_days: int) -> tuple[str, dict[str, Any]]:
    """The code and the facts; `order_days` is on how many days the company ordered since it first bought this."""
    facts: dict[str, Any] = {
        "interval_days": round(habit.interval_days),
        "spread_days": round(habit.spread_days),
        "last_on": habit.last_on.isoformat(),
        "times": habit.times,
        "orders": max(order_days, habit.times),
    }
    late = habit.overdue_days(today)
    if habit.times == 2:
        return TWICE, facts
    if habit.regular and late:
        return OVERDUE, facts | {"overdue_days": late}
    if habit.regular:
        return REGULAR, facts
    return OFTEN, facts


def sentence(locale: str, code: str, facts: dict[str, Any], today: date) -> str:
    """The reason as a buyer reads it: "every 3 weeks, last on 2 Nov"."""
    last = _day(locale, date.fromisoformat(facts["last_on"]), today)
    if code == TWICE:
        apart = duration(locale, facts["interval_days"])
        return text(locale, "bought twice, %(interval)s apart, last on %(date)s", interval=apart, date=last)
    if code == OFTEN:
        share = ntext(
            locale,
            "in %(times)s of the last %(num)s order",
            "in %(times)s of the last %(num)s orders",
            facts["orders"],
            times=facts["times"],
        )
        return text(locale, "%(share)s, last on %(date)s", share=share, date=last)
    rhythm = every(locale, facts["interval_days"])
    if facts["spread_days"] >= 1:
        spread = ntext(locale, "%(num)s day", "%(num)s days", facts["spread_days"])
        rhythm = text(locale, "%(rhythm)s ± %(spread)s", rhythm=rhythm, spread=spread)
    if code == OVERDUE:
        late = ntext(locale, "%(num)s day late", "%(num)s days late", facts["overdue_days"])
        return text(locale, "%(rhythm)s, %(late)s, last on %(date)s", rhythm=rhythm, late=late, date=last)
    return text(locale, "%(rhythm)s, last on %(date)s", rhythm=rhythm, date=last)


def every(locale: str, days: int) -> str:
    """The rhythm ("every 3 weeks"): in weeks or months where the interval is close to whole ones, else in days."""
    unit, count = _unit(days)
    # One has words of its own in every language ("щотижня"), and plural forms of 1 also serve 21 and 31.
    if count == 1:
        return text(locale, _EACH[unit])
    if unit == "month":
        return ntext(locale, "every %(num)s month", "every %(num)s months", count)
    if unit == "week":
        return ntext(locale, "every %(num)s week", "every %(num)s weeks", count)
    return ntext(locale, "every %(num)s day", "every %(num)s days", count)


def duration(locale: str, days: int) -> str:
    """A length of time ("3 weeks"), as `every` counts them."""
    unit, count = _unit(days)
    if unit == "month":
        return ntext(locale, "%(num)s month", "%(num)s months", count)
    if unit == "week":
        return ntext(locale, "%(num)s week", "%(num)s weeks", count)
    return ntext(locale, "%(num)s day", "%(num)s days", count)


def _unit(days: int) -> tuple[str, int]:
    days = max(days, 1)
    weeks, months = round(days / 7), round(days / 30.44)
    if months >= 1 and days >= 28 and abs(days - months * 30.44) <= 0.06 * days:
        return "month", months
    if weeks >= 1 and abs(days - weeks * 7) <= max(0.5, 0.06 * days):
        return "week", weeks
    return "day", days


def _day(locale: str, day: date, today: date) -> str:
    """A day ("2 Nov"), with the year when it is not this one."""
    return format_date(day, "d MMM" if day.year == today.year else "d MMM y", locale=locale)
