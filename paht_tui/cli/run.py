"""Doing one command: find it, load what it needs and nothing else, and turn errors into sentences.

An error that nobody foresaw keeps its traceback: it is a bug, and the traceback is how it is mended.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Final

from db.errors import RecordError
from paht_tui.cli.output import be_lenient, note
from paht_tui.errors import UserError

DONE: Final = 0
REFUSED: Final = 1
IN_PART: Final = 3
NO_SERVER: Final = 4
INTERRUPTED: Final = 130
NO_READER: Final = 141


def run(words: Sequence[str]) -> int:
    """Do what the words say; the exit code."""
    be_lenient()
    try:
        found = _parsed(words)
    except SystemExit as done:  # argparse ends the program after --help and after a mistake
        return _flushed(done.code if isinstance(done.code, int) else REFUSED)
    module, _, name = found.run.partition(":")
    try:
        command: Callable[..., int] = getattr(import_module(f"paht_tui.cli.{module}"), name)
        return _flushed(command(found))
    except (UserError, RecordError) as error:
        note(f"paht: {error}")
        return REFUSED
    except KeyboardInterrupt:
        note("paht: interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        return _silenced()


def _parsed(words: Sequence[str]) -> Any:
    if not words:
        # The program on the screen: its first frame does not wait for the words of the commands.
        return SimpleNamespace(run="opening:open_screen", db=None)
    from paht_tui.cli.parser import build_parser  # noqa: PLC0415

    return build_parser().parse(words)


def _flushed(code: int) -> int:
    """`code`, once everything is out: a reader that is gone shows now and not at the end of Python."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _silenced()
    return code


def _silenced() -> int:
    """Let what Python would still write at its end go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return NO_READER
