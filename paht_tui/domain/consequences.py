"""What a change of a meeting that was sent out means: who gets what, whose answer holds, whom to call.

It reads the record and writes nothing; preparing is `jobs/overtaking.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from db.enums import Answer, Channel, MeetingState, MessageKind
from db.queries.changed_facts import Changed, ChangedFacts, facts_changed
from db.queries.consequences import Told, told_otherwise
from db.queries.entries import EntryRow
from db.queries.meetings import MeetingRow, SessionRow, list_sessions, meeting_by_id
from db.queries.recipients import Recipient, recipients
from paht_tui.domain.entries import Entry, Key, entries_of

_NO = frozenset({Answer.DECLINED, Answer.DELEGATED, Answer.WITHDRAWN})
_BY_MAIL = frozenset({"moved", "reworded", "invited", "cancelled"})


class WhyCall(StrEnum):
    """Why somebody is to be told by phone."""

    NO_ADDRESS = "no address that works"
    LETTER = "has a letter that says otherwise"
    PHONE = "was told otherwise by phone"


@dataclass(frozen=True, slots=True)
class Invitee:
    """One on the list."""

    invitation_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class OfSession:
    """What becomes of the calendar entries of one session."""

    session: SessionRow
    moved: tuple[Invitee, ...] = ()
    """They get the new time or place, and are asked again."""
    reworded: tuple[Invitee, ...] = ()
    """They get the new words; their answer holds."""
    invited: tuple[Invitee, ...] = ()
    """They never got the first, or it has not left: they are invited."""
    cancelled: tuple[Invitee, ...] = ()
    """It is taken out of their calendars."""
    dropped: tuple[Invitee, ...] = ()
    """What waits for them is not sent."""
    holds: tuple[Invitee, ...] = ()
    """They have said no, and a no holds."""
    waiting: tuple[Invitee, ...] = ()
    """What they are to get is prepared already."""

    @property
    def updated(self) -> tuple[Invitee, ...]:
        """Who gets an update."""
        return self.moved + self.reworded

    def of_kind(self, kind: MessageKind) -> tuple[Invitee, ...]:
        """Who gets a message of this kind; who is only spared one counts with the cancelled."""
        match kind:
            case MessageKind.UPDATE:
                return self.updated
            case MessageKind.INVITATION:
                return self.invited
            case _:
                return self.cancelled + self.dropped


@dataclass(frozen=True, slots=True)
class Consequences:
    """All that follows from what was changed."""

    meeting: MeetingRow
    sessions: tuple[OfSession, ...]
    to_print: tuple[Invitee, ...]
    """Their letter is not posted yet, and must be prepared anew."""
    posted_wrong: tuple[Invitee, ...]
    """The letter they have says what no longer holds."""
    calls: tuple[tuple[WhyCall, tuple[Invitee, ...]], ...]

    @property
    def to_call(self) -> tuple[Invitee, ...]:
        """Everybody who is to be called."""
        return tuple(invitee for _, invitees in self.calls for invitee in invitees)

    @property
    def messages(self) -> int:
        """How many messages are to be prepared, or dropped."""
        kinds = (MessageKind.UPDATE, MessageKind.INVITATION, MessageKind.CANCELLATION)
        return sum(len(each.of_kind(kind)) for each in self.sessions for kind in kinds)

    @property
    def groups(self) -> tuple[object, ...]:
        """Who is concerned by what, without how the meeting reads."""
        of_sessions = tuple(
            (each.session.id, each.moved, each.reworded, each.invited, each.cancelled, each.dropped)
            for each in self.sessions
        )
        return of_sessions, self.to_print, self.posted_wrong, self.calls

    @property
    def any(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.messages or self.to_print or self.posted_wrong or self.to_call)


@dataclass(slots=True)
class _Growing:
    """Invitees by what becomes of their entry."""

    found: dict[str, list[Invitee]] = field(default_factory=dict)

    def add(self, what: str, recipient: Recipient) -> None:
        self.found.setdefault(what, []).append(Invitee(recipient.invitation_id, recipient.person_id))

    def made(self, session: SessionRow) -> OfSession:
        return OfSession(session, **{what: tuple(each) for what, each in self.found.items()})


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the record says of a meeting and of everybody on its list."""

    meeting: MeetingRow
    sessions: tuple[SessionRow, ...]
    people: tuple[Recipient, ...]
    told: Mapping[int, Told]
    entries: Mapping[Key, Entry]
    facts: ChangedFacts


def consequences_of(session: Session, *, meeting_id: int, now: datetime) -> Consequences:
    """What is to be done so that everybody knows the meeting as it stands now; of sessions to come only."""
    told = told_otherwise(session, meeting_id=meeting_id)
    listed = list_sessions(session, meeting_id=meeting_id)
    ground = _Ground(
        meeting_by_id(session, meeting_id=meeting_id),
        tuple(row for row in listed if row.doors_opened_at is None and row.ends_at > now),
        recipients(session, invitation_ids=tuple(told)),
        told,
        entries_of(session, meeting_id=meeting_id),
        facts_changed(session, meeting_ids=(meeting_id,))[meeting_id],
    )
    due = [(row, *_due(ground, row)) for row in ground.sessions]
    unreached = {number for _, _, numbers in due for number in numbers}
    sessions = tuple(found.made(row) for row, found, _ in due)
    mailed = {
        each.invitation_id
        for of in sessions
        for each in (*of.updated, *of.invited, *of.cancelled, *of.waiting)
    }
    return Consequences(
        ground.meeting,
        sessions,
        _those(ground, lambda told: told.unposted_wrong),
        _those(ground, lambda told: told.posted_at is not None),
        tuple(_calls(ground, unreached - mailed, mailed)),
    )


