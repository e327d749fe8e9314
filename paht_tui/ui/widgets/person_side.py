"""The card beside a list on a wide terminal: the person under the cursor, and what was recorded last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from db.queries.attendance import session_answers
from db.queries.history import timeline
from db.queries.people import person_card
from db.queries.reach import list_focal_points, list_report_backs
from paht_tui.ui.dispatch import in_words
from paht_tui.ui.local import front_zone, short_day, town_of
from paht_tui.ui.text import clean
from paht_tui.ui.widgets.person_card import (
    labelled_lines,
    person_grid,
    person_subtitle,
    person_title,
    reach_lines,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.worker import Worker

    from paht_tui.ui.ground import Ground

_NEWEST = 12


class PersonSide(VerticalScroll, can_focus=False):
    """Shows one person at a time; reads only while it is in sight."""

    DEFAULT_CSS = """
    PersonSide {
        padding: 0 1; border-left: solid $panel; background: $background; scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self._ground = ground
        self._text = Static("", markup=False)
        self._wanted: int | None = None

    def compose(self) -> list[Static]:
        """One text."""
        return [self._text]

    def show(self, person_id: int | None) -> None:
        """Show this person from now on, or nobody."""
        self._wanted = person_id
        if person_id is None:
            self._text.update("")
        elif self.display:
            reading = in_words(self._read, lambda sentence: self._text.update(clean(sentence)))
            _: Worker[None] = self.run_worker(reading, group="load", exclusive=True)

    def on_show(self) -> None:
        """Catch up with what was asked for while this was out of sight."""
        self.show(self._wanted)

    async def _read(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        card = await self._ground.store.read(person_card, person_id=wanted)
        answers = await self._ground.store.read(session_answers, person_id=wanted)
        acts = await self._ground.store.read(timeline, person_id=wanted, limit=_NEWEST)
        focal_points = await self._ground.store.read(list_focal_points, person_id=wanted)
        reports = await self._ground.store.read(list_report_backs, person_id=wanted)
        zone = await front_zone(self._ground)
        if card is None:
            self._text.update("This person is no longer in the contacts.")
            return
        parts: list[RenderableType] = [
            person_title(card),
            Text(clean(person_subtitle(card)), "dim"),
            Text(),
            person_grid(card, answers, reach_lines(focal_points, reports), meetings=True),
            Text(),
            Text(f"Recorded ({town_of(zone)} time)", "dim"),
            labelled_lines((short_day(act.at, zone, self._ground.now), act.summary) for act in acts),
        ]
        self._text.update(Group(*parts))
