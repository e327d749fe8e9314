"""Preparing a batch: every message rendered and checked before the first may leave. It sends nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import Channel
from db.queries.mail import Recipient, recipients
from db.queries.meetings import MeetingRow, SessionRow, list_programmes, list_sessions, meeting_by_id
from db.queries.templates import TemplateRow
from db.store import Store
from db.tables import Attendance
from paht_tui.domain.outbox import Planned, prepare_batch
from paht_tui.domain.templates import PLACEHOLDERS
from paht_tui.errors import UserError
from paht_tui.jobs.compose import carries_calendar
from paht_tui.jobs.recipients import values_for
from paht_tui.mail.compose import new_message_id
from paht_tui.mail.templates import check, missing, render
from paht_tui.settings import SenderSettings

NO_SENDER = "Nobody is named as the sender yet: put name and address into [sender] of the settings."


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A batch before it is written down: the messages, and who is left out, with a sentence each."""

    meeting_id: int
    template: TemplateRow
    messages: tuple[Planned, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the messages of a batch share, and what differs from invitee to invitee."""

    programme: str
    meeting: MeetingRow
    sessions: tuple[SessionRow, ...]
    recipients: tuple[Recipient, ...]
    sessions_of: dict[int, list[int]]


async def plan_batch(
    store: Store,
    *,
    meeting_id: int,
    invitation_ids: Sequence[int],
    template: TemplateRow,
    sender: SenderSettings,
    session_id: int | None = None,
) -> BatchPlan:
    """Render the template for each invitee; `session_id` asks to another session than the main one.

    Raises:
        UserError: no sender, no session, an unknown placeholder, or a line of the template is not understood.
    """
    if not sender.address:
        raise UserError(NO_SENDER)
    known = frozenset(PLACEHOLDERS)
    check(template.subject, known)
    check(template.body, known)
    ground = await store.read(_ground, meeting_id=meeting_id, invitation_ids=tuple(invitation_ids))
    if not ground.sessions:
        raise UserError(f"{ground.meeting.title} has no session yet: give it a day and times first.")
    domain = sender.address.rpartition("@")[2]
    messages, left_out = [], []
    for recipient in ground.recipients:
        made = _message(recipient, ground, template, sender, session_id=session_id, domain=domain)
        if isinstance(made, str):
            left_out.append(made)
        else:
            messages.append(made)
    return BatchPlan(meeting_id, template, tuple(messages), tuple(left_out))


async def write_batch(store: Store, plan: BatchPlan, *, sender: SenderSettings) -> int:
    """Put a planned batch into the outbox as drafts; its number.

    Raises:
        UserError: nothing is left that has not been sent or prepared before.
    """
    return await store.write(
        prepare_batch,
        meeting_id=plan.meeting_id,
        kind=plan.template.kind,
        channel=plan.template.channel,
        template_id=plan.template.id,
        messages=plan.messages,
        sender_name=sender.name,
        sender_address=sender.address,
    )


def _ground(session: Session, *, meeting_id: int, invitation_ids: tuple[int, ...]) -> _Ground:
    meeting = meeting_by_id(session, meeting_id=meeting_id)
    programme = next(row for row in list_programmes(session) if row.id == meeting.programme_id)
    sessions = tuple(row for row in list_sessions(session, meeting_id=meeting_id) if not row.cancelled)
    sessions_of: dict[int, list[int]] = {}
    asked = select(Attendance.invitation_id, Attendance.session_id).where(
        Attendance.session_id.in_([row.id for row in sessions])
    )
    for invitation_id, session_id in session.execute(asked):
        sessions_of.setdefault(invitation_id, []).append(session_id)
    people = recipients(session, invitation_ids=invitation_ids)
    return _Ground(programme.name, meeting, sessions, people, sessions_of)


def _message(
    recipient: Recipient,
    ground: _Ground,
    template: TemplateRow,
    sender: SenderSettings,
    *,
    session_id: int | None,
    domain: str,
) -> Planned | str:
    """The message to one invitee, or the sentence that says why there is none."""
    mine = [row for row in ground.sessions if row.id in ground.sessions_of.get(recipient.invitation_id, ())]
    address = recipient.address if template.channel is Channel.EMAIL else recipient.postal_address
    asked = [row for row in mine if session_id is None or row.id == session_id]
    if recipient.do_not_contact:
        return f"{recipient.name} is not to be contacted."
    if not address:
        where = "e-mail" if template.channel is Channel.EMAIL else "postal"
        return f"{recipient.name} has no {where} address that works."
    if not asked:
        return f"{recipient.name} is not asked to this session."
    values = values_for(
        recipient,
        programme=ground.programme,
        meeting=ground.meeting,
        sessions=mine,
        sender=sender.name,
        language=template.language,
    )
    gaps = dict.fromkeys((*missing(template.subject, values), *missing(template.body, values)))
    if gaps:
        return f"{recipient.name}: there is nothing to put for {', '.join(gaps)}."
    main = next((row for row in asked if row.counts), asked[0])
    calendar = carries_calendar(template.kind) and template.channel is Channel.EMAIL
    return Planned(
        invitation_id=recipient.invitation_id,
        person_id=recipient.person_id,
        message_id=new_message_id(domain),
        to_name=recipient.name,
        to_address=address,
        subject=render(template.subject, values, markdown=False),
        text=render(template.body, values, markdown=True),
        language=template.language,
        session_id=main.id if calendar else None,
        sequence=main.sequence if calendar else None,
        once=_once(recipient, template, main),
    )


def _once(recipient: Recipient, template: TemplateRow, session: SessionRow) -> str | None:
    """What must not leave twice: an invitation to a session as it stands, by the same channel."""
    if not carries_calendar(template.kind):
        return None
    what = f"{template.kind.value} by {template.channel.value}"
    return f"{what}: invitation {recipient.invitation_id}, session {session.id}, sequence {session.sequence}"
