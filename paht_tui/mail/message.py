"""The values that cross the border of this room. They hold what was decided, and do nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

Method = Literal["REQUEST", "CANCEL"]
Partstat = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"]


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A display name (may be empty) and a bare address, `local@domain`."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One session of a meeting, as the invitee's calendar shall hold it.

    `starts_at` and `ends_at` are aware instants in UTC; `zone` is the IANA name in which the calendar
    shows them. With `all_day` the local dates of the two count: a meeting that ends at local midnight
    does not take the day that begins there. Latitude and longitude are degrees, both or neither. A calendar
    reminds of it `alarm_minutes` before its start; None: never. `cancelled` is for everybody, and `partstat`
    what this invitee has answered to this version of it.
    """

    uid: str
    sequence: int
    summary: str
    description: str
    location: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    latitude: float | None = None
    longitude: float | None = None
    all_day: bool = False
    alarm_minutes: int | None = None
    cancelled: bool = False
    partstat: Partstat = "NEEDS-ACTION"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that goes with a message: the name it is sent by, its media type (RFC 2046), its content."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """One message to one person, decided to the last letter: the same draft gives the same bytes.

    `message_id` stands in angle brackets; `date` is aware; `text` is Markdown with every placeholder
    filled. One message has buttons for one calendar UID only (RFC 5546 3.2.2): prepare one draft for each
    session. Without `event`, or with `method` None, the message has no calendar part. `language` is a
    language tag (RFC 5646). `files` come after everything else.
    """

    message_id: str
    date: datetime
    sender: Mailbox
    recipient: Mailbox
    subject: str
    text: str
    reply_to: Mailbox | None = None
    event: CalendarEvent | None = None
    method: Method | None = "REQUEST"
    language: str = "en"
    files: tuple[AttachedFile, ...] = ()


class Handover(StrEnum):
    """What became of one message."""

    ACCEPTED = "accepted"
    """The server took the message over (250)."""
    DEFERRED = "deferred"
    """Not now (4xx), or the connection broke before the message was whole: it may be tried again."""
    REFUSED = "refused"
    """Not at all (5xx): the same message will be refused again."""
    IN_DOUBT = "in doubt"
    """The whole message was transmitted and no answer came: never send it again without a person's word."""


class Stage(StrEnum):
    """Which part of the message the server was answering."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    MESSAGE = "message"


class Kind(StrEnum):
    """Why a message did not go, as far as it decides what is done next."""

    GREYLISTED = "greylisted"
    """Strangers are asked to come again in some minutes (RFC 6647)."""
    RATE = "rate"
    """Too much, too fast: wait longer, and send slower."""
    BUSY = "busy"
    """The server has no time or no room, or the connection broke."""
    ADDRESS = "address"
    """Refused for good, because the address does not exist or takes no mail."""
    POLICY = "policy"
    """Refused for good, by a rule that says nothing about whether the address exists."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of handing over one message.

    `smtp_code` is None where no server answered; `reply` is the server's text in one printable line (for a
    folder: the path), or ours where the message was not offered to a server that could not take it. `stage`
    says what the answer was about, `kind` what it means for the next try.
    """

    handover: Handover
    smtp_code: int | None
    reply: str
    stage: Stage = Stage.MESSAGE
    kind: Kind = Kind.OTHER

    @property
    def address_refused(self) -> bool:
        """Whether the address itself was refused for good; no other refusal may mark it."""
        return self.handover is Handover.REFUSED and self.kind is Kind.ADDRESS
