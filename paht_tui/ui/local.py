"""Instants as they are read somewhere: in the zone of a meeting or of the person called, always named."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from db.queries.meetings import list_meetings
from paht_tui.domain.zones import comes_twice, town_of
from paht_tui.ui.when import day_words

__all__ = [
    "date_words",
    "day_and_clock",
    "days_between",
    "front_zone",
    "moment_in",
    "short_day",
    "town_of",
]

if TYPE_CHECKING:
    from datetime import date

    from paht_tui.ui.ground import Ground


def short_day(moment: datetime, zone: str, now: datetime) -> str:
    """A day as `4 Jan`, with its year when that is not the year of `now`."""
    local = moment.astimezone(ZoneInfo(zone))
    _weekday, day, month, year = day_words(local).split()
    return f"{day} {month}" if local.year == now.astimezone(ZoneInfo(zone)).year else f"{day} {month} {year}"


def date_words(day: date | None) -> str:
    """A day as `26 Jan 2012`; nothing for none."""
    return f"{day.day} {day_words(datetime.combine(day, time(), UTC)).split()[2]} {day.year}" if day else ""


def day_and_clock(moment: datetime, zone: str) -> str:
    """An instant as `Mon 16 Jan 2012 09:12`, in a zone that is named elsewhere."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day_words(local)} {local:%H:%M}"


def moment_in(moment: datetime, zone: str) -> str:
    """An instant with the town by whose clock it is read; of a time that comes twice, which is meant."""
    second = moment.astimezone(ZoneInfo(zone)).fold
    which = f", the {'second' if second else 'first'} of two" if comes_twice(moment, zone) else ""
    return f"{day_and_clock(moment, zone)} ({town_of(zone)}{which})"


def days_between(earlier: datetime, later: datetime, zone: str) -> int:
    """How many midnights lie between two instants, by the clocks of a zone."""
    there = ZoneInfo(zone)
    return (later.astimezone(there).date() - earlier.astimezone(there).date()).days


async def front_zone(ground: Ground) -> str:
    """The zone of the next meeting of the programme, or of its last; UTC without one."""
    if ground.programme is None:
        return "UTC"
    meetings = await ground.store.read(list_meetings, programme_id=ground.programme.id)
    dated = [row for row in meetings if row.starts_on is not None]
    today = ground.now.astimezone(UTC).date()
    coming = [row for row in dated if row.starts_on is not None and row.starts_on >= today]
    if coming:
        return coming[0].zone
    return dated[-1].zone if dated else "UTC"
