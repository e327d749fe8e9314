"""Taking back the last recorded thing, from the history and from nothing else.

What has left the machine is never taken back; it gets a follow-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import Session, aliased

from db.base import Base
from db.change import Change, columns_of, from_json, to_json
from db.tables import History
from paht_tui.errors import UserError

_TABLES: dict[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
}

_AT_ONCE = 5000
"""How many rows one statement asks for: databases limit the values of a statement."""


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
    rows = _read_rows(change.session, entries)
    for entry in entries:
        _take_back(change, entry, rows.get((entry.entity, entry.entity_id)))
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


def _read_rows(session: Session, entries: Sequence[History]) -> dict[tuple[str, int], Base]:
    """The rows that an act touched, by table and number: an import touches tens of thousands."""
    numbers: dict[str, list[int]] = {}
    for entry in entries:
        numbers.setdefault(entry.entity, []).append(entry.entity_id)
    return {
        (entity, columns_of(row)["id"]): row
        for entity, ids in numbers.items()
        for start in range(0, len(ids), _AT_ONCE)
        for row in session.scalars(_by_number(_TABLES[entity], ids[start : start + _AT_ONCE]))
    }


def _by_number(table: type[Base], ids: Sequence[int]) -> Select[Base]:
    return select(table).where(inspect(table).columns["id"].in_(ids))


def _take_back(change: Change, entry: History, row: Base | None) -> None:
    table = _TABLES[entry.entity]
    if entry.after is None:
        values = {name: from_json(table, name, value) for name, value in (entry.before or {}).items()}
        change.add(table(**values))
        return
    if row is None or not _unaltered(row, entry.after):
        raise UserError(f"“{entry.summary}” cannot be undone: what it recorded has gone further since.")
    if entry.before is None:
        change.remove(row)
    else:
        change.set(row, **{name: from_json(table, name, value) for name, value in entry.before.items()})


def _unaltered(row: Base, after: dict[str, Any]) -> bool:
    current = columns_of(row)
    return all(to_json(current[name]) == value for name, value in after.items())
