"""Whom to call next and why, and the calls that were made."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from db.enums import Answer, CallOutcome, Category, Channel, Delivery, FollowUpKind, MeetingState, SaidBy
from db.errors import RecordError
from db.queries.filters import INVITATIONS, conditions
from db.queries.parts import Query, as_rows, organisation_of
from db.tables import Call, FollowUp, Invitation, Meeting, OutboxMessage, Person


@dataclass(frozen=True, slots=True)
class CallDue:
    """Somebody to call. `promised_at` is a call that was promised, `sent_at` what is followed up."""

    invitation_id: int
    meeting_id: int
    meeting: str
    zone: str
    person_id: int
    name: str
    country: str | None
    category: Category
    organisation: str | None
    answer: Answer
    promised_at: datetime | None
    sent_at: datetime | None
    sent_by: Channel | None
    calls: int
    called_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call as it ended."""

    id: int
    meeting_id: int
    invitation_id: int
    person_id: int
    name: str
    country: str | None
    called_at: datetime
    outcome: CallOutcome
    spoke_with: SaidBy | None
    note: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A message, a letter or a call, as the strip above the call shows it."""

    at: datetime
    channel: Channel | None
    """None: a call."""
    outcome: CallOutcome | None
    spoke_with: SaidBy | None
    note: str


def calls_due(
    session: Session,
    *,
    now: datetime,
    cool_down: timedelta,
    programme_id: int | None = None,
    meeting_id: int | None = None,
    limit: int = 200,
) -> tuple[CallDue, ...]:
    """Whom to call at `now`, promised calls first, then by whom nothing went to, nobody called, for longest.

    Due is a promised call whose time has come, and anybody who has not answered, or may come, and who was
    last sent something, or called, `cool_down` ago or longer: a call after which no answer stands is repeated
    as a message is followed up. A promise for later keeps a person off the list. Nobody is due who is not to
    be contacted, or about a meeting that is cancelled.
    """
    base, promise, called = _calls()
    approached = case(
        (OutboxMessage.sent_at.is_(None), called.c.called_at),
        (called.c.called_at > OutboxMessage.sent_at, called.c.called_at),
        else_=OutboxMessage.sent_at,
    )
    unanswered = and_(
        Invitation.answer.in_((Answer.NONE, Answer.TENTATIVE)),
        approached <= now - cool_down,
        promise.c.promised_at.is_(None),
        Meeting.state != MeetingState.HELD,
    )
    promised_first = case((promise.c.promised_at.is_(None), 1), else_=0).cast(Integer)
    wanted = (
        base.where(
            or_(promise.c.promised_at <= now, unanswered),
            Person.do_not_contact.is_(False),
            Meeting.state != MeetingState.CANCELLED,
        )
        .order_by(promised_first, promise.c.promised_at, approached, Invitation.id)
        .limit(limit)
    )
    if programme_id is not None:
        wanted = wanted.where(Meeting.programme_id == programme_id)
    if meeting_id is not None:
        wanted = wanted.where(Invitation.meeting_id == meeting_id)
    return as_rows(CallDue, session.execute(wanted))


def call_of(session: Session, *, invitation_id: int) -> CallDue:
    """What is known of a call about one invitation, whether or not it is due.

    Raises:
        RecordError: it is no longer on the list.
    """
    base, _promise, _called = _calls()
    found = as_rows(CallDue, session.execute(base.where(Invitation.id == invitation_id)))
    if not found:
        raise RecordError("This invitation is no longer on the list.")
    return found[0]


def _calls() -> tuple[Query, Subquery, Subquery]:
    """The columns of a `CallDue`; the promises and the calls that conditions are about."""
    promise = (
        select(FollowUp.invitation_id, func.min(FollowUp.due_at).label("promised_at"))
        .where(FollowUp.kind == FollowUpKind.CALL, FollowUp.done_at.is_(None))
        .group_by(FollowUp.invitation_id)
        .subquery()
    )
    sent = (
        select(OutboxMessage.invitation_id, func.max(OutboxMessage.id).label("last_id"))
        .where(OutboxMessage.state == Delivery.SENT)
        .group_by(OutboxMessage.invitation_id)
        .subquery()
    )
    called = (
        select(Call.invitation_id, func.count().label("calls"), func.max(Call.called_at).label("called_at"))
        .group_by(Call.invitation_id)
        .subquery()
    )
    base = (
        select(
            Invitation.id,
            Meeting.id,
            Meeting.title,
            Meeting.zone,
            Person.id,
            Person.full_name,
            Person.country,
            Person.category,
            organisation_of(Person.id),
            Invitation.answer,
            promise.c.promised_at,
            OutboxMessage.sent_at,
            OutboxMessage.channel,
            func.coalesce(called.c.calls, 0),
            called.c.called_at,
        )
        .join(Person, Person.id == Invitation.person_id)
        .join(Meeting, Meeting.id == Invitation.meeting_id)
        .outerjoin(promise, promise.c.invitation_id == Invitation.id)
        .outerjoin(sent, sent.c.invitation_id == Invitation.id)
        .outerjoin(OutboxMessage, OutboxMessage.id == sent.c.last_id)
        .outerjoin(called, called.c.invitation_id == Invitation.id)
    )
    return base, promise, called


def list_calls(
    session: Session,
    *,
    programme_id: int | None = None,
    meeting_id: int | None = None,
    text: str = "",
    since: datetime | None = None,
    offset: int = 0,
    limit: int = 200,
) -> tuple[CallRow, ...]:
    """Calls that were made, the newest first, filtered by whom they were to; only those `since` then."""
    wanted = (
        select(
            Call.id,
            Call.meeting_id,
            Call.invitation_id,
            Call.person_id,
            Person.full_name,
            Person.country,
            Call.called_at,
            Call.outcome,
            Call.spoke_with,
            Call.note,
        )
        .join(Person, Person.id == Call.person_id)
        .join(Invitation, Invitation.id == Call.invitation_id)
        .where(*conditions(text, INVITATIONS))
        .order_by(Call.called_at.desc(), Call.id.desc())
        .offset(offset)
        .limit(limit)
    )
    if programme_id is not None:
        wanted = wanted.join(Meeting, Meeting.id == Call.meeting_id).where(
            Meeting.programme_id == programme_id
        )
    if meeting_id is not None:
        wanted = wanted.where(Call.meeting_id == meeting_id)
    if since is not None:
        wanted = wanted.where(Call.called_at >= since)
    return as_rows(CallRow, session.execute(wanted))


def contacts_of(session: Session, *, invitation_id: int) -> tuple[Contact, ...]:
    """What was sent, posted and phoned about an invitation, oldest first."""
    sent = session.execute(
        select(OutboxMessage.sent_at, OutboxMessage.channel).where(
            OutboxMessage.invitation_id == invitation_id, OutboxMessage.sent_at.is_not(None)
        )
    )
    called = session.execute(
        select(Call.called_at, Call.outcome, Call.spoke_with, Call.note).where(
            Call.invitation_id == invitation_id
        )
    )
    contacts = [Contact(at, channel, None, None, "") for at, channel in sent if at is not None]
    contacts += [Contact(at, None, outcome, spoke, note) for at, outcome, spoke, note in called]
    return tuple(sorted(contacts, key=lambda contact: contact.at))


@dataclass(frozen=True, slots=True)
class Approach:
    """One thing sent to or phoned to an invitee: the raw material of "each mail was followed by a call"."""

    invitation_id: int
    at: datetime
    channel: Channel | None
    """None: a call."""


def approaches(session: Session, *, meeting_id: int) -> tuple[Approach, ...]:
    """Everything sent, posted and phoned about a meeting, by invitation and time."""
    sent = session.execute(
        select(OutboxMessage.invitation_id, OutboxMessage.sent_at, OutboxMessage.channel).where(
            OutboxMessage.meeting_id == meeting_id, OutboxMessage.sent_at.is_not(None)
        )
    )
    called = session.execute(select(Call.invitation_id, Call.called_at).where(Call.meeting_id == meeting_id))
    found = [Approach(key, at, channel) for key, at, channel in sent if at is not None]
    found += [Approach(key, at, None) for key, at in called]
    return tuple(sorted(found, key=lambda approach: (approach.invitation_id, approach.at)))
