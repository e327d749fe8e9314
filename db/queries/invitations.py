"""The list of a meeting: who is invited, what was delivered, what was answered, how often was called."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.enums import Answer, Capacity, Category, Channel, Delivery, Firmness, Reason, SaidBy, Seat
from db.errors import RecordError
from db.queries.filters import INVITATIONS, conditions
from db.queries.parts import Query, as_rows, call_count, latest_delivery, organisation_of
from db.tables import Invitation, Organisation, Person


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A line of a meeting's list. `delivery` is None while no invitation was prepared."""

    id: int
    meeting_id: int
    person_id: int
    name: str
    country: str | None
    category: Category
    organisation: str | None
    capacity: Capacity
    seat: Seat | None
    channel: Channel
    delivery: Delivery | None
    answer: Answer
    firmness: Firmness | None
    said_by: SaidBy | None
    reason: Reason | None
    answered_at: datetime | None
    answer_note: str
    calls: int
    substitute_for: str | None


def count_invitations(session: Session, *, meeting_id: int | None, text: str = "") -> int:
    """How many of a meeting's list (or of all lists) a filter finds."""
    wanted = _where(
        select(func.count()).select_from(Invitation).join(Person, Person.id == Invitation.person_id),
        meeting_id,
        text,
    )
    return session.scalar(wanted) or 0


def list_invitations(
    session: Session, *, meeting_id: int | None, text: str = "", offset: int = 0, limit: int = 200
) -> tuple[InvitationRow, ...]:
    """A meeting's list (or all lists), filtered, by family name, a page at a time."""
    wanted = _where(_invitations(), meeting_id, text)
    page = wanted.order_by(Person.sort_key, Invitation.id).offset(offset).limit(limit)
    return as_rows(InvitationRow, session.execute(page))


def invitation_ids(session: Session, *, meeting_id: int, text: str = "") -> tuple[int, ...]:
    """Every invitation of a meeting that a filter finds, in the order of the list."""
    wanted = _where(select(Invitation.id).join(Person, Person.id == Invitation.person_id), meeting_id, text)
    return tuple(session.scalars(wanted.order_by(Person.sort_key, Invitation.id)))


def on_the_list(session: Session, *, meeting_id: int) -> frozenset[int]:
    """The people on a meeting's list."""
    return frozenset(session.scalars(select(Invitation.person_id).where(Invitation.meeting_id == meeting_id)))


def invitation_by_id(session: Session, *, invitation_id: int) -> InvitationRow:
    """One invitation.

    Raises:
        RecordError: it is no longer on the list.
    """
    found = as_rows(InvitationRow, session.execute(_invitations().where(Invitation.id == invitation_id)))
    if not found:
        raise RecordError("This invitation is no longer on the list.")
    return found[0]


@dataclass(frozen=True, slots=True)
class InvitationTerms:
    """What an invitation was agreed on, beyond the list: the delegation, and who referred."""

    capacity: Capacity
    seat: Seat | None
    channel: Channel
    delegation: str
    referred_by_id: int | None
    referred_by: str


def invitation_terms(session: Session, *, invitation_id: int) -> InvitationTerms:
    """The terms of one invitation.

    Raises:
        RecordError: it is no longer on the list.
    """
    referrer = aliased(Person)
    rows = session.execute(
        select(
            Invitation.capacity,
            Invitation.seat,
            Invitation.channel,
            func.coalesce(Organisation.name, ""),
            Invitation.referred_by_id,
            func.coalesce(referrer.full_name, ""),
        )
        .select_from(Invitation)
        .outerjoin(Organisation, Organisation.id == Invitation.delegation_id)
        .outerjoin(referrer, referrer.id == Invitation.referred_by_id)
        .where(Invitation.id == invitation_id)
    )
    found = as_rows(InvitationTerms, rows)
    if not found:
        raise RecordError("This invitation is no longer on the list.")
    return found[0]


def find_invitation(session: Session, *, meeting_id: int, text: str) -> InvitationRow:
    """The one invitation of a meeting that a name or filter finds.

    Raises:
        RecordError: none or several; the sentence names some of them.
    """
    found = list_invitations(session, meeting_id=meeting_id, text=text, limit=6)
    if len(found) == 1:
        return found[0]
    if not found:
        raise RecordError(f"Nobody on the list of this meeting is found by “{text}”.")
    names = ", ".join(f"{row.name} (id:{row.person_id})" for row in found[:5])
    raise RecordError(f"“{text}” finds several people: {names}. Say more of the name.")


def _where(wanted: Query, meeting_id: int | None, text: str) -> Query:
    if meeting_id is not None:
        wanted = wanted.where(Invitation.meeting_id == meeting_id)
    return wanted.where(*conditions(text, INVITATIONS))


def _invitations() -> Query:
    theirs = aliased(Invitation)
    replaced = aliased(Person)
    substitute_for = (
        select(replaced.full_name)
        .join(theirs, theirs.person_id == replaced.id)
        .where(theirs.id == Invitation.substitute_for_id)
        .scalar_subquery()
    )
    return select(
        Invitation.id,
        Invitation.meeting_id,
        Invitation.person_id,
        Person.full_name,
        Person.country,
        Person.category,
        organisation_of(Person.id),
        Invitation.capacity,
        Invitation.seat,
        Invitation.channel,
        latest_delivery(Invitation.id),
        Invitation.answer,
        Invitation.answer_firmness,
        Invitation.answer_said_by,
        Invitation.answer_reason,
        Invitation.answered_at,
        Invitation.answer_note,
        call_count(Invitation.id),
        substitute_for,
    ).join(Person, Person.id == Invitation.person_id)
