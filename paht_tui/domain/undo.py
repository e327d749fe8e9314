"""Taking back the last recorded thing, from the history and from nothing else.

What has left the machine is never taken back; it gets a follow-up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Select, inspect, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from db.base import Base
from db.change import AT_ONCE, Change, columns_of, from_json, to_json
from db.tables import Attachment, Attendance, History, MeetingSession, OutboxMessage
from paht_tui.domain.attachments import forget_contents
from paht_tui.domain.drafts import MAY_CHANGE, WORDS
from paht_tui.errors import UserError

_TABLES: dict[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
}
_PLACES = Attendance.__tablename__


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in the sentence under which it was recorded."""

    summary: str
    rows: int


def undo_last(change: Change) -> Undone:
    """Take back the last thing that this actor recorded and that can be taken back.

    Raises:
        UserError: there is nothing, or somebody has altered the same rows since.
    """
    key = _last(change)
    if key is None:
        raise UserError("There is nothing of yours to undo.")
    entries = list(
        change.session.scalars(select(History).where(History.change == key).order_by(History.id.desc()))
    )
    summary = entries[0].summary
    change.undoes = key
    change.describe("undone", f"Undone: {summary}", undoable=False)
    # Held until the end: what is in the session already costs no statement of its own.
    rows = _read_rows(change.session, entries)
    try:
        _take_all_back(change, _but_the_doors(change.session, entries, rows))
        change.session.flush()
    except IntegrityError as error:
        raise _gone_further(summary) from error
    if attached := {_after(each)["file_id"] for each in entries if _attaches(each)}:
        forget_contents(change, file_ids=attached)
    return Undone(summary, len(entries))


def _last(change: Change) -> str | None:
    taken_back = aliased(History)
    return change.session.scalar(
        select(History.change)
        .where(
            History.actor == change.actor,
            History.undoable.is_(True),
            ~select(taken_back.id).where(taken_back.undoes == History.change).exists(),
        )
        .order_by(History.id.desc())
        .limit(1)
    )


def _take_all_back(change: Change, entries: Iterable[History]) -> None:
    for (entity, was_added), group in groupby(entries, lambda entry: (entry.entity, entry.before is None)):
        if was_added:
            _take_out(change, _TABLES[entity], list(group))
        else:
            for entry in group:
                _take_back(change, entry)


def _read_rows(session: Session, entries: Sequence[History]) -> list[Base]:
    """The rows that an act touched: an import touches tens of thousands."""
    numbers: dict[str, set[int]] = {}
    for entry in entries:
        numbers.setdefault(entry.entity, set()).add(entry.entity_id)
    return [
        row
        for entity, ids in numbers.items()
        for start in range(0, len(ids), AT_ONCE)
        for row in session.scalars(_by_number(_TABLES[entity], sorted(ids)[start : start + AT_ONCE]))
    ]


def _by_number(table: type[Base], ids: Sequence[int]) -> Select[Base]:
    return select(table).where(inspect(table).columns["id"].in_(ids))


def _but_the_doors(session: Session, entries: Sequence[History], rows: Sequence[Base]) -> list[History]:
    """The entries to take back. The first to arrive opens the doors; once others have come, they stay open.

    Who was expected is fixed for those others too, whoever of them it was that came first.
    """
    marked = {"arrived_at", "absence_reason"}
    mine = [entry.entity_id for entry in entries if entry.entity == _PLACES and marked & _after(entry).keys()]
    others = select(Attendance.session_id).where(
        Attendance.session_id.in_([entry.entity_id for entry in entries if _opens(entry)]),
        Attendance.id.not_in(mine),
        or_(Attendance.arrived_at.is_not(None), Attendance.absence_reason.is_not(None)),
    )
    stay_open = set(session.scalars(others))
    session_of = {row.id: row.session_id for row in rows if isinstance(row, Attendance)}
    return [
        entry
        for entry in entries
        if not (_opens(entry) and entry.entity_id in stay_open)
        and not (_expects(entry) and session_of.get(entry.entity_id) in stay_open)
    ]


def _opens(entry: History) -> bool:
    return entry.entity == MeetingSession.__tablename__ and "doors_opened_at" in _after(entry)


def _expects(entry: History) -> bool:
    return entry.entity == _PLACES and _after(entry).keys() == {"expected"}


def _attaches(entry: History) -> bool:
    return entry.entity == Attachment.__tablename__ and entry.before is None


def _after(entry: History) -> dict[str, Any]:
    return entry.after or {}


def _take_out(change: Change, table: type[Base], entries: Sequence[History]) -> None:
    """Delete what was added, unless somebody has altered it or something has come to refer to it since."""
    rows = []
    for entry in entries:
        row = change.session.get(table, entry.entity_id)
        if row is None or not _unaltered(row, _after(entry)):
            raise _gone_further(entry.summary)
        rows.append(row)
    if change.is_referred_to(rows):
        raise _gone_further(entries[0].summary)
    change.remove(*rows)


def _take_back(change: Change, entry: History) -> None:
    table = _TABLES[entry.entity]
    if entry.after is None:
        values = {name: from_json(table, name, value) for name, value in (entry.before or {}).items()}
        change.add(table(**values))
        return
    row = change.session.get(table, entry.entity_id)
    if row is None or not _unaltered(row, entry.after) or _has_left(row, entry.after):
        raise _gone_further(entry.summary)
    change.set(row, **{name: from_json(table, name, value) for name, value in (entry.before or {}).items()})


def _unaltered(row: Base, after: dict[str, Any]) -> bool:
    current = columns_of(row)
    return all(to_json(current[name]) == value for name, value in after.items())


def _has_left(row: Base, after: dict[str, Any]) -> bool:
    """Whether it is the words of a message that would be taken back, of one that has left with them."""
    return isinstance(row, OutboxMessage) and bool(WORDS & after.keys()) and row.state not in MAY_CHANGE


def _gone_further(summary: str) -> UserError:
    return UserError(f"“{summary}” cannot be undone: what it recorded has gone further since.")
