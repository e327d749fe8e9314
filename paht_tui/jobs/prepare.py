"""Preparing a batch: every message rendered and checked before the first may leave. It sends nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Channel, MessageKind
from db.queries.meetings import MeetingRow, SessionRow, list_programmes, list_sessions, meeting_by_id
from db.queries.recipients import Recipient, recipients
from db.queries.reply_keys import reply_keys
from db.queries.templates import TemplateRow, translations
from db.store import Store
from db.tables import Attendance
from paht_tui.documents.countries import country_name
from paht_tui.domain.attachments import NewFile, attach_to_batch, carry_over
from paht_tui.domain.entries import Entry, drop_unsent, entries_of, next_sequence
from paht_tui.domain.outbox import Planned, prepare_batch
from paht_tui.domain.templates import PLACEHOLDERS, check_reply_links, reply_links_in
from paht_tui.errors import UserError
from paht_tui.jobs.compose import carries_calendar, event_of
from paht_tui.jobs.left_out import LeftOut, never_left, without_address, without_values
from paht_tui.jobs.recipients import values_for
from paht_tui.jobs.reply_links import reply_links
from paht_tui.mail.compose import new_message_id
from paht_tui.mail.templates import check, missing, render
from paht_tui.settings import SenderSettings

NO_SENDER = "Nobody is named as the sender yet: put name and address into [sender] of the settings."


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A batch before it is written down: the messages, and who gets none.

    `template` is the text that was chosen; each message is in the person's own language where there is one of
    the same name in it.
    """

    meeting_id: int
    template: TemplateRow
    messages: tuple[Planned, ...]
    without: tuple[LeftOut, ...]
    instead: tuple[int, ...] = ()
    """Invitations that have not left, and are dropped instead of being cancelled."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """Who gets none, with a sentence each."""
        return tuple(each.sentence for each in self.without)


@dataclass(frozen=True, slots=True)
class BatchGround:
    """What the messages of a batch share, and what differs from invitee to invitee."""

    programme: str
    meeting: MeetingRow
    sessions: tuple[SessionRow, ...]
    recipients: tuple[Recipient, ...]
    sessions_of: dict[int, list[int]]
    texts: dict[str, TemplateRow]
    """The text by language."""
    entries: Mapping[tuple[int, int], Entry]
    """What stands in the calendars, by invitation and session."""
    keys: Mapping[int, str]
    """What reply links are signed with, by invitation."""

    def entry(self, recipient: Recipient, session: SessionRow) -> Entry:
        """What stands in this invitee's calendar of a session."""
        return self.entries.get((recipient.invitation_id, session.id), Entry())

    def text_for(self, recipient: Recipient, otherwise: TemplateRow) -> TemplateRow:
        """The text in the first of this person's languages that there is one in."""
        for tag in recipient.languages.lower().split(","):
            for wanted in (tag.strip(), tag.strip().partition("-")[0]):
                if wanted in self.texts:
                    return self.texts[wanted]
        return otherwise


async def plan_batch(
    store: Store,
    *,
    meeting_id: int,
    invitation_ids: Sequence[int],
    template: TemplateRow,
    sender: SenderSettings,
    session_id: int | None = None,
) -> BatchPlan:
    """Render the text for each invitee in a language of theirs, or else in that of `template`.

    `session_id` asks to another session than the main one.

    Raises:
        UserError: no sender, no session, an unknown placeholder, a reply link in a letter, or a line of the
            template is not understood.
    """
    if not sender.address:
        raise UserError(NO_SENDER)
    ground = await store.read(
        batch_ground, meeting_id=meeting_id, invitation_ids=tuple(invitation_ids), template=template
    )
    for text in ground.texts.values():
        _check(text)
    if not ground.sessions:
        raise UserError(f"{ground.meeting.title} has no session yet: give it a day and times first.")
    domain = sender.address.rpartition("@")[2]
    messages: list[Planned] = []
    without: list[LeftOut] = []
    for recipient in ground.recipients:
        text = ground.text_for(recipient, template)
        made = message_to(recipient, ground, text, sender, session_id=session_id, domain=domain)
        if isinstance(made, LeftOut):
            without.append(made)
        else:
            messages.append(made)
    instead = tuple(number for each in without for number in each.drops)
    return BatchPlan(meeting_id, template, tuple(messages), tuple(without), instead)


async def write_batch(
    store: Store, plan: BatchPlan, *, sender: SenderSettings, files: Sequence[NewFile] = ()
) -> int:
    """Put a planned batch into the outbox as drafts, with what is attached to its text; its number.

    `files` go with every message besides.

    Raises:
        UserError: nothing is left that has not been sent or prepared before.
    """
    return await store.write(
        _write,
        instead=plan.instead,
        template=plan.template,
        files=files,
        meeting_id=plan.meeting_id,
        kind=plan.template.kind,
        channel=plan.template.channel,
        template_id=plan.template.id,
        messages=plan.messages,
        sender_name=sender.name,
        sender_address=sender.address,
    )


def _write(
    change: Change,
    /,
    *,
    instead: Sequence[int],
    template: TemplateRow,
    files: Sequence[NewFile],
    **batch: Any,
) -> int:
    number = prepare_batch(change, **batch)
    texts = translations(change.session, template=template)
    carry_over(change, batch_id=number, texts={tag: row.id for tag, row in texts.items()})
    for file in files:
        attach_to_batch(change, batch_id=number, file=file)
    if instead:
        drop_unsent(change, message_ids=instead)
    return number


