"""From a row of the outbox to the message that the post office takes; the same row gives the same bytes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.enums import MessageKind
from db.queries.meetings import MeetingRow, SessionRow, list_sessions, meeting_by_id
from paht_tui.domain.outbox import Claimed
from paht_tui.mail.compose import compose
from paht_tui.mail.message import CalendarEvent, Draft, Mailbox, Method
from paht_tui.settings import SenderSettings

_METHODS: dict[MessageKind, Method] = {
    MessageKind.INVITATION: "REQUEST",
    MessageKind.UPDATE: "REQUEST",
    MessageKind.CANCELLATION: "CANCEL",
}
"""Kinds that carry a calendar part, and its METHOD (RFC 5546, 3.2)."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting with its sessions: what the calendar part of a message is about."""

    meeting: MeetingRow
    sessions: dict[int, SessionRow]


def read_occasion(session: Session, *, meeting_id: int) -> Occasion:
    """The meeting with its sessions by number."""
    sessions = list_sessions(session, meeting_id=meeting_id)
    return Occasion(meeting_by_id(session, meeting_id=meeting_id), {each.id: each for each in sessions})


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
        event=_event(occasion.meeting, session, message.sequence or 0) if session else None,
        method=_METHODS.get(message.kind),
        language=message.language,
    )


def _event(meeting: MeetingRow, session: SessionRow, sequence: int) -> CalendarEvent:
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
    )
