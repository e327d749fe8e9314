"""Messages that carry a calendar entry: what stands in which calendar, and what was answered to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    SQLColumnExpression,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from db.enums import Answer, Channel, Delivery, MessageKind
from db.queries.parts import as_rows
from db.tables import Attendance, Invitation, OutboxMessage

NOT_LEFT = (Delivery.PLANNED, Delivery.HELD, Delivery.QUEUED, Delivery.DEFERRED)
"""It has certainly not left yet, and may."""
MAY_HAVE_LEFT = (Delivery.SENT, Delivery.SENDING, Delivery.IN_DOUBT)
"""It stands in the calendar, or may."""
_ON_THE_WAY = (Delivery.QUEUED, Delivery.DEFERRED, Delivery.SENDING)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A message that has put an entry into a calendar, or taken it out, or is to do so."""

    id: int
    invitation_id: int
    person_id: int
    session_id: int
    kind: MessageKind
    state: Delivery
    sequence: int
    written_at: datetime
    """When it was composed; before that, when it was prepared."""


def entry_messages(session: Session, *, meeting_id: int) -> tuple[EntryRow, ...]:
    """The messages of a meeting with a calendar entry that have left or may leave, in their order."""
    rows = session.execute(
        select(
            OutboxMessage.id,
            OutboxMessage.invitation_id,
            OutboxMessage.person_id,
            OutboxMessage.session_id,
            OutboxMessage.kind,
            OutboxMessage.state,
            OutboxMessage.sequence,
            func.coalesce(OutboxMessage.claimed_at, OutboxMessage.planned_at),
        )
        .where(
            OutboxMessage.meeting_id == meeting_id,
            OutboxMessage.channel == Channel.EMAIL,
            OutboxMessage.session_id.is_not(None),
            OutboxMessage.sequence.is_not(None),
            OutboxMessage.state.in_((*NOT_LEFT, *MAY_HAVE_LEFT)),
        )
        .order_by(OutboxMessage.id)
    )
    return as_rows(EntryRow, rows)


def in_order() -> ColumnElement[bool]:
    """The condition that no earlier message about the same calendar entry is still on its way.

    A cancellation never overtakes what it takes back. One in doubt holds nothing up: if it arrived, what
    follows is needed, and if not, a calendar that does not know the entry passes a cancellation over.
    """
    earlier = aliased(OutboxMessage)
    return ~(
        select(earlier.id)
        .where(
            earlier.invitation_id == OutboxMessage.invitation_id,
            earlier.session_id == OutboxMessage.session_id,
            earlier.id < OutboxMessage.id,
            earlier.state.in_(_ON_THE_WAY),
        )
        .exists()
    )


def kept_answer() -> ColumnElement[Answer | None]:
    """The answer that stands for the entry as a message has it; None: it asks for one.

    Only an update can keep it. It is read when the message is taken up: somebody may have answered since it
    was prepared.
    """
    same = OutboxMessage.invitation_id, OutboxMessage.session_id, OutboxMessage.sequence
    standing = _answer_to(*same, before=OutboxMessage.id)
    return case((OutboxMessage.kind == MessageKind.UPDATE, standing), else_=None)


def answer_to(session: Session, *, invitation_id: int, session_id: int, sequence: int) -> Answer | None:
    """What was answered to this SEQUENCE of an entry; None where it was not sent, or not answered."""
    asked = literal(invitation_id), literal(session_id), literal(sequence)
    return session.scalar(select(_answer_to(*asked, before=None)))


def _answer_to(
    invitation_id: SQLColumnExpression[int],
    session_id: SQLColumnExpression[int] | SQLColumnExpression[int | None],
    sequence: SQLColumnExpression[int] | SQLColumnExpression[int | None],
    *,
    before: SQLColumnExpression[int] | None,
) -> ScalarSelect[Answer]:
    """An answer holds until the number rises: what was said before that was of another time or place."""
    asked = aliased(OutboxMessage)
    mine = and_(
        asked.invitation_id == invitation_id,
        asked.session_id == session_id,
        asked.kind != MessageKind.CANCELLATION,
        asked.state.in_(MAY_HAVE_LEFT),
        *([] if before is None else [asked.id < before]),
    )
    # Two levels down the message itself is meant, and nothing but this says so.
    earlier = select(asked.claimed_at).where(mine).correlate(OutboxMessage)
    first = earlier.with_only_columns(func.min(asked.claimed_at)).where(asked.sequence == sequence)
    asked_at = first.scalar_subquery()
    lower = earlier.where(asked.sequence < sequence).exists()
    return (
        select(func.coalesce(Attendance.answer, Invitation.answer))
        .select_from(Invitation)
        .outerjoin(
            Attendance, and_(Attendance.invitation_id == Invitation.id, Attendance.session_id == session_id)
        )
        .where(
            Invitation.id == invitation_id,
            asked_at.is_not(None),
            or_(~lower, func.coalesce(Attendance.answered_at, Invitation.answered_at) > asked_at),
        )
        .scalar_subquery()
    )
