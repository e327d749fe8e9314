"""The place "Reports": every meeting with its figures, and the totals of the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.containers import Vertical

from db.enums import MeetingState
from db.queries.meetings import MeetingRow, list_meetings
from db.queries.today import funnels
from paht_tui.domain.account_programme import account_of_programme
from paht_tui.ui.doors import opener
from paht_tui.ui.figure_lines import programme_lines
from paht_tui.ui.forms.reach import NO_PROGRAMME, focal_point, report_back
from paht_tui.ui.mail_lists import date_words
from paht_tui.ui.saving import save_report
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.screens.report import ReportScreen
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.board import Board
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from db.enums import TargetKind
    from db.queries.today import Funnel
    from paht_tui.ui.ground import Ground

_EMPTY = "No meeting is planned yet. Press 2 for the meetings, and n there to plan one."


class Reports(PlaceScreen):
    """The meetings with their figures; below, the programme."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("save_report", hidden=("report_back", "focal_point"))
    ABOUT = (
        "Every meeting with its figures. Enter opens the report, o saves it to a file. Tab goes to the totals"
        " of the programme, where Enter opens the people behind a number. B records how many others a"
        " participant has told, F whom a parliament named as its focal point."
    )
    DEFAULT_CSS = """
    Reports {
        & > RecordList { height: 1fr; }
        & > #totals { height: auto; max-height: 50%; border-top: solid $panel; }
        & > #totals > Board { height: auto; max-height: 100%; }
    }
    """

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
        self._funnels: Mapping[int, Funnel] = {}
        self.list: RecordList[MeetingRow] = RecordList(
            [
                Column("Day", _day, width=11),
                Column("Meeting", _name, width=22, weight=1, most=60),
                Column("State", _state, width=9),
                self._figure("Invited", "invited"),
                self._figure("Answered", "answered", drop_order=1),
                self._figure("Accepted", "accepted"),
                self._figure("Present", "present"),
            ],
            key=lambda row: row.id,
            empty=_EMPTY,
            selectable=False,
            id="meetings",
        )
        self.board = Board()

    def body(self) -> ComposeResult:
        """The meetings; the totals."""
        yield self.list
        with Vertical(id="totals"):
            yield self.board

    def on_mount(self) -> None:
        """Begin with the meetings."""
        self.list.focus()

    def _figure(self, title: str, name: str, *, drop_order: int = 0) -> Column[MeetingRow]:
        def say(row: MeetingRow) -> str:
            funnel = self._funnels.get(row.id)
            return str(getattr(funnel, name)) if funnel else NOTHING

        return Column(title, say, width=8, align="right", drop_order=drop_order)

    async def load(self) -> None:
        """Read the meetings and the totals."""
        programme, store = self.ground.programme, self.ground.store
        self.query_one("#totals").display = programme is not None
        if programme is None:
            self.list.set_rows([])
            return
        self._funnels = await store.read(funnels, programme_id=programme.id)
        self.list.set_rows(await store.read(list_meetings, programme_id=programme.id))
        account = await store.read(account_of_programme, programme_id=programme.id)
        self.board.show(lambda width: programme_lines(account, self._opens, width))

    def _opens(
        self, title: str, people: tuple[int, ...], *, target: TargetKind | None = None
    ) -> Callable[[], object]:
        assert self.ground.programme is not None  # its lines are being drawn
        said = f"{self.ground.programme.short_name} · {title}"
        return opener(
            self.app, self.ground, said, people, programme_id=self.ground.programme.id, target=target
        )

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[MeetingRow]) -> None:
        _ = self.app.push_screen(ReportScreen(self.ground, event.row.id))

    def why_not(self, verb_id: str) -> str | None:
        """Without a meeting there is no report."""
        if verb_id == "save_report" and self.list.current is None:
            return "There is no meeting yet, so there is no report to save."
        if verb_id in {"report_back", "focal_point"} and self.ground.programme is None:
            return NO_PROGRAMME
        return None

    async def do_report_back(self) -> None:
        """Record that somebody told others, after the meeting under the cursor."""
        programme, row = self.ground.programme, self.list.current
        meeting = row.id if row and row.state is MeetingState.HELD else None
        if programme and await report_back(self.shell, self.ground, programme.id, meeting_id=meeting):
            self.reload()

    async def do_focal_point(self) -> None:
        """Record whom a parliament named."""
        programme = self.ground.programme
        if programme and await focal_point(self.shell, self.ground, programme.id):
            self.reload()

    async def do_save_report(self) -> None:
        """Write the report of the meeting under the cursor to a file."""
        if (row := self.list.current) is not None:
            await save_report(self.shell, self.ground, row.id)


def _day(row: MeetingRow) -> str:
    return date_words(row.starts_on) if row.starts_on else "no day yet"


def _name(row: MeetingRow) -> str:
    return " · ".join(part for part in (row.city, row.title) if part)


def _state(row: MeetingRow) -> Text:
    return Text(row.state.value, "bold" if row.state is MeetingState.HELD else "")