def check_words(text: TemplateRow) -> None:
    """Refuse words that cannot be filled in.

    Raises:
        UserError: a placeholder that does not exist, or other syntax, and its line; a reply link in a letter.
    """
    for place, source in (("Subject: ", text.subject), ("", text.body)):
        try:
            check(source, frozenset(PLACEHOLDERS))
            check_reply_links(source, channel=text.channel)
        except UserError as problem:
            raise UserError(f"{place}{problem}") from problem


def _check(text: TemplateRow) -> None:
    try:
        check_words(text)
    except UserError as problem:
        raise UserError(f"The text “{text.name}” ({text.language}) cannot be used. {problem}") from problem


def batch_ground(
    session: Session, *, meeting_id: int, invitation_ids: tuple[int, ...], template: TemplateRow
) -> BatchGround:
    """Read what the messages to these invitees are made of."""
    cancelled_too = template.kind is MessageKind.CANCELLATION
    meeting = meeting_by_id(session, meeting_id=meeting_id)
    programme = next(row for row in list_programmes(session) if row.id == meeting.programme_id)
    listed = list_sessions(session, meeting_id=meeting_id)
    sessions = tuple(row for row in listed if cancelled_too or not row.cancelled)
    sessions_of: dict[int, list[int]] = {}
    asked = select(Attendance.invitation_id, Attendance.session_id).where(
        Attendance.session_id.in_([row.id for row in sessions])
    )
    for invitation_id, session_id in session.execute(asked):
        sessions_of.setdefault(invitation_id, []).append(session_id)
    people = recipients(session, invitation_ids=invitation_ids)
    texts = translations(session, template=template)
    entries = entries_of(session, meeting_id=meeting_id)
    keys = reply_keys(session, invitation_ids=invitation_ids)
    return BatchGround(programme.name, meeting, sessions, people, sessions_of, texts, entries, keys)


def message_to(
    recipient: Recipient,
    ground: BatchGround,
    template: TemplateRow,
    sender: SenderSettings,
    *,
    session_id: int | None,
    domain: str,
) -> Planned | LeftOut:
    """The message to one invitee, or why there is none."""
    mine = [row for row in ground.sessions if row.id in ground.sessions_of.get(recipient.invitation_id, ())]
    address = recipient.address if template.channel is Channel.EMAIL else _posted_to(recipient)
    asked = [row for row in mine if session_id is None or row.id == session_id]
    if recipient.do_not_contact:
        return LeftOut(recipient.person_id, f"{recipient.name} is not to be contacted.")
    if not asked:
        return LeftOut(recipient.person_id, f"{recipient.name} is not asked to this session.")
    if not address:
        return without_address(recipient, template.channel)
    main = next((row for row in asked if row.counts), asked[0])
    alone = None if session_id is None or main.counts else main
    values = _values(recipient, ground, template, sender, sessions=mine, alone=alone)
    gaps = dict.fromkeys((*missing(template.subject, values), *missing(template.body, values)))
    if gaps:
        return without_values(recipient, tuple(gaps))
    entry = ground.entry(recipient, main)
    cancels = template.kind is MessageKind.CANCELLATION
    if cancels and entry.waiting and not entry.stands:
        return never_left(recipient, [row.id for row in entry.waiting])
    # Who has no entry is told in words alone that there is no meeting: there is nothing to take out.
    calendar = (
        carries_calendar(template.kind)
        and template.channel is Channel.EMAIL
        and (entry.stands or not cancels)
    )
    sequence = next_sequence(template.kind, entry, session_sequence=main.sequence)
    subject = render(template.subject, values, markdown=False)
    text = render(template.body, values, markdown=True)
    said = subject, text, repr(event_of(ground.meeting, main, sequence))
    return Planned(
        invitation_id=recipient.invitation_id,
        person_id=recipient.person_id,
        message_id=new_message_id(domain),
        to_name=recipient.name,
        to_address=address,
        subject=subject,
        text=text,
        language=template.language,
        session_id=main.id if calendar else None,
        sequence=sequence if calendar else None,
        once=_once(recipient, template, main, sequence, said=said),
    )


def _values(
    recipient: Recipient,
    ground: BatchGround,
    template: TemplateRow,
    sender: SenderSettings,
    *,
    sessions: Sequence[SessionRow],
    alone: SessionRow | None,
) -> dict[str, str]:
    """What the text is filled in with; a reply link answers for the session `alone`, else for the meeting."""
    values = values_for(
        recipient,
        programme=ground.programme,
        meeting=ground.meeting,
        sessions=sessions,
        sender=sender.name,
        language=template.language,
    )
    if template.channel is Channel.EMAIL and reply_links_in(template.body):
        values |= reply_links(
            recipient.invitation_id,
            key=ground.keys[recipient.invitation_id],
            meeting=ground.meeting,
            session=alone,
            address=sender.reply_to or sender.address,
            language=template.language,
        )
    return values


def _posted_to(recipient: Recipient) -> str | None:
    """The lines of the postal address, the country in capitals as the last: letters cross borders."""
    if recipient.postal_address is None or recipient.postal_country is None:
        return recipient.postal_address
    return f"{recipient.postal_address}\n{country_name(recipient.postal_country).upper()}"


def _once(
    recipient: Recipient, template: TemplateRow, session: SessionRow, sequence: int, *, said: tuple[str, ...]
) -> str | None:
    """What must not leave twice: an invitation to a session as it stands, by the same channel.

    An update may follow another with the same sequence, where it says something else.
    """
    if not carries_calendar(template.kind):
        return None
    what = f"{template.kind.value} by {template.channel.value}"
    once = f"{what}: invitation {recipient.invitation_id}, session {session.id}, sequence {sequence}"
    if template.kind is not MessageKind.UPDATE:
        return once
    return f"{once}, saying {hashlib.sha256(repr(said).encode()).hexdigest()[:16]}"
