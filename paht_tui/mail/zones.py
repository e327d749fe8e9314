"""VTIMEZONE (RFC 5545 3.6.5): the rules of one IANA zone around one meeting, exact and short.

Where the clock changes by the same rule in the years around the meeting, that rule stands there once, as
every calendar program knows it. Where it does not (Ramadan in Morocco, the year a country gives up its
summer time), the changes are listed one by one. It never tells the time outside of those years.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import (
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDDDTypes,
    vRecur,
    vText,
    vUTCOffset,
)

from paht_tui.errors import UserError

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP = timedelta(days=7)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of the clock: the wall time it replaces, the offsets before and after, the name after."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str


def find_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; raises `UserError` for any other text."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError(f"There is no time zone {name!r}: write it like Europe/Brussels.") from error


@lru_cache(maxsize=256)
def timezone_component(zone: str, first_year: int, last_year: int) -> Timezone:
    """One VTIMEZONE, exact from a year before `first_year` to a year after `last_year`.

    It is shared by all who ask for it: never alter it.
    """
    info = find_zone(zone)
    begin = datetime(first_year - 1, 1, 1, tzinfo=UTC)
    changes = tuple(_changes(info, begin, datetime(last_year + 2, 1, 1, tzinfo=UTC)))
    rules = _yearly(changes, last_year - first_year + 3)
    observances = rules or [(change, None) for change in (_standing(info, begin), *changes)]
    component = Timezone()
    component["TZID"] = vText(zone)
    for change, rule in observances:
        component.add_component(_observance(change, rule))
    return component


def _changes(info: ZoneInfo, begin: datetime, end: datetime) -> Iterator[_Change]:
    earlier = begin
    while earlier < end:
        later = earlier + _STEP
        if _offset(info, earlier) != _offset(info, later):
            instant = _bisect(info, earlier, later)
            before = _offset(info, earlier)
            wall = (instant + before).replace(tzinfo=None)
            yield _Change(wall, before, _offset(info, instant), _name(info, instant))
        earlier = later


def _bisect(info: ZoneInfo, earlier: datetime, later: datetime) -> datetime:
    """The first second of the new offset; there is one change at most in a step."""
    old = _offset(info, earlier)
    low, high = 0, int((later - earlier).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(info, earlier + timedelta(seconds=middle)) == old:
            low = middle
        else:
            high = middle
    return earlier + timedelta(seconds=high)


def _standing(info: ZoneInfo, instant: datetime) -> _Change:
    offset = _offset(info, instant)
    return _Change(datetime(1970, 1, 1), offset, offset, _name(info, instant))  # noqa: DTZ001


def _yearly(changes: Sequence[_Change], years: int) -> list[tuple[_Change, vRecur | None]]:
    """The two rules of a zone with summer and winter time, or nothing where two rules do not say it all."""
    rules: list[tuple[_Change, vRecur | None]] = []
    for series in (changes[0::2], changes[1::2]):
        rule = _rule(series)
        if len(series) != years or rule is None:
            return []
        rules.append((series[0], rule))
    return rules


def _rule(series: Sequence[_Change]) -> vRecur | None:
    """The yearly rule that all changes of the series follow to the minute; None without one."""
    same = {(c.wall.month, c.wall.weekday(), c.wall.time(), c.before, c.after, c.name) for c in series}
    if len(same) != 1:
        return None
    wall = series[0].wall
    if all((c.wall + timedelta(days=_WEEK)).month != c.wall.month for c in series):
        place = -1
    elif len({(c.wall.day - 1) // _WEEK for c in series}) == 1:
        place = (wall.day - 1) // _WEEK + 1
    else:
        return None
    weekday = f"{place}{_WEEKDAYS[wall.weekday()]}"
    return vRecur({"FREQ": "YEARLY", "BYMONTH": wall.month, "BYDAY": weekday})


def _observance(change: _Change, rule: vRecur | None) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    part["DTSTART"] = vDDDTypes(change.wall)
    if rule is not None:
        part["RRULE"] = rule
    part["TZOFFSETFROM"] = vUTCOffset(change.before)
    part["TZOFFSETTO"] = vUTCOffset(change.after)
    part["TZNAME"] = vText(change.name)
    return part


def _offset(info: ZoneInfo, instant: datetime) -> timedelta:
    offset = instant.astimezone(info).utcoffset()
    assert offset is not None
    return offset


def _name(info: ZoneInfo, instant: datetime) -> str:
    return instant.astimezone(info).tzname() or info.key
