"""What everybody on the list of a meeting was told by letter and by phone, and what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.enums import Answer, Channel, Delivery, FollowUpKind
from db.queries.letters import OutOfDate, letters_out_of_date
from db.tables import Attendance, Call, FollowUp, Invitation, OutboxMessage

_UNPOSTED = (Delivery.PLANNED, Delivery.HELD)


@dataclass(frozen=True, slots=True)
class Told:
    """One on the list."""

    channel: Channel
    answer: Answer
    answers: Mapping[int, Answer]
    """By session that the person is asked to, the answer that holds for it."""
    called_at: datetime | None
    """The last call."""
    posted_at: datetime | None
    """When the newest letter was posted, if it no longer says what holds."""
    unposted_wrong: bool
    """A letter that lies here no longer says what holds."""
    call_noted: bool
    """A call to this person about the meeting is among what is to be done."""


def told_otherwise(session: Session, *, meeting_id: int) -> dict[int, Told]:
    """By invitation, in the order of the list."""
    answers = _answers(session, meeting_id)
    last_call = (
        select(Call.invitation_id, func.max(Call.called_at))
        .where(Call.meeting_id == meeting_id)
        .group_by(Call.invitation_id)
    )
    called = {row[0]: row[1] for row in session.execute(last_call)}
    noted = set(
        session.scalars(
            select(FollowUp.invitation_id).where(
                FollowUp.meeting_id == meeting_id,
                FollowUp.kind == FollowUpKind.CALL,
                FollowUp.done_at.is_(None),
            )
        )
    )
    posted, unposted = _wrong_letters(session, meeting_id)
    listed = session.execute(
        select(Invitation.id, Invitation.channel, Invitation.answer)
        .where(Invitation.meeting_id == meeting_id)
        .order_by(Invitation.id)
    )
    return {
        number: Told(
            channel,
            answer,
            {of: own or answer for of, own in answers.get(number, {}).items()},
            called.get(number),
            posted.get(number),
            number in unposted,
            number in noted,
        )
        for number, channel, answer in listed
    }


def _answers(session: Session, meeting_id: int) -> dict[int, dict[int, Answer | None]]:
    found: dict[int, dict[int, Answer | None]] = {}
    rows = session.execute(
        select(Attendance.invitation_id, Attendance.session_id, Attendance.answer)
        .join(Invitation, Invitation.id == Attendance.invitation_id)
        .where(Invitation.meeting_id == meeting_id)
    )
    for invitation, of, own in rows:
        found.setdefault(invitation, {})[of] = own
    return found


def _wrong_letters(session: Session, meeting_id: int) -> tuple[dict[int, datetime], set[int]]:
    """Of the newest letter to each: when it was posted; who has one that lies here; the wrong ones only."""
    rows = session.execute(
        select(OutboxMessage.id, OutboxMessage.invitation_id, OutboxMessage.state, OutboxMessage.sent_at)
        .where(
            OutboxMessage.meeting_id == meeting_id,
            OutboxMessage.channel == Channel.LETTER,
            OutboxMessage.state.in_((*_UNPOSTED, Delivery.SENT)),
        )
        .order_by(OutboxMessage.id)
    ).all()
    newest = {row.invitation_id: row for row in rows}
    found = letters_out_of_date(session, message_ids=[row.id for row in newest.values()])
    wrong = [row for row in newest.values() if found.get(row.id) is OutOfDate.MEETING]
    return (
        {row.invitation_id: row.sent_at for row in wrong if row.state is Delivery.SENT and row.sent_at},
        {row.invitation_id for row in wrong if row.state in _UNPOSTED},
    )
