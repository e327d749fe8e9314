"""One thing out of several, by its number, by a key of its own, or by typing part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from textual import on
from textual.binding import Binding
from textual.widgets import Input

from db.text import fold
from paht_tui.ui.dialogs.box import Dialog
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

ValueT = TypeVar("ValueT")
BY_NUMBER: Final = 9


@dataclass(frozen=True)  # no slots: generic classes with slots cannot be subscripted and called in 3.11
class Option(Generic[ValueT]):
    """Something to choose: what comes back, how it reads, and the key that takes it at once, if any."""

    value: ValueT
    label: str
    key: str = ""


class Choose(Dialog[ValueT | None]):
    """Asks for one of the options; None when the user goes back.

    Up to nine options have number keys (an option's own `key` takes the place of its number). Of more, one
    types a part, whatever case and accents it has, unless each has a key of its own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "take", show=False),
    ]
    DEFAULT_CSS = """
    Choose > .box {
        width: 60;
        & > Input, & > Input:focus { height: 1; border: none; padding: 0 2; background: $panel; }
        & > RecordList { background: $surface; margin-top: 1; height: auto; max-height: 15; }
    }
    """

    def __init__(
        self, title: str, options: Sequence[Option[ValueT]], *, current: ValueT | None = None
    ) -> None:
        super().__init__(title)
        self._options = list(options)
        self._typed = len(options) > BY_NUMBER and not all(option.key for option in options)
        self._current = current
        taken = {option.key for option in options}
        numbers = iter(str(n) for n in range(1, BY_NUMBER + 1) if str(n) not in taken)
        self._keys = ["" if self._typed else option.key or next(numbers) for option in self._options]
        self._list: RecordList[int] = RecordList(
            self._columns(),
            key=lambda index: index,
            titles=False,
            selectable=False,
            empty="Nothing has these letters in it.",
        )

    def _columns(self) -> list[Column[int]]:
        label = Column[int]("", lambda index: self._options[index].label, width=20, weight=1, most=100)
        if self._typed:
            return [label]
        return [Column("", lambda index: self._keys[index], width=1), label]

    def content(self) -> ComposeResult:
        """What to type, where there are many; the options."""
        if self._typed:
            yield Input(placeholder="Type a part of it")
        yield self._list

    def keys_line(self) -> str:
        """The keys of this dialog, in a line."""
        return (
            "Type to find   ↑↓ Enter take   Esc back"
            if self._typed
            else "Press its key, or ↑↓ Enter   Esc back"
        )

    def on_mount(self) -> None:
        """Show all, with the cursor on the current one."""
        self._list.set_rows(range(len(self._options)))
        values = [option.value for option in self._options]
        if self._current in values:
            self._list.cursor = values.index(self._current)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has the typed letters in it, what begins with them first."""
        typed = fold(event.value.strip())
        folded = [(fold(option.label), index) for index, option in enumerate(self._options)]
        found = [(not label.startswith(typed), index) for label, index in folded if typed in label]
        self._list.set_rows([index for _, index in sorted(found)])
        self._list.cursor = 0

    def on_input_submitted(self) -> None:
        """Enter takes the one under the cursor."""
        self.action_take()

    @on(RecordList.Opened)
    def _take_clicked(self) -> None:
        self.action_take()

    def on_key(self, event: Key) -> None:
        """The key of an option takes it."""
        if not self._typed and event.character in self._keys:
            event.stop()
            self.answer(self._options[self._keys.index(event.character)].value)

    def action_move(self, by: int) -> None:
        """Move the cursor while typing."""
        self._list.cursor += by

    def action_take(self) -> None:
        """Take the one under the cursor."""
        if (index := self._list.current) is not None:
            self.answer(self._options[index].value)

    def action_give_up(self) -> None:
        """Take none."""
        self.answer(None)
