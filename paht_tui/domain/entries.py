"""What stands in each invitee's calendar, by what was sent; which number the next word about it carries.

One rule holds for every entry: only the last word about it may leave. It sends nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Delivery, MessageKind
from db.queries.entries import MAY_HAVE_LEFT, NOT_LEFT, EntryRow, entry_messages
from db.tables import OutboxMessage
from paht_tui.domain.outbox import move
from paht_tui.errors import UserError

Key = tuple[int, int]
"""An invitation and a session."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One session in one calendar: the last word that left, or may have, and those that wait to leave."""

    last: EntryRow | None = None
    waiting: tuple[EntryRow, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the calendar has it, or may have it."""
        return self.last is not None and self.last.kind is not MessageKind.CANCELLATION


def entries_of(session: Session, *, meeting_id: int) -> dict[Key, Entry]:
    """Every entry of a meeting about which something was sent or prepared."""
    last: dict[Key, EntryRow] = {}
    waiting: dict[Key, list[EntryRow]] = {}
    for row in entry_messages(session, meeting_id=meeting_id):
        key = row.invitation_id, row.session_id
        if row.state in MAY_HAVE_LEFT:
            last[key] = row
        else:
            waiting.setdefault(key, []).append(row)
    keys = dict.fromkeys((*last, *waiting))
    return {key: Entry(last.get(key), tuple(waiting.get(key, ()))) for key in keys}


def next_sequence(kind: MessageKind, entry: Entry, *, session_sequence: int) -> int:
    """The SEQUENCE of the next message about an entry (RFC 5546, 2.1.4).

    That of the session as it stands, and in any case higher than what it cancels, or than the cancellation
    that it takes back: somebody may have been told alone not to come, while the session stayed as it was.
    """
    if entry.last is None:
        return session_sequence
    turns = (entry.last.kind is MessageKind.CANCELLATION) is not (kind is MessageKind.CANCELLATION)
    return max(session_sequence, entry.last.sequence + turns)


def drop_unsent(change: Change, *, message_ids: Iterable[int]) -> int:
    """Drop messages that have not left, instead of sending after them that they do not hold; how many.

    Raises:
        UserError: one of them has left meanwhile.
    """
    numbers = tuple(message_ids)
    rows = change.session.scalars(select(OutboxMessage).where(OutboxMessage.id.in_(numbers))).all()
    if left := [row.to_name for row in rows if row.state not in (*NOT_LEFT, Delivery.DROPPED)]:
        raise UserError(f"The message to {left[0]} has left meanwhile: prepare this batch anew.")
    waiting = [row for row in rows if row.state in NOT_LEFT]
    change.describe("message.dropped", f"Dropped {len(waiting)} messages that had not left")
    for row in waiting:
        move(change, row, Delivery.DROPPED)
    return len(waiting)


def is_overtaken(session: Session, message: OutboxMessage) -> bool:
    """Whether something newer was prepared about the same entry: what is older must not leave again.

    Not even where the newer has failed: it was the last word all the same, and may be sent again itself. What
    carries no entry is overtaken by nothing.
    """
    if message.session_id is None:
        return False
    newer = select(OutboxMessage.id).where(
        OutboxMessage.invitation_id == message.invitation_id,
        OutboxMessage.session_id == message.session_id,
        OutboxMessage.id > message.id,
        OutboxMessage.state != Delivery.DROPPED,
    )
    return session.scalar(newer.limit(1)) is not None
