"""Which team, and which of its people. Pure functions, data in, data out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Wish:
    """What a conversation needs: topic, language, and the customer's own manager, if he has one."""

    topic: str
    language: str
    manager_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """A team as it stands. `languages` are those of all its people, `online` those of who is there now."""

    id: UUID
    code: str
    topics: frozenset[str]
    is_open: bool
    is_default: bool
    languages: frozenset[str] = frozenset()
    online: frozenset[str] = frozenset()
    members: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class OperatorFacts:
    """A person at the desk as he is now; `load` is how many chats he has, `capacity` how many he may have."""

    user_id: UUID
    online: bool
    load: int
    capacity: int
    languages: frozenset[str]
    skills: frozenset[str]
    teams: frozenset[UUID]
    last_given_at: datetime | None = None

    @property
    def free(self) -> int:
        """How many more he may take."""
        return max(self.capacity - self.load, 0)


def choose_team(wish: Wish, teams: Sequence[TeamFacts]) -> TeamFacts | None:
    """The team for a wish: who handles the topic, else the team of the customer's manager, else the default one.

    Among several that handle it: open before closed, somebody there with the language, then anybody with it, the
    manager's own, then by code. None when there is no team.
    """
    if not teams:
        return None
    able = [team for team in teams if wish.topic in team.topics]
    if not able and wish.manager_id is not None:
        able = [team for team in teams if wish.manager_id in team.members]
    if not able:
        able = [team for team in teams if team.is_default] or list(teams)
    return min(
        able,
        key=lambda team: (
            not team.is_open,
            wish.language not in team.online,
            wish.language not in team.languages,
            wish.manager_id not in team.members,
            not team.is_default,
            team.code,
        ),
    )


def choose_operator(wish: Wish, operators: Sequence[OperatorFacts]) -> OperatorFacts | None:
    """The free person for a wish; None when there is none.

    The customer's own manager first, whatever his team; then of the team (anybody, when no team was chosen) who
    speaks the language, has the topic among his skills, has most room, and has been given nothing for longest.
    """
    free = [one for one in operators if one.online and one.free > 0]
    own = next((one for one in free if one.user_id == wish.manager_id), None)
    if own is not None:
        return own
    able = [one for one in free if wish.team_id is None or wish.team_id in one.teams]
    if not able:
        return None
    return min(
        able,
        key=lambda one: (
            wish.language not in one.languages,
            wish.topic not in one.skills,
            -one.free,
            one.last_given_at.timestamp() if one.last_given_at else 0.0,
            str(one.user_id),
        ),
    )
