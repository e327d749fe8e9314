"""The base of every screen that is not a dialog: header, body, keys of this place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen

from paht_tui.ui.dispatch import in_words
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.header import Header
from paht_tui.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from paht_tui.ui.shell import Shell


class PlaceScreen(Screen[None]):
    """A place, or a screen opened from one.

    A screen author writes `BINDINGS = bindings("call", "send", "filter")` for what the footer shows, a
    method `do_call` (plain or async) for each verb, `body` for the widgets, and `load` for the data. A
    style may ask whether the screen is `-wide` or `-narrow`, as the terminal is.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(hidden=("next_pane", "previous_pane"))
    ABOUT: ClassVar[str] = ""
    """What this place is for, in a sentence or two; the help begins with it."""
    TAKES_NUMBERS: ClassVar[bool] = False
    """Whether the number keys mean something here, so that the header shows F1 to F6 for the places."""
    # From 110 cells on there is room for two things side by side.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it

    @property
    def shell(self) -> Shell:
        """The app, as far as a screen may use it."""
        return cast("Shell", self.app)

    def compose(self) -> ComposeResult:
        """Header, body and keys."""
        yield Header(function_keys=self.TAKES_NUMBERS)
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The widgets between header and keys. To be given by each place."""
        return ()

    async def load(self) -> None:
        """Read this screen's data and show it. Runs in a worker, each time the screen comes to the front."""

    def reload(self) -> None:
        """Read the data again; a reading under way is given up for this one."""
        reading = in_words(self.load, self._tell_problem)
        _: Worker[None] = self.run_worker(reading, name="load", group="load", exclusive=True)

    def why_not(self, verb_id: str) -> str | None:
        """The sentence that says why a verb of this place is not available now, or None when it is."""
        _ = verb_id
        return None

    def do_filter(self) -> object:
        """Type to filter, where this screen has a filter bar."""
        for bar in self.query(FilterBar):
            bar.open()
            return None
        return NotImplemented

    def do_back(self) -> object:
        """Give up the filter, if there is one; else leave it to the app."""
        for bar in self.query(FilterBar):
            if bar.is_open:
                bar.action_give_up()
                return None
        return NotImplemented

    def commands(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        """What else the palette offers here: name, help, and what it does."""
        return ()

    def on_screen_resume(self) -> None:
        """Come to the front: what is shown may have changed meanwhile."""
        self.reload()

    def _tell_problem(self, sentence: str) -> None:
        self.shell.tell(sentence, problem=True)
