"""The calendar part of a message: one VCALENDAR with one VEVENT for one attendee (RFC 5545, 5546, 6047).

It never names another invitee, never reads a clock, and never decides which sequence number is due.
"""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from icalendar import Calendar, Event, Parameters, Timezone, vCalAddress, vDDDTypes, vGeo, vInt, vText
from icalendar.parser import Contentline

from paht_tui.errors import UserError
from paht_tui.mail.addresses import wire_address
from paht_tui.mail.message import CalendarEvent, Mailbox, Method
from paht_tui.mail.text import lines, one_line
from paht_tui.mail.zones import find_zone, timezone_component

PRODUCT = "-//paht//paht//EN"
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"})
_POLES = 90.0
_DATE_LINE = 180.0
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
    attendee_value = _attendee(attendee, method)
    mine = [
        Contentline.from_parts("DTSTAMP", Parameters(), vDDDTypes(_utc(dtstamp))),
        Contentline.from_parts("ATTENDEE", attendee_value.params, attendee_value, sorted=False),
    ]
    return _common(event, organizer, method) + b"".join(line.to_ical() + b"\r\n" for line in mine) + _END


@lru_cache(maxsize=64)
def _common(event: CalendarEvent, organizer: Mailbox, method: Method) -> bytes:
    """What the messages of a batch share: all before the end of the VEVENT but stamp and attendee."""
    _check(event)
    calendar = Calendar()
    calendar["VERSION"] = "2.0"
    calendar["PRODID"] = PRODUCT
    calendar["CALSCALE"] = "GREGORIAN"
    calendar["METHOD"] = method
    if zone := _timezone(event):
        calendar.add_component(zone)
    entry = Event()
    entry["UID"] = _Text(one_line(event.uid))
    entry["SEQUENCE"] = vInt(event.sequence)
    entry["STATUS"] = "CANCELLED" if method == "CANCEL" else "CONFIRMED"
    entry["TRANSP"] = "OPAQUE"
    entry["ORGANIZER"] = _address(organizer, "sender")
    entry["DTSTART"], entry["DTEND"] = _times(event)
    for name, words in _words(event):
        entry[name] = _Text(words)
    if event.latitude is not None and event.longitude is not None:
        entry["GEO"] = vGeo((round(event.latitude, 6), round(event.longitude, 6)))
    calendar.add_component(entry)
    written: bytes = calendar.to_ical(sorted=False)
    return written.removesuffix(_END)


class _Text(vText):
    r"""A TEXT value (RFC 5545 3.3.11). The package's own turns a backslash before N into a line break."""

    def to_ical(self) -> bytes:
        r"""The value with `\`, `;`, `,` and line breaks escaped."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def _check(event: CalendarEvent) -> None:
    for name, moment in (("start", event.starts_at), ("end", event.ends_at)):
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


def _timezone(event: CalendarEvent) -> Timezone | None:
    """The VTIMEZONE that DTSTART and DTEND refer to; a date or a UTC time refers to none."""
    if event.all_day or _needs_utc(event):
        return None
    return timezone_component(
        event.zone, _local(event, event.starts_at).year, _local(event, event.ends_at).year
    )


def _times(event: CalendarEvent) -> tuple[vDDDTypes, vDDDTypes]:
    if event.all_day:
        first, after = (vDDDTypes(day) for day in _days(event))
        return first, after
    if _needs_utc(event):
        return vDDDTypes(_utc(event.starts_at)), vDDDTypes(_utc(event.ends_at))
    return vDDDTypes(_local(event, event.starts_at)), vDDDTypes(_local(event, event.ends_at))


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


def _attendee(mailbox: Mailbox, method: Method) -> vCalAddress:
    """RFC 5546 3.2.2 and 3.2.5: the one who is asked to answer, or told not to come."""
    attendee = _address(mailbox, "recipient")
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    if method == "REQUEST":
        attendee.params["PARTSTAT"] = "NEEDS-ACTION"
        attendee.params["RSVP"] = "TRUE"
    return attendee


def _address(mailbox: Mailbox, field: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{wire_address(mailbox.address, field)}")
    # No quoting of a quote is understood everywhere (RFC 6868), nor a backslash.
    if name := one_line(mailbox.name).replace('"', "'").replace("\\", "/"):
        address.params["CN"] = name
    return address


def _words(event: CalendarEvent) -> Iterator[tuple[str, str]]:
    yield "SUMMARY", one_line(event.summary)
    for name, value in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if cleaned := lines(value).strip("\n"):
            yield name, cleaned


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
