"""`paht calendar`: the sessions of a programme as one calendar file. It sends nothing."""

import argparse
import asyncio
import sys
from pathlib import Path

from paht_tui.cli.output import note
from paht_tui.cli.record import opened, programme_of
from paht_tui.cli.run import DONE
from paht_tui.jobs.feed import programme_feed, write_feed


def calendar(args: argparse.Namespace) -> int:
    """Print the calendar, or write it to a file."""
    with opened(args) as record:
        programme = programme_of(record, args.programme)
        content = asyncio.run(programme_feed(record.store, programme, sender=record.settings.sender))
    if args.file is None:
        # As bytes: its lines end in CRLF, and it is UTF-8 whatever the terminal is.
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return DONE
    path = Path(args.file)
    write_feed(path, content)
    note(f"Written to {path}.")
    return DONE
