"""Times in a table, as the people of the meeting read them: in its zone."""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from db.queries.meetings import MeetingRow
from paht_tui.cli.output import Row


def in_zones(rows: Iterable[Row], meetings: Iterable[MeetingRow]) -> list[Row]:
    """The rows with every instant in the zone of the meeting that the row names, or in UTC."""
    zones = {meeting.slug: ZoneInfo(meeting.zone) for meeting in meetings}
    return [_in_zone(row, zones.get(row.get("meeting", ""), UTC)) for row in rows]


def _in_zone(row: Row, zone: tzinfo) -> dict[str, Any]:
    return {
        name: value.astimezone(zone) if isinstance(value, datetime) else value for name, value in row.items()
    }
