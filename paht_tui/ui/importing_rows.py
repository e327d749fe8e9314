"""What an import would do, a line for each row of the file: what becomes of it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.text import fold
from paht_tui.documents.columns import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paht_tui.documents.columns import ColumnMap
    from paht_tui.documents.tables import Table
    from paht_tui.domain.imports import ImportPlan, Newcomer

REFUSED: Final = "refused"
_NOT_KEPT: Final = {Field.IGNORED, Field.GENDER}
_NAMES: Final = {Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME}
_FIELDS: Final = {
    Field.NAME: "whole name",
    Field.EMAIL: "e-mail",
    Field.EMAIL_2: "second e-mail",
    Field.POST_NOMINALS: "after the name (MP)",
    Field.PREFIX: "title (Dr, Lord)",
    Field.MOBILE: "mobile phone",
    Field.ADDRESS_2: "second line of the address",
    Field.GENDER: "gender (not taken over)",
    Field.IGNORED: "not taken over",
}


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of the file: its place from 0, its heading, what it is taken for, and its first content."""

    place: int
    heading: str
    field: Field
    sample: str

    @property
    def is_kept(self) -> bool:
        """Whether anything of it is imported."""
        return self.field not in _NOT_KEPT


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the file: its number there, whose it is, what becomes of it, and the details of that."""

    row: int
    name: str
    what: str
    detail: str


def field_words(field: Field) -> str:
    """What a column is taken for."""
    return _FIELDS.get(field, field.value.replace("_", " "))


def column_lines(table: Table, mapping: ColumnMap) -> list[ColumnLine]:
    """The columns of a file, in their order there."""
    lines = []
    for place, heading in enumerate(table.headings):
        cells = (row.cells[place] for row in table.rows if place < len(row.cells))
        sample = next((cell for cell in cells if cell), "")
        field = mapping.get(place, Field.IGNORED)
        lines.append(ColumnLine(place, heading or f"column {place + 1}", field, sample))
    return lines


def has_names(mapping: ColumnMap) -> bool:
    """Whether any column is taken for names, without which nobody can be imported."""
    return any(field in _NAMES for field in mapping.values())


def row_lines(plan: ImportPlan) -> list[RowLine]:
    """Every row of the file: first those that are refused, then those that differ, then the new ones."""
    return [
        *(RowLine(each.row, each.name, REFUSED, " ".join(each.reasons)) for each in plan.refused),
        *(RowLine(each.row, each.name, "updated", "; ".join(each.changes)) for each in plan.updated),
        *(RowLine(each.row, each.name, "added", _about(each)) for each in plan.added),
        *(RowLine(each.row, each.name, "unchanged", "") for each in plan.unchanged),
    ]


def narrowed(lines: Sequence[RowLine], text: str) -> list[RowLine]:
    """The lines that have every word of the filter in them."""
    words = fold(text).split()
    if not words:
        return list(lines)
    found = []
    for line in lines:
        folded = fold(f"{line.what} {line.name} {line.detail}")
        if all(word in folded for word in words):
            found.append(line)
    return found


def _about(newcomer: Newcomer) -> str:
    parts = (newcomer.country, newcomer.organisation, *newcomer.emails[:1])
    return " · ".join(part for part in parts if part)
