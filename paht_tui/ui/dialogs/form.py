"""A form: fields one beneath the other, checked one by one; what was typed is kept until it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll

from paht_tui.ui.dialogs.box import Dialog
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.entry import Entry
from paht_tui.ui.dialogs.fields import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from paht_tui.ui.dialogs.fields import Field


class Form(Dialog[Values | None]):
    """Asks for several things; None when the user goes back.

    `check` looks at all values together and returns the name of the field to mend and a sentence.
    """

    KEYS = "Enter next, last saves   ^s save   Esc back"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("enter", "next", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    Form > .box {
        & > VerticalScroll {
            height: auto; margin-top: 1; scrollbar-size-vertical: 1;
            background: $surface;
        }
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        check: Callable[[Values], tuple[str, str] | None] | None = None,
    ) -> None:
        super().__init__(title)
        self._entries = [Entry(field) for field in fields]
        self._check = check

    def content(self) -> ComposeResult:
        """The fields."""
        with VerticalScroll(can_focus=False):
            yield from self._entries

    def on_mount(self) -> None:
        """Begin with the first field."""
        self._entries[0].control.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on."""
        event.stop()
        self.action_next()

    def action_next(self) -> None:
        """Go to the next field if this one will do; from the last, save."""
        here = next((n for n, entry in enumerate(self._entries) if entry.control.has_focus), -1)
        if here >= 0 and not self._entries[here].read()[0]:
            return
        if here + 1 < len(self._entries):
            self._entries[here + 1].control.focus()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Check every field; go to the first that will not do, or give the values back."""
        values, wrong = Values(), []
        for entry in self._entries:
            good, values[entry.field.name] = entry.read()
            if not good:
                wrong.append(entry)
        if not wrong and self._check is not None and (found := self._check(values)):
            name, sentence = found
            wrong = [entry for entry in self._entries if entry.field.name == name]
            wrong[0].say(sentence)
        if wrong:
            wrong[0].control.focus()
        else:
            self.answer(values)

    def action_give_up(self) -> None:
        """Go back; ask first if something was typed."""
        if any(entry.is_changed for entry in self._entries):
            question = Confirm("What you typed is not saved.", "Throw it away", no_label="Go on typing")
            _ = self.app.push_screen(question, self._given_up)
        else:
            self.answer(None)

    def _given_up(self, sure: bool | None) -> None:  # noqa: FBT001 - the signature Textual calls
        if sure:
            self.answer(None)
