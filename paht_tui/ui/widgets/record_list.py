"""A list of any length, drawn line by line: only what is seen is fetched, measured and painted."""

from __future__ import annotations

from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from paht_tui.errors import UserError
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.columns import GAP, Column, cell, lay_out
from paht_tui.ui.widgets.selection import Selection
from paht_tui.ui.widgets.sources import Complete, Paged

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Sequence

    from rich.style import Style
    from textual.binding import BindingType
    from textual.events import Click

    from paht_tui.ui.widgets.sources import Source

RowT = TypeVar("RowT")
SaidT = TypeVar("SaidT")
_DOUBLE = 2
_LOOKED_THROUGH = 1000


class RowMessage(Message, Generic[SaidT]):
    """Something about a row of a list."""

    def __init__(self, record_list: RecordList[SaidT], row: SaidT) -> None:
        super().__init__()
        self.record_list = record_list
        self.row = row

    @property
    def control(self) -> RecordList[SaidT]:
        """The list, so that a handler can choose by selector."""
        return self.record_list


class RecordList(ScrollView, Generic[RowT], can_focus=True):
    """Rows in columns, with a cursor, a selection and a sentence for when there is nothing.

    `key` gives what stays the same of a row when its data change. `set_rows` takes rows that are at hand,
    `set_source` a count and a function that fetches `(offset, limit)`.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "open",
        hidden=("select", "select_range", "up", "down", "page_up", "page_down", "top", "bottom"),
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-list--titles",
        "record-list--cursor",
        "record-list--selected",
        "record-list--empty",
    }
    DEFAULT_CSS = """
    RecordList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
        & > .record-list--titles { color: $foreground 55%; }
        & > .record-list--selected { color: $accent; }
        & > .record-list--empty { color: $foreground 75%; }
        &:focus > .record-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    class Opened(RowMessage[SaidT]):
        """The user opened a row."""

    class Highlighted(RowMessage[SaidT]):
        """The cursor came to stand on a row, or the row under it has changed."""

    class Selected(Message):
        """The selection has changed; `count` rows are selected."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        key: Callable[[RowT], Hashable],
        empty: str = "",
        titles: bool = True,
        selectable: bool = True,
        id: str | None = None,  # noqa: A002 - the name every Textual widget has for it
    ) -> None:
        super().__init__(id=id)
        self._columns = columns
        self._key = key
        self._empty = empty
        self._top = 1 if titles else 0
        self._selectable = selectable
        self._source: Source[RowT] | None = None
        self._selection: Selection[RowT] = Selection()
        self._cursor_key: Hashable = None
        self._owed = False
        self._fetching = False

    # -- data

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
        if self._selection:
            self._selection.keep({self._key(row) for row in rows})
        self._show(source, self._find(rows))

    def set_source(
        self,
        count: int,
        fetch: Callable[[int, int], Awaitable[Sequence[RowT]]],
        *,
        locate: Callable[[Hashable], Awaitable[int | None]] | None = None,
    ) -> None:
        """Show `count` rows fetched as they come into view; the selection is given up.

        `fetch` takes an offset and a limit. `locate` finds the position of a key, so that the cursor stays
        on the same row; without it, it stays at the same position.
        """
        self._selection.clear()
        key = self._cursor_key
        self._show(Paged(count, fetch), self.cursor)
        if locate is not None and key is not None:
            self.run_worker(self._follow(key, locate), group="locate", exclusive=True)

    def update_row(self, key: Hashable, row: RowT) -> None:
        """Put a newer row in the place of the one with this key, and repaint its line only."""
        for index in self._near_first():
            old = self.row_at(index)
            if self._source is not None and old is not None and self._key(old) == key:
                self._source.put(index, row)
                if key in self._selection.rows:
                    self._selection.rows[key] = row
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

    async def _follow(self, key: Hashable, locate: Callable[[Hashable], Awaitable[int | None]]) -> None:
        index = await locate(key)
        if index is not None and self._cursor_key in {key, None}:
            self.cursor = index

    def _show(self, source: Source[RowT], cursor: int) -> None:
        self._source = source
        self.virtual_size = Size(1, source.count + self._top)
        self.set_reactive(RecordList.cursor, self.validate_cursor(cursor))
        self._reveal()
        self._announce()
        self._fetch_seen()
        self.refresh()
        self.post_message(self.Selected(len(self._selection.rows)))

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
                self.refresh()
        except UserError as problem:
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
        if self._selection.anchor is None:
            self._repaint(before)
            self._repaint(now)
        else:
            self.refresh()
        self._announce()

    def _announce(self) -> None:
        row = self.current
        self._owed = row is None and bool(self.count)
        self._cursor_key = None if row is None else self._key(row)
        if row is not None:
            self.post_message(self.Highlighted(self, row))

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

    def do_open(self) -> None:
        """Open the row under the cursor."""
        if (row := self.current) is not None:
            self.post_message(self.Opened(self, row))

    def why_not(self, verb_id: str) -> str | None:
        """Nothing can be done with the rows of an empty list, or with one that is not there yet."""
        if verb_id not in {"open", "select", "select_range"}:
            return None
        if verb_id != "open" and not self._selectable:
            return "Rows of this list are taken one at a time; there is nothing to select."
        if not self.count:
            return f"The list is empty, so there is nothing to {verb_id.removesuffix('_range')}."
        return None if self.current is not None else "This row is still being read."

    # -- selection

    @property
    def selected_keys(self) -> frozenset[Hashable]:
        """The keys of the selected rows, those of an open range among them as far as they are at hand."""
        return frozenset(self._selection.rows) | {self._key(row) for row in self._open_range()}

    async def chosen(self) -> list[RowT]:
        """The rows a verb is for: the selected ones, else the one under the cursor, else none."""
        await self._end_range()
        if self._selection.rows:
            return list(self._selection.rows.values())
        return [] if self.current is None else [self.current]

    def clear_selection(self) -> None:
        """Select nothing."""
        self._selection.clear()
        self._selection_changed()

    def do_select(self) -> None:
        """Select or unselect the row under the cursor, and move on."""
        if (row := self.current) is not None:
            self._selection.toggle(self._key(row), row)
            self._selection_changed()
            self.cursor += 1

    async def do_select_range(self) -> None:
        """Begin a range, or end it."""
        if self._selection.anchor is None:
            self._selection.anchor = self.cursor
            self._selection_changed()
        else:
            await self._end_range()

    def do_back(self) -> object:
        """Give up the selection, if there is one."""
        if not self._selection:
            return NotImplemented
        self.clear_selection()
        return None

    def _open_range(self) -> list[RowT]:
        rows = (self.row_at(index) for index in self._selection.span(self.cursor))
        return [row for row in rows if row is not None]

    async def _end_range(self) -> None:
        span = self._selection.span(self.cursor)
        if not span or self._source is None:
            return
        source = self._source
        await source.need(span.start, span.stop - 1)
        rows = (source.at(index) for index in span)
        self._selection.add([(self._key(row), row) for row in rows if row is not None])
        self._selection_changed()

    def _selection_changed(self) -> None:
        self.refresh()
        self.post_message(self.Selected(self._number_selected()))

    def _number_selected(self) -> int:
        """How many are selected; over a range too long to look through, rows selected before count again."""
        span = self._selection.span(self.cursor)
        if len(span) <= _LOOKED_THROUGH:
            return len(self.selected_keys)
        return len(self._selection.rows) + len(span)

    # -- mouse

    def on_click(self, event: Click) -> None:
        """A click moves the cursor, a second one opens, one in the margin selects."""
        at = event.get_content_offset(self)
        if at is None or at.y < self._top or (index := at.y - self._top + self.scroll_offset.y) >= self.count:
            return
        self.cursor = index
        if event.chain == _DOUBLE:
            self.do_open()
        elif self._selectable and at.x < GAP:
            self.do_select()

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.scrollable_content_region.width
        if self._source is not None and not self._source.count:
            return self._empty_line(y, width)
        if y < self._top:
            return self._title_line(width)
        index = y - self._top + self.scroll_offset.y
        if index >= self.count:
            return Strip.blank(width, self.rich_style)
        return self._row_line(index, width)

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = ["", *wrap(clean(self._empty), max(1, width - 4))]
        text = Text("  " + lines[y] if y < len(lines) else "", end="")
        return self._strip([text], width, self.get_component_rich_style("record-list--empty"))

    def _title_line(self, width: int) -> Strip:
        style = self.get_component_rich_style("record-list--titles")
        parts = self._parts(width, lambda column: column.title)
        number = self._number_selected()
        if not number:
            return self._strip(parts, width, style)
        note = Text(f"  {number} selected ", end="")
        chosen = self.get_component_rich_style("record-list--selected")
        room = width - note.cell_len
        return Strip.join([self._strip(parts, room, style), self._strip([note], note.cell_len, chosen)])

    def _row_line(self, index: int, width: int) -> Strip:
        row = self.row_at(index)
        here = index == self.cursor
        style = self.get_component_rich_style("record-list--cursor") if here else self.rich_style
        if row is None:
            return self._strip([Text("▸ …" if here else "  …", end="")], width, style)
        chosen = self._key(row) in self._selection.rows or index in self._selection.span(self.cursor)
        mark = self.get_component_rich_style("record-list--selected", partial=True) if chosen else ""
        parts = self._parts(width, partial(_get, row))
        parts[0] = Text("▸" if here else " ", end="").append("✓" if chosen else " ", mark)
        return self._strip(parts, width, style)

    def _parts(self, width: int, say: Callable[[Column[RowT]], str | Text]) -> list[Text]:
        """The margin of two cells for cursor and selection, then the columns with gaps between them."""
        parts = [Text(" " * GAP, end="")]
        gap = Text(" " * GAP, end="")
        for column, cells in lay_out(self._columns, width - GAP):
            if len(parts) > 1:
                parts.append(gap)
            parts.append(cell(say(column), cells, column.align))
        return parts

    def _strip(self, parts: Sequence[Text], width: int, style: Style) -> Strip:
        segments = [part for text in parts for part in text.render(self.app.console)]
        return Strip(Segment.apply_style(segments, style)).adjust_cell_length(width, style)


def _get(row: RowT, column: Column[RowT]) -> str | Text:
    return column.get(row)
