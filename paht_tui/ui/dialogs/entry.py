"""One line of a form: label, what is typed or chosen, and beneath it what is wrong or what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from db.text import fold
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import UnreadableError
from paht_tui.ui.text import clean, fit

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import DescendantBlur, DescendantFocus, Key

    from paht_tui.ui.dialogs.fields import Field

LABEL: Final = 16


class ChoiceLine(Widget, can_focus=True):
    """A choice in one line: all options if there is room, else the chosen one. Arrows and letters choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("space", "list", show=False),
    ]
    value: reactive[str] = reactive("")

    def __init__(self, options: tuple[tuple[str, str], ...], value: str) -> None:
        super().__init__()
        self.options = options
        self._typed = ""
        self.set_reactive(ChoiceLine.value, value)

    def render(self) -> Text:
        """The chosen option in brackets among the others."""
        width = self.size.width
        words = [
            f"[{clean(label)}]" if value == self.value else f" {clean(label)} "
            for value, label in self.options
        ]
        line = Text("", no_wrap=True, end="")
        if sum(cell_len(word) + 1 for word in words) <= width:
            for word in words:
                line.append(word, "bold" if word.startswith("[") else "")
                line.append(" ")
            return line
        chosen = next((clean(label) for value, label in self.options if value == self.value), "")
        number = f"Space lists {len(self.options)}"
        room = max(4, width - cell_len(number) - 2)
        return line.append(
            f"[{fit(chosen, min(room - 2, cell_len(chosen)))}]" if chosen else "[…]", "bold"
        ).append(f"  {number}", "dim")

    def on_blur(self) -> None:
        """Begin anew with letters."""
        self._typed = ""

    def on_key(self, event: Key) -> None:
        """Letters choose the option that begins with them."""
        if not event.is_printable or event.character is None or event.key == "space":
            return
        event.stop()
        for typed in (self._typed + fold(event.character), fold(event.character)):
            for value, label in self.options:
                if fold(label).startswith(typed):
                    self.value, self._typed = value, typed
                    return

    def action_move(self, by: int) -> None:
        """Choose the next option, or the one before."""
        values = [value for value, _ in self.options]
        at = values.index(self.value) + by if self.value in values else 0
        self.value = values[at % len(values)]

    def action_list(self) -> None:
        """Show all options, and take the one that is chosen."""
        options = [Option(value, label) for value, label in self.options]

        def chosen(value: str | None) -> None:
            if value is not None:
                self.value = value

        _ = self.app.push_screen(Choose("", options, current=self.value), chosen)


class Entry(Vertical):
    """A field with its label, and a sentence beneath it while there is something to say."""

    DEFAULT_CSS = """
    Entry {
        height: auto;
        & > Horizontal { height: auto; }
        & .label { width: 16; height: 1; color: $foreground 75%; text-align: right; padding: 0 1 0 0; }
        &:focus-within .label { color: $primary; text-style: bold; }
        & Input, & Input:focus { width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; }
        & TextArea, & TextArea:focus {
            width: 1fr; height: 4; border: none; padding: 0 1; background: $panel;
        }
        & ChoiceLine { width: 1fr; height: 1; padding: 0 1; background: $surface; }
        & ChoiceLine:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .said { margin-left: 17; height: auto; color: $foreground 60%; display: none; }
        & > .said.-shown { display: block; }
        & > .said.-problem { color: $error; text-style: bold; }
    }
    """

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._said = Static("", markup=False, classes="said")
        self._problem = ""
        self.control: Input | TextArea | ChoiceLine
        if field.kind == "choice":
            self.control = ChoiceLine(field.options, field.value)
        elif field.kind == "lines":
            self.control = TextArea(
                clean(field.value, lines=True), tab_behavior="focus", show_line_numbers=False
            )
            self.control.styles.height = field.rows
            self.control.styles.height = field.rows
        else:
            self.control = Input(clean(field.value), select_on_focus=False)

    def compose(self) -> ComposeResult:
        """Label and control; the sentence."""
        with Horizontal():
            yield Static(fit(clean(self.field.label), LABEL - 1, "right"), markup=False, classes="label")
            yield self.control
        yield self._said

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.control.text if isinstance(self.control, TextArea) else self.control.value

    @property
    def is_changed(self) -> bool:
        """Whether something else stands in the field than at first."""
        return self.typed != clean(self.field.value, lines=self.field.kind == "lines")

    def read(self) -> tuple[bool, object]:
        """Whether what stands there will do, and its value; if not, the sentence is shown."""
        try:
            value = self.field.read(self.typed)
        except UnreadableError as problem:
            self.say(str(problem))
            return False, None
        self.say("")
        return True, value

    def on_descendant_focus(self, _: DescendantFocus) -> None:
        """Say what is expected, unless something is wrong."""
        self._draw(focused=True)

    def on_descendant_blur(self, _: DescendantBlur) -> None:
        """Check what was typed, once something was."""
        if self.is_changed:
            self.read()
        self._draw(focused=False)

    def say(self, problem: str) -> None:
        """Show what is wrong with the field, or nothing."""
        self._problem = problem
        self._draw(focused=self.control.has_focus)

    def _draw(self, *, focused: bool) -> None:
        words = self._problem or (self.field.hint if focused else "")
        self._said.update(clean(words))
        self._said.set_class(bool(words), "-shown")
        self._said.set_class(bool(self._problem), "-problem")
