"""The calendar of a whole programme."""

from datetime import UTC, datetime

from icalendar import Calendar

from paht_tui.mail.feed import feed_bytes
from tests.mail.samples import ANNA, meeting

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def test_a_feed_to_the_letter() -> None:
    dinner = meeting(
        uid="dinner@paht.example", zone="UTC", summary="Dinner", description="", location="", cancelled=True
    )
    raw = feed_bytes("PAHT", [dinner], organizer=ANNA, dtstamp=NOW)
    assert raw.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//paht//paht//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:PAHT",
        "X-WR-CALNAME:PAHT",
        "BEGIN:VEVENT",
        "UID:dinner@paht.example",
        "SEQUENCE:0",
        "STATUS:CANCELLED",
        "TRANSP:OPAQUE",
        'ORGANIZER;CN="Anna Visser":mailto:anna@paht.example',
        "DTSTART:20260327T090000Z",
        "DTEND:20260327T163000Z",
        "SUMMARY:Dinner",
        "DTSTAMP:20260105T080000Z",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_each_zone_is_told_once_for_all_the_years_of_its_sessions() -> None:
    later = meeting(
        uid="later",
        starts_at=datetime(2028, 7, 1, 8, tzinfo=UTC),
        ends_at=datetime(2028, 7, 1, 9, tzinfo=UTC),
    )
    athens = meeting(uid="athens", zone="Europe/Athens")
    entries = [meeting(alarm_minutes=30), later, athens]
    raw = feed_bytes("PAHT; a\r\nX:1", entries, organizer=ANNA, dtstamp=NOW)
    calendar = Calendar.from_ical(raw)
    assert [part["TZID"] for part in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam", "Europe/Athens"]
    assert b"\r\nNAME:PAHT\\; a X:1\r\nX-WR-CALNAME:PAHT\\; a X:1\r\n" in raw
    starts = [event.start for event in calendar.events]
    assert starts == [meeting().starts_at, later.starts_at, athens.starts_at]
    assert b"ATTENDEE" not in raw
    assert b"VALARM" not in raw
    assert max(map(len, raw.split(b"\r\n"))) <= 75
