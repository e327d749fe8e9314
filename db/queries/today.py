"""What the day asks for: the funnel of each meeting, and what waits for a person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from db.enums import Answer, Delivery, FollowUpKind, ReceivedState
from db.queries.parts import as_rows, latest_delivery
from db.tables import Attendance, FollowUp, Invitation, Meeting, MeetingSession, Person, ReceivedMessage


@dataclass(frozen=True, slots=True)
class Funnel:
    """A meeting's way from the list to the room, in people; `present` counts sessions that count."""

    meeting_id: int
    on_list: int
    invited: int
    answered: int
    accepted: int
    tentative: int
    refused: int
    present: int


@dataclass(frozen=True, slots=True)
class Expectation:
    """A session: who said yes, who may come, who was expected when the doors opened, who is there."""

    session_id: int
    meeting_id: int
    title: str
    counts: bool
    starts_at: datetime
    doors_opened_at: datetime | None
    accepted: int
    tentative: int
    expected: int
    present: int


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """Something to do."""

    id: int
    kind: FollowUpKind
    text: str
    due_at: datetime | None
    done_at: datetime | None
    meeting_id: int | None
    person_id: int | None
    name: str | None
    country: str | None


def funnels(session: Session, *, programme_id: int | None = None) -> dict[int, Funnel]:
    """The funnel of every meeting that has a list, by meeting."""
    delivered = latest_delivery(Invitation.id)
    was_sent = delivered.in_((Delivery.SENT, Delivery.BOUNCED, Delivery.RETURNED, Delivery.IN_DOUBT))
    said = Invitation.answer
    here = (
        select(Attendance.id)
        .join(MeetingSession, MeetingSession.id == Attendance.session_id)
        .where(
            Attendance.invitation_id == Invitation.id,
            MeetingSession.counts.is_(True),
            Attendance.arrived_at.is_not(None),
        )
        .exists()
    )
    wanted = (
        select(
            Invitation.meeting_id,
            func.count(),
            func.sum(case((was_sent, 1), else_=0)),
            func.sum(case((said != Answer.NONE, 1), else_=0)),
            func.sum(case((said == Answer.ACCEPTED, 1), else_=0)),
            func.sum(case((said == Answer.TENTATIVE, 1), else_=0)),
            func.sum(case((said.in_((Answer.DECLINED, Answer.WITHDRAWN, Answer.DELEGATED)), 1), else_=0)),
            func.sum(case((here, 1), else_=0)),
        )
        .join(Meeting, Meeting.id == Invitation.meeting_id)
        .group_by(Invitation.meeting_id)
    )
    if programme_id is not None:
        wanted = wanted.where(Meeting.programme_id == programme_id)
    return {row.meeting_id: row for row in as_rows(Funnel, session.execute(wanted))}


def expectations(session: Session, *, meeting_id: int | None = None) -> tuple[Expectation, ...]:
    """Every session with who said yes, who may come, who was expected and who is there."""
    answer = func.coalesce(Attendance.answer, Invitation.answer)
    wanted = (
        select(
            MeetingSession.id,
            MeetingSession.meeting_id,
            MeetingSession.title,
            MeetingSession.counts,
            MeetingSession.starts_at,
            MeetingSession.doors_opened_at,
            func.sum(case((answer == Answer.ACCEPTED, 1), else_=0)),
            func.sum(case((answer == Answer.TENTATIVE, 1), else_=0)),
            func.sum(case((Attendance.expected.is_(True), 1), else_=0)),
            func.sum(case((Attendance.arrived_at.is_not(None), 1), else_=0)),
        )
        .outerjoin(Attendance, Attendance.session_id == MeetingSession.id)
        .outerjoin(Invitation, Invitation.id == Attendance.invitation_id)
        .group_by(MeetingSession.id)
        .order_by(MeetingSession.meeting_id, MeetingSession.position)
    )
    if meeting_id is not None:
        wanted = wanted.where(MeetingSession.meeting_id == meeting_id)
    return as_rows(Expectation, session.execute(wanted))


def undecided_count(session: Session, *, programme_id: int | None = None) -> int:
    """How many received messages wait for a person's decision.

    One that is about no invitation yet may be about any programme, and is counted in each.
    """
    wanted = (
        select(func.count(ReceivedMessage.id))
        .outerjoin(Invitation, Invitation.id == ReceivedMessage.invitation_id)
        .outerjoin(Meeting, Meeting.id == Invitation.meeting_id)
        .where(ReceivedMessage.state == ReceivedState.UNDECIDED)
    )
    if programme_id is not None:
        wanted = wanted.where(or_(Meeting.id.is_(None), Meeting.programme_id == programme_id))
    return session.scalar(wanted) or 0


def follow_ups(
    session: Session,
    *,
    programme_id: int | None = None,
    meeting_id: int | None = None,
    kinds: tuple[FollowUpKind, ...] = (FollowUpKind.TASK, FollowUpKind.LETTER, FollowUpKind.NEXT_STEP),
    open_only: bool = True,
    limit: int = 200,
) -> tuple[FollowUpRow, ...]:
    """What remains to be done, by when it is due; without a date comes last.

    What is about a person and no meeting belongs to every programme.
    """
    wanted = (
        select(
            FollowUp.id,
            FollowUp.kind,
            FollowUp.text,
            FollowUp.due_at,
            FollowUp.done_at,
            FollowUp.meeting_id,
            FollowUp.person_id,
            Person.full_name,
            func.coalesce(FollowUp.country, Person.country),
        )
        .outerjoin(Person, Person.id == FollowUp.person_id)
        .where(FollowUp.kind.in_(kinds))
        .order_by(FollowUp.due_at.is_(None), FollowUp.due_at, FollowUp.id)
        .limit(limit)
    )
    if programme_id is not None:
        wanted = wanted.outerjoin(Meeting, Meeting.id == FollowUp.meeting_id).where(
            or_(Meeting.id.is_(None), Meeting.programme_id == programme_id)
        )
    if open_only:
        wanted = wanted.where(FollowUp.done_at.is_(None))
    if meeting_id is not None:
        wanted = wanted.where(FollowUp.meeting_id == meeting_id)
    return as_rows(FollowUpRow, session.execute(wanted))
