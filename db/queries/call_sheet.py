"""What somebody who phones wants before her: the person, the meeting, the numbers, what went before."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import ContactState
from db.queries.calls import CallDue, Contact, call_of, contacts_of
from db.queries.invitations import InvitationRow, invitation_by_id
from db.queries.meetings import MeetingRow, meeting_by_id
from db.queries.parts import as_rows
from db.queries.people import PersonCard, person_card
from db.tables import Office, OfficeMember, Phone


@dataclass(frozen=True, slots=True)
class CallNumber:
    """A number to call. Of an office: its name, whom to ask for, and its zone, if they are known."""

    id: int
    number: str
    label: str
    state: ContactState
    office: str | None = None
    ask_for: str = ""
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class CallSheet:
    """One call to make: whom, about which meeting, on which numbers, after which contacts (oldest first)."""

    due: CallDue
    meeting: MeetingRow
    invitation: InvitationRow
    card: PersonCard
    numbers: tuple[CallNumber, ...]
    contacts: tuple[Contact, ...]


def call_sheet(session: Session, *, invitation_id: int) -> CallSheet:
    """Everything known for a call about one invitation.

    Raises:
        RecordError: it is no longer on the list.
    """
    due = call_of(session, invitation_id=invitation_id)
    card = person_card(session, person_id=due.person_id)
    assert card is not None  # an invitation has a person as long as it is there
    return CallSheet(
        due=due,
        meeting=meeting_by_id(session, meeting_id=due.meeting_id),
        invitation=invitation_by_id(session, invitation_id=invitation_id),
        card=card,
        numbers=_numbers(session, due.person_id),
        contacts=contacts_of(session, invitation_id=invitation_id),
    )


def _numbers(session: Session, person_id: int) -> tuple[CallNumber, ...]:
    """The numbers of the office first, as members are reached through it; then the person's own."""
    columns = (Phone.id, Phone.number, Phone.label, Phone.state)
    order = (Phone.position, Phone.id)
    office = session.execute(
        select(*columns, Office.name, Office.ask_for, Office.zone)
        .join(Office, Office.id == Phone.office_id)
        .join(OfficeMember, OfficeMember.office_id == Office.id)
        .where(OfficeMember.person_id == person_id)
        .order_by(*order)
    )
    own = session.execute(select(*columns).where(Phone.person_id == person_id).order_by(*order))
    return as_rows(CallNumber, office) + as_rows(CallNumber, own)
