"""The two lists of the calls: whom to call, which keeps the focus, and the calls already made today."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Input

from db.queries.calls import CallDue, CallRow
from paht_tui.ui.calling.words import OUTCOME_WORDS, clock_short, why_short, zone_to_call
from paht_tui.ui.local import day_and_clock, town_of
from paht_tui.ui.verbs import bindings, labelled
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.events import Key

    from paht_tui.ui.ground import Ground


def due_columns(ground: Ground) -> list[Column[CallDue]]:
    """Who, how late, and what time it is there."""

    def there(row: CallDue) -> str:
        hours = ground.settings.calling.office_hours
        return clock_short(zone_to_call(row), now=ground.now, office_hours=hours)

    return [
        Column("To call", lambda row: row.name, width=14, weight=1, most=40),
        Column("", lambda row: row.country or "", width=2),
        Column("Waits", lambda row: why_short(row, ground.now), width=14),
        Column("There", there, width=12, drop_order=1),
    ]


def made_columns(zone: str) -> list[Column[CallRow]]:
    """When, to whom, and how it ended."""
    town = town_of(zone)
    return [
        Column(town, lambda row: day_and_clock(row.called_at, zone).split()[-1], width=min(12, len(town))),
        Column("Called today", lambda row: row.name, width=12, weight=1, most=40),
        Column("", lambda row: OUTCOME_WORDS[row.outcome], width=12),
    ]


class DueList(RecordList[CallDue]):
    """Whom to call. Enter saves what came of the call; the arrows go on without recording anything."""

    BINDINGS: ClassVar[list[BindingType]] = [
        labelled("open", "save, next"),
        *bindings(hidden=("next_number",)),
    ]

    def __init__(self, ground: Ground, letter: Callable[[str | None], bool]) -> None:
        """`letter` takes a letter that says who spoke, and says whether it was one."""
        super().__init__(due_columns(ground), key=lambda row: row.invitation_id, selectable=False, id="due")
        self._letter = letter

    def on_key(self, event: Key) -> None:
        """The letters of the outcome that was chosen come before what they are elsewhere."""
        if self._letter(event.character):
            event.stop()

    def do_open(self) -> object:
        """Leave Enter to the screen, which saves the call."""
        return NotImplemented


class Note(Input):
    """What was said. Enter saves when the outcome is known; Esc and the arrows go back to the outcomes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "save, next", show=True),
        Binding("escape,down,up", "screen.leave_note", "outcomes", show=True, key_display="Esc"),
    ]
