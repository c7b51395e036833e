"""What an adapter of a provider offers, and the shapes that cross it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What an inbound event is."""

    MESSAGE = "message"  # words, media, or both
    PRESSED = "pressed"  # a button, or a row of a list, that we offered
    EDITED = "edited"  # other words for a message that is here already
    UNKNOWN = "unknown"  # something that nobody here can read: a poll, a sticker, a call
    STATUS = "status"  # what became of a message of ours
    BLOCKED = "blocked"  # he wants no more
    CAME_BACK = "came_back"  # he takes us back


@dataclass(frozen=True, slots=True)
class Media:
    """A file at the provider; `ref` is how to get it."""

    ref: str
    name: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event of a webhook's batch. `external_id` is the same when the provider repeats it.

    `rank` orders the events of one contact (the provider's own sequence, or milliseconds). For STATUS `about` is the
    provider's id of our message (for a watermark, `before` in UTC instead), `status` sent, delivered, read or failed.
    `proven` is False where the sender's address proves nothing (an unauthenticated e-mail).
    """

    kind: Kind
    external_id: str
    contact: str
    name: str = ""
    locale: str = ""
    text: str = ""
    pressed: str = ""
    media: Sequence[Media] = ()
    rank: int = 0
    about: str = ""
    before: datetime | None = None
    status: str = ""
    reason: str = ""
    proven: bool = True
    thread: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of ours: `ref` comes back when it is pressed (at most 40 characters)."""

    title: str
    ref: str


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file to send."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """A message as a contact is to see it. `author` is bot, operator or system; `thread` is the contact's.

    `silent_since` is when he last wrote (WhatsApp and Messenger let nobody write long after that).
    """

    message_id: str
    author: str
    author_name: str
    text: str
    locale: str
    choices: Sequence[Choice] = ()
    files: Sequence[FilePart] = ()
    thread: Mapping[str, Any] = field(default_factory=dict)
    silent_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One call of the provider: its method or path, its JSON, and a file to go with it.

    `numbered` says that its choices went out as numbered lines, so that a number is the answer to them.
    """

    method: str
    body: Mapping[str, Any]
    file: FilePart | None = None
    numbered: bool = False


@dataclass(frozen=True)
class Account:
    """An account with its secrets in clear; never logged, never stored like this."""

    id: str
    key: str
    provider: str
    name: str
    secrets: Mapping[str, str] = field(repr=False)
    options: Mapping[str, Any] = field(default_factory=dict)
    cursor: Mapping[str, Any] = field(default_factory=dict)

    def option(self, name: str, default: str = "") -> str:
        """An option as text."""
        return str(self.options.get(name) or default)


@dataclass(frozen=True, slots=True)
class Call:
    """A webhook's request as it came. Header names are lower case."""

    method: str
    headers: Mapping[str, str]
    args: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What the webhook answers when the provider expects more than 200."""

    body: Mapping[str, Any] | str
    status: int = 200


@dataclass(frozen=True, slots=True)
class Field:
    """What an administrator gives for an account."""

    name: str
    explained: str
    secret: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True)
class Traits:
    """What a channel is like. `per_second` messages of one account are let out, counted over all workers.

    `open_address` is the way from the account's page to the chat, with {code} in it where the channel passes one on.
    """

    title: str
    fields: Sequence[Field]
    per_second: int
    polls: bool = False
    open_address: str = ""


class WrongSignature(Exception):
    """The request is not from the provider, or cannot be read."""


class DeliveryFailed(Exception):
    """The provider did not take it. `why` holds nothing secret and no words of the message."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class RetryLater(DeliveryFailed):
    """It may take it later; `after` in seconds as the provider says, `whole_account` when it is not about this chat."""

    def __init__(self, why: str, *, after: float | None = None, whole_account: bool = False) -> None:
        self.after = after
        self.whole_account = whole_account
        super().__init__(why)


class Refused(DeliveryFailed):
    """It never will; `gone` when the contact blocked us or is no more."""

    def __init__(self, why: str, *, gone: bool = False) -> None:
        self.gone = gone
        super().__init__(why)


class Adapter(Protocol):
    """A provider. Methods that call out are not called inside a transaction."""

    traits: Traits

    def verify(self, account: Account, call: Call) -> None:
        """Raise WrongSignature unless the provider made this call."""

    def answer(self, account: Account, call: Call) -> Answer | None:
        """What the webhook shall answer, None for a plain 200. A GET is the provider looking whether we are there."""

    def parse(self, account: Account, call: Call) -> list[Inbound]:
        """Every event of the batch, in its order. Raises WrongSignature when the body is no such thing."""

    def poll(self, account: Account) -> tuple[list[Inbound], dict[str, Any]]:
        """What is new at a provider that is asked, and the cursor afterwards. Raises DeliveryFailed."""

    def render(self, account: Account, contact: str, said: Said) -> list[Outgoing]:
        """The calls that show the message. Raises Refused when the channel has no way to."""

    def send(self, account: Account, outgoing: Outgoing) -> str:
        """Make one call; returns the provider's id of the message. Raises RetryLater, Refused."""

    def fetch(self, account: Account, media: Media) -> FilePart:
        """The bytes of a file. Raises RetryLater, Refused."""

    def connect(self, account: Account, webhook: str) -> str:
        """Tell the provider our address, where it can be told; a line for the administrator. Raises DeliveryFailed."""
