"""Batches, the outbox, templates, and what is needed to prepare and to send."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from db.enums import BatchState, Channel, ContactState, Delivery, MessageKind
from db.errors import RecordError
from db.queries.filters import INVITATIONS, conditions
from db.queries.parts import Query, as_rows, organisation_of
from db.tables import (
    Batch,
    EmailAddress,
    Invitation,
    Letter,
    Meeting,
    OutboxMessage,
    Person,
    PostalAddress,
)


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
    raw: bytes | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """An invitee as a message needs it; `address` is None where none can be written to."""

    invitation_id: int
    person_id: int
    name: str
    prefix: str
    given_name: str
    family_name: str
    salutation: str
    languages: str
    organisation: str | None
    do_not_contact: bool
    address: str | None
    postal_address: str | None


@dataclass(frozen=True, slots=True)
class Attention:
    """How many messages need a person."""

    in_doubt: int
    failed: int
    bounced: int


def list_batches(
    session: Session, *, meeting_id: int | None = None, batch_id: int | None = None, limit: int = 500
) -> tuple[BatchRow, ...]:
    """The batches, the newest first."""

    def count(*states: Delivery) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((OutboxMessage.state.in_(states), 1), else_=0)), 0)

    wanted = (
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
            count(Delivery.QUEUED, Delivery.DEFERRED),
            count(Delivery.SENT),
            count(Delivery.IN_DOUBT),
            count(Delivery.FAILED, Delivery.BOUNCED, Delivery.RETURNED),
            count(Delivery.HELD),
        )
        .join(Meeting, Meeting.id == Batch.meeting_id)
        .outerjoin(OutboxMessage, OutboxMessage.batch_id == Batch.id)
        .group_by(Batch.id, Meeting.title)
        .order_by(Batch.id.desc())
        .limit(limit)
    )
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
    counted = _where(joined, meeting_id, batch_id, text)
    if states:
        counted = counted.where(OutboxMessage.state.in_(states))
    return session.scalar(counted) or 0


def list_messages(
    session: Session,
    *,
    meeting_id: int | None = None,
    batch_id: int | None = None,
    text: str = "",
    states: tuple[Delivery, ...] = (),
    offset: int = 0,
    limit: int = 200,
) -> tuple[MessageRow, ...]:
    """Messages and letters, the newest first, those of a batch in its order, a page at a time."""
    wanted = _where(_messages(), meeting_id, batch_id, text)
    if states:
        wanted = wanted.where(OutboxMessage.state.in_(states))
    order = OutboxMessage.id.desc() if batch_id is None else OutboxMessage.id
    page = wanted.order_by(order).offset(offset).limit(limit)
    return as_rows(MessageRow, session.execute(page))


def message_by_id(session: Session, *, message_id: int) -> MessageRow:
    """One line of the outbox.

    Raises:
        RecordError: there is no such message.
    """
    found = as_rows(MessageRow, session.execute(_messages().where(OutboxMessage.id == message_id)))
    if not found:
        raise RecordError(f"There is no message number {message_id}.")
    return found[0]


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
            OutboxMessage.raw,
        )
        .join(Batch, Batch.id == OutboxMessage.batch_id)
        .where(OutboxMessage.id == message_id)
    )
    found = as_rows(MessageText, rows)
    if not found:
        raise RecordError(f"There is no message number {message_id}.")
    return found[0]


def recipients(session: Session, *, invitation_ids: tuple[int, ...]) -> tuple[Recipient, ...]:
    """These invitees with the address that is written to first and has not failed."""
    address = (
        select(EmailAddress.address)
        .where(
            EmailAddress.person_id == Person.id,
            EmailAddress.state.not_in((ContactState.BOUNCED, ContactState.WRONG)),
        )
        .order_by(EmailAddress.position, EmailAddress.id)
        .limit(1)
        .scalar_subquery()
    )
    postal = (
        select(
            PostalAddress.lines + "\n" + PostalAddress.postal_code + " " + PostalAddress.city,
        )
        .where(PostalAddress.person_id == Person.id, PostalAddress.state != ContactState.WRONG)
        .order_by(PostalAddress.position, PostalAddress.id)
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Invitation.id,
            Person.id,
            Person.full_name,
            Person.prefix,
            Person.given_name,
            Person.family_name,
            Person.salutation,
            Person.languages,
            organisation_of(Person.id),
            Person.do_not_contact,
            address,
            postal,
        )
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.id.in_(invitation_ids))
        .order_by(Person.sort_key, Invitation.id)
    )
    return as_rows(Recipient, rows)


def in_flight(session: Session, *, batch_id: int | None = None) -> tuple[tuple[int, str, datetime], ...]:
    """Messages that a sender has taken up: number, worker, since when."""
    wanted = select(OutboxMessage.id, OutboxMessage.claimed_by, OutboxMessage.claimed_at).where(
        OutboxMessage.state == Delivery.SENDING
    )
    if batch_id is not None:
        wanted = wanted.where(OutboxMessage.batch_id == batch_id)
    return tuple(
        (number, worker or "", at) for number, worker, at in session.execute(wanted) if at is not None
    )


def attention(session: Session) -> Attention:
    """How many messages are in doubt, failed or bounced."""
    rows = session.execute(
        select(OutboxMessage.state, func.count())
        .where(OutboxMessage.state.in_((Delivery.IN_DOUBT, Delivery.FAILED, Delivery.BOUNCED)))
        .group_by(OutboxMessage.state)
    )
    counts = {state: int(number) for state, number in rows}
    return Attention(
        counts.get(Delivery.IN_DOUBT, 0), counts.get(Delivery.FAILED, 0), counts.get(Delivery.BOUNCED, 0)
    )


def _where(wanted: Query, meeting_id: int | None, batch_id: int | None, text: str) -> Query:
    if meeting_id is not None:
        wanted = wanted.where(OutboxMessage.meeting_id == meeting_id)
    if batch_id is not None:
        wanted = wanted.where(OutboxMessage.batch_id == batch_id)
    return wanted.where(*conditions(text, INVITATIONS))


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
