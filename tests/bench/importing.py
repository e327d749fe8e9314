"""An address list of 10,000 rows, from the file to the record with its history, against plain inserts."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from db.store import Store
from paht_tui.domain.clock import system_clock
from paht_tui.jobs.importing import apply_plan, plan_import, read_sheet
from tests.bench.figures import Figure, compare

ROWS = 10_000


def figures(folder: Path) -> Iterator[Figure]:
    """The one figure of importing."""
    file = folder / "list.csv"
    file.write_text("Name;E-mail;Phone;Country;Organisation;Category\n" + "".join(map(_row, range(ROWS))))
    names = iter(range(1_000))

    def ours() -> float:
        return asyncio.run(_import(folder / f"{next(names)}.db", file))

    def floor() -> float:
        return _insert(folder / f"{next(names)}.db")

    yield compare(f"import of {ROWS:,} rows", ours, "plain SQLite inserts of them", floor, rounds=3)


def _row(number: int) -> str:
    return (
        f"Given{number} Family{number};person{number}@parliament{number % 50}.example;"
        f"+49 30 {number:07};Germany;Parliament {number % 300};MP\n"
    )


async def _import(path: Path, file: Path) -> float:
    store = Store(str(path), clock=system_clock, actor="bench")
    begun = time.perf_counter()
    sheet = await read_sheet(file)
    done = await apply_plan(store, sheet, await plan_import(store, sheet))
    seconds = time.perf_counter() - begun
    store.close()
    if done.added != ROWS:
        raise RuntimeError(f"only {done.added} of {ROWS} rows were taken")
    return seconds


def _insert(path: Path) -> float:
    """The same people, addresses and numbers into the same tables, in one transaction, and nothing else."""
    Store(str(path), clock=system_clock, actor="bench").close()
    people = [
        (n, f"Given{n}", f"Family{n}", f"Given{n} Family{n}", f"family{n}", f"given{n}", "mp", "DE")
        for n in range(1, ROWS + 1)
    ]
    connection = sqlite3.connect(path)
    begun = time.perf_counter()
    with connection:
        connection.executemany(
            "INSERT INTO people (id, given_name, family_name, full_name, sort_key, search_key, category,"
            " country, prefix, post_nominals, languages, salutation, do_not_contact, note)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', '', '', 0, '')",
            people,
        )
        connection.executemany(
            "INSERT INTO email_addresses (person_id, position, address, address_key, label, state)"
            " VALUES (?, 0, ?, ?, '', 'untried')",
            [(n, f"person{n}@p.example", f"person{n}@p.example") for n in range(1, ROWS + 1)],
        )
        connection.executemany(
            "INSERT INTO phones (person_id, position, number, label, state) VALUES (?, 0, ?, '', 'untried')",
            [(n, f"+4930{n:07}") for n in range(1, ROWS + 1)],
        )
    seconds = time.perf_counter() - begun
    connection.close()
    return seconds
