"""The calendar part of a message: one VCALENDAR with one VEVENT for one attendee (RFC 5545, 5546, 6047).

It never names another invitee, never reads a clock, and never decides which sequence number is due.
"""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from paht_tui.errors import UserError
from paht_tui.mail import ical
from paht_tui.mail.addresses import wire_address
from paht_tui.mail.message import CalendarEvent, Mailbox, Method
from paht_tui.mail.text import one_line
from paht_tui.mail.zones import find_zone, timezone_component

PRODUCT = "-//paht//paht//EN"
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"})
_POLES = 90.0
_DATE_LINE = 180.0


def calendar_bytes(
    event: CalendarEvent, *, organizer: Mailbox, attendee: Mailbox, method: Method, dtstamp: datetime
) -> bytes:
    """The iTIP object of `method` as UTF-8 with CRLF line ends and lines of at most 75 octets.

    `dtstamp` is aware: when this version was made. Raises `UserError` naming the field for an unknown zone,
    an unusable address, an empty UID, an end that is not after the start, or coordinates off the map;
    `ValueError` for a naive time.
    """
    _check(event, dtstamp)
    return ical.serialise(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODUCT}",
            "CALSCALE:GREGORIAN",
            f"METHOD:{method}",
            *_timezone(event),
            "BEGIN:VEVENT",
            f"UID:{ical.text(one_line(event.uid))}",
            f"SEQUENCE:{event.sequence:d}",
            f"DTSTAMP:{_utc(dtstamp)}",
            *_times(event),
            f"STATUS:{'CANCELLED' if method == 'CANCEL' else 'CONFIRMED'}",
            *_people(organizer, attendee, method),
            *_words(event),
            "TRANSP:OPAQUE",
            "END:VEVENT",
            "END:VCALENDAR",
        )
    )


def _check(event: CalendarEvent, dtstamp: datetime) -> None:
    for name, moment in (("start", event.starts_at), ("end", event.ends_at), ("stamp", dtstamp)):
        if moment.utcoffset() is None:
            raise ValueError(f"the {name} has no time zone: {moment!r}")
    if event.ends_at <= event.starts_at:
        raise UserError(
            f"The end of {event.summary!r} is not after its start: correct the times of the session."
        )
    if not one_line(event.uid):
        raise UserError(f"The session {event.summary!r} has no calendar UID.")
    if (event.latitude is None) != (event.longitude is None):
        raise UserError(f"The place of {event.summary!r} needs latitude and longitude, or neither.")
    for name, degrees, limit in (
        ("latitude", event.latitude, _POLES),
        ("longitude", event.longitude, _DATE_LINE),
    ):
        if degrees is not None and not (math.isfinite(degrees) and abs(degrees) <= limit):
            raise UserError(f"The {name} of {event.summary!r} is not on the map: {degrees}.")


def _timezone(event: CalendarEvent) -> tuple[str, ...]:
    """The VTIMEZONE that DTSTART and DTEND refer to; a date or a UTC time refers to none."""
    if event.all_day or _needs_utc(event):
        return ()
    return timezone_component(
        event.zone, _local(event, event.starts_at).year, _local(event, event.ends_at).year
    )


def _times(event: CalendarEvent) -> Iterator[str]:
    if event.all_day:
        first, after = _days(event)
        yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
        return
    for name, moment in (("DTSTART", event.starts_at), ("DTEND", event.ends_at)):
        if _needs_utc(event):
            yield f"{name}:{_utc(moment)}"
        else:
            yield f"{name};TZID={event.zone}:{_local(event, moment):%Y%m%dT%H%M%S}"


def _needs_utc(event: CalendarEvent) -> bool:
    """The hour that an autumn night has twice can be told apart in UTC only (RFC 5545 3.3.5)."""
    return event.zone in _UTC_NAMES or any(
        _local(event, moment).fold for moment in (event.starts_at, event.ends_at)
    )


def _local(event: CalendarEvent, moment: datetime) -> datetime:
    return moment.astimezone(find_zone(event.zone))


def _days(event: CalendarEvent) -> tuple[date, date]:
    """The first day, and the day after the last one (RFC 5545 3.6.1: DTEND is not part of the event)."""
    last = _local(event, event.ends_at)
    whole = last.time() == time.min
    return _local(event, event.starts_at).date(), last.date() + timedelta(days=0 if whole else 1)


def _people(organizer: Mailbox, attendee: Mailbox, method: Method) -> Iterator[str]:
    """RFC 5546 3.2.2 and 3.2.5: who invites, and the one who is asked to answer (or told not to come)."""
    yield f"ORGANIZER{_common_name(organizer)}:mailto:{wire_address(organizer.address, 'sender')}"
    asked = ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE" if method == "REQUEST" else ""
    address = wire_address(attendee.address, "recipient")
    yield f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{asked}{_common_name(attendee)}:mailto:{address}"


def _common_name(mailbox: Mailbox) -> str:
    return f";CN={ical.parameter(mailbox.name)}" if one_line(mailbox.name) else ""


def _words(event: CalendarEvent) -> Iterator[str]:
    yield f"SUMMARY:{ical.text(one_line(event.summary))}"
    for name, value in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if escaped := ical.text(value):
            yield f"{name}:{escaped}"
    if event.latitude is not None and event.longitude is not None:
        yield f"GEO:{event.latitude:.6f};{event.longitude:.6f}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
