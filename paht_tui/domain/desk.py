"""The door: who arrived, who was let in though not expected, who walked in, who did not come and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.change import Change
from db.enums import Arrival, Capacity, Category, Reason
from db.tables import Person
from paht_tui.domain.invitations import attendance_of, get_invitation, invite_people
from paht_tui.domain.meetings import get_session, open_doors
from paht_tui.domain.people import add_person, get_person
from paht_tui.errors import UserError


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What a check-in found: `arrival` is None when the person had been checked in before."""

    name: str
    arrival: Arrival | None


def check_in(change: Change, *, invitation_id: int, session_id: int) -> CheckedIn:
    """Record that somebody is in the room; twice is once. Who is not expected is let in, and recorded so.

    Raises:
        UserError: the session belongs to another meeting.
    """
    session = change.session
    invitation = get_invitation(session, invitation_id)
    place_in = get_session(session, session_id)
    person = session.get_one(Person, invitation.person_id)
    if place_in.meeting_id != invitation.meeting_id:
        raise UserError(f"{person.full_name} is invited to another meeting than “{place_in.title}”.")
    change.describe("desk.arrived", f"{person.full_name} arrived ({place_in.title})")
    open_doors(change, session_id=session_id)
    place = attendance_of(change, invitation_id=invitation_id, session_id=session_id)
    if place.arrived_at is not None:
        return CheckedIn(person.full_name, None)
    arrival = Arrival.EXPECTED if place.expected else Arrival.LET_IN
    change.set(place, arrived_at=change.at, arrival=arrival, absence_reason=None, absence_note="")
    return CheckedIn(person.full_name, arrival)


def walk_in(
    change: Change,
    *,
    session_id: int,
    name: str = "",
    country: str | None = None,
    category: Category = Category.OTHER,
    person_id: int | None = None,
) -> CheckedIn:
    """Check in somebody who is not on the list: a known person, or a new one of this name.

    Raises:
        UserError: a new person without a name.
    """
    session = change.session
    place_in = get_session(session, session_id)
    who = get_person(session, person_id).full_name if person_id is not None else name.strip()
    change.describe("desk.walk_in", f"{who} walked in ({place_in.title})")
    open_doors(change, session_id=session_id)
    if person_id is None:
        given, _, family = name.strip().rpartition(" ")
        person_id = add_person(
            change, given_name=given, family_name=family, country=country, category=category
        )
    invited = invite_people(
        change,
        meeting_id=place_in.meeting_id,
        person_ids=[person_id],
        session_ids=[session_id],
        capacity=Capacity.PARTICIPANT,
        at_the_door=True,
    )
    if not invited.added:
        raise UserError(f"{who} is on the list: check in from there.")
    place = attendance_of(change, invitation_id=invited.added[0], session_id=session_id)
    change.set(place, arrived_at=change.at, arrival=Arrival.WALK_IN)
    return CheckedIn(who, Arrival.WALK_IN)


def mark_absent(
    change: Change, *, session_id: int, invitation_ids: Sequence[int], reason: Reason, note: str = ""
) -> int:
    """Record why people did not come to a session, many at once; how many were marked.

    Raises:
        UserError: one of them was checked in.
    """
    session = change.session
    place_in = get_session(session, session_id)
    if not invitation_ids:
        return 0
    change.describe(
        "desk.absent",
        f"{len(invitation_ids)} absent from {place_in.title}: {reason.value.replace('_', ' ')}",
    )
    open_doors(change, session_id=session_id)
    for invitation_id in invitation_ids:
        place = attendance_of(change, invitation_id=invitation_id, session_id=session_id)
        if place.arrived_at is not None:
            invitation = get_invitation(session, invitation_id)
            name = session.get_one(Person, invitation.person_id).full_name
            raise UserError(f"{name} was checked in, so nobody was marked: undo that arrival first.")
        change.set(place, absence_reason=reason, absence_note=note)
    return len(invitation_ids)
