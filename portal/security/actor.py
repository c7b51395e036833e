"""The authenticated actor of a request, job or command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from portal.security.permissions import Permission, Role, permissions_of
from portal.shared.errors import Forbidden, LoginRequired
from portal.shared.texts import N_


class ActorKind(StrEnum):
    """Whose side the actor is on; the row-level policies read it."""

    ANONYMOUS = "anonymous"
    BUYER = "buyer"
    STAFF = "staff"
    SYSTEM = "system"


class Via(StrEnum):
    """The door the actor came through."""

    WEB = "web"
    API = "api"
    ASSISTANT = "assistant"
    WIDGET = "widget"
    CHANNEL = "channel"
    CLI = "cli"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, for which company, with which rights. Immutable; switching company makes a new one."""

    kind: ActorKind
    user_id: UUID | None = None
    company_id: UUID | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    locale: str = "en"
    via: Via = Via.WEB
    name: str = ""
    email: str = ""
    conversation_id: UUID | None = None
    login: str = ""
    token: str = ""

    @classmethod
    def anonymous(
        cls,
        *,
        locale: str = "en",
        via: Via = Via.WEB,
        login: str = "",
        token: str = "",
        user_id: UUID | None = None,
        conversation_id: UUID | None = None,
    ) -> Actor:
        """A visitor. `login`, `token` and `user_id` open exactly the rows that logging in must read."""
        return cls(
            ActorKind.ANONYMOUS,
            user_id=user_id,
            locale=locale,
            via=via,
            login=login.strip().lower(),
            token=token,
            conversation_id=conversation_id,
        )

    @classmethod
    def system(cls, name: str, via: Via = Via.JOB) -> Actor:
        """The product itself, in a job or a command."""
        return cls(ActorKind.SYSTEM, via=via, name=name)

    @property
    def is_authenticated(self) -> bool:
        """Whether a person or the system acts, not a visitor."""
        return self.kind is not ActorKind.ANONYMOUS

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything the actor may do."""
        return frozenset(Permission) if self.kind is ActorKind.SYSTEM else permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether the actor may do this."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise LoginRequired for a visitor, Forbidden for a person without the right."""
        if not self.is_authenticated:
            raise LoginRequired
        if not self.may(permission):
            raise Forbidden

    def require_company(self) -> UUID:
        """The company the actor buys for. Raises LoginRequired or Forbidden when there is none."""
        if not self.is_authenticated:
            raise LoginRequired
        if self.company_id is None:
            raise Forbidden(N_("This is for a customer's staff. You are not acting for a company."))
        return self.company_id

    def require_user(self) -> UUID:
        """The person's id. Raises LoginRequired when nobody is logged in."""
        if not self.is_authenticated or self.user_id is None:
            raise LoginRequired
        return self.user_id

    def with_locale(self, locale: str) -> Actor:
        """The same actor reading another language."""
        return replace(self, locale=locale)

    def database_scope(self) -> Mapping[str, str]:
        """What the row-level policies see of the actor."""
        return {
            "kind": self.kind.value,
            "company": str(self.company_id or ""),
            "user": str(self.user_id or ""),
            "login": self.login,
            "token": self.token,
            "conversation": str(self.conversation_id or ""),
        }
