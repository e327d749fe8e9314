"""The line in which one types to filter. It is closed until `/` and seen while a filter is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from paht_tui.ui.text import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget


class _Line(Input):
    """What is typed. Its keys say that they keep or clear the filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "bar('keep')", "keep"),
        Binding("escape", "bar('give_up')", "clear"),
        Binding("down,up,tab", "bar('keep')", show=False),
    ]

    async def action_bar(self, name: str) -> None:
        """Leave what to do to the bar."""
        await self.app.run_action(name, self.parent)


class FilterBar(Horizontal):
    """`Find`, what is typed, and a note on what it finds. Each key sends `FilterChanged`."""

    DEFAULT_CSS = """
    FilterBar {
        height: 1;
        display: none;
        &.-open { display: block; }
        & > Static { width: auto; max-width: 50%; padding: 0 1; color: $foreground 70%; }
        & > .label { color: $primary; text-style: bold; }
        & > .-problem { color: $error; text-style: bold; }
        & > Input, & > Input:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: transparent;
        }
    }
    """

    class FilterChanged(Message):
        """What is filtered for has changed; empty when the filter is given up."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, hint: str = "country:de answer:none category:mp") -> None:
        super().__init__()
        self._input = _Line(placeholder=hint, select_on_focus=False)
        self._input.can_focus = False
        self._note = Static("", markup=False)
        self._from: Widget | None = None

    def compose(self) -> ComposeResult:
        """Label, input, note."""
        yield Static("Find", markup=False, classes="label")
        yield self._input
        yield self._note

    @property
    def text(self) -> str:
        """What is filtered for."""
        return self._input.value.strip()

    @property
    def is_open(self) -> bool:
        """Whether the bar is in sight."""
        return self.has_class("-open")

    def open(self) -> None:
        """Show the bar and type in it."""
        if self.screen.focused is not self._input:
            self._from = self.screen.focused
        self._set_open(value=True)
        self._input.focus()

    def set_text(self, text: str) -> None:
        """Filter for this, as if it had been typed, without taking the focus."""
        self._set_open(value=bool(text))
        self._input.value = text

    def note(self, words: str, *, problem: bool = False) -> None:
        """Say at the end of the line how many are found, or what is wrong with the filter."""
        self._note.update(clean(words))
        self._note.set_class(problem, "-problem")

    def action_keep(self) -> None:
        """Go back to the list; what was typed goes on filtering."""
        self._set_open(value=bool(self.text))
        self._give_focus_back()

    def _set_open(self, *, value: bool) -> None:
        self.set_class(value, "-open")
        self._input.can_focus = value  # Textual would give the focus to what is not displayed

    def _give_focus_back(self) -> None:
        if self._from is not None and self.screen.focused in {None, self._input}:
            self._from.focus()

    def action_give_up(self) -> None:
        """Filter for nothing and close."""
        self._input.value = ""
        self._set_open(value=False)
        self._give_focus_back()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Each key filters."""
        event.stop()
        self.post_message(self.FilterChanged(self.text))
