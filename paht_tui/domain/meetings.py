"""Meetings, their sessions and programme; times are given in the meeting's zone and kept in UTC."""

import re
import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import ActivityType, AgendaRole, Answer, MeetingState, Reach
from db.tables import AgendaItem, AgendaPart, Attendance, Invitation, Meeting, MeetingSession
from db.text import fold
from paht_tui.domain.calendar_entries import check_alarm, check_coordinates, keep_clock_times, raise_sequences
from paht_tui.domain.zones import check_zone, in_zone
from paht_tui.errors import UserError


def get_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting's row.

    Raises:
        UserError: there is no such meeting.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise UserError(f"There is no meeting number {meeting_id}.")
    return meeting


def get_session(session: Session, session_id: int) -> MeetingSession:
    """The session's row.

    Raises:
        UserError: there is no such session.
    """
    row = session.get(MeetingSession, session_id)
    if row is None:
        raise UserError(f"There is no session number {session_id}.")
    return row


def create_meeting(
    change: Change,
    *,
    programme_id: int,
    title: str,
    activity: ActivityType,
    zone: str,
    city: str = "",
    country: str | None = None,
    number: int | None = None,
    focus: str = "",
    reach: Reach | None = None,
    state: MeetingState = MeetingState.PLANNED,
    starts_on: date | None = None,
    ends_on: date | None = None,
    venue: str = "",
    venue_address: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    host_id: int | None = None,
    capacity: int | None = None,
    counted: tuple[int, int] | None = None,
) -> int:
    """Plan a meeting; `counted` is a head count (low, high) where no names are kept.

    Raises:
        UserError: no title, an unknown zone, days in the wrong order, or coordinates off the map.
    """
    if not title.strip():
        raise UserError("A meeting needs a title.")
    check_coordinates(latitude, longitude)
    if starts_on and ends_on and ends_on < starts_on:
        raise UserError(f"The meeting would end on {ends_on}, before it starts on {starts_on}.")
    low, high = counted or (None, None)
    change.describe("meeting.created", f"Planned {title}")
    row = Meeting(
        programme_id=programme_id,
        slug=_free_slug(change.session, programme_id, city or title),
        number=number,
        title=title.strip(),
        focus=focus,
        activity=activity,
        reach=reach,
        state=state,
        starts_on=starts_on,
        ends_on=ends_on or starts_on,
        zone=check_zone(zone),
        city=city,
        country=country.upper() if country else None,
        venue=venue,
        venue_address=venue_address,
        latitude=latitude,
        longitude=longitude,
        host_id=host_id,
        capacity=capacity,
        counted_low=low,
        counted_high=high,
    )
    return change.add(row).id


def edit_meeting(change: Change, /, *, meeting_id: int, **values: Any) -> int:
    """Alter columns of a meeting. A new zone leaves the times by the clock; how many sessions moved by it.

    Calling it off, or taking that back, raises the calendar SEQUENCE of its sessions.

    Raises:
        UserError: no title, an unknown zone, days in the wrong order, coordinates off the map, or the zone
            would move what was held.
    """
    meeting = get_meeting(change.session, meeting_id)
    zone, state = values.get("zone", meeting.zone), values.get("state", meeting.state)
    check_zone(zone)
    if not values.get("title", meeting.title).strip():
        raise UserError("A meeting needs a title.")
    starts_on, ends_on = values.get("starts_on", meeting.starts_on), values.get("ends_on", meeting.ends_on)
    if starts_on and ends_on and ends_on < starts_on:
        raise UserError(f"The meeting would end on {ends_on}, before it starts on {starts_on}.")
    check_coordinates(values.get("latitude", meeting.latitude), values.get("longitude", meeting.longitude))
    if values.get("country"):
        values["country"] = values["country"].upper()
    change.describe("meeting.edited", f"Edited {meeting.title}")
    if (state is MeetingState.CANCELLED) != (meeting.state is MeetingState.CANCELLED):
        raise_sequences(change, meeting_id=meeting_id)
    moved = keep_clock_times(change, meeting=meeting, zone=zone) if zone != meeting.zone else 0
    change.set(meeting, **values)
    return moved


