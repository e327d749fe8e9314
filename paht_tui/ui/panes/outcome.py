"""The tab Outcome of a meeting: expected against present, the absent with their reasons, every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.widgets import Static

from db.enums import MeetingState
from paht_tui.domain.account import account_of_meeting
from paht_tui.domain.meetings import edit_meeting
from paht_tui.ui.absence import mark_absent_with_reason
from paht_tui.ui.desk_rows import counts, is_missing, session_at
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.doors import open_person, opener
from paht_tui.ui.figure_lines import meeting_lines
from paht_tui.ui.panes.pane import MeetingPane
from paht_tui.ui.saving import save_report
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.board import Board
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import options, reason_word, short

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from db.enums import TargetKind
    from db.queries.attendance import AttendanceRow
    from paht_tui.domain.account import MeetingAccount, SessionAccount
    from paht_tui.ui.ground import Ground

_ALL_CAME = "Everybody who was expected at this session is here."
_NOBODY_EXPECTED = (
    "Nobody is expected at this session yet: who accepts is. Answers are recorded on the tab Invitees."
)


class OutcomePane(MeetingPane):
    """Who did not come to a session, and the figures of the whole meeting; Tab goes to the figures."""

    TITLE = "Outcome"
    BINDINGS: ClassVar[list[BindingType]] = bindings("absent", "next_session", "edit", "save_report")
    ABOUT = (
        "Expected against present. Above, who was expected at the session and is not here: select them (v"
        " begins a range) and x gives them a reason. Below, every figure; Enter opens the people behind it."
    )
    DEFAULT_CSS = """
    OutcomePane {
        & > .heading {
            height: 1; padding: 0 1; background: $surface; text-style: bold;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & > #parts { height: 1fr; layout: vertical; }
        & #absent { height: 2fr; min-height: 6; }
        & #figures { height: 3fr; border-top: solid $panel; }
        & #figures > Board { height: 1fr; }
    }
    .-wide OutcomePane {
        & > #parts { layout: horizontal; }
        & #absent { width: 1fr; height: 1fr; }
        & #figures { width: 1fr; height: 1fr; border-top: none; border-left: solid $panel; }
    }
    """
    SCOPED_CSS = False
    """The screen around it says how wide the terminal is."""

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__(ground, meeting_id)
        self.account: MeetingAccount | None = None
        self.at: int | None = None
        self.heading = Static("", markup=False, classes="heading")
        self.list = _Absent(
            [
                Column("Expected and not here", lambda row: row.name, width=22, weight=2, most=40),
                Column("", lambda row: row.country or "", width=2),
                Column("", lambda row: short(row.category), width=9),
                Column("Reason", lambda row: reason_word(row.absence_reason), width=22),
                Column("Organisation", _organisation, width=16, weight=1, most=40, drop_order=1),
            ],
            key=lambda row: row.invitation_id,
            empty=_NOBODY_EXPECTED,
            id="absent",
        )
        self.board = _Figures()

    def compose(self) -> ComposeResult:
        """The session; who is not here; the figures."""
        yield self.heading
        with Container(id="parts"):
            yield self.list
            with Vertical(id="figures"):
                yield self.board

    def take_focus(self) -> None:
        """Begin with those who are not here."""
        self.list.focus()

    # -- data

    @property
    def session(self) -> SessionAccount | None:
        """The session in front."""
        if self.account is None or self.at is None or not self.account.sessions:
            return None
        return self.account.sessions[self.at]

    async def load(self) -> None:
        """Read the account of the meeting."""
        account = await self.ground.store.read(
            account_of_meeting, meeting_id=self.meeting_id, now=self.ground.now
        )
        self.account = account
        if self.at is None or self.at >= len(account.sessions):
            sessions = [each.session for each in account.sessions]
            zone = account.meeting.zone
            self.at = session_at(sessions, self.ground.now, zone) if sessions else None
        self._show()

    def _show(self) -> None:
        account, session = self.account, self.session
        if account is None:
            return
        self.board.show(lambda width: meeting_lines(account, self._opens, width))
        if session is None:
            self.heading.update("This meeting has no session yet: add one on the tab Programme.")
            self.list.set_rows([])
            return
        outcome = session.outcome
        rows = sorted((*outcome.expected, *outcome.unexpected), key=lambda row: row.name)
        missing = [row for row in outcome.expected if is_missing(row)]
        without = sum(row.absence_reason is None for row in missing)
        why = f" · {without} without a reason" if without else ""
        self.heading.update(clean(f"{session.session.title}   {counts(rows)}{why}"))
        self.list.set_empty(_ALL_CAME if rows else _NOBODY_EXPECTED)
        self.list.set_rows(missing)

    def _opens(
        self, title: str, people: tuple[int, ...], *, target: TargetKind | None = None
    ) -> Callable[[], object]:
        assert self.account is not None  # its lines are being drawn
        meeting = self.account.meeting
        said = f"{meeting.city or meeting.title} · {title}"
        return opener(self.app, self.ground, said, people, programme_id=meeting.programme_id, target=target)

    # -- verbs

    def why_not(self, verb_id: str) -> str | None:
        """Without a session nobody can have been absent."""
        if verb_id in {"absent", "next_session"} and self.session is None:
            return "This meeting has no session yet: add one on the tab Programme."
        if verb_id == "next_session" and self.account is not None and len(self.account.sessions) == 1:
            return "This meeting has one session only."
        if verb_id == "absent" and self.list.current is None:
            return "Nobody who was expected at this session is missing."
        return None

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[AttendanceRow]) -> None:
        open_person(self.app, self.ground, event.row.person_id)

    async def do_absent(self) -> None:
        """Give the selected people one reason."""
        rows, session = await self.list.chosen(), self.session
        if session is None:
            return
        if await mark_absent_with_reason(self.shell, self.ground, session.session.id, rows):
            self.list.clear_selection()
            self.reload()

    def do_next_session(self) -> None:
        """Show who did not come to the next session."""
        if self.account is not None and self.at is not None:
            self.at = (self.at + 1) % len(self.account.sessions)
            self.list.clear_selection()
            self._show()

    async def do_edit(self) -> None:
        """Say how far the meeting is, and what came of it."""
        if self.account is None:
            return
        meeting = self.account.meeting
        fields = [
            Field("state", "The meeting is", "choice", value=meeting.state, options=options(MeetingState)),
            Field(
                "outcomes", "Outcomes", "lines", value=meeting.outcomes, expected="As the report says them."
            ),
            Field("conclusions", "Conclusions", "lines", value=meeting.conclusions),
        ]
        if (values := await self.shell.ask(Form(f"Outcome of {meeting.title}", fields))) is None:
            return
        state = MeetingState(values.text("state"))
        await self.ground.store.write(
            edit_meeting,
            meeting_id=self.meeting_id,
            state=state,
            outcomes=values.text("outcomes"),
            conclusions=values.text("conclusions"),
        )
        self.shell.tell(f"Kept: the meeting is {state.value}.")
        self.shell.reload_all()

    async def do_save_report(self) -> None:
        """Write the report of this meeting to a file."""
        await save_report(self.shell, self.ground, self.meeting_id)


class _Absent(RecordList["AttendanceRow"]):
    """Who is not here. Tab goes on to the figures."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, id="next_pane"),
    ]


class _Figures(Board):
    """The figures. Shift+Tab goes back to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "app.focus_previous", show=False, id="previous_pane"),
    ]


def _organisation(row: AttendanceRow) -> str:
    return row.organisation or ""
