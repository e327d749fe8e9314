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
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from db.enums import CallOutcome, FollowUpKind
from db.queries.call_sheet import CallNumber, CallSheet, call_sheet
from db.queries.calls import CallDue, CallRow, call_of, calls_due, list_calls
from db.queries.people import PersonRow
from db.queries.today import follow_ups
from paht_tui.domain.calls import log_call
from paht_tui.jobs.dialing import dial
from paht_tui.ui.calling.asking import ask_for
from paht_tui.ui.calling.card import details, outcomes, who_and_where
from paht_tui.ui.calling.draft import OUTCOME_VERBS, Draft
from paht_tui.ui.calling.lists import DueList, Note, made_columns
from paht_tui.ui.calling.words import OUTCOME_WORDS, zone_to_call
from paht_tui.ui.dispatch import in_words
from paht_tui.ui.doors import open_person
from paht_tui.ui.local import front_zone, moment_in
from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings, labelled
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from paht_tui.ui.ground import Ground

_NOTHING = "Nobody has to be called now."
_FIRST = (
    "Once an invitation was sent, whoever has not answered after {days} days is listed here; from a list,"
    " c calls anybody at any time."
)


class Calls(PlaceScreen):
    """Whom to call, one after the other. With `invitation_id` it is for one person, and closes when logged."""

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
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = """
    Calls {
        & #call { height: 1fr; layout: vertical; }
        & #talk { height: auto; padding: 0 1; }
        & #talk Static { height: auto; }
        & #note-line { height: 1; }
        & #note-line > .label { width: 6; color: $foreground 70%; }
        & Note, & Note:focus { width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; }
        & #lists { height: 1fr; min-height: 3; margin-top: 1; }
        & #lists > RecordList { width: 1fr; }
        & #made { margin-left: 1; }
        & #nothing { padding: 1 2; height: auto; display: none; }
        & #done { height: auto; }
        &.-nothing #talk { display: none; }
        &.-nothing #due { display: none; }
        &.-nothing #nothing { display: block; }
        &.-wide #call { layout: horizontal; }
        &.-wide #talk { width: 1fr; height: 1fr; }
        &.-wide #nothing { width: 1fr; }
        &.-wide #lists { width: 50; height: 1fr; layout: vertical; margin-top: 0; border-left: solid $panel; }
        &.-wide #lists > RecordList { width: 1fr; height: 1fr; }
        &.-wide #made { margin-left: 0; margin-top: 1; }
    }
    """

    def __init__(
        self, ground: Ground, *, invitation_id: int | None = None, meeting_id: int | None = None
    ) -> None:
        super().__init__()
        self.ground = ground
        self._invitation_id = invitation_id
        self._meeting_id = meeting_id
        self._rows: list[CallDue] = []
        self._drafts: dict[int, Draft] = {}
        self._logged: set[int] = set()
        self._being_written: set[int] = set()
        self._sheet: CallSheet | None = None
        self._shown: int | None = None
        self._zone = "UTC"
        self._who = Static("", markup=False)
        self._outcomes = Static("", markup=False)
        self._details = Static("", markup=False)
        self._nothing = Static("", markup=False, id="nothing")
        self.note = Note(id="note", select_on_focus=False)
        self.due = DueList(ground, self._letter)
        self.made: RecordList[CallRow] = RecordList(
            made_columns(self._zone),
            key=lambda row: row.id,
            empty="No call was made today yet.",
            selectable=False,
            id="made",
        )

    def body(self) -> ComposeResult:
        """The card with note and outcomes; whom to call, and who was called."""
        with Vertical(id="call"):
            yield self._nothing
            with Vertical(id="talk"):
                yield self._who
                with Horizontal(id="note-line"):
                    yield Static("Note", classes="label")
                    yield self.note
                yield self._outcomes
                yield self._details
            with Horizontal(id="lists"):
                yield self.due
                yield self.made

    def on_mount(self) -> None:
        """The outcome keys are for what is in the list; the time there goes on."""
        self.due.focus()
        self.watch(self.app, "clock", self._draw, init=False)

    # -- what is shown

    async def load(self) -> None:
        """Read whom to call, and who was called today."""
        ground, store = self.ground, self.ground.store
        self._zone = await front_zone(ground)
        if self._invitation_id is not None:
            due: tuple[CallDue, ...] = (
                await store.read(call_of, invitation_id=self._invitation_id),
            )
        else:
            due = await store.read(
                calls_due, now=ground.now, cool_down=ground.cool_down, meeting_id=self._meeting_id
            )
        morning = datetime.combine(
            ground.now.astimezone(ZoneInfo(self._zone)).date(), time(), ZoneInfo(self._zone)
        )
        made = await store.read(list_calls, meeting_id=self._meeting_id, since=morning)
        self.made.set_columns(made_columns(self._zone))
        self.made.set_rows(made)
        self._rows = [row for row in due if row.invitation_id not in self._being_written]
        self._logged -= {row.invitation_id for row in self._rows}
        self.due.set_rows(self._rows)
        await self._say_nothing()
        await self._read_sheet()

    async def _say_nothing(self) -> None:
        """With nobody to call: say so, and when the next call is promised."""
        self.set_class(not self._rows, "-nothing")
        if self._rows:
            return
        promised = await self.ground.store.read(
            follow_ups, kinds=(FollowUpKind.CALL,), meeting_id=self._meeting_id, limit=1
        )
        said = "That was the last call due now." if self._logged else _NOTHING
        if promised and promised[0].due_at is not None:
            said += (
                f" The next promised call is to {promised[0].name}, {moment_in(promised[0].due_at, self._zone)}."
            )
        elif not self._logged:
            said += " " + _FIRST.format(days=self.ground.settings.calling.cool_down)
        self._nothing.update(clean(said))
        if self.due.has_focus or self.focused is None:
            self.made.focus()

    @on(RecordList.Highlighted, "#due")
    def _highlighted(self) -> None:
        self._turn()

    @on(RecordList.Opened, "#made")
    def _made_opened(self, event: RecordList.Opened[CallRow]) -> None:
        open_person(self.app, self.ground, event.row.person_id)

    def _turn(self) -> None:
        """Show the person under the cursor: what was typed for another stays with the other."""
        row = self.due.current
        number = row.invitation_id if row is not None else None
        if number == self._shown:
            return
        self._keep_note()
        self._shown, self._sheet = number, None
        with self.note.prevent(Input.Changed):
            self.note.value = clean(self._draft(number).note) if number is not None else ""
        if number is not None:
            reading = in_words(self._read_sheet, self._tell_problem)
            _: Worker[None] = self.due.run_worker(reading, group="load", exclusive=True)

    async def _read_sheet(self) -> None:
        row = self.due.current
        if row is None:
            return
        sheet = await self.ground.store.read(call_sheet, invitation_id=row.invitation_id)
        if self.due.current is row:
            self._shown, self._sheet = row.invitation_id, sheet
            self._draw()

    def _draw(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        draft, now = self._draft(sheet.due.invitation_id), self.ground.now
        called = self._called(sheet, draft)
        hours = self.ground.settings.calling.office_hours
        self._who.update(who_and_where(sheet, called, title=self._title(), now=now, office_hours=hours))
        saves = "save, next" if len(self._rows) > 1 else "save"
        self._outcomes.update(outcomes(draft, saves=saves))
        self._details.update(details(draft, called, zone=zone_to_call(sheet.due, called)))

    def _title(self) -> str:
        if self._invitation_id is not None:
            return "Call"
        before = len(self._logged)
        return f"Call {before + self.due.cursor + 1} of {before + len(self._rows)}"

    # -- what is typed

    def _draft(self, invitation_id: int) -> Draft:
        return self._drafts.setdefault(invitation_id, Draft())

    def _called(self, sheet: CallSheet, draft: Draft) -> CallNumber | None:
        """The number that is called: the one chosen, else the first that is not known to be wrong."""
        chosen = [number for number in sheet.numbers if number.id == draft.phone_id]
        good = [number for number in sheet.numbers if number.state.value != "wrong"]
        return next(iter([*chosen, *good, *sheet.numbers]), None)

    def _keep_note(self) -> None:
        if self._shown is not None:
            self._draft(self._shown).note = self.note.value

    def _letter(self, letter: str | None) -> bool:
        row = self.due.current
        taken = row is not None and self._draft(row.invitation_id).letter(letter)
        if taken:
            self._draw()
        return taken

    def why_not(self, verb_id: str) -> str | None:
        """The outcome keys and the note are for the person shown."""
        about_a_call = {*OUTCOME_VERBS, "edit", "call", "next_number"}
        if verb_id in about_a_call and self.due.current is None:
            return "There is nobody to call: from a list, c calls the person under the cursor."
        return None

    def do_edit(self) -> None:
        """Type the note."""
        self.note.focus()

    def action_leave_note(self) -> None:
        """Go back to the outcome keys; the note stays."""
        self._keep_note()
        self.due.focus()

    @on(Input.Submitted, "#note")
    def _note_submitted(self) -> None:
        row = self.due.current
        self.action_leave_note()
        if row is not None and self._draft(row.invitation_id).outcome is not None:
            self.do_open()

    def do_back(self) -> object:
        """Take the outcome back, if one was chosen."""
        row = self.due.current
        if row is None or self._draft(row.invitation_id).outcome is None:
            return NotImplemented
        self._draft(row.invitation_id).outcome = None
        self._draw()
        return None

    def do_next_number(self) -> None:
        """Call on the next number."""
        if (sheet := self._sheet) is None or not sheet.numbers:
            self.shell.tell("No number is known: open the person in People and press n to add one.")
            return
        draft = self._draft(sheet.due.invitation_id)
        ids = [number.id for number in sheet.numbers]
        called = self._called(sheet, draft)
        at = ids.index(called.id) if called is not None else -1
        draft.phone_id = ids[(at + 1) % len(ids)]
        self._draw()

    async def do_call(self) -> None:
        """Dial the number with the program that the settings name."""
        sheet = self._sheet
        number = self._called(sheet, self._draft(sheet.due.invitation_id)) if sheet is not None else None
        if number is None:
            self.shell.tell("No number is known: open the person in People and press n to add one.")
            return
        await dial(self.ground.settings.calling.dial_command, number.number)
        self.shell.tell(f"Dialling {number.number}.")

    def do_no_answer(self) -> None:
        """Nobody took the call."""
        self._end(CallOutcome.NO_ANSWER)

    def do_message_left(self) -> None:
        """A message was left."""
        self._end(CallOutcome.MESSAGE_LEFT)

    def do_coming(self) -> None:
        """The person is coming."""
        self._end(CallOutcome.COMING)

    def do_maybe(self) -> None:
        """The person may come."""
        self._end(CallOutcome.MAYBE)

    def do_letter_again(self) -> None:
        """They ask for the invitation once more."""
        self._end(CallOutcome.LETTER_AGAIN)

    def do_for_me(self) -> None:
        """Something to do before the next call."""
        self._end(CallOutcome.FOR_ORGANIZER)

    def do_call_back(self) -> Coroutine[None, None, None]:
        """Call again at a time."""
        return self._ask(CallOutcome.CALL_BACK, self.due.current)

    def do_not_coming(self) -> Coroutine[None, None, None]:
        """The person is not coming, for a reason."""
        return self._ask(CallOutcome.NOT_COMING, self.due.current)

    def do_sends_substitute(self) -> Coroutine[None, None, None]:
        """Somebody else comes."""
        return self._ask(CallOutcome.SUBSTITUTE, self.due.current)

    def do_wrong_number(self) -> Coroutine[None, None, None]:
        """One of the numbers is wrong."""
        return self._ask(CallOutcome.WRONG_NUMBER, self.due.current)

    def _end(self, outcome: CallOutcome) -> None:
        if (row := self.due.current) is not None:
            self._draft(row.invitation_id).end(outcome)
            self._draw()

    async def _ask(self, outcome: CallOutcome, row: CallDue | None) -> None:
        if row is None:
            return
        sheet = await self._sheet_of(row)
        draft = self._draft(row.invitation_id)
        await ask_for(self.shell, self.ground, sheet, draft, outcome, self._called(sheet, draft))
        self._draw()

    async def _sheet_of(self, row: CallDue) -> CallSheet:
        if self._sheet is not None and self._sheet.due.invitation_id == row.invitation_id:
            return self._sheet
        return await self.ground.store.read(call_sheet, invitation_id=row.invitation_id)

    # -- what is recorded

    def do_open(self) -> object:
        """Record the call and show the next person at once; should it fail, this one comes back as it was."""
        row = self.due.current
        if row is None:
            return NotImplemented
        self._keep_note()
        draft = self._draft(row.invitation_id)
        if draft.outcome is None:
            self.shell.tell("Press first what came of the call: a number, 1 to 9 or 0.")
            return None
        place = self.due.cursor
        self._being_written.add(row.invitation_id)
        self._rows = [each for each in self._rows if each.invitation_id != row.invitation_id]
        if self._rows:
            self.due.set_rows(self._rows)
            self._turn()
        self.due.focus()
        writing = partial(self._log, row, draft, draft.outcome, place)
        _: Worker[None] = self.app.run_worker(writing, name="log call", group="verbs")
        return None

    async def _log(self, row: CallDue, draft: Draft, outcome: CallOutcome, place: int) -> None:
        try:
            called = self._called(await self._sheet_of(row), draft)
            who = draft.substitute
            await self.ground.store.write(
                log_call,
                invitation_id=row.invitation_id,
                outcome=outcome,
                said=draft.said(called),
                call_back_at=draft.call_back_at,
                phone_id=called.id if called is not None else None,
                substitute_id=who.id if isinstance(who, PersonRow) else None,
                newcomer=None if isinstance(who, PersonRow) else who,
            )
        except PROBLEMS as problem:
            self._bring_back(row, place)
            self._tell_problem(f"{problem} Nothing was recorded; what you typed is still there.")
            return
        self._being_written.discard(row.invitation_id)
        self._drafts.pop(row.invitation_id, None)
        self._logged.add(row.invitation_id)
        if self._invitation_id is not None:
            self.shell.tell(f"{row.name}: {OUTCOME_WORDS[outcome]}.")
            if self.is_current:
                _ = self.dismiss()
        else:
            self.reload()

    def _bring_back(self, row: CallDue, place: int) -> None:
        self._being_written.discard(row.invitation_id)
        self._rows = [each for each in self._rows if each.invitation_id != row.invitation_id]
        self._rows.insert(place, row)
        self.due.set_rows(self._rows)
        self.due.cursor = place
        self._turn()
        self._draw()
