"""The demo supplier's desk: four teams, their people, classes of customers, two promises.

The teams are there day and night, so that a demo is never told to come back on Monday.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from portal.conversations.routing.hours import DAYS
from portal.conversations.routing.models import (
    CompanyClass,
    CustomerClass,
    DeskSettings,
    Operator,
    SlaPolicy,
    Team,
    TeamMember,
)
from portal.demo import types
from portal.demo.loading.customers import Ids

_HOURS: Final = {day: ["00:00-24:00"] for day in DAYS}
# code: names by language, topics
_TEAMS: Final[dict[str, tuple[dict[str, str], list[str]]]] = {
    "sales": (
        {"en": "Sales", "uk": "Відділ продажу", "ru": "Отдел продаж", "pl": "Dział sprzedaży"},
        ["quote", "order", "general"],
    ),
    "logistics": (
        {"en": "Logistics", "uk": "Логістика", "ru": "Логистика", "pl": "Logistyka"},
        ["delivery", "claim"],
    ),
    "accounting": (
        {"en": "Accounting", "uk": "Бухгалтерія", "ru": "Бухгалтерия", "pl": "Księgowość"},
        ["invoice"],
    ),
    "technical": (
        {
            "en": "Technical support",
            "uk": "Технічна підтримка",
            "ru": "Техническая поддержка",
            "pl": "Dział techniczny",
        },
        ["technical"],
    ),
}
# mail name: languages, skills, capacity, teams
_PEOPLE: Final[dict[str, tuple[list[str], list[str], int, list[str]]]] = {
    "oksana.bondar": (["uk", "ru", "en"], ["delivery", "claim"], 6, ["sales", "logistics", "accounting", "technical"]),
    "kamil.brzezinski": (["pl", "en"], ["technical", "invoice"], 6, ["sales", "logistics", "accounting", "technical"]),
    "jonas.petrauskas": (["en"], ["quote", "order"], 3, ["sales"]),
    "olena.koval": (["uk", "ru", "en"], ["quote", "order"], 3, ["sales"]),
    "marek.wilk": (["pl", "en"], ["quote", "order"], 3, ["sales"]),
    "vaida.simkute": (["en"], ["quote", "claim"], 2, ["sales"]),
}
_KEY_CUSTOMERS: Final = ("voltera", "budrex", "hansa")


def write_desk(session: Session, demo: types.Demo, ids: Ids) -> None:
    """Write teams, people, classes and promises; nobody is at the desk until he logs in."""
    teams = {
        code: Team(
            code=code,
            names=names,
            topics=topics,
            timezone="Europe/Vilnius",
            hours=dict(_HOURS),
            is_default=code == "sales",
        )
        for code, (names, topics) in _TEAMS.items()
    }
    session.add_all(teams.values())
    session.add(
        CustomerClass(
            code="key",
            names={"en": "Key customer", "uk": "Ключовий клієнт", "ru": "Ключевой клиент", "pl": "Klient kluczowy"},
            head_start_minutes=15,
        )
    )
    session.flush()
    mails = {one.email.partition("@")[0]: one.email for one in demo.people}
    for name, (languages, skills, capacity, belongs) in _PEOPLE.items():
        user_id = ids.people[mails[name]]
        session.add(Operator(user_id=user_id, languages=languages, skills=skills, capacity=capacity, status="offline"))
        session.flush()
        session.add_all(TeamMember(team_id=teams[code].id, user_id=user_id) for code in belongs)
    session.add_all(CompanyClass(company_id=ids.companies[code], class_code="key") for code in _KEY_CUSTOMERS)
    session.add_all(
        [
            SlaPolicy(name="Key customers", class_code="key", first_response_minutes=15, resolution_minutes=240),
            SlaPolicy(name="Everybody", first_response_minutes=60, resolution_minutes=960),
        ]
    )
    settings = session.get_one(DeskSettings, 1)
    settings.topic_head_starts = {"claim": 10, "delivery": 5}
    session.flush()
