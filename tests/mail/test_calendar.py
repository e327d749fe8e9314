from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from paht_tui.errors import UserError
from paht_tui.mail.calendar import calendar_bytes
from paht_tui.mail.message import CalendarEvent, Mailbox, Method, Partstat
from tests.mail.samples import ANNA, BOB, MEETING, meeting

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def written(event: CalendarEvent = MEETING, attendee: Mailbox = BOB, method: Method = "REQUEST") -> bytes:
    return calendar_bytes(event, organizer=ANNA, attendee=attendee, method=method, dtstamp=NOW)


def read(event: CalendarEvent) -> Event:
    return Calendar.from_ical(written(event)).events[0]


def test_a_request_to_the_letter() -> None:
    event = meeting(zone="UTC", latitude=52.0799, longitude=4.3134, sequence=2)
    assert written(event).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//paht//paht//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "UID:the-hague-main@paht.example",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        'ORGANIZER;CN="Anna Visser":mailto:anna@paht.example',
        "DTSTART:20260327T090000Z",
        "DTEND:20260327T163000Z",
        "SUMMARY:Parliamentarians against human trafficking\\, The Hague",
        "DESCRIPTION:Registration from 9:30",
        "LOCATION:Binnenhof 1A\\, The Hague",
        "GEO:52.0799;4.3134",
        "DTSTAMP:20260105T080000Z",
        'ATTENDEE;CN="Bob Janssen";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=',
        " NEEDS-ACTION;RSVP=TRUE:mailto:bob@parliament.example",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize("status", [["STATUS:CANCELLED"], []])
def test_who_alone_is_told_not_to_come_is_not_told_that_the_meeting_is_off(status: list[str]) -> None:
    event = meeting(zone="UTC", description="", sequence=1, cancelled=bool(status))
    assert written(event, method="CANCEL").decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//paht//paht//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:CANCEL",
        "BEGIN:VEVENT",
        "UID:the-hague-main@paht.example",
        "SEQUENCE:1",
        *status,
        "TRANSP:OPAQUE",
        'ORGANIZER;CN="Anna Visser":mailto:anna@paht.example',
        "DTSTART:20260327T090000Z",
        "DTEND:20260327T163000Z",
        "SUMMARY:Parliamentarians against human trafficking\\, The Hague",
        "LOCATION:Binnenhof 1A\\, The Hague",
        "DTSTAMP:20260105T080000Z",
        'ATTENDEE;CN="Bob Janssen";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:mailto:bo',
        " b@parliament.example",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("partstat", "asked"),
    [
        ("NEEDS-ACTION", ["PARTSTAT=NEEDS-ACTION", "RSVP=TRUE"]),
        ("TENTATIVE", ["PARTSTAT=TENTATIVE", "RSVP=TRUE"]),
        ("ACCEPTED", ["PARTSTAT=ACCEPTED"]),
        ("DECLINED", ["PARTSTAT=DECLINED"]),
    ],
)
def test_who_has_answered_this_version_keeps_the_answer(partstat: Partstat, asked: list[str]) -> None:
    raw = written(meeting(zone="UTC", partstat=partstat)).replace(b"\r\n ", b"").decode()
    (line,) = [line for line in raw.split("\r\n") if line.startswith("ATTENDEE")]
    assert (
        line
        == ";".join(["ATTENDEE", 'CN="Bob Janssen"', "CUTYPE=INDIVIDUAL", "ROLE=REQ-PARTICIPANT", *asked])
        + ":mailto:bob@parliament.example"
    )


