"""How far a piece of long work is. It may be left: the work goes on, and the header shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from paht_tui.ui.dialogs.box import Dialog
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.text import bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paht_tui.ui.work import Work, WorkBoard

_BAR = 40


def which_work(works: Sequence[Work]) -> Choose[Work]:
    """The question which of several works is meant."""
    return Choose("Which work?", [Option(work, work.what or work.name) for work in works])


class Progress(Dialog[None]):
    """Done, remaining, and how long; Esc stops and says what was left, Enter lets it go on unseen.

    Where the work has reins, p pauses it and lets it go on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", show=False),
        Binding("enter", "leave", show=False),
        Binding("p", "pause", show=False),
    ]

    def __init__(self, work: Work, board: WorkBoard) -> None:
        super().__init__(work.title)
        self.work = work
        self._board = board
        self._figures = Static("", markup=False)

    def content(self) -> ComposeResult:
        """The figures."""
        yield self._figures

    def on_mount(self) -> None:
        """Follow the work."""
        self.watch(self.app, "work_steps", self._show)

    def keys_line(self) -> str:
        """What can be done with the work now."""
        if self.work.state == "running":
            pause = "" if (reins := self.work.reins) is None else "go on   " if reins.paused else "pause   "
            return f"Esc stop   {'p ' if pause else ''}{pause}Enter go on with other things; it continues"
        return "Stopping after the step that is under way…" if self.work.runs else "Enter close"

    def _show(self) -> None:
        work = self.work
        if work.runs:
            of = "" if work.total is None else f" of {work.total}"
            remaining = work.remaining(self._board.monotonic())
            line = f"{work.done}{of} done" + ("" if work.left is None else f", {work.left} remain")
            drawn = bar(work.done, work.total or 0, _BAR)
            text = f"{drawn}\n{line}" + (f", {remaining}" if remaining else "")
            text += f"\n{work.waits}" if work.waits else ""
        else:
            text = work.sentence or work.report()
        self._figures.update(text)
        for keys in self.query(".keys").results(Static):
            keys.update(self.keys_line())

    def action_stop(self) -> None:
        """Stop the work; once it has ended, close."""
        if self.work.runs:
            self._board.stop(self.work)
        else:
            self.answer(None)

    def action_pause(self) -> None:
        """Pause the work, or let it go on."""
        if (reins := self.work.reins) is not None and self.work.state == "running":
            reins.paused = not reins.paused
            self._show()

    def action_leave(self) -> None:
        """Close; the work goes on."""
        self.answer(None)
