"""Taking back the last recorded thing, from the history and from nothing else.

What has left the machine is never taken back; it gets a follow-up.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from db.base import Base
from db.change import Change, columns_of, from_json, to_json
from db.tables import History
from paht_tui.errors import UserError

_TABLES: dict[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
}


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
    for entry in entries:
        _take_back(change, entry)
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


def _take_back(change: Change, entry: History) -> None:
    table = _TABLES[entry.entity]
    if entry.after is None:
        values = {name: from_json(table, name, value) for name, value in (entry.before or {}).items()}
        change.add(table(**values))
        return
    row = change.session.get(table, entry.entity_id)
    if row is None or not _unaltered(row, entry.after):
        raise UserError(f"“{entry.summary}” cannot be undone: what it recorded has gone further since.")
    if entry.before is None:
        change.remove(row)
    else:
        change.set(row, **{name: from_json(table, name, value) for name, value in entry.before.items()})


def _unaltered(row: Base, after: dict[str, Any]) -> bool:
    current = columns_of(row)
    return all(to_json(current[name]) == value for name, value in after.items())
