"""The record as a command uses it: opened for one command, asked and written from plain code, closed."""

import argparse
import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from db.change import Change
from db.queries.meetings import MeetingRow, find_meeting
from paht_tui.errors import UserError
from paht_tui.jobs.opening import Record, open_record, reason, shown

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Record]:
    """The record that the command line means, until the command has ended.

    Raises:
        UserError: it cannot be opened, or the database refuses to go on.
    """
    record = open_record(url=args.db)
    try:
        yield record
    except OperationalError as error:
        where = shown(record.store.url)
        raise UserError(f"The database {where} cannot be used now: {reason(error)}.") from error
    finally:
        record.close()


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
