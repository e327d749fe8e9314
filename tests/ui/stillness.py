"""When the program has done all that a key began: messages, drawing, reading and writing.

It looks inside Textual, so that no test has to: what it asks for there stands in this module only.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual._context import active_app
from textual.screen import ModalScreen

if TYPE_CHECKING:
    from textual.app import App

READING = frozenset({"load", "rows", "locate", "poll"})
"""The groups of workers that end by themselves."""
_HELD_UP = 0.5
"""The seconds after which a test is taken to hold a reading up on purpose."""
_NEVER = 20
"""The seconds after which a screen that draws itself again and again fails its test, and does not hang."""
_SHORT = 0.002


async def until_still(_min_sleep: float = 0, _max_sleep: float = 0) -> None:
    """Wait until all that was begun is done; stands in for `wait_for_idle` of Textual, so it takes the same.

    Textual sleeps 20 ms at a time until the process uses no time: slow, and wrong on a busy machine.
    """
    app = active_app.get()
    begun = monotonic()
    while app.is_running and not app._exit:
        await asyncio.sleep(0)
        took = monotonic() - begun
        if _has_steps_to_run() or _has_drawn(app):
            assert took < _NEVER, "the screen does not come to rest"
            continue
        if (app._batch_count or is_busy(app)) and took < _HELD_UP:
            await asyncio.sleep(_SHORT)
            continue
        break


def is_busy(app: App[Any], groups: frozenset[str] = READING) -> bool:
    """Whether something is read, or a verb is under way; one whose dialog waits for an answer is not."""
    if not isinstance(app.screen, ModalScreen):
        groups |= {"verbs"}
    return any(worker.group in groups and not worker.is_finished for worker in app.workers)


def _has_steps_to_run() -> bool:
    loop: Any = asyncio.get_running_loop()
    return bool(loop._ready)


def _has_drawn(app: App[Any]) -> bool:
    """Draw what the program would draw with its next frame; whether there was anything."""
    screens: list[Any] = app.screen_stack
    due = [screen for screen in screens if screen._update_timer._active.is_set()]
    for screen in due:
        screen._on_timer_update()
    return bool(due)
