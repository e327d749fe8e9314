"""What was changed of a meeting since somebody was told of it, read from its history.

For calendars, letters and calls alike. What was changed and changed back holds. It knows nobody.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import MeetingState
from db.tables import History, Meeting, MeetingSession


class Changed(IntEnum):
    """How much of what somebody was told holds no more."""

    NOTHING = 0
    ENTRY = 1
    """What a calendar alone shows."""
    WORDS = 2
    """What a letter may say, too; an answer holds."""
    MOVED = 3
    """Whoever has said yes to this must be asked again (RFC 5546, 2.1.4)."""


_WEIGHT: Final[Mapping[str, Changed]] = {
    **dict.fromkeys(("latitude", "longitude", "counts", "alarm_minutes"), Changed.ENTRY),
    **dict.fromkeys(("title", "focus", "zone"), Changed.WORDS),
    **dict.fromkeys(
        ("starts_at", "ends_at", "all_day", "place", "address", "cancelled", "state"), Changed.MOVED
    ),
}


@dataclass(frozen=True, slots=True)
class FactChanged:
    """One change of a meeting or of one of its sessions; `number` is its place in the history."""

    number: int
    at: datetime
    session_id: int | None
    """None: of the meeting, and so of all its sessions."""
    before: Mapping[str, Any] | None
    """None: it was added."""
    after: Mapping[str, Any] | None
    """None: it was removed."""


class ChangedFacts:
    """The changes of one meeting, in their order."""

    def __init__(self, changes: Iterable[FactChanged] = ()) -> None:
        self._changes = tuple(changes)
        last = {each.session_id: each.after for each in self._changes if each.session_id is not None}
        self.gone = frozenset(number for number, after in last.items() if after is None)
        """The sessions that there are no more."""

    def by(self, moment: datetime) -> int:
        """The place in the history at which everything up to an instant was recorded."""
        return max((each.number for each in self._changes if each.at <= moment), default=0)

    def since(self, number: int, sessions: Collection[int | None]) -> Changed:
        """What of these sessions and of their meeting is another now than at this place in the history."""
        first: dict[tuple[int | None, str], object] = {}
        last: dict[tuple[int | None, str], object] = {}
        whole = set()
        for change in self._changes:
            if change.number <= number or not (change.session_id is None or change.session_id in sessions):
                continue
            if change.before is None or change.after is None:
                whole.add(change.session_id)
            for name in _WEIGHT.keys() & (change.after or change.before or {}).keys():
                key = change.session_id, name
                first.setdefault(key, _fact(name, change.before))
                last[key] = _fact(name, change.after)
        differing = [key for key, value in last.items() if first[key] != value]
        # What came or went as a whole is another meeting to read of, and no other time for what is left.
        return max(
            (Changed.WORDS if of in whole else _WEIGHT[name] for of, name in differing),
            default=Changed.NOTHING,
        )


def facts_changed(
    session: Session, *, meeting_ids: Collection[int], after: int = 0
) -> dict[int, ChangedFacts]:
    """By meeting, what was altered of it and of its sessions `after` this place in the history."""
    rows = session.execute(
        select(
            History.meeting_id,
            History.id,
            History.at,
            History.entity,
            History.entity_id,
            History.before,
            History.after,
        )
        .where(
            History.meeting_id.in_(meeting_ids),
            History.entity.in_((Meeting.__tablename__, MeetingSession.__tablename__)),
            History.id > after,
        )
        .order_by(History.id)
    )
    found: dict[int, list[FactChanged]] = {number: [] for number in meeting_ids}
    for meeting, number, at, entity, entity_id, was, became in rows:
        of = entity_id if entity == MeetingSession.__tablename__ else None
        found[meeting].append(FactChanged(number, at, of, was, became))
    return {meeting: ChangedFacts(changes) for meeting, changes in found.items()}


def _fact(name: str, values: Mapping[str, Any] | None) -> object:
    """A value as it matters here; of the state only whether the meeting is off."""
    value = (values or {}).get(name)
    return value == MeetingState.CANCELLED if name == "state" else value
