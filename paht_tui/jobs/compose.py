"""From a row of the outbox to the message that the post office takes; the same row gives the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from db.enums import Answer, MeetingState, MessageKind
from db.queries.attachments import AttachmentRow, attachments, attachments_of_batch, file_contents
from db.queries.meetings import MeetingRow, SessionRow, list_sessions, meeting_by_id
from paht_tui.domain.handover import Claimed
from paht_tui.mail.compose import compose
from paht_tui.mail.message import AttachedFile, CalendarEvent, Draft, Mailbox, Method, Partstat
from paht_tui.settings import SenderSettings

_METHODS: dict[MessageKind, Method] = {
    MessageKind.INVITATION: "REQUEST",
    MessageKind.UPDATE: "REQUEST",
    MessageKind.CANCELLATION: "CANCEL",
}
"""Kinds that carry a calendar part, and its METHOD (RFC 5546, 3.2)."""
_PARTSTATS: dict[Answer | None, Partstat] = {
    Answer.TENTATIVE: "TENTATIVE",
    Answer.ACCEPTED: "ACCEPTED",
    Answer.DECLINED: "DECLINED",
    Answer.DELEGATED: "DECLINED",
    Answer.WITHDRAWN: "DECLINED",
}
"""The answer that stands, in the words of a calendar; who comes instead is nobody's business there."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting with its sessions: what the calendar part of a message is about."""

    meeting: MeetingRow
    sessions: dict[int, SessionRow]
    files: dict[int | None, tuple[AttachedFile, ...]] = field(default_factory=dict)
    """What goes with single messages, by their numbers; under None what goes with every one."""

    def files_of(self, message_id: int) -> tuple[AttachedFile, ...]:
        """What goes with one message."""
        return (*self.files.get(None, ()), *self.files.get(message_id, ()))


def read_occasion(
    session: Session, *, meeting_id: int, batch_id: int | None = None, template_id: int | None = None
) -> Occasion:
    """The meeting with its sessions by number, and the files that go with a batch, or with a text."""
    sessions = list_sessions(session, meeting_id=meeting_id)
    rows: tuple[AttachmentRow, ...] = ()
    if batch_id is not None:
        rows = attachments_of_batch(session, batch_id=batch_id)
    elif template_id is not None:
        rows = attachments(session, template_ids=(template_id,))
    return Occasion(
        meeting_by_id(session, meeting_id=meeting_id),
        {each.id: each for each in sessions},
        _files(session, rows),
    )


def _files(session: Session, rows: Sequence[AttachmentRow]) -> dict[int | None, tuple[AttachedFile, ...]]:
    """Files by the message they go with; a content that many share is held once."""
    contents = file_contents(session, file_ids={row.file_id for row in rows}) if rows else {}
    found: dict[int | None, tuple[AttachedFile, ...]] = {}
    for row in rows:
        file = AttachedFile(row.file_name, row.media_type, contents[row.file_id])
        found[row.outbox_id] = (*found.get(row.outbox_id, ()), file)
    return found


def carries_calendar(kind: MessageKind) -> bool:
    """Whether a message of this kind puts something into the receiver's calendar."""
    return kind in _METHODS


def compose_claimed(message: Claimed, occasion: Occasion, sender: SenderSettings) -> bytes:
    """The bytes of a message of the outbox, dated at the instant it was taken up.

    Raises:
        UserError: an address or a time of the event cannot be used; the sentence names it.
    """
    return compose(draft_of(message, occasion, sender, date=message.claimed_at))


def draft_of(message: Claimed, occasion: Occasion, sender: SenderSettings, *, date: datetime) -> Draft:
    """The message with everything decided: addresses, words, calendar entry."""
    session = occasion.sessions.get(message.session_id or 0)
    return Draft(
        message_id=message.message_id,
        date=date,
        sender=Mailbox(sender.name, sender.address),
        recipient=Mailbox(message.to_name, message.to_address),
        reply_to=Mailbox(sender.name, sender.reply_to) if sender.reply_to else None,
        subject=message.subject,
        text=message.text,
        event=_event(message, occasion.meeting, session) if session else None,
        method=_METHODS.get(message.kind),
        language=message.language,
        files=occasion.files_of(message.id),
    )


def _event(message: Claimed, meeting: MeetingRow, session: SessionRow) -> CalendarEvent:
    partstat = _PARTSTATS.get(message.answer, "NEEDS-ACTION")
    return replace(event_of(meeting, session, message.sequence or 0), partstat=partstat)


def event_of(meeting: MeetingRow, session: SessionRow, sequence: int) -> CalendarEvent:
    """A session as a calendar shall hold it whose owner has not answered."""
    # A side session bears its own title, so that two entries of one meeting can be told apart.
    return CalendarEvent(
        uid=session.uid,
        sequence=sequence,
        summary=meeting.title if session.counts else f"{session.title}: {meeting.title}",
        description=meeting.focus,
        location=", ".join(part for part in (session.place, session.address) if part),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=meeting.zone,
        latitude=meeting.latitude if session.counts else None,
        longitude=meeting.longitude if session.counts else None,
        all_day=session.all_day,
        alarm_minutes=session.alarm_minutes,
        cancelled=session.cancelled or meeting.state is MeetingState.CANCELLED,
    )
