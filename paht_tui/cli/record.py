"""The record as a command uses it: opened for one command, asked and written from plain code, closed."""

import argparse
import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from db.change import Change
from db.queries.meetings import MeetingRow, ProgrammeRow, find_meeting, list_programmes
from db.text import fold
from paht_tui.errors import UserError
from paht_tui.jobs.opening import Record, is_to_be_made, open_record

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def opened(args: argparse.Namespace, *, dry_run: bool = False) -> Iterator[Record]:
    """The record that the command line means, until the command has ended; a dry run makes none."""
    with _stand_in() if dry_run and is_to_be_made(url=args.db) else nullcontext(args.db) as url:
        record = open_record(url=url)
        try:
            yield record
        finally:
            record.close()


@contextmanager
def _stand_in() -> Iterator[str]:
    """The place of an empty record for the time of a dry run, where there is none yet."""
    with TemporaryDirectory(prefix="paht-") as folder:
        yield str(Path(folder) / "paht.db")


def ask(
    record: Record, question: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """The answer to a question to the record."""
    return asyncio.run(record.store.read(question, *args, **kwargs))


def act(record: Record, change: Callable[Concatenate[Change, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What came of a recorded act."""
    return asyncio.run(record.store.write(change, *args, **kwargs))


def meeting_of(record: Record, text: str) -> MeetingRow:
    """The meeting that a word of the command line means."""
    return ask(record, find_meeting, text=text)


def programme_of(record: Record, named: str | None) -> ProgrammeRow:
    """The programme of this name, or the only one.

    Raises:
        UserError: there is none, or several may be meant.
    """
    rows = ask(record, list_programmes)
    if not rows:
        raise UserError("There is no programme yet: start one with `paht programme new`.")
    found = [row for row in rows if named is None or fold(named) in {fold(row.short_name), fold(row.name)}]
    if len(found) != 1:
        names = ", ".join(row.short_name for row in rows)
        raise UserError(f"Name the programme with --programme. There are: {names}.")
    return found[0]
