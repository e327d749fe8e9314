"""`--attach FILE`: files that go with the new messages of a run, read before anything is asked or written."""

import argparse
import asyncio
from pathlib import Path

from paht_tui.domain.attachments import NewFile
from paht_tui.errors import UserError
from paht_tui.jobs.attaching import read_file


def files_of(args: argparse.Namespace) -> tuple[NewFile, ...]:
    """The files that the command line names.

    Raises:
        UserError: one cannot be read or is too large, or there are no new messages for them to go with.
    """
    if args.attach and args.batch:
        raise UserError("--attach is for new messages: to a batch that is prepared, attach in the program.")
    return tuple(asyncio.run(read_file(Path(each))) for each in args.attach)


def with_files(files: tuple[NewFile, ...]) -> str:
    """What goes with the new messages, at the end of the sentence that is confirmed."""
    if not files:
        return ""
    size = sum(len(each.content) for each in files)
    return f", with {', '.join(each.name for each in files)} ({size / 1e6:.1f} MB)"
