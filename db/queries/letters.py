"""Letters as they are printed, and which of them no longer say what holds. It composes and alters nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.enums import Channel, Delivery, MeetingState
from db.queries.parts import as_rows
from db.tables import (
    Attendance,
    Batch,
    History,
    Letter,
    Meeting,
    MeetingSession,
    OutboxMessage,
    Programme,
    Template,
)

AT_ONCE: Final = 5000
"""How many letters one statement asks for: databases limit the values of a statement."""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter with everything that stands on it."""

    id: int
    meeting_id: int
    state: Delivery
    to_name: str
    to_address: str
    subject: str
    text: str
    language: str
    sender: str
    signatories: str | None
    """None: the text it was prepared from is gone."""
    letterhead: str
    letter_place: str
    programme: str
    meeting: str


class OutOfDate(StrEnum):
    """Why a letter no longer says what holds."""

    MEETING = "meeting"
    """The meeting, or a session that the person is asked to, was changed since the letter was written."""
    PAPER = "paper"
    """The letter was changed since it was printed."""


# What a letter can state of a meeting and of its sessions; of the meeting's state, whether it is cancelled.
_FACTS: Final = {
    "meetings": {"title", "focus", "zone", "state"},
    "sessions": {"title", "starts_at", "ends_at", "all_day", "place", "address", "cancelled"},
}
_WORDS: Final = {"to_name", "to_address", "subject", "text"}


def letters_to_print(session: Session, *, message_ids: Sequence[int]) -> tuple[LetterRow, ...]:
    """These letters, in the order in which they were prepared; what is no letter, or was dropped, is not."""
    rows: list[LetterRow] = []
    for some in _chunks(sorted(message_ids)):
        found = session.execute(
            select(
                OutboxMessage.id,
                OutboxMessage.meeting_id,
                OutboxMessage.state,
                OutboxMessage.to_name,
                OutboxMessage.to_address,
                OutboxMessage.subject,
                OutboxMessage.text,
                OutboxMessage.language,
                Batch.sender_name,
                Template.signatories,
                Programme.letterhead,
                Programme.letter_place,
                Programme.name,
                Meeting.title,
            )
            .join(Batch, Batch.id == OutboxMessage.batch_id)
            .join(Meeting, Meeting.id == OutboxMessage.meeting_id)
            .join(Programme, Programme.id == Meeting.programme_id)
            .outerjoin(Template, Template.id == Batch.template_id)
            .where(
                OutboxMessage.id.in_(some),
                OutboxMessage.channel == Channel.LETTER,
                OutboxMessage.state != Delivery.DROPPED,
            )
            .order_by(OutboxMessage.id)
        )
        rows += as_rows(LetterRow, found)
    return tuple(rows)


def unposted_letters(
    session: Session, *, meeting_id: int | None = None, batch_id: int | None = None
) -> tuple[int, ...]:
    """The letters of a meeting or a batch that are to be posted: neither posted nor held nor dropped."""
    wanted = select(OutboxMessage.id).where(
        OutboxMessage.channel == Channel.LETTER, OutboxMessage.state == Delivery.PLANNED
    )
    if meeting_id is not None:
        wanted = wanted.where(OutboxMessage.meeting_id == meeting_id)
    if batch_id is not None:
        wanted = wanted.where(OutboxMessage.batch_id == batch_id)
    return tuple(session.scalars(wanted.order_by(OutboxMessage.id)))


def letters_out_of_date(session: Session, *, message_ids: Collection[int]) -> dict[int, OutOfDate]:
    """Which of these letters no longer say what holds, and why; what was changed and changed back holds.

    It is read from the history, whose numbers say what came after what.
    """
    found: dict[int, OutOfDate] = {}
    for some in _chunks(sorted(message_ids)):
        written, printed = _written_and_printed(session, some)
        facts = _Facts(session, some, since=min(written.values(), default=0))
        for number, at in written.items():
            if facts.changed(number, since=at):
                found[number] = OutOfDate.MEETING
            elif number in printed and at > printed[number]:
                found[number] = OutOfDate.PAPER
    return found


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))


def _written_and_printed(session: Session, numbers: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """The entries of the history by which each letter got the words that it has, and was printed last."""
    entries = session.execute(
        select(History.id, History.change, History.undoes, History.entity, History.outbox_id, History.after)
        .where(
            History.outbox_id.in_(numbers),
            History.entity.in_((OutboxMessage.__tablename__, Letter.__tablename__)),
        )
        .order_by(History.id)
    ).all()
    undone = {entry.undoes for entry in entries if entry.undoes}
    written: dict[int, int] = {}
    printed: dict[int, int] = {}
    for entry in entries:
        after: Mapping[str, Any] = entry.after or {}
        if entry.change in undone or entry.undoes:
            continue
        if entry.entity == OutboxMessage.__tablename__ and _WORDS & after.keys():
            written[entry.outbox_id] = entry.id
        elif entry.entity == Letter.__tablename__ and after.get("printed_on"):
            printed[entry.outbox_id] = entry.id
    return written, printed


class _Facts:
    """What was changed of the meetings of some letters, and who is asked to which session."""

    def __init__(self, session: Session, numbers: Sequence[int], *, since: int) -> None:
        invited = session.execute(
            select(OutboxMessage.id, OutboxMessage.meeting_id, Attendance.session_id)
            .outerjoin(Attendance, Attendance.invitation_id == OutboxMessage.invitation_id)
            .where(OutboxMessage.id.in_(numbers))
        ).all()
        self._meeting = {number: meeting for number, meeting, _ in invited}
        self._asked: dict[int, set[int]] = {}
        for number, _, asked in invited:
            self._asked.setdefault(number, set()).add(asked)
        meetings = set(self._meeting.values())
        held = select(MeetingSession.id).where(MeetingSession.meeting_id.in_(meetings))
        self._standing = set(session.scalars(held))
        self._entries = session.execute(
            select(
                History.id,
                History.meeting_id,
                History.entity,
                History.entity_id,
                History.before,
                History.after,
            )
            .where(History.meeting_id.in_(meetings), History.entity.in_(_FACTS), History.id > since)
            .order_by(History.id)
        ).all()

    def changed(self, number: int, *, since: int) -> bool:
        """Whether any fact that this letter may state is another now than it was then."""
        first: dict[tuple[str, int, str], object] = {}
        last: dict[tuple[str, int, str], object] = {}
        for entry in self._entries:
            if entry.id <= since or not self._concerns(number, entry):
                continue
            for name in _FACTS[entry.entity] & (entry.after or entry.before).keys():
                key = (entry.entity, entry.entity_id, name)
                first.setdefault(key, _fact(name, entry.before))
                last[key] = _fact(name, entry.after)
        return first != last

    def _concerns(self, number: int, entry: Row[Any]) -> bool:
        if entry.meeting_id != self._meeting.get(number):
            return False
        if entry.entity == Meeting.__tablename__ or entry.entity_id in self._asked[number]:
            return True
        # Who was asked to a session that is gone is not known any more: all may have been.
        return entry.entity_id not in self._standing


def _fact(name: str, values: Mapping[str, Any] | None) -> object:
    value = (values or {}).get(name)
    return value == MeetingState.CANCELLED if name == "state" else value
