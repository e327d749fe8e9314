"""Open batches that would tell the same person two things that cannot both hold. It only warns.

Of two messages about the same calendar entry the earlier is dropped when the later is prepared (`outbox.py`);
here is what may still stand side by side. What has left is not compared: it has been said.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import MessageKind
from db.tables import Batch, OutboxMessage
from paht_tui.domain.drafts import MAY_CHANGE
from paht_tui.domain.outbox import Planned

_COMES: Final = frozenset(
    {
        MessageKind.INVITATION,
        MessageKind.REMINDER,
        MessageKind.UPDATE,
        MessageKind.CONFIRMATION,
        MessageKind.TRAVEL,
    }
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Another batch that waits, and to whom it would say something else; names in the order of the outbox."""

    batch_id: int
    kind: MessageKind
    names: tuple[str, ...]

    def sentence(self, *, most: int = 6) -> str:
        """What is to be said of it, with at most so many names."""
        more = len(self.names) - most
        names = ", ".join(self.names[:most]) + (f" and {more} more" if more > 0 else "")
        return f"Batch {self.batch_id} waits too, and says otherwise ({self.kind.value}) to {names}."


@dataclass(frozen=True, slots=True)
class _Word:
    """What a message says to an invitee: its kind, and the entry it carries, if it carries one."""

    batch_id: int
    invitation_id: int
    name: str
    kind: MessageKind
    session_id: int | None
    sequence: int


def contradictions(session: Session, *, batch_id: int) -> tuple[Contradiction, ...]:
    """The open batches that contradict this one, the oldest first."""
    batch = session.get_one(Batch, batch_id)
    waiting = _waiting(session, batch.meeting_id)
    mine = [word for word in waiting if word.batch_id == batch_id]
    others = [word for word in waiting if word.batch_id != batch_id]
    return _found(mine, others, _contradict)


def contradictions_of_new(
    session: Session, *, meeting_id: int, kind: MessageKind, messages: Sequence[Planned]
) -> tuple[Contradiction, ...]:
    """The open batches that would contradict these messages, were they prepared now; the oldest first."""
    mine = [
        _Word(0, each.invitation_id, each.to_name, kind, each.session_id, each.sequence or 0)
        for each in messages
    ]

    def stays_and_contradicts(one: _Word, other: _Word) -> bool:
        # What waits about the same entry is dropped when these are prepared.
        return not _same_entry(one, other) and _contradict(one, other)

    return _found(mine, _waiting(session, meeting_id), stays_and_contradicts)


def _waiting(session: Session, meeting_id: int) -> list[_Word]:
    """What may still leave about a meeting."""
    rows = session.execute(
        select(
            OutboxMessage.batch_id,
            OutboxMessage.invitation_id,
            OutboxMessage.to_name,
            OutboxMessage.kind,
            OutboxMessage.session_id,
            OutboxMessage.sequence,
        )
        .where(OutboxMessage.meeting_id == meeting_id, OutboxMessage.state.in_(MAY_CHANGE))
        .order_by(OutboxMessage.batch_id, OutboxMessage.id)
    )
    return [_Word(*row[:-1], sequence=row[-1] or 0) for row in rows]


def _found(
    mine: Iterable[_Word], others: Iterable[_Word], contradict: Callable[[_Word, _Word], bool]
) -> tuple[Contradiction, ...]:
    said: dict[int, list[_Word]] = {}
    for word in mine:
        said.setdefault(word.invitation_id, []).append(word)
    found: dict[tuple[int, MessageKind], list[str]] = {}
    for other in others:
        if any(contradict(word, other) for word in said.get(other.invitation_id, ())):
            found.setdefault((other.batch_id, other.kind), []).append(other.name)
    return tuple(
        Contradiction(number, kind, tuple(dict.fromkeys(names))) for (number, kind), names in found.items()
    )


def _contradict(one: _Word, other: _Word) -> bool:
    """Whether two messages cannot both be meant."""
    if one.session_id is not None and other.session_id is not None:
        return _same_entry(one, other) and one.sequence != other.sequence
    kinds = {one.kind, other.kind}
    if MessageKind.CANCELLATION in kinds:
        return bool(kinds & _COMES)
    return kinds == {MessageKind.THANKS, MessageKind.REGRETS}


def _same_entry(one: _Word, other: _Word) -> bool:
    return one.session_id is not None and one.session_id == other.session_id
