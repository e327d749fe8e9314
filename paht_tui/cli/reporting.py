"""`paht report`: the account of a meeting, every figure from the record."""

import argparse
import asyncio
from pathlib import Path

from paht_tui.cli.output import json_text, note, say_json, say_lines
from paht_tui.cli.record import meeting_of, opened
from paht_tui.cli.run import DONE
from paht_tui.errors import UserError
from paht_tui.jobs.report import meeting_report, meeting_report_json


def report(args: argparse.Namespace) -> int:
    """Print the report, or write it to a file."""
    with opened(args) as record:
        meeting = meeting_of(record, args.meeting)
        if args.format == "json":
            data = asyncio.run(meeting_report_json(record.store, meeting.id))
            if args.output is None:
                say_json(data)
            text = json_text(data) + "\n"
        else:
            text = asyncio.run(meeting_report(record.store, meeting.id))
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
