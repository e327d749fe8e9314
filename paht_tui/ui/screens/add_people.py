"""Choosing people from the contacts for the list of a meeting: filter, select, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.widgets import Static

from db.errors import FilterError
from db.queries.invitations import on_the_list
from db.queries.meetings import meeting_by_id
from db.queries.people import PersonRow, count_people, list_people, person_ids
from paht_tui.domain.invitations import invite_people
from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.dispatch import in_words
from paht_tui.ui.doors import open_import
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.screens.figure import PEOPLE_COLUMNS
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings, labelled
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paht_tui.domain.invitations import Invited
    from paht_tui.ui.ground import Ground

_IN_A_SENTENCE = 2


class _People(RecordList[PersonRow]):
    """The contacts; Enter adds."""

    BINDINGS: ClassVar[list[BindingType]] = [labelled("open", "add")]


class AddPeople(PlaceScreen):
    """The contacts, to be put on a meeting's list."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "select", "select_range", "filter", "back", hidden=("import",)
    )
    ABOUT: ClassVar[str] = (
        "Filter, select with Space or a range with v, and press Enter: the selected are put on the list,"
        " or the one under the cursor. Nothing is sent by this."
    )
    DEFAULT_CSS = """
    AddPeople > #adding { height: 1; padding: 0 2; color: $primary; text-style: bold; }
    """

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__()
        self.ground = ground
        self.meeting_id = meeting_id
        self._on_list: frozenset[int] = frozenset()
        self._heading = Static(id="adding", markup=False)
        self._list = _People(
            [
                *PEOPLE_COLUMNS[:3],
                Column[PersonRow]("", self._state, width=13),
                *PEOPLE_COLUMNS[3:],
            ],
            key=lambda row: row.id,
            empty="Nobody is found in the contacts. Esc gives up the filter, i imports a file.",
            id="people",
        )

    def body(self) -> ComposeResult:
        """For which meeting; the filter; the contacts."""
        yield self._heading
        yield FilterBar("country:de category:mp org:bundestag")
        yield self._list

    def on_mount(self) -> None:
        """The list is what the keys are for."""
        self._list.focus()

    def _state(self, row: PersonRow) -> Text:
        if row.id in self._on_list:
            return Text("on the list", "dim")
        return Text("not to contact" if row.do_not_contact else "", "bold")

    async def load(self) -> None:
        """Read the contacts that the filter finds, and who is on the list."""
        read, bar = self.ground.store.read, self.query_one(FilterBar)
        meeting = await read(meeting_by_id, meeting_id=self.meeting_id)
        self._on_list = await read(on_the_list, meeting_id=self.meeting_id)
        self._heading.update(clean(f"Add people to {meeting.title}: {len(self._on_list)} on the list"))
        text = bar.text
        try:
            found = await read(count_people, text=text)
        except FilterError as problem:
            bar.note(str(problem), problem=True)
            return
        bar.note(f"{found} found" if text else "")

        async def fetch(offset: int, limit: int) -> Sequence[PersonRow]:
            return await read(list_people, text=text, offset=offset, limit=limit)

        async def ids() -> Sequence[int]:
            return await read(person_ids, text=text)

        self._list.set_source(found, fetch, keys=ids)

    @on(FilterBar.FilterChanged)
    def _filtered(self) -> None:
        self.reload()

    @on(RecordList.Opened)
    def _opened(self) -> None:
        adding = in_words(self._add, lambda sentence: self.shell.tell(sentence, problem=True))
        _ = self.app.run_worker(adding, group="verbs")

    def do_import(self) -> None:
        """Import a file into this meeting."""
        open_import(self.app, self.ground, meeting_id=self.meeting_id)

    async def _add(self) -> None:
        rows = await self._list.chosen()
        invited = await self.ground.store.write(
            invite_people, meeting_id=self.meeting_id, person_ids=[row.id for row in rows]
        )
        self._list.clear_selection()
        self.reload()
        await self._report(rows, invited)

    async def _report(self, rows: Sequence[PersonRow], invited: Invited) -> None:
        names = {row.id: row.name for row in rows}
        said = []
        if invited.added:
            whom = rows[0].name if len(rows) == 1 else counted(len(invited.added), "person", "people")
            said.append(f"Put {whom} on the list.")
        if len(invited.already) == 1:
            said.append(f"{names[invited.already[0]]} was on it already.")
        elif invited.already:
            said.append(f"{len(invited.already)} were on it already.")
        if len(invited.refused) > _IN_A_SENTENCE:
            await self.shell.ask(Show(" ".join(said), "Not added:\n" + "\n".join(invited.refused)))
            return
        self.shell.tell(" ".join([*said, *invited.refused]), problem=bool(invited.refused))
