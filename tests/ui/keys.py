"""Keys as a person presses them: each is waited for until what it began has ended, or waits for an answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from textual.events import Paste
from textual.widgets import Input

from db.store import Store
from tests.ui.driving import screen_lines
from tests.ui.stillness import READING, is_busy

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session
    from textual.pilot import Pilot

    from paht_tui.ui.app import PahtApp
    from tests.ui.house import House

P = ParamSpec("P")
T = TypeVar("T")
_NAMES = {" ": "space", "/": "slash", "]": "right_square_bracket", "@": "at", ".": "full_stop", ":": "colon"}


async def settled(pilot: Pilot[None], *, work: bool = True) -> None:
    """Wait until nothing is under way; a verb whose dialog waits for an answer is not waited for."""
    await pilot.pause()
    await _ended(pilot, work=work)


async def press(pilot: Pilot[None], *keys: str, work: bool = True) -> None:
    """Press keys, one after the other, each once the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await _ended(pilot, work=work)


async def _ended(pilot: Pilot[None], *, work: bool) -> None:
    while is_busy(pilot.app, READING | {"work"} if work else READING):
        await pilot.pause()


async def type_text(pilot: Pilot[None], text: str, *, work: bool = True) -> None:
    """Put a text into the line that has the focus at once; elsewhere press a key for each letter."""
    focused = pilot.app.focused
    if isinstance(focused, Input):
        focused.post_message(Paste(text))
    else:
        await pilot.press(*(_NAMES.get(letter, letter) for letter in text))
    await settled(pilot, work=work)


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
