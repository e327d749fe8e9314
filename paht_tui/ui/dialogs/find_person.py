"""Who is meant: typed until the contacts show the person, or somebody new under the name that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding
from textual.widgets import Input, Static

from paht_tui.ui.dialogs.box import Dialog
from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.text import clean
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

RowT = TypeVar("RowT")
_HINT = "Part of the name; country:de and other words narrow it"


class NewName(str):
    """The name of somebody who is not in the contacts, as it was typed."""

    __slots__ = ()


class FindPerson(Dialog[RowT | NewName | None], Generic[RowT]):
    """Asks for a person; the typed name when it is somebody new, None when the user goes back.

    `find` gets what is typed and returns at most as many rows as are worth looking at.
    """

    KEYS = "Type to find   ↑↓ Enter take   Esc back"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]
    DEFAULT_CSS = """
    FindPerson > .box {
        & > Input, & > Input:focus { height: 1; border: none; padding: 0 2; background: $panel; }
        & > RecordList { background: $surface; margin-top: 1; height: 12; }
        & > .problem { color: $error; text-style: bold; height: auto; display: none; }
        & > .problem.-shown { display: block; }
    }
    """

    def __init__(
        self,
        title: str,
        columns: Sequence[Column[RowT]],
        *,
        key: Callable[[RowT], Hashable],
        find: Callable[[str], Awaitable[Sequence[RowT]]],
        typed: str = "",
    ) -> None:
        super().__init__(title)
        self._find = find
        self._input = Input(
            clean(typed), placeholder="Part of the name; country:de and other words narrow it"
        )
        self._problem = Static("", markup=False, classes="problem")
        self._list: RecordList[RowT | NewName] = RecordList(
            [_offering(column, first=index == 0) for index, column in enumerate(columns)],
            key=lambda row: "new" if isinstance(row, NewName) else key(row),
            titles=False,
            selectable=False,
            empty="Nobody is in the contacts yet: type the name of somebody new.",
        )
        self._list.can_focus = False

    def content(self) -> ComposeResult:
        """What is typed; who is found."""
        yield self._input
        yield self._problem
        yield self._list

    def on_mount(self) -> None:
        """Begin with everybody."""
        self._input.focus()
        self._look()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Each key looks anew."""
        event.stop()
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the one under the cursor."""
        event.stop()
        _: Worker[None] = self.run_worker(self._take_when_found, group="rows")

    @on(RecordList.Opened)
    def _take_clicked(self) -> None:
        self._take()

    def action_move(self, by: int) -> None:
        """Move the cursor while typing."""
        self._list.cursor += by

    def action_give_up(self) -> None:
        """Take nobody."""
        self.answer(None)

    def _look(self) -> None:
        self._looking: Worker[None] = self.run_worker(self._read, group="load", exclusive=True)

    async def _read(self) -> None:
        typed = self._input.value.strip()
        try:
            found = await self._find(typed)
        except PROBLEMS as problem:
            self._say(str(problem))
            return
        self._say("")
        # Only what could be a name makes somebody new: a filter word could not.
        new = [NewName(typed)] if typed and ":" not in typed else []
        self._list.set_rows([*found, *new])
        self._list.cursor = 0

    async def _take_when_found(self) -> None:
        """Enter may come before what was typed last has been looked for."""
        if self._looking.is_running:
            await self._looking.wait()
        self._take()

    def _take(self) -> None:
        if (row := self._list.current) is not None:
            self.answer(row)

    def _say(self, problem: str) -> None:
        self._problem.update(clean(problem))
        self._problem.set_class(bool(problem), "-shown")


def _offering(column: Column[RowT], *, first: bool) -> Column[RowT | NewName]:
    """The column, with the offer to add somebody new in the place of the name."""

    def say(row: RowT | NewName) -> str:
        if isinstance(row, NewName):
            return f"+ somebody new: “{row}”" if first else ""
        said = column.get(row)
        return said if isinstance(said, str) else said.plain

    return Column(column.title, say, column.width, column.weight, column.most, drop_order=column.drop_order)
