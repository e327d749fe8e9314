"""For any names, text, zone and time: it reads back equal, and nothing else stands in it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component, Timezone

from paht_tui.mail import text
from paht_tui.mail.calendar import calendar_bytes
from paht_tui.mail.message import CalendarEvent, Mailbox

ZONES = (
    "Europe/Amsterdam", "Europe/London", "Europe/Lisbon", "Europe/Bucharest", "Europe/Istanbul",
    "Asia/Kolkata", "America/New_York", "America/Santiago", "Africa/Casablanca", "Australia/Lord_Howe", "UTC",
)  # fmt: skip
ANY_TEXT = st.text(st.characters() | st.sampled_from('\r\n\\;,:"^=\t\x00\x1b\x85\u2028N'))
NAMES = ANY_TEXT
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
EVENTS = st.builds(
    lambda starts_at, minutes, **rest: CalendarEvent(
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), **rest
    ),
    uid=st.from_regex(r"[a-z0-9-]{1,80}@paht\.example", fullmatch=True),
    sequence=st.integers(0, 1000),
    summary=ANY_TEXT,
    description=ANY_TEXT,
    location=ANY_TEXT,
    starts_at=TIMES,
    minutes=st.integers(1, 4000),
    zone=st.sampled_from(ZONES),
)
EXPECTED_NAMES = {
    "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "ORGANIZER", "ATTENDEE", "SUMMARY",
    "DESCRIPTION", "LOCATION", "TRANSP",
}  # fmt: skip


def written(event: CalendarEvent, name: str) -> bytes:
    return calendar_bytes(
        event,
        organizer=Mailbox(name, "anna@paht.example"),
        attendee=Mailbox(name, "bob@parliament.example"),
        method="REQUEST",
        dtstamp=datetime(2026, 1, 5, 8, tzinfo=UTC),
    )


def words(event: Component, name: str) -> str:
    return str(event.get(name, ""))


def instant(moment: date) -> datetime:
    assert isinstance(moment, datetime)
    return moment


def common_name(name: str) -> str:
    return text.one_line(name).replace('"', "'").replace("\\", "/")


@given(EVENTS, NAMES)
def test_it_reads_back_equal(event: CalendarEvent, name: str) -> None:
    back = Calendar.from_ical(written(event, name)).events[0]
    assert (
        back["UID"],
        back["SEQUENCE"],
        instant(back.start).astimezone(UTC),
        instant(back.end).astimezone(UTC),
    ) == (
        event.uid,
        event.sequence,
        event.starts_at,
        event.ends_at,
    )
    assert (words(back, "SUMMARY"), words(back, "DESCRIPTION"), words(back, "LOCATION")) == (
        text.one_line(event.summary),
        text.lines(event.description).strip("\n"),
        text.lines(event.location).strip("\n"),
    )
    assert [(back[role], back[role].params.get("CN", "")) for role in ("ORGANIZER", "ATTENDEE")] == [
        ("mailto:anna@paht.example", common_name(name)),
        ("mailto:bob@parliament.example", common_name(name)),
    ]


@given(EVENTS, NAMES)
def test_lines_are_short_end_in_crlf_and_carry_no_control_character(event: CalendarEvent, name: str) -> None:
    raw = written(event, name)
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if any(octet < 0x20 or octet == 0x7F for octet in line)]
    assert [line.decode() for line in lines]  # no fold inside a character


@given(EVENTS, NAMES)
def test_nothing_is_injected(event: CalendarEvent, name: str) -> None:
    calendar = Calendar.from_ical(written(event, name))
    back = calendar.events[0]
    assert {part.name for part in calendar.subcomponents} <= {"VTIMEZONE", "VEVENT"}
    assert set(back) | {"DESCRIPTION", "LOCATION"} == EXPECTED_NAMES
    assert set(back["ATTENDEE"].params) | {"CN"} == {"CUTYPE", "ROLE", "PARTSTAT", "RSVP", "CN"}


@given(EVENTS)
def test_the_zone_it_carries_gives_the_true_instant(event: CalendarEvent) -> None:
    calendar = Calendar.from_ical(written(event, "Anna"))
    back = calendar.events[0]
    told = [part.to_tz(lookup_tzid=False) for part in calendar.subcomponents if isinstance(part, Timezone)]
    zone = (*told, UTC)[0]
    assert instant(back.start).replace(tzinfo=zone).astimezone(UTC) == event.starts_at
    assert instant(back.end).replace(tzinfo=zone).astimezone(UTC) == event.ends_at
