"""A row of tabs: the one in front in brackets, each to be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click


class TabRow(Widget):
    """One line of tabs. It shows which is in front and says which was clicked; it changes nothing."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tab-row--here", "tab-row--tab"}
    DEFAULT_CSS = """
    TabRow {
        height: 1;
        background: $surface;
        & > .tab-row--tab { color: $foreground 75%; }
        & > .tab-row--here { color: $primary; text-style: bold; }
    }
    """

    here: reactive[str] = reactive("")

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, tabs: Sequence[tuple[str, str]]) -> None:
        """`tabs` are pairs of id and word."""
        super().__init__()
        self._tabs = tabs
        self._spots: list[tuple[int, int, str]] = []

    def set_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """Show other words on the tabs, such as a number that has changed."""
        self._tabs = tabs
        self.refresh()

    def render(self) -> Text:
        """The words, the one in front in brackets."""
        text = Text(" ", no_wrap=True, end="")
        self._spots = []
        plain = self.get_component_rich_style("tab-row--tab", partial=True)
        marked = self.get_component_rich_style("tab-row--here", partial=True)
        for tab, word in self._tabs:
            begin = text.cell_len
            here = tab == self.here
            text.append(f"[{word}]" if here else f" {word} ", marked if here else plain)
            self._spots.append((begin, text.cell_len, tab))
            text.append(" ")
        return text

    def on_click(self, event: Click) -> None:
        """Say which tab was clicked."""
        for begin, end, tab in self._spots:
            if begin <= event.x < end:
                self.post_message(self.Chosen(tab))
