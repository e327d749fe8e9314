"""Batches, the outbox, templates, and what is needed to prepare and to send."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from db.enums import Answer, BatchState, Channel, Delivery, MessageKind
from db.errors import RecordError
from db.queries.entries import kept_answer
from db.queries.filters import INVITATIONS, conditions
from db.queries.letters import OutOfDate, letters_out_of_date
from db.queries.parts import Query, as_rows
from db.tables import (
    Batch,
    Invitation,
    Letter,
    Meeting,
    OutboxMessage,
    Person,
)

_WAITING = (Delivery.QUEUED, Delivery.DEFERRED)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch and where its messages are."""

    id: int
    meeting_id: int
    meeting: str
    kind: MessageKind
    channel: Channel
    state: BatchState
    sender_name: str
    sender_address: str
    prepared_at: datetime
    total: int
    planned: int
    waiting: int
    sent: int
    in_doubt: int
    failed: int
    held: int
    released_at: datetime | None
    send_after: datetime | None
    paused_because: str
    due_at: datetime | None
    """When the first of those that a server has put off is due again."""
    tried_at: datetime | None
    """When one of its messages was taken up last."""
    meeting_slug: str
    zone: str
    """The zone of the meeting, by whose clock its times are read."""

    @property
    def begun(self) -> bool:
        """Whether some of it was taken up since the time at which it was to leave."""
        return self.tried_at is not None and (self.send_after is None or self.tried_at >= self.send_after)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message or letter of the outbox."""

    id: int
    batch_id: int
    meeting_id: int
    invitation_id: int
    person_id: int
    name: str
    to_address: str
    kind: MessageKind
    channel: Channel
    state: Delivery
    subject: str
    language: str
    planned_at: datetime
    sent_at: datetime | None
    attempts: int
    claimed_at: datetime | None
    """When it was taken up the last time, so for one in doubt when it was handed over."""
    reply: str
    printed_on: date | None
    """Of a letter, as the two below; None for a message."""
    posted_on: date | None
    returned_on: date | None
    out_of_date: OutOfDate | None = None
    """Why a letter no longer says what holds; None: it does."""


@dataclass(frozen=True, slots=True)
class MessageText:
    """What one message says; `raw` is the message as it left, None before."""

    id: int
    message_id: str
    to_name: str
    to_address: str
    subject: str
    text: str
    language: str
    kind: MessageKind
    channel: Channel
    state: Delivery
    session_id: int | None
    sequence: int | None
    planned_at: datetime
    sender_name: str
    sender_address: str
    answer: Answer | None
    """That stands for its calendar entry, and is kept; None: it asks for one."""
    raw: bytes | None


@dataclass(frozen=True, slots=True)
class Attention:
    """How many messages need a person."""

    in_doubt: int
    failed: int
    bounced: int


def list_batches(
    session: Session,
    *,
    programme_id: int | None = None,
    meeting_id: int | None = None,
    batch_id: int | None = None,
    limit: int = 500,
) -> tuple[BatchRow, ...]:
    """The batches, the newest first."""
    wanted = _batches().order_by(Batch.id.desc()).limit(limit)
    if programme_id is not None:
        wanted = wanted.where(Meeting.programme_id == programme_id)
    if meeting_id is not None:
        wanted = wanted.where(Batch.meeting_id == meeting_id)
    if batch_id is not None:
        wanted = wanted.where(Batch.id == batch_id)
    return as_rows(BatchRow, session.execute(wanted))


def batch_by_id(session: Session, *, batch_id: int) -> BatchRow:
    """One batch.

    Raises:
        RecordError: there is no such batch.
    """
    for row in list_batches(session, batch_id=batch_id):
        return row
    raise RecordError(f"There is no batch number {batch_id}.")


def count_messages(
    session: Session,
    *,
    programme_id: int | None = None,
    meeting_id: int | None = None,
    batch_id: int | None = None,
    text: str = "",
    states: tuple[Delivery, ...] = (),
) -> int:
    """How many messages of the outbox a filter on their receivers finds."""
    wanted = select(func.count()).select_from(OutboxMessage)
    joined = wanted.join(Person, Person.id == OutboxMessage.person_id).join(
        Invitation, Invitation.id == OutboxMessage.invitation_id
    )
    counted = _where(joined, programme_id, meeting_id, batch_id, text)
    if states:
        counted = counted.where(OutboxMessage.state.in_(states))
    return session.scalar(counted) or 0


def list_messages(
    session: Session,
    *,
    programme_id: int | None = None,
    meeting_id: int | None = None,
    batch_id: int | None = None,
    text: str = "",
    states: tuple[Delivery, ...] = (),
    offset: int = 0,
    limit: int = 200,
) -> tuple[MessageRow, ...]:
    """Messages and letters, the newest first, those of a batch in its order, a page at a time."""
    wanted = _where(_messages(), programme_id, meeting_id, batch_id, text)
    if states:
        wanted = wanted.where(OutboxMessage.state.in_(states))
    order = OutboxMessage.id.desc() if batch_id is None else OutboxMessage.id
    page = wanted.order_by(order).offset(offset).limit(limit)
    return _checked(session, as_rows(MessageRow, session.execute(page)))


def message_by_id(session: Session, *, message_id: int) -> MessageRow:
    """One line of the outbox.

    Raises:
        RecordError: there is no such message.
    """
    found = as_rows(MessageRow, session.execute(_messages().where(OutboxMessage.id == message_id)))
    if not found:
        raise RecordError(f"There is no message number {message_id}.")
    return _checked(session, found)[0]


def message_text(session: Session, *, message_id: int) -> MessageText:
    """One message with what it says.

    Raises:
        RecordError: there is no such message.
    """
    rows = session.execute(
        select(
            OutboxMessage.id,
            OutboxMessage.message_id,
            OutboxMessage.to_name,
            OutboxMessage.to_address,
            OutboxMessage.subject,
            OutboxMessage.text,
            OutboxMessage.language,
            OutboxMessage.kind,
            OutboxMessage.channel,
            OutboxMessage.state,
            OutboxMessage.session_id,
            OutboxMessage.sequence,
            OutboxMessage.planned_at,
            Batch.sender_name,
            Batch.sender_address,
            kept_answer(),
            OutboxMessage.raw,
        )
        .join(Batch, Batch.id == OutboxMessage.batch_id)
        .where(OutboxMessage.id == message_id)
    )
    found = as_rows(MessageText, rows)
    if not found:
        raise RecordError(f"There is no message number {message_id}.")
    return found[0]


def in_flight(session: Session) -> tuple[tuple[int, str, datetime], ...]:
    """Messages that a sender has taken up: number, worker, since when."""
    wanted = select(OutboxMessage.id, OutboxMessage.claimed_by, OutboxMessage.claimed_at).where(
        OutboxMessage.state == Delivery.SENDING
    )
    return tuple(
        (number, worker or "", at) for number, worker, at in session.execute(wanted) if at is not None
    )


def released_batches(session: Session) -> tuple[BatchRow, ...]:
    """The batches of which something waits that may leave by itself when it is due, the oldest first."""
    waiting = select(OutboxMessage.batch_id).where(OutboxMessage.state.in_(_WAITING))
    wanted = _batches().where(
        Batch.released_at.is_not(None), Batch.channel == Channel.EMAIL, Batch.id.in_(waiting)
    )
    return as_rows(BatchRow, session.execute(wanted.order_by(Batch.id)))


def in_doubt(session: Session, *, batch_id: int) -> tuple[tuple[int, str], ...]:
    """The messages of a batch of which nobody knows whether they arrived: number and Message-ID."""
    wanted = (
        select(OutboxMessage.id, OutboxMessage.message_id)
        .where(OutboxMessage.batch_id == batch_id, OutboxMessage.state == Delivery.IN_DOUBT)
        .order_by(OutboxMessage.id)
    )
    return tuple((number, message_id) for number, message_id in session.execute(wanted))


def attention(session: Session, *, programme_id: int | None = None) -> Attention:
    """How many messages are in doubt, failed or bounced."""
    wanted = (
        select(OutboxMessage.state, func.count())
        .where(
            OutboxMessage.state.in_((Delivery.IN_DOUBT, Delivery.FAILED, Delivery.BOUNCED)),
            *_of_programme(programme_id),
        )
        .group_by(OutboxMessage.state)
    )
    counts = {state: int(number) for state, number in session.execute(wanted)}
    return Attention(
        counts.get(Delivery.IN_DOUBT, 0), counts.get(Delivery.FAILED, 0), counts.get(Delivery.BOUNCED, 0)
    )


def _batches() -> Query:
    def count(*states: Delivery) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((OutboxMessage.state.in_(states), 1), else_=0)), 0)

    return (
        select(
            Batch.id,
            Batch.meeting_id,
            Meeting.title,
            Batch.kind,
            Batch.channel,
            Batch.state,
            Batch.sender_name,
            Batch.sender_address,
            Batch.prepared_at,
            func.count(OutboxMessage.id),
            count(Delivery.PLANNED),
            count(*_WAITING),
            count(Delivery.SENT),
            count(Delivery.IN_DOUBT),
            count(Delivery.FAILED, Delivery.BOUNCED, Delivery.RETURNED),
            count(Delivery.HELD),
            Batch.released_at,
            Batch.send_after,
            Batch.paused_because,
            func.min(case((OutboxMessage.state == Delivery.DEFERRED, OutboxMessage.retry_at))),
            func.max(OutboxMessage.claimed_at),
            Meeting.slug,
            Meeting.zone,
        )
        .join(Meeting, Meeting.id == Batch.meeting_id)
        .outerjoin(OutboxMessage, OutboxMessage.batch_id == Batch.id)
        .group_by(Batch.id, Meeting.title, Meeting.slug, Meeting.zone)
    )


def _of_programme(programme_id: int | None) -> tuple[ColumnElement[bool], ...]:
    """The condition that a message is about a meeting of this programme; none for all programmes."""
    if programme_id is None:
        return ()
    meetings = select(Meeting.id).where(Meeting.programme_id == programme_id)
    return (OutboxMessage.meeting_id.in_(meetings),)


def _where(
    wanted: Query, programme_id: int | None, meeting_id: int | None, batch_id: int | None, text: str
) -> Query:
    wanted = wanted.where(*_of_programme(programme_id))
    if meeting_id is not None:
        wanted = wanted.where(OutboxMessage.meeting_id == meeting_id)
    if batch_id is not None:
        wanted = wanted.where(OutboxMessage.batch_id == batch_id)
    return wanted.where(*conditions(text, INVITATIONS))


def _checked(session: Session, rows: tuple[MessageRow, ...]) -> tuple[MessageRow, ...]:
    """The rows, with letters marked that no longer say what holds."""
    letters = [row.id for row in rows if row.channel is Channel.LETTER]
    found = letters_out_of_date(session, message_ids=letters) if letters else {}
    return tuple(replace(row, out_of_date=found[row.id]) if row.id in found else row for row in rows)


def _messages() -> Query:
    return (
        select(
            OutboxMessage.id,
            OutboxMessage.batch_id,
            OutboxMessage.meeting_id,
            OutboxMessage.invitation_id,
            OutboxMessage.person_id,
            OutboxMessage.to_name,
            OutboxMessage.to_address,
            OutboxMessage.kind,
            OutboxMessage.channel,
            OutboxMessage.state,
            OutboxMessage.subject,
            OutboxMessage.language,
            OutboxMessage.planned_at,
            OutboxMessage.sent_at,
            OutboxMessage.attempts,
            OutboxMessage.claimed_at,
            OutboxMessage.reply,
            Letter.printed_on,
            Letter.posted_on,
            Letter.returned_on,
        )
        .join(Person, Person.id == OutboxMessage.person_id)
        .join(Invitation, Invitation.id == OutboxMessage.invitation_id)
        .outerjoin(Letter, Letter.outbox_id == OutboxMessage.id)
    )
