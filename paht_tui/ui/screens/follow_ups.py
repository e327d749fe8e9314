"""What is to be done, in one list: tasks, letters, next steps; noted, opened and ticked off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on

from db.enums import FollowUpKind
from db.queries.meetings import list_meetings
from db.queries.today import FollowUpRow, follow_ups
from paht_tui.domain.follow_ups import add_follow_up, finish_follow_up
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.doors import open_meeting, open_person
from paht_tui.ui.local import day_and_clock, front_zone, town_of
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import word

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paht_tui.ui.ground import Ground


class FollowUps(PlaceScreen):
    """The list of what is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("done", "new", "back")
    ABOUT: ClassVar[str] = "What is to be done, by when it is due. Enter opens whom or what it is about."

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
        self._zone = "UTC"
        self._list: RecordList[FollowUpRow] = RecordList(
            self._columns(),
            key=lambda row: row.id,
            empty="Nothing is to be done. Press n to note something.",
            id="follow-ups",
        )

    def _columns(self) -> list[Column[FollowUpRow]]:
        return [
            Column(f"Due, {town_of(self._zone)}", self._due, width=27),
            Column("What", lambda row: row.text or word(row.kind), width=24, weight=3, most=70),
            Column("About", lambda row: row.name or "", width=16, weight=1, most=30),
            Column("", lambda row: row.country or "", width=2, drop_order=1),
        ]

    def body(self) -> ComposeResult:
        """The list."""
        yield self._list

    async def load(self) -> None:
        """Read what is to be done."""
        self._zone = await front_zone(self.ground)
        self._list.set_columns(self._columns())
        programme_id = self.ground.programme_id
        self._list.set_rows(await self.ground.store.read(follow_ups, programme_id=programme_id))

    def _due(self, row: FollowUpRow) -> Text:
        if row.due_at is None:
            return Text("any day", "dim")
        overdue = row.due_at < self.ground.now
        return Text(
            ("late: " if overdue else "") + day_and_clock(row.due_at, self._zone), "bold" if overdue else ""
        )

    def why_not(self, verb_id: str) -> str | None:
        """An empty list has nothing to tick off."""
        if verb_id == "done" and not self._list.count:
            return "Nothing is to be done."
        return None

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[FollowUpRow]) -> None:
        row = event.row
        if row.person_id is not None:
            open_person(self.app, self.ground, row.person_id)
        elif row.meeting_id is not None:
            open_meeting(self.app, self.ground, row.meeting_id)

    async def do_done(self) -> None:
        """Tick off what is selected, or what the cursor is on."""
        rows = await self._list.chosen()
        for row in rows:
            await self.ground.store.write(finish_follow_up, follow_up_id=row.id)
        self.shell.tell(
            f"Done: {rows[0].text or word(rows[0].kind)}." if len(rows) == 1 else f"{len(rows)} done."
        )
        self.reload()

    async def do_new(self) -> None:
        """Note something to do for a meeting."""
        programme = self.ground.programme
        meetings = await self.ground.store.read(list_meetings, programme_id=programme.id) if programme else ()
        if not meetings:
            self.shell.tell("Something to do belongs to a meeting or a person, and there is no meeting yet.")
            return
        fields = [
            Field("text", "What", required=True),
            Field(
                "meeting",
                "For",
                "choice",
                value=str(meetings[0].id),
                options=tuple((str(row.id), f"{row.city} · {row.title}".strip(" ·")) for row in meetings),
            ),
            Field("due_at", "Due", "moment", zone=self._zone, today=self.ground.now.date()),
        ]
        values = await self.shell.ask(Form("Something to do", fields))
        if values is None:
            return
        note = partial(add_follow_up, kind=FollowUpKind.TASK, text=values.text("text"))
        await self.ground.store.write(
            note, due_at=values.moment("due_at"), meeting_id=int(values.text("meeting"))
        )
        self.shell.tell("Noted.")
        self.reload()
