"""Every widget and dialog of the kit as it is drawn, at the least and at a comfortable size."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input, TextArea

from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.dialogs.message import Show
from tests.ui.driving import quiet, until_open
from tests.ui.kit_app import KitRecord, PeopleScreen, kit_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot
    from textual.screen import Screen

    from paht_tui.ui.app import PahtApp

    Compare = Callable[..., bool]

SMALL, LARGE = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
MANY = ("Germany", "Greece", "Poland", "Spain", "France", "Finland", "Romania", "Bulgaria", "Malta", "Żółta")


@dataclass(frozen=True)
class Sent:
    done: int = 12
    total: int = 64


def _app(rows: int | None = None) -> PahtApp:
    screen = PeopleScreen if rows is None else lambda: PeopleScreen([])
    app = kit_app(KitRecord(makers={"today": screen}))
    app.animation_level = "none"
    return app


async def _steady(pilot: Pilot[None]) -> None:
    """Let no cursor blink: a picture is to be the same at any moment."""
    for line in pilot.app.screen.query(Input):
        line.cursor_blink = False
    for area in pilot.app.screen.query(TextArea):
        area.cursor_blink = False
    await pilot.pause()


def _dialog(name: str) -> Screen[Any]:
    if name == "confirm":
        return Confirm("Send 64 invitations to The Hague as Anna <anna@example.org>?", "Send 64 invitations")
    if name == "choose":
        return Choose("Why absent?", [Option(word, word) for word in ("weather", "illness", "no notice")])
    if name == "choose-many":
        return Choose("Country", [Option(country, country) for country in MANY])
    if name == "show":
        text = "Dear [b]Jana[/b],\n\nwe invite you.\n" + "A long line. " * 30 + "\n" * 30 + "end"
        return Show("Preview: 漢字 [x]", text)
    fields = (
        Field("name", "Name", required=True, value="Good Practice Exchange, 漢字 [b]"),
        Field("country", "Country", "choice", options=tuple((c, c) for c in MANY), value="Żółta"),
        Field("answer", "Answer", "choice", options=(("a", "accepted"), ("d", "declined")), value="a"),
        Field("begins", "Begins", "moment", value="31 Feb 2012 9", zone="Europe/Amsterdam"),
        Field("note", "Note", "lines", value="two\nlines"),
    )
    return Form("New meeting", fields)


@SIZES
def test_a_list_in_any_script(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await pilot.press("down", "space", "down", "v", "down", "down")

    assert snap_compare(_app(), terminal_size=size, run_before=before)


def test_an_empty_list_teaches(snap_compare: Compare) -> None:
    assert snap_compare(_app(rows=0), terminal_size=SMALL, run_before=until_open)


def test_the_filter(snap_compare: Compare) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await pilot.press("slash", "a")
        await _steady(pilot)

    assert snap_compare(_app(), terminal_size=SMALL, run_before=before)


def test_without_colour_cursor_and_selection_are_still_seen(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await pilot.press("space")

    assert snap_compare(_app(), terminal_size=SMALL, run_before=before)


@SIZES
@pytest.mark.parametrize("name", ["choose", "choose-many", "confirm", "form", "show"])
def test_dialogs(snap_compare: Compare, name: str, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await pilot.app.push_screen(_dialog(name))
        if name == "form":
            await pilot.press("ctrl+s")
        await _steady(pilot)

    assert snap_compare(_app(), terminal_size=size, run_before=before)


@SIZES
@pytest.mark.parametrize("key", ["question_mark", "ctrl+p"], ids=["help", "palette"])
def test_help_and_palette(snap_compare: Compare, key: str, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await quiet(pilot)
        await _steady(pilot)

    assert snap_compare(_app(), terminal_size=size, run_before=before)


async def _one_step() -> AsyncIterator[Sent]:
    yield Sent()
    await asyncio.Event().wait()


@pytest.mark.parametrize("left", [False, True], ids=["dialog", "header"])
def test_work_under_way(snap_compare: Compare, left: bool) -> None:  # noqa: FBT001 - a table's column
    app = _app()
    app.works.monotonic = iter([0.0, *[30.0] * 100]).__next__

    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        app.start_work("sending", _one_step())
        await pilot.pause()
        if left:
            await pilot.press("enter", "n")
            await pilot.pause()

    assert snap_compare(app, terminal_size=SMALL, run_before=before)


def test_the_light_theme(snap_compare: Compare) -> None:
    app = kit_app(KitRecord(makers={"today": PeopleScreen}, theme="light"))
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=SMALL, run_before=until_open)
