"""Rows of any number behind a window: which are seen, which are fetched, and where the cursor is.

It draws nothing and knows no columns; `RecordList` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView

from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.text import clean
from paht_tui.ui.widgets.sources import Complete, Paged

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Hashable, Sequence

    from paht_tui.ui.widgets.sources import Source

    Keys: TypeAlias = Callable[[], Awaitable[Collection[Hashable]]]
    """Asks for the keys of all rows of a list."""

RowT = TypeVar("RowT")


class VirtualList(ScrollView, Generic[RowT]):
    """A window on rows. `_top` lines at its upper edge do not scroll."""

    cursor: reactive[int] = reactive(0, repaint=False)

    def __init__(self, key: Callable[[RowT], Hashable], top: int, id: str | None) -> None:  # noqa: A002 - as Textual
        super().__init__(id=id)
        self._key = key
        self._top = top
        self._source: Source[RowT] | None = None
        self._cursor_key: Hashable = None
        self._owed = False
        self._fetching = False

    def row_noted(self, row: RowT) -> None:
        """The cursor stands on this row now, or the row has changed."""

    def row_updated(self, key: Hashable, row: RowT) -> None:
        """A newer row has come in the place of the one with this key."""

    def rows_replaced(self, rows: Sequence[RowT] | None) -> None:
        """Other rows are shown from now on; None when they are not at hand."""

    async def rows_known(self, keys: Keys) -> None:
        """Other rows are shown from now on, whose keys can be asked for."""

    def repaints_all(self) -> bool:
        """Whether a move of the cursor changes more than the two lines it leaves and enters."""
        return False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return 0 if self._source is None else self._source.count

    def row_at(self, index: int) -> RowT | None:
        """The row at a position; None beyond the end, or while it is being fetched."""
        return None if self._source is None else self._source.at(index)

    @property
    def current(self) -> RowT | None:
        """The row under the cursor."""
        return self.row_at(self.cursor)

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show these rows. The cursor stays on the same row by key; what is gone is no longer selected."""
        source: Complete[RowT] = Complete(rows)
        self.rows_replaced(rows)
        self._show(source, self._find(rows))

    def set_source(
        self,
        count: int,
        fetch: Callable[[int, int], Awaitable[Sequence[RowT]]],
        *,
        locate: Callable[[Hashable], Awaitable[int | None]] | None = None,
        keys: Keys | None = None,
    ) -> None:
        """Show `count` rows fetched as they come into view.

        `fetch` takes an offset and a limit. `locate` finds the position of a key, so that the cursor stays
        on the same row; without it, it stays at the same position. `keys` asks for the keys of all rows, so
        that what is selected and still in the list stays so; without it, the selection is given up.
        """
        key = self._cursor_key
        self._show(Paged(count, fetch), self.cursor)
        if keys is None:
            self.rows_replaced(None)
        self.run_worker(self._catch_up(key, locate, keys), group="locate", exclusive=True)

    def update_row(self, key: Hashable, row: RowT) -> None:
        """Put a newer row in the place of the one with this key, and repaint its line only."""
        for index in self._near_first():
            old = self.row_at(index)
            if self._source is not None and old is not None and self._key(old) == key:
                self._source.put(index, row)
                self.row_updated(key, row)
                self._repaint(index)
                if index == self.cursor:
                    self._announce()
                return

    def _near_first(self) -> Sequence[int]:
        seen = self._seen()
        return [*seen, *range(seen.start), *range(seen.stop, self.count)]

    def _find(self, rows: Sequence[RowT]) -> int:
        if self._cursor_key is None or not rows:
            return self.cursor
        if self.cursor < len(rows) and self._key(rows[self.cursor]) == self._cursor_key:
            return self.cursor
        found = (index for index, row in enumerate(rows) if self._key(row) == self._cursor_key)
        return next(found, self.cursor)

    async def _catch_up(
        self,
        key: Hashable,
        locate: Callable[[Hashable], Awaitable[int | None]] | None,
        keys: Keys | None,
    ) -> None:
        if keys is not None:
            await self.rows_known(keys)
        if locate is None or key is None:
            return
        index = await locate(key)
        if index is not None and self._cursor_key in {key, None}:
            self.cursor = index

    def _show(self, source: Source[RowT], cursor: int) -> None:
        self._source = source
        self.virtual_size = Size(1, source.count + self._top)
        self.set_reactive(VirtualList.cursor, self.validate_cursor(cursor))
        self._reveal()
        self._announce()
        self._fetch_seen()
        self.refresh()

    # -- what is seen

    def _seen(self) -> range:
        first = self.scroll_offset.y
        return range(first, min(self.count, first + max(0, self.size.height - self._top)))

    def _fetch_seen(self) -> None:
        if not self._fetching and self.is_attached and self.count:
            self._fetching = True
            self.run_worker(self._fetch(), group="rows")

    async def _fetch(self) -> None:
        try:
            while (source := self._source) is not None:
                seen = self._seen()
                if not await source.need(seen.start, max(seen.start, seen.stop - 1)):
                    break
                for row in (source.at(index) for index in seen):
                    if row is not None:
                        self.row_updated(self._key(row), row)
                self.refresh()
        except PROBLEMS as problem:
            self.notify(clean(str(problem)), severity="error", markup=False)
        finally:
            self._fetching = False
        if self._owed:
            self._announce()

    def on_resize(self) -> None:
        """Show as much as there is room for."""
        self._reveal()
        self._fetch_seen()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch what has come into view."""
        super().watch_scroll_y(old_value, new_value)
        self._fetch_seen()

    # -- cursor

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor within the list."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Follow the cursor."""
        self._reveal()
        if self.repaints_all():
            self.refresh()
        else:
            self._repaint(before)
            self._repaint(now)
        self._announce()

    def _announce(self) -> None:
        row = self.current
        self._owed = row is None and bool(self.count)
        self._cursor_key = None if row is None else self._key(row)
        if row is not None:
            self.row_noted(row)
        if self.is_attached:  # what the keys can do depends on the row: the footer dims them
            self.screen.refresh_bindings()

    def _reveal(self) -> None:
        room = self.size.height - self._top
        if room <= 0:
            return
        first = self.scroll_offset.y
        target = min(max(first, self.cursor - room + 1), self.cursor)
        if target != first:
            self.scroll_to(y=target, animate=False, force=True)

    def _repaint(self, index: int) -> None:
        self.refresh_line(index + self._top)

    def do_up(self) -> None:
        """Move the cursor up."""
        self.cursor -= 1

    def do_down(self) -> None:
        """Move the cursor down."""
        self.cursor += 1

    def do_page_up(self) -> None:
        """Move the cursor up one page."""
        self.cursor -= max(1, self.size.height - self._top - 1)

    def do_page_down(self) -> None:
        """Move the cursor down one page."""
        self.cursor += max(1, self.size.height - self._top - 1)

    def do_top(self) -> None:
        """Move the cursor to the first row."""
        self.cursor = 0

    def do_bottom(self) -> None:
        """Move the cursor to the last row."""
        self.cursor = self.count - 1
