"""To whom a message of a kind goes by itself: thanks to those who came, a cancellation to those it concerns.

It only says who is outside; who is picked by hand is written to all the same, a reminder excepted.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import Answer, MessageKind, Presence
from db.queries.attendance import meeting_attendance
from db.queries.invitations import InvitationRow
from db.tables import MeetingSession
from paht_tui.domain.entries import entries_of

ALWAYS = frozenset({MessageKind.REMINDER})
"""Kinds that go to nobody else, even by hand: who has answered is not asked again."""

_HERE = frozenset({Presence.PRESENT, Presence.UNEXPECTED})


def outside(
    session: Session,
    *,
    kind: MessageKind,
    rows: Sequence[InvitationRow],
    meeting_id: int,
    session_id: int | None = None,
) -> dict[int, str]:
    """Of these invitees those who are not meant by messages of this kind, each with a sentence why.

    `session_id` means the entry of that session, or who came to it; without it, the sessions that count.
    """
    match kind:
        case MessageKind.REMINDER:
            return _unless(rows, lambda row: row.answer in {Answer.NONE, Answer.TENTATIVE}, _answered)
        case MessageKind.CONFIRMATION:
            return _unless(rows, lambda row: row.answer is Answer.ACCEPTED, _not_accepted)
        case MessageKind.UPDATE | MessageKind.CANCELLATION:
            have = _in_calendar(session, kind, meeting_id, session_id)
            return _unless(rows, lambda row: row.id in have, _no_entry)
        case MessageKind.THANKS:
            came = _presence(session, meeting_id, session_id)
            return _unless(rows, lambda row: bool(came.get(row.id, set()) & _HERE), _not_here)
        case MessageKind.REGRETS:
            seen = _presence(session, meeting_id, session_id)
            return _unless(rows, lambda row: _missed(seen.get(row.id, set())), _not_absent)
        case MessageKind.INVITATION | MessageKind.TRAVEL:
            return {}


def _unless(
    rows: Sequence[InvitationRow],
    meant: Callable[[InvitationRow], bool],
    sentence: Callable[[InvitationRow], str],
) -> dict[int, str]:
    return {row.id: sentence(row) for row in rows if not meant(row)}


def _answered(row: InvitationRow) -> str:
    return f"{row.name} has answered ({row.answer.value})."


def _not_accepted(row: InvitationRow) -> str:
    return f"{row.name} has not accepted."


def _no_entry(row: InvitationRow) -> str:
    return f"{row.name} has no calendar entry from us."


def _not_here(row: InvitationRow) -> str:
    return f"{row.name} is not recorded as present."


def _not_absent(row: InvitationRow) -> str:
    return f"{row.name} was not expected, or came."


def _missed(presence: set[Presence]) -> bool:
    return Presence.ABSENT in presence and not presence & _HERE


def _presence(session: Session, meeting_id: int, session_id: int | None) -> dict[int, set[Presence]]:
    """Per invitation the presence at the session, or at each that counts."""
    wanted = select(MeetingSession.id).where(MeetingSession.meeting_id == meeting_id)
    if session_id is None:
        wanted = wanted.where(MeetingSession.counts)
    else:
        wanted = wanted.where(MeetingSession.id == session_id)
    sessions = set(session.scalars(wanted))
    found: dict[int, set[Presence]] = {}
    for row in meeting_attendance(session, meeting_id=meeting_id):
        if row.session_id in sessions:
            found.setdefault(row.invitation_id, set()).add(row.presence)
    return found


def _in_calendar(
    session: Session, kind: MessageKind, meeting_id: int, session_id: int | None
) -> frozenset[int]:
    """Whose calendar has an entry of ours; of a cancellation also where one waits, which is then dropped."""
    entries = entries_of(session, meeting_id=meeting_id)
    return frozenset(
        invitation
        for (invitation, of), entry in entries.items()
        if session_id in {None, of} and (entry.stands or (kind is MessageKind.CANCELLATION and entry.waiting))
    )
