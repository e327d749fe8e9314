"""The programme of a meeting: its sessions, their items, and who does what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on

from db.queries.figures import session_people, stale_calendars
from db.queries.meetings import agenda_lines, list_sessions, meeting_by_id
from db.queries.today import expectations
from paht_tui.domain.agenda import remove_item, remove_part
from paht_tui.domain.planning import remove_session
from paht_tui.ui.changing import with_consequences
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dispatch import in_words
from paht_tui.ui.doors import open_figure, open_person
from paht_tui.ui.forms.session import (
    edit_item_form,
    edit_part_form,
    edit_session_form,
    new_item,
    new_part,
    new_session,
)
from paht_tui.ui.local import town_of
from paht_tui.ui.panes.pane import MeetingPane
from paht_tui.ui.panes.programme_lines import ProgrammeLine, programme_lines
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from db.queries.meetings import MeetingRow
    from paht_tui.ui.ground import Ground


def _what(row: ProgrammeLine) -> Text:
    return Text(row.what, "bold" if row.item is None else "")


def _columns(town: str) -> list[Column[ProgrammeLine]]:
    return [
        Column("Time", lambda row: row.when, width=11),
        Column(f"in {town}" if town else "", _what, width=30, weight=3, most=60),
        Column("", lambda row: row.about, width=12, weight=2, most=90),
    ]


class ProgrammePane(MeetingPane):
    """The tab "Programme"."""

    TITLE: ClassVar[str] = "Programme"
    ABOUT: ClassVar[str] = (
        "The sessions, their items, and who does what. Enter on a session shows who comes to it, on a person"
        " the person. A new time or place of a session means that calendar entries need an update."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("new", "edit", "remove")

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__(ground, meeting_id)
        self._meeting: MeetingRow | None = None
        self._list: RecordList[ProgrammeLine] = RecordList(
            _columns(""),
            key=lambda row: row.key,
            selectable=False,
            empty="This meeting has no session yet. Press n to add one: its day, its times and its place.",
            id="lines",
        )

    def compose(self) -> ComposeResult:
        """The list."""
        yield self._list

    def take_focus(self) -> None:
        """The list is what the keys are for."""
        self._list.focus()

    async def load(self) -> None:
        """Read sessions, items and people."""
        read = self.ground.store.read
        meeting = self._meeting = await read(meeting_by_id, meeting_id=self.meeting_id)
        rows = await read(expectations, meeting_id=self.meeting_id)
        lines = programme_lines(
            await read(list_sessions, meeting_id=self.meeting_id),
            await read(agenda_lines, meeting_id=self.meeting_id),
            {row.session_id: row for row in rows},
            await read(stale_calendars, meeting_id=self.meeting_id),
            meeting,
        )
        self._list.set_columns(_columns(town_of(meeting.zone)))
        self._list.set_rows(lines)

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[ProgrammeLine]) -> None:
        line = event.row
        if line.item is None:
            self._do_in_words(line)
        elif line.is_part and line.item.person_id is not None:
            open_person(self.app, self.ground, line.item.person_id)
        else:
            self.app.call_later(self.app.run_action, "app.verb('edit')")

    def _do_in_words(self, line: ProgrammeLine) -> None:
        async def show() -> None:
            ids = await self.ground.store.read(session_people, session_id=line.session.id, figure="accepted")
            open_figure(self.app, self.ground, f"Coming · {line.session.title}", ids)

        _ = self.run_worker(in_words(show, lambda said: self.shell.tell(said, problem=True)), group="verbs")

    def why_not(self, verb_id: str) -> str | None:
        """Without a session there is nothing to edit."""
        if verb_id in {"edit", "remove"} and self._list.current is None:
            return "There is nothing in the programme yet: press n to add a session."
        return None

    async def do_new(self) -> None:
        """Add a session, an item to the session under the cursor, or a person to the item under it."""
        if (meeting := self._meeting) is None:
            return
        line = self._list.current
        kind = "session" if line is None else await self._ask_kind(line)
        added = False
        if kind == "session":
            added = await new_session(self.shell, self.ground, meeting, first=line is None)
        elif kind == "item" and line is not None:
            added = await new_item(self.shell, self.ground, meeting, line.session)
        elif kind == "part" and line is not None and line.item is not None:
            added = await new_part(self.shell, self.ground, line.item)
        if added:
            self.reload()

    async def _ask_kind(self, line: ProgrammeLine) -> str | None:
        options = [
            Option("item", f"an item of {line.session.title}", "i"),
            Option("session", "a session of the meeting", "s"),
        ]
        if line.item is not None:
            options.insert(0, Option("part", f"a person with a part in {line.item.title}", "p"))
        return await self.shell.ask(Choose("What is new?", options))

    async def do_edit(self) -> None:
        """Edit what the cursor is on."""
        line, meeting = self._list.current, self._meeting
        if line is None or meeting is None:
            return
        if line.item is None:
            edit = partial(edit_session_form, self.shell, self.ground, meeting, line.session)
            saved = await with_consequences(self.app, self.ground, meeting.id, edit)
        elif line.is_part:
            saved = await edit_part_form(self.shell, self.ground, line.item)
        else:
            saved = await edit_item_form(self.shell, self.ground, meeting, line.session, line.item)
        if saved:
            self.reload()

    async def do_remove(self) -> None:
        """Remove what the cursor is on; undo brings it back."""
        if (line := self._list.current) is None:
            return
        write = self.ground.store.write
        if line.item is None:
            await write(remove_session, session_id=line.session.id)
            said = line.session.title
        elif line.is_part and line.item.part_id is not None:
            await write(remove_part, part_id=line.item.part_id)
            said = f"{line.item.name}, {line.item.title}"
        else:
            await write(remove_item, item_id=line.item.item_id)
            said = line.item.title
        self.shell.tell(f"Removed {said}; z brings it back.")
        self.reload()
