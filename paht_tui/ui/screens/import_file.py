"""Importing people from a file: which one, what its columns are, what would become of each row; then all.

Nothing is written before the one key that imports, and then everything or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from db.queries.meetings import MeetingRow, meeting_by_id
from paht_tui.documents.columns import Field
from paht_tui.jobs.importing import apply_plan, map_sheet, plan_import, read_columns
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.importing_rows import (
    ColumnLine,
    RowLine,
    column_lines,
    field_words,
    has_names,
    narrowed,
    row_lines,
)
from paht_tui.ui.paths import shown
from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings, labelled
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.path_picker import PathPicker
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from paht_tui.documents.tables import Table
    from paht_tui.domain.imports import ImportPlan
    from paht_tui.jobs.importing import Imported, ImportSheet
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.work import Work

_NO_NAMES = "No column is taken for names yet: put the cursor on the one that holds them and press Enter."
_COLUMNS = [
    Column[ColumnLine]("Column", lambda line: line.heading, width=12, weight=1),
    Column[ColumnLine](
        "is", lambda line: Text(field_words(line.field), "" if line.is_kept else "dim"), width=14
    ),
    Column[ColumnLine]("such as", lambda line: line.sample, width=12, weight=1, drop_order=1),
]
_ROWS = [
    Column[RowLine]("Row", lambda line: str(line.row), width=5, align="right"),
    Column[RowLine]("", lambda line: Text(line.what, "bold" if line.what == "refused" else ""), width=9),
    Column[RowLine]("Name", lambda line: line.name, width=14, weight=2, most=36),
    Column[RowLine]("", lambda line: line.detail, width=10, weight=3, most=120),
]


@dataclass(frozen=True, slots=True)
class _Step:
    done: int
    total: int


class ImportScreen(PlaceScreen):
    """From a file into the contacts and, with `meeting_id`, onto the list of that meeting."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("import", "filter"),
        labelled("new", "another file"),
        *bindings("undo"),
    ]
    ABOUT = (
        "An address list as CSV, XLSX, XLS or ODS. Enter on a column says what it is; Tab goes to the rows,"
        " where Enter shows one whole and / finds words such as refused. i imports all that is not refused."
    )
    DEFAULT_CSS = """
    ImportScreen {
        & #preview { height: 1fr; }
        & #summary { height: auto; padding: 0 1; }
        & #both { height: 1fr; margin-top: 1; layout: vertical; }
        & #columns { height: auto; max-height: 35%; }
        & #rows-side { height: 1fr; margin-top: 1; }
        &.-wide #both { layout: horizontal; }
        &.-wide #columns { width: 50; height: 1fr; max-height: 100%; }
        &.-wide #rows-side { width: 1fr; margin-top: 0; border-left: solid $panel; }
        & #preview, &.-asking PathPicker { display: block; }
        & PathPicker, &.-asking #preview { display: none; }
    }
    """

    def __init__(self, ground: Ground, *, meeting_id: int | None = None) -> None:
        super().__init__()
        self.ground = ground
        self._meeting_id = meeting_id
        self._meeting: MeetingRow | None = None
        self._path: Path | None = None
        self._table: Table | None = None
        self._mapping: dict[int, Field] = {}
        self._sheet: ImportSheet | None = None
        self._plan: ImportPlan | None = None
        self._work: Work | None = None
        self._imported: Imported | None = None
        self._lines: list[RowLine] = []
        self.picker = PathPicker("Which list? Type its path; Tab completes, ↓ and Enter choose.")
        self.bar = FilterBar("refused, updated, added, a name")
        self._summary = Static("", markup=False, id="summary")
        self.columns: RecordList[ColumnLine] = RecordList(
            _COLUMNS, key=lambda line: line.place, selectable=False, id="columns"
        )
        self.rows: RecordList[RowLine] = RecordList(
            _ROWS, key=lambda line: line.row, selectable=False, empty="No row to show.", id="rows"
        )

    def body(self) -> ComposeResult:
        """Which file; then what it holds and what would become of it."""
        yield self.picker
        with Vertical(id="preview"):
            yield self._summary
            with Horizontal(id="both"):
                yield self.columns
                with Vertical(id="rows-side"):
                    yield self.bar
                    yield self.rows

    def on_mount(self) -> None:
        """Ask for the file."""
        self._ask()

    def _ask(self) -> None:
        """Begin where the last list was; after an import that refused rows, with the file of those."""
        self.add_class("-asking")
        refused = self._imported.refused_file if self._imported is not None else None
        folder = self.ground.import_folder or Path.home()
        self.picker.say("")
        self.picker.begin(refused or folder, folder=refused is None)

    @on(PathPicker.Picked)
    async def _picked(self, event: PathPicker.Picked) -> None:
        self.picker.say("")
        _: Worker[None] = self.run_worker(partial(self._read, event.path), group="load", exclusive=True)

    async def _read(self, path: Path) -> None:
        self._summary.update(f"Reading {clean(path.name)} …")
        try:
            table, mapping = await read_columns(path)
        except PROBLEMS as problem:
            self.picker.say(str(problem))
            return
        self.ground.import_folder = path.parent
        self._path, self._table, self._mapping = path, table, dict(mapping)
        self._imported = None
        self.bar.set_text("")
        self.remove_class("-asking")
        self.columns.focus()
        await self._make_plan()

    async def load(self) -> None:
        """Compare the file with the contacts, which may have changed."""
        if self._meeting_id is not None and self._meeting is None:
            self._meeting = await self.ground.store.read(meeting_by_id, meeting_id=self._meeting_id)
        if self._table is not None:
            await self._make_plan()

    async def _make_plan(self) -> None:
        path, table = self._path, self._table
        assert path is not None
        assert table is not None
        self.columns.set_rows(column_lines(table, self._mapping))
        if not has_names(self._mapping):
            self._sheet = self._plan = None
            self._lines = []
        else:
            if self._plan is None:
                self._summary.update(f"Comparing {clean(path.name)} with the contacts …")
            sheet = await map_sheet(path, table, self._mapping)
            plan = await plan_import(self.ground.store, sheet)
            self._sheet, self._plan = sheet, plan
            self._lines = row_lines(plan)
            if plan.added or plan.updated:  # undone, or not imported yet
                self._imported = None
        self._summary.update(self._summary_lines(path, table))
        self._show_rows()
        self.refresh_bindings()  # whether there is anything to import is known only now

    def _show_rows(self) -> None:
        found = narrowed(self._lines, self.bar.text)
        self.rows.set_rows(found)
        self.bar.note(f"{len(found)} of {len(self._lines)}" if self.bar.text else "")

    def _summary_lines(self, path: Path, table: Table) -> Group:
        parts = [
            Text.assemble(
                (clean(path.name), "bold"), clean(f" · {table.source} · {counted(len(table.rows), 'row')}")
            )
        ]
        plan = self._plan
        if plan is None:
            parts.append(Text(_NO_NAMES, "bold"))
        elif self._imported is not None:
            parts.append(Text(clean(_done_words(self._imported, self._meeting)), "bold"))
        else:
            onto = f", for the list of {self._meeting.title}" if self._meeting is not None else ""
            parts.append(Text(clean(f"i imports {_plan_words(plan)}{onto}. Nothing is written yet.")))
        if table.remarks:
            more = f" And {len(table.remarks) - 1} more." if len(table.remarks) > 1 else ""
            parts.append(Text(clean(f"Look at it: {table.remarks[0]}{more}"), "dim"))
        return Group(*parts)

    @on(FilterBar.FilterChanged)
    def _filtered(self) -> None:
        self._show_rows()

    @on(RecordList.Opened, "#rows")
    def _row_opened(self, event: RecordList.Opened[RowLine]) -> None:
        line = event.row
        text = "\n".join((line.name, "", line.what, *line.detail.replace("; ", "\n").splitlines()))
        _ = self.app.push_screen(Show(f"Row {line.row}", text))

    @on(RecordList.Opened, "#columns")
    def _column_opened(self, event: RecordList.Opened[ColumnLine]) -> None:
        line = event.row
        options = [Option(field, field_words(field)) for field in Field]

        def chosen(field: Field | None) -> None:
            if field is not None and field is not line.field:
                self._mapping[line.place] = field
                self.reload()

        question = Choose(f"What is the column “{line.heading}”?", options, current=line.field)
        _ = self.app.push_screen(question, chosen)

    def why_not(self, verb_id: str) -> str | None:
        """There has to be something to import."""
        if verb_id != "import":
            return None
        if self._work is not None and self._work.runs:
            return "This list is being imported."
        if self._table is None or self.has_class("-asking"):
            return "Choose a file first."
        plan = self._plan
        if plan is None:
            return _NO_NAMES
        known = plan.unchanged if self._meeting_id is not None and self._imported is None else ()
        if not (plan.added or plan.updated or known):
            return "There is nothing in this list that the contacts do not have already."
        return None

    async def do_import(self) -> None:
        """Import everything that is not refused, as long as the contacts are as they were shown."""
        sheet, shown_plan = self._sheet, self._plan
        assert sheet is not None  # as `why_not` has made sure
        plan = await plan_import(self.ground.store, sheet)
        if plan != shown_plan:
            self.reload()
            self.shell.tell("The contacts have changed meanwhile: look at the rows again, then press i.")
            return
        self._work = self.shell.start_work(
            f"importing {sheet.path.name}", self._steps(sheet, plan), ended=self._ended, show=False
        )

    async def _steps(self, sheet: ImportSheet, plan: ImportPlan) -> AsyncIterator[_Step]:
        """Two steps: it is stopped before anything is written, or not at all."""
        total = len(plan.added) + len(plan.updated)
        yield _Step(0, total)
        self._imported = await apply_plan(self.ground.store, sheet, plan, meeting_id=self._meeting_id)
        yield _Step(total, total)

    def _ended(self, work: Work) -> str | None:
        if work.state == "finished" and self._imported is not None:
            return _done_short(self._imported)
        if work.state == "failed":
            return f"{work.problem} Nothing was imported."
        return None

    def do_new(self) -> None:
        """Choose another file."""
        self._ask()

    def do_back(self) -> object:
        """From the question for another file, back to the one that is shown."""
        if self.has_class("-asking") and self._table is not None:
            self.remove_class("-asking")
            self.columns.focus()
            return None
        return super().do_back()


def _plan_words(plan: ImportPlan) -> str:
    parts = [
        counted(len(plan.added), "new person", "new people"),
        counted(len(plan.updated), "update"),
        f"{len(plan.unchanged)} unchanged",
        f"{len(plan.refused)} refused",
    ]
    return ", ".join(parts)


def _done_short(done: Imported) -> str:
    return f"Imported: {done.added} added, {done.updated} updated, {done.unchanged} unchanged."


def _done_words(done: Imported, meeting: MeetingRow | None) -> str:
    said = f"{_done_short(done)} z takes it back."
    if meeting is not None:
        said += f" {counted(done.invited, 'person', 'people')} put on the list of {meeting.title}."
    if done.refused_file is not None:
        said += f" The refused rows are in {shown(done.refused_file)}: mend them there; n opens that file."
    return said
