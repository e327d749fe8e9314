from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from paht_tui.errors import UserError
from paht_tui.mail.zones import find_zone, timezone_component


def written(zone: str) -> list[str]:
    component: bytes = timezone_component(zone, 2026, 2026).to_ical(sorted=False)
    return component.decode().split("\r\n")[:-1]


def test_summer_time_is_two_yearly_rules() -> None:
    assert written("Europe/Lisbon") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Lisbon",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T010000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "TZNAME:WEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "TZNAME:WET",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_a_zone_without_summer_time_is_one_line_of_time() -> None:
    assert written("Asia/Kolkata") == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kolkata",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530",
        "TZNAME:IST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("Europe/Lisbon", 2026),
        ("Europe/Bucharest", 2026),
        ("Europe/London", 2009),
        ("Europe/Amsterdam", 2040),
        ("Europe/Istanbul", 2016),  # gave up winter time in that year
        ("Africa/Casablanca", 2026),  # changes around Ramadan
        ("America/New_York", 2007),  # changed its rules in that year
        ("America/Santiago", 2026),  # southern summer, and not a fixed week
        ("Asia/Jerusalem", 2026),  # begins on a Friday
        ("Asia/Kathmandu", 2026),
        ("Australia/Lord_Howe", 2026),  # half an hour
    ],
)
def test_a_reader_of_the_component_alone_has_the_true_time_in_every_hour_of_the_year(
    zone: str, year: int
) -> None:
    component = Timezone.from_ical(timezone_component(zone, year, year).to_ical())
    assert isinstance(component, Timezone)
    told = component.to_tz(lookup_tzid=False)
    hours = [datetime(year, 1, 1, 0, 30, tzinfo=UTC) + timedelta(hours=hour) for hour in range(365 * 24)]
    walls = [hour.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) for hour in hours]
    true = [wall.replace(tzinfo=ZoneInfo(zone)).utcoffset() for wall in walls if _is_once(wall, zone)]
    assert [wall.replace(tzinfo=told).utcoffset() for wall in walls if _is_once(wall, zone)] == true


def _is_once(wall: datetime, zone: str) -> bool:
    """Whether this wall time comes once: readers choose differently in the hour that comes twice."""
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
    return first == second


@pytest.mark.parametrize(
    "name", ["Pacific", "Europe/Nowhere", "", "../etc/passwd", "Europe/Paris\r\nX:1", "\0"]
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UserError, match=r"There is no time zone .*: write it like Europe/Brussels\."):
        find_zone(name)