def add_session(
    change: Change,
    *,
    meeting_id: int,
    title: str,
    starts: datetime,
    ends: datetime,
    place: str = "",
    address: str = "",
    counts: bool = True,
    all_day: bool = False,
    alarm_minutes: int | None = None,
    uid: str | None = None,
) -> int:
    """Add a session; naive times are read in the meeting's zone. `counts` as in the table.

    Who was put on the list before the meeting had any session is asked to this one.

    Raises:
        UserError: it would end before it starts, or the alarm is none.
    """
    session = change.session
    meeting = get_meeting(session, meeting_id)
    starts_at, ends_at = in_zone(starts, meeting.zone), in_zone(ends, meeting.zone)
    _check_order(title, starts_at, ends_at)
    check_alarm(alarm_minutes)
    change.describe("session.added", f"Added {title} to {meeting.title}")
    place_in_order = session.scalar(select(func.count()).where(MeetingSession.meeting_id == meeting_id)) or 0
    row = MeetingSession(
        meeting_id=meeting_id,
        position=place_in_order,
        title=title,
        counts=counts,
        starts_at=starts_at,
        ends_at=ends_at,
        all_day=all_day,
        place=place,
        address=address,
        alarm_minutes=alarm_minutes,
        uid=uid or str(uuid.uuid4()),
    )
    session_id = change.add(row).id
    _ask_the_unasked(change, meeting_id, session_id)
    return session_id


def edit_session(change: Change, /, *, session_id: int, **values: Any) -> bool:
    """Alter a session; a new time or place, or cancelling it, raises its calendar SEQUENCE (RFC 5546, 2.1.4).

    Raises:
        UserError: it would end before it starts, or the alarm is none.
    """
    row = get_session(change.session, session_id)
    zone = get_meeting(change.session, row.meeting_id).zone
    for end in ("starts_at", "ends_at"):
        if end in values:
            values[end] = in_zone(values[end], zone)
    _check_order(
        values.get("title", row.title),
        values.get("starts_at", row.starts_at),
        values.get("ends_at", row.ends_at),
    )
    check_alarm(values.get("alarm_minutes"))
    moved = any(
        name in values and values[name] != getattr(row, name)
        for name in ("starts_at", "ends_at", "all_day", "place", "address", "cancelled")
    )
    change.describe("session.edited", f"Edited the session {row.title}")
    return change.set(row, **values, **({"sequence": row.sequence + 1} if moved else {}))


def add_agenda_item(
    change: Change,
    *,
    session_id: int,
    title: str,
    description: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    parts: tuple[tuple[int, AgendaRole], ...] = (),
) -> int:
    """Add an item to a session's programme; `parts` are (person, role) in the order they are named."""
    session = change.session
    change.describe("agenda.added", f"Programme: {title}")
    place = session.scalar(select(func.count()).where(AgendaItem.session_id == session_id)) or 0
    item = change.add(
        AgendaItem(
            session_id=session_id,
            position=place,
            title=title,
            description=description,
            starts_at=starts_at,
            ends_at=ends_at,
        )
    )
    for order, (person_id, role) in enumerate(parts):
        change.add(AgendaPart(agenda_item_id=item.id, person_id=person_id, role=role, position=order))
    return item.id


def open_doors(change: Change, *, session_id: int) -> int:
    """Fix who is expected: everybody whose answer for the session is yes at this instant; how many.

    Done once, by the first who checks somebody in; later answers alter nothing in what was expected.
    """
    session = change.session
    row = get_session(session, session_id)
    if row.doors_opened_at is not None:
        fixed = select(func.count()).where(Attendance.session_id == session_id, Attendance.expected.is_(True))
        return session.scalar(fixed) or 0
    expected = 0
    rows = session.execute(
        select(Attendance, Invitation)
        .join(Invitation, Invitation.id == Attendance.invitation_id)
        .where(Attendance.session_id == session_id)
    ).all()
    change.describe("session.doors", f"Opened the doors of {row.title}")
    change.set(row, doors_opened_at=change.at)
    for attendance, invitation in rows:
        is_expected = (attendance.answer or invitation.answer) is Answer.ACCEPTED
        change.set(attendance, expected=is_expected)
        expected += is_expected
    return expected


def _ask_the_unasked(change: Change, meeting_id: int, session_id: int) -> None:
    asked = select(Attendance.id).where(Attendance.invitation_id == Invitation.id).exists()
    unasked = select(Invitation).where(Invitation.meeting_id == meeting_id, ~asked).order_by(Invitation.id)
    for invitation in change.session.scalars(unasked).all():
        change.add(Attendance(invitation_id=invitation.id, session_id=session_id))


def _check_order(title: str, starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise UserError(f"The session “{title}” would end before it starts: check its times.")


def _free_slug(session: Session, programme_id: int, text: str) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "meeting"
    taken = set(session.scalars(select(Meeting.slug).where(Meeting.programme_id == programme_id)))
    slug, count = base, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    return slug
