"""Keys as a person presses them: each is waited for until what it began has ended, or waits for an answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from textual.events import Paste
from textual.screen import ModalScreen
from textual.widgets import Input

from db.store import Store
from tests.ui.driving import screen_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session
    from textual.app import App
    from textual.pilot import Pilot

    from paht_tui.ui.app import PahtApp
    from tests.ui.house import House

P = ParamSpec("P")
T = TypeVar("T")
_BUSY = {"load", "rows", "locate", "poll"}
_NAMES = {" ": "space", "/": "slash", "]": "right_square_bracket", "@": "at", ".": "full_stop", ":": "colon"}


async def settled(pilot: Pilot[None], *, work: bool = True) -> None:
    """Wait until nothing is under way; a verb whose dialog waits for an answer is not waited for."""
    await pilot.pause()
    while _is_busy(pilot.app, work=work):
        await pilot.pause()


def _is_busy(app: App[None], *, work: bool) -> bool:
    groups = _BUSY | ({"work"} if work else set())
    if not isinstance(app.screen, ModalScreen):
        groups |= {"verbs"}
    return any(worker.group in groups and not worker.is_finished for worker in app.workers)


async def press(pilot: Pilot[None], *keys: str, work: bool = True) -> None:
    """Press keys, one after the other."""
    for key in keys:
        await pilot.press(key)
        if _is_busy(pilot.app, work=work):
            await settled(pilot, work=work)
    await settled(pilot, work=work)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Put a text into the line that has the focus at once; elsewhere press a key for each letter."""
    focused = pilot.app.focused
    if isinstance(focused, Input):
        focused.post_message(Paste(text))
    else:
        await pilot.press(*(_NAMES.get(letter, letter) for letter in text))
    await settled(pilot)


def seen(app: PahtApp) -> str:
    """What stands on the screen."""
    return "\n".join(screen_lines(app))


async def recorded(house: House, question: Callable[Concatenate[Session, P], T], **values: Any) -> T:
    """What stands in the database, read by another connection; also when the program has ended."""
    store = Store(str(house.record.store.url.database), clock=house.record.clock, actor="tests")
    try:
        return await store.read(cast("Callable[[Session], T]", partial(question, **values)))
    finally:
        store.close()


def words(app: PahtApp) -> str:
    """What stands on the screen as running text, without the lines of its boxes."""
    return " ".join(seen(app).replace("│", " ").split())
