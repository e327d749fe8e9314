"""One call in front: the person, what is typed about the call, whom to call and who was called.

It writes nothing: `Calls` records what is noted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from db.enums import CallOutcome, ContactState
from db.queries.call_sheet import CallNumber, CallSheet, call_sheet
from paht_tui.jobs.dialing import dial
from paht_tui.ui.calling.asking import ask_for
from paht_tui.ui.calling.card import details, outcomes, who_and_where
from paht_tui.ui.calling.draft import OUTCOME_VERBS, Draft
from paht_tui.ui.calling.lists import DueList, Note, made_columns
from paht_tui.ui.calling.words import zone_to_call
from paht_tui.ui.dispatch import in_words
from paht_tui.ui.text import clean
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from textual.app import ComposeResult
    from textual.worker import Worker

    from db.queries.calls import CallDue, CallRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_NO_NUMBER = "No number is known: open the person in People and press n to add one."


class CallDesk(Vertical):
    """The card, the note and the outcome keys over the two lists."""

    DEFAULT_CSS = """
    CallDesk {
        height: 1fr; layout: vertical;
        & #talk { height: auto; padding: 0 1; }
        & #talk Static { height: auto; }
        & #note-line { height: 1; }
        & #note-line > .label { width: 6; color: $foreground 70%; }
        & Note, & Note:focus { width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; }
        & #lists { height: 1fr; min-height: 3; margin-top: 1; }
        & #lists > RecordList { width: 1fr; }
        & #made { margin-left: 1; }
        & #nothing { padding: 1 2; height: auto; display: none; }
        &.-nothing #talk { display: none; }
        &.-nothing #due { display: none; }
        &.-nothing #nothing { display: block; }
    }
    """

    class Noted(Message):
        """Enter was pressed in the note of a call whose outcome is known."""

    def __init__(self, ground: Ground, *, title: str = "") -> None:
        """`title` stands for the count of the calls where there is but one."""
        super().__init__()
        self._ground = ground
        self._fixed_title = title
        self._drafts: dict[int, Draft] = {}
        self._sheet: CallSheet | None = None
        self._shown: int | None = None
        self._before = 0
        self._who = Static("", markup=False)
        self._outcomes = Static("", markup=False)
        self._details = Static("", markup=False)
        self._nothing = Static("", markup=False, id="nothing")
        self._note = Note(id="note", select_on_focus=False)
        self.due = DueList(ground, self._letter)
        self.made: RecordList[CallRow] = RecordList(
            made_columns("UTC"),
            key=lambda row: row.id,
            empty="No call was made today yet.",
            selectable=False,
            id="made",
        )

    def compose(self) -> ComposeResult:
        """The card with note and outcomes; whom to call, and who was called."""
        yield self._nothing
        with Vertical(id="talk"):
            yield self._who
            with Horizontal(id="note-line"):
                yield Static("Note", classes="label")
                yield self._note
            yield self._outcomes
            yield self._details
        with Horizontal(id="lists"):
            yield self.due
            yield self.made

    def on_mount(self) -> None:
        """The outcome keys are for what is in the list; the clock there goes on."""
        self.due.focus()
        self.watch(self.app, "clock", self._draw, init=False)

    @property
    def shell(self) -> Shell:
        """The app, as far as a screen may use it."""
        return cast("Shell", self.app)

    # -- what is shown

    def show_made(self, rows: Sequence[CallRow], zone: str) -> None:
        """Show the calls made today, at the times of `zone`."""
        self.made.set_columns(made_columns(zone))
        self.made.set_rows(rows)
        if not self.made.has_focus:
            self.made.cursor = 0  # the newest

    async def show_due(self, rows: Sequence[CallDue], *, before: int, nothing: str) -> None:
        """Show whom to call, after `before` calls of this sitting; `nothing` is said when nobody is."""
        self._before = before
        self.set_class(not rows, "-nothing")
        self._nothing.update(clean(nothing))
        self.due.set_rows(rows)
        if rows:
            await self._read()
        elif self.due.has_focus or self.screen.focused is None:
            self.made.focus()

    def turn_to(self, rows: Sequence[CallDue], *, before: int, place: int | None = None) -> None:
        """Show these rows at once, the cursor on `place` or where it was; the card follows."""
        self._before = before
        self.due.set_rows(rows)
        if place is not None:
            self.due.cursor = place
        self._turn()
        self.due.focus()

    @on(RecordList.Highlighted, "#due")
    def _highlighted(self) -> None:
        self._turn()

    def _turn(self) -> None:
        """Show the person under the cursor; what was typed for another stays with the other."""
        row = self.due.current
        number = row.invitation_id if row is not None else None
        if number == self._shown:
            self._draw()
            return
        self.keep_note()
        self._shown, self._sheet = number, None
        with self._note.prevent(Input.Changed):
            self._note.value = clean(self.draft(number).note) if number is not None else ""
        if number is not None:
            reading = in_words(self._read, lambda sentence: self.shell.tell(sentence, problem=True))
            _: Worker[None] = self.run_worker(reading, group="load", exclusive=True)

    async def _read(self) -> None:
        row = self.due.current
        if row is None:
            return
        sheet = await self._ground.store.read(call_sheet, invitation_id=row.invitation_id)
        if self.due.current is row:
            self._turn_note(row)
            self._shown, self._sheet = row.invitation_id, sheet
            self._draw()

    def _turn_note(self, row: CallDue) -> None:
        """The note belongs to whoever is shown, also when the list itself moved the cursor."""
        if self._shown != row.invitation_id:
            self.keep_note()
            with self._note.prevent(Input.Changed):
                self._note.value = clean(self.draft(row.invitation_id).note)

    def _draw(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        draft, now = self.draft(sheet.due.invitation_id), self._ground.now
        called = self.called(sheet)
        hours = self._ground.settings.calling.office_hours
        self._who.update(who_and_where(sheet, called, title=self._title(), now=now, office_hours=hours))
        saves = "save, next" if self.due.count > 1 else "save"
        self._outcomes.update(outcomes(draft, saves=saves))
        self._details.update(details(draft, called, zone=zone_to_call(sheet.due, called)))

    def _title(self) -> str:
        place = f"Call {self._before + self.due.cursor + 1} of {self._before + self.due.count}"
        return self._fixed_title or place

    # -- what is typed

    def draft(self, invitation_id: int) -> Draft:
        """What is to be recorded of this call, as far as it was typed."""
        return self._drafts.setdefault(invitation_id, Draft())

    def forget(self, invitation_id: int) -> None:
        """Let go of what was typed: it is in the record."""
        self._drafts.pop(invitation_id, None)

    def keep_note(self) -> None:
        """Take over what stands in the note."""
        if self._shown is not None:
            self.draft(self._shown).note = self._note.value

    async def sheet_of(self, row: CallDue) -> CallSheet:
        """Everything known for this call."""
        if self._sheet is not None and self._sheet.due.invitation_id == row.invitation_id:
            return self._sheet
        return await self._ground.store.read(call_sheet, invitation_id=row.invitation_id)

    def called(self, sheet: CallSheet) -> CallNumber | None:
        """The number that is called: the one chosen, else the first that is not known to be wrong."""
        draft = self.draft(sheet.due.invitation_id)
        chosen = [number for number in sheet.numbers if number.id == draft.phone_id]
        good = [number for number in sheet.numbers if number.state is not ContactState.WRONG]
        return next(iter([*chosen, *good, *sheet.numbers]), None)

    def _letter(self, letter: str | None) -> bool:
        row = self.due.current
        taken = row is not None and self.draft(row.invitation_id).letter(letter)
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
        self._note.focus()

    def leave_note(self) -> None:
        """Go back to the outcome keys; the note stays."""
        self.keep_note()
        self.due.focus()

    @on(Input.Submitted, "#note")
    def _note_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.leave_note()
        row = self.due.current
        if row is not None and self.draft(row.invitation_id).outcome is not None:
            self.post_message(self.Noted())

    def do_back(self) -> object:
        """Take the outcome back, if one was chosen."""
        row = self.due.current
        if row is None or self.draft(row.invitation_id).outcome is None:
            return NotImplemented
        self.draft(row.invitation_id).outcome = None
        self._draw()
        return None

    def do_next_number(self) -> None:
        """Call on the next number."""
        if (sheet := self._sheet) is None or not sheet.numbers:
            self.shell.tell(_NO_NUMBER)
            return
        ids = [number.id for number in sheet.numbers]
        called = self.called(sheet)
        at = ids.index(called.id) if called is not None else -1
        self.draft(sheet.due.invitation_id).phone_id = ids[(at + 1) % len(ids)]
        self._draw()

    async def do_call(self) -> None:
        """Dial the number with the program that the settings name."""
        number = self.called(self._sheet) if self._sheet is not None else None
        if number is None:
            self.shell.tell(_NO_NUMBER)
            return
        await dial(self._ground.settings.calling.dial_command, number.number)
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
            self.draft(row.invitation_id).end(outcome)
            self._draw()

    async def _ask(self, outcome: CallOutcome, row: CallDue | None) -> None:
        if row is None:
            return
        sheet = await self.sheet_of(row)
        draft = self.draft(row.invitation_id)
        await ask_for(self.shell, self._ground, sheet, draft, outcome=outcome, called=self.called(sheet))
        self._draw()
