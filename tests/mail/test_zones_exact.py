"""Every zone of the tz database: what its VTIMEZONE says is what the database says, to the minute.

The component is read here line by line and by nothing of ours, as a calendar that knows no zones does.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from paht_tui.mail.zones import timezone_component

YEARS = (2012, 2026, 2037)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Onset = tuple[datetime, timedelta, timedelta]
"""A wall clock from which an offset holds, the offset before, and that after."""


def onsets(component: bytes, years: range) -> list[Onset]:
    """When each rule of the component takes effect, by the words of RFC 5545 (3.6.5)."""
    found: list[Onset] = []
    for part in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\r\n(.*?)END:", component.decode(), re.DOTALL):
        said = dict(line.split(":", 1) for line in part.strip().split("\r\n"))
        first = datetime.strptime(said["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall clock
        before, after = offset(said["TZOFFSETFROM"]), offset(said["TZOFFSETTO"])
        found += [(wall, before, after) for wall in walls(first, said.get("RRULE"), years)]
    return sorted(found)


def offset(text: str) -> timedelta:
    sign = -1 if text[0] == "-" else 1
    hours, minutes, seconds = int(text[1:3]), int(text[3:5]), int(text[5:7] or 0)
    return sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)


def walls(first: datetime, rule: str | None, years: range) -> Iterator[datetime]:
    if rule is None:
        yield first
        return
    said = dict(part.split("=") for part in rule.split(";"))
    assert said.keys() == {"FREQ", "BYDAY", "BYMONTH"}
    place, weekday = int(said["BYDAY"][:-2]), _WEEKDAYS.index(said["BYDAY"][-2:])
    for year in years:
        days = [
            day
            for number in range(31)
            if (day := first.replace(year=year, month=int(said["BYMONTH"]), day=1) + timedelta(number)).month
            == int(said["BYMONTH"])
            and day.weekday() == weekday
        ]
        wall = days[place - 1] if place > 0 else days[place]
        if wall >= first:
            yield wall


def told(component: bytes, year: int, instants: list[datetime]) -> list[timedelta | None]:
    """The offset at each instant; None before the first onset."""
    rules = onsets(component, range(year - 1, year + 2))
    begins = [(wall - before, after) for wall, before, after in rules]
    found: list[timedelta | None] = []
    for instant in instants:
        naive = instant.replace(tzinfo=None)
        found.append(next((after for at, after in reversed(begins) if at <= naive), None))
    return found


def instants_around(zone: str, year: int) -> list[datetime]:
    """Every day of a year, and every quarter of an hour of the days on which the clock changes."""
    info = ZoneInfo(zone)
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(366)]
    offsets = [day.astimezone(info).utcoffset() for day in days]
    near = [
        days[number - 1] + timedelta(minutes=15 * quarter)
        for number in range(1, len(days))
        if offsets[number] != offsets[number - 1]
        for quarter in range(96)
    ]
    return sorted({*days, *near})


def is_exact(zone: str, year: int) -> bool:
    instants = instants_around(zone, year)
    info = ZoneInfo(zone)
    true = [each.astimezone(info).utcoffset() for each in instants]
    return told(timezone_component(zone, year, year).to_ical(), year, instants) == true


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("Europe/Amsterdam", 2012),
        ("Europe/Dublin", 2026),  # its winter is the exception: negative in the database
        ("Africa/Casablanca", 2012),  # two pairs of changes in one year
        ("Africa/Casablanca", 2026),
        ("Africa/Casablanca", 2037),
        ("Africa/El_Aaiun", 2026),
        ("Australia/Lord_Howe", 2026),  # half an hour
        ("Europe/Moscow", 2011),  # gave up changing
        ("Europe/Moscow", 2014),  # and changed once more
        ("Europe/Istanbul", 2016),
        ("Asia/Pyongyang", 2015),
        ("Asia/Pyongyang", 2018),
        ("Pacific/Apia", 2011),  # went over the date line
        ("America/Caracas", 2016),
        ("Asia/Amman", 2022),
        ("America/Mexico_City", 2022),
        ("Africa/Juba", 2021),
        ("Antarctica/Troll", 2026),  # two hours
        ("Asia/Gaza", 2026),  # Ramadan, and a Saturday before
        ("Africa/Cairo", 2023),
        ("America/Nuuk", 2023),
        ("Asia/Kathmandu", 2026),
    ],
)
def test_a_zone_that_is_not_like_others_is_told_exactly(zone: str, year: int) -> None:
    assert is_exact(zone, year)


@pytest.mark.parametrize("year", YEARS)
def test_every_zone_of_the_database_is_told_exactly_and_shortly(year: int) -> None:
    wrong = [zone for zone in ZONES if not is_exact(zone, year)]
    assert wrong == []
    longest = max(len(timezone_component(zone, year, year).to_ical()) for zone in ZONES)
    assert longest < 2000
