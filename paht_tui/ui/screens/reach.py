"""What stands behind the figures that reach beyond the meetings: the reports to others, the focal points."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Static

from db.queries.reach import FocalPointRow, ReportBackRow, list_focal_points, list_report_backs
from paht_tui.documents.countries import country_name
from paht_tui.domain.reach import remove_focal_point, remove_report_back
from paht_tui.ui.doors import open_person
from paht_tui.ui.forms.reach import edit_report, focal_point, report_back
from paht_tui.ui.local import date_words
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paht_tui.ui.ground import Ground

_NO_REPORT = (
    "Nobody has reported back yet. Press n when a participant says how many others were told;"
    " on a person or in the list of a meeting, B does the same."
)
_NO_FOCAL_POINT = (
    "No parliament has named a focal point yet. Press n to record one; on a person, F does the same."
)
_HEADING = "height: 1; padding: 0 2; color: $primary; text-style: bold;"


class ReportBacks(PlaceScreen):
    """Who told others, how many, and after which meeting."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("new", "edit", "remove", "back", hidden=("report_back",))
    ABOUT: ClassVar[str] = (
        "The people reached indirectly, as participants report of those they told. Enter opens who reported."
    )
    DEFAULT_CSS = f"ReportBacks > #heading {{ {_HEADING} }}"

    def __init__(self, ground: Ground, programme_id: int) -> None:
        super().__init__()
        self.ground = ground
        self.programme_id = programme_id
        self.heading = Static("", markup=False, id="heading")
        self.list: RecordList[ReportBackRow] = RecordList(
            [
                Column("Who reported", lambda row: row.name, width=20, weight=1, most=40),
                Column("", lambda row: row.country or "", width=2),
                Column("Told", lambda row: str(row.people_reached), width=5, align="right"),
                Column("Who they are", lambda row: row.audience, width=14, weight=4, most=50),
                Column("On", lambda row: date_words(row.reported_on), width=11),
                Column("After", lambda row: row.city or row.meeting or "", width=10, weight=1, most=30),
            ],
            key=lambda row: row.id,
            empty=_NO_REPORT,
            selectable=False,
            id="reports",
        )

    def body(self) -> ComposeResult:
        """The figure; the reports behind it."""
        yield self.heading
        yield self.list

    async def load(self) -> None:
        """Read the reports."""
        rows = await self.ground.store.read(list_report_backs, programme_id=self.programme_id)
        told = counted(sum(row.people_reached for row in rows), "person", "people")
        self.heading.update(f"Reached indirectly · {told}, by {counted(len(rows), 'report')}")
        self.list.set_rows(rows)

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[ReportBackRow]) -> None:
        open_person(self.app, self.ground, event.row.person_id)

    def why_not(self, verb_id: str) -> str | None:
        """Without a report there is nothing to put right."""
        if verb_id in {"edit", "remove"} and self.list.current is None:
            return "There is no report yet: n records one."
        return None

    async def do_new(self) -> None:
        """Record that somebody told others."""
        if await report_back(self.shell, self.ground, self.programme_id):
            self.reload()

    async def do_report_back(self) -> None:
        """The same by its own key."""
        await self.do_new()

    async def do_edit(self) -> None:
        """Put the report under the cursor right."""
        if (row := self.list.current) is not None and await edit_report(self.shell, self.ground, row):
            self.reload()

    async def do_remove(self) -> None:
        """Take the report under the cursor out again."""
        if (row := self.list.current) is not None:
            await self.ground.store.write(remove_report_back, report_back_id=row.id)
            self.shell.tell(f"Removed what {row.name} reported; z brings it back.")
            self.reload()


class FocalPoints(PlaceScreen):
    """Whom the national parliaments named, by country."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("new", "edit", "remove", "back", hidden=("focal_point",))
    ABOUT: ClassVar[str] = "Whom each national parliament named as its focal point. Enter opens the person."
    DEFAULT_CSS = f"FocalPoints > #heading {{ {_HEADING} }}"

    def __init__(self, ground: Ground, programme_id: int) -> None:
        super().__init__()
        self.ground = ground
        self.programme_id = programme_id
        self.heading = Static("", markup=False, id="heading")
        self.list: RecordList[FocalPointRow] = RecordList(
            [
                Column("Parliament of", lambda row: country_name(row.country), width=20, weight=1, most=32),
                Column("Focal point", lambda row: row.name, width=24, weight=2, most=44),
                Column("Since", lambda row: date_words(row.since), width=11),
            ],
            key=lambda row: row.id,
            empty=_NO_FOCAL_POINT,
            selectable=False,
            id="focal-points",
        )

    def body(self) -> ComposeResult:
        """The figure; the people behind it."""
        yield self.heading
        yield self.list

    async def load(self) -> None:
        """Read the focal points."""
        rows = await self.ground.store.read(list_focal_points, programme_id=self.programme_id)
        countries = counted(len({row.country for row in rows}), "national parliament")
        self.heading.update(f"Focal points · {counted(len(rows), 'person', 'people')} of {countries}")
        self.list.set_rows(rows)

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[FocalPointRow]) -> None:
        open_person(self.app, self.ground, event.row.person_id)

    def why_not(self, verb_id: str) -> str | None:
        """Without a focal point there is nothing to put right."""
        if verb_id in {"edit", "remove"} and self.list.current is None:
            return "There is no focal point yet: n records one."
        return None

    async def do_new(self) -> None:
        """Record whom a parliament named."""
        if await focal_point(self.shell, self.ground, self.programme_id):
            self.reload()

    async def do_focal_point(self) -> None:
        """The same by its own key."""
        await self.do_new()

    async def do_edit(self) -> None:
        """Put the country or the day right."""
        row = self.list.current
        if row is not None and await focal_point(
            self.shell, self.ground, self.programme_id, person_id=row.person_id, row=row
        ):
            self.reload()

    async def do_remove(self) -> None:
        """Record that the person under the cursor is no longer a focal point."""
        if (row := self.list.current) is not None:
            await self.ground.store.write(remove_focal_point, focal_point_id=row.id)
            self.shell.tell(f"{row.name} is no longer a focal point; z takes that back.")
            self.reload()
