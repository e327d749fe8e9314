"""The question before something leaves the machine or is destroyed. The focus is on No."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from paht_tui.ui.dialogs.box import Dialog
from paht_tui.ui.text import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Confirm(Dialog[bool]):
    """Asks a sentence that names number, kind and target. True only for a deliberate yes."""

    KEYS = "y yes   n no   Esc no"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "say(True)", show=False),
        Binding("n,escape", "say(False)", show=False),
        Binding("left,right", "app.focus_next", show=False),
    ]
    DEFAULT_CSS = """
    Confirm > .box {
        & > .sentence { height: auto; }
        & > Horizontal { height: 1; margin-top: 1; }
        & Button, & Button:hover {
            background: $panel; color: $foreground; margin-right: 2; width: auto; min-width: 0;
            padding: 0 2; text-style: none;
        }
        & Button:focus {
            background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: bold;
        }
    }
    """

    def __init__(self, sentence: str, yes_label: str = "Yes", *, no_label: str = "No") -> None:
        super().__init__("")
        self._sentence = clean(sentence, lines=True)
        self._labels = (clean(no_label), clean(yes_label))

    def content(self) -> ComposeResult:
        """The sentence; No; Yes."""
        no, yes = self._labels
        yield Static(self._sentence, markup=False, classes="sentence")
        with Horizontal():
            yield Button(Content(no), id="no", compact=True)
            yield Button(Content(yes), id="yes", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by Enter or by mouse."""
        self.answer(event.button.id == "yes")

    def action_say(self, answer: bool) -> None:  # noqa: FBT001 - the signature Textual calls
        """Answer by key."""
        self.answer(answer)
