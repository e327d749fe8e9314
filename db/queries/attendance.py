"""Expectation and arrival per session: the facts that the desk shows and that reconciliation compares."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import QueryableAttribute, Session

from db.enums import Answer, Arrival, Capacity, Category, Firmness, Presence, Reason, SaidBy, Via
from db.queries.filters import INVITATIONS, conditions
from db.queries.parts import Query, as_rows, organisation_of
from db.tables import Attendance, Invitation, Meeting, MeetingSession, Person


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person and one session; `answer` is the one that holds for the session, and who gave it and why."""

    invitation_id: int
    meeting_id: int
    session_id: int
    person_id: int
    name: str
    country: str | None
    category: Category
    capacity: Capacity
    organisation: str | None
    answer: Answer
    said_by: SaidBy | None
    answer_reason: Reason | None
    expected: bool | None
    arrived_at: datetime | None
    arrival: Arrival | None
    absence_reason: Reason | None
    absence_note: str

    @property
    def presence(self) -> Presence:
        """The third fact, from what was expected when the doors opened and who arrived."""
        if self.arrived_at is not None:
            return Presence.PRESENT if self.expected else Presence.UNEXPECTED
        if self.expected is None:
            return Presence.EXPECTED if self.answer is Answer.ACCEPTED else Presence.NOT_EXPECTED
        return Presence.ABSENT if self.expected else Presence.NOT_EXPECTED

    @property
    def is_here(self) -> bool:
        """Whether the person is in the room, expected or not."""
        return self.arrived_at is not None


def session_attendance(session: Session, *, session_id: int, text: str = "") -> tuple[AttendanceRow, ...]:
    """Everybody on the list of a session, by family name."""
    wanted = _attendance().where(Attendance.session_id == session_id, *conditions(text, INVITATIONS))
    return as_rows(AttendanceRow, session.execute(wanted.order_by(Person.sort_key, Attendance.id)))


def meeting_attendance(session: Session, *, meeting_id: int) -> tuple[AttendanceRow, ...]:
    """Everybody on the list of each session of a meeting, session by session, by family name."""
    wanted = _attendance().where(MeetingSession.meeting_id == meeting_id)
    ordered = wanted.order_by(MeetingSession.position, Person.sort_key, Attendance.id)
    return as_rows(AttendanceRow, session.execute(ordered))


@dataclass(frozen=True, slots=True)
class ReachedRow:
    """One person who was in a session that counts, once per person and meeting."""

    meeting_id: int
    person_id: int
    category: Category
    country: str | None


def people_reached(session: Session, *, programme_id: int) -> tuple[ReachedRow, ...]:
    """Who came to which meeting of a programme."""
    rows = session.execute(
        select(Meeting.id, Person.id, Person.category, Person.country)
        .join(MeetingSession, MeetingSession.meeting_id == Meeting.id)
        .join(Attendance, Attendance.session_id == MeetingSession.id)
        .join(Invitation, Invitation.id == Attendance.invitation_id)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            Meeting.programme_id == programme_id,
            MeetingSession.counts.is_(True),
            Attendance.arrived_at.is_not(None),
        )
        .distinct()
        .order_by(Meeting.id, Person.id)
    )
    return as_rows(ReachedRow, rows)


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """What somebody answered for one session alone, where it differs from the answer to the meeting."""

    invitation_id: int
    meeting: str
    session: str
    answer: Answer
    answered_at: datetime | None
    said_by: SaidBy | None
    firmness: Firmness | None
    via: Via | None
    reason: Reason | None
    note: str


def session_answers(session: Session, *, person_id: int) -> tuple[SessionAnswer, ...]:
    """What somebody answered for single sessions, in the order of the sessions' times."""
    rows = session.execute(
        select(
            Attendance.invitation_id,
            Meeting.title,
            MeetingSession.title,
            Attendance.answer,
            Attendance.answered_at,
            Attendance.answer_said_by,
            Attendance.answer_firmness,
            Attendance.answer_via,
            Attendance.answer_reason,
            Attendance.answer_note,
        )
        .join(Invitation, Invitation.id == Attendance.invitation_id)
        .join(MeetingSession, MeetingSession.id == Attendance.session_id)
        .join(Meeting, Meeting.id == MeetingSession.meeting_id)
        .where(Invitation.person_id == person_id, Attendance.answer.is_not(None))
        .order_by(MeetingSession.starts_at, Attendance.id)
    )
    return as_rows(SessionAnswer, rows)


def _holding(own: QueryableAttribute[Any], whole: QueryableAttribute[Any]) -> ColumnElement[Any]:
    """What belongs to the answer that holds: that of the session where it has its own, else the meeting's."""
    return case((Attendance.answer.is_not(None), own), else_=whole)


def _attendance() -> Query:
    return (
        select(
            Invitation.id,
            Invitation.meeting_id,
            Attendance.session_id,
            Person.id,
            Person.full_name,
            Person.country,
            Person.category,
            Invitation.capacity,
            organisation_of(Person.id),
            func.coalesce(Attendance.answer, Invitation.answer, type_=Invitation.answer.type),
            _holding(Attendance.answer_said_by, Invitation.answer_said_by),
            _holding(Attendance.answer_reason, Invitation.answer_reason),
            Attendance.expected,
            Attendance.arrived_at,
            Attendance.arrival,
            Attendance.absence_reason,
            Attendance.absence_note,
        )
        .join(Invitation, Invitation.id == Attendance.invitation_id)
        .join(Person, Person.id == Invitation.person_id)
        .join(MeetingSession, MeetingSession.id == Attendance.session_id)
    )
