"""The place "today": what is next, what is due, and how far the programme is. Every line opens its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from db.enums import Category
from db.queries.figures import FUNNEL, invited_people, session_people
from db.queries.history import newest_entry
from db.queries.meetings import list_programmes
from paht_tui.documents.countries import country_short
from paht_tui.domain.today import read_day
from paht_tui.ui.doors import open_figure, open_follow_ups, open_import, open_meeting, opener
from paht_tui.ui.picture import Picture, PictureLine, keep_picture
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.screens.today_lines import day_lines
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.board import Board
from paht_tui.ui.widgets.board_lines import Piece, line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from db.queries.meetings import MeetingRow, ProgrammeRow
    from db.queries.today import Expectation
    from paht_tui.domain.targets import Progress
    from paht_tui.domain.today import Day
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.widgets.board_lines import Line

    Opens = Callable[[], object]

_FIGURES = {
    "on_list": "On the list",
    "invited": "Invited",
    "answered": "Answered",
    "accepted": "Accepted",
    "tentative": "May come",
    "refused": "Not coming",
    "present": "Present",
    "expected": "Expected",
}


class Today(PlaceScreen):
    """The place "today"."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "call", "send", "answers", "filter", hidden=("new", "edit", "import")
    )
    ABOUT: ClassVar[str] = (
        "What is next, what is due, and how far the programme is from its targets."
        " Arrows go from one thing to the next, Enter opens it: every number shows its people."
    )

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
        self._board = Board(id="day")
        self._begun_with = ground.programme

    def body(self) -> ComposeResult:
        """The board, as it was last drawn until the day has been read."""
        if picture := self.shell.picture:
            self._board.show(picture.board_lines)
        yield self._board

    async def load(self) -> None:
        """Read the day."""
        ground = self.ground
        if ground.programme is None:
            programmes = await ground.store.read(list_programmes)
            if not programmes:
                self._board.show(self._nothing_yet)
                return
            ground.programme = programmes[0]
            self.shell.rename(programmes[0].short_name)
        day = await self._read_day(ground.programme)
        self._board.show(partial(day_lines, day, TodayDoors(self), ground.programme))

    async def _read_day(self, programme: ProgrammeRow) -> Day:
        ground = self.ground
        return await ground.store.read(
            read_day,
            programme_id=programme.id,
            now=ground.now,
            cool_down=ground.cool_down,
            office_hours=ground.settings.calling.office_hours,
        )

    async def keep_picture(self) -> None:
        """Keep what Today says now for the next start, which begins with the programme of this one."""
        programme, database = self._begun_with, self.ground.database_file
        if programme is None or database is None:
            return
        # Asked before the day: what is recorded in between makes the picture out of date, never wrong.
        entry = await self.ground.store.read(newest_entry)
        day = await self._read_day(programme)
        width = self._board.scrollable_content_region.width
        lines = day_lines(day, TodayDoors(self), programme, width)
        keep_picture(
            database,
            Picture(
                entry=entry,
                left_at=self.ground.now,
                width=width,
                programme=programme.short_name,
                lines=tuple(PictureLine(line.text.plain, line.looks) for line in lines),
            ),
        )

    def _nothing_yet(self, _width: int) -> Sequence[Line]:
        """What an empty record says."""
        return [
            line(""),
            line(Piece("  Nothing is in the record yet.", look="heading")),
            line(""),
            line(
                "  ", Piece("1  Press n to start a programme: its name, and its targets.", self._start, "n")
            ),
            line("  ", Piece("2  Then n in Meetings plans the first meeting.", self._place("meetings"), "m")),
            line("  ", Piece("3  i imports people from a CSV or XLSX file.", self.do_import, "i")),
            line(""),
            line(Piece("  ? shows the keys of a place, Ctrl+P everything by name.", look="quiet")),
        ]

    def _place(self, place_id: str) -> Opens:
        return partial(self.shell.switch_place, place_id)

    async def _start(self) -> None:
        await self.do_new()

    # -- verbs

    async def do_new(self) -> None:
        """Start a programme."""
        from paht_tui.ui.forms.programme import start_programme  # noqa: PLC0415 - a start needs no forms

        if await start_programme(self.shell, self.ground):
            self.shell.reload_all()

    async def do_edit(self) -> None:
        """Edit the programme and its targets."""
        from paht_tui.ui.forms.programme import edit_programme_form  # noqa: PLC0415 - as above

        programme = self.ground.programme
        if programme and await edit_programme_form(self.shell, self.ground, programme):
            self.shell.reload_all()

    def why_not(self, verb_id: str) -> str | None:
        """Without a programme there is nothing to edit."""
        if verb_id == "edit" and self.ground.programme is None:
            return "There is no programme yet: press n to start one."
        return None

    def do_import(self) -> None:
        """Import people into the contacts."""
        open_import(self.app, self.ground)

    def do_call(self) -> None:
        """Go to the calls."""
        self.shell.switch_place("calls")

    def do_send(self) -> None:
        """Go to what is prepared."""
        self.shell.switch_place("mail")

    def do_answers(self) -> None:
        """Go to the answers that need a decision."""
        self._go_and_do("mail", "answers")

    def do_filter(self) -> None:
        """Find a person, whatever the day says."""
        self._go_and_do("people", "filter")

    def _go_and_do(self, place_id: str, verb_id: str) -> None:
        """Go to a place and do there what the same key does."""
        self.shell.switch_place(place_id)
        self.call_after_refresh(self._do_there, verb_id)

    def _do_there(self, verb_id: str) -> None:
        if self.app.screen is not self:
            self.app.call_later(self.app.run_action, f"app.verb('{verb_id}')")


