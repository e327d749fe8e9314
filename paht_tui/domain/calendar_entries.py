"""What a new zone, or a meeting that is called off, means for the calendar entries of its sessions.

It raises their SEQUENCE (RFC 5546, 2.1.4) and sends nothing; who has an old entry is asked of the outbox.
"""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.change import Change
from db.tables import AgendaItem, Invitation, Meeting, MeetingSession, Travel
from paht_tui.errors import UserError

_LONGEST_ALARM: Final = 4 * 7 * 24 * 60
_POLES: Final = 90.0
_DATE_LINE: Final = 180.0


def keep_clock_times(change: Change, *, meeting: Meeting, zone: str) -> int:
    """Let everything of a meeting stay at its time by the clock, now in `zone`; how many sessions moved so.

    Who corrects a zone has read and typed clock times: the instants were wrong, and they alone are altered.

    Raises:
        UserError: a session would move whose doors were opened, or would end before it starts.
    """
    moved = 0
    for row in _sessions(change.session, meeting.id):
        times = _moved(row, ("starts_at", "ends_at"), meeting.zone, zone)
        if not times:
            continue
        if row.doors_opened_at is not None:
            raise UserError(
                f"The zone of {meeting.title} stays {meeting.zone}: the doors of “{row.title}” were opened,"
                " and its times stand as they were."
            )
        if times.get("ends_at", row.ends_at) <= times.get("starts_at", row.starts_at):
            raise UserError(
                f"In {zone} the session “{row.title}” would end before it starts: the clocks there change"
                " meanwhile. Alter its times first."
            )
        moved += change.set(row, **times, sequence=row.sequence + 1)
    for item in _items(change.session, meeting.id):
        change.set(item, **_moved(item, ("starts_at", "ends_at"), meeting.zone, zone))
    for journey in _journeys(change.session, meeting.id):
        change.set(journey, **_moved(journey, ("departs_at", "arrives_at"), meeting.zone, zone))
    return moved


def raise_sequences(change: Change, *, meeting_id: int) -> None:
    """Let the next message about each session to come overtake the entries that were sent.

    A cancellation carries a higher number than what it takes back, an invitation after it a still higher one.
    """
    for row in _sessions(change.session, meeting_id):
        if not row.cancelled and row.doors_opened_at is None:
            change.set(row, sequence=row.sequence + 1)


def check_alarm(minutes: int | None) -> None:
    """Refuse an alarm after the start, or one that reminds of what is far away.

    Raises:
        UserError: it is not between 0 minutes and four weeks before the start.
    """
    if minutes is not None and not 0 <= minutes <= _LONGEST_ALARM:
        raise UserError(f"A reminder comes 0 to {_LONGEST_ALARM} minutes (four weeks) before the start.")


def check_coordinates(latitude: float | None, longitude: float | None) -> None:
    """Refuse what is no place on the map.

    Raises:
        UserError: one without the other, or degrees out of range.
    """
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        raise UserError("A place on the map has a latitude and a longitude: give both, or neither.")
    if not (_within(latitude, _POLES) and _within(longitude, _DATE_LINE)):
        raise UserError(f"{latitude}, {longitude} is no place on the map: latitude ±90, longitude ±180.")


def _within(degrees: float, limit: float) -> bool:
    return math.isfinite(degrees) and abs(degrees) <= limit


def _moved(
    row: MeetingSession | AgendaItem | Travel, names: tuple[str, ...], before: str, after: str
) -> dict[str, Any]:
    """The instants of a row that another zone alters, so that the clock shows the same."""
    moments = {name: at for name in names if (at := getattr(row, name)) is not None}
    there = {name: _same_clock(at, before, after) for name, at in moments.items()}
    return {name: at for name, at in there.items() if at != moments[name]}


def _same_clock(moment: datetime, before: str, after: str) -> datetime:
    # In UTC: two times of one zone are compared by the clock, and those that do not exist there by nothing.
    return moment.astimezone(ZoneInfo(before)).replace(tzinfo=ZoneInfo(after)).astimezone(UTC)


def _sessions(session: Session, meeting_id: int) -> Sequence[MeetingSession]:
    return session.scalars(
        select(MeetingSession).where(MeetingSession.meeting_id == meeting_id).order_by(MeetingSession.id)
    ).all()


def _items(session: Session, meeting_id: int) -> Sequence[AgendaItem]:
    return session.scalars(
        select(AgendaItem)
        .join(MeetingSession, MeetingSession.id == AgendaItem.session_id)
        .where(MeetingSession.meeting_id == meeting_id)
        .order_by(AgendaItem.id)
    ).all()


def _journeys(session: Session, meeting_id: int) -> Sequence[Travel]:
    return session.scalars(
        select(Travel)
        .join(Invitation, Invitation.id == Travel.invitation_id)
        .where(Invitation.meeting_id == meeting_id)
        .order_by(Travel.id)
    ).all()
