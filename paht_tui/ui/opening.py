"""What is seen before the record is open: the frame of the program and one sentence.

The record is opened in a thread once this has been drawn, because what opens it takes longer to import than
the first frame may take. Today as it was left is shown meanwhile, with its age if it is no longer what holds.
"""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from textual.widgets import Static

from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from paht_tui.ui.picture import Picture
    from paht_tui.ui.shell import OpenedRecord

_DRAWN_WITHIN = 0.5
"""Seconds to wait for the picture to be seen, before opening the record takes the machine."""


class OpeningScreen(PlaceScreen):
    """The first frame. It becomes the sentence that says why, when the record cannot be opened."""

    def __init__(
        self,
        recall: Callable[[], tuple[Picture, bool] | None],
        open_record: Callable[[], OpenedRecord],
        opened: Callable[[OpenedRecord], None],
    ) -> None:
        super().__init__()
        self._recall = recall
        self._open_record = open_record
        self._opened = opened
        self._sentence = Static("Opening the record…", markup=False, id="opening")

    def body(self) -> ComposeResult:
        """One sentence."""
        yield self._sentence

    def on_mount(self) -> None:
        """Open the record once this has been seen."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.app.run_worker(self._open, thread=True, name="open", group="open")

    def _open(self) -> None:
        if recalled := self._recall():
            drawn = Event()
            self.app.call_from_thread(self._show, *recalled, drawn)
            _ = drawn.wait(_DRAWN_WITHIN)
        try:
            record = self._open_record()
        except PROBLEMS as problem:
            self.app.call_from_thread(self._refuse, str(problem))
            return
        if self.app.is_running:
            self.app.call_from_thread(self._opened, record)
        else:  # the user has left meanwhile
            record.close()

    def _show(self, picture: Picture, current: bool, drawn: Event) -> None:  # noqa: FBT001 - called by a thread
        from paht_tui.ui.widgets.board import Board  # noqa: PLC0415 - the first frame has no board

        if not picture.board_lines(self.size.width):
            drawn.set()
            return
        self.shell.show_picture(picture, current=current)
        board = Board()
        board.show(picture.board_lines)
        _ = self.mount(board, before=self._sentence)
        self._sentence.display = False
        self.call_after_refresh(drawn.set)

    def _refuse(self, sentence: str) -> None:
        self._sentence.display = True
        self._sentence.update(f"{clean(sentence, lines=True)}\n\nPress q to leave.")
