"""A composed message read back, as its receiver will see it. Pure: bytes in, values out."""

from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from icalendar import Calendar, Component, Event

from paht_tui.errors import UserError


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What the calendar part says. Times are aware, or dates for whole days (end excluded).

    `organizer` and `attendee` are addresses; `part_method` is the method of the MIME header, which must equal
    `method` for buttons to appear.
    """

    method: str
    part_method: str
    uid: str
    sequence: int
    status: str
    summary: str
    description: str
    where: str
    starts: datetime | date
    ends: datetime | date
    organizer: str
    attendee: str
    asks: bool
    """Whether the attendee is asked to answer, or has done so."""


@dataclass(frozen=True, slots=True)
class MessagePreview:
    """The headers decoded, both texts, the calendar part, and the names of the attachments."""

    sender: str
    recipient: str
    reply_to: str
    subject: str
    language: str
    date: datetime
    message_id: str
    text: str
    html: str
    calendar: CalendarPreview | None
    attachments: tuple[str, ...]


def preview(raw: bytes) -> MessagePreview:
    """What stands in the bytes of a message made by `compose`; raises `UserError` when they are none."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    try:
        return MessagePreview(
            sender=_header(message, "From"),
            recipient=_header(message, "To"),
            reply_to=_header(message, "Reply-To"),
            subject=_header(message, "Subject"),
            language=_header(message, "Content-Language"),
            date=parsedate_to_datetime(_header(message, "Date")),
            message_id=_header(message, "Message-ID"),
            text=_text(message, "plain"),
            html=_text(message, "html"),
            calendar=_calendar(message),
            attachments=tuple(
                part.get_filename("") for part in message.iter_attachments() if part.get_filename()
            ),
        )
    except (ValueError, LookupError, TypeError, OSError) as error:
        raise UserError(f"The stored message cannot be shown, it is damaged: {error}") from error


def _header(message: EmailMessage, name: str) -> str:
    """The header decoded by `email.header`: the newer parser of Python 3.11 puts spaces into long names."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return str(make_header(decode_header(str(value).replace("\r\n", ""))))
    return ""


def _text(message: EmailMessage, subtype: str) -> str:
    part = _part(message, f"text/{subtype}")
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")


def _part(message: EmailMessage, content_type: str) -> EmailMessage | None:
    for part in message.walk():
        if part.get_content_type() == content_type:
            assert isinstance(part, EmailMessage)
            return part
    return None


def _calendar(message: EmailMessage) -> CalendarPreview | None:
    part = _part(message, "text/calendar")
    if part is None:
        return None
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    calendar = Calendar.from_ical(payload)
    event = calendar.walk("VEVENT")[0]
    assert isinstance(event, Event)
    return CalendarPreview(
        method=str(calendar["METHOD"]),
        part_method=str(part.get_param("method", "")),
        uid=str(event["UID"]),
        sequence=event.sequence,
        status=_words(event, "STATUS"),
        summary=_words(event, "SUMMARY"),
        description=_words(event, "DESCRIPTION"),
        where=_words(event, "LOCATION"),
        starts=event.start,
        ends=event.end,
        organizer=_words(event, "ORGANIZER").removeprefix("mailto:"),
        attendee=_words(event, "ATTENDEE").removeprefix("mailto:"),
        asks=event["ATTENDEE"].params.get("RSVP") == "TRUE",
    )


def _words(event: Component, name: str) -> str:
    return str(event.get(name, ""))