class TodayDoors:
    """What opens from Today."""

    def __init__(self, screen: Today) -> None:
        self._screen = screen
        self._ground = screen.ground

    def place(self, place_id: str) -> Opens:
        """A place."""
        return partial(self._screen.shell.switch_place, place_id)

    def meeting(self, meeting_id: int, tab: str | None = None) -> Opens:
        """A meeting."""
        return partial(open_meeting, self._screen.app, self._ground, meeting_id, tab=tab)

    def funnel(self, meeting: MeetingRow, figure: str) -> Opens:
        """The people behind a figure of a meeting's funnel."""
        title = f"{_FIGURES[figure]} · {meeting.title}"
        return partial(self._by_filter, title, meeting.id, FUNNEL[figure])

    def session(self, row: Expectation, figure: str) -> Opens:
        """The people behind a figure of a session."""

        async def show() -> None:
            ids = await self._ground.store.read(session_people, session_id=row.session_id, figure=figure)
            word = "Expected" if figure == "accepted" else _FIGURES[figure]
            open_figure(self._screen.app, self._ground, f"{word} · {row.title}", ids)

        return show

    def people(self, title: str, person_ids: Sequence[int]) -> Opens:
        """These people."""
        return partial(open_figure, self._screen.app, self._ground, title, tuple(person_ids))

    def target(self, progress: Progress) -> Opens:
        """What counts for a target: people, or whom they told, or whom the parliaments named."""
        assert self._ground.programme is not None
        return opener(
            self._screen.app,
            self._ground,
            f"Target: {progress.target.label}",
            progress.people,
            programme_id=self._ground.programme.id,
            target=progress.target.kind,
        )

    def country(self, meeting: MeetingRow, country: str | None) -> Opens:
        """The members of parliament of a country on a meeting's list."""
        words = f"country:{country or 'none'} category:{Category.MP}"
        return partial(self._by_filter, f"{country_short(country)} · {meeting.title}", meeting.id, words)

    def answers(self) -> Opens:
        """The answers that need a decision."""
        return self._screen.do_answers

    def follow_ups(self) -> Opens:
        """What is to be done."""
        return partial(open_follow_ups, self._screen.app, self._ground)

    async def _by_filter(self, title: str, meeting_id: int, words: str) -> None:
        ids = await self._ground.store.read(invited_people, meeting_id=meeting_id, text=words)
        open_figure(self._screen.app, self._ground, title, ids)
