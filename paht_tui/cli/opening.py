"""`paht`, `paht demo` and `paht undo`. What the first frame does not need is loaded after it."""

import asyncio
import gc
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from paht_tui.cli.output import note, say, say_lines
from paht_tui.cli.run import DONE
from paht_tui.errors import UserError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from paht_tui.jobs.opening import Record


_DEMO_ZONE: Final = "Europe/Amsterdam"


def open_screen(args: "argparse.Namespace") -> int:
    """Open the program on the screen."""
    if not _on_a_terminal():
        raise UserError("The program needs a terminal. For scripts there are commands: paht --help")

    def make() -> "Record":
        from paht_tui.jobs.opening import open_record  # noqa: PLC0415 - loaded after the first frame

        return open_record(url=args.db)

    def database() -> Path | None:
        from paht_tui.settings import database_url, load_settings, settings_path  # noqa: PLC0415 - as above

        try:
            named = database_url(args.db, load_settings(settings_path()))
        except UserError:  # opening the record says it
            return None
        # An address that cannot be used is refused in a sentence when the record is opened.
        return None if "://" in named else Path(os.path.expanduser(named))  # noqa: PTH111 - never raises

    return _open(database, make)


def demo(args: "argparse.Namespace") -> int:
    """Open a scratch copy of the programme; without a terminal, print its report and where the mail lies."""
    folder = Path(args.folder) if args.folder else Path(tempfile.mkdtemp(prefix="paht-demo-"))
    at = args.at and (args.at if args.at.tzinfo else args.at.replace(tzinfo=ZoneInfo(_DEMO_ZONE)))
    if _on_a_terminal():
        code = _open(lambda: None, lambda: _build(folder, at))
        note(f"The sample lies in {folder}.")
        return code
    say_lines(asyncio.run(_demo_text(folder, at)))
    return DONE


def undo(args: "argparse.Namespace") -> int:
    """Take back the last thing that this user recorded."""
    from paht_tui.cli.record import act, opened  # noqa: PLC0415 - the screen opens without them
    from paht_tui.domain.undo import undo_last  # noqa: PLC0415

    with opened(args) as record:
        done = act(record, undo_last)
    say(f"Undone: {done.summary}.")
    return DONE


def _open(database: "Callable[[], Path | None]", make: "Callable[[], Record]") -> int:
    # What a start loads stays: searching it for garbage meanwhile would take a tenth of the start.
    gc.disable()
    from paht_tui.cli.open_program import open_program  # noqa: PLC0415 - only where there is a screen

    return open_program(database=database, make=make)


def _build(folder: Path, at: datetime | None) -> "Record":
    """The sample as a record; it has its own settings, so that no server of the user's is ever asked."""
    from paht_tui.jobs.demo import DAY_AFTER, build_demo  # noqa: PLC0415 - loaded after the first frame
    from paht_tui.jobs.opening import Record  # noqa: PLC0415
    from paht_tui.settings import Settings  # noqa: PLC0415

    made = asyncio.run(build_demo(folder=folder, at=at or DAY_AFTER))
    return Record(
        made.store, Settings(sender=made.sender), made.clock, made.outgoing, folder / "settings.toml"
    )


async def _demo_text(folder: Path, at: datetime | None) -> str:
    from paht_tui.jobs.demo import DAY_AFTER, build_demo, demo_text  # noqa: PLC0415

    made = await build_demo(folder=folder, at=at or DAY_AFTER)
    try:
        return await demo_text(made)
    finally:
        made.store.close()


def _on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
