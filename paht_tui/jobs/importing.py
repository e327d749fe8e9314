"""Importing an address list: read the file, show what it would do, do all of it or nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db.change import Change
from db.enums import Category, NeedKind
from db.store import Store
from paht_tui.documents.columns import ColumnMap, parse_map, recognise
from paht_tui.documents.contacts import Contact, Refusal, read_contacts
from paht_tui.documents.refused import write_refused
from paht_tui.documents.tables import Table, read_table
from paht_tui.domain import imports
from paht_tui.domain.imports import ImportPlan, Newcomer, RefusedRow
from paht_tui.domain.invitations import invite_people


@dataclass(frozen=True, slots=True)
class ImportSheet:
    """A file as it was understood: its columns by index from 0, its people, and the rows refused."""

    path: Path
    table: Table
    mapping: ColumnMap
    contacts: tuple[Contact, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int
    updated: int
    unchanged: int
    invited: int
    refused_file: Path | None = None
    """Where the refused rows were written, to be mended and imported again."""


async def read_sheet(path: Path, *, pairs: Sequence[str] = (), encoding: str | None = None) -> ImportSheet:
    """Read a CSV or a workbook; `pairs` ("Heading=field") correct what the headings are taken for.

    Raises:
        UserError: it is no such file, a pair names no heading or field, or no column holds names.
    """
    table = await asyncio.to_thread(read_table, path, encoding=encoding)
    mapping = {**recognise(table.headings), **parse_map(pairs, table.headings)}
    return await map_sheet(path, table, mapping)


async def read_columns(path: Path) -> tuple[Table, ColumnMap]:
    """The table of a file and what its headings are taken for, for a person to correct before it is read.

    Raises:
        UserError: it is no such file.
    """
    table = await asyncio.to_thread(read_table, path)
    return table, recognise(table.headings)


async def map_sheet(path: Path, table: Table, mapping: ColumnMap) -> ImportSheet:
    """Read the people of a table under a mapping that a person may have corrected.

    Raises:
        UserError: no column holds names.
    """
    sheet = await asyncio.to_thread(read_contacts, table, mapping)
    return ImportSheet(path, table, mapping, sheet.contacts, sheet.refused)


async def plan_import(store: Store, sheet: ImportSheet) -> ImportPlan:
    """What importing this file would do; nothing is written."""
    refused = [RefusedRow(each.row, _label(each, sheet.mapping), each.reasons) for each in sheet.refused]
    newcomers = [_newcomer(contact) for contact in sheet.contacts]
    return await store.read(imports.plan_import, newcomers=newcomers, refused=refused)


async def apply_plan(
    store: Store, sheet: ImportSheet, plan: ImportPlan, *, meeting_id: int | None = None
) -> Imported:
    """Do what was planned, in one transaction, and write the refused rows beside the file.

    Raises:
        UserError: the refused rows cannot be written; then nothing was imported.
    """
    refused_file = await write_refused_rows(sheet, plan)
    source = sheet.path.name.encode(errors="replace").decode()  # a name may hold bytes that are no letters
    invited = await store.write(_apply, plan=plan, source=source, meeting_id=meeting_id)
    done = Imported(len(plan.added), len(plan.updated), len(plan.unchanged), invited)
    return replace(done, refused_file=refused_file)


async def write_refused_rows(sheet: ImportSheet, plan: ImportPlan) -> Path | None:
    """Write the refused rows beside the file, as it was but with the reasons; None when there are none."""
    if not plan.refused:
        return None
    cells = {row.number: row.cells for row in sheet.table.rows}
    refusals = [
        Refusal(each.row, cells[each.row], each.reasons)
        for each in sorted(plan.refused, key=lambda each: each.row)
    ]
    path = sheet.path.with_name(f"{sheet.path.stem}-refused.csv")
    return await asyncio.to_thread(write_refused, path, sheet.table, refusals)


def _apply(change: Change, *, plan: ImportPlan, source: str, meeting_id: int | None) -> int:
    people = imports.apply_import(change, plan=plan, source=source)
    if meeting_id is None:
        return 0
    return len(invite_people(change, meeting_id=meeting_id, person_ids=people).added)


def _newcomer(contact: Contact) -> Newcomer:
    return Newcomer(
        row=contact.row,
        family_name=contact.family_name,
        given_name=contact.given_name,
        prefix=contact.prefix,
        post_nominals=contact.post_nominals,
        emails=contact.emails,
        phones=tuple((phone.number, phone.label) for phone in contact.phones),
        organisation=contact.organisation,
        position=contact.position,
        category=Category(contact.category) if contact.category else None,
        country=contact.country,
        languages=",".join(contact.languages),
        address="\n".join(contact.address),
        postal_code=contact.postal_code,
        city=contact.city,
        needs=tuple((NeedKind(kind), text) for kind, text in contact.needs),
        note=contact.note,
    )


def _label(refusal: Refusal, mapping: ColumnMap) -> str:
    """What names a refused row to a person: its cells that hold a name."""
    cells = enumerate(refusal.cells)
    return " ".join(cell for column, cell in cells if column in mapping and "name" in mapping[column]).strip()
