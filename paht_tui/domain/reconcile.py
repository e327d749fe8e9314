"""Who came against who was expected, and why not; pure: every figure keeps the people behind it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from db.enums import Answer, Category, Presence, Reason
from db.queries.attendance import AttendanceRow
from db.queries.calls import Approach

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the people behind it."""

    people: tuple[int, ...]

    @property
    def count(self) -> int:
        """The number."""
        return len(self.people)


@dataclass(frozen=True, slots=True)
class SessionOutcome:
    """One session: the rows of everybody by what became of them."""

    session_id: int
    expected: tuple[AttendanceRow, ...]
    present: tuple[AttendanceRow, ...]
    absent: tuple[AttendanceRow, ...]
    unexpected: tuple[AttendanceRow, ...]
    """Present, though not expected."""
    withdrew: tuple[AttendanceRow, ...]
    """Had accepted and withdrew before the doors opened."""

    @property
    def here(self) -> tuple[AttendanceRow, ...]:
        """Everybody who was in the room."""
        return tuple(sorted((*self.present, *self.unexpected), key=lambda row: row.name))

    @property
    def reasons(self) -> tuple[tuple[Reason | None, tuple[AttendanceRow, ...]], ...]:
        """The absent by reason, the commonest first; None: no reason is recorded."""
        groups = _grouped(self.absent, lambda row: row.absence_reason)
        return tuple((reason, tuple(group)) for reason, group in sorted(groups.items(), key=_size))


@dataclass(frozen=True, slots=True)
class Breakdown:
    """People present in one category: how many, from which countries how many each."""

    category: Category
    people: Figure
    countries: tuple[tuple[str | None, Figure], ...]


@dataclass(frozen=True, slots=True)
class Uncommitted:
    """One category of one country that was invited and of which nobody committed."""

    country: str | None
    invited: Figure
    sent: int
    """Messages and letters together."""
    calls: int
    each_followed: bool
    """Whether each message and letter was followed by a call."""


def reconcile_session(session_id: int, rows: Iterable[AttendanceRow]) -> SessionOutcome:
    """Compare expectation with arrival for one session."""
    mine = [row for row in rows if row.session_id == session_id]
    by_presence = _grouped(mine, lambda row: row.presence)
    present = tuple(by_presence.get(Presence.PRESENT, ()))
    absent = tuple(by_presence.get(Presence.ABSENT, ()))
    awaited = tuple(by_presence.get(Presence.EXPECTED, ()))
    withdrew = [row for row in by_presence.get(Presence.NOT_EXPECTED, ()) if row.answer is Answer.WITHDRAWN]
    return SessionOutcome(
        session_id=session_id,
        expected=(*awaited, *present, *absent),
        present=present,
        absent=absent,
        unexpected=tuple(by_presence.get(Presence.UNEXPECTED, ())),
        withdrew=tuple(withdrew),
    )


def participants(rows: Iterable[AttendanceRow], counting_sessions: set[int]) -> tuple[AttendanceRow, ...]:
    """Who took part in a meeting: each person once who was in a session that counts."""
    found: dict[int, AttendanceRow] = {}
    for row in rows:
        if row.session_id in counting_sessions and row.is_here:
            found.setdefault(row.person_id, row)
    return tuple(found.values())


def by_category(rows: Iterable[AttendanceRow]) -> tuple[Breakdown, ...]:
    """Participants by category, in the order of the categories, and in each by country."""
    groups = _grouped(rows, lambda row: row.category)
    return tuple(
        Breakdown(
            category=category,
            people=figure(groups[category]),
            countries=tuple(
                (country, figure(found))
                for country, found in sorted(
                    _grouped(groups[category], lambda row: row.country).items(),
                    key=lambda item: (-len(item[1]), item[0] or ""),
                )
            ),
        )
        for category in Category
        if category in groups
    )


def uncommitted(
    rows: Iterable[AttendanceRow], approaches: Sequence[Approach], category: Category
) -> tuple[Uncommitted, ...]:
    """Countries of which people of `category` were invited, and none accepted or came."""
    once = {row.invitation_id: row for row in rows if row.category is category}
    found = []
    for country, group in sorted(
        _grouped(once.values(), lambda row: row.country).items(), key=lambda item: item[0] or ""
    ):
        if any(row.answer in {Answer.ACCEPTED, Answer.WITHDRAWN} or row.is_here for row in group):
            continue
        keys = {row.invitation_id for row in group}
        theirs = [approach for approach in approaches if approach.invitation_id in keys]
        sent = [approach for approach in theirs if approach.channel is not None]
        if sent:
            followed = all(is_followed(approach, theirs) for approach in sent)
            found.append(Uncommitted(country, figure(group), len(sent), len(theirs) - len(sent), followed))
    return tuple(found)


def is_followed(sent: Approach, approaches: Iterable[Approach]) -> bool:
    """Whether a message was followed by a call before the next message went out."""
    later = sorted(
        (
            approach
            for approach in approaches
            if approach.invitation_id == sent.invitation_id and approach.at > sent.at
        ),
        key=lambda approach: approach.at,
    )
    return bool(later) and later[0].channel is None


def figure(rows: Iterable[AttendanceRow]) -> Figure:
    """The people of some rows, each once."""
    return Figure(tuple(dict.fromkeys(row.person_id for row in rows)))


def _grouped(
    rows: Iterable[AttendanceRow], key: Callable[[AttendanceRow], K]
) -> dict[K, list[AttendanceRow]]:
    groups: dict[K, list[AttendanceRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _size(item: tuple[Reason | None, Sequence[AttendanceRow]]) -> tuple[int, str]:
    return -len(item[1]), item[0].value if item[0] else ""
