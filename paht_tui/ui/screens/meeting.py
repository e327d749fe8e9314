"""One meeting: what and when it is, and a tab for each thing that is done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final
from zoneinfo import ZoneInfo

from textual import on
from textual.binding import Binding
from textual.containers import Container
from textual.widgets import Static

from db.queries.meetings import list_sessions, meeting_by_id
from paht_tui.domain.day import today_in
from paht_tui.domain.targets import days_to_go
from paht_tui.ui.changing import with_consequences
from paht_tui.ui.doors import open_consequences
from paht_tui.ui.forms.meeting import edit_meeting_form
from paht_tui.ui.local import town_of
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean, fit
from paht_tui.ui.verbs import bindings
from paht_tui.ui.when import days, in_days
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.tab_row import TabRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from db.queries.meetings import MeetingRow, SessionRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.panes.pane import MeetingPane

TABS: Final = (
    ("invitees", "Invitees"),
    ("mail", "Mail"),
    ("programme", "Programme"),
    ("logistics", "Logistics"),
    ("desk", "Desk"),
    ("outcome", "Outcome"),
)
_ORDER: Final = [tab for tab, _ in TABS]


def make_pane(tab: str, ground: Ground, meeting_id: int) -> MeetingPane:
    """The pane of a tab, imported when it is first shown."""
    # ruff: noqa: PLC0415
    match tab:
        case "mail":
            from paht_tui.ui.panes.mail import MailPane

            return MailPane(ground, meeting_id)
        case "programme":
            from paht_tui.ui.panes.programme import ProgrammePane

            return ProgrammePane(ground, meeting_id)
        case "logistics":
            from paht_tui.ui.panes.logistics import LogisticsPane

            return LogisticsPane(ground, meeting_id)
        case "desk":
            from paht_tui.ui.panes.desk import DeskPane

            return DeskPane(ground, meeting_id)
        case "outcome":
            from paht_tui.ui.panes.outcome import OutcomePane

            return OutcomePane(ground, meeting_id)
        case _:
            from paht_tui.ui.panes.invitees import InviteesPane

            return InviteesPane(ground, meeting_id)


class MeetingScreen(PlaceScreen):
    """A meeting with its tabs. A pane is made when its tab is first shown, and keeps its state."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn(1)", "next tab", show=False, id="next_pane"),
        Binding("shift+tab", "turn(-1)", "previous tab", show=False, id="previous_pane"),
        *bindings(hidden=("consequences",)),
    ]
    ABOUT: ClassVar[str] = "One meeting. Tab and Shift+Tab go from tab to tab, Esc back to the meetings."
    DEFAULT_CSS = """
    MeetingScreen {
        & > #heading { height: 2; padding: 0 1; background: $surface; }
        & > #tabs { height: 1fr; }
        & MeetingPane { height: 1fr; }
    }
    """

    def __init__(self, ground: Ground, meeting_id: int, *, tab: str | None = None) -> None:
        """Without a `tab` it opens on the one this meeting was left on."""
        super().__init__()
        self.ground = ground
        self.meeting_id = meeting_id
        self._tab = tab or ground.tabs.get(meeting_id, "invitees")
        self._meeting: MeetingRow | None = None
        self._sessions: tuple[SessionRow, ...] = ()
        self._heading = Static(id="heading", markup=False)
        self._row = TabRow(TABS)
        self._panes: dict[str, MeetingPane] = {}

    def body(self) -> ComposeResult:
        """Heading, tabs, the pane in front."""
        yield self._heading
        yield self._row
        yield Container(id="tabs")

    @property
    def tab(self) -> str:
        """The tab in front."""
        return self._tab

    @property
    def pane(self) -> MeetingPane | None:
        """The pane in front, once it is made."""
        return self._panes.get(self._tab)

    async def load(self) -> None:
        """Read the meeting, and let the pane in front read its own."""
        read = self.ground.store.read
        self._meeting = await read(meeting_by_id, meeting_id=self.meeting_id)
        self._sessions = await read(list_sessions, meeting_id=self.meeting_id)
        self._show_heading()
        await self.show_tab(self._tab)

    async def show_tab(self, tab: str) -> None:
        """Bring a tab to the front."""
        self._tab = self.ground.tabs[self.meeting_id] = self._row.here = tab
        is_new = tab not in self._panes
        if is_new:
            self._panes[tab] = make_pane(tab, self.ground, self.meeting_id)
            await self.query_one("#tabs").mount(self._panes[tab])
        for name, pane in self._panes.items():
            pane.display = name == self._tab  # meanwhile another may have been chosen
        if self._tab != tab:
            return
        pane = self._panes[tab]
        if is_new or self.focused is None or pane not in self.focused.ancestors_with_self:
            pane.take_focus()
        pane.reload()
        self.refresh_bindings()

    def on_resize(self, _: Resize) -> None:
        """Fit the heading."""
        self._show_heading()

    async def action_turn(self, by: int) -> None:
        """Go to the next tab, or to the one before."""
        await self.show_tab(_ORDER[(_ORDER.index(self._tab) + by) % len(_ORDER)])

    @on(TabRow.Chosen)
    async def _clicked(self, event: TabRow.Chosen) -> None:
        await self.show_tab(event.tab)

    def do_consequences(self) -> None:
        """Show what follows from what was changed of this meeting."""
        open_consequences(self.app, self.ground, self.meeting_id)

    def do_filter(self) -> object:
        """Type to filter, where the tab in front has a filter bar."""
        return self._with_bar(lambda bar: bar.open())

    def do_back(self) -> object:
        """Give up the filter of the tab in front, if there is one; else leave it to the app."""

        def give_up(bar: FilterBar) -> object:
            if not bar.is_open:
                return NotImplemented
            bar.action_give_up()
            return None

        return self._with_bar(give_up)

    def _with_bar(self, does: Callable[[FilterBar], object]) -> object:
        for bar in self.pane.query(FilterBar) if self.pane else ():
            return does(bar)
        return NotImplemented

    def commands(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        """The meeting itself, and its tabs by name."""
        yield "Edit this meeting", "Title, day, place, state", self._edit
        for tab, name in TABS:
            yield f"Tab {name}", "Bring this tab to the front", partial(self._go, tab)

    def _go(self, tab: str) -> None:
        self.run_worker(self.show_tab(tab), group="verbs")

    def _edit(self) -> None:
        if self._meeting is not None:
            self.app.run_worker(self._edit_meeting(self._meeting), group="verbs")

    async def _edit_meeting(self, meeting: MeetingRow) -> None:
        edit = partial(edit_meeting_form, self.shell, self.ground, meeting)
        if await with_consequences(self.app, self.ground, meeting.id, edit):
            self.shell.reload_all()

    def _show_heading(self) -> None:
        meeting = self._meeting
        if meeting is None or not self.size.width:
            return
        room = self.size.width - 2
        to_go = days_to_go(meeting.starts_on, today_in(meeting.zone, self.ground.now))
        state = meeting.state.value if to_go is None else f"{meeting.state.value}, {in_days(to_go)}"
        named = " · ".join(part for part in (self._number(meeting), meeting.city, meeting.title) if part)
        first = fit(clean(named), room - len(state) - 1) + f" {state}"
        where = ", ".join(part for part in (meeting.venue, meeting.venue_address) if part)
        second = " · ".join(part for part in (self._when(meeting), where) if part)
        self._heading.update(f"{first}\n{fit(clean(second), room)}")

    def _number(self, meeting: MeetingRow) -> str:
        return "" if meeting.number is None else f"{meeting.number}"

    def _when(self, meeting: MeetingRow) -> str:
        """Day, times of the main session, and the zone they are read in."""
        if meeting.starts_on is None:
            return f"no day yet, times in {town_of(meeting.zone)}"
        words = days(meeting.starts_on, meeting.ends_on)
        main = next((row for row in self._sessions if row.counts), None)
        if main is None or main.all_day:
            return f"{words}, {town_of(meeting.zone)} time"
        return f"{words}, {self._clock(main)} {town_of(meeting.zone)}"

    def _clock(self, row: SessionRow) -> str:
        assert self._meeting is not None
        zone = ZoneInfo(self._meeting.zone)
        return f"{row.starts_at.astimezone(zone):%H:%M}–{row.ends_at.astimezone(zone):%H:%M}"
