"""Plain text to read: the preview of a message, a report, the reasons of refused rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from paht_tui.ui.dialogs.box import Dialog
from paht_tui.ui.text import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Show(Dialog[None]):
    """Shows text as it is: no markup, no controls, lines wrapped, as long as it may be."""

    KEYS = "↑↓ PgUp PgDn scroll   Esc close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "close", show=False),
        Binding("j", "scroll('down')", show=False),
        Binding("k", "scroll('up')", show=False),
        Binding("g", "scroll('home')", show=False),
        Binding("G", "scroll('end')", show=False),
    ]
    DEFAULT_CSS = """
    Show > .box {
        width: 100; height: auto;
        & > VerticalScroll {
            height: auto; margin-top: 1; scrollbar-size-vertical: 1;
            background: $surface;
            & > Static { width: 1fr; height: auto; }
        }
    }
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text = clean(text, lines=True)

    def content(self) -> ComposeResult:
        """The text, scrolling."""
        with VerticalScroll():
            yield Static(self._text, markup=False)

    def action_close(self) -> None:
        """Close."""
        self.answer(None)

    def action_scroll(self, way: str) -> None:
        """Scroll by the letters that move in lists."""
        area = self.query_one(VerticalScroll)
        moves = {
            "down": area.scroll_down,
            "up": area.scroll_up,
            "home": area.scroll_home,
            "end": area.scroll_end,
        }
        moves[way](animate=False)
