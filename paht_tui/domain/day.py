"""What stands on Today: which meetings are near, and whose offices can be called now; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db.enums import MeetingState
from db.queries.meetings import MeetingRow
from db.queries.today import Funnel
from paht_tui.domain.office_hours import LocalTime, local_time, zone_of_country

_AHEAD = (MeetingState.PLANNED, MeetingState.CONFIRMED)
_NEAR = 3
_OF_LATE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of a programme as a day sees them; each in the order of their days."""

    near: tuple[MeetingRow, ...]
    """The next, and what else has been sent for."""
    later: tuple[MeetingRow, ...]
    over: tuple[MeetingRow, ...]
    """Their day has passed, and nobody has recorded whether they were held."""
    held: tuple[MeetingRow, ...] = ()
    """Held of late: who came, and the report, are still on the desk."""


@dataclass(frozen=True, slots=True)
class Offices:
    """A place whose offices these people are reached through; `people` of them are to be called."""

    local: LocalTime
    people: int


def sort_meetings(meetings: Iterable[MeetingRow], funnels: Mapping[int, Funnel], now: datetime) -> Meetings:
    """Which meetings are near, later, and over, each by the day in its own zone."""
    near: list[MeetingRow] = []
    later: list[MeetingRow] = []
    over: list[MeetingRow] = []
    held: list[MeetingRow] = []
    for meeting in meetings:
        last = meeting.ends_on or meeting.starts_on
        if meeting.state is MeetingState.HELD and last and today_in(meeting.zone, now) - last <= _OF_LATE:
            held.append(meeting)
        if meeting.state not in _AHEAD:
            continue
        if last is not None and last < today_in(meeting.zone, now):
            over.append(meeting)
        elif len(near) < _NEAR and meeting.starts_on and (not near or _invited(funnels, meeting)):
            near.append(meeting)
        else:
            later.append(meeting)
    return Meetings(tuple(near), tuple(later), tuple(over), tuple(held))


def session_days(starts_at: datetime, ends_at: datetime, zone: str) -> tuple[date, date]:
    """The first and the last day of a session where it is; a day that begins as it ends is none of them."""
    first, end = (moment.astimezone(ZoneInfo(zone)) for moment in (starts_at, ends_at))
    midnight = end.time() == time.min
    return first.date(), max(first.date(), end.date() - timedelta(days=1 if midnight else 0))


def today_in(zone: str, now: datetime) -> date:
    """The day it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def offices(countries: Iterable[str | None], *, now: datetime, office_hours: str) -> tuple[Offices, ...]:
    """Where the people to call are, the open offices first, then those that open soonest.

    Countries whose zone is not known are left out.
    """
    zones = Counter(zone for country in countries if (zone := zone_of_country(country)))
    found = [
        Offices(local_time(zone, now=now, office_hours=office_hours), people)
        for zone, people in zones.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.local.closes is None, _wait(each.local), -each.people)))


def _wait(local: LocalTime) -> float:
    if local.closes is not None or local.opens is None:
        return 0 if local.closes is not None else float("inf")
    opens = datetime.combine(local.now.date(), local.opens, local.now.tzinfo)
    return (opens - local.now).total_seconds()


def _invited(funnels: Mapping[int, Funnel], meeting: MeetingRow) -> bool:
    return meeting.id in funnels and funnels[meeting.id].invited > 0
