"""What every table shares: naming of constraints, instants in UTC, enums by value, the key column."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware `datetime`, stored in UTC; a naive one is a mistake of ours and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any zone into UTC before it is stored; SQLite keeps no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {value!r}")
        stored = value.astimezone(UTC)
        return stored.replace(tzinfo=None) if dialect.name == "sqlite" else stored

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand out an aware UTC instant on either database."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def by_value(words: type[StrEnum]) -> Enum:
    """A column type that stores an enum's value as text, so that the database reads without the program."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """The declarative base; relationships are not mapped: queries join what they need."""

    metadata = MetaData(naming_convention=NAMING)
    # A key is never given twice: history and undo refer to rows by it after they are gone.
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 - subclasses replace it by a tuple
    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {
        datetime: Instant(),
        dict[str, Any]: JSON(none_as_null=True),
        str: String(),
    }


Key = Annotated[int, mapped_column(primary_key=True)]
