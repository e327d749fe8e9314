"""What is to be recorded of a call, as far as it was typed. Nothing of it is in the record yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.enums import CallOutcome, Firmness, Reason, SaidBy, Via
from paht_tui.domain.answers import Said

if TYPE_CHECKING:
    from datetime import datetime

    from db.queries.call_sheet import CallNumber
    from db.queries.people import PersonRow
    from paht_tui.domain.newcomers import NewPerson

OUTCOME_VERBS: Final = {
    "no_answer": CallOutcome.NO_ANSWER,
    "message_left": CallOutcome.MESSAGE_LEFT,
    "call_back": CallOutcome.CALL_BACK,
    "coming": CallOutcome.COMING,
    "not_coming": CallOutcome.NOT_COMING,
    "maybe": CallOutcome.MAYBE,
    "sends_substitute": CallOutcome.SUBSTITUTE,
    "wrong_number": CallOutcome.WRONG_NUMBER,
    "letter_again": CallOutcome.LETTER_AGAIN,
    "for_me": CallOutcome.FOR_ORGANIZER,
}
"""Which outcome each verb of the outcome keys stands for."""

# With nobody on the line there is nobody who said anything.
_NOBODY: Final = {CallOutcome.NO_ANSWER, CallOutcome.WRONG_NUMBER}
_FIRM_AT_FIRST: Final = {
    CallOutcome.COMING: Firmness.FIRM,
    CallOutcome.NOT_COMING: Firmness.FIRM,
    CallOutcome.SUBSTITUTE: Firmness.FIRM,
    CallOutcome.MAYBE: Firmness.VAGUE,
}
BY_LETTER: Final = {"m": SaidBy.MEMBER, "o": SaidBy.OFFICE, "k": SaidBy.COLLEAGUE}
FIRM_BY_LETTER: Final = {"f": Firmness.FIRM, "l": Firmness.LIKELY, "v": Firmness.VAGUE}


@dataclass(slots=True)
class Draft:
    """One call, as it is being noted. `by` and `firmness` are None until something unusual was chosen."""

    outcome: CallOutcome | None = None
    by: SaidBy | None = None
    firmness: Firmness | None = None
    reason: Reason | None = None
    call_back_at: datetime | None = None
    substitute: PersonRow | NewPerson | None = None
    phone_id: int | None = None
    note: str = ""

    @property
    def asks_who(self) -> bool:
        """Whether somebody was on the line, so that it matters who."""
        return self.outcome is not None and self.outcome not in _NOBODY

    @property
    def asks_firmness(self) -> bool:
        """Whether the outcome is an answer."""
        return self.outcome in _FIRM_AT_FIRST

    def end(self, outcome: CallOutcome) -> None:
        """Take another outcome; what belonged to the one before is gone, the note stays."""
        if outcome is not self.outcome:
            self.reason = self.call_back_at = self.substitute = self.firmness = None
        self.outcome = outcome

    def letter(self, letter: str | None) -> bool:
        """Take a letter that says who spoke or how firm it is; whether it was one."""
        if letter in BY_LETTER and self.asks_who:
            self.by = BY_LETTER[letter]
            return True
        if letter in FIRM_BY_LETTER and self.asks_firmness:
            self.firmness = FIRM_BY_LETTER[letter]
            return True
        return False

    def who(self, number: CallNumber | None) -> SaidBy | None:
        """Who was on the line: whoever was chosen, else the office if its number was called."""
        if not self.asks_who:
            return None
        return self.by or (SaidBy.OFFICE if is_office(number) else SaidBy.MEMBER)

    def how_firm(self) -> Firmness | None:
        """How firm the answer is: what was chosen, else what the outcome usually means."""
        if self.outcome is None or not self.asks_firmness:
            return None
        return self.firmness or _FIRM_AT_FIRST[self.outcome]

    def said(self, number: CallNumber | None) -> Said:
        """The call as the rules take it."""
        return Said(
            by=self.who(number),
            firmness=self.how_firm(),
            via=Via.PHONE,
            reason=self.reason,
            note=self.note.strip(),
        )


def is_office(number: CallNumber | None) -> bool:
    """Whether an office takes the calls on this number."""
    return number is not None and (number.office is not None or "office" in number.label.casefold())
