"""The calendar part of a message: one VCALENDAR with one VEVENT for one attendee (RFC 5545, 5546, 6047).

It never names another invitee, never reads a clock, and never decides which sequence number is due.
"""

from datetime import datetime
from functools import lru_cache
from typing import Final

from icalendar import Parameters, vCalAddress, vDDDTypes
from icalendar.parser import Contentline

from paht_tui.mail.calendar_entry import (
    alarm_of,
    calendar_address,
    calendar_head,
    entry_of,
    in_utc,
    zone_years,
)
from paht_tui.mail.message import CalendarEvent, Mailbox, Method, Partstat
from paht_tui.mail.zones import timezone_component

_ASKED: Final[frozenset[Partstat]] = frozenset({"NEEDS-ACTION", "TENTATIVE"})
"""Whoever has said no more than this is still asked."""
_END = b"END:VEVENT\r\nEND:VCALENDAR\r\n"


def calendar_bytes(
    event: CalendarEvent, *, organizer: Mailbox, attendee: Mailbox, method: Method, dtstamp: datetime
) -> bytes:
    """The iTIP object of `method` as UTF-8 with CRLF line ends and lines of at most 75 octets.

    `dtstamp` is aware: when this version was made. Raises `UserError` naming the field for an unknown zone,
    an unusable address, an empty UID, an end that is not after the start, or coordinates off the map;
    `ValueError` for a naive time.
    """
    if dtstamp.utcoffset() is None:
        raise ValueError(f"the stamp has no time zone: {dtstamp!r}")
    attendee_value = _attendee(attendee, event, method)
    mine = Contentline.from_parts("ATTENDEE", attendee_value.params, attendee_value, sorted=False)
    before, after = _common(event, organizer, method)
    return before + _stamp(dtstamp.replace(microsecond=0)) + _written(mine) + after


@lru_cache(maxsize=8)
def _stamp(made: datetime) -> bytes:
    """DTSTAMP, which many messages of a batch share to the second."""
    return _written(Contentline.from_parts("DTSTAMP", Parameters(), vDDDTypes(in_utc(made))))


def _written(line: Contentline) -> bytes:
    folded: bytes = line.to_ical()  # type: ignore[no-untyped-call] # so is the library's
    return folded + b"\r\n"


@lru_cache(maxsize=64)
def _common(event: CalendarEvent, organizer: Mailbox, method: Method) -> tuple[bytes, bytes]:
    """What the messages of a batch share: all before stamp and attendee, and all after them."""
    calendar = calendar_head(method)
    entry = entry_of(event, organizer, status=_status(event, method))
    if years := zone_years(event):
        calendar.add_component(timezone_component(event.zone, *years))
    calendar.add_component(entry)
    written: bytes = calendar.to_ical(sorted=False)
    alarm = alarm_of(event) if method == "REQUEST" else None
    reminder: bytes = alarm.to_ical(sorted=False) if alarm else b""
    return written.removesuffix(_END), reminder + _END


def _status(event: CalendarEvent, method: Method) -> str | None:
    """RFC 5546 3.2.5: who alone is told not to come gets none, for the event itself takes place."""
    if method == "REQUEST":
        return "CONFIRMED"
    return "CANCELLED" if event.cancelled else None


def _attendee(mailbox: Mailbox, event: CalendarEvent, method: Method) -> vCalAddress:
    """RFC 5546 3.2.2 and 3.2.5: the one who is asked to answer, or told not to come.

    Who has answered this version keeps the answer (3.2.2.2); one that is not firm may still be changed.
    """
    attendee = calendar_address(mailbox, "recipient")
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    if method == "REQUEST":
        attendee.params["PARTSTAT"] = event.partstat
        if event.partstat in _ASKED:
            attendee.params["RSVP"] = "TRUE"
    return attendee
