"""Texts and drafts are written in an editor of one's own, a real program that works on a real file."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from db.queries.mail import message_text
from db.queries.templates import find_template
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house
from tests.ui.keys import press, recorded, seen, type_text
from tests.ui.walking import open_texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paht_tui.domain.clock import SetClock

WIDE = (120, 40)


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


async def test_a_terminal_that_cannot_be_left_says_so_and_a_missing_editor_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter", "ctrl+o")
        monkeypatch.setenv("EDITOR", "true")
        await press(pilot, "ctrl+o")
        assert told(app) == [
            "No editor is set: put its name into the environment variable EDITOR, such as “nano”.",
            "The program cannot leave this terminal to an editor: write here, or start paht in a terminal.",
        ]


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets a program as the editor, that replaces `please` in its file, in a terminal that can be left."""
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)
    monkeypatch.delenv("VISUAL", raising=False)

    def use(does: str) -> None:
        script = f"import pathlib, sys; file = pathlib.Path(sys.argv[1]); text = file.read_text()\n{does}"
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", script]))

    return use


async def test_what_was_written_in_the_editor_stands_there_and_can_be_taken_back(
    house: House, edits: Callable[[str], None]
) -> None:
    edits("file.write_text('Subject: Come!\\n\\nDear all,\\n\\n{{ sender }}\\n')")
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter", "tab", "ctrl+o")
        assert "Subject  Come!" in seen(app)
        assert "Dear all," in seen(app)
        assert "on behalf of" not in seen(app)
        await press(pilot, "ctrl+z")
        assert "on behalf of" in seen(app)
        await press(pilot, "ctrl+y", "ctrl+s")
        assert told(app) == ["The text is kept. What is prepared already stays as it was prepared."]
    row = await recorded(house, find_template, name="invitation")
    assert (row.subject, row.body) == ("Come!", "Dear all,\n\n{{ sender }}\n")


async def test_an_editor_that_gives_up_leaves_what_was_typed(
    house: House, edits: Callable[[str], None]
) -> None:
    edits("sys.exit(1)")
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter")
        await type_text(pilot, "X")
        await press(pilot, "ctrl+o")
        assert told(app) == [f"The editor “{sys.executable}” gave up (exit code 1). The text is as it was."]
        assert "{{ day }}X" in seen(app)


async def test_one_draft_is_written_in_the_editor(house: House, edits: Callable[[str], None]) -> None:
    edits("file.write_text(text.replace('Please answer', 'Kindly answer'))")
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "b", "ctrl+s", "E")
        assert told(app)[-1] == "The message to Dr Jana Beispiel MP is changed; z takes it back."
    text = await recorded(house, message_text, message_id=1)
    assert "Kindly answer with the buttons" in text.text
