"""Words in the user's own editor: the program leaves the terminal to it, and comes back when it ends.

What goes on meanwhile goes on: a batch is sent, and nothing is drawn. The file is `jobs/outside_editor.py`.
"""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from paht_tui.errors import UserError
from paht_tui.jobs.outside_editor import edit, editor_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import App

    from paht_tui.jobs.outside_editor import Words


async def edited_outside(app: App[Any], words: Words) -> Words:
    """The words as they stand when the editor is left.

    Raises:
        UserError: no editor is set, it did not end well, or the program cannot leave this terminal.
    """
    command = editor_command(os.environ)
    try:
        with app.suspend(), app.batch_update(), _interrupts_left_to_the_editor():
            ended = await asyncio.to_thread(_ended, command, words)
    except SuspendNotSupported as error:
        raise UserError(
            "The program cannot leave this terminal to an editor: write here, or start paht in a terminal."
        ) from error
    if isinstance(ended, UserError):
        raise ended
    return ended


def _ended(command: Sequence[str], words: Words) -> Words | UserError:
    """The words, or what went wrong: an error raised in between would leave the terminal to the editor."""
    try:
        return edit(command, words)
    except UserError as problem:
        return problem


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Ctrl+C typed in an editor reaches every program of the terminal, and must not end this one."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        _ = signal.signal(signal.SIGINT, before)
