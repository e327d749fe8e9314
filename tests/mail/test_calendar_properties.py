"""For any names, text, zone and time: it reads back equal, and nothing else stands in it."""

import re
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from urllib.parse import unquote
from zoneinfo import available_timezones

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Component, Timezone

from paht_tui.mail import text
from paht_tui.mail.addresses import wire_address
from paht_tui.mail.calendar import calendar_bytes
from paht_tui.mail.compose import compose
from paht_tui.mail.message import CalendarEvent, Mailbox
from tests.mail.samples import invitation, meeting

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
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
    alarm_minutes=st.none() | st.integers(0, 40_320),
)
ADDRESSES = st.builds(
    "{}@{}".format,
    st.from_regex(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,40}", fullmatch=True)
    | st.from_regex(r"[a-zäöüßéλбж]{1,20}", fullmatch=True),
    st.sampled_from(["parliament.example", "βουλή.example", "bundestag.example"]),
)
Line = tuple[str, dict[str, str], str]
"""Name, parameters and value of a content line."""
EXPECTED_NAMES = {
    "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "ORGANIZER", "ATTENDEE", "SUMMARY",
    "DESCRIPTION", "LOCATION", "TRANSP",
}  # fmt: skip


def written(event: CalendarEvent, name: str, address: str = "bob@parliament.example") -> bytes:
    return calendar_bytes(
        event,
        organizer=Mailbox(name, "anna@paht.example"),
        attendee=Mailbox(name, address),
        method="REQUEST",
        dtstamp=datetime(2026, 1, 5, 8, tzinfo=UTC),
    )


def lines_of(raw: bytes) -> list[Line]:
    """The content lines read by nothing but RFC 5545, 3.1: unfolded, then cut at the first colon unquoted."""
    return [content_line(line) for line in raw.decode().replace("\r\n ", "").split("\r\n")[:-1]]


def content_line(line: str) -> Line:
    head, value, quoted = "", "", False
    for place, letter in enumerate(line):
        quoted ^= letter == '"'
        if letter == ":" and not quoted:
            head, value = line[:place], line[place + 1 :]
            break
    name, *parameters = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', head)
    pairs = (each.partition("=") for each in parameters)
    return name, {key: uncircumflexed(said.strip('"')) for key, _, said in pairs}, value


def uncircumflexed(value: str) -> str:
    """The value of a parameter (RFC 6868)."""
    return re.sub(r"\^([\^n'])", lambda found: {"n": "\n", "'": '"'}.get(found[1], found[1]), value)


def unescaped(value: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)


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


@given(EVENTS, NAMES, ADDRESSES)
@example(meeting(), "^n ^' ^^", "bob@parliament.example")
def test_a_reader_of_its_own_finds_the_same(event: CalendarEvent, name: str, address: str) -> None:
    lines = lines_of(written(event, name, address))
    inside = lines[[said for said, _, _ in lines].index("UID") :]
    entry = {said: (parameters, value) for said, parameters, value in reversed(inside)}
    assert unescaped(entry["SUMMARY"][1]) == text.one_line(event.summary)
    assert unescaped(entry.get("LOCATION", ({}, ""))[1]) == text.lines(event.location).strip("\n")
    if described := text.lines(event.description).strip("\n"):
        assert unescaped(entry["DESCRIPTION"][1]) == described
    assert entry["ATTENDEE"][0].get("CN", "") == common_name(name)
    assert unquote(entry["ATTENDEE"][1]) == f"mailto:{wire_address(address, 'recipient')}"
    names = [said for said, _, _ in lines]
    assert (names.count("TRIGGER"), names.count("ATTENDEE")) == (event.alarm_minutes is not None, 1)


@given(EVENTS, NAMES, ANY_TEXT)
def test_a_whole_message_carries_the_same_calendar_twice_and_no_header_more(
    event: CalendarEvent, name: str, subject: str
) -> None:
    draft = invitation(event=event, recipient=Mailbox(name, "bob@parliament.example"), subject=f"x{subject}")
    message = message_from_bytes(compose(draft), policy=default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == [
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    calendar = calendar_bytes(
        event, organizer=draft.sender, attendee=draft.recipient, method="REQUEST", dtstamp=draft.date
    )
    assert [part.get_payload(decode=True) for part in parts[2:]] == [calendar, calendar]
    assert parts[2].get_param("method") == "REQUEST"
    assert sorted(header.lower() for header, _ in message.raw_items()) == sorted(
        (
            *("from", "to", "subject", "date", "message-id", "content-language"),
            *("mime-version", "content-type"),
        )
    )
