"""`paht doctor`: what is set up, what is not, what to do; it alters nothing."""

import argparse
import asyncio
import os
import shutil
import sys

from paht_tui.cli.output import say, say_json
from paht_tui.cli.run import DONE, REFUSED
from paht_tui.cli.shapes import DOCTOR_FIELDS
from paht_tui.domain.clock import system_clock
from paht_tui.jobs.doctor import Terminal, examine
from paht_tui.jobs.findings import State, finding_lines


def doctor(args: argparse.Namespace) -> int:
    """Print what was found; exit code 1 when something is wrong."""
    columns, lines = shutil.get_terminal_size()
    terminal = Terminal(sys.stdout.isatty(), columns, lines, sys.stdout.encoding)
    findings = asyncio.run(
        examine(url=args.db, environ=os.environ, terminal=terminal, clock=system_clock, connect=args.connect)
    )
    if args.json:
        say_json([{name: getattr(each, name) for name in DOCTOR_FIELDS} for each in findings])
    else:
        for line in finding_lines(findings):
            say(line)
    return REFUSED if any(each.state is State.PROBLEM for each in findings) else DONE
