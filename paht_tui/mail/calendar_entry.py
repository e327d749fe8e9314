"""A session as a calendar entry: the VEVENT (RFC 5545) of a message and of a feed alike.

It names no attendee, never reads a clock, and never decides which sequence number is due.
"""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from string import punctuation
from typing import Final
from urllib.parse import quote

from icalendar import Alarm, Calendar, Event, vCalAddress, vDDDTypes, vDuration, vGeo, vInt, vText

from paht_tui.errors import UserError
from paht_tui.mail.addresses import wire_address
from paht_tui.mail.message import CalendarEvent, Mailbox
from paht_tui.mail.text import lines, one_line
from paht_tui.mail.zones import find_zone

PRODUCT: Final = "-//paht//paht//EN"
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"})
_POLES = 90.0
_DATE_LINE = 180.0


def calendar_head(method: str) -> Calendar:
    """A VCALENDAR with its own properties, and nothing in it yet."""
    calendar = Calendar()
    calendar["VERSION"] = "2.0"
    calendar["PRODID"] = PRODUCT
    calendar["CALSCALE"] = "GREGORIAN"
    calendar["METHOD"] = method
    return calendar


def entry_of(event: CalendarEvent, organizer: Mailbox, *, status: str | None) -> Event:
    """The VEVENT but for its stamp, its attendee and its alarm; `status` None: it has none.

    Raises:
        UserError: naming the field, for an unknown zone, an unusable address, an empty UID, an end that is
            not after the start, or coordinates off the map.
    """
    _check(event)
    entry = Event()
    entry["UID"] = CalendarText(one_line(event.uid))
    entry["SEQUENCE"] = vInt(event.sequence)
    if status is not None:
        entry["STATUS"] = status
    entry["TRANSP"] = "OPAQUE"
    entry["ORGANIZER"] = calendar_address(organizer, "sender")
    entry["DTSTART"], entry["DTEND"] = _times(event)
    for name, words in _words(event):
        entry[name] = CalendarText(words)
    if event.latitude is not None and event.longitude is not None:
        entry["GEO"] = vGeo((round(event.latitude, 6), round(event.longitude, 6)))
    return entry


def alarm_of(event: CalendarEvent) -> Alarm | None:
    """The VALARM that reminds of the session (RFC 5545, 3.6.6); None where none is wanted."""
    if event.alarm_minutes is None:
        return None
    alarm = Alarm()
    alarm["ACTION"] = "DISPLAY"
    alarm["DESCRIPTION"] = CalendarText(one_line(event.summary))
    alarm["TRIGGER"] = vDuration(-timedelta(minutes=event.alarm_minutes))
    return alarm


def zone_years(event: CalendarEvent) -> tuple[int, int] | None:
    """The years for which the zone must be told; None for a date or a UTC time, which refer to no zone."""
    if event.all_day or _needs_utc(event):
        return None
    return _local(event, event.starts_at).year, _local(event, event.ends_at).year


class CalendarText(vText):
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


def calendar_address(mailbox: Mailbox, field: str) -> vCalAddress:
    """The value of ORGANIZER or ATTENDEE; raises `UserError` naming `field` for an unusable address."""
    # A URI is ASCII: other letters before the @ are percent-encoded (RFC 6068 2).
    address = vCalAddress(f"mailto:{quote(wire_address(mailbox.address, field), safe=punctuation)}")
    # No quoting of a quote is understood everywhere (RFC 6868), nor a backslash.
    if name := one_line(mailbox.name).replace('"', "'").replace("\\", "/"):
        address.params["CN"] = name
    return address


def _times(event: CalendarEvent) -> tuple[vDDDTypes, vDDDTypes]:
    if event.all_day:
        first, after = (vDDDTypes(day) for day in _days(event))
        return first, after
    if _needs_utc(event):
        return vDDDTypes(in_utc(event.starts_at)), vDDDTypes(in_utc(event.ends_at))
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


def _words(event: CalendarEvent) -> Iterator[tuple[str, str]]:
    yield "SUMMARY", one_line(event.summary)
    for name, value in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if cleaned := lines(value).strip("\n"):
            yield name, cleaned


def in_utc(moment: datetime) -> datetime:
    """The instant in UTC, in whole seconds as iCalendar has it."""
    return moment.astimezone(UTC).replace(microsecond=0)
