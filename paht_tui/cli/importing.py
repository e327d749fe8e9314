"""`paht import`: people from a CSV or XLSX file; what each column was taken for is always shown."""

import argparse
import asyncio
from pathlib import Path

from db.queries.meetings import MeetingRow
from paht_tui.cli.output import note, say
from paht_tui.cli.record import meeting_of, opened
from paht_tui.cli.run import DONE, IN_PART
from paht_tui.documents.columns import Field
from paht_tui.domain.imports import ImportPlan
from paht_tui.jobs.importing import ImportSheet, apply_plan, plan_import, read_sheet

_NOT_KEPT = {Field.IGNORED, Field.GENDER}


def import_file(args: argparse.Namespace) -> int:
    """Import all rows that can be taken; the others are written to a file that can be mended."""
    with opened(args, dry_run=args.dry_run) as record:
        meeting = meeting_of(record, args.meeting) if args.meeting else None
        sheet = asyncio.run(read_sheet(Path(args.file), pairs=args.map, encoding=args.encoding))
        plan = asyncio.run(plan_import(record.store, sheet))
        _show_columns(sheet)
        if args.dry_run:
            _show_rows(plan, meeting)
            return IN_PART if plan.refused else DONE
        done = asyncio.run(apply_plan(record.store, sheet, plan, meeting_id=meeting.id if meeting else None))
    _show_refused(plan)
    known = f"{done.updated} updated, {done.unchanged} unchanged"
    say(f"{done.added} added, {known}, {len(plan.refused)} refused.")
    if meeting:
        say(f"{done.invited} put on the list of {meeting.title}.")
    if done.refused_file:
        say(f"The refused rows are in {done.refused_file}: mend them there and import that file.")
    return IN_PART if plan.refused else DONE


def _show_columns(sheet: ImportSheet) -> None:
    """Which column was taken for what, on standard error: it is no result, but nobody should miss it."""
    rows = len(sheet.table.rows)
    note(f"{sheet.path.name}: {sheet.table.source}, {rows} {'row' if rows == 1 else 'rows'}.")
    for column, heading in enumerate(sheet.table.headings):
        field = sheet.mapping.get(column, Field.IGNORED)
        taken = "not taken over" if field in _NOT_KEPT else field.value
        note(f"  {heading or f'column {column + 1}'}: {taken}")
    note("Wrong? Say --map HEADING=FIELD.")
    for remark in sheet.table.remarks:
        note(remark)


def _show_rows(plan: ImportPlan, meeting: MeetingRow | None) -> None:
    lines = [(new.row, f"{new.name}: would be added") for new in plan.added]
    lines += [(row.row, f"{row.name}: would be updated ({'; '.join(row.changes)})") for row in plan.updated]
    lines += [(row.row, f"{row.name}: is known, nothing differs") for row in plan.unchanged]
    lines += [(row.row, f"{row.name}: refused. {' '.join(row.reasons)}") for row in plan.refused]
    for number, line in sorted(lines):
        say(f"Row {number}: {line}")
    say(
        f"{len(plan.added)} would be added, {len(plan.updated)} updated, {len(plan.unchanged)} unchanged,"
        f" {len(plan.refused)} refused. Nothing was written."
    )
    if meeting:
        taken = len(plan.added) + len(plan.updated) + len(plan.unchanged)
        say(f"{taken} would be put on the list of {meeting.title}, unless they are on it.")


def _show_refused(plan: ImportPlan) -> None:
    for row in plan.refused:
        say(f"Row {row.row}: {row.name}: refused. {' '.join(row.reasons)}")
