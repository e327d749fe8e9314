"""The place "calls": one person at a time, large, and the outcome by one key.

Enter writes the whole call at once and shows the next person; what was typed is kept until it is in the
record.
"""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual import on

from db.enums import FollowUpKind
from db.queries.calls import CallDue, CallRow, call_of, calls_due, list_calls
from db.queries.people import PersonRow
from db.queries.today import follow_ups
from paht_tui.domain.calls import log_call
from paht_tui.ui.calling.desk import CallDesk
from paht_tui.ui.calling.draft import OUTCOME_VERBS
from paht_tui.ui.calling.words import OUTCOME_WORDS
from paht_tui.ui.doors import open_person
from paht_tui.ui.local import front_zone, moment_in
from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.verbs import bindings, labelled
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from paht_tui.ui.calling.draft import Draft
    from paht_tui.ui.ground import Ground

_FIRST = (
    "Once an invitation was sent, whoever has not answered after {days} days is listed here; from a list,"
    " c calls anybody at any time."
)


class Calls(PlaceScreen):
    """Whom to call, one after the other. With `invitation_id` for one person only: it closes when logged."""

    TAKES_NUMBERS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        labelled("edit", "note"),
        labelled("call", "dial"),
        *bindings("undo", hidden=tuple(OUTCOME_VERBS)),
    ]
    ABOUT = (
        "One call at a time. 1 to 9 and 0 say what came of it, Enter records it and shows the next person."
        " Who was on the line: m the member, o the office, k a colleague; an answer is f firm, l likely or"
        " v vague. The arrows go to another person without recording anything, → to another number."
    )

    def __init__(self, ground: Ground, *, invitation_id: int | None = None) -> None:
        super().__init__()
        self.ground = ground
        self._invitation_id = invitation_id
        self._rows: list[CallDue] = []
        self._logged: set[int] = set()
        self._being_written: set[int] = set()
        self.desk = CallDesk(ground, title="" if invitation_id is None else "Call")

    def body(self) -> ComposeResult:
        """All of it."""
        yield self.desk

    async def load(self) -> None:
        """Read whom to call, and who was called today."""
        zone = await front_zone(self.ground)
        self.desk.show_made(await self._made_today(zone), zone)
        due = await self._due()
        self._rows = [row for row in due if row.invitation_id not in self._being_written]
        back = [n for n, row in enumerate(self._rows) if row.invitation_id in self._logged]
        self._logged -= {row.invitation_id for row in self._rows}
        nothing = "" if self._rows else await self._nothing(zone)
        await self.desk.show_due(self._rows, before=len(self._logged), nothing=nothing)
        if back:  # a call was undone: its person comes first again
            self.desk.turn_to(self._rows, before=len(self._logged), place=back[0])
        self.refresh_bindings()  # without anybody to call, most keys have nothing to do

    async def _due(self) -> Sequence[CallDue]:
        ground, store = self.ground, self.ground.store
        if self._invitation_id is not None:
            return (await store.read(call_of, invitation_id=self._invitation_id),)
        return await store.read(
            calls_due, programme_id=ground.programme_id, now=ground.now, cool_down=ground.cool_down
        )

    async def _made_today(self, zone: str) -> Sequence[CallRow]:
        here = ZoneInfo(zone)
        morning = datetime.combine(self.ground.now.astimezone(here).date(), time(), here)
        return await self.ground.store.read(list_calls, programme_id=self.ground.programme_id, since=morning)

    async def _nothing(self, zone: str) -> str:
        """What is said when nobody is to be called: what comes next."""
        promised = await self.ground.store.read(
            follow_ups, programme_id=self.ground.programme_id, kinds=(FollowUpKind.CALL,), limit=1
        )
        said = "That was the last call due now." if self._logged else "Nobody has to be called now."
        if promised and (due_at := promised[0].due_at) is not None:
            return f"{said} The next promised call is to {promised[0].name}, {moment_in(due_at, zone)}."
        if self._logged:
            return said
        return f"{said} {_FIRST.format(days=self.ground.settings.calling.cool_down)}"

    @on(RecordList.Opened, "#made")
    def _made_opened(self, event: RecordList.Opened[CallRow]) -> None:
        open_person(self.app, self.ground, event.row.person_id)

    @on(CallDesk.Noted)
    def _noted(self) -> None:
        self.do_open()

    def action_leave_note(self) -> None:
        """Go from the note back to the outcome keys."""
        self.desk.leave_note()

    def do_open(self) -> object:
        """Record the call and show the next person at once; should it fail, this one comes back as it was."""
        row = self.desk.due.current
        if row is None:
            return NotImplemented
        self.desk.keep_note()
        draft = self.desk.draft(row.invitation_id)
        if draft.outcome is None:
            self.shell.tell("Press first what came of the call: a number, 1 to 9 or 0.")
            return None
        place = self.desk.due.cursor
        self._being_written.add(row.invitation_id)
        self._logged.add(row.invitation_id)
        self._rows = [each for each in self._rows if each.invitation_id != row.invitation_id]
        if self._rows:
            self.desk.turn_to(self._rows, before=len(self._logged))
        writing = partial(self._log, row, draft, place)
        _: Worker[None] = self.app.run_worker(writing, name="log call", group="verbs")
        return None

    async def _log(self, row: CallDue, draft: Draft, place: int) -> None:
        try:
            await self._write(row, draft)
        except PROBLEMS as problem:
            self._bring_back(row, place)
            self.shell.tell(f"{problem} Nothing was recorded; what you typed is still there.", problem=True)
            return
        self._being_written.discard(row.invitation_id)
        said = OUTCOME_WORDS[draft.outcome] if draft.outcome is not None else ""
        self.desk.forget(row.invitation_id)
        if self._invitation_id is None:
            self.reload()
            return
        self.shell.tell(f"{row.name}: {said}.")
        if self.is_current:
            _ = self.dismiss()

    async def _write(self, row: CallDue, draft: Draft) -> None:
        assert draft.outcome is not None  # as `do_open` has made sure
        called = self.desk.called(await self.desk.sheet_of(row))
        who = draft.substitute
        await self.ground.store.write(
            log_call,
            invitation_id=row.invitation_id,
            outcome=draft.outcome,
            said=draft.said(called),
            call_back_at=draft.call_back_at,
            phone_id=called.id if called is not None else None,
            substitute_id=who.id if isinstance(who, PersonRow) else None,
            newcomer=None if isinstance(who, PersonRow) else who,
        )

    def _bring_back(self, row: CallDue, place: int) -> None:
        self._being_written.discard(row.invitation_id)
        self._logged.discard(row.invitation_id)
        self._rows = [each for each in self._rows if each.invitation_id != row.invitation_id]
        self._rows.insert(place, row)
        self.desk.turn_to(self._rows, before=len(self._logged), place=place)
