"""The base of a tab that has figures, a filter and a list of people below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual import on

from paht_tui.ui.doors import open_person
from paht_tui.ui.panes.pane import MeetingPane
from paht_tui.ui.widgets.board import Board
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from paht_tui.ui.ground import Ground

RowT = TypeVar("RowT")


class FiguredList(RecordList[RowT]):
    """The list; from its first row, up goes on to the figures above it."""

    def do_up(self) -> None:
        """Move up, and from the first row to the figures."""
        if self.cursor and self.count:
            super().do_up()
        elif self.parent is not None:
            for board in self.parent.query_children(Board):
                board.focus()


class FiguredPane(MeetingPane, Generic[RowT]):
    """A pane makes its three parts; how they stand, and how the keys lead from one to the other, is here."""

    def __init__(
        self, ground: Ground, meeting_id: int, *, figures: Board, bar: FilterBar, people: FiguredList[RowT]
    ) -> None:
        super().__init__(ground, meeting_id)
        self._board = figures
        self._bar = bar
        self._list = people

    def compose(self) -> ComposeResult:
        """Figures, filter, list."""
        yield self._board
        yield self._bar
        yield self._list

    def take_focus(self) -> None:
        """The list is what the keys are for."""
        self._list.focus()

    @on(FilterBar.FilterChanged)
    def _filtered(self) -> None:
        self.reload()

    @on(Board.Edge)
    def _left_figures(self, event: Board.Edge) -> None:
        if event.way > 0:
            self._list.focus()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[Any]) -> None:
        open_person(self.app, self.ground, event.row.person_id)
