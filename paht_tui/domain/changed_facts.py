"""What was changed of a meeting since somebody was told of it, read from its history; pure.

What was changed and changed back holds. It knows nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any, Final

from db.enums import MeetingState
from db.queries.entries import FactChanged

_MOVES: Final = frozenset({"starts_at", "ends_at", "all_day", "place", "address", "cancelled", "state"})
"""Whoever has said yes to this must be asked again (RFC 5546, 2.1.4)."""
_WORDS: Final = frozenset({"title", "focus", "zone", "latitude", "longitude", "counts", "alarm_minutes"})
"""The entry reads differently, and the answer holds."""


class Changed(IntEnum):
    """How much of what somebody was told holds no more."""

    NOTHING = 0
    WORDS = 1
    MOVED = 2


class ChangedFacts:
    """The changes of one meeting."""

    def __init__(self, changes: Sequence[FactChanged]) -> None:
        self._changes = changes

    def since(self, moment: datetime, sessions: Iterable[int]) -> Changed:
        """What of these sessions and of their meeting is another now than it was at this instant."""
        mine = frozenset(sessions)
        first: dict[tuple[int | None, str], object] = {}
        last: dict[tuple[int | None, str], object] = {}
        for change in self._changes:
            if change.at <= moment or not (change.session_id is None or change.session_id in mine):
                continue
            for name in (_MOVES | _WORDS) & change.after.keys():
                key = change.session_id, name
                first.setdefault(key, _fact(name, change.before))
                last[key] = _fact(name, change.after)
        names = {name for (of, name), value in last.items() if first[of, name] != value}
        if names & _MOVES:
            return Changed.MOVED
        return Changed.WORDS if names else Changed.NOTHING


def _fact(name: str, values: Mapping[str, Any]) -> object:
    """A value as it matters here; of the state only whether the meeting is off."""
    value = values.get(name)
    return value == MeetingState.CANCELLED if name == "state" else value
