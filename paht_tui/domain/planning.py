"""Planning a meeting in one act, with its first session and its host, and giving one up again."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Delivery, MeetingState
from db.tables import Attendance, Call, Invitation, Meeting, MeetingSession, OutboxMessage
from paht_tui.domain.meetings import add_session, create_meeting, edit_meeting, get_meeting, get_session
from paht_tui.domain.organisations import organisation_named
from paht_tui.errors import UserError

_UNSENT = (Delivery.PLANNED, Delivery.HELD, Delivery.QUEUED, Delivery.DROPPED)


def plan_meeting(
    change: Change,
    /,
    *,
    programme_id: int,
    host: str = "",
    starts: time | None = None,
    ends: time | None = None,
    **values: Any,
) -> int:
    """Plan a meeting; with a day and both times it has its main session at once, in the meeting's zone.

    Raises:
        UserError: as `create_meeting`, or a time is given without a day or without the other.
    """
    change.describe("meeting.created", f"Planned {values['title']}")
    host_id = organisation_named(change, name=host, country=values.get("country"))
    meeting_id = create_meeting(change, programme_id=programme_id, host_id=host_id, **values)
    if starts is None and ends is None:
        return meeting_id
    meeting = get_meeting(change.session, meeting_id)
    if meeting.starts_on is None or starts is None or ends is None:
        raise UserError("A session needs a day, a beginning and an end: give all three, or no times yet.")
    add_session(
        change,
        meeting_id=meeting_id,
        title="Main session",
        starts=datetime.combine(meeting.starts_on, starts),
        ends=datetime.combine(meeting.ends_on or meeting.starts_on, ends),
        place=meeting.venue,
        address=meeting.venue_address,
    )
    return meeting_id


def change_meeting(change: Change, /, *, meeting_id: int, host: str, **values: Any) -> int:
    """Alter a meeting and the organisation that hosts it; how many sessions moved, as `edit_meeting`.

    Raises:
        UserError: as `edit_meeting`.
    """
    meeting = get_meeting(change.session, meeting_id)
    change.describe("meeting.edited", f"Edited {meeting.title}")
    host_id = organisation_named(change, name=host, country=meeting.country)
    return edit_meeting(change, meeting_id=meeting_id, host_id=host_id, **values)


def hold_meeting(change: Change, *, meeting_id: int) -> bool:
    """Record that a meeting was held, so that it counts for the targets. Says whether that is new."""
    meeting = get_meeting(change.session, meeting_id)
    change.describe("meeting.held", f"{meeting.title} was held")
    return change.set(meeting, state=MeetingState.HELD)


def remove_meeting(change: Change, *, meeting_id: int) -> int:
    """Take a meeting out of the record with its sessions and its list; how many people were on it.

    Raises:
        UserError: something was sent, somebody was called or was there: the record of it must stand.
    """
    session = change.session
    meeting = get_meeting(session, meeting_id)
    for what, number in _traces(session, meeting_id).items():
        if number:
            raise UserError(
                f"{meeting.title} stays in the record: {what} ({number})."
                " Press e and set its state to “cancelled” instead."
            )
    on_list = session.scalar(select(func.count()).where(Invitation.meeting_id == meeting_id)) or 0
    change.describe("meeting.removed", f"Removed {meeting.title}")
    change.remove(meeting)
    return on_list


def remove_session(change: Change, *, session_id: int) -> None:
    """Take a session out of the programme.

    Raises:
        UserError: it stands in calendars, or its doors were opened: the record of it must stand.
    """
    session = change.session
    row = get_session(session, session_id)
    sent = select(func.count()).where(
        OutboxMessage.session_id == session_id, OutboxMessage.state.not_in(_UNSENT)
    )
    if number := session.scalar(sent):
        raise UserError(
            f"{row.title} stays in the record: {number} calendar entries for it have been sent."
            " Prepare a cancellation instead (b)."
        )
    if row.doors_opened_at is not None:
        raise UserError(f"{row.title} stays in the record: it has been held.")
    change.describe("session.removed", f"Removed the session {row.title}")
    change.remove(row)


def _traces(session: Session, meeting_id: int) -> dict[str, int]:
    """What would be lost with a meeting, in words, each with its number."""
    wanted = {
        "messages have been sent": select(func.count()).where(
            OutboxMessage.meeting_id == meeting_id, OutboxMessage.state.not_in(_UNSENT)
        ),
        "calls have been made": select(func.count()).where(Call.meeting_id == meeting_id),
        "arrivals or absences are recorded": select(func.count())
        .select_from(Attendance)
        .join(MeetingSession, MeetingSession.id == Attendance.session_id)
        .where(
            MeetingSession.meeting_id == meeting_id,
            or_(Attendance.arrived_at.is_not(None), Attendance.absence_reason.is_not(None)),
        ),
        "it is recorded as held": select(func.count()).where(
            Meeting.id == meeting_id, Meeting.state == MeetingState.HELD
        ),
    }
    return {what: session.scalar(statement) or 0 for what, statement in wanted.items()}
