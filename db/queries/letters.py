"""Letters as they are printed, and which of them no longer say what holds. It composes and alters nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import Channel, Delivery
from db.queries.changed_facts import Changed, facts_changed
from db.queries.parts import as_rows
from db.tables import (
    Attendance,
    Batch,
    History,
    Letter,
    Meeting,
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
        concerned = _concerned(session, some)
        meetings = {meeting for meeting, _ in concerned.values()}
        changed = facts_changed(session, meeting_ids=meetings, after=min(written.values(), default=0))
        for number, (meeting, asked) in concerned.items():
            at, facts = written.get(number, 0), changed[meeting]
            # Who was asked to a session that is gone is not known any more: all may have been.
            if facts.since(at, asked | facts.gone) >= Changed.WORDS:
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


def _concerned(session: Session, numbers: Sequence[int]) -> dict[int, tuple[int, set[int | None]]]:
    """By letter, its meeting and the sessions that the person is asked to."""
    found: dict[int, tuple[int, set[int | None]]] = {}
    rows = session.execute(
        select(OutboxMessage.id, OutboxMessage.meeting_id, Attendance.session_id)
        .outerjoin(Attendance, Attendance.invitation_id == OutboxMessage.invitation_id)
        .where(OutboxMessage.id.in_(numbers))
    )
    for number, meeting, asked in rows:
        found.setdefault(number, (meeting, set()))[1].add(asked)
    return found
