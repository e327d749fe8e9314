"""How the tests drive the program: open it, press keys, wait until all is quiet."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.ui.kit_app import KitRecord, kit_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from paht_tui.ui.app import PahtApp


async def until_open(pilot: Pilot[None]) -> None:
    """Wait until the record is open and the first place has read its data."""
    while pilot.app.current_mode == "_default":
        await pilot.pause()
    await quiet(pilot)


async def quiet(pilot: Pilot[None]) -> None:
    """Wait until no reading and no verb is under way; a dialog that waits for an answer is quiet too."""
    await pilot.pause()
    while any(worker.group in {"load", "rows", "locate"} for worker in pilot.app.workers):
        await pilot.pause()


@asynccontextmanager
async def opened(
    record: KitRecord | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[PahtApp, Pilot[None]]]:
    """The kit's program, open on its first place."""
    app = kit_app(record)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until_open(pilot)
        yield app, pilot


def told(app: PahtApp) -> list[str]:
    """The sentences the program has shown."""
    return [notification.message for notification in app._notifications]


def screen_lines(app: PahtApp) -> list[str]:
    """What stands on the screen, line by line."""
    width = app.size.width
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip)[:width].rstrip() for strip in strips]
