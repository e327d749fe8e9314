"""Walking through the program by keys: press, wait until all that follows has been done, look."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.events import Paste
from textual.widgets import Input, TextArea

from paht_tui.ui.screens.meeting import MeetingScreen
from paht_tui.ui.widgets.board import Board
from tests.ui.driving import screen_lines
from tests.ui.keys import press, settled

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from paht_tui.ui.app import PahtApp
    from paht_tui.ui.widgets.record_list import RecordList

RowT = TypeVar("RowT")


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being read or written; a verb that waits for an answer has settled."""
    await settled(pilot, work=False)


async def walk(pilot: Pilot[None], *keys: str) -> None:
    """Press these keys one after the other, each once the one before has had its effect."""
    await press(pilot, *keys, work=False)


async def open_texts(app: PahtApp, pilot: Pilot[None], meeting_id: int, *keys: str) -> None:
    """Open the tab Mail of a meeting, go to its texts, and press these keys."""
    ground = app.screen.ground  # type: ignore[attr-defined]
    await app.push_screen(MeetingScreen(ground, meeting_id, tab="mail"))
    await settled(pilot)
    await press(pilot, "tab", *keys)


async def write(pilot: Pilot[None], *lines: str) -> None:
    """Paste or type each line and press Enter: an empty one leaves the field of a form as it is."""
    for line in lines:
        focused = pilot.app.focused
        if isinstance(focused, Input | TextArea) and line:
            focused.post_message(Paste(line))
            await pilot.pause()
        elif line:
            await pilot.press(*line)
        await pilot.press("enter")
    await settle(pilot)


def seen(app: PahtApp) -> list[str]:
    """The lines between header and footer that are not empty, without the spaces around them."""
    return [line.strip() for line in screen_lines(app)[1:-1] if line.strip()]


def board_of(app: PahtApp) -> Board:
    """The board of the screen in front."""
    return app.screen.query(Board).first()


def rows_of(record_list: RecordList[RowT]) -> list[RowT]:
    """All rows of a list that are at hand."""
    rows = (record_list.row_at(index) for index in range(record_list.count))
    return [row for row in rows if row is not None]
