"""The report of one meeting, to be read and saved, with its figures to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Static

from paht_tui.domain.account import account_of_meeting
from paht_tui.jobs.report_parts import meeting_document
from paht_tui.ui.doors import open_meeting, opener
from paht_tui.ui.figure_lines import meeting_lines
from paht_tui.ui.report_text import report_text
from paht_tui.ui.saving import save_report
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.board import Board

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from db.enums import TargetKind
    from paht_tui.documents.report import Report
    from paht_tui.domain.account import MeetingAccount
    from paht_tui.ui.ground import Ground


class ReportPage(VerticalScroll, can_focus=True):
    """The text; it scrolls by the keys that move in lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", show=False),
        Binding("up,k", "scroll_up", show=False),
        Binding("home,g", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
    ]


class ReportText(Static):
    """The report in words, its tables fitted to the width it has."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._document: Report | None = None
        self._width = 0

    def show(self, document: Report) -> None:
        """Show this report from now on."""
        self._document = document
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Fit the tables to another width."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._draw()

    def _draw(self) -> None:
        if self._document is not None and self._width:
            self.update(report_text(self._document, self._width))


class ReportScreen(PlaceScreen):
    """What the record says of a meeting: the text, and the figures with the people behind them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("save_report", "edit", hidden=("next_pane",))
    ABOUT = (
        "The report, every figure from the record. Tab goes to the figures, where Enter opens the people"
        " behind a number; o saves the text to a file; e opens the Outcome of the meeting."
    )
    DEFAULT_CSS = """
    ReportScreen {
        & > #report { height: 1fr; layout: vertical; }
        & ReportPage { height: 3fr; padding: 0 2 0 1; scrollbar-size-vertical: 1; }
        & ReportPage > ReportText { width: 1fr; height: auto; max-width: 92; }
        & ReportPage:focus { border-left: outer $secondary; padding-left: 0; }
        & #figures { height: 2fr; border-top: solid $panel; }
        & #figures > Board { height: 1fr; }
        &.-wide > #report { layout: horizontal; }
        &.-wide ReportPage { width: 3fr; height: 1fr; }
        &.-wide #figures { width: 2fr; height: 1fr; border-top: none; border-left: solid $panel; }
    }
    """

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__()
        self.ground = ground
        self.meeting_id = meeting_id
        self.account: MeetingAccount | None = None
        self.text = ReportText()
        self.board = Board()

    def body(self) -> ComposeResult:
        """The text; the figures."""
        with Container(id="report"):
            with ReportPage():
                yield self.text
            with Vertical(id="figures"):
                yield self.board

    def on_mount(self) -> None:
        """Begin with the text."""
        self.query_one(ReportPage).focus()

    async def load(self) -> None:
        """Read the account of the meeting."""
        account = await self.ground.store.read(
            account_of_meeting, meeting_id=self.meeting_id, now=self.ground.now
        )
        self.account = account
        self.text.show(meeting_document(account))
        self.board.show(lambda width: meeting_lines(account, self._opens, width))

    def _opens(
        self, title: str, people: tuple[int, ...], *, target: TargetKind | None = None
    ) -> Callable[[], object]:
        assert self.account is not None  # its lines are being drawn
        meeting = self.account.meeting
        said = f"{meeting.city or meeting.title} · {title}"
        return opener(self.app, self.ground, said, people, programme_id=meeting.programme_id, target=target)

    async def do_save_report(self) -> None:
        """Write the report to a file."""
        await save_report(self.shell, self.ground, self.meeting_id)

    def do_edit(self) -> None:
        """Go to the Outcome of the meeting, where what the report says is recorded."""
        open_meeting(self.app, self.ground, self.meeting_id, tab="outcome")
