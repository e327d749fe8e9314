"""The tab Desk of a meeting: the door. Type a few letters of a name, Enter, and the person has arrived."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from db.enums import Arrival
from db.queries.attendance import session_attendance
from db.queries.meetings import list_sessions, meeting_by_id
from paht_tui.domain.desk import check_in
from paht_tui.ui.absence import mark_absent_with_reason
from paht_tui.ui.desk_rows import (
    clock,
    counts,
    found,
    heading,
    is_missing,
    name_text,
    session_at,
    status,
    time_to_go,
)
from paht_tui.ui.dispatch import in_words
from paht_tui.ui.local import town_of
from paht_tui.ui.panes.pane import MeetingPane
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings, labelled
from paht_tui.ui.walk_in import let_in
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import word

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Blur, Focus, Key
    from textual.worker import Worker

    from db.queries.attendance import AttendanceRow
    from db.queries.meetings import MeetingRow, SessionRow
    from paht_tui.ui.ground import Ground

_SECONDS: Final = 4
"""How often is looked for arrivals that another desk has recorded."""
_SESSION_KEY: Final = "]"
_NOBODY = "Nobody on the list has these letters in the name. ^n lets somebody in who is not on the list."
_NOT_INVITED = (
    "Nobody is on the list of this session. Add people on the tab Invitees with a, or press ^n (w in the"
    " list) to let somebody in."
)


class FindField(Input):
    """Where the name is typed. Letters are always text here; Esc and the arrows go to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        labelled("open", "arrived"),
        Binding("escape", "leave(0)", show=False),
        Binding("down", "leave(1)", show=False),
        Binding("up", "leave(-1)", show=False),
    ]

    class Left(Message):
        """The user goes to the list, `by` lines away from where its cursor is."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Asked(Message):
        """Enter: whoever is meant by what was typed has arrived."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    class Entered(Message):
        """The field has got the focus, or lost it."""

    def action_leave(self, by: int) -> None:
        """Go to the list; Esc first takes back what was typed."""
        if not by and self.value:
            self.value = ""
        else:
            self.post_message(self.Left(by))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Everything that types a character is text, but the key of the next session, which no name has."""
        return character != _SESSION_KEY and super().check_consume_key(key, character)

    async def _on_key(self, event: Key) -> None:
        if event.character == _SESSION_KEY:
            event.prevent_default()
        elif event.key == "enter":
            # At once, not by way of the verb: what is typed for the next person may be waiting already.
            event.stop()
            event.prevent_default()
            self.take()

    def take(self) -> None:
        """Say who is asked for, and be free for the next."""
        typed, self.value = self.value, ""
        self.post_message(self.Asked(typed))

    def _on_focus(self, event: Focus) -> None:
        super()._on_focus(event)
        self.post_message(self.Entered())

    def _on_blur(self, event: Blur) -> None:
        super()._on_blur(event)
        self.post_message(self.Entered())


class DeskPane(MeetingPane):
    """Who is here and who is not, for one session."""

    TITLE = "Desk"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "undo", "walk_in", "absent", "next_session", "missing", hidden=("filter",)
    )
    ABOUT = (
        "The door. Type two or three letters of a name; Enter: the person at the top has arrived. Esc or an"
        " arrow goes to the list, where letters are keys again; / goes back to typing."
    )
    DEFAULT_CSS = """
    DeskPane {
        & > Horizontal { height: 1; }
        & > .heading { height: 1; background: $surface; padding: 0 1; }
        & > .find { margin: 1 0 0 0; padding: 0 1; }
        & > .find > .label { width: 5; color: $foreground 60%; }
        & > .find > .note { width: auto; color: $foreground 60%; }
        & > .find > Input, & > .find > Input:focus {
            width: 1fr; height: 1; border: none; padding: 0 1; background: $panel;
        }
        & > .find.-typing > .label { color: $primary; text-style: bold; }
    }
    """

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__(ground, meeting_id)
        self.sessions: tuple[SessionRow, ...] = ()
        self.meeting: MeetingRow | None = None
        self.rows: tuple[AttendanceRow, ...] = ()
        self.at: int | None = None
        self.missing_only = False
        self.find = FindField(placeholder="two or three letters of the name", select_on_focus=False)
        self.heading = Static("", markup=False, classes="heading")
        self.note = Static("", markup=False, classes="note")
        self.list = _Arrivals(
            [
                Column("Name", name_text, width=24, weight=3, most=44),
                Column("", lambda row: row.country or "", width=2),
                Column(
                    "Organisation", lambda row: row.organisation or "", 18, weight=2, most=44, drop_order=1
                ),
                Column("", lambda row: word(row.category), width=12, weight=1, most=24, drop_order=2),
                Column("", lambda row: status(row, self.zone), width=22, weight=1, most=34),
            ],
            key=lambda row: row.invitation_id,
            empty=_NOT_INVITED,
        )

    def compose(self) -> ComposeResult:
        """Session and counters; the field; the list."""
        yield self.heading
        with Horizontal(classes="find"):
            yield Static("Find", markup=False, classes="label")
            yield self.find
            yield self.note
        yield self.list

    def on_mount(self) -> None:
        """Look for what other desks record."""
        self.set_interval(_SECONDS, self._poll)

    def take_focus(self) -> None:
        """Begin by typing a name."""
        self.find.focus()

    # -- data

    @property
    def zone(self) -> str:
        """The zone of the meeting."""
        return self.meeting.zone if self.meeting else "UTC"

    @property
    def session(self) -> SessionRow | None:
        """The session whose door this is."""
        return self.sessions[self.at] if self.at is not None and self.sessions else None

    async def load(self) -> None:
        """Read the sessions, and who is on the list of the one in front."""
        store = self.ground.store
        self.meeting = await store.read(meeting_by_id, meeting_id=self.meeting_id)
        listed = await store.read(list_sessions, meeting_id=self.meeting_id)
        self.sessions = tuple(row for row in listed if not row.cancelled)
        if self.at is None or self.at >= len(self.sessions):
            self.at = session_at(self.sessions, self.ground.now, self.zone) if self.sessions else None
        self.rows = await self._read()
        self._show()

    async def _read(self) -> tuple[AttendanceRow, ...]:
        if self.session is None:
            return ()
        return await self.ground.store.read(session_attendance, session_id=self.session.id)

    async def look_again(self) -> None:
        """Read who is here, and repaint only the lines of those who have changed, and the heading."""
        session, before = self.session, {row.invitation_id: row for row in self.rows}
        rows = await self._read()
        if session is not self.session:
            return
        self.rows = rows
        if before.keys() != {row.invitation_id for row in rows}:
            self._show()
            return
        for row in rows:
            if before[row.invitation_id] != row:
                self.list.update_row(row.invitation_id, row)
        self._head()

    def _poll(self) -> None:
        if self.display and self.screen is self.app.screen and self.session is not None:
            _: Worker[None] = self.run_worker(self.look_again(), name="poll", group="poll", exclusive=True)

    # -- what is shown

    def _show(self) -> None:
        self.list.set_empty(_NOBODY if self.rows else _NOT_INVITED)
        self.list.set_rows(self._found(self.find.value))
        self._head()

    def _found(self, typed: str) -> list[AttendanceRow]:
        rows = [row for row in self.rows if is_missing(row)] if self.missing_only else self.rows
        return found(rows, typed)

    def _head(self) -> None:
        session = self.session
        if self.meeting is None or session is None:
            self.heading.update("This meeting has no session yet: add one on the tab Programme.")
            return
        now = self.ground.now
        times = (time_to_go(session, now, self.zone), f"{clock(now, self.zone)} {town_of(self.zone)}")
        room = self.size.width - 2  # its margins
        self.heading.update(heading(clean(session.title), counts(self.rows), times, room))
        self._say_mode()

    def on_resize(self) -> None:
        """Fit the heading to another width."""
        self._head()

    def _say_mode(self) -> None:
        """Say whether letters are text or keys now: the same letter does different things."""
        typing = self.find.has_focus
        self.query_one(".find").set_class(typing, "-typing")
        missing = "only the missing · " if self.missing_only else ""
        self.note.update(f" {missing}{'Esc: keys for the list' if typing else '/ types a name'}")

    @on(FindField.Entered)
    def _mode_changed(self) -> None:
        self._say_mode()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show()
        self.list.cursor = 0

    @on(FindField.Left)
    def _to_list(self, event: FindField.Left) -> None:
        self.list.focus()
        self.list.cursor += event.by

    # -- verbs

    def why_not(self, verb_id: str) -> str | None:
        """Without a session there is no door."""
        if verb_id in {"open", "walk_in", "absent", "next_session", "missing"} and self.session is None:
            return "This meeting has no session yet: add one on the tab Programme."
        if verb_id == "next_session" and len(self.sessions) == 1:
            return "This meeting has one session only."
        return None

    def do_filter(self) -> None:
        """Go back to typing a name."""
        self.find.focus()

    def do_open(self) -> None:
        """Enter in the field: who stands at the top has arrived; the field is free for the next at once."""
        self.find.take()

    @on(FindField.Asked)
    def _asked(self, event: FindField.Asked) -> None:
        if not event.typed.strip():
            self.shell.tell("Type two or three letters of the name first; an arrow goes to the list.")
        elif rows := self._found(event.typed):
            self._arrive(rows[0])
        else:
            self.shell.tell(_NOBODY)

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[AttendanceRow]) -> None:
        if self.find.value:
            self._free_field()
        self._arrive(event.row)

    def _arrive(self, row: AttendanceRow) -> None:
        arriving = in_words(partial(self._arrived, row), self._tell_problem)
        _: Worker[None] = self.run_worker(arriving, name="open", group="verbs")

    def _tell_problem(self, sentence: str) -> None:
        self.shell.tell(sentence, problem=True)

    def _free_field(self) -> None:
        self.find.value = ""
        self.find.focus()

    async def _arrived(self, row: AttendanceRow) -> None:
        session = self.session
        if session is None:
            return
        done = await self.ground.store.write(check_in, invitation_id=row.invitation_id, session_id=session.id)
        await self.look_again()
        if done.arrival is None:
            row = next((each for each in self.rows if each.invitation_id == row.invitation_id), row)
        self.shell.tell(_sentence(row, done.arrival, self.zone))

    async def do_walk_in(self) -> None:
        """Let in somebody who is not on the list."""
        if self.session is None:
            return
        if await let_in(self.shell, self.ground, self.session, name=self.find.value):
            self._free_field()
            await self.look_again()

    async def do_absent(self) -> None:
        """Mark the selected people as absent, with one reason."""
        rows = await self.list.chosen()
        if self.session and await mark_absent_with_reason(self.shell, self.ground, self.session.id, rows):
            self.list.clear_selection()
            await self.look_again()

    def do_missing(self) -> None:
        """Show only who is expected and not here, or everybody again."""
        self.missing_only = not self.missing_only
        self._show()
        self.list.cursor = 0

    def do_next_session(self) -> None:
        """Show the door of the next session."""
        self.at = ((self.at or 0) + 1) % len(self.sessions)
        self.reload()


class _Arrivals(RecordList["AttendanceRow"]):
    """The list at the door; Enter means arrived."""

    BINDINGS: ClassVar[list[BindingType]] = [labelled("open", "arrived")]


def _organisation(row: AttendanceRow) -> str:
    return row.organisation or ""


def _sentence(row: AttendanceRow, arrival: Arrival | None, zone: str) -> str:
    if arrival is None:
        since = f" since {clock(row.arrived_at, zone)}" if row.arrived_at else ""
        return f"{row.name} has been here{since}."
    if arrival is Arrival.LET_IN:
        return f"{row.name} was not expected ({status(row, zone).plain}): let in, and recorded so."
    return f"{row.name} is here."
