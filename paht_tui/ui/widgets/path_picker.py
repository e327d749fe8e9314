"""Choosing a file: its path is typed, completed by Tab, or picked from the folder beneath."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from paht_tui.ui.paths import Entry, completed, entries, expanded, shown
from paht_tui.ui.text import clean
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker


class _PathLine(Input):
    """The path. Tab completes, the arrows go through the folder, Enter takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "take"),
        Binding("tab", "picker('complete')", "complete"),
        Binding("down", "picker('down')", show=False),
        Binding("up", "picker('up')", show=False),
    ]

    async def action_picker(self, name: str) -> None:
        """Leave what to do to the picker."""
        await self.app.run_action(name, self.parent)


class PathPicker(Vertical):
    """Sends `Picked` with the file; what is wrong with it is said with `say`."""

    DEFAULT_CSS = """
    PathPicker {
        padding: 1 2;
        & > .label { height: 1; color: $primary; text-style: bold; }
        & > Input, & > Input:focus { height: 1; border: none; padding: 0 1; background: $panel; }
        & > .said { height: auto; color: $error; text-style: bold; display: none; }
        & > .said.-shown { display: block; }
        & > RecordList { margin-top: 1; height: 1fr; }
    }
    """

    class Picked(Message):
        """A file was chosen; it may still be none that can be read."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label
        self._line = _PathLine(select_on_focus=False)
        self._listed: str | None = None
        self._said = Static("", markup=False, classes="said")
        self._list: RecordList[Entry] = RecordList(
            [Column("", lambda entry: entry.label, width=20, weight=1, most=200)],
            key=lambda entry: str(entry.path),
            titles=False,
            selectable=False,
            empty="No folder and no list (CSV, XLSX, XLS, ODS) begins like this.",
        )
        self._list.can_focus = False

    def compose(self) -> ComposeResult:
        """What is asked, the path, what is wrong with it, what lies there."""
        yield Static(self._label, markup=False, classes="label")
        yield self._line
        yield self._said
        yield self._list

    def begin(self, path: Path, *, folder: bool) -> None:
        """Type from here on; `path` is a folder to look into, or a file."""
        text = shown(path)
        self._line.value = f"{text.rstrip('/')}/" if folder else text
        self._line.cursor_position = len(self._line.value)
        self._line.focus()
        self._look()

    def say(self, sentence: str) -> None:
        """Say what is wrong with the path, or nothing."""
        self._said.update(clean(sentence))
        self._said.set_class(bool(sentence), "-shown")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.say("")
        self._look()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        _: Worker[None] = self.run_worker(partial(self._take, event.value), group="load", exclusive=True)

    @on(RecordList.Opened)
    def _clicked(self, event: RecordList.Opened[Entry]) -> None:
        event.stop()
        self._enter(event.row)

    def action_complete(self) -> None:
        """Complete the path as far as it is clear."""
        _: Worker[None] = self.run_worker(
            partial(self._complete, self._line.value), group="load", exclusive=True
        )

    def action_down(self) -> None:
        """Go down the folder."""
        self._list.cursor += 1

    def action_up(self) -> None:
        """Go up the folder."""
        self._list.cursor -= 1

    def _look(self) -> None:
        _: Worker[None] = self.run_worker(partial(self._read, self._line.value), group="load", exclusive=True)

    async def _read(self, typed: str) -> None:
        found = await asyncio.to_thread(entries, typed)
        if typed == self._line.value:
            self._list.set_rows(found)
            self._list.cursor, self._listed = 0, typed

    async def _complete(self, typed: str) -> None:
        whole = await asyncio.to_thread(completed, typed)
        if typed == self._line.value and whole != typed:
            self._set(whole)
        await self._read(self._line.value)

    async def _take(self, typed: str) -> None:
        path = expanded(typed)
        if await asyncio.to_thread(path.is_file):
            self.post_message(self.Picked(path))
            return
        if self._listed != typed:
            await self._read(typed)
        entry = self._list.current
        if entry is None:
            self.post_message(self.Picked(path))  # the sentence comes from reading it
        else:
            self._enter(entry)

    def _enter(self, entry: Entry) -> None:
        if entry.is_folder:
            self._set(f"{shown(entry.path).rstrip('/')}/")
            self._look()
        else:
            self.post_message(self.Picked(entry.path))

    def _set(self, text: str) -> None:
        self._line.value = text
        self._line.cursor_position = len(text)
