"""Which rows of a list are selected: single ones, and a range that follows the cursor until it is ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable

RowT = TypeVar("RowT")


@dataclass(slots=True)
class Selection(Generic[RowT]):
    """Selected rows by key, in the order they were selected, and where a range was begun, if one is open."""

    rows: dict[Hashable, RowT] = field(default_factory=dict)
    anchor: int | None = None

    def span(self, cursor: int) -> range:
        """The positions of the open range, its ends included."""
        if self.anchor is None:
            return range(0)
        return range(min(self.anchor, cursor), max(self.anchor, cursor) + 1)

    def toggle(self, key: Hashable, row: RowT) -> None:
        """Select a row, or unselect it."""
        if key in self.rows:
            del self.rows[key]
        else:
            self.rows[key] = row

    def add(self, rows: Iterable[tuple[Hashable, RowT]]) -> None:
        """Select rows and end the range."""
        self.rows.update(rows)
        self.anchor = None

    def keep(self, keys: Collection[Hashable]) -> None:
        """Forget what is no longer in the list, so that nothing unseen is acted upon."""
        self.rows = {key: row for key, row in self.rows.items() if key in keys}
        self.anchor = None

    def clear(self) -> None:
        """Select nothing."""
        self.rows.clear()
        self.anchor = None

    def __bool__(self) -> bool:
        return bool(self.rows) or self.anchor is not None
