"""The people behind the numbers of a day, and what of a meeting somebody should notice."""

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.enums import Answer, BatchState, Capacity, Category, Delivery, MessageKind, NeedKind
from db.queries.attendance import AttendanceRow, session_attendance
from db.queries.filters import INVITATIONS, conditions
from db.queries.parts import as_rows, latest_delivery
from db.tables import (
    AgendaItem,
    AgendaPart,
    Batch,
    Invitation,
    Meeting,
    MeetingSession,
    Need,
    OutboxMessage,
    Person,
)

FUNNEL = {
    "on_list": "",
    "invited": "delivery:sent,bounced,returned,in_doubt",
    "answered": "-answer:none",
    "accepted": "answer:accepted",
    "tentative": "answer:tentative",
    "refused": "answer:declined,withdrawn,delegated",
    "present": "presence:present",
}
"""The filter words that find the people behind each figure of `db.queries.today.Funnel`."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A country whose members of parliament were written to, and none of whom has accepted."""

    meeting_id: int
    country: str | None
    invited: int
    answered: int


@dataclass(frozen=True, slots=True)
class OpenPart:
    """Somebody who is to speak at a meeting and has not accepted; `answer` is None when not on its list."""

    meeting_id: int
    person_id: int
    name: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class WaitingBatch:
    """A batch that is prepared and has not been sent."""

    id: int
    meeting_id: int
    meeting: str
    kind: MessageKind
    messages: int


def invited_people(session: Session, *, meeting_id: int, text: str = "") -> tuple[int, ...]:
    """The people on a meeting's list that a filter finds, by family name."""
    found = (
        select(Person.id)
        .join(Invitation, Invitation.person_id == Person.id)
        .where(Invitation.meeting_id == meeting_id, *conditions(text, INVITATIONS))
        .order_by(Person.sort_key, Person.id)
    )
    return tuple(session.scalars(found))


def session_people(session: Session, *, session_id: int, figure: str) -> tuple[int, ...]:
    """The people behind a figure of a session: `accepted`, `tentative`, `expected` or `present`."""
    rows = session_attendance(session, session_id=session_id)
    return tuple(row.person_id for row in rows if _belongs(row, figure))


def _belongs(row: AttendanceRow, figure: str) -> bool:
    match figure:
        case "accepted":
            return row.answer is Answer.ACCEPTED
        case "tentative":
            return row.answer is Answer.TENTATIVE
        case "expected":
            return row.expected is True
        case "present":
            return row.is_here
        case _:
            raise ValueError(figure)


def silent_countries(session: Session, *, meeting_ids: tuple[int, ...]) -> tuple[Silence, ...]:
    """The countries of these meetings none of whose invited members has accepted, the most invited first."""
    sent = latest_delivery(Invitation.id).in_(
        (Delivery.SENT, Delivery.BOUNCED, Delivery.RETURNED, Delivery.IN_DOUBT)
    )
    invited = func.sum(case((sent, 1), else_=0))
    accepted = func.sum(case((Invitation.answer == Answer.ACCEPTED, 1), else_=0))
    rows = session.execute(
        select(
            Invitation.meeting_id,
            Person.country,
            invited,
            func.sum(case((Invitation.answer != Answer.NONE, 1), else_=0)),
        )
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.meeting_id.in_(meeting_ids), Person.category == Category.MP)
        .group_by(Invitation.meeting_id, Person.country)
        .having(invited > 0, accepted == 0)
        .order_by(Invitation.meeting_id, invited.desc(), Person.country)
    )
    return as_rows(Silence, rows)


