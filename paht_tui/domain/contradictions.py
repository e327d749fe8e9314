"""Open batches that would tell the same person two things that cannot both hold. It only warns.

Of two messages about the same calendar entry the earlier is dropped when the later is prepared (`outbox.py`);
here is what may still stand side by side. What has left is not compared: it has been said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import Session, aliased

from db.enums import MessageKind
from db.tables import OutboxMessage
from paht_tui.domain.drafts import MAY_CHANGE

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


def contradictions(session: Session, *, batch_id: int) -> tuple[Contradiction, ...]:
    """The open batches that contradict this one, the oldest first."""
    mine, other = aliased(OutboxMessage), aliased(OutboxMessage)
    pairs = session.execute(
        select(
            other.batch_id,
            other.kind,
            other.to_name,
            mine.kind,
            _entry(mine),
            _entry(other),
        )
        .join(other, other.invitation_id == mine.invitation_id)
        .where(
            mine.batch_id == batch_id,
            other.batch_id != batch_id,
            mine.state.in_(MAY_CHANGE),
            other.state.in_(MAY_CHANGE),
        )
        .order_by(other.batch_id, other.id)
    )
    found: dict[tuple[int, MessageKind], list[str]] = {}
    for number, kind, name, own, entry, another in pairs:
        wrong = (
            _contradict(own, kind) if entry is None or another is None else _another_version(entry, another)
        )
        if wrong:
            found.setdefault((number, kind), []).append(name)
    return tuple(Contradiction(number, kind, _once(names)) for (number, kind), names in found.items())


def _entry(message: type[OutboxMessage]) -> ColumnElement[Any]:
    """The session whose entry a message carries, and its version: "3/1"; NULL without an entry."""
    return cast(message.session_id, String) + "/" + cast(func.coalesce(message.sequence, 0), String)


def _contradict(one: MessageKind, other: MessageKind) -> bool:
    """Whether two messages, one of them without a calendar entry, cannot both be meant."""
    kinds = {one, other}
    if MessageKind.CANCELLATION in kinds:
        return bool(kinds & _COMES)
    return kinds == {MessageKind.THANKS, MessageKind.REGRETS}


def _another_version(one: str, other: str) -> bool:
    """Whether two entries are of the same session, and not in the same version."""
    return one != other and one.partition("/")[0] == other.partition("/")[0]


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
