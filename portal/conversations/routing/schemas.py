"""What the routing API takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from portal.conversations.schemas import OptionalBody

Status = Literal["online", "away", "offline"]
SlaState = Literal["ok", "warning", "breached", "met"]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Names = Annotated[dict[Literal["en", "uk", "ru", "pl"], Name], Field(min_length=1)]
Language = Literal["en", "uk", "ru", "pl"]


class PersonOut(BaseModel):
    """One of the desk's people."""

    id: UUID
    name: str


class TeamShort(BaseModel):
    """A team in a row."""

    id: UUID
    code: str
    name: str


class RoutingOut(BaseModel):
    """Where a handed-over conversation belongs. The queue is ordered by `rank_at`; `opens_at`: nobody was there."""

    team: TeamShort | None
    topic: str
    language: str
    customer_class: str | None
    manager: PersonOut | None
    queued_at: datetime
    rank_at: datetime
    opens_at: datetime | None


class SlaOut(BaseModel):
    """What was promised and how it stands; `state` is the worst of the two."""

    state: Literal["ok", "warning", "breached"]
    first_response_due_at: datetime | None
    first_response_state: SlaState | None
    resolution_due_at: datetime | None
    resolution_state: SlaState | None
    paused: bool


class PresenceIn(BaseModel):
    """Whether the operator is there."""

    status: Status


class PresenceOut(BaseModel):
    """How the desk sees the operator, how often it wants a heartbeat, and when it gives back what he has."""

    status: Status
    status_since: datetime | None
    load: int
    capacity: int
    beat_seconds: int
    vanish_seconds: int


class OperatorOut(BaseModel):
    """One of the desk's people as he is now."""

    id: UUID
    name: str
    status: Status
    status_since: datetime | None
    seen_at: datetime | None
    load: int
    capacity: int
    languages: list[str]
    skills: list[str]
    teams: list[TeamShort]


class OperatorsOut(BaseModel):
    """The desk's people."""

    items: list[OperatorOut]


class ConversationPath(BaseModel):
    """Which conversation."""

    conversation_id: UUID


class CallbackIn(BaseModel):
    """How to be reached: a telephone number with country code, or an e-mail address."""

    kind: Literal["phone", "email"]
    contact: Annotated[str, StringConstraints(min_length=3, max_length=120, strip_whitespace=True)]
    note: str = Field(default="", max_length=500)


class CallbackOut(BaseModel):
    """A request for a call or an e-mail; `not_before` is when the team is there again."""

    id: UUID
    conversation_id: UUID
    kind: Literal["phone", "email"]
    contact: str
    note: str
    locale: str
    not_before: datetime | None
    created_at: datetime
    done_at: datetime | None
    done_note: str


class CallbacksQuery(BaseModel):
    """Which requests."""

    state: Literal["open", "done"] = "open"
    limit: int = Field(default=100, ge=1, le=200)


class CallbacksOut(BaseModel):
    """Requests for a call or an e-mail."""

    items: list[CallbackOut]


class CallbackPath(BaseModel):
    """Which request."""

    callback_id: UUID


class DoneIn(OptionalBody):
    """What came of it."""

    note: str = Field(default="", max_length=500)


class WallTeam(BaseModel):
    """A team's queue now; null stands for conversations of no team."""

    team: TeamShort | None
    open: bool
    opens_at: datetime | None
    waiting: int
    oldest_queued_at: datetime | None
    oldest_seconds: int | None
    assigned: int
    snoozed: int
    warning: int
    breached: int
    online: int
    free: int


class WallOut(BaseModel):
    """The desk at a glance, for the supervisor's wall."""

    at: datetime
    waiting: int
    oldest_seconds: int | None
    callbacks: int
    teams: list[WallTeam]
    operators: list[OperatorOut]


class ReportQuery(BaseModel):
    """The period, 1 to 92 days; `to` is excluded."""

    from_: AwareDatetime = Field(alias="from")
    to: AwareDatetime


class HourVolume(BaseModel):
    """Conversations begun and handed over in an hour of a channel."""

    hour: datetime
    channel: str
    conversations: int
    handed_over: int


class Times(BaseModel):
    """Seconds; null where nothing was measured."""

    count: int
    median: int | None
    p90: int | None


