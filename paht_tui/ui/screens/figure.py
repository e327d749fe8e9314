"""The people behind a number, whichever screen it stood on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Static

from db.errors import FilterError
from db.queries.people import PersonRow, people_by_id, people_in_order
from paht_tui.ui.doors import open_person
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import counted, short

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paht_tui.ui.ground import Ground

PEOPLE_COLUMNS = [
    Column[PersonRow]("Name", lambda row: row.name, width=24, weight=2, most=40),
    Column[PersonRow]("", lambda row: row.country or "", width=2),
    Column[PersonRow]("As", lambda row: short(row.category), width=9),
    Column[PersonRow]("Organisation", lambda row: row.organisation or "", width=16, weight=2, most=40),
    Column[PersonRow]("E-mail", lambda row: row.email or "", width=24, weight=1, most=36, drop_order=2),
    Column[PersonRow]("Phone", lambda row: row.phone or "", width=18, drop_order=3),
]


class FigureScreen(PlaceScreen):
    """A list of people under the words and the number that led to it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("filter", "back")
    ABOUT: ClassVar[str] = "The people behind a number. Enter opens one of them, Esc goes back."
    DEFAULT_CSS = """
    FigureScreen > #figure { height: 1; padding: 0 2; color: $primary; text-style: bold; }
    """

    def __init__(self, ground: Ground, title: str, person_ids: tuple[int, ...]) -> None:
        super().__init__()
        self.ground = ground
        self._figure = title
        self._ids = person_ids
        self._found = person_ids
        self._heading = Static(id="figure", markup=False)
        self._list: RecordList[PersonRow] = RecordList(
            PEOPLE_COLUMNS,
            key=lambda row: row.id,
            selectable=False,
            empty="Nobody is behind this number."
            if not person_ids
            else "Nobody here is found by these words.",
            id="people",
        )

    def body(self) -> ComposeResult:
        """What the number is; the people."""
        yield self._heading
        yield FilterBar("country:de category:mp or part of a name")
        yield self._list

    async def load(self) -> None:
        """Read the people, as far as they are filtered for."""
        self._heading.update(clean(f"{self._figure} · {counted(len(self._ids), 'person', 'people')}"))
        bar = self.query_one(FilterBar)
        try:
            found = await self.ground.store.read(people_in_order, ids=self._ids, text=bar.text)
        except FilterError as problem:
            bar.note(str(problem), problem=True)
            return
        bar.note(f"{len(found)} of {len(self._ids)}" if bar.text else "")
        self._found = found
        self._list.set_source(len(found), self._fetch, locate=self._locate)

    async def _fetch(self, offset: int, limit: int) -> Sequence[PersonRow]:
        wanted = self._found[offset : offset + limit]
        rows = {row.id: row for row in await self.ground.store.read(people_by_id, ids=wanted)}
        return [rows[number] for number in wanted if number in rows]

    async def _locate(self, key: Hashable) -> int | None:
        return self._found.index(key) if isinstance(key, int) and key in self._found else None

    @on(FilterBar.FilterChanged)
    def _filtered(self) -> None:
        self.reload()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[PersonRow]) -> None:
        open_person(self.app, self.ground, event.row.id)