def test_a_reminder_is_shown_so_long_before_the_start() -> None:
    event = meeting(zone="UTC", alarm_minutes=90)
    assert written(event).decode().split("\r\n")[-8:] == [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Parliamentarians against human trafficking\\, The Hague",
        "TRIGGER:-PT1H30M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert b"TRIGGER:P0D\r\n" in written(meeting(alarm_minutes=0))
    assert b"VALARM" not in written(event, method="CANCEL")


def test_an_international_address_is_a_uri_all_the_same() -> None:
    raw = written(meeting(zone="UTC"), attendee=Mailbox("Βουλή", "βουλή+1@βουλή.example"))
    unfolded = raw.replace(b"\r\n ", b"")
    assert b":mailto:%CE%B2%CE%BF%CF%85%CE%BB%CE%AE+1@xn--jxah1ap4a.example\r\n" in unfolded


def test_times_stand_in_the_zone_of_the_meeting_with_its_definition() -> None:
    lines = written().decode().split("\r\n")
    assert [line for line in lines if line.startswith(("DTSTART;", "DTEND;", "TZID"))] == [
        "TZID:Europe/Amsterdam",
        "DTSTART;TZID=Europe/Amsterdam:20260327T100000",
        "DTEND;TZID=Europe/Amsterdam:20260327T173000",
    ]


def test_a_night_on_which_the_clock_changes() -> None:
    event = read(
        meeting(starts_at=datetime(2026, 3, 28, 22, tzinfo=UTC), ends_at=datetime(2026, 3, 29, 4, tzinfo=UTC))
    )
    zone = ZoneInfo("Europe/Amsterdam")
    assert (event.start, event.end) == (
        datetime(2026, 3, 28, 23, tzinfo=zone),
        datetime(2026, 3, 29, 6, tzinfo=zone),
    )


def test_the_hour_that_comes_twice_is_told_in_utc() -> None:
    second_half_past_two = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    raw = written(meeting(starts_at=second_half_past_two, ends_at=datetime(2026, 10, 25, 9, tzinfo=UTC)))
    assert b"DTSTART:20261025T013000Z\r\nDTEND:20261025T090000Z\r\n" in raw
    assert b"VTIMEZONE" not in raw


@pytest.mark.parametrize(
    "ends_at", [datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 28, 15, tzinfo=UTC)]
)
def test_two_whole_days_end_with_the_day_after_them(ends_at: datetime) -> None:
    event = read(meeting(starts_at=datetime(2026, 3, 26, 23, tzinfo=UTC), ends_at=ends_at, all_day=True))
    assert (event.start, event.end) == (date(2026, 3, 27), date(2026, 3, 29))


def test_text_reads_back_as_it_was_written() -> None:
    event = read(
        meeting(summary='A; B, C: "D"', description="one\r\ntwo\\Nothree\n\nfour", location="C:\\New")
    )
    assert (event["SUMMARY"], event["DESCRIPTION"], event["LOCATION"]) == (
        'A; B, C: "D"',
        "one\ntwo\\Nothree\n\nfour",
        "C:\\New",
    )


@pytest.mark.parametrize(
    ("name", "common_name"),
    [
        ("Ελισάβετ Παπαδοπούλου", "Ελισάβετ Παπαδοπούλου"),
        ('Ştefan "X" O\'Neil; MP', "Ştefan 'X' O'Neil; MP"),
        ("Bob\r\nATTENDEE:mailto:x@y.example", "Bob ATTENDEE:mailto:x@y.example"),
        ("a^nb\\c\x1b[2J", "a^nb/c[2J"),
    ],
)
def test_no_name_becomes_a_property(name: str, common_name: str) -> None:
    event = Calendar.from_ical(written(attendee=Mailbox(name, "bob@parliament.example"))).events[0]
    assert (event["ATTENDEE"], event["ATTENDEE"].params["CN"]) == (
        "mailto:bob@parliament.example",
        common_name,
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"zone": "Pacific"}, "There is no time zone 'Pacific': write it like Europe/Brussels."),
        (
            {"ends_at": MEETING.starts_at},
            "The end of 'X' is not after its start: correct the times of the session.",
        ),
        ({"uid": "\n"}, "The session 'X' has no calendar UID."),
        ({"latitude": 1.0}, "The place of 'X' needs latitude and longitude, or neither."),
        ({"latitude": 91.0, "longitude": 0.0}, "The latitude of 'X' is not on the map: 91.0."),
        ({"latitude": 0.0, "longitude": float("nan")}, "The longitude of 'X' is not on the map: nan."),
    ],
)
def test_what_cannot_be_a_meeting_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        written(meeting(summary="X", **changes))
    assert str(refused.value) == sentence


def test_a_time_without_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="the start has no time zone"):
        written(meeting(starts_at=datetime(2026, 3, 27, 9)))  # noqa: DTZ001