class ReasonCount(BaseModel):
    """Hand-overs of a topic."""

    topic: str
    count: int
    share: float


class SlaReport(BaseModel):
    """Promises of a kind that were kept, missed, or are open."""

    clock: Literal["first_response", "resolution"]
    met: int
    breached: int
    open: int
    warnings: int


class Containment(BaseModel):
    """`share` is the part of conversations in which the bot needed no person; null when there was none."""

    conversations: int
    handed_over: int
    share: float | None


class Satisfaction(BaseModel):
    """What buyers gave, 1 to 5."""

    count: int
    average: float | None
    scores: dict[str, int]


class ReportOut(BaseModel):
    """What happened at the desk in a period."""

    from_: datetime = Field(serialization_alias="from")
    to: datetime
    volumes: list[HourVolume]
    wait: Times
    first_response: Times
    resolution: Times
    containment: Containment
    topics: list[ReasonCount]
    sla: list[SlaReport]
    satisfaction: Satisfaction


class CodePath(BaseModel):
    """Which team or class."""

    code: Code


class IdPath(BaseModel):
    """Which row."""

    id: UUID


class TeamIn(BaseModel):
    """A team. `hours`: `{"mon": ["08:00-17:00"], …}`, `22:00-06:00` goes into the next day; null: always open."""

    names: Names
    topics: list[str] = Field(default_factory=list, max_length=20)
    timezone: str = Field(default="UTC", max_length=60)
    hours: dict[str, list[str]] | None = None
    is_default: bool = False


class TeamOut(BaseModel):
    """A team with its people; `open` is now."""

    id: UUID
    code: str
    names: dict[str, str]
    topics: list[str]
    timezone: str
    hours: dict[str, list[str]] | None
    is_default: bool
    open: bool
    next_opening: datetime | None
    members: list[UUID]


class TeamsOut(BaseModel):
    """The teams."""

    items: list[TeamOut]


class OperatorIn(BaseModel):
    """What one of the desk's people can do, how many chats he may have, and his teams by code."""

    languages: list[Language] = Field(max_length=4)
    skills: list[str] = Field(default_factory=list, max_length=20)
    capacity: int = Field(default=5, ge=0, le=100)
    teams: list[Code] = Field(default_factory=list, max_length=50)


class HolidayIn(BaseModel):
    """A different day of a team (by code; null: of every team): its hours, none when closed."""

    day: date
    team: Code | None = None
    names: Names
    hours: list[str] = Field(default_factory=list, max_length=10)


class HolidayOut(BaseModel):
    """A different day."""

    id: UUID
    day: date
    team: str | None
    names: dict[str, str]
    hours: list[str]


class HolidaysOut(BaseModel):
    """The different days from yesterday on."""

    items: list[HolidayOut]


class ClassIn(BaseModel):
    """A class of customers; its head start is minutes that they are taken to have waited already."""

    names: Names
    head_start_minutes: int = Field(default=0, ge=0, le=1440)


class ClassOut(ClassIn):
    """A class of customers."""

    code: str


class ClassesOut(BaseModel):
    """The classes of customers."""

    items: list[ClassOut]


class CompanyClassIn(BaseModel):
    """A company's class; null: none."""

    customer_class: Code | None


class PolicyIn(BaseModel):
    """A promise in minutes of business time to a class on a topic; null class or topic: any."""

    name: Name
    customer_class: Code | None = None
    topic: str | None = None
    first_response_minutes: int | None = Field(default=None, ge=1, le=100_000)
    resolution_minutes: int | None = Field(default=None, ge=1, le=100_000)
    warn_percent: int = Field(default=80, ge=1, le=99)


class PolicyOut(PolicyIn):
    """A promise."""

    id: UUID


class PoliciesOut(BaseModel):
    """The promises."""

    items: list[PolicyOut]


class DeskSettingsIn(BaseModel):
    """`vanish_seconds` without a heartbeat give back what an operator has; head starts are minutes by topic."""

    vanish_seconds: int = Field(default=90, ge=70, le=3600)
    auto_assign: bool = False
    topic_head_starts: dict[str, Annotated[int, Field(ge=0, le=1440)]] = Field(default_factory=dict)


class DeskSettingsOut(DeskSettingsIn):
    """The desk's settings, and the topics that it tells apart."""

    topics: list[str]
