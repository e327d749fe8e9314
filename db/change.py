"""The one way to write: each act is a `Change` that puts its history beside the facts it alters.

Nothing outside this module (and undo, which is a change too) adds, alters or deletes rows of the record.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Date, LargeBinary, insert, inspect
from sqlalchemy.orm import Session

from db.base import Base, Instant
from db.tables import History, Invitation, Meeting, OutboxMessage, Person

RowT = TypeVar("RowT", bound=Base)

# How a row names what it belongs to, for the timeline of a person, a meeting, an invitation, a message.
_OWN_LINK: dict[type[Base], str] = {
    Meeting: "meeting_id",
    Person: "person_id",
    Invitation: "invitation_id",
    OutboxMessage: "outbox_id",
}
_LINKS = tuple(_OWN_LINK.values())


def to_json(value: Any) -> Any:
    """A column's value as JSON keeps it: instants and days as ISO text, enums by value, bytes as a length."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bytes):
        # A message as it left stays in the outbox; it has left the machine, so undo never needs it.
        return f"{len(value)} bytes"
    return value


def from_json(table: type[Base], name: str, value: Any) -> Any:
    """The value of column `name` of `table` from what `to_json` kept."""
    kind = inspect(table).columns[name].type
    if value is None or isinstance(kind, LargeBinary):
        return None
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    words = getattr(kind, "enum_class", None)
    return words(value) if words else value


def columns_of(row: Base) -> dict[str, Any]:
    """All columns of a row by name."""
    return {attribute.key: getattr(row, attribute.key) for attribute in inspect(type(row)).column_attrs}


@dataclass
class Change:
    """One act of one person: `session` is its transaction, `at` its instant (UTC), `actor` who did it.

    The function that acts names it once with `describe`; what it calls on the way does not rename it.
    """

    session: Session
    at: datetime
    actor: str
    verb: str = ""
    summary: str = ""
    undoable: bool = True
    undoes: str | None = None
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    _history: list[dict[str, Any]] = field(default_factory=list)

    def describe(self, verb: str, summary: str, *, undoable: bool = True) -> None:
        """Name the act in a word and a sentence; the first name holds."""
        if not self.verb:
            self.verb, self.summary, self.undoable = verb, summary, undoable

    def add(self, row: RowT, **links: int | None) -> RowT:
        """Insert `row`, which gets its key, and record it; `links` say what else it belongs to."""
        self.session.add(row)
        self.session.flush()
        self._record(row, None, columns_of(row), links)
        return row

    def add_many(
        self, table: type[Base], rows: Sequence[Mapping[str, Any]], **links: int | None
    ) -> list[int]:
        """Insert plain rows in one statement and record each; their keys come back in order."""
        if not rows:
            return []
        statement = insert(table).returning(inspect(table).columns["id"], sort_by_parameter_order=True)
        keys = list(self.session.scalars(statement, list(rows)))
        for key, row in zip(keys, rows, strict=True):
            self._note(table, key, None, {"id": key, **row}, links)
        return keys

    def set(self, row: Base, **values: Any) -> bool:
        """Alter columns of `row` and record those that differ; says whether any did."""
        before = {name: getattr(row, name) for name in values}
        differing = {name: value for name, value in values.items() if before[name] != value}
        if not differing:
            return False
        for name, value in differing.items():
            setattr(row, name, value)
        self._record(row, {name: before[name] for name in differing}, differing, {})
        return True

    def remove(self, row: Base) -> None:
        """Delete `row` and record what it was."""
        self._record(row, columns_of(row), None, {})
        self.session.delete(row)

    def write_history(self) -> None:
        """Store what was recorded; the store calls this once, before it commits."""
        if not self._history:
            return
        if not self.verb:
            raise RuntimeError(f"a change of {self._history[0]['entity']} was not described")
        act = {
            "change": self.key,
            "at": self.at,
            "actor": self.actor,
            "verb": self.verb,
            "summary": self.summary,
            "undoable": self.undoable,
            "undoes": self.undoes,
        }
        self.session.flush()
        self.session.execute(insert(History), [{**act, **entry} for entry in self._history])
        self._history.clear()

    def _record(
        self,
        row: Base,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
        links: Mapping[str, int | None],
    ) -> None:
        whole = columns_of(row)
        self._note(type(row), whole["id"], before, after, {**whole, **links})

    def _note(
        self,
        table: type[Base],
        key: int,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
        links: Mapping[str, Any],
    ) -> None:
        known = {**(after or {}), **links}
        entry: dict[str, Any] = {link: known.get(link) for link in _LINKS}
        if own := _OWN_LINK.get(table):
            entry[own] = key
        entry["entity"] = table.__tablename__
        entry["entity_id"] = key
        entry["before"] = None if before is None else {name: to_json(value) for name, value in before.items()}
        entry["after"] = None if after is None else {name: to_json(value) for name, value in after.items()}
        self._history.append(entry)
