"""`paht report`: the account of a meeting or of a programme, every figure from the record."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from db.store import Store
from paht_tui.cli.output import json_text, note, say_json, say_lines
from paht_tui.cli.record import meeting_of, opened, programme_of
from paht_tui.cli.run import DONE
from paht_tui.errors import UserError
from paht_tui.jobs.report import (
    meeting_report,
    meeting_report_json,
    programme_report,
    programme_report_json,
)

T = TypeVar("T")
Account: TypeAlias = Callable[[Store, int], Coroutine[Any, Any, T]]
"""What accounts for the meeting or the programme of this number."""


def report(args: argparse.Namespace) -> int:
    """Print the report, or write it to a file."""
    if args.meeting is not None and args.programme is not None:
        raise UserError("The report is of the meeting M or of a --programme: name one of them.")
    with opened(args) as record:
        whole = args.meeting is None
        meant = programme_of(record, args.programme) if whole else meeting_of(record, args.meeting)
        as_text: Account[str] = programme_report if whole else meeting_report
        as_data: Account[dict[str, Any]] = programme_report_json if whole else meeting_report_json
        if args.format == "json":
            data = asyncio.run(as_data(record.store, meant.id))
            if args.output is None:
                say_json(data)
            text = json_text(data) + "\n"
        else:
            text = asyncio.run(as_text(record.store, meant.id))
            if args.output is None:
                say_lines(text)
    if args.output is not None:
        _write(Path(args.output), text)
    return DONE


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise UserError(f"The report cannot be written to {path}: {error.strerror}.") from error
    note(f"Written to {path}.")
