"""What the screens and the app agree on: a place, an opened record, and what a screen may ask of the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from datetime import datetime

    from textual.screen import Screen

    from paht_tui.ui.picture import Picture
    from paht_tui.ui.work import Reins, Step, Work, WorkBoard

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the program. `id` is the id of the verb that goes there; its number is its position."""

    id: str
    title: str
    make: Callable[[], Screen[None]]


class OpenedRecord(Protocol):
    """What the opener hands over when the record is open. The screens get the store through `places`."""

    @property
    def programme(self) -> str:
        """The short name of the programme, for the header."""

    @property
    def places(self) -> Sequence[Place]:
        """The places in the order of their number keys; the first is where one begins."""

    @property
    def verbs(self) -> Mapping[str, Callable[[Shell], object]]:
        """What the verbs of the whole program do (undo, settings, …), by id; async functions are awaited."""

    @property
    def keymap(self) -> Mapping[str, str]:
        """The user's own keys: verb id to key names."""

    def preload(self) -> None:
        """Load what is needed next; called once, in a thread, when the first place stands."""

    async def attend(self, shell: Shell) -> None:
        """Ask about what was left undone; called once, when the first place stands."""

    @property
    def theme(self) -> str:
        """The colours that the user has set: `dark` or `light`."""

    def local_time(self) -> tuple[datetime, str]:
        """The time now in the zone of the next meeting, and the name of that zone or town."""

    async def leave(self) -> None:
        """Prepare the next start. Called when the user leaves; must not fail."""

    def close(self) -> None:
        """Let go of the record. Called once, when the program ends."""


class Shell(Protocol):
    """The app as a screen sees it."""

    @property
    def works(self) -> WorkBoard:
        """The long work that is under way, and what has ended."""

    def tell(self, sentence: str, *, problem: bool = False) -> None:
        """Show a sentence for a moment; a problem stays longer. The sentence is never read as markup."""

    def switch_place(self, place_id: str) -> None:
        """Go to a place; from within it, back to its first screen."""

    @property
    def picture(self) -> Picture | None:
        """Today as it was left, if that is what the program began with."""

    def show_picture(self, picture: Picture, *, current: bool) -> None:
        """Show Today as it was left until its data has been read; from when, if it is not `current`."""

    def wear(self, theme: str) -> None:
        """Show the colours of a setting: `dark` or `light`."""

    def rename(self, programme: str) -> None:
        """Show another programme's short name in the header."""

    def reload_all(self) -> None:
        """Let every screen that is open read its data again, at once or when it is next shown."""

    def start_work(
        self,
        name: str,
        steps: AsyncIterator[Step],
        *,
        ended: Callable[[Work], str | None] | None = None,
        show: bool = True,
        what: str = "",
        about: int | None = None,
        reins: Reins | None = None,
    ) -> Work:
        """Run long work that outlives the screen, with its progress in a dialog if `show`.

        `what` and `about` are the words and the number of what it works on; where it can be paused, `reins`
        pause it.

        `ended` is called once, whatever came of it, and may return the sentence that reports it.
        """

    def push_screen(self, screen: Screen[ResultT]) -> object:
        """Open a screen on top of this one, without waiting for it to be left."""

    async def ask(self, screen: Screen[ResultT]) -> ResultT:
        """Show a dialog and wait for its answer. Only from a verb's `do_…` or another worker."""