def _due(ground: _Ground, row: SessionRow) -> tuple[_Growing, set[int]]:
    """What becomes of the entries of a session, and who should get a message and has no address."""
    found, unreached, never_had = _Growing(), set(), []
    for recipient in ground.people:
        if recipient.do_not_contact:
            continue
        what = _of_entry(ground, row, recipient)
        if what == "never_had":
            never_had.append(recipient)
        elif what in _BY_MAIL and not recipient.address:
            unreached.add(recipient.invitation_id)
        elif what:
            found.add(what, recipient)
    # Who was put on the list since the invitations left is no matter of a change, until there is one.
    for recipient in never_had if {"moved", "reworded"} & found.found.keys() or unreached else ():
        if recipient.address:
            found.add("invited", recipient)
        else:
            unreached.add(recipient.invitation_id)
    return found, unreached


def _of_entry(ground: _Ground, row: SessionRow, recipient: Recipient) -> str:
    """What becomes of the entry of a session in one calendar, in the words of `OfSession`; "" for nothing."""
    entry = ground.entries.get((recipient.invitation_id, row.id), Entry())
    answer = ground.told[recipient.invitation_id].answers.get(row.id)
    takes_place = not row.cancelled and ground.meeting.state is not MeetingState.CANCELLED
    if not takes_place or answer in {None, Answer.WITHDRAWN}:
        return _to_take_back(entry)
    if any(_is_current(ground, row, each) for each in entry.waiting):
        return "waiting"
    if entry.last is not None and entry.stands:
        return _to_bring_up(ground, row, entry.last, said_no=answer in _NO)
    if answer in _NO:
        return ""
    if entry.waiting:
        return "invited"
    # Who is invited by post gets no e-mail because of a change.
    return "" if ground.told[recipient.invitation_id].channel is Channel.LETTER else "never_had"


def _to_bring_up(ground: _Ground, row: SessionRow, last: EntryRow, *, said_no: bool) -> str:
    if _is_current(ground, row, last):
        return ""
    if last.sequence < row.sequence:
        return "holds" if said_no else "moved"
    return "" if said_no else "reworded"


def _to_take_back(entry: Entry) -> str:
    cancels = any(each.kind is MessageKind.CANCELLATION for each in entry.waiting)
    if entry.stands:
        return "waiting" if cancels else "cancelled"
    return "dropped" if entry.waiting and not cancels else ""


def _is_current(ground: _Ground, row: SessionRow, message: EntryRow) -> bool:
    """Whether a message asks to the session as it stands."""
    return (
        message.kind is not MessageKind.CANCELLATION
        and message.sequence >= row.sequence
        and ground.facts.since(ground.facts.by(message.written_at), (row.id,)) is Changed.NOTHING
    )


def _those(ground: _Ground, wanted: Callable[[Told], bool]) -> tuple[Invitee, ...]:
    return tuple(
        Invitee(each.invitation_id, each.person_id)
        for each in ground.people
        if wanted(ground.told[each.invitation_id])
    )


def _calls(
    ground: _Ground, unreached: set[int], mailed: set[int]
) -> Iterator[tuple[WhyCall, tuple[Invitee, ...]]]:
    found: dict[WhyCall, list[Invitee]] = {}
    for each in ground.people:
        why = None if each.invitation_id in mailed else _why_call(ground, each, unreached)
        if why is not None:
            found.setdefault(why, []).append(Invitee(each.invitation_id, each.person_id))
    for why in WhyCall:
        if why in found:
            yield why, tuple(found[why])


def _why_call(ground: _Ground, recipient: Recipient, unreached: set[int]) -> WhyCall | None:
    """Why somebody is to be told by phone, who is told by no message; None where nobody need call."""
    number = recipient.invitation_id
    told = ground.told[number]
    if recipient.do_not_contact or told.call_noted or told.answer in _NO:
        return None
    to_come = {row.id for row in ground.sessions} & told.answers.keys()
    last = [
        entry.last.written_at for of in to_come if (entry := ground.entries.get((number, of))) and entry.last
    ]

    def moved_since(moment: datetime | None) -> bool:
        if moment is None:
            return False
        return ground.facts.since(ground.facts.by(moment), to_come) is Changed.MOVED

    if any(at is not None and not moved_since(at) for at in (told.called_at, *last)):
        return None
    if moved_since(told.posted_at):
        return WhyCall.LETTER
    if moved_since(told.called_at):
        return WhyCall.PHONE
    return WhyCall.NO_ADDRESS if number in unreached else None
