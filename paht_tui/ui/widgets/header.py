"""One line at the top of every screen: programme, places, work under way, and the time with its zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from paht_tui.ui.text import clean, fit
from paht_tui.ui.verbs import PLACE_IDS, VERBS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Click

_GAP = 2
_LEAST_NAME = 4


class Header(Widget):
    """The header line. It follows the app's `programme`, `clock`, `work_line` and current mode by itself."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"header--name", "header--place", "header--here", "header--work"}

    programme: reactive[str] = reactive("")
    clock: reactive[tuple[str, ...]] = reactive(())
    work_line: reactive[str] = reactive("")
    here: reactive[str] = reactive("")

    def __init__(self, *, function_keys: bool = False) -> None:
        super().__init__()
        self._keys = [f"F{n}" if function_keys else str(n) for n in range(1, len(PLACE_IDS) + 1)]
        self._spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the app."""
        for name in ("programme", "clock", "work_line"):
            self.watch(self.app, name, self._follower(name))
        self.here = self.app.current_mode

    def _follower(self, name: str) -> Callable[[object], None]:
        def follow(value: object) -> None:
            setattr(self, name, value)

        return follow

    def render(self) -> Text:
        """Tabs first; then as much of work, time and name as there is room for."""
        width = self.size.width
        tabs, spots = self._tabs()
        room = width - tabs.cell_len - 2
        work = fit(self.work_line, min(room, cell_len(self.work_line))).rstrip() if self.work_line else ""
        room -= cell_len(work) + _GAP if work else 0
        wanted = min(cell_len(self.programme), _LEAST_NAME)
        clock = _longest(self.clock, room - wanted - _GAP)
        room -= cell_len(clock) + _GAP if clock else 0
        name = clean(self.programme)
        # A letter or two of a name say nothing.
        name = fit(name, min(cell_len(name), room - 1)) if room > wanted else ""

        line = Text(" ", no_wrap=True, end="")
        line.append(name, self.get_component_rich_style("header--name", partial=True))
        line.append("  " if name else "")
        start = line.cell_len
        line.append_text(tabs)
        right = Text(no_wrap=True, end="")
        right.append(work, self.get_component_rich_style("header--work", partial=True))
        right.append("  " if work and clock else "")
        right.append(clock)
        gap = " " * (width - line.cell_len - right.cell_len - 1)
        line.append(gap, self.get_component_rich_style("header--place", partial=True))
        self._spots = [(start + left, start + right_, verb) for left, right_, verb in spots]
        if work:
            begin = line.cell_len
            self._spots.append((begin, begin + cell_len(work), "work"))
        line.append_text(right)
        return line

    def _tabs(self) -> tuple[Text, list[tuple[int, int, str]]]:
        tabs, spots = Text(no_wrap=True, end=""), []
        plain = self.get_component_rich_style("header--place", partial=True)
        marked = self.get_component_rich_style("header--here", partial=True)
        for key, place_id in zip(self._keys, PLACE_IDS, strict=True):
            word = f"{key} {VERBS[place_id].label}"
            begin = tabs.cell_len
            if place_id == self.here:
                tabs.append(f"[{word}]", marked)
            else:
                tabs.append(word, plain)
            spots.append((begin, tabs.cell_len, place_id))
            tabs.append(" ")
        tabs.right_crop(1)
        return tabs, spots

    async def on_click(self, event: Click) -> None:
        """Go to the place that was clicked, or show the work."""
        for left, right, verb_id in self._spots:
            if left <= event.x < right:
                await self.app.run_action(f"app.verb('{verb_id}')")


def _longest(forms: Sequence[str], room: int) -> str:
    """The longest of the forms (the longest stands first) that has room, or nothing."""
    return next((clean(form) for form in forms if cell_len(form) <= room), "")
