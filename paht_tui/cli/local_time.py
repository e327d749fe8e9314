"""Times as the people of a meeting read them: in its zone, which is named by its town."""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from db.queries.meetings import MeetingRow
from paht_tui.cli.output import Row
from paht_tui.domain.zones import comes_twice, town_of


def day_in(moment: datetime, zone: str) -> str:
    """The day that an instant has in a zone: `17 Jan 2012`."""
    return f"{moment.astimezone(ZoneInfo(zone)):%d %b %Y}"


def moment_in(moment: datetime, zone: str) -> str:
    """An instant in a sentence: `17 Jan 2012 at 08:00 (Amsterdam time)`."""
    there = moment.astimezone(ZoneInfo(zone))
    which = f", the {'second' if there.fold else 'first'} of two" if comes_twice(moment, zone) else ""
    return f"{day_in(moment, zone)} at {there:%H:%M} ({town_of(zone)} time{which})"


def in_zones(rows: Iterable[Row], meetings: Iterable[MeetingRow]) -> list[Row]:
    """The rows with every instant in the zone of the meeting that the row names, or in UTC."""
    zones = {meeting.slug: ZoneInfo(meeting.zone) for meeting in meetings}
    return [_in_zone(row, zones.get(row.get("meeting", ""), UTC)) for row in rows]


def _in_zone(row: Row, zone: tzinfo) -> dict[str, Any]:
    return {
        name: value.astimezone(zone) if isinstance(value, datetime) else value for name, value in row.items()
    }
