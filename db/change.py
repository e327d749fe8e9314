"""The one way to write: each act is a `Change` that puts its history beside the facts it alters.

Nothing outside this module (and undo, which is a change too) adds, alters or deletes rows of the record.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    Connection,
    CursorResult,
    Date,
    Insert,
    LargeBinary,
    Table,
    Update,
    bindparam,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.orm import Session

from db.base import Base, Instant
from db.tables import History, Invitation, Meeting, MeetingSession, OutboxMessage, Person

RowT = TypeVar("RowT", bound=Base)

# How a row names what it belongs to, for the timeline of a person, a meeting, an invitation, a message.
_OWN_LINK: dict[type[Base], str] = {
    Meeting: "meeting_id",
    Person: "person_id",
    Invitation: "invitation_id",
    OutboxMessage: "outbox_id",
}
_LINKS = tuple(_OWN_LINK.values())
# Where a row that does not name them itself finds the meeting and the person that it belongs to.
_THROUGH: tuple[tuple[str, type[Base]], ...] = (
    ("invitation_id", Invitation),
    ("outbox_id", OutboxMessage),
    ("session_id", MeetingSession),
)

AT_ONCE = 5000
"""How many rows one statement asks for: databases limit the values of a statement."""


def to_json(value: Any) -> Any:
    """A column's value as JSON keeps it: instants (UTC) and days as text, enums by value, bytes by size."""
    if isinstance(value, datetime):
        # As it will be read back: the same instant in another zone must not look altered to undo.
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
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


@cache
def _references(table: type[Base]) -> tuple[tuple[type[Base], str, bool], ...]:
    """The columns that refer to `table`: whose, which, and whether that row belongs to it."""
    mine = inspect(table).local_table
    return tuple(
        (mapper.class_, mapper.get_property_by_column(column).key, key.ondelete == "CASCADE")
        for mapper in sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__tablename__)
        for column in mapper.columns
        for key in column.foreign_keys
        if key.column.table is mine
    )


@cache
def _update_of(table: type[Base], names: tuple[str, ...], unchanged: tuple[str, ...]) -> Update:
    """The statement that sets these columns of one row, if others of it still are as they were read.

    Building it anew takes longer than running it.
    """
    target = cast("Table", inspect(table).local_table)
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    as_read = (target.c[name].is_not_distinct_from(bindparam(f"read_{name}")) for name in unchanged)
    return update(target).where(target.c["id"] == bindparam("number"), *as_read).values(values)


@cache
def _into_history() -> Insert:
    return insert(cast("Table", inspect(History).local_table))


class Transaction:
    """One transaction: `connection` takes plain statements, `session` objects.

    A session is made when it is first asked for: it costs more than a plain statement or two.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """Its commits and its end are none of the transaction's."""
        if self._session is None:
            self._session = Session(self.connection, expire_on_commit=False)
        return self._session

    def flush(self) -> None:
        """Write what the session still holds."""
        if self._session is not None:
            self._session.flush()

    def close(self) -> None:
        """Let go of the session's objects."""
        if self._session is not None:
            self._session.close()


@dataclass
class Change:
    """One act of one person in a transaction: `at` is its instant (UTC), `actor` who did it.

    The function that acts names it once with `describe`; what it calls on the way does not rename it.
    """

    transaction: Transaction
    at: datetime
    actor: str
    verb: str = ""
    summary: str = ""
    undoable: bool = True
    undoes: str | None = None
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    _history: list[dict[str, Any]] = field(default_factory=list)
    _following: list["Change"] = field(default_factory=list)

    @property
    def session(self) -> Session:
        """The transaction's objects."""
        return self.transaction.session

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

    def update(
        self, table: type[Base], row: Mapping[str, Any], *, unchanged: Sequence[str] = (), **values: Any
    ) -> bool:
        """Alter columns of a row that was read as plain columns, its links among them; records what differs.

        False, and nothing is altered, where one of the columns `unchanged` is no longer as it was read.
        """
        differing = {name: value for name, value in values.items() if row[name] != value}
        as_read = {f"read_{name}": row[name] for name in unchanged}
        altered = self.transaction.connection.execute(
            _update_of(table, tuple(differing), tuple(unchanged)),
            {**differing, **as_read, "number": row["id"]},
        )
        if not cast("CursorResult[Any]", altered).rowcount:
            return False
        self._note(table, row["id"], {name: row[name] for name in differing}, differing, row)
        return True

    def update_many(self, table: type[Base], rows: Sequence[Mapping[str, Any]], **values: Any) -> None:
        """Set the same columns of rows that were read as plain columns, their links among them."""
        target = cast("Table", inspect(table).local_table)
        numbers = [row["id"] for row in rows]
        for start in range(0, len(numbers), AT_ONCE):
            these = target.c["id"].in_(numbers[start : start + AT_ONCE])
            self.transaction.connection.execute(update(target).where(these).values(values))
        for row in rows:
            self._note(table, row["id"], {name: row[name] for name in values}, values, row)

    def another(self) -> "Change":
        """A further act in the same transaction, with a sentence of its own in the history."""
        following = Change(self.transaction, self.at, self.actor)
        self._following.append(following)
        return following

    def remove(self, *rows: Base) -> None:
        """Delete rows of one table with what belongs to them, and record what it all was.

        The database would do the same by itself, and no history would know of it. What only refers to a row,
        without belonging to it, lets go of it.
        """
        for column, belongs, others in self._referring(rows):
            if belongs:
                self.remove(*others)
            else:
                for other in others:
                    self.set(other, **{column: None})
        for row in rows:
            self._record(row, columns_of(row), None, {})
            self.session.delete(row)
        self.session.flush()

    def is_referred_to(self, rows: Sequence[Base]) -> bool:
        """Whether any other row of the record refers to one of these, which are of one table."""
        mine = {id(row) for row in rows}
        return any(id(other) not in mine for _, _, others in self._referring(rows) for other in others)

    def write_history(self) -> None:
        """Store what was recorded so far, here and in further acts; the store does, before it commits."""
        self.transaction.flush()
        acts = [self, *self._following]
        if entries := [entry for act in acts for entry in act.take_entries()]:
            self.transaction.connection.execute(_into_history(), entries)

    def take_entries(self) -> list[dict[str, Any]]:
        """What this act has altered, each with the act; told once."""
        if self._history and not self.verb:
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
        entries = [{**act, **entry} for entry in self._history]
        self._history.clear()
        return entries

    def _record(
        self,
        row: Base,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
        links: Mapping[str, int | None],
    ) -> None:
        whole = {**columns_of(row), **links}
        for column, table in _THROUGH:
            missing = {"meeting_id", "person_id"} - whole.keys()
            if missing and (parent := self.session.get(table, whole[column]) if whole.get(column) else None):
                whole |= {name: getattr(parent, name) for name in missing if hasattr(parent, name)}
        self._note(type(row), whole["id"], before, after, whole)

    def _referring(self, rows: Sequence[Base]) -> Iterator[tuple[str, bool, Sequence[Base]]]:
        """The rows that refer to these, by the column that does, and whether they belong to them."""
        if not rows:
            return
        ids = [columns_of(row)["id"] for row in rows]
        for table, column, belongs in _references(type(rows[0])):
            for start in range(0, len(ids), AT_ONCE):
                mine = getattr(table, column).in_(ids[start : start + AT_ONCE])
                if others := self.session.scalars(select(table).where(mine)).all():
                    yield column, belongs, others

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
