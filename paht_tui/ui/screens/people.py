"""The place "people": all contacts, however many; it fetches only what is in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical

from db.queries.meetings import list_meetings
from db.queries.people import (
    PersonRow,
    count_people,
    list_people,
    person_card,
    person_ids,
    place_of_person,
)
from paht_tui.domain.contact_details import remove_people
from paht_tui.domain.invitations import invite_people
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.doors import open_import, open_person
from paht_tui.ui.forms.person import add_contact, edit_details
from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.person_card import MARKS
from paht_tui.ui.widgets.person_side import PersonSide
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import counted, short

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paht_tui.domain.invitations import Invited
    from paht_tui.ui.ground import Ground

_EMPTY = "Nobody is in the contacts yet. Press i to import an address list, n to add somebody."
_NOBODY = "The filter finds nobody. Press Esc to see all."


def _mail(row: PersonRow) -> str:
    if row.do_not_contact:
        return "✗ do not contact"
    mark = MARKS.get(row.email_state, "") if row.email_state else ""
    return f"{mark}{row.email}" if row.email else "–"


COLUMNS = [
    Column[PersonRow]("Name", lambda row: row.name, width=22, weight=3, most=44),
    Column[PersonRow]("", lambda row: row.country or "", width=2),
    Column[PersonRow]("Category", lambda row: short(row.category), width=9),
    Column[PersonRow]("Organisation", lambda row: row.organisation or "", width=14, weight=3, most=44),
    Column[PersonRow]("E-mail", _mail, width=18, weight=2, most=40, drop_order=1),
    Column[PersonRow]("Phone", lambda row: row.phone or "", width=16, most=20, drop_order=2),
]


class People(PlaceScreen):
    """All contacts: find, add, edit, and put on the list of a meeting."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "filter", "new", "edit", "add_people", "import", "remove"
    )
    ABOUT = (
        "All contacts. Type / to find by name or organisation; words such as country:de, category:mp,"
        " org:bundestag, language:fr, email:bounced, contact:no narrow the list, a - before one excludes."
    )
    DEFAULT_CSS = """
    People {
        & PersonSide { width: 44; display: none; }
        &.-wide PersonSide { display: block; }
    }
    """

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
        self.bar = FilterBar("country:de category:mp org:bundestag")
        self.list: RecordList[PersonRow] = RecordList(
            COLUMNS, key=lambda row: row.id, empty=_EMPTY, id="people"
        )
        self.side = PersonSide(ground)
        self._goal: int | None = None
        self._shown_for = ""

    def body(self) -> ComposeResult:
        """What is typed; the list; the card beside it."""
        with Horizontal():
            with Vertical():
                yield self.bar
                yield self.list
            yield self.side

    async def load(self) -> None:
        """Count what the filter finds, and show as much of it as there is room for."""
        text, store = self.bar.text, self.ground.store
        try:
            count = await store.read(count_people, text=text)
        except PROBLEMS as problem:
            if not text:
                raise
            self.bar.note(str(problem), problem=True)
            return
        self.bar.note(f"{count:,}".replace(",", " ") + " found" if text else "")
        self.list.set_empty(_NOBODY if text else _EMPTY)
        if text != self._shown_for:  # another question: its first answer comes first
            self.list.cursor, self._shown_for = 0, text
            locate = None
        else:  # the cursor stays where it is, unless somebody is to be shown
            locate = None if self._goal is not None else partial(self._locate, text)
        self.list.set_source(count, partial(self._fetch, text), locate=locate, keys=partial(self._ids, text))
        self.refresh_bindings()  # what can be done depends on whether anybody is there
        if not count:
            self.side.show(None)
        if self._goal is not None:
            place, self._goal = await self._locate(text, self._goal), None
            self.list.cursor = place or 0

    async def _fetch(self, text: str, offset: int, limit: int) -> Sequence[PersonRow]:
        return await self.ground.store.read(list_people, text=text, offset=offset, limit=limit)

    async def _ids(self, text: str) -> Sequence[int]:
        return await self.ground.store.read(person_ids, text=text)

    async def _locate(self, text: str, key: Hashable) -> int | None:
        assert isinstance(key, int)
        return await self.ground.store.read(place_of_person, person_id=key, text=text)

    @on(FilterBar.FilterChanged)
    def _filtered(self) -> None:
        self.reload()

    @on(RecordList.Highlighted)
    def _highlighted(self, event: RecordList.Highlighted[PersonRow]) -> None:
        self.side.show(event.row.id)

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[PersonRow]) -> None:
        open_person(self.app, self.ground, event.row.id)

    def why_not(self, verb_id: str) -> str | None:
        """Most verbs are for the person under the cursor."""
        if verb_id in {"edit", "remove", "add_people"} and self.list.current is None:
            return "There is nobody under the cursor: press n to add somebody, i to import a list."
        return None

    async def do_new(self) -> None:
        """Add somebody, and put the cursor there."""
        number = await add_contact(self.shell, self.ground)
        if number is not None:
            self._goal = number
            self.bar.set_text("")
            self.shell.tell("Added to the contacts.")
            self.reload()

    async def do_edit(self) -> None:
        """Edit the person under the cursor."""
        row = self.list.current
        if row is None:
            return
        card = await self.ground.store.read(person_card, person_id=row.id)
        if card is None:
            self.shell.tell("This person is no longer in the contacts.", problem=True)
        elif await edit_details(self.shell, self.ground, card):
            self.shell.tell("Saved.")
            self._goal = row.id
        self.reload()

    async def do_remove(self) -> None:
        """Remove the selected people who are invited to nothing."""
        rows = await self.list.chosen()
        refused = await self.ground.store.write(remove_people, person_ids=[row.id for row in rows])
        if gone := len(rows) - len(refused):
            self.shell.tell(f"Removed {counted(gone, 'person', 'people')}; z brings back.")
            self.reload()
        if refused:
            self.shell.tell(_few(refused), problem=True)

    async def do_add_people(self) -> None:
        """Put the selected people on the list of a meeting."""
        rows = await self.list.chosen()
        programme = self.ground.programme
        meetings = await self.ground.store.read(list_meetings, programme_id=programme.id) if programme else ()
        if not meetings:
            self.shell.tell("There is no meeting yet: press 2, then n to add one.")
            return
        options = [Option(row, " · ".join(filter(None, (row.title, row.city)))) for row in meetings]
        whom = rows[0].name if len(rows) == 1 else counted(len(rows), "person", "people")
        meeting = await self.shell.ask(Choose(f"Put {whom} on the list of …", options))
        if meeting is None:
            return
        ids = [row.id for row in rows]
        done = await self.ground.store.write(invite_people, meeting_id=meeting.id, person_ids=ids)
        self.list.clear_selection()
        self.shell.tell(_invited(done, meeting.title), problem=bool(done.refused))

    def do_import(self) -> None:
        """Import a list of people from a file."""
        open_import(self.app, self.ground)


def _invited(done: Invited, meeting: str) -> str:
    said = [f"{counted(len(done.added), 'person', 'people')} put on the list of {meeting}."]
    if done.already:
        said.append(f"{len(done.already)} already there.")
    return " ".join([*said, _few(done.refused)] if done.refused else said)


def _few(sentences: Sequence[str], most: int = 3) -> str:
    more = len(sentences) - most
    return " ".join(sentences[:most]) + (f" And {more} more." if more > 0 else "")
