"""A whole programme as one calendar to be published (RFC 5546, 3.2.1): all its sessions, nobody invited.

It never names an attendee and never reads a clock.
"""

from collections.abc import Sequence
from datetime import datetime

from icalendar import Event, vDDDTypes

from paht_tui.mail.calendar_entry import CalendarText, calendar_head, entry_of, in_utc, zone_years
from paht_tui.mail.message import CalendarEvent, Mailbox
from paht_tui.mail.text import one_line
from paht_tui.mail.zones import timezone_component


def feed_bytes(
    name: str, entries: Sequence[CalendarEvent], *, organizer: Mailbox, dtstamp: datetime
) -> bytes:
    """The calendar of this name as UTF-8 with CRLF line ends; `dtstamp` is aware: when it was written.

    Raises:
        UserError: a session cannot stand in a calendar; the sentence names it.
    """
    calendar = calendar_head("PUBLISH")
    # Programs know the older name; RFC 7986 (5.1) has the newer one.
    calendar["NAME"] = calendar["X-WR-CALNAME"] = CalendarText(one_line(name))
    events = [_stamped(each, organizer, dtstamp) for each in entries]
    for zone, (first, last) in _zones(entries).items():
        calendar.add_component(timezone_component(zone, first, last))
    for event in events:
        calendar.add_component(event)
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _stamped(each: CalendarEvent, organizer: Mailbox, dtstamp: datetime) -> Event:
    entry = entry_of(each, organizer, status="CANCELLED" if each.cancelled else "CONFIRMED")
    entry["DTSTAMP"] = vDDDTypes(in_utc(dtstamp))
    return entry


def _zones(entries: Sequence[CalendarEvent]) -> dict[str, tuple[int, int]]:
    """Each zone once, with the years in which its sessions are."""
    found: dict[str, tuple[int, int]] = {}
    for each in entries:
        if years := zone_years(each):
            known = found.get(each.zone, years)
            found[each.zone] = min(known[0], years[0]), max(known[1], years[1])
    return found
