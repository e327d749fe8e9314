"""Calls: logged with their outcome, which may be an answer, a new date to call, or something to do."""

from datetime import datetime

from sqlalchemy import select

from db.change import Change
from db.enums import Answer, CallOutcome, ContactState, FollowUpKind, Via
from db.tables import Call, FollowUp, Invitation, Meeting, Person
from paht_tui.domain.answers import Said, record_answer, record_substitute
from paht_tui.domain.follow_ups import add_follow_up
from paht_tui.domain.invitations import get_invitation
from paht_tui.domain.newcomers import NewPerson, add_newcomer
from paht_tui.domain.people import mark_phone
from paht_tui.domain.zones import in_zone
from paht_tui.errors import UserError

ANSWERS = {
    CallOutcome.COMING: Answer.ACCEPTED,
    CallOutcome.NOT_COMING: Answer.DECLINED,
    CallOutcome.MAYBE: Answer.TENTATIVE,
}
"""Outcomes that are answers."""

BY_PHONE = Said(via=Via.PHONE)

_WORDS = {
    CallOutcome.NO_ANSWER: "no answer",
    CallOutcome.MESSAGE_LEFT: "message left",
    CallOutcome.CALL_BACK: "call back",
    CallOutcome.COMING: "coming",
    CallOutcome.NOT_COMING: "not coming",
    CallOutcome.MAYBE: "maybe",
    CallOutcome.SUBSTITUTE: "sends a substitute",
    CallOutcome.WRONG_NUMBER: "wrong number",
    CallOutcome.LETTER_AGAIN: "wants the letter again",
    CallOutcome.FOR_ORGANIZER: "for me to do",
}


def log_call(
    change: Change,
    *,
    invitation_id: int,
    outcome: CallOutcome,
    said: Said = BY_PHONE,
    call_back_at: datetime | None = None,
    phone_id: int | None = None,
    substitute_id: int | None = None,
    newcomer: NewPerson | None = None,
) -> int:
    """Log a call as it ended; an outcome that is an answer records it with `said`.

    `call_back_at` is an instant, or a naive time in the meeting's zone. A substitute who is not in the
    contacts yet is the `newcomer`. What was promised for this call is done by it.

    Raises:
        UserError: a call back without a time or in the past, or a substitute without a person.
    """
    session = change.session
    invitation = get_invitation(session, invitation_id)
    person = session.get_one(Person, invitation.person_id)
    change.describe("call.logged", f"Called {person.full_name}: {_WORDS[outcome]}")
    call = change.add(
        Call(
            person_id=person.id,
            meeting_id=invitation.meeting_id,
            invitation_id=invitation.id,
            phone_id=phone_id,
            called_at=change.at,
            outcome=outcome,
            spoke_with=said.by,
            note=said.note,
        )
    )
    _finish_promised_calls(change, invitation)
    if call_back_at is not None or outcome is CallOutcome.CALL_BACK:
        _promise_call(change, invitation, call, call_back_at)
    if outcome in ANSWERS:
        record_answer(change, invitation_id=invitation.id, answer=ANSWERS[outcome], said=said)
    elif outcome is CallOutcome.SUBSTITUTE:
        if newcomer is not None:
            substitute_id = add_newcomer(change, newcomer)
        if substitute_id is None:
            raise UserError(f"Who comes for {person.full_name}? Name the substitute.")
        record_substitute(change, invitation_id=invitation.id, substitute_id=substitute_id, said=said)
    elif outcome is CallOutcome.WRONG_NUMBER and phone_id is not None:
        mark_phone(change, phone_id=phone_id, state=ContactState.WRONG)
    elif outcome is CallOutcome.LETTER_AGAIN:
        _note_task(change, invitation, call, FollowUpKind.LETTER, said.note or "send the letter again")
    elif outcome is CallOutcome.FOR_ORGANIZER:
        _note_task(
            change, invitation, call, FollowUpKind.TASK, said.note or f"see the call to {person.full_name}"
        )
    return call.id


def _promise_call(change: Change, invitation: Invitation, call: Call, when: datetime | None) -> None:
    if when is None:
        raise UserError("Call back when? Give a day and a time.")
    when = in_zone(when, change.session.get_one(Meeting, invitation.meeting_id).zone)
    if when <= change.at:
        raise UserError(f"{when:%d %b %Y %H:%M} is in the past: give a later time to call back.")
    add_follow_up(
        change,
        kind=FollowUpKind.CALL,
        text="call back",
        due_at=when,
        meeting_id=invitation.meeting_id,
        person_id=invitation.person_id,
        invitation_id=invitation.id,
        call_id=call.id,
    )


def _note_task(change: Change, invitation: Invitation, call: Call, kind: FollowUpKind, text: str) -> None:
    add_follow_up(
        change,
        kind=kind,
        text=text,
        due_at=change.at,
        meeting_id=invitation.meeting_id,
        person_id=invitation.person_id,
        invitation_id=invitation.id,
        call_id=call.id,
    )


def _finish_promised_calls(change: Change, invitation: Invitation) -> None:
    promised = select(FollowUp).where(
        FollowUp.invitation_id == invitation.id,
        FollowUp.kind == FollowUpKind.CALL,
        FollowUp.done_at.is_(None),
    )
    for row in change.session.scalars(promised):
        change.set(row, done_at=change.at)
