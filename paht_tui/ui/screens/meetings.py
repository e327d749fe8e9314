"""The place "meetings": the meetings of the programme in front, each with its way from list to room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on

from db.enums import MeetingState
from db.queries.meetings import list_meetings
from db.queries.today import funnels
from paht_tui.domain.day import today_in
from paht_tui.domain.planning import remove_meeting
from paht_tui.domain.targets import days_to_go
from paht_tui.ui.changing import with_consequences
from paht_tui.ui.doors import open_import, open_meeting
from paht_tui.ui.forms.meeting import edit_meeting_form, new_meeting
from paht_tui.ui.saving import save_calendar
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.verbs import bindings
from paht_tui.ui.when import days, in_days
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import NOTHING, counted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from db.queries.meetings import MeetingRow
    from db.queries.today import Funnel
    from paht_tui.ui.ground import Ground

_STYLES = {MeetingState.HELD: "dim", MeetingState.CANCELLED: "dim strike"}


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A line of the list."""

    meeting: MeetingRow
    funnel: Funnel | None
    to_go: int | None

    @property
    def id(self) -> int:
        """The meeting's number in the record."""
        return self.meeting.id


def _funnel_words(row: MeetingLine) -> str:
    funnel = row.funnel
    if funnel is None:
        meeting = row.meeting
        if meeting.counted_low is None:
            return NOTHING
        return "–".join(str(n) for n in dict.fromkeys((meeting.counted_low, meeting.counted_high)) if n)
    if row.meeting.state is MeetingState.HELD:
        return f"{funnel.invited} ▸ {funnel.accepted} ▸ {funnel.present}"
    if not funnel.invited:
        return f"{funnel.on_list} listed"
    return f"{funnel.invited} ▸ {funnel.accepted}"


def _to_go(row: MeetingLine) -> str:
    if row.to_go is None or row.meeting.state in {MeetingState.HELD, MeetingState.CANCELLED}:
        return ""
    return "over" if row.to_go < 0 else in_days(row.to_go).removeprefix("in ")


def _day(row: MeetingLine) -> str:
    """Without the day of the week, for which a narrow list has no room."""
    if row.meeting.starts_on is None:
        return "no day yet"
    return days(row.meeting.starts_on, row.meeting.ends_on, weekday=False)


_COLUMNS = [
    Column[MeetingLine]("No", lambda row: str(row.meeting.number or ""), width=3, align="right"),
    Column[MeetingLine]("Day", _day, width=14),
    Column[MeetingLine]("City", lambda row: row.meeting.city, width=9, weight=1, most=14),
    Column[MeetingLine]("Title", lambda row: row.meeting.title, width=12, weight=5, most=50),
    Column[MeetingLine](
        "State",
        lambda row: Text(row.meeting.state, _STYLES.get(row.meeting.state, "")),
        width=9,
        drop_order=1,
    ),
    Column[MeetingLine]("Inv ▸ yes ▸ came", _funnel_words, width=16),
    Column[MeetingLine]("To go", _to_go, width=8, align="right"),
]


class Meetings(PlaceScreen):
    """The place "meetings"."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "new", "edit", "remove", hidden=("import", "calendar_file")
    )
    ABOUT: ClassVar[str] = (
        "The meetings of the programme. The figures are invited, answered, accepted;"
        " of a meeting that was held invited, accepted, present."
    )

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
        self._list: RecordList[MeetingLine] = RecordList(
            _COLUMNS,
            key=lambda row: row.id,
            selectable=False,
            empty="No meeting is planned yet. Press n to plan the first.",
            id="meetings",
        )

    def body(self) -> ComposeResult:
        """The list."""
        yield self._list

    async def load(self) -> None:
        """Read the meetings with their funnels."""
        ground = self.ground
        if ground.programme is None:
            self._list.set_rows(())
            return
        rows = await ground.store.read(list_meetings, programme_id=ground.programme.id)
        found = await ground.store.read(funnels, programme_id=ground.programme.id)
        now = ground.now
        self._list.set_rows(
            [
                MeetingLine(row, found.get(row.id), days_to_go(row.starts_on, today_in(row.zone, now)))
                for row in rows
            ]
        )

    def why_not(self, verb_id: str) -> str | None:
        """What cannot be done without a programme, or without a meeting."""
        if self.ground.programme is None and verb_id in {"new", "edit", "remove", "calendar_file"}:
            return "A meeting belongs to a programme, and there is none yet: press n on Today to start one."
        if verb_id in {"edit", "remove"} and self._list.current is None:
            return "There is no meeting under the cursor; press n to plan one."
        return None

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[MeetingLine]) -> None:
        open_meeting(self.app, self.ground, event.row.id)

    async def do_new(self) -> None:
        """Plan a meeting and show it."""
        numbers = [row.meeting.number or 0 for row in self._rows()]
        meeting_id = await new_meeting(self.shell, self.ground, max(numbers, default=0) + 1)
        if meeting_id is not None:
            open_meeting(self.app, self.ground, meeting_id, tab="invitees")

    async def do_edit(self) -> None:
        """Edit the meeting under the cursor."""
        if (row := self._list.current) is None:
            return
        edit = partial(edit_meeting_form, self.shell, self.ground, row.meeting)
        if await with_consequences(self.app, self.ground, row.id, edit):
            self.reload()

    async def do_remove(self) -> None:
        """Take the meeting under the cursor out of the record; undo brings it back."""
        if (row := self._list.current) is None:
            return
        people = await self.ground.store.write(remove_meeting, meeting_id=row.id)
        with_list = f" with {counted(people, 'person', 'people')} on its list" if people else ""
        self.shell.tell(f"Removed {row.meeting.title}{with_list}; z brings it back.")
        self.reload()

    async def do_calendar_file(self) -> None:
        """Write the sessions of all meetings to a calendar file."""
        if self.ground.programme is not None:
            await save_calendar(self.shell, self.ground, self.ground.programme)

    def do_import(self) -> None:
        """Import people into the contacts."""
        open_import(self.app, self.ground)

    def _rows(self) -> list[MeetingLine]:
        rows = (self._list.row_at(index) for index in range(self._list.count))
        return [row for row in rows if row is not None]
