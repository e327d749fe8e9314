"""The box every dialog is drawn in: title, content, and a line with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from paht_tui.ui.text import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult

AnswerT = TypeVar("AnswerT")
_AROUND = 8  # border, title of up to three lines, the lines between, keys


class Dialog(ModalScreen[AnswerT]):
    """A question in a box. A dialog gives `content`, and dismisses itself with the answer."""

    KEYS: ClassVar[str] = "Esc back"
    """The line at the foot of the box."""
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        & > .box {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $secondary; padding: 0 2;
            & > .title { text-style: bold; color: $primary; height: auto; max-height: 3; }
            & > .keys { color: $foreground 60%; margin-top: 1; height: 1; }
        }
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = clean(title)

    def compose(self) -> ComposeResult:
        """Title, content, keys."""
        with Vertical(classes="box"):
            if self._title:
                yield Static(self._title, markup=False, classes="title")
            yield from self.content()
            yield Static(self.keys_line(), markup=False, classes="keys")

    def content(self) -> ComposeResult:
        """The widgets between title and keys. To be given by each dialog."""
        return ()

    def on_resize(self) -> None:
        """Leave room for title and keys around what scrolls."""
        for area in self.query(VerticalScroll):
            area.styles.max_height = max(3, self.size.height - _AROUND)

    def answer(self, answer: AnswerT) -> None:
        """Close with this answer."""
        _ = self.dismiss(answer)

    def keys_line(self) -> str:
        """The keys of this dialog, in a line."""
        return self.KEYS