def open_parts(session: Session, *, meeting_ids: tuple[int, ...]) -> tuple[OpenPart, ...]:
    """Who is to speak or to chair at these meetings and has not accepted, by family name."""
    columns = (Person.id, Person.full_name, Invitation.answer)
    invited = session.execute(
        select(Invitation.meeting_id, *columns)
        .join(Invitation, Invitation.person_id == Person.id)
        .where(
            Invitation.meeting_id.in_(meeting_ids),
            Invitation.capacity.in_((Capacity.SPEAKER, Capacity.CHAIR)),
            Invitation.answer != Answer.ACCEPTED,
        )
        .order_by(Person.sort_key, Person.id)
    )
    named = session.execute(
        select(MeetingSession.meeting_id, *columns)
        .select_from(AgendaPart)
        .join(AgendaItem, AgendaItem.id == AgendaPart.agenda_item_id)
        .join(MeetingSession, MeetingSession.id == AgendaItem.session_id)
        .join(Person, Person.id == AgendaPart.person_id)
        .outerjoin(
            Invitation,
            (Invitation.person_id == Person.id) & (Invitation.meeting_id == MeetingSession.meeting_id),
        )
        .where(
            MeetingSession.meeting_id.in_(meeting_ids),
            func.coalesce(Invitation.answer, Answer.NONE) != Answer.ACCEPTED,
        )
        .order_by(Person.sort_key, Person.id)
    )
    return tuple(dict.fromkeys(as_rows(OpenPart, invited) + as_rows(OpenPart, named)))


def without_diet(session: Session, *, meeting_ids: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Who comes to these meetings and whose diet is not noted: (meeting, person), by family name."""
    noted = select(Need.id).where(Need.person_id == Person.id, Need.kind == NeedKind.DIET).exists()
    rows = session.execute(
        select(Invitation.meeting_id, Person.id)
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.meeting_id.in_(meeting_ids), Invitation.answer == Answer.ACCEPTED, ~noted)
        .order_by(Person.sort_key, Person.id)
    )
    return tuple((meeting, person) for meeting, person in rows)


def waiting_batches(session: Session, *, programme_id: int, limit: int = 20) -> tuple[WaitingBatch, ...]:
    """Batches of a programme that are prepared and not sent, the newest first."""
    rows = session.execute(
        select(Batch.id, Batch.meeting_id, Meeting.title, Batch.kind, func.count(OutboxMessage.id))
        .join(Meeting, Meeting.id == Batch.meeting_id)
        .join(OutboxMessage, OutboxMessage.batch_id == Batch.id)
        .where(
            Meeting.programme_id == programme_id,
            Batch.state.in_((BatchState.PREPARED, BatchState.PAUSED)),
            OutboxMessage.state.in_((Delivery.PLANNED, Delivery.QUEUED, Delivery.DEFERRED)),
        )
        .group_by(Batch.id, Batch.meeting_id, Meeting.title, Batch.kind)
        .order_by(Batch.id.desc())
        .limit(limit)
    )
    return as_rows(WaitingBatch, rows)


def stale_calendars(session: Session, *, meeting_id: int) -> dict[int, int]:
    """By session, how many people were sent a calendar entry that has been overtaken since."""
    newest = func.max(OutboxMessage.sequence)
    sent = (
        select(OutboxMessage.session_id, OutboxMessage.person_id, newest.label("sequence"))
        .where(
            OutboxMessage.meeting_id == meeting_id,
            OutboxMessage.session_id.is_not(None),
            OutboxMessage.state == Delivery.SENT,
        )
        .group_by(OutboxMessage.session_id, OutboxMessage.person_id)
        .subquery()
    )
    rows = session.execute(
        select(MeetingSession.id, func.count())
        .join(sent, sent.c.session_id == MeetingSession.id)
        .where(MeetingSession.meeting_id == meeting_id, sent.c.sequence < MeetingSession.sequence)
        .group_by(MeetingSession.id)
    )
    return {session_id: int(number) for session_id, number in rows}


def calendars_sent(session: Session, *, session_id: int) -> int:
    """How many people have been sent a calendar entry for a session."""
    wanted = select(func.count(OutboxMessage.person_id.distinct())).where(
        OutboxMessage.session_id == session_id, OutboxMessage.state == Delivery.SENT
    )
    return session.scalar(wanted) or 0
