"""Who is on the list of a meeting, in what capacity, for which sessions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Capacity, Channel, Seat
from db.tables import Attendance, Call, Invitation, MeetingSession, OutboxMessage, Person
from paht_tui.domain.meetings import get_meeting, get_session
from paht_tui.errors import UserError


@dataclass(frozen=True, slots=True)
class Invited:
    """What became of a wish to invite: new invitations, people who were on the list, and refusals."""

    added: tuple[int, ...]
    """Invitations, in the order of the people."""
    already: tuple[int, ...]
    """People who were on the list."""
    refused: tuple[str, ...]
    """A sentence each."""


class Terms(TypedDict, total=False):
    """On what terms somebody is invited; the answer is not among them (`domain/answers.py`)."""

    capacity: Capacity
    seat: Seat | None
    delegation_id: int | None
    substitute_for_id: int | None
    referred_by_id: int | None
    channel: Channel


def get_invitation(session: Session, invitation_id: int) -> Invitation:
    """The invitation's row.

    Raises:
        UserError: there is no such invitation (any more).
    """
    invitation = session.get(Invitation, invitation_id)
    if invitation is None:
        raise UserError("This invitation is no longer on the list.")
    return invitation


def find_invitation(session: Session, *, meeting_id: int, person_id: int) -> int | None:
    """The invitation of this person to this meeting, if there is one."""
    return session.scalar(
        select(Invitation.id).where(Invitation.meeting_id == meeting_id, Invitation.person_id == person_id)
    )


def invite_people(
    change: Change,
    /,
    *,
    meeting_id: int,
    person_ids: Sequence[int],
    session_ids: Sequence[int] | None = None,
    at_the_door: bool = False,
    **terms: Unpack[Terms],
) -> Invited:
    """Put people on the list, for `session_ids` or all sessions; nobody is put there twice.

    Nothing is sent by this. Who is not to be contacted is refused, unless he stands at the door.
    """
    session = change.session
    meeting = get_meeting(session, meeting_id)
    people = _people(session, person_ids)
    on_list = set(session.scalars(select(Invitation.person_id).where(Invitation.meeting_id == meeting_id)))
    once = tuple(dict.fromkeys(person_ids))
    new = [person_id for person_id in once if person_id not in on_list]
    willing = [each for each in new if at_the_door or not people[each].do_not_contact]
    change.describe("people.invited", f"Put {_count(people, willing)} on the list of {meeting.title}")
    added = {
        person_id: change.add(
            Invitation(meeting_id=meeting_id, person_id=person_id, added_at=change.at, **terms)
        ).id
        for person_id in willing
    }
    if session_ids is None:
        session_ids = _all_sessions(session, meeting_id)
    _give_places(change, meeting_id, added, session_ids)
    return Invited(
        added=tuple(added.values()),
        already=tuple(person_id for person_id in once if person_id in on_list),
        refused=tuple(
            f"{people[person_id].full_name} is not to be contacted."
            for person_id in new
            if person_id not in added
        ),
    )


def _give_places(
    change: Change, meeting_id: int, added: Mapping[int, int], session_ids: Sequence[int]
) -> None:
    """Give everybody who was added (invitations by person) a place in each of these sessions."""
    places = _places(change.session, meeting_id, session_ids)
    for person_id, invitation_id in added.items():
        rows = [
            {"invitation_id": invitation_id, "session_id": session_id, "expected": expected}
            for session_id, expected in places.items()
        ]
        change.add_many(Attendance, rows, meeting_id=meeting_id, person_id=person_id)


def edit_invitation(change: Change, /, *, invitation_id: int, **values: Unpack[Terms]) -> bool:
    """Alter capacity, seat, delegation, channel or who referred. Says whether any did."""
    invitation = get_invitation(change.session, invitation_id)
    person = change.session.get_one(Person, invitation.person_id)
    change.describe("invitation.edited", f"Edited the invitation of {person.full_name}")
    return change.set(invitation, **values)


def remove_invitation(change: Change, *, invitation_id: int) -> None:
    """Take somebody off the list who has not been approached, and of whom nothing was noted at the door.

    Raises:
        UserError: a message was prepared, a call made, an arrival or an absence noted: the record must stand.
    """
    person, invitation = _check_removable(change.session, invitation_id)
    change.describe("invitation.removed", f"Took {person.full_name} off the list")
    change.remove(invitation)


def _check_removable(session: Session, invitation_id: int) -> tuple[Person, Invitation]:
    invitation = get_invitation(session, invitation_id)
    person = session.get_one(Person, invitation.person_id)
    for table, what in ((OutboxMessage, "a message"), (Call, "a call")):
        if session.scalar(select(func.count()).where(table.invitation_id == invitation_id)):
            raise UserError(
                f"{person.full_name} stays on the list: there is {what} to this person in the record."
                " Record the answer “declined” instead."
            )
    at_the_door = select(func.count()).where(
        Attendance.invitation_id == invitation_id,
        or_(Attendance.arrived_at.is_not(None), Attendance.absence_reason.is_not(None)),
    )
    if session.scalar(at_the_door):
        raise UserError(
            f"{person.full_name} stays on the list: an arrival or an absence of this person is in the record."
            " If that was a mistake, undo it first (z)."
        )
    return person, invitation


def remove_invitations(change: Change, *, invitation_ids: Sequence[int]) -> tuple[int, tuple[str, ...]]:
    """Take several people off the list in one act: how many went, and why the others stay."""
    going, staying = [], []
    for invitation_id in invitation_ids:
        try:
            _check_removable(change.session, invitation_id)
        except UserError as problem:
            staying.append(str(problem))
        else:
            going.append(invitation_id)
    if len(going) > 1:
        change.describe("invitation.removed", f"Took {len(going)} people off the list")
    for invitation_id in going:
        remove_invitation(change, invitation_id=invitation_id)
    return len(going), tuple(staying)


def attendance_of(change: Change, *, invitation_id: int, session_id: int) -> Attendance:
    """The attendance row of an invitation and a session; added when somebody was not asked to it.

    Raises:
        UserError: the session belongs to another meeting, or the invitation is gone.
    """
    row = change.session.scalar(
        select(Attendance).where(
            Attendance.invitation_id == invitation_id, Attendance.session_id == session_id
        )
    )
    if row is None:
        invitation = get_invitation(change.session, invitation_id)
        expected = _places(change.session, invitation.meeting_id, [session_id])[session_id]
        row = change.add(Attendance(invitation_id=invitation_id, session_id=session_id, expected=expected))
    return row


def _people(session: Session, person_ids: Sequence[int]) -> dict[int, Person]:
    people = {row.id: row for row in session.scalars(select(Person).where(Person.id.in_(person_ids)))}
    for person_id in person_ids:
        if person_id not in people:
            raise UserError(f"There is no person number {person_id} any more.")
    return people


def _all_sessions(session: Session, meeting_id: int) -> list[int]:
    return list(
        session.scalars(
            select(MeetingSession.id)
            .where(MeetingSession.meeting_id == meeting_id, MeetingSession.cancelled.is_(False))
            .order_by(MeetingSession.position)
        )
    )


def _places(session: Session, meeting_id: int, session_ids: Sequence[int]) -> dict[int, bool | None]:
    """What is expected of somebody new in these sessions: nothing, once the doors are open."""
    places: dict[int, bool | None] = {}
    for session_id in session_ids:
        row = get_session(session, session_id)
        if row.meeting_id != meeting_id:
            raise UserError(f"“{row.title}” is a session of another meeting.")
        places[session_id] = False if row.doors_opened_at else None
    return places


def _count(people: dict[int, Person], person_ids: list[int]) -> str:
    if len(person_ids) == 1:
        return people[person_ids[0]].full_name
    return f"{len(person_ids)} people"
