"""A list of any length, drawn line by line: only what is seen is fetched, measured and painted."""

from __future__ import annotations

from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.text import Text
from textual.message import Message
from textual.strip import Strip

from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.columns import GAP, Column, cell, lay_out
from paht_tui.ui.widgets.selection import Selection
from paht_tui.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from rich.style import Style
    from textual.binding import BindingType
    from textual.events import Click

    from paht_tui.ui.widgets.virtual_list import Keys

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


class RecordList(VirtualList[RowT], Generic[RowT], can_focus=True):
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
        super().__init__(key, 1 if titles else 0, id)
        self._columns = columns
        self._empty = empty
        self._selectable = selectable
        self._selection: Selection[RowT] = Selection()

    def set_empty(self, sentence: str) -> None:
        """Say this from now on when there is nothing."""
        self._empty = sentence
        self.refresh()

    def set_columns(self, columns: Sequence[Column[RowT]]) -> None:
        """Draw the rows in these columns from now on."""
        self._columns = columns
        self.refresh()

    def row_noted(self, row: RowT) -> None:
        """Say where the cursor stands."""
        self.post_message(self.Highlighted(self, row))

    def row_updated(self, key: Hashable, row: RowT) -> None:
        """Keep the newer row among the selected."""
        if key in self._selection.rows:
            self._selection.rows[key] = row

    def rows_replaced(self, rows: Sequence[RowT] | None) -> None:
        """Keep selected what is still in the list; where nobody can know that, nothing."""
        if self._selection:
            self._selection.keep(() if rows is None else {self._key(row) for row in rows})
            self._selection_changed()

    async def rows_known(self, keys: Keys) -> None:
        """The same, where it has to be asked what is still in the list; an open range is given up."""
        if not self._selection:
            return
        self._selection.anchor = None
        self._selection.keep(frozenset(await keys()) if self._selection.rows else ())
        self._selection_changed()

    def repaints_all(self) -> bool:
        """An open range follows the cursor."""
        return self._selection.anchor is not None

    def do_open(self) -> object:
        """Open the row under the cursor."""
        if (row := self.current) is not None:
            self.post_message(self.Opened(self, row))
        return None

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
        if selected := await self.selected():
            return selected
        return [] if self.current is None else [self.current]

    async def selected(self) -> list[RowT]:
        """The selected rows; a range that is open is ended."""
        await self._end_range()
        return list(self._selection.rows.values())

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
