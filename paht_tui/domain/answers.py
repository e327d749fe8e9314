"""The one place where answers change, checked against one table of what may follow what.

Nothing else assigns the answer of an invitation or of an attendance; a test holds that.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.change import Change
from db.enums import Answer, Capacity, Firmness, Reason, SaidBy, Seat, Via
from db.tables import Attendance, Invitation, MeetingSession, Person
from paht_tui.domain.invitations import attendance_of, find_invitation, get_invitation, invite_people
from paht_tui.errors import UserError

_SAID = {Answer.TENTATIVE, Answer.ACCEPTED, Answer.DECLINED, Answer.DELEGATED}
FOLLOWS: dict[Answer, set[Answer]] = {
    Answer.NONE: _SAID,
    Answer.TENTATIVE: _SAID | {Answer.NONE},
    # A no after a yes is a withdrawal: the record keeps that the person had accepted.
    Answer.ACCEPTED: {Answer.NONE, Answer.TENTATIVE, Answer.ACCEPTED, Answer.WITHDRAWN, Answer.DELEGATED},
    Answer.DECLINED: _SAID | {Answer.NONE},
    Answer.DELEGATED: _SAID | {Answer.NONE},
    Answer.WITHDRAWN: {Answer.NONE, Answer.TENTATIVE, Answer.ACCEPTED, Answer.WITHDRAWN, Answer.DELEGATED},
}
"""What may follow an answer; `NONE` follows when somebody is asked again."""

_WORDS = {
    Answer.NONE: "has not answered",
    Answer.TENTATIVE: "may come",
    Answer.ACCEPTED: "is coming",
    Answer.DECLINED: "is not coming",
    Answer.DELEGATED: "sends a substitute",
    Answer.WITHDRAWN: "withdrew",
}


@dataclass(frozen=True, slots=True)
class Said:
    """How an answer came: who gave it, how firm, by which way, why, and in what words."""

    by: SaidBy | None = None
    firmness: Firmness | None = None
    via: Via = Via.HAND
    reason: Reason | None = None
    note: str = ""


def record_answer(
    change: Change,
    *,
    invitation_id: int,
    answer: Answer,
    said: Said = Said(),
    session_id: int | None = None,
) -> Answer:
    """Record an answer, for one session or for all; what was recorded comes back.

    A "declined" from somebody who had accepted is recorded as "withdrawn".

    Raises:
        UserError: this answer cannot follow the one that stands.
    """
    session = change.session
    invitation = get_invitation(session, invitation_id)
    person = session.get_one(Person, invitation.person_id)
    place = attendance_of(change, invitation_id=invitation_id, session_id=session_id) if session_id else None
    standing = (place.answer if place else None) or invitation.answer
    answer = _as_follows(standing, answer)
    if answer is not standing and answer not in FOLLOWS[standing]:
        raise UserError(
            f"{person.full_name} {_WORDS[standing]}: “{answer.value}” cannot follow that."
            + (" Record “declined”." if answer is Answer.WITHDRAWN else "")
        )
    if place is not None:
        title = session.get_one(MeetingSession, place.session_id).title
        change.describe("answer.recorded", f"{person.full_name} {_WORDS[answer]} ({title})")
        change.set(place, **_answer(change, answer, said))
        return answer
    change.describe("answer.recorded", f"{person.full_name} {_WORDS[answer]}")
    _record(change, invitation, answer, said)
    return answer


def record_substitute(
    change: Change,
    *,
    invitation_id: int,
    substitute_id: int,
    said: Said = Said(),
    answer: Answer = Answer.ACCEPTED,
) -> int:
    """Record that the invitee sends a substitute, who is put on the list with `answer`; that invitation.

    Raises:
        UserError: the substitute is the invitee, or is not to be contacted.
    """
    session = change.session
    invitation = get_invitation(session, invitation_id)
    person = session.get_one(Person, invitation.person_id)
    if substitute_id == person.id:
        raise UserError(f"{person.full_name} cannot be the substitute of the same person: choose another.")
    substitute = session.get_one(Person, substitute_id)
    change.describe("answer.recorded", f"{person.full_name} sends {substitute.full_name}")
    record_answer(change, invitation_id=invitation_id, answer=Answer.DELEGATED, said=said)
    theirs = find_invitation(session, meeting_id=invitation.meeting_id, person_id=substitute_id)
    if theirs is None:
        theirs = _invite_substitute(change, invitation, substitute)
    else:
        change.set(get_invitation(session, theirs), substitute_for_id=invitation.id)
    record_answer(change, invitation_id=theirs, answer=answer, said=said)
    return theirs


def _as_follows(standing: Answer, answer: Answer) -> Answer:
    """A no from somebody who had accepted, or has withdrawn, is a withdrawal."""
    if answer is Answer.DECLINED and standing in {Answer.ACCEPTED, Answer.WITHDRAWN}:
        return Answer.WITHDRAWN
    return answer


def _record(change: Change, invitation: Invitation, answer: Answer, said: Said) -> None:
    change.set(invitation, **_answer(change, answer, said))
    if answer in {Answer.TENTATIVE, Answer.ACCEPTED}:
        return
    # A no to the meeting is a no to each of its sessions.
    overrides = select(Attendance).where(
        Attendance.invitation_id == invitation.id, Attendance.answer.is_not(None)
    )
    for place in change.session.scalars(overrides):
        change.set(place, **_answer(change, None, Said()))


def _answer(change: Change, answer: Answer | None, said: Said) -> dict[str, Any]:
    """The columns of an answer, of an invitation and of a session alike; without one, it came by no way."""
    unanswered = answer in {None, Answer.NONE}
    return {
        "answer": answer,
        "answered_at": None if unanswered else change.at,
        "answer_said_by": said.by,
        "answer_firmness": said.firmness,
        "answer_via": None if unanswered else said.via,
        "answer_reason": said.reason,
        "answer_note": said.note,
    }


def _invite_substitute(change: Change, invitation: Invitation, substitute: Person) -> int:
    sessions = select(Attendance.session_id).where(Attendance.invitation_id == invitation.id)
    invited = invite_people(
        change,
        meeting_id=invitation.meeting_id,
        person_ids=[substitute.id],
        session_ids=list(change.session.scalars(sessions)),
        capacity=invitation.capacity or Capacity.PARTICIPANT,
        seat=Seat.SUBSTITUTE if invitation.seat else None,
        delegation_id=invitation.delegation_id,
        substitute_for_id=invitation.id,
        channel=invitation.channel,
    )
    if invited.refused:
        raise UserError(invited.refused[0])
    return invited.added[0]
